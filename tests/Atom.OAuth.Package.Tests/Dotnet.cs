using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Atom.OAuth.Package.Tests;

/// <summary>Runs the dotnet command as from a new shell: the test host's environment does not leak into it.</summary>
internal static partial class Dotnet
{
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(10);

    /// <summary>Variables that <c>dotnet test</c> sets for its own child processes, and that would affect their MSBuild.</summary>
    private static readonly string[] LeakingPrefixes = [
        "MSBUILD", "VSTEST", "COREHOST_", "CORECLR_", "COVERLET", "DOTNET_HOST_PATH", "DOTNET_STARTUP_HOOKS",
    ];

    /// <summary>A compiler server for these tests only, so that builds find the compiler and the analyzers already loaded.</summary>
    private static readonly string CompilerServer = $"atom-oauth-tests-{Guid.NewGuid():N}";

    /// <summary>Runs the command; if it fails, fails the test with the whole output.</summary>
    public static async Task<string> RunAsync(string workingDirectory, params string[] arguments)
    {
        var (exitCode, output) = await TryRunAsync(workingDirectory, arguments);
        Assert.True(exitCode == 0, $"dotnet {string.Join(' ', arguments)} ended with {exitCode}:{Environment.NewLine}{output}");
        return output;
    }

    /// <summary>Runs the command and returns its exit code and output.</summary>
    public static Task<(int ExitCode, string Output)> TryRunAsync(string workingDirectory, params string[] arguments) =>
        TryRunProgramAsync(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", workingDirectory, arguments);

    /// <summary>Runs another program in the same way.</summary>
    public static async Task<(int ExitCode, string Output)> TryRunProgramAsync(string program, string workingDirectory, params string[] arguments)
    {
        using var process = new Process { StartInfo = CreateStartInfo(program, workingDirectory, arguments) };
        using var giveUp = new CancellationTokenSource(GiveUpAfter);
        process.Start();
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(giveUp.Token);
        var error = process.StandardError.ReadToEndAsync(giveUp.Token);
        try
        {
            await process.WaitForExitAsync(giveUp.Token);
            return (process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within {GiveUpAfter}.");
        }
    }

    /// <summary>Stops the compiler server after the last build.</summary>
    public static async Task StopCompilerServerAsync()
    {
        var sdk = BasePath().Match(await RunAsync(Repository.Root, "--info")).Groups["path"].Value;
        await RunAsync(Repository.Root, Path.Combine(sdk, "Roslyn/bincore/VBCSCompiler.dll"), "-shutdown", $"-pipename:{CompilerServer}");
    }

    private static ProcessStartInfo CreateStartInfo(string program, string workingDirectory, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        RemoveWhatLeaks(start);

        // A build server that outlives its build would keep the output pipes and the temporary folders open. The compiler server does neither.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "true";
        start.Environment["SharedCompilationId"] = CompilerServer;
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        return start;
    }

    /// <summary>Removes the test host's own settings from a program's environment.</summary>
    public static void RemoveWhatLeaks(ProcessStartInfo start)
    {
        foreach (var name in start.Environment.Keys.ToList())
        {
            if (LeakingPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            {
                start.Environment.Remove(name);
            }
        }
    }

    [GeneratedRegex(@"^ *Base Path: *(?<path>.*\S)", RegexOptions.Multiline)]
    private static partial Regex BasePath();
}
