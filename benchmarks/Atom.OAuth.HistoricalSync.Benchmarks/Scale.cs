using System.Diagnostics;
using Atom.OAuth.Testing;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Atom.OAuth.HistoricalSync.Benchmarks;

/// <summary>Many connections on PostgreSQL with three workers: what starting costs, how fast it goes, and who waits how long.</summary>
internal static class Scale
{
    private const int Workers = 3;
    private const int QuartzJobs = 500;

    public static async Task<int> RunAsync(int connections, int tenants)
    {
        using PostgreSqlServer server = new();
        var quartz = await ScheduleWithQuartzAsync(server.CreateDatabase());
        Console.WriteLine($"Quartz, one job at a time: {quartz * 1000:F2} ms a job ({QuartzJobs} jobs, {1 / quartz:F0} a second)");

        var database = server.CreateDatabase();
        var start = await StartAsync(database, connections, tenants);
        Console.WriteLine(
            $"Starting a sync: {start * 1000:F2} ms each ({connections} syncs of {tenants} tenants, {1 / start:F0} a second): {start / quartz:P1} of a Quartz job");

        var workers = await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => WorkerProcess.StartAsync("postgresql", database, pageDelay: 5)));
        var watch = Stopwatch.StartNew();
        double nextShare = 1;
        long left;
        while ((left = Ledger.Count("postgresql", database, "COUNT(*) FILTER (WHERE state <> 'completed')")) > 0)
        {
            if (left <= nextShare * connections)
            {
                nextShare -= 0.3;
                var bytes = await Task.WhenAll(workers.Select(worker => worker.MeasureMemoryAsync()));
                Console.WriteLine(
                    $"Managed memory of a worker after a full collection, with {left} waiting: {string.Join(", ", bytes.Select(held => $"{held / 1_048_576.0:F2} MiB"))}");
            }

            await Task.Delay(1_000);
        }

        var windows = Ledger.Count("postgresql", database, "SUM(windows_done)");
        Console.WriteLine(
            $"{connections} connections x 3 windows = {windows} windows in {watch.Elapsed.TotalSeconds:F0} s: {windows / watch.Elapsed.TotalSeconds:F0} windows a second with {Workers} workers");
        foreach (var memory in await Task.WhenAll(workers.Select(worker => worker.StopAsync())))
        {
            Console.WriteLine("Worker: " + memory);
        }

        Array.ForEach(workers, worker => worker.Dispose());
        var waits = Ledger.Read(
            "postgresql", database, "SELECT AVG(begun - created_at) FROM atom_oauth_sync GROUP BY tenant ORDER BY 1", static row => row.GetDouble(0));
        Console.WriteLine(
            $"Wait for the first page, mean of a tenant: median {waits[waits.Count / 2] / 1000:F1} s, worst {waits[^1] / 1000:F1} s, {waits[^1] / waits[waits.Count / 2]:F2} x the median");
        return 0;
    }

    /// <summary>Seconds for each start, all asked for at once as callbacks are.</summary>
    private static async Task<double> StartAsync(string database, int connections, int tenants)
    {
        using var host = BenchmarkWorker.Create("postgresql", database, runs: false, pageDelay: 0);
        await host.StartAsync();
        var service = host.Services.GetRequiredService<IHistoricalSyncService>();
        var now = TimeProvider.System.GetUtcNow();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(i => Task.Run(async () =>
            await service.StartAsync(new(BenchmarkWorker.Integration, "u", $"t{i % tenants}", now, 3, $"c{i}"), CancellationToken.None))));
        watch.Stop();
        await host.StopAsync();
        return watch.Elapsed.TotalSeconds / connections;
    }

    /// <summary>Seconds for each job, scheduled one at a time on Quartz's own store in PostgreSQL.</summary>
    private static async Task<double> ScheduleWithQuartzAsync(string database)
    {
        var factory = QuartzSchedulerBuilder
            .Create(quartz => quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(database);
                store.ConfigureStore(options => options.SchemaProvisioning = SchemaProvisioning.CreateIfMissing);
            }))
            .Build();
        await using (factory)
        {
            var scheduler = await factory.GetScheduler(CancellationToken.None);
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < QuartzJobs; i++)
            {
                var job = JobBuilder.Create<NoJob>().WithIdentity($"j{i}").RequestRecovery(true).Build();
                var trigger = TriggerBuilder.Create(TimeProvider.System).WithIdentity($"j{i}").StartNow().Build();
                await scheduler.ScheduleJob(job, trigger, new ScheduleJobOptions(), CancellationToken.None);
            }

            var seconds = watch.Elapsed.TotalSeconds / QuartzJobs;
            await scheduler.Shutdown(false, CancellationToken.None);
            return seconds;
        }
    }

    public sealed class NoJob : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
