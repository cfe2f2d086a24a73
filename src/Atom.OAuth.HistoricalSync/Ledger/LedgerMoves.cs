using System.Data.Common;
using Atom.OAuth.Storage;

namespace Atom.OAuth.Sync;

/// <summary>Moves a sync to its next state: the only code that changes a state, apart from claiming and recovering several syncs at once.</summary>
internal static class LedgerMoves
{
    /// <summary>Queues a tenant, or moves it forward in the queue. To be called after its sync was written.</summary>
    private const string Enqueue =
        "INSERT INTO atom_oauth_sync_tenant (tenant, turn, next_due) VALUES (@tenant, 0, @due) ON CONFLICT (tenant) DO UPDATE SET next_due = "
        + "CASE WHEN excluded.next_due < atom_oauth_sync_tenant.next_due THEN excluded.next_due ELSE atom_oauth_sync_tenant.next_due END";

    private const string Move =
        "UPDATE atom_oauth_sync SET state = @state, owner = NULL, control = NULL, due = @due, booked = @booked, failure_kind = @kind, "
        + "failure = @failure, "
        + "ended_at = @ended, updated_at = @now, version = version + 1 WHERE id = @id AND tenant = @tenant AND fence = @fence";

    /// <summary>Moves a sync that the transaction has locked.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="row">The sync.</param>
    /// <param name="trigger">The trigger.</param>
    /// <param name="due">The earliest time at which it continues, by the ledger's clock, if it is queued.</param>
    /// <param name="wall">The wall clock, in milliseconds.</param>
    /// <param name="failure">The failure, if any.</param>
    /// <param name="isBooked">Whether the next request has already been booked.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The change, or <see langword="null"/> if the trigger does not apply in the current state.</returns>
    public static async Task<StateChange?> MoveAsync(
        DbTransaction transaction,
        SyncRow row,
        SyncTrigger trigger,
        long due,
        long wall,
        RunFailure? failure,
        bool isBooked,
        CancellationToken cancellationToken)
    {
        if (SyncTransitions.After(row.State, trigger) is not { } next)
        {
            return null;
        }

        var isQueued = SyncTransitions.IsQueued(next);
        var moved = await transaction.ExecuteAsync(
            Move,
            cancellationToken,
            ("state", LedgerText.Of(next)),
            ("due", isQueued ? due : null),
            ("booked", isBooked && isQueued ? 1 : 0),
            ("kind", failure?.Kind.ToString()),
            ("failure", failure?.Message),
            ("ended", SyncTransitions.IsEnd(next) ? wall : null),
            ("now", wall),
            ("id", row.Id),
            ("tenant", row.Tenant),
            ("fence", row.Fence)).ConfigureAwait(false);
        if (moved == 0)
        {
            return null;
        }

        if (isQueued)
        {
            await EnqueueAsync(transaction, row.Tenant, due, cancellationToken).ConfigureAwait(false);
        }

        return new(row.Id, row.Integration, row.Kind, row.State, next, trigger, failure?.Kind, failure?.Message);
    }

    public static Task EnqueueAsync(DbTransaction transaction, string tenant, long due, CancellationToken cancellationToken)
        => transaction.ExecuteAsync(Enqueue, cancellationToken, ("tenant", tenant), ("due", due));
}
