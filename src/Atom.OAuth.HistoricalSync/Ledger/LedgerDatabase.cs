using System.Data.Common;

namespace Atom.OAuth.Sync;

/// <summary>The database of the ledger; creates its tables before the first use.</summary>
internal sealed class LedgerDatabase(OAuthDatabase database)
{
    /// <summary>Gets a value indicating whether only one process at a time runs syncs.</summary>
    public bool IsSqlite => database.Kind == OAuthDatabaseKind.Sqlite;

    /// <summary>Gets the clause that locks a row for the transaction that read it. SQLite has a single writer, and needs none.</summary>
    public string ForUpdate => IsSqlite ? string.Empty : " FOR UPDATE";

    public OAuthSqlDialect Dialect => database.Dialect;

    /// <summary>Gets the path of the SQLite file.</summary>
    public string File
    {
        get
        {
            using var connection = database.CreateConnection();
            return connection.DataSource;
        }
    }

    public async Task<T> WriteAsync<T>(Func<DbTransaction, CancellationToken, Task<T>> action, CancellationToken cancellationToken)
    {
        await database.EnsureAsync(LedgerSchema.Schema, cancellationToken).ConfigureAwait(false);
        return await database.InTransactionAsync(action, cancellationToken).ConfigureAwait(false);
    }

    public async Task<T> ReadAsync<T>(Func<DbConnection, Task<T>> action, CancellationToken cancellationToken)
    {
        await database.EnsureAsync(LedgerSchema.Schema, cancellationToken).ConfigureAwait(false);
        await using var connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        return await action(connection).ConfigureAwait(false);
    }
}
