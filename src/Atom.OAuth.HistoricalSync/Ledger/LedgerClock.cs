using System.Data.Common;
using System.Globalization;
using Atom.OAuth.Storage;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.Sync;

/// <summary>
/// The clock for all waiting. It advances steadily even if the wall clock is changed: a jump is detected by the monotonic clock and
/// stored as a shift that all processes share.
/// </summary>
/// <remarks>
/// On PostgreSQL the wall clock is the server's, not the machine's (<see cref="TimeProvider"/>). Several processes use the same rows to decide
/// what is due, how long a budget lasts and when a webhook is too late, and only one clock can be right for all of them: with
/// its own clock, a machine that is an hour ahead would end every wait an hour too early. The machine's clock is used for display and for the end
/// of a range: a reconnect continues from when the sync began, so that a machine that is ahead leaves no gap.
/// </remarks>
internal sealed class LedgerClock(LedgerDatabase database, TimeProvider time, ILogger<LedgerClock> logger)
{
    /// <summary>A larger difference within a heartbeat is not drift but a jump.</summary>
    private const long Tolerance = 2_000;

    private readonly Lock _lock = new();
    private long _base;
    private long _shift;
    private long _stamp;
    private bool _isSet;

    /// <summary>Reads the wall clock in milliseconds; can be replaced by tests.</summary>
    internal Func<DbTransaction, CancellationToken, Task<long>>? Wall { get; set; }

    /// <summary>Gets the ledger's time in milliseconds. It never goes backwards within a process.</summary>
    public long Now
    {
        get
        {
            lock (_lock)
            {
                return _isSet ? _base + Elapsed() : throw new InvalidOperationException("The ledger's clock was not read yet.");
            }
        }
    }

    /// <summary>Gets the wall clock shared by all processes, in milliseconds: the server's, or the machine's on SQLite.</summary>
    public long UtcNow => database.IsSqlite ? time.GetUtcNow().ToUnixTimeMilliseconds() : Now - Interlocked.Read(ref _shift);

    public async ValueTask EnsureAsync(CancellationToken cancellationToken)
    {
        if (!Volatile.Read(ref _isSet))
        {
            await database.WriteAsync(
                async (transaction, token) =>
                {
                    await ReadAsync(transaction, token).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Compares with the wall clock in the transaction of a heartbeat.</summary>
    public async Task ReadAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        (var shift, var seen) = (await transaction.QueryAsync(
            "SELECT shift, seen FROM atom_oauth_sync_clock WHERE id = 1" + database.ForUpdate,
            static row => (row.GetInt64(0), row.GetInt64(1)),
            cancellationToken).ConfigureAwait(false))[0];
        var now = shift + await ReadWallAsync(transaction, cancellationToken).ConfigureAwait(false);

        // A process that has just started knows only the last recorded time.
        var expected = Volatile.Read(ref _isSet) ? Now : Math.Max(now, seen);
        if (Math.Abs(now - expected) > Tolerance)
        {
            DiagnosticsLog.ClockJumped(logger, TimeSpan.FromMilliseconds(now - expected));
            shift += expected - now;
            now = expected;
        }

        Set(now);
        Interlocked.Exchange(ref _shift, shift);
        await transaction.ExecuteAsync(
            "UPDATE atom_oauth_sync_clock SET shift = @shift, seen = @seen WHERE id = 1", cancellationToken, ("shift", shift),
            ("seen", Math.Max(now, seen))).ConfigureAwait(false);
    }

    private async Task<long> ReadWallAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        if (Wall is { } wall)
        {
            return await wall(transaction, cancellationToken).ConfigureAwait(false);
        }

        return database.IsSqlite
            ? time.GetUtcNow().ToUnixTimeMilliseconds()
            : Convert.ToInt64(
                await transaction.ScalarAsync($"SELECT {database.Dialect.NowMilliseconds}", cancellationToken).ConfigureAwait(false),
                CultureInfo.InvariantCulture);
    }

    private void Set(long now)
    {
        lock (_lock)
        {
            _base = _isSet ? Math.Max(now, _base + Elapsed()) : now;
            _stamp = time.GetTimestamp();
            Volatile.Write(ref _isSet, true);
        }
    }

    private long Elapsed() => (long)time.GetElapsedTime(_stamp).TotalMilliseconds;
}
