using System.Data.Common;
using System.Globalization;
using Atom.OAuth.Testing;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Atom.OAuth.Storage.Tests;

/// <summary>Migrations and transactions, which work the same on both databases.</summary>
[Collection(DatabaseGroup.Name)]
public sealed class DatabaseTests(TestDatabases databases)
{
    private const string Create = "CREATE TABLE numbers (id BIGINT NOT NULL PRIMARY KEY, value BIGINT NOT NULL)";
    private const string Insert = "INSERT INTO numbers (id, value) VALUES (1, 0)";

    private static readonly OAuthSchema First = new("numbers", _ => Create);
    private static readonly OAuthSchema Second = new("numbers", _ => Create, _ => "ALTER TABLE numbers ADD COLUMN note TEXT");

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task Migration_ByManyAtOnce_HappensOnce(OAuthDatabaseKind kind)
    {
        var open = Opener(kind);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var database = open();
            await database.EnsureAsync(First);
            await database.InTransactionAsync((transaction, token) => transaction.ExecuteAsync(Insert + " ON CONFLICT (id) DO NOTHING", token));
        })));
        await using var database = open();
        Assert.Equal(1, await NumberAsync(database, "SELECT COUNT(*) FROM numbers"));
    }

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task OlderSchema_IsMigrated_AndKeepsItsRows(OAuthDatabaseKind kind)
    {
        var open = Opener(kind);
        await using (var old = open())
        {
            await old.EnsureAsync(First);
            await RunAsync(old, Insert);
        }

        await using var database = open();
        await database.EnsureAsync(Second);
        Assert.Equal(1, await NumberAsync(database, "SELECT COUNT(*) FROM numbers WHERE note IS NULL"));
    }

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task NewerSchema_IsRefused_AndLeftAlone(OAuthDatabaseKind kind)
    {
        var open = Opener(kind);
        await using var newer = open();
        await newer.EnsureAsync(Second);
        await RunAsync(newer, Insert);

        await using var database = open();
        var exception = await Assert.ThrowsAsync<OAuthDatabaseException>(() => database.EnsureAsync(First).AsTask());
        Assert.Contains("of version 2", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Update the package", exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, await NumberAsync(database, "SELECT COUNT(*) FROM numbers WHERE note IS NULL"));
    }

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task FailedMigration_LeavesNothing_AndIsTriedAgain(OAuthDatabaseKind kind)
    {
        var isBroken = true;
        OAuthSchema schema = new("more", _ => isBroken ? $"{Create}; SELECT nonsense FROM nowhere" : Create);
        await using var database = Opener(kind)();
        await Assert.ThrowsAnyAsync<DbException>(() => database.EnsureAsync(schema).AsTask());
        isBroken = false;
        await database.EnsureAsync(schema);
        Assert.Equal(0, await NumberAsync(database, "SELECT COUNT(*) FROM numbers"));
    }

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task Transactions_OfManyAtOnce_LoseNoUpdate(OAuthDatabaseKind kind)
    {
        var open = Opener(kind);
        await using var first = open();
        await using var second = open();
        await first.EnsureAsync(First);
        await RunAsync(first, Insert);
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => (i % 2 == 0 ? first : second).InTransactionAsync(
            (transaction, token) => transaction.ExecuteAsync("UPDATE numbers SET value = value + 1 WHERE id = 1", token)))));
        Assert.Equal(60, await NumberAsync(first, "SELECT value FROM numbers"));
    }

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task TransactionThatThrows_IsRolledBack(OAuthDatabaseKind kind)
    {
        await using var database = Opener(kind)();
        await database.EnsureAsync(First);
        await Assert.ThrowsAsync<InvalidDataException>(() => database.InTransactionAsync<int>(async (transaction, token) =>
        {
            await transaction.ExecuteAsync(Insert, token);
            throw new InvalidDataException();
        }));
        Assert.Equal(0, await NumberAsync(database, "SELECT COUNT(*) FROM numbers"));
    }

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task PassingFailure_RunsTheTransactionAgain_FromItsBeginning(OAuthDatabaseKind kind)
    {
        DbException passing = kind == OAuthDatabaseKind.Sqlite
            ? new SqliteException("busy", 5)
            : new PostgresException("deadlock", "ERROR", "ERROR", PostgresErrorCodes.DeadlockDetected);
        await using var database = Opener(kind)();
        await database.EnsureAsync(First);
        var runs = 0;
        await database.InTransactionAsync(async (transaction, token) =>
        {
            await transaction.ExecuteAsync(Insert, token);
            return ++runs < 3 ? throw passing : runs;
        });
        Assert.Equal(3, runs);
        Assert.Equal(1, await NumberAsync(database, "SELECT COUNT(*) FROM numbers"));
    }

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task Clock_IsInMilliseconds(OAuthDatabaseKind kind)
    {
        await using var database = Opener(kind)();
        var now = await NumberAsync(database, $"SELECT {database.Dialect.NowMilliseconds}");
        Assert.InRange(
            now,
            DateTimeOffset.UtcNow.AddMinutes(-1).ToUnixTimeMilliseconds(),
            DateTimeOffset.UtcNow.AddMinutes(1).ToUnixTimeMilliseconds());
    }

    private static async Task RunAsync(OAuthDatabase database, string sql)
    {
        await using var connection = await database.OpenAsync();
        await connection.ExecuteAsync(null, sql, default);
    }

    private static async Task<long> NumberAsync(OAuthDatabase database, string sql)
    {
        await using var connection = await database.OpenAsync();
        return Convert.ToInt64(await connection.ScalarAsync(null, sql, default), CultureInfo.InvariantCulture);
    }

    private Func<OAuthDatabase> Opener(OAuthDatabaseKind kind)
    {
        var location = DatabaseGroup.Locate(kind, databases.New(kind));
        return () => new OAuthDatabase(location);
    }
}
