using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Atom.OAuth.Sync;

/// <summary>Shows and controls syncs. For a running one, it only records the request, on which its worker acts between two batches.</summary>
internal sealed class HistoricalSyncs(
    LedgerDatabase database, LedgerQueries queries, LedgerClock clock, TimeProvider time, SyncSignals signals) : IHistoricalSyncs
{
    /// <summary>How often to poll a sync that runs in another process.</summary>
    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(1);

    public async Task<IReadOnlyList<HistoricalSyncInfo>> ListAsync(
        string? tenantId, HistoricalSyncQuery? query = null, CancellationToken cancellationToken = default)
    {
        List<HistoricalSyncInfo> shown = [];
        foreach (var row in await queries.ListAsync(LedgerText.Tenant(tenantId), query ?? new(), cancellationToken).ConfigureAwait(false))
        {
            shown.Add(await queries.ShowAsync(row, cancellationToken).ConfigureAwait(false));
        }

        return shown;
    }

    public async Task<HistoricalSyncInfo?> FindAsync(string? tenantId, string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        return await queries.FindAsync(LedgerText.Tenant(tenantId), id, cancellationToken).ConfigureAwait(false) is { } row
            ? await queries.ShowAsync(row, cancellationToken).ConfigureAwait(false)
            : null;
    }

    public Task<IReadOnlyList<HistoricalSyncWindowInfo>> ListWindowsAsync(
        string? tenantId, string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        return database.ReadAsync(
            connection => LedgerWindows.ListAsync(connection, LedgerText.Tenant(tenantId), id, cancellationToken), cancellationToken);
    }

    public async IAsyncEnumerable<HistoricalSyncInfo> WatchAsync(
        string? tenantId, string id, long afterVersion = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var known = afterVersion;
        if (await FindAsync(tenantId, id, cancellationToken).ConfigureAwait(false) is null)
        {
            yield break;
        }

        try
        {
            while (true)
            {
                // Requested before the row is read, so that a change in between is not missed.
                var changed = signals.WhenChanged(id);
                if (await FindAsync(tenantId, id, cancellationToken).ConfigureAwait(false) is not { } sync)
                {
                    yield break;
                }

                if (sync.Version > known)
                {
                    known = sync.Version;
                    yield return sync;
                }

                if (SyncTransitions.IsEnd(sync.State))
                {
                    yield break;
                }

                await Task.WhenAny(changed, Task.Delay(WatchInterval, cancellationToken)).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            // Releases the signal of a sync that nobody watches any more; other watchers poll once more.
            signals.Advanced(id);
        }
    }

    public Task<HistoricalSyncChange> PauseAsync(string? tenantId, string id, CancellationToken cancellationToken = default)
        => ControlAsync(tenantId, id, SyncTrigger.Pause, HistoricalSyncState.Paused, cancellationToken);

    public Task<HistoricalSyncChange> ResumeAsync(string? tenantId, string id, CancellationToken cancellationToken = default)
        => ControlAsync(tenantId, id, SyncTrigger.Resume, HistoricalSyncState.Pending, cancellationToken);

    public Task<HistoricalSyncChange> CancelAsync(string? tenantId, string id, CancellationToken cancellationToken = default)
        => ControlAsync(tenantId, id, SyncTrigger.Cancel, HistoricalSyncState.Cancelled, cancellationToken);

    public Task<HistoricalSyncChange> RetryAsync(string? tenantId, string id, CancellationToken cancellationToken = default)
        => ControlAsync(tenantId, id, SyncTrigger.Retry, HistoricalSyncState.Pending, cancellationToken);

    /// <summary>Applies a trigger, and reports the result.</summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="id">The sync's id.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="goal">The resulting state; if the sync already has it, the request succeeds.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal async Task<HistoricalSyncChange> ControlAsync(
        string? tenantId, string id, SyncTrigger trigger, HistoricalSyncState goal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        var tenant = LedgerText.Tenant(tenantId);
        await clock.EnsureAsync(cancellationToken).ConfigureAwait(false);
        (var isFound, var isDone, var change) = await database.WriteAsync(
            async (transaction, token) =>
            {
                var row = await LedgerQueries.FindAsync(
                    transaction.Connection!, transaction, tenant, id, database.ForUpdate, token).ConfigureAwait(false);
                return row is null ? (false, false, null) : await ApplyAsync(transaction, row, trigger, goal, token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        signals.Changed(change is null ? [] : [change]);
        signals.Advanced(id);
        return !isFound
            ? new(HistoricalSyncChangeStatus.NotFound, null, "There is no such sync.")
            : Describe(isDone, await FindAsync(tenantId, id, cancellationToken).ConfigureAwait(false), trigger);
    }

    private async Task<(bool IsFound, bool IsDone, StateChange? Change)> ApplyAsync(
        DbTransaction transaction, SyncRow row, SyncTrigger trigger, HistoricalSyncState goal, CancellationToken cancellationToken)
    {
        if (row.State == HistoricalSyncState.Running)
        {
            // Resuming revokes a pause that has not taken effect yet; a cancellation is final.
            var isDone = trigger == SyncTrigger.Resume
                ? row.Control == SyncTrigger.Pause
                : SyncTransitions.After(row.State, trigger) is not null && row.Control != SyncTrigger.Cancel;
            if (isDone)
            {
                await Storage.OAuthDatabaseCommands.ExecuteAsync(
                    transaction,
                    "UPDATE atom_oauth_sync SET control = @control, version = version + 1 WHERE id = @id AND tenant = @tenant",
                    cancellationToken,
                    ("control", trigger == SyncTrigger.Resume ? null : trigger.ToString()),
                    ("id", row.Id),
                    ("tenant", row.Tenant)).ConfigureAwait(false);
            }

            return (true, isDone || row.Control == trigger, null);
        }

        var change = await LedgerMoves.MoveAsync(
            transaction,
            row,
            trigger,
            clock.Now,
            time.GetUtcNow().ToUnixTimeMilliseconds(),
            failure: null,
            isBooked: false,
            cancellationToken).ConfigureAwait(false);
        if (change is { To: HistoricalSyncState.Pending })
        {
            await LedgerWindows.ResetAttemptsAsync(transaction, row, cancellationToken).ConfigureAwait(false);
        }

        return (true, change is not null || row.State == goal, change);
    }

    private static HistoricalSyncChange Describe(bool isDone, HistoricalSyncInfo? sync, SyncTrigger trigger)
    {
        if (sync is null)
        {
            return new(HistoricalSyncChangeStatus.NotFound, null, "There is no such sync.");
        }

        var action = trigger switch
        {
            SyncTrigger.Pause => "paused",
            SyncTrigger.Resume => "resumed",
            SyncTrigger.Cancel => "cancelled",
            _ => "retried",
        };
        var state = LedgerText.Of(sync.State).Replace('_', ' ');
        return !isDone
            ? new(HistoricalSyncChangeStatus.NotPossible, sync, $"The sync is {state}: it cannot be {action}.")
            : new(
                HistoricalSyncChangeStatus.Accepted,
                sync,
                sync.RequestedState is null ? $"The sync is {state}." : $"The sync will be {action} after the batch that is on its way.");
    }
}
