using System.Data.Common;
using Atom.OAuth.Storage;

namespace Atom.OAuth.Sync;

/// <summary>The writes of a run. Each checks the fencing token, so that a run that has lost its sync writes nothing.</summary>
internal sealed class LedgerRuns(LedgerDatabase database, LedgerClock clock, LedgerStarts starts, TimeProvider time, SyncSignals signals)
{
    private const string Fence = " WHERE id = @id AND tenant = @tenant AND owner = @owner AND fence = @fence AND state = 'running'";

    private const string Advance =
        "UPDATE atom_oauth_sync SET windows = windows + @more, windows_done = windows_done + @done, batches = batches + @batches, records "
        + "= records + @records, "
        + "truncated = CASE WHEN @truncated = 1 THEN 1 ELSE truncated END, failure_kind = NULL, failure = NULL, interruptions = 0, booked = "
        + "0, updated_at = @now, "
        + "version = version + 1" + Fence + " RETURNING control";

    private const string Begin =
        "UPDATE atom_oauth_sync SET windows = @windows, windows_done = 0, begun = COALESCE(begun, @begun), updated_at = @now, version = "
        + "version + 1" + Fence;

    /// <summary>Writes the windows of a sync in its first run.</summary>
    /// <exception cref="LeaseLostException">Another run has taken over the sync.</exception>
    public Task<int> PlanAsync(SyncRow run, IReadOnlyList<HistoricalSyncWindow> windows, CancellationToken cancellationToken) => database.WriteAsync(
        async (transaction, token) =>
        {
            var planned = await transaction.ExecuteAsync(
                Begin, token, [.. Key(run), ("windows", windows.Count), ("begun", clock.Now), ("now", Wall)]).ConfigureAwait(false);
            LeaseLostException.ThrowIf(planned == 0);
            await LedgerWindows.InsertAsync(transaction, run, windows, token).ConfigureAwait(false);
            return planned;
        },
        cancellationToken);

    public Task<WindowRow?> NextWindowAsync(SyncRow run, CancellationToken cancellationToken)
        => database.ReadAsync(connection => LedgerWindows.NextAsync(connection, run, cancellationToken), cancellationToken);

    /// <summary>Writes the progress of a window, in one transaction with the records if the sink is transactional.</summary>
    /// <returns>The requested control: pause, cancel or none.</returns>
    /// <exception cref="LeaseLostException">Another run has taken over the sync.</exception>
    public Task<SyncTrigger?> CheckpointAsync(
        SyncRow run, Checkpoint checkpoint, Func<DbTransaction, CancellationToken, Task>? sink, CancellationToken cancellationToken)
        => database.WriteAsync<SyncTrigger?>(
            async (transaction, token) =>
            {
                var controls = await transaction.QueryAsync(
                    Advance,
                    static row => row.IsDBNull(0) ? null : row.GetString(0),
                    token,
                    [
                        .. Key(run), ("more", checkpoint.Halves is null ? 0 : 1),
                        ("done", checkpoint.IsDone && checkpoint.Halves is null ? 1 : 0), ("batches", checkpoint.Records > 0 ? 1 : 0),
                        ("records", checkpoint.Records), ("truncated", checkpoint.State == LedgerText.Truncated ? 1 : 0), ("now", Wall),
                    ]).ConfigureAwait(false);
                LeaseLostException.ThrowIf(controls.Count == 0);
                await LedgerWindows.UpdateAsync(
                    transaction, run, checkpoint.Window, checkpoint.State, checkpoint.Records, token).ConfigureAwait(false);
                if (checkpoint.Halves is { } halves)
                {
                    await LedgerWindows.InsertAsync(transaction, run, [halves.Newer, halves.Older], token).ConfigureAwait(false);
                }

                if (checkpoint.Also is { } also)
                {
                    await also(transaction, token).ConfigureAwait(false);
                }

                if (sink is not null)
                {
                    await sink(transaction, token).ConfigureAwait(false);
                }

                return controls[0] is { } control ? Enum.Parse<SyncTrigger>(control) : null;
            },
            cancellationToken);

