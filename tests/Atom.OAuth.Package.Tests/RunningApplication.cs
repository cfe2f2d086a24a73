using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Atom.OAuth.Package.Tests;

/// <summary>A built web application that runs in a separate process until it is disposed.</summary>
internal sealed partial class RunningApplication : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private RunningApplication(Process process, string address, string outputOfTheStart)
    {
        _process = process;
        Address = address;
        OutputOfTheStart = outputOfTheStart;
    }

    public string Address { get; }

    /// <summary>Gets the output until the application listened.</summary>
    public string OutputOfTheStart { get; }

    public static async Task<RunningApplication> StartAsync(string assembly, string workingDirectory, params (string Name, string Value)[] settings)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [assembly, "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
        };
        foreach ((var name, var value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        using CancellationTokenSource timeout = new(LongestStart);
        StringBuilder output = new();
        while (await process.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
        {
            output.AppendLine(line);
            if (ListeningOn().Match(line) is { Success: true } found)
            {
                // Also reads the rest, so that the application does not block on a full pipe.
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new RunningApplication(process, found.Groups[1].Value, output.ToString());
            }
        }

        process.Dispose();
        throw new InvalidOperationException($"The application ended: {output}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    [GeneratedRegex(@"Now listening on: (\S+)")]
    private static partial Regex ListeningOn();
}
