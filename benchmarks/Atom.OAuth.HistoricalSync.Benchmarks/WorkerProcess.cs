using System.Diagnostics;

namespace Atom.OAuth.HistoricalSync.Benchmarks;

/// <summary>This program, started once more as a worker.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;

    private WorkerProcess(Process process) => _process = process;

    public static async Task<WorkerProcess> StartAsync(string kind, string database, int pageDelay)
    {
        var worker = Start(kind, database, pageDelay);
        await worker._process.StandardOutput.ReadLineAsync();
        return worker;
    }

    /// <summary>Starts without waiting until it is ready.</summary>
    public static WorkerProcess Start(string kind, string database, int pageDelay)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        string[] program = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(WorkerProcess).Assembly.Location] : [];
        foreach (var argument in (string[])[
            .. program,
            "worker",
            kind,
            database,
            pageDelay.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ])
        {
            start.ArgumentList.Add(argument);
        }

        return new(Process.Start(start)!);
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>The managed bytes that it holds after a full collection.</summary>
    public async Task<long> MeasureMemoryAsync()
    {
        await _process.StandardInput.WriteLineAsync(BenchmarkWorker.Memory);
        await _process.StandardInput.FlushAsync();
        return long.Parse((await _process.StandardOutput.ReadLineAsync())!, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Stops it and gives its last line.</summary>
    public async Task<string> StopAsync()
    {
        await _process.StandardInput.WriteLineAsync();
        _process.StandardInput.Close();
        var output = await _process.StandardOutput.ReadToEndAsync();
        return output.Trim();
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
