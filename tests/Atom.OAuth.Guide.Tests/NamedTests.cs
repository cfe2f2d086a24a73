using System.Text.RegularExpressions;
using Atom.OAuth.Testing;

namespace Atom.OAuth.Guide;

/// <summary>Finds the tests that documents refer to, in any test project.</summary>
internal static partial class NamedTests
{
    private static readonly string Tests = Path.Combine(Repository.Root, "tests");

    private static readonly ILookup<string, string> Files = Directory.EnumerateFiles(Tests, "*Tests.cs", SearchOption.AllDirectories)
        .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .ToLookup(path => Path.GetFileNameWithoutExtension(path), StringComparer.Ordinal);

    /// <summary>
    /// Returns what is wrong with a name such as <c>GuideTests.Strangers_AreTurnedAway</c>, or <see langword="null"/> if the test exists.
    /// </summary>
    public static string? Problem(string name)
    {
        var parts = name.Split('.');
        if (parts.Length != 2 || !Files.Contains(parts[0]))
        {
            return $"There is no {parts[0]}.cs with tests for '{name}'.";
        }

        Regex test = new($@"\[\w*(Fact|Theory)\b(?:(?!\n\n).)*?\bpublic (async )?(Task|void) {Regex.Escape(parts[1])}\(", RegexOptions.Singleline);
        return Files[parts[0]].Any(path => test.IsMatch(File.ReadAllText(path).ReplaceLineEndings("\n"))) ? null : $"There is no test '{name}'.";
    }
}
