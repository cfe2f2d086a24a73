using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Testing;

/// <summary>Verifies a code fix; test files alias it as VerifyCS.</summary>
/// <typeparam name="TAnalyzer">The analyzer that reports the diagnostic.</typeparam>
/// <typeparam name="TFixer">The code fix under test.</typeparam>
internal static class CodeFixVerifier<TAnalyzer, TFixer>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFixer : CodeFixProvider, new()
{
    /// <summary>Creates a test of one file, which can be adjusted using <c>with</c>.</summary>
    public static CodeFixTest Test(string source, string path = "Sample.cs") => Test([(path, source)]);

    /// <summary>Creates a test of one project with several files.</summary>
    public static CodeFixTest Test(params (string Path, string Text)[] sources) => new(new TAnalyzer(), new TFixer()) { Projects = [[.. sources]] };

    /// <summary>Compares the result of the default fix, or of the fix with the given key, with the expected text.</summary>
    public static async Task VerifyAsync(string source, string expected, string? key = null) =>
        Assert.Equal(expected, await Test(source).FixFirstAsync(key), ignoreLineEndingDifferences: false);

    /// <summary>Verifies that the file has a diagnostic for which no fix is offered.</summary>
    public static async Task VerifyNoFixAsync(string source) => Assert.Empty(await Test(source).TitlesAsync());
}
