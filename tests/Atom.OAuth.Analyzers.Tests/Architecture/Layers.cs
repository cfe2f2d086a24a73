using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Tests.Architecture;

/// <summary>The layers of a project's folders, from top to bottom. Code may only use folders below its own.</summary>
/// <param name="Project">The project's folder and root namespace.</param>
/// <param name="FromTheTop">The folders, highest first. A folder inside another one has its own layer.</param>
internal sealed record Layers(string Project, params string[] FromTheTop)
{
    public static readonly Layers Analyzers = new(
        "Atom.OAuth.Analyzers",
        "Rules",
        "Errors",
        "States",
        "TokenRequests",
        "Callbacks",
        "Retirements",
        "Responses/Reads",
        "Responses/HtmlChecks",
        "Responses/Guards",
        "Responses",
        "Providers",
        "CSharp",
        "Text",
        "Common");

    public static readonly Layers CodeFixes = new(
        "Atom.OAuth.CodeFixes",
        "Rules",
        "Errors",
        "States",
        "TokenRequests",
        "Callbacks",
        "Responses",
        "Injection",
        "Editing",
        "Fixing");

    /// <summary>Finds violations: a namespace that does not match the folder, a folder without a layer, or a dependency on a higher layer.</summary>
    /// <param name="files">The paths relative to the project's folder, with <c>/</c>, and the texts.</param>
    public IEnumerable<string> Violations(IEnumerable<(string Path, string Text)> files)
    {
        var parsed = files.Select(static file => (file.Path, Root: CSharpSyntaxTree.ParseText(file.Text).GetCompilationUnitRoot())).ToList();
        var types = parsed.SelectMany(static file => file.Root
            .DescendantNodes()
            .OfType<BaseTypeDeclarationSyntax>()
            .Select(type => $"{Path.GetFileName(FolderOf(file.Path))}.{type.Identifier.ValueText}")).ToHashSet();
        foreach (var (path, root) in parsed)
        {
            var folder = FolderOf(path);
            var declared = root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString() ?? "";
            if (declared != NamespaceOf(folder))
            {
                yield return $"{path} is in the namespace {declared}";
            }
            else if (Array.IndexOf(FromTheTop, folder) < 0)
            {
                yield return $"{path} is in a folder without a layer";
            }
            else
            {
                foreach (var used in UsedBy(root, types)
                    .Where(used => Array.IndexOf(FromTheTop, used) < Array.IndexOf(FromTheTop, folder))
                    .Distinct())
                {
                    yield return $"{path} uses {used}, which is above {folder}";
                }
            }
        }
    }

    /// <summary>Gets the project's own files.</summary>
    public IReadOnlyList<(string Path, string Text)> Files()
    {
        var root = Repository.PathOf("src/" + Project);
        return
        [
            .. FromTheTop.Select(static folder => folder.Split('/')[0]).Concat(Directory.GetDirectories(root).Select(Path.GetFileName)).Distinct()
                .Where(static folder => folder is not ("bin" or "obj"))
                .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder!), "*.cs", SearchOption.AllDirectories))
                .Concat(Directory.EnumerateFiles(root, "*.cs"))
                .Select(path => (Path.GetRelativePath(root, path).Replace('\\', '/'), File.ReadAllText(path))),
        ];
    }

    /// <summary>Gets the layer of a file.</summary>
    public static string FolderOf(string path)
    {
        // The entries are parts of one table, which is a class in the parent folder.
        var folder = Path.GetDirectoryName(path)!.Replace('\\', '/');
        return folder == "Retirements/Entries" ? "Retirements" : folder;
    }

    /// <summary>Gets the folders whose namespaces a file uses, in a using directive or as a type's qualifier.</summary>
    private IEnumerable<string> UsedBy(CompilationUnitSyntax file, HashSet<string> types)
    {
        foreach (var name in file.DescendantNodes()
            .Where(static node => node is NameSyntax or MemberAccessExpressionSyntax)
            .Select(static node => node.ToString()))
        {
            // Inside the project, a namespace can be used without its prefix.
            var folder = Array.Find(FromTheTop, folder => name == NamespaceOf(folder)
                || (types.Contains(name) && name.StartsWith(Path.GetFileName(folder) + ".", StringComparison.Ordinal)));
            if (folder is not null)
            {
                yield return folder;
            }
        }
    }

    private string NamespaceOf(string folder) => folder.Length == 0 ? Project : Project + "." + folder.Replace('/', '.');
}
