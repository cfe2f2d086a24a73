using System.Data.Common;
using Atom.OAuth.Storage;

namespace Atom.OAuth.Sync;

/// <summary>Moves one sync to its next state: the only place, beside taking and recovering many at once, that changes a state.</summary>
internal static class LedgerMoves
{
    /// <summary>Puts a tenant into the queue of tenants, or further to its front. To be called after its sync was written.</summary>
    private const string Enqueue =
        "INSERT INTO atom_oauth_sync_tenant (tenant, turn, next_due) VALUES (@tenant, 0, @due) ON CONFLICT (tenant) DO UPDATE SET next_due = "
        + "CASE WHEN excluded.next_due < atom_oauth_sync_tenant.next_due THEN excluded.next_due ELSE atom_oauth_sync_tenant.next_due END";

    private const string Move =
        "UPDATE atom_oauth_sync SET state = @state, owner = NULL, control = NULL, due = @due, booked = @booked, failure_kind = @kind, "
        + "failure = @failure, "
        + "ended_at = @ended, updated_at = @now, version = version + 1 WHERE id = @id AND tenant = @tenant AND fence = @fence";

    /// <summary>Moves a sync that the transaction has read for update.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="row">The sync.</param>
    /// <param name="trigger">What happens.</param>
    /// <param name="due">When it goes on at the earliest, by the ledger's clock, if it is queued then.</param>
    /// <param name="wall">The wall clock, in milliseconds.</param>
    /// <param name="failure">What went wrong.</param>
    /// <param name="isBooked">Whether the next request is paid for.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The change, or <see langword="null"/> when the sync cannot do that in its state.</returns>
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
