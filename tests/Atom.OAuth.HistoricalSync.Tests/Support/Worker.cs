using System.Diagnostics;

namespace Atom.OAuth.HistoricalSync.Tests.Support;

/// <summary>A worker process.</summary>
internal sealed class Worker : IDisposable
{
    private readonly Process _process;

    private Worker(Process process) => _process = process;

    /// <summary>Starts a worker and waits until it is ready.</summary>
    public static async Task<Worker> StartAsync(WorkerOptions options)
    {
        Worker worker = new(StartProcess(options.ToArguments()));
        string? line;
        do
        {
            line = await worker._process.StandardOutput.ReadLineAsync();
        }
        while (line is not null and not "ready");
        return line is null ? throw new InvalidOperationException("The worker ended before it was ready.") : worker;
    }

    /// <summary>Starts this assembly as a program.</summary>
    public static Process StartProcess(IEnumerable<string> arguments, bool keepErrors = false)
    {
        ProcessStartInfo start = new(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["exec", typeof(Worker).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = keepErrors,
        };
        return Process.Start(start)!;
    }

    /// <summary>Starts a worker that cannot work, and waits until it has exited.</summary>
    /// <returns>The exit code, and the error output.</returns>
    public static async Task<(int ExitCode, string Errors)> RunToItsEndAsync(WorkerOptions options)
    {
        using var process = StartProcess(options.ToArguments(), keepErrors: true);
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, errors);
    }

    /// <summary>Starts a sync several times at once.</summary>
    public async Task<string[]> StartSyncsAsync(string connection, int times)
    {
        await _process.StandardInput.WriteLineAsync($"start {connection} {times}");
        await _process.StandardInput.FlushAsync();
        string? line;
        do
        {
            line = await _process.StandardOutput.ReadLineAsync();
        }
        while (line is not null && !line.Contains(':', StringComparison.Ordinal));
        return line?.Split(' ') ?? throw new InvalidOperationException("The worker ended.");
    }

    /// <summary>
    /// Measures the managed memory after a full collection: the minimum of several measurements, because the worker continues to work.
    /// </summary>
    public async Task<long> MeasureMemoryAsync()
    {
        await _process.StandardInput.WriteLineAsync("memory");
        await _process.StandardInput.FlushAsync();
        var answer = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The worker ended.");
        return long.Parse(answer, System.Globalization.CultureInfo.InvariantCulture);
    }

    public int ExitCode => _process.ExitCode;

    /// <summary>Kills the process like kill -9.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Lets the process exit gracefully.</summary>
    public async Task StopAsync()
    {
        _process.StandardInput.Close();
        await _process.StandardOutput.ReadToEndAsync();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }
}
