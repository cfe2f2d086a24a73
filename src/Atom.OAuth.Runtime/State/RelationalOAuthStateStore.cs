using System.Data;
using System.Data.Common;
using System.Globalization;
using Atom.OAuth.State;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atom.OAuth;

/// <summary>
/// Keeps states in a table of SQLite (3.24 or newer) or PostgreSQL (9.5 or newer), which all instances of an application share. It makes
/// the table if it is not there, also when it disappears later, and deletes what has expired.
/// </summary>
/// <remarks>The table has nothing readable in it: random keys, encrypted values, times.</remarks>
public sealed class RelationalOAuthStateStore : IOAuthStateStore
{
    /// <summary>The table's name when none is given.</summary>
    public const string DefaultTableName = "atom_oauth_state";

    private static readonly TimeSpan PruneInterval = TimeSpan.FromMinutes(1);

    private readonly Func<DbConnection> _connect;
    private readonly RelationalStateSql _sql;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile bool _hasTable;
    private long _nextPruning;

    /// <summary>Initializes a new instance of the <see cref="RelationalOAuthStateStore"/> class.</summary>
    /// <param name="connect">Gives a connection for each call; the store opens and disposes of it.</param>
    /// <param name="tableName">The table: a letter or underscore, then up to 47 letters, digits and underscores. It has to be found without a
    /// schema's name.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system's.</param>
    /// <param name="logger">Where to log; <see langword="null"/> for nowhere.</param>
    /// <exception cref="ArgumentException"><paramref name="tableName"/> is not such a name.</exception>
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
    /// Initializes a new instance of the <see cref="RelationalOAuthStateStore"/> class with the default table and the system's clock.
    /// </summary>
    /// <param name="dataSource">Gives a connection for each call; it stays the caller's to dispose of. For the other settings, pass its
    /// <c>CreateConnection</c> instead.</param>
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
    /// Does something once more where it failed because the table is gone: a restored or reset database must not close the application until
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
            // The connection is broken rather than the table gone: the first failure says more.
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

    /// <summary>Looks before it creates: where the table is there, the application's role need not be allowed to create any.</summary>
    private async Task EnsureTableAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        // On PostgreSQL, of two that create at once one can fail in spite of IF NOT EXISTS, once the other has committed.
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
            // The entry is in: to fail now would lose a state that was just used.
            StateLog.PruningFailed(_logger, exception);
        }
    }
}
