using System.Diagnostics;
using Atom.OAuth.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.HistoricalSync.Benchmarks;

/// <summary>kill -9 of a worker with the options as they are by default: how long until its syncs go on.</summary>
internal static class Recovery
{
    public static async Task<int> RunAsync(int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("atom-oauth-recovery-").FullName;
        await MeasureAsync(
            "sqlite", "SQLite, restarted process, from its start", rounds, () => Path.Combine(folder, $"{Guid.NewGuid():n}.db"), others: 0);
        using PostgreSqlServer server = new();
        await MeasureAsync("postgresql", "PostgreSQL, two others, from the kill", rounds, server.CreateDatabase, others: 2);
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static async Task MeasureAsync(string kind, string name, int rounds, Func<string> create, int others)
    {
        List<double> times = [];
        for (var round = 0; round < rounds; round++)
        {
            var database = create();
            await StartSyncAsync(kind, database);
            using var victim = await WorkerProcess.StartAsync(kind, database, pageDelay: 3_000);
            while (Ledger.Count(kind, database, "COUNT(CASE WHEN state = 'running' THEN 1 END)") == 0)
            {
                await Task.Delay(10);
            }

            var rest = await Task.WhenAll(Enumerable.Range(0, others).Select(_ => WorkerProcess.StartAsync(kind, database, pageDelay: 3_000)));
            var fence = Ledger.Count(kind, database, "MAX(fence)");
            victim.Kill();
            var watch = Stopwatch.StartNew();
            WorkerProcess[] restarted = others == 0 ? [WorkerProcess.Start(kind, database, pageDelay: 3_000)] : [];

            // Taking it back raises the fencing number once, running it again a second time.
            while (Ledger.Count(kind, database, "MAX(CASE WHEN state = 'running' THEN fence ELSE 0 END)") < fence + 2)
            {
                await Task.Delay(10);
            }

            times.Add(watch.Elapsed.TotalSeconds);
            Array.ForEach([.. rest, .. restarted], worker => worker.Dispose());
        }

        times.Sort();
        Console.WriteLine($"{name}: median {times[times.Count / 2]:F2} s, worst {times[^1]:F2} s ({rounds} rounds)");
    }

    private static async Task StartSyncAsync(string kind, string database)
    {
        using var host = BenchmarkWorker.Create(kind, database, runs: false, pageDelay: 0);
        await host.StartAsync();
        await host.Services.GetRequiredService<IHistoricalSyncService>().StartAsync(
            new(BenchmarkWorker.Integration, "u", "t", TimeProvider.System.GetUtcNow(), 60, "c"), CancellationToken.None);
        await host.StopAsync();
    }
}
