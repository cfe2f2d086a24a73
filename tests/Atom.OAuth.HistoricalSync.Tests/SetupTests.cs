using Atom.OAuth.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.HistoricalSync.Tests;

/// <summary>Invalid configuration is reported with its solution; the first process creates the tables.</summary>
[Collection(DatabaseGroup.Name)]
public sealed class SetupTests(TestDatabases databases)
{
    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task ThreeProcessesThatStartAtOnce_MakeTheTablesOnce(OAuthDatabaseKind kind)
    {
        await using Crash crash = new(kind, databases.New(kind), isTransactional: false, connections: 0);
        var workers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Worker.StartAsync(crash.Options)));
        await Task.WhenAll(workers.Select(worker => worker.StopAsync()));
        Assert.All(workers, worker => Assert.Equal(0, worker.ExitCode));
        Array.ForEach(workers, worker => worker.Dispose());
    }

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task OlderTables_AreMigratedByThreeProcessesAtOnce_AndTheirSyncsGoOn(OAuthDatabaseKind kind)
    {
        const int Syncs = 4;
        await using Crash crash = new(kind, databases.New(kind), isTransactional: true, connections: 0);

        // A database created by the first version, with that version's data.
        await using var app = SyncApp.Create(new(kind, crash.Options.Database));
        var database = app.Get<OAuthDatabase>();
        await database.EnsureAsync(new("historical-sync", Sync.LedgerSchema.First));
        await database.InTransactionAsync(async (transaction, token) =>
        {
            for (var i = 0; i < Syncs; i++)
            {
                await transaction.ExecuteAsync(
                    "INSERT INTO atom_oauth_sync (id, tenant, integration, connection, kind, generation, user_id, state, range_from, range_to, due, "
                    + "created_at, updated_at) VALUES (@id, 't1', 'fake', @id, 'history', 1, 'u1', 'pending', 1767225600000, 1775001600000, 0, 0, 0)",
                    token,
                    ("id", $"old{i}"));
            }

            return await transaction.ExecuteAsync("INSERT INTO atom_oauth_sync_tenant (tenant, next_due) VALUES ('t1', 0)", token);
        });
        Assert.Equal(1L, await VersionAsync(database));

        var workers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Worker.StartAsync(crash.Options)));
        try
        {
            await crash.WaitUntilCompleteAsync();
            Assert.Equal((long)Sync.LedgerSchema.Schema.Version, await VersionAsync(database));
            Assert.True(Sync.LedgerSchema.Schema.Version > 1);
            Assert.Equal(Syncs, (await app.Syncs.ListAsync("t1", new() { State = HistoricalSyncState.Completed })).Count);
            await crash.VerifyAsync(kills: 0);
        }
        finally
        {
            Array.ForEach(workers, worker => worker.Dispose());
        }

        static async Task<object?> VersionAsync(OAuthDatabase database)
        {
            await using var connection = await database.OpenAsync();
            return await connection.ScalarAsync(null, "SELECT version FROM atom_oauth_schema WHERE component = 'historical-sync'", default);
        }
    }

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task NewerTables_AreRefused_WithAClearMessage(OAuthDatabaseKind kind)
    {
        var database = databases.New(kind);
        await using (var app = await SyncApp.StartAsync(new(kind, database)))
        {
            await app.Get<Sync.LedgerDatabase>().WriteAsync(
                (transaction, token) => transaction.ExecuteAsync(
                    "UPDATE atom_oauth_schema SET version = 99 WHERE component = 'historical-sync'", token), default);
        }

        await using var old = SyncApp.Create(new(kind, database));
        var error = await Assert.ThrowsAsync<OAuthDatabaseException>(() => old.Host.StartAsync());
        Assert.Contains("made by a newer version of the package", error.Message, StringComparison.Ordinal);

        // The same for processes that start at once: each exits and says why.
        await using Crash crash = new(kind, database, isTransactional: false, connections: 0);
        var ends = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Worker.RunToItsEndAsync(crash.Options)));
        Assert.All(ends, end => Assert.NotEqual(0, end.ExitCode));
        Assert.All(ends, end => Assert.Contains(error.Message, end.Errors, StringComparison.Ordinal));
    }

    [Fact]
    public async Task PathThatCannotBeWritten_IsSaid()
    {
        await using var app = SyncApp.Create(new(OAuthDatabaseKind.Sqlite, "/proc/nowhere/app.db"));
        var error = await Assert.ThrowsAsync<OAuthDatabaseException>(() => app.Host.StartAsync());
        Assert.Contains("Pass a path that the application may write to.", error.Message, StringComparison.Ordinal);
    }

    [PostgreSqlFact]
    public async Task DatabaseThatIsNotThere_IsSaid()
    {
        var missing = databases.Server.CreateDatabase().Replace("Database=db", "Database=missing", StringComparison.Ordinal);
        await using var app = SyncApp.Create(new(OAuthDatabaseKind.PostgreSql, missing));
        var error = await Assert.ThrowsAsync<OAuthDatabaseException>(() => app.Host.StartAsync());
        Assert.Contains("Create it: CREATE DATABASE", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SourcesWithoutASink_KeepTheApplicationFromStarting()
    {
        await using var app = SyncApp.Create(new(
            OAuthDatabaseKind.Sqlite, databases.NewFile())
        { Sync = sync => sync.AddSource<ProviderSource>("x") });
        Assert.Contains(
            "Add one: AddHistoricalSync().AddSink",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => app.Host.StartAsync())).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task OptionsOutOfRange_AreSaid()
    {
        await using var app = SyncApp.Create(
            new(OAuthDatabaseKind.Sqlite, databases.NewFile()) { Options = options => (options.MaxConcurrentSyncs, options.LeaseDuration) = (0, TimeSpan.Zero) });
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => app.Host.StartAsync());
        Assert.Equal(2, error.Failures.Count());
        Assert.Contains("HistoricalSyncOptions.MaxConcurrentSyncs is 0. Set it to between 1 and 1,000.", error.Failures);
    }

    [Fact]
    public void Registrations_ThatContradictEachOther_AreRefused()
    {
        var builder = new ServiceCollection().AddAtomOAuth().AddHistoricalSync().AddSource<ProviderSource>(
            "slack", appType: "unlisted").AddSink<StoreSink>();
        Assert.Throws<ArgumentException>(() => builder.AddSource<ProviderSource>("slack"));
        Assert.Throws<InvalidOperationException>(() => builder.AddSink<StoreSink>());
        Assert.Throws<InvalidOperationException>(() => builder.AddTransactionalSink<StoreTransactionalSink>());
        Assert.Contains(
            "Known: paid",
            Assert.Throws<ArgumentException>(() => builder.AddSource<ProviderSource>("asana", appType: "gold")).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => builder.AddSource<ProviderSource>("other", options => options.WindowLength = TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Batches_HaveStableKeys_ThatNoTwoShare()
    {
        HistoricalSyncWindow window = new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));
        Assert.Equal("t:slack:c:history:1:1970-01-01T00:00:00.000Z/1970-01-02T00:00:00.000Z:0.2", Key("t", "c"));
        Assert.NotEqual(Key("a:slack", "c"), Key("a", "slack:c"));
        Assert.NotEqual(Key(null, "c"), Key("%", "c"));

        string Key(string? tenant, string connection) => new HistoricalSyncBatch(
            new(tenant, "u", "slack", connection), "history", 1, window, 0, 2, []).Key;
    }
}
