using System.Data.Common;
using Atom.OAuth.State;

namespace Atom.OAuth.Storage;

/// <summary>
/// Statements with named parameters (<c>@name</c>) over plain ADO.NET, for packages that keep tables in an <see cref="OAuthDatabase"/>.
/// </summary>
public static class OAuthDatabaseCommands
{
    /// <summary>Runs a statement.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="transaction">The transaction that it belongs to, or <see langword="null"/>.</param>
    /// <param name="sql">The statement: a constant, never a text with values in it.</param>
    /// <param name="cancellationToken">Cancels the statement.</param>
    /// <param name="parameters">Names without <c>@</c>, and values; <see langword="null"/> is NULL.</param>
    /// <returns>The number of rows that it changed.</returns>
    public static async Task<int> ExecuteAsync(
        this DbConnection connection,
        DbTransaction? transaction,
        string sql,
        CancellationToken cancellationToken,
        params (string Name, object? Value)[] parameters)
    {
        await using var command = CreateCommand(connection, transaction, sql, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads all rows of a query.</summary>
    /// <typeparam name="T">What a row becomes.</typeparam>
    /// <param name="connection">An open connection.</param>
    /// <param name="transaction">The transaction that it belongs to, or <see langword="null"/>.</param>
    /// <param name="sql">The query: a constant, never a text with values in it.</param>
    /// <param name="read">Reads the current row.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <param name="parameters">Names without <c>@</c>, and values; <see langword="null"/> is NULL.</param>
    /// <returns>The rows, in the query's order.</returns>
    public static async Task<IReadOnlyList<T>> QueryAsync<T>(
        this DbConnection connection,
        DbTransaction? transaction,
        string sql,
        Func<DbDataReader, T> read,
        CancellationToken cancellationToken,
        params (string Name, object? Value)[] parameters)
    {
        ArgumentNullException.ThrowIfNull(read);
        await using var command = CreateCommand(connection, transaction, sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        List<T> rows = [];
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Reads the first column of the first row.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="transaction">The transaction that it belongs to, or <see langword="null"/>.</param>
    /// <param name="sql">The query: a constant, never a text with values in it.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <param name="parameters">Names without <c>@</c>, and values; <see langword="null"/> is NULL.</param>
    /// <returns>The value, or <see langword="null"/> where there is no row or the column is NULL.</returns>
    public static async Task<object?> ScalarAsync(
        this DbConnection connection,
        DbTransaction? transaction,
        string sql,
        CancellationToken cancellationToken,
        params (string Name, object? Value)[] parameters)
    {
        await using var command = CreateCommand(connection, transaction, sql, parameters);
        var value = await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        return value is DBNull ? null : value;
    }

    /// <summary>Runs a statement in a transaction.</summary>
    /// <inheritdoc cref="ExecuteAsync(DbConnection, DbTransaction?, string, CancellationToken, ValueTuple{string, object?}[])"/>
    public static Task<int> ExecuteAsync(
        this DbTransaction transaction, string sql, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters)
        => ConnectionOf(transaction).ExecuteAsync(transaction, sql, cancellationToken, parameters);

    /// <summary>Reads all rows of a query in a transaction.</summary>
    /// <inheritdoc cref="QueryAsync{T}(DbConnection, DbTransaction?, string, Func{DbDataReader, T}, CancellationToken, ValueTuple{string, object?}[])"/>
    public static Task<IReadOnlyList<T>> QueryAsync<T>(
        this DbTransaction transaction,
        string sql,
        Func<DbDataReader, T> read,
        CancellationToken cancellationToken,
        params (string Name, object? Value)[] parameters)
        => ConnectionOf(transaction).QueryAsync(transaction, sql, read, cancellationToken, parameters);

    /// <summary>Reads the first column of the first row in a transaction.</summary>
    /// <inheritdoc cref="ScalarAsync(DbConnection, DbTransaction?, string, CancellationToken, ValueTuple{string, object?}[])"/>
    public static Task<object?> ScalarAsync(
        this DbTransaction transaction, string sql, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters)
        => ConnectionOf(transaction).ScalarAsync(transaction, sql, cancellationToken, parameters);

    /// <summary>Reads a column of text that may be NULL.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">Its number, from 0.</param>
    /// <returns>The text, or <see langword="null"/>.</returns>
    public static string? GetStringOrNull(this DbDataReader row, int column)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.IsDBNull(column) ? null : row.GetString(column);
    }

    /// <summary>Reads a column of whole numbers that may be NULL.</summary>
    /// <param name="row">The row.</param>
    /// <param name="column">Its number, from 0.</param>
    /// <returns>The number, or <see langword="null"/>.</returns>
    public static long? GetInt64OrNull(this DbDataReader row, int column)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.IsDBNull(column) ? null : row.GetInt64(column);
    }

    private static DbConnection ConnectionOf(DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Connection ?? throw new InvalidOperationException("The transaction is over: its connection is gone.");
    }

    private static DbCommand CreateCommand(DbConnection connection, DbTransaction? transaction, string sql, (string Name, object? Value)[] parameters)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var command = DbConnectionExtensions.CreateCommand(connection, sql, parameters);
        command.Transaction = transaction;
        return command;
    }
}
