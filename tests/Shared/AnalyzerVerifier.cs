using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Testing;

/// <summary>Verifies an analyzer; test files alias it as VerifyCS.</summary>
/// <typeparam name="TAnalyzer">The analyzer under test.</typeparam>
internal static class AnalyzerVerifier<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    /// <summary>Creates a test of one file, which can be adjusted using <c>with</c>.</summary>
    public static AnalyzerTest Test(string source, string path = "Sample.cs") => Test((path, source));

    /// <summary>Creates a test of several files.</summary>
    public static AnalyzerTest Test(params (string Path, string Text)[] sources) => new(new TAnalyzer()) { Sources = [.. sources] };

    /// <summary>Compares the diagnostics in a file with its markers.</summary>
    public static Task VerifyAsync(string source) => Test(source).VerifyAsync();

    /// <summary>Compares the diagnostics in several files with their markers.</summary>
    public static Task VerifyAsync(params (string Path, string Text)[] sources) => Test(sources).VerifyAsync();

    /// <summary>Compares the diagnostics in a program with top-level statements with its markers.</summary>
    public static Task VerifyProgramAsync(string source) =>
        (Test(source, "Program.cs") with { OutputKind = OutputKind.ConsoleApplication }).VerifyAsync();

    /// <summary>Compares the diagnostics in a file with its markers, given .editorconfig options.</summary>
    public static Task VerifyAsync(string source, params (string Key, string Value)[] options)
    {
        var test = Test(source);
        return (test with { Options = test.Options.AddRange(options.Select(static o => KeyValuePair.Create(o.Key, o.Value))) }).VerifyAsync();
    }

    /// <summary>Returns the diagnostics, for tests of messages and locations.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> ReportsAsync(string source) => await Test(source).RunAsync();
}
