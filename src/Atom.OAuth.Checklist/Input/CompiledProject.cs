namespace Atom.OAuth.Checklist.Input;

/// <summary>A compilation of a logged build, as described by Checklist.targets.</summary>
internal sealed record CompiledProject(string Path, bool IsTest, IReadOnlyList<string> Sources, IReadOnlyList<string> Configurations, SarifLog Log)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public static CompiledProject Read(string description)
    {
        var lines = File.ReadAllLines(description).Select(static line => line.Split('=', 2)).ToLookup(static line => line[0], static line => line[1]);
        var path = lines["project"].First();
        var log = System.IO.Path.ChangeExtension(description, null);
        return new CompiledProject(
            path,
            string.Equals(lines["test"].FirstOrDefault(), "true", StringComparison.OrdinalIgnoreCase),
            [.. lines["source"].Where(source => !IsGenerated(path, source))],
            [.. lines["config"]],
            File.Exists(log) ? SarifLog.Read(log) : new SarifLog([], []));
    }

    private static bool IsGenerated(string project, string source) =>
        System.IO.Path.GetRelativePath(System.IO.Path.GetDirectoryName(project)!, source).Split('/', '\\')[0] == "obj";
}
