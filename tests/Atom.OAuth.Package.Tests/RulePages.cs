namespace Atom.OAuth.Package.Tests;

/// <summary>The pages of the rules. Each rule has one, so they list all rules.</summary>
internal static class RulePages
{
    public static IReadOnlyList<string> Ids { get; } =
        [.. Directory.GetFiles(Repository.PathOf("docs/rules"), "*.md")
            .Select(static page => Path.GetFileNameWithoutExtension(page))
            .Order(StringComparer.Ordinal)];

    public static string PathOf(string id) => $"docs/rules/{id}.md";
}
