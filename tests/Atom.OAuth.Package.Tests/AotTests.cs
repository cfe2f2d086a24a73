using System.Diagnostics;

namespace Atom.OAuth.Package.Tests;

/// <summary>The runtime works without a JIT compiler or reflection: it is compiled ahead of time without warnings, and run.</summary>
public class AotTests
{
    [NeedsFact("apt-get install gcc zlib1g-dev", "clang", "gcc")]
    public async Task Runtime_IsCompiledAheadOfTime_AndRuns()
    {
        using TemporaryFolder output = new();

        // No symbols, because nobody debugs the program. No analyzers: their diagnostics belong to the repository's build, and the native
        // compiler has its own warnings. No compiler server: that of the other tests stops with them, and this test does not wait for it.
        var log = await Dotnet.RunAsync(
            Repository.PathOf("tests/Atom.OAuth.Package.Tests/AotProgram"),
            "publish", "-c", "Release", "-o", output.Path, "--artifacts-path", output["artifacts"],
            "-p:NativeDebugSymbols=false", "-p:RunAnalyzers=false", "-p:UseSharedCompilation=false");

        // Warnings are errors here; this makes sure that the native compiler ran at all.
        Assert.Contains("Generating native code", log, StringComparison.Ordinal);
        Assert.Equal(
            """
            state: Valid, again: Replayed
            tokens: True, team: T1
            failure: Slack OAuth failed: invalid_code - The authorization code is invalid or expired
            page: True, Slack OAuth failed: unexpected_html - Slack returned a web page (HTTP 200, "Sorry") instead of JSON.
            json: hello
            sync: Started

            """,
            await RunAsync(output["aot-program"]),
            ignoreLineEndingDifferences: true);
    }

    private static async Task<string> RunAsync(string program)
    {
        using var process = Process.Start(new ProcessStartInfo(program) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
