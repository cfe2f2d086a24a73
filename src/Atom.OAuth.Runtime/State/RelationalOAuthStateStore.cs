using System.Data;
using System.Data.Common;
using System.Globalization;
using Atom.OAuth.State;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atom.OAuth;

/// <summary>
/// Stores states in a table of SQLite (3.24 or later) or PostgreSQL (9.5 or later) that all instances of an application share. Creates
/// the table if it does not exist, even if it is dropped later, and deletes expired entries.
/// </summary>
/// <remarks>The table contains nothing readable: random keys, encrypted values, timestamps.</remarks>
public sealed class RelationalOAuthStateStore : IOAuthStateStore
{
    /// <summary>The default name of the table.</summary>
    public const string DefaultTableName = "atom_oauth_state";

    private static readonly TimeSpan PruneInterval = TimeSpan.FromMinutes(1);

    private readonly Func<DbConnection> _connect;
    private readonly RelationalStateSql _sql;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile bool _hasTable;
    private long _nextPruning;

    /// <summary>Initializes a new instance of the <see cref="RelationalOAuthStateStore"/> class.</summary>
    /// <param name="connect">Creates a connection for each call; the store opens and disposes it.</param>
    /// <param name="tableName">The table: a letter or underscore, then up to 47 letters, digits and underscores. It must be accessible without a
    /// schema name.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system clock.</param>
    /// <param name="logger">The logger; <see langword="null"/> for none.</param>
    /// <exception cref="ArgumentException"><paramref name="tableName"/> is not a valid name.</exception>
    public RelationalOAuthStateStore(
        Func<DbConnection> connect,
        string tableName = DefaultTableName,
        TimeProvider? timeProvider = null,
        ILogger<RelationalOAuthStateStore>? logger = null)
    {
        _connect = connect ?? throw new ArgumentNullException(nameof(connect));
        _sql = new RelationalStateSql(tableName);
        _time = timeProvider ?? TimeProvider.System;
        _logger = logger ?? NullLogger<RelationalOAuthStateStore>.Instance;
    }

#if NET
    /// <summary>
    /// Initializes a new instance of the <see cref="RelationalOAuthStateStore"/> class with the default table and the system clock.
    /// </summary>
    /// <param name="dataSource">Creates a connection for each call; the caller remains responsible for disposing it. To set the other
    /// parameters, pass its <c>CreateConnection</c> instead.</param>
    public RelationalOAuthStateStore(DbDataSource dataSource)
        : this((dataSource ?? throw new ArgumentNullException(nameof(dataSource))).CreateConnection)
    {
    }
#endif

    /// <inheritdoc/>
    public async ValueTask<bool> TryAddAsync(string key, string value, DateTimeOffset expiresAt, CancellationToken cancellationToken = default)
    {
        using var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var added = await OnTableAsync(
            connection,
            () => connection.ExecuteAsync(_sql.Insert, cancellationToken, ("key", key), ("value", value), ("time", expiresAt.UtcTicks)),
            cancellationToken).ConfigureAwait(false) == 1;
        await PruneAsync(connection, cancellationToken).ConfigureAwait(false);
        return added;
    }

    /// <inheritdoc/>
    public async ValueTask<string?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        using var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        using var command = connection.CreateCommand(_sql.Select, ("key", key));
        var found = await OnTableAsync(connection, () => command.ExecuteScalarAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        return Convert.ToString(found, CultureInfo.InvariantCulture) is { Length: > 0 } value ? value : null;
    }

    /// <inheritdoc/>
    public async ValueTask<bool> TryReplaceAsync(string key, string value, CancellationToken cancellationToken = default)
    {
        using var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        return await OnTableAsync(
            connection,
            () => connection.ExecuteAsync(_sql.Update, cancellationToken, ("key", key), ("value", value)),
            cancellationToken).ConfigureAwait(false) == 1;
    }

    /// <summary>
    /// Retries an operation that failed because the table is gone: a restored or reset database must not break the application until
    /// its restart.
    /// </summary>
    private async Task<T> OnTableAsync<T>(DbConnection connection, Func<Task<T>> act, CancellationToken cancellationToken)
    {
        try
        {
            return await act().ConfigureAwait(false);
        }
        catch (DbException failure)
        {
            if (await HasTableAsync(connection, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }

            await MakeTableAgainAsync(connection, failure, cancellationToken).ConfigureAwait(false);
        }

        return await act().ConfigureAwait(false);
    }

    private async Task MakeTableAgainAsync(DbConnection connection, DbException failure, CancellationToken cancellationToken)
    {
        try
        {
            await EnsureTableAsync(connection, cancellationToken).ConfigureAwait(false);
            StateLog.TableMadeAgain(_logger);
        }
        catch (DbException)
        {
            // The connection is broken, the table is not missing: the first exception is more useful.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(failure).Throw();
        }
    }

    private async Task<bool> HasTableAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await connection.ExecuteAsync(_sql.Probe, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DbException)
        {
            return false;
        }
    }

    private async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = _connect()
            ?? throw new InvalidOperationException("The connection factory gave null: it has to give a new connection for each call.");
        try
        {
            if (connection.State != ConnectionState.Open)
            {
                await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            }

            if (!_hasTable)
            {
                await EnsureTableAsync(connection, cancellationToken).ConfigureAwait(false);
                _hasTable = true;
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Checks before creating: if the table exists, the application's role does not need permission to create one.</summary>
    private async Task EnsureTableAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        // On PostgreSQL, of two concurrent CREATE statements one can fail despite IF NOT EXISTS, after the other has committed.
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await connection.ExecuteAsync(_sql.Probe, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (DbException) when (attempt <= 3)
            {
            }

            try
            {
                await connection.ExecuteAsync(_sql.CreateTable, cancellationToken).ConfigureAwait(false);
                await connection.ExecuteAsync(_sql.CreateIndex, cancellationToken).ConfigureAwait(false);
            }
            catch (DbException) when (attempt < 3)
            {
            }
        }
    }

    private async Task PruneAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow().UtcTicks;
        var next = Interlocked.Read(ref _nextPruning);
        if (now < next || Interlocked.CompareExchange(ref _nextPruning, now + PruneInterval.Ticks, next) != next)
        {
            return;
        }

        try
        {
            await connection.ExecuteAsync(_sql.Prune, cancellationToken, ("time", now)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DbException or OperationCanceledException)
        {
            // The entry has been added: failing now would lose a state that was just used.
            StateLog.PruningFailed(_logger, exception);
        }
    }
}
