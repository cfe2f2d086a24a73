using System.Collections.Concurrent;
using System.Data.Common;
using Atom.OAuth.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Atom.OAuth;

/// <summary>The database in which the packages of an application keep their tables: a SQLite file or PostgreSQL.</summary>
/// <remarks>A singleton, safe for any number of threads. Name it by <c>AddAtomOAuth().UseSqlite(path)</c> or
/// <c>.UsePostgreSql(connectionString)</c>.</remarks>
public sealed class OAuthDatabase : IAsyncDisposable
{
    private const int Attempts = 6;

    private readonly ConcurrentDictionary<OAuthSchema, bool> _ready = new();
    private readonly SemaphoreSlim _migrating = new(1, 1);

    // SQLite has one writer. Waiting here is fair and costs no thread; waiting for the file's lock is neither.
    private readonly SemaphoreSlim? _writer;
    private readonly DbDataSource? _source;
    private readonly string? _sqlite;

    internal OAuthDatabase(OAuthDatabaseLocation location)
    {
        Location = location;
        Dialect = OAuthSqlDialect.Of(location.Kind);
        if (location.Kind == OAuthDatabaseKind.PostgreSql)
        {
            _source = NpgsqlDataSource.Create(location.Value);
            return;
        }

        _writer = new SemaphoreSlim(1, 1);
        _sqlite = new SqliteConnectionStringBuilder { DataSource = location.Value, ForeignKeys = true, DefaultTimeout = 30 }.ConnectionString;
    }

    /// <summary>Gets the kind of database.</summary>
    public OAuthDatabaseKind Kind => Location.Kind;

    /// <summary>Gets the words in which the databases differ.</summary>
    public OAuthSqlDialect Dialect { get; }

    internal OAuthDatabaseLocation Location { get; }

    /// <summary>Tells whether trying again can help: the database was busy, restarted or chose this transaction to end a deadlock.</summary>
    /// <param name="exception">What was thrown.</param>
    public static bool IsTransient(Exception exception) => DatabaseErrors.IsTransient(exception);

    /// <summary>Opens a connection, which the caller disposes of.</summary>
    /// <param name="cancellationToken">Cancels the opening.</param>
    /// <exception cref="OAuthDatabaseException">The database cannot be reached or the file cannot be opened.</exception>
    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken = default)
    {
        var connection = CreateConnection();
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch (Exception exception)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            if (DatabaseErrors.Explain(exception, Location) is { } explained)
            {
                throw explained;
            }

            throw;
        }
    }

    /// <summary>
    /// Runs a transaction, and runs it again from its beginning while it fails for a passing reason, for up to about three seconds.
    /// </summary>
    /// <remarks>It is not run again once its commit was sent: then nobody knows whether it took effect. Do not start one within another.</remarks>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="action">What to do: only in the database, since it may run more than once.</param>
    /// <param name="cancellationToken">Cancels the waiting and the action.</param>
    /// <returns>What the action gave.</returns>
    /// <exception cref="DbException">The database failed, or a passing reason did not pass.</exception>
    public async Task<T> InTransactionAsync<T>(Func<DbTransaction, CancellationToken, Task<T>> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        for (var attempt = 1; ; attempt++)
        {
            var isCommitting = false;
            if (_writer is not null)
            {
                await _writer.WaitAsync(cancellationToken).ConfigureAwait(false);
            }

            try
            {
                await using var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
                await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
                var result = await action(transaction, cancellationToken).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                isCommitting = true;

                // Not cancelled any more: half a commit is the one thing nobody can ask about afterwards.
                await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                return result;
            }
            catch (Exception exception) when (!isCommitting
                && attempt < Attempts
                && IsTransient(exception)
                && !cancellationToken.IsCancellationRequested)
            {
            }
            finally
            {
                _writer?.Release();
            }

            await Task.Delay(Random.Shared.Next(10, 30 << attempt), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes or migrates the tables of a package. The first call in a process does it, later ones cost nothing.</summary>
    /// <remarks>Of several processes that start at once one migrates, and the others wait for it.</remarks>
    /// <param name="schema">The tables: the same instance at each call.</param>
    /// <param name="cancellationToken">Cancels the waiting; a migration that began is rolled back.</param>
    /// <exception cref="OAuthDatabaseException">The database cannot be used, or holds a newer version of the tables.</exception>
    public ValueTask EnsureAsync(OAuthSchema schema, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return _ready.ContainsKey(schema) ? ValueTask.CompletedTask : MigrateAsync(schema, cancellationToken);
    }

    /// <summary>Gives a connection that is not open yet, for code that opens its own.</summary>
    /// <exception cref="OAuthDatabaseException">The folder of the SQLite file cannot be made.</exception>
    public DbConnection CreateConnection()
    {
        if (_source is not null)
        {
            return _source.CreateConnection();
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Location.Value)!);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new OAuthDatabaseException(
                $"The folder of {Location} cannot be made: {exception.Message} Pass a path that the application may write to.",
                exception);
        }

        return new SqliteConnection(_sqlite);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_source is not null)
        {
            await _source.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            using SqliteConnection pool = new(_sqlite);
            SqliteConnection.ClearPool(pool);
        }

        _migrating.Dispose();
        _writer?.Dispose();
    }

    private async ValueTask MigrateAsync(OAuthSchema schema, CancellationToken cancellationToken)
    {
        await _migrating.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_ready.ContainsKey(schema))
            {
                await SchemaMigration.RunAsync(this, schema, cancellationToken).ConfigureAwait(false);
                _ready[schema] = true;
            }
        }
        catch (DbException exception) when (DatabaseErrors.Explain(exception, Location) is { } explained)
        {
            throw explained;
        }
        finally
        {
            _migrating.Release();
        }
    }
}
