using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.HistoricalSync.Benchmarks;

/// <summary>A worker process: providers that take some milliseconds a page and throttle every tenth request.</summary>
internal static class BenchmarkWorker
{
    public const string Integration = "simulated";

    /// <summary>The line on which a worker says how many managed bytes it holds.</summary>
    public const string Memory = "memory";

    public static async Task<int> RunAsync(string[] arguments)
    {
        using var host = Create(
            arguments[0], arguments[1], runs: true, pageDelay: int.Parse(arguments[2], System.Globalization.CultureInfo.InvariantCulture));
        await host.StartAsync();
        Console.WriteLine("ready");
        long peak = 0;

        // On a thread of its own: reading the console blocks.
        var line = Task.Run(Console.In.ReadLine);
        while (true)
        {
            await Task.WhenAny(line, Task.Delay(1_000));
            peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false));
            if (!line.IsCompleted)
            {
                continue;
            }

            if (await line != Memory)
            {
                break;
            }

            // What is left after a full collection is what the worker holds; between two looks it works, so the least of a few counts.
            Console.WriteLine(Enumerable.Range(0, 5).Min(_ => GC.GetTotalMemory(forceFullCollection: true)));
            line = Task.Run(Console.In.ReadLine);
        }

        await host.StopAsync();
        Console.WriteLine(
            $"{peak / 1_048_576.0:F1} MiB managed at most, {Process.GetCurrentProcess().PeakWorkingSet64 / 1_048_576.0:F0} MiB working set at most");
        return 0;
    }

    /// <summary>An application with the sync service.</summary>
    public static IHost Create(string kind, string database, bool runs, int pageDelay)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Error);
        builder.Services.AddSingleton(new Delay(pageDelay));
        builder.Services.AddAtomOAuth().AddHistoricalSync(options =>
        {
            if (kind == "sqlite")
            {
                options.UseSqlite(database);
            }
            else
            {
                options.UsePostgreSql(database);
            }

            options.RunsSyncs = runs;
        }).AddSource<SimulatedSource>(Integration).AddSink<NoSink>();
        return builder.Build();
    }

    private sealed record Delay(int Milliseconds);

    private sealed class SimulatedSource(Delay delay) : IHistoricalSyncSource
    {
        private static readonly JsonElement Empty = JsonDocument.Parse("{}").RootElement;

        public async ValueTask<HistoricalSyncPage> FetchAsync(HistoricalSyncPageRequest request, CancellationToken cancellationToken)
        {
            await Task.Delay(delay.Milliseconds, cancellationToken);
            if (Random.Shared.Next(10) == 0)
            {
                throw HistoricalSyncException.RateLimited(TimeSpan.FromSeconds(1));
            }

            return new([.. Enumerable.Range(0, 20).Select(i => new HistoricalSyncRecord($"{request.Window.From.Ticks}-{i}", Empty))]);
        }
    }

    private sealed class NoSink : IHistoricalSyncSink
    {
        public ValueTask WriteAsync(HistoricalSyncBatch batch, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
