using System.Text.RegularExpressions;
using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.Tests.Architecture;

namespace Atom.OAuth.Analyzers.Tests;

/// <summary>CONTRIBUTING.md is right about the folders, and about the files required for a rule.</summary>
public sealed partial class ContributingTests
{
    private const string Example = "KeepRotatedRefreshToken";
    private const string ExampleId = "ATOM009";

    /// <summary>The folders in which a rule may have to be mentioned. Tests fail by themselves if a rule is missing.</summary>
    private static readonly string[] Folders = ["src", "docs", "samples"];

    public static TheoryData<string> Ids() => [.. RuleIds.All];

    [Fact]
    public void TableOfFolders_IsTheOrderOfTheLayers()
    {
        var rows = FolderRow().Matches(Section("## The house of the analyzers")).Select(static row => row.Groups);

        Assert.Equal(Layers.Analyzers.FromTheTop, rows.Select(static row => row["folder"].Value));
        Assert.All(
            rows.SelectMany(static row => Folder().Matches(row["fixes"].Value)),
            static folder => Assert.Contains(folder.Groups[1].Value, Layers.CodeFixes.FromTheTop));
    }

    [Fact]
    public void FilesOfTheExample_Exist()
    {
        Assert.Contains(RuleCatalog.Rules, static rule => rule is { Id: ExampleId, Name: Example });
        Assert.All(Paths(), static path => Assert.True(File.Exists(Repository.PathOf(path)), path));
    }

    /// <summary>The files of the example exist for all other rules, too, and mention the rule.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public void FilesOfTheExample_AreThoseOfEveryRule(string id)
    {
        var name = RuleCatalog.Rules.Single(rule => rule.Id == id).Name;
        foreach (var path in Paths().Where(static path => !path.Contains("/TokenRequests/", StringComparison.Ordinal)))
        {
            var files = Files(path.Replace(Example, name, StringComparison.Ordinal).Replace(ExampleId, id, StringComparison.Ordinal));

            Assert.True(files.Count > 0, $"{id} has no file like {path}.");
            Assert.True(IsForSomeRules(path) || files.Any(file => Names(file, id, name)), $"{path} does not name {id}.");
        }
    }

    /// <summary>A new rule has to be added to each file that mentions all rules.</summary>
    [Fact]
    public void FilesThatNameEveryRule_AreInTheExample()
    {
        var listed = Paths().Append("CONTRIBUTING.md").ToHashSet();
        var naming = Folders.SelectMany(static folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Repository.Root, "*.md"))
            .Select(static path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(static path => Path.GetExtension(path) is ".cs" or ".md" or ".props" or ".targets" or ".yml" or ".globalconfig")
            .Where(static path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Where(static path => !path.StartsWith("src/Atom.OAuth.Package/presets/", StringComparison.Ordinal))
            .Where(static path => RuleCatalog.Rules.All(rule => Names(path, rule.Id, rule.Name)));

        Assert.Empty(naming.Except(listed));
    }

    /// <summary>Gets the paths in the text of the example.</summary>
    private static IEnumerable<string> Paths() =>
        PathInText().Matches(Section("### An example")).Select(static match => match.Groups[1].Value).Distinct();

    private static List<string> Files(string path)
    {
        var full = Repository.PathOf(path);
        var isTest = path.EndsWith("Tests.cs", StringComparison.Ordinal);

        // A rule may have several test classes, whose names start with its own.
        var pattern = isTest ? Path.GetFileName(full).Replace("Tests.cs", "*Tests.cs", StringComparison.Ordinal) : Path.GetFileName(full);
        return [.. Directory.EnumerateFiles(
            Path.GetDirectoryName(full)!, pattern).Select(static file => Path.GetRelativePath(Repository.Root, file))];
    }

    /// <summary>Determines whether, according to the text, the file does not mention all rules.</summary>
    private static bool IsForSomeRules(string path) =>
        Section("### An example").Contains($"`{path}` where ", StringComparison.Ordinal) || path.EndsWith("Layers.cs", StringComparison.Ordinal);

    private static bool Names(string path, string id, string name)
    {
        var text = Repository.Read(path);
        return text.Contains(id, StringComparison.Ordinal) || text.Contains(name, StringComparison.Ordinal);
    }

    /// <summary>Gets the text from a heading to the next one.</summary>
    private static string Section(string heading)
    {
        var text = Repository.Read("CONTRIBUTING.md");
        var start = text.IndexOf("\n" + heading, StringComparison.Ordinal);
        Assert.True(start >= 0, heading);
        return text[start..text.IndexOf("\n#", start + heading.Length, StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"^\| `(?<folder>[\w/]+)/` \| .* \| (?<fixes>.*)\|$", RegexOptions.Multiline)]
    private static partial Regex FolderRow();

    [GeneratedRegex("`([A-Z]\\w+)/`")]
    private static partial Regex Folder();

    [GeneratedRegex("`((?:[\\w.-]+/)*[\\w.-]*\\.(?:cs|md|props|yml|globalconfig))`")]
    private static partial Regex PathInText();
}
