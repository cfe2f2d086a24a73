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
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task UnreachableDatabase_LetsNobodyIn_AndTheNextTrySucceeds()
    {
        string folder = Path.Combine(_folder, "later");
        StateDatabase database = new("sqlite", $"Data Source={Path.Combine(folder, "state.db")}");
        StateBench bench = new(time => database.Store(time: time));
        string state = await bench.BuildAsync();
        OAuthStateResult result = await bench.ParseAsync(state);
        Assert.Equal((OAuthStateOutcome.StoreUnavailable, true), (result.Outcome, result.CanRetry));
        Assert.False(result.TryGetState(out _));
        Assert.StartsWith("Slack OAuth failed: temporarily_unavailable - ", result.Error, StringComparison.Ordinal);
        bench.Options.UseReferences = true;
        await Assert.ThrowsAsync<SqliteException>(() => bench.BuildAsync());

        Directory.CreateDirectory(folder);
        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(state));
    }
}
