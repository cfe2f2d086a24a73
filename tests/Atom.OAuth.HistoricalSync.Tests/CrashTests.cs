namespace Atom.OAuth.HistoricalSync.Tests;

/// <summary>kill -9 of real processes: all records arrive, and no window is run by two processes at once.</summary>
/// <remarks>The tests wait most of the time, so they have their own databases and run in parallel with others.</remarks>
public sealed class CrashTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    private const int Kills = 20;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sqlite_OneProcessKilled20Times_EverythingArrives(bool isTransactional)
    {
        await using Crash crash = new(OAuthDatabaseKind.Sqlite, databases.NewFile(), isTransactional, connections: 40);
        await crash.StartSyncsAsync();
        for (var kills = 0; kills < Kills; kills++)
        {
            await crash.StartMoreIfCompleteAsync();
            using var worker = await Worker.StartAsync(crash.Options with { WaitsForDisk = true });
            await crash.WaitForDeliveriesAsync(Random.Shared.Next(1, 60));
            worker.Kill();
        }

        using var last = await Worker.StartAsync(crash.Options with { PageDelay = 0 });
        await crash.WaitUntilCompleteAsync();
        await last.StopAsync();
        await crash.VerifyAsync(Kills);
    }

    [PostgreSqlTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PostgreSql_OneOfThreeProcessesKilled20Times_EverythingArrives(bool isTransactional)
    {
        await using Crash crash = new(OAuthDatabaseKind.PostgreSql, databases.Server.CreateDatabase(), isTransactional, connections: 400);
        await crash.StartSyncsAsync();
        var workers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Worker.StartAsync(crash.Options)));
        try
        {
            for (var kills = 0; kills < Kills; kills++)
            {
                await crash.StartMoreIfCompleteAsync();
                await crash.WaitForDeliveriesAsync(Random.Shared.Next(1, 60));
                var victim = Random.Shared.Next(workers.Length);
                workers[victim].Kill();
                workers[victim].Dispose();
                workers[victim] = await Worker.StartAsync(crash.Options);
            }

            await crash.WaitUntilCompleteAsync();
            await crash.VerifyAsync(Kills);
        }
        finally
        {
            Array.ForEach(workers, worker => worker.Dispose());
        }
    }
}
