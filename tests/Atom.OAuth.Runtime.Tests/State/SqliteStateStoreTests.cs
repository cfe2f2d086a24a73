using Atom.OAuth.Testing;
using Atom.OAuth.Tests.State.Support;
using Microsoft.Data.Sqlite;

namespace Atom.OAuth.Tests.State;

/// <summary>The relational store on SQLite.</summary>
public sealed class SqliteStateStoreTests : RelationalStateStoreTests, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("atom-oauth-sqlite-").FullName;

    private protected override StateDatabase Database => new("sqlite", $"Data Source={Path.Combine(_folder, "state.db")}");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        TestFolder.Delete(_folder);
    }

    [Fact]
    public async Task UnreachableDatabase_LetsNobodyIn_AndTheNextTrySucceeds()
    {
        var folder = Path.Combine(_folder, "later");
        StateDatabase database = new("sqlite", $"Data Source={Path.Combine(folder, "state.db")}");
        StateBench bench = new(time => database.Store(time: time));
        var state = await bench.BuildAsync();
        var result = await bench.ParseAsync(state);
        Assert.Equal((OAuthStateOutcome.StoreUnavailable, true), (result.Outcome, result.CanRetry));
        Assert.False(result.TryGetState(out _));
        Assert.StartsWith("Slack OAuth failed: temporarily_unavailable - ", result.Error, StringComparison.Ordinal);
        bench.Options.UseReferences = true;
        await Assert.ThrowsAsync<SqliteException>(() => bench.BuildAsync());

        Directory.CreateDirectory(folder);
        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(state));
    }

    [Fact]
    public async Task LockedDatabase_HoldsUpNobodyWhoCancels()
    {
        StateBench bench = new(time => Database.Store(time: time));
        bench.Options.StoreTimeout = TimeSpan.FromMinutes(1);
        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(await bench.BuildAsync()));
        var state = await bench.BuildAsync();
        using SqliteConnection holder = new(Database.ConnectionString);
        holder.Open();
        using var transaction = holder.BeginTransaction();

        // Without a timeout of its own, the command waits 30 seconds for the lock, regardless of its cancellation token.
        using CancellationTokenSource source = new(TimeSpan.FromMilliseconds(100));
        var start = TimeProvider.System.GetTimestamp();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await bench.Protector.ParseAsync(
            state, StateBench.Expected, source.Token));
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(25));

        bench.Options.StoreTimeout = TimeSpan.FromMilliseconds(100);
        Assert.Equal(OAuthStateOutcome.StoreUnavailable, await bench.OutcomeAsync(await bench.BuildAsync()));
        transaction.Rollback();
        bench.Options.StoreTimeout = TimeSpan.FromMinutes(1);
        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(await bench.BuildAsync()));
    }

    [Fact]
    public async Task ConnectionThatFails_IsDisposedOf()
    {
        var disposed = 0;
        RelationalOAuthStateStore store = new(() =>
        {
            SqliteConnection connection = new($"Data Source={Path.Combine(_folder, "missing", "state.db")}");
            connection.Disposed += (_, _) => disposed++;
            return connection;
        });
        await Assert.ThrowsAsync<SqliteException>(async () => await store.FindAsync("key"));
        Assert.Equal(1, disposed);

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await new RelationalOAuthStateStore(() => null!).FindAsync("key"));
        Assert.Equal("The connection factory gave null: it has to give a new connection for each call.", exception.Message);
    }

    [Fact]
    public async Task TableThatCannotBeMade_IsAnError()
    {
        Database.Scalar("CREATE TABLE other (x)");
        StateDatabase readOnly = new("sqlite", $"{Database.ConnectionString};Mode=ReadOnly");
        await Assert.ThrowsAsync<SqliteException>(async () => await readOnly.Store().FindAsync("key"));
    }

    [Fact]
    public async Task Table_HasItsIndex_AndIsPrunedOnceAMinute()
    {
        StateBench clock = new();
        var store = Database.Store("pruned", clock.Time);
        var start = clock.Time.GetUtcNow();
        await store.TryAddAsync("key1", "value", start.AddSeconds(1));
        Assert.Equal("pruned_expires_at", Database.Scalar("SELECT name FROM sqlite_master WHERE type = 'index' AND name LIKE 'pruned%'"));

        clock.Time.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromTicks(1));
        await store.TryAddAsync("key2", "value", start.AddHours(1));
        Assert.Equal(2L, Database.Scalar("SELECT COUNT(*) FROM \"pruned\""));
        clock.Time.Advance(TimeSpan.FromTicks(1));
        await store.TryAddAsync("key3", "value", start.AddHours(1));
        Assert.Equal(2L, Database.Scalar("SELECT COUNT(*) FROM \"pruned\""));
    }

    [Fact]
    public async Task PruningThatFails_CostsNoEntry()
    {
        StateBench clock = new();
        var store = Database.Store("kept", clock.Time, clock.Log);
        await store.TryAddAsync("key1", "value", clock.Time.GetUtcNow().AddSeconds(1));
        Database.Scalar("CREATE TRIGGER no_end BEFORE DELETE ON \"kept\" BEGIN SELECT RAISE(ABORT, 'kept'); END");
        clock.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.True(await store.TryAddAsync("key2", "value", clock.Time.GetUtcNow().AddHours(1)));
        Assert.Equal("value", await store.FindAsync("key2"));
        Assert.Contains(clock.Log.Entries, entry => entry.Id == 4728 && entry.Text.Contains("kept", StringComparison.Ordinal));
    }
}
