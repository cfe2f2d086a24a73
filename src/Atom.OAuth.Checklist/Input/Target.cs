using System.Text.RegularExpressions;

namespace Atom.OAuth.Checklist.Input;

/// <summary>The input of the command: a solution, a project or a folder.</summary>
/// <param name="Path">The full path.</param>
/// <param name="Folder">The folder itself, or the folder that contains it.</param>
internal sealed partial record Target(string Path, string Folder)
{
    private static readonly string[] Solutions = [".sln", ".slnx", ".slnf"];

    public string Name => System.IO.Path.GetFileName(Path);

    public static Target Find(string? path)
    {
        path = System.IO.Path.GetFullPath(path ?? ".");
        if (Directory.Exists(path))
        {
            return new Target(path, path);
        }

        return File.Exists(path)
            ? new Target(path, System.IO.Path.GetDirectoryName(path)!)
            : throw new ChecklistException($"{path} does not exist. Name a solution, a project or a folder.");
    }

    /// <summary>Finds the only solution or project in a folder, as dotnet build does.</summary>
    public Target ForBuild()
    {
        if (File.Exists(Path))
        {
            return this;
        }

        foreach (var extensions in new[] { Solutions, [".csproj"] })
        {
            var found = Directory.GetFiles(Path)
                .Where(file => extensions.Contains(System.IO.Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)
                .ToList();
            switch (found.Count)
            {
                case 1:
                    return Find(found[0]);
                case > 1:
                    throw new ChecklistException(
                        $"{Path} has {string.Join(", ", found.Select(System.IO.Path.GetFileName))}. Name the one that is meant.");
            }
        }

        throw new ChecklistException($"{Path} has no solution and no C# project. Name one, or give the logs of a build with --sarif.");
    }

    /// <summary>Gets the C# files without a build: those in the folders of the projects.</summary>
    public IEnumerable<string> Sources() => Folders().Distinct(StringComparer.Ordinal).SelectMany(static folder => Files(folder, "*.cs"));

    /// <summary>Gets the files above and within the target that may contain options.</summary>
    public IEnumerable<string> Configurations()
    {
        for (var folder = Folder; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
        {
            yield return System.IO.Path.Combine(folder, ".editorconfig");
            yield return System.IO.Path.Combine(folder, ".globalconfig");
        }

        foreach (var file in Folders()
            .Distinct(StringComparer.Ordinal)
            .SelectMany(static folder => Files(folder, ".editorconfig").Concat(Files(folder, ".globalconfig"))))
        {
            yield return file;
        }
    }

    private IEnumerable<string> Folders() => Solutions.Contains(System.IO.Path.GetExtension(Path), StringComparer.OrdinalIgnoreCase)
        ? ProjectPath().Matches(File.ReadAllText(Path))
            .Select(match => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(
                match.Groups["path"].Value.Replace("\\\\", "/", StringComparison.Ordinal).Replace('\\', '/'), Folder))!)
            .Where(Directory.Exists)
        : [Folder];

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern, new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.System })
            .Where(file => !IsOutput(System.IO.Path.GetRelativePath(folder, file)));

    private static bool IsOutput(string path) =>
        path.Split('/', '\\').SkipLast(1).Any(static part => part is "bin" or "obj" or "node_modules" || part.StartsWith('.'));

    /// <summary>Matches a project in each of the three solution formats.</summary>
    [GeneratedRegex("\"(?<path>[^\"]+\\.csproj)\"")]
    private static partial Regex ProjectPath();
}
