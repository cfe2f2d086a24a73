using Atom.OAuth.Testing;
using Atom.OAuth.Tests.State.Support;
using Npgsql;

namespace Atom.OAuth.Tests.State;

/// <summary>The relational store on PostgreSQL.</summary>
[Collection(PostgreSqlGroup.Name)]
public sealed class PostgreSqlStateStoreTests : RelationalStateStoreTests
{
    private readonly StateDatabase _database;

    public PostgreSqlStateStoreTests(PostgreSqlServer server) => _database = StateDatabase.On(server);

    private protected override StateDatabase Database => _database;

    [StoreFact]
    public async Task Role_ThatMayNotCreateTables_UsesTheOneThatIsThere()
    {
        await Database.Store().TryAddAsync("first", "value", DateTimeOffset.MaxValue);
        Database.Scalar("CREATE ROLE application LOGIN; REVOKE CREATE ON SCHEMA public FROM PUBLIC; GRANT SELECT, INSERT, UPDATE, DELETE ON atom_oauth_state TO application");
        var restricted = Database with { ConnectionString = new NpgsqlConnectionStringBuilder(Database.ConnectionString) { Username = "application" }.ConnectionString };
        Assert.True(await restricted.Store().TryAddAsync("second", "value", DateTimeOffset.MaxValue));
        await Assert.ThrowsAsync<PostgresException>(async () => await restricted.Store("another").TryAddAsync(
            "key", "value", DateTimeOffset.MaxValue));
    }

#if !RUNTIME_NETSTANDARD
    [StoreFact]
    public async Task DataSource_GivesTheConnections()
    {
        await using var source = NpgsqlDataSource.Create(Database.ConnectionString);
        RelationalOAuthStateStore store = new(source);
        Assert.True(await store.TryAddAsync("key", "value", DateTimeOffset.MaxValue));
        Assert.False(await Database.Store().TryAddAsync("key", "value", DateTimeOffset.MaxValue));
    }
#endif
}
