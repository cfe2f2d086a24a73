using System.Data.Common;
using System.Globalization;

namespace Atom.OAuth.Storage;

/// <summary>Leads the tables of one package to their newest version, in one transaction that one process at a time can hold.</summary>
internal static class SchemaMigration
{
    private const string Versions = "atom_oauth_schema";

    // Any number will do, as long as all processes agree on it.
    private const string Lock = "SELECT pg_advisory_xact_lock(4713040921)";

    public static async Task RunAsync(OAuthDatabase database, OAuthSchema schema, CancellationToken cancellationToken)
    {
        if (database.Kind == OAuthDatabaseKind.Sqlite)
        {
            await UseWriteAheadLogAsync(database, cancellationToken).ConfigureAwait(false);
        }

        if (await IsCurrentAsync(database, schema, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        await database.InTransactionAsync(
            async (transaction, token) =>
            {
                if (database.Kind == OAuthDatabaseKind.PostgreSql)
                {
                    await transaction.ScalarAsync(Lock, token).ConfigureAwait(false);
                }

                await transaction.ExecuteAsync(
                    $"CREATE TABLE IF NOT EXISTS {Versions} (component TEXT NOT NULL PRIMARY KEY, version BIGINT NOT NULL)",
                    token).ConfigureAwait(false);
                var version = await ReadAsync(transaction.Connection!, transaction, schema, token).ConfigureAwait(false);
                await MigrateAsync(database, schema, version, transaction, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task MigrateAsync(
        OAuthDatabase database, OAuthSchema schema, int version, DbTransaction transaction, CancellationToken cancellationToken)
    {
        ThrowIfNewer(database, schema, version);
        for (var next = version; next < schema.Version; next++)
        {
            await transaction.ExecuteAsync(schema.Versions[next](database.Dialect), cancellationToken).ConfigureAwait(false);
        }

        await transaction.ExecuteAsync(
            $"INSERT INTO {Versions} (component, version) VALUES (@component, @version) ON CONFLICT (component) DO UPDATE SET version = excluded.version",
            cancellationToken,
            ("component", schema.Component),
            ("version", (long)schema.Version)).ConfigureAwait(false);
    }

    /// <summary>Looks before it creates: where the tables are there, the application's role need not be allowed to create any.</summary>
    private static async Task<bool> IsCurrentAsync(OAuthDatabase database, OAuthSchema schema, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        var exists = database.Kind == OAuthDatabaseKind.Sqlite
            ? $"SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '{Versions}'"
            : $"SELECT 1 WHERE to_regclass('{Versions}') IS NOT NULL";
        if (await connection.ScalarAsync(null, exists, cancellationToken).ConfigureAwait(false) is null)
        {
            return false;
        }

        var version = await ReadAsync(connection, null, schema, cancellationToken).ConfigureAwait(false);
        ThrowIfNewer(database, schema, version);
        return version == schema.Version;
    }

    private static async Task<int> ReadAsync(
        DbConnection connection, DbTransaction? transaction, OAuthSchema schema, CancellationToken cancellationToken)
        => Convert.ToInt32(
            await connection.ScalarAsync(
                transaction,
                $"SELECT version FROM {Versions} WHERE component = @component",
                cancellationToken,
                ("component", schema.Component))
                .ConfigureAwait(false),
            CultureInfo.InvariantCulture);

    private static void ThrowIfNewer(OAuthDatabase database, OAuthSchema schema, int version)
    {
        if (version > schema.Version)
        {
            throw new OAuthDatabaseException(
                $"The tables of '{schema.Component}' in {database.Location} are of version {version}, made by a newer version of the package; "
                + $"this one knows up to version {schema.Version}. Update the package, or use another database. Nothing was changed.");
        }
    }

    /// <summary>Readers and the writer then do not wait for each other. The setting stays in the file.</summary>
    private static async Task UseWriteAheadLogAsync(OAuthDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await connection.ScalarAsync(null, "PRAGMA journal_mode = WAL", cancellationToken).ConfigureAwait(false);
    }
}
