using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Testing;

/// <summary>Tests of one code fix; test files call it VerifyCS.</summary>
/// <typeparam name="TAnalyzer">The analyzer that reports.</typeparam>
/// <typeparam name="TFixer">The code fix under test.</typeparam>
internal static class CodeFixVerifier<TAnalyzer, TFixer>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFixer : CodeFixProvider, new()
{
    /// <summary>A run over one file, to be adjusted with <c>with</c>.</summary>
    public static CodeFixTest Test(string source, string path = "Sample.cs") => Test([(path, source)]);

    /// <summary>A run over one project of several files.</summary>
    public static CodeFixTest Test(params (string Path, string Text)[] sources) => new(new TAnalyzer(), new TFixer()) { Projects = [[.. sources]] };

    /// <summary>Compares what the default fix, or the one with the key, makes of a file.</summary>
    public static async Task VerifyAsync(string source, string expected, string? key = null) =>
        Assert.Equal(expected, await Test(source).FixFirstAsync(key), ignoreLineEndingDifferences: false);

    /// <summary>What is offered is nothing, though something is reported.</summary>
    public static async Task VerifyNoFixAsync(string source) => Assert.Empty(await Test(source).TitlesAsync());
}