    /// <summary>Ends the run. A control requested in the meantime takes precedence, unless the sync is complete.</summary>
    /// <param name="run">The run.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="LeaseLostException">Another run has taken over the sync.</exception>
    public async Task EndAsync(SyncRow run, RunEnd end, CancellationToken cancellationToken)
    {
        IReadOnlyList<StateChange> changes = await database.WriteAsync(
            async (transaction, token) =>
            {
                var row = await transaction.Connection!.FirstAsync(
                    transaction,
                    $"SELECT {SyncRow.Columns} FROM atom_oauth_sync{Fence}{database.ForUpdate}",
                    SyncRow.Read,
                    token,
                    Key(run)).ConfigureAwait(false);
                LeaseLostException.ThrowIf(row is null);
                var trigger = end.Trigger == SyncTrigger.Complete ? SyncTrigger.Complete : row!.Control ?? end.Trigger;
                if (end.Window is { } window)
                {
                    await LedgerWindows.UpdateAsync(transaction, run, window, LedgerText.Open, 0, token).ConfigureAwait(false);
                }

                if (end.Deadline is { } deadline)
                {
                    await transaction.ExecuteAsync(
                        "UPDATE atom_oauth_sync SET deadline = @deadline" + Fence,
                        token,
                        [.. Key(run), ("deadline", deadline)]).ConfigureAwait(false);
                }

                List<StateChange> changes = [];
                var change = await LedgerMoves.MoveAsync(
                    transaction, row!, trigger, end.Due ?? clock.Now, Wall, end.Failure, end.IsBooked, token).ConfigureAwait(false);
                changes.Add(change!);
                if (trigger == SyncTrigger.Complete && await starts.FollowUpAsync(transaction, row!, token).ConfigureAwait(false) is { } next)
                {
                    changes.Add(next);
                }

                return (IReadOnlyList<StateChange>)changes;
            },
            cancellationToken).ConfigureAwait(false);
        signals.Changed(changes);
    }

    private static (string, object?)[] Key(SyncRow run) => [("id", run.Id), ("tenant", run.Tenant), ("owner", run.Owner), ("fence", run.Fence)];

    private long Wall => time.GetUtcNow().ToUnixTimeMilliseconds();
}

/// <summary>The progress of a window.</summary>
/// <param name="Window">The window, with the position to continue at.</param>
/// <param name="State">Its state in the ledger.</param>
/// <param name="Records">How many records were written.</param>
/// <param name="Halves">The windows that replace it if it was too full.</param>
internal sealed record Checkpoint(
    WindowRow Window, string State, int Records, (HistoricalSyncWindow Newer, HistoricalSyncWindow Older)? Halves = null)
{
    public bool IsDone => State != LedgerText.Open;

    /// <summary>Gets further statements for the same transaction.</summary>
    public Func<DbTransaction, CancellationToken, Task>? Also { get; init; }
}

/// <summary>How a run ended.</summary>
/// <param name="Trigger">The trigger for the sync.</param>
/// <param name="Due">When it continues, by the ledger's clock; <see langword="null"/> for immediately.</param>
/// <param name="Failure">The failure, if any.</param>
internal sealed record RunEnd(SyncTrigger Trigger, long? Due = null, RunFailure? Failure = null)
{
    /// <summary>Gets the window whose attempts or position have changed.</summary>
    public WindowRow? Window { get; init; }

    /// <summary>Gets a value indicating whether the next request has already been taken from the budgets.</summary>
    public bool IsBooked { get; init; }

    /// <summary>Gets the time until which the provider may send the requested data.</summary>
    public long? Deadline { get; init; }
}

/// <summary>The exception for a run that has lost its sync: another process has taken it over, or the lease has expired.</summary>
internal sealed class LeaseLostException() : Exception("The sync belongs to another run.")
{
    public static void ThrowIf(bool isLost)
    {
        if (isLost)
        {
            throw new LeaseLostException();
        }
    }
}
