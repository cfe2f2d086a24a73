using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.HistoricalSync.Tests;

/// <summary>What is set up wrongly is said with what to do; the tables are made by whoever comes first.</summary>
[Collection(DatabaseGroup.Name)]
public sealed class SetupTests(TestDatabases databases)
{
    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task ThreeProcessesThatStartAtOnce_MakeTheTablesOnce(OAuthDatabaseKind kind)
    {
        using Crash crash = new(kind, databases.New(kind), isTransactional: false, connections: 0);
        Worker[] workers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Worker.StartAsync(crash.Options)));
        await Task.WhenAll(workers.Select(worker => worker.StopAsync()));
        Assert.All(workers, worker => Assert.Equal(0, worker.ExitCode));
        Array.ForEach(workers, worker => worker.Dispose());
    }

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task NewerTables_AreRefused_WithAClearMessage(OAuthDatabaseKind kind)
    {
        string database = databases.New(kind);
        await using (SyncApp app = await SyncApp.StartAsync(new(kind, database)))
        {
            await app.Get<Sync.LedgerDatabase>().WriteAsync(
                (transaction, token) => Storage.OAuthDatabaseCommands.ExecuteAsync(
                    transaction, "UPDATE atom_oauth_schema SET version = 99 WHERE component = 'historical-sync'", token), default);
        }

        await using SyncApp old = SyncApp.Create(new(kind, database));
        OAuthDatabaseException error = await Assert.ThrowsAsync<OAuthDatabaseException>(() => old.Host.StartAsync());
        Assert.Contains("made by a newer version of the package", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PathThatCannotBeWritten_IsSaid()
    {
        await using SyncApp app = SyncApp.Create(new(OAuthDatabaseKind.Sqlite, "/proc/nowhere/app.db"));
        OAuthDatabaseException error = await Assert.ThrowsAsync<OAuthDatabaseException>(() => app.Host.StartAsync());
        Assert.Contains("Pass a path that the application may write to.", error.Message, StringComparison.Ordinal);
    }

    [PostgreSqlFact]
    public async Task DatabaseThatIsNotThere_IsSaid()
    {
        string missing = databases.Server.CreateDatabase().Replace("Database=db", "Database=missing", StringComparison.Ordinal);
        await using SyncApp app = SyncApp.Create(new(OAuthDatabaseKind.PostgreSql, missing));
        OAuthDatabaseException error = await Assert.ThrowsAsync<OAuthDatabaseException>(() => app.Host.StartAsync());
        Assert.Contains("Create it: CREATE DATABASE", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SourcesWithoutASink_KeepTheApplicationFromStarting()
    {
        await using SyncApp app = SyncApp.Create(new(OAuthDatabaseKind.Sqlite, databases.NewFile()) { Sync = sync => sync.AddSource<ProviderSource>("x") });
        Assert.Contains(
            "Add one: AddHistoricalSync().AddSink",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => app.Host.StartAsync())).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task OptionsOutOfRange_AreSaid()
    {
        await using SyncApp app = SyncApp.Create(new(OAuthDatabaseKind.Sqlite, databases.NewFile()) { Options = options => (options.MaxConcurrentSyncs, options.LeaseDuration) = (0, TimeSpan.Zero) });
        OptionsValidationException error = await Assert.ThrowsAsync<OptionsValidationException>(() => app.Host.StartAsync());
        Assert.Equal(2, error.Failures.Count());
        Assert.Contains("HistoricalSyncOptions.MaxConcurrentSyncs is 0. Set it to between 1 and 1,000.", error.Failures);
    }

    [Fact]
    public void Registrations_ThatContradictEachOther_AreRefused()
    {
        HistoricalSyncBuilder builder = new ServiceCollection().AddAtomOAuth().AddHistoricalSync().AddSource<ProviderSource>(
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
