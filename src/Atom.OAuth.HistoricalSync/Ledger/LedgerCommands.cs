using System.Data.Common;
using Atom.OAuth.Storage;

namespace Atom.OAuth.Sync;

/// <summary>Database helpers of the ledger.</summary>
internal static class LedgerCommands
{
    /// <summary>Reads the first row, or <see langword="null"/> if there is none.</summary>
    public static async Task<T?> FirstAsync<T>(
        this DbConnection connection,
        DbTransaction? transaction,
        string sql,
        Func<DbDataReader, T> read,
        CancellationToken cancellationToken,
        params (string Name, object? Value)[] parameters)
        where T : class
        => await connection.QueryAsync(transaction, sql, read, cancellationToken, parameters).ConfigureAwait(false) is [T first, ..] ? first : null;
}
