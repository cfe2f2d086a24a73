using System.Data.Common;
using Atom.OAuth.Storage;

namespace Atom.OAuth.Sync;

/// <summary>
/// Takes syncs from the queue, one tenant after another: a tenant with many connections gets as many turns as a tenant with one.
/// </summary>
internal sealed class LedgerClaims(LedgerDatabase database, LedgerClock clock, TimeProvider time)
{
    private const string Take =
        "UPDATE atom_oauth_sync SET previous = state, state = 'running', owner = @node, fence = fence + 1, due = NULL, updated_at = @wall, "
        + "version = version + 1 "
        + "WHERE id IN (SELECT id FROM atom_oauth_sync WHERE tenant = @tenant AND due <= @now ORDER BY due, id LIMIT @count) AND due IS NOT "
        + "NULL RETURNING " + SyncRow.Columns;

    /// <summary>
    /// Looks up the tenant's next due time again: a transaction that queues a sync in the meantime waits for the row and lowers it afterwards.
    /// </summary>
    private const string EndTurn =
        "UPDATE atom_oauth_sync_tenant SET turn = @turn, next_due = COALESCE((SELECT MIN(due) FROM atom_oauth_sync WHERE tenant = @tenant "
        + "AND due IS NOT NULL), "
        + "9223372036854775807) WHERE tenant = @tenant";

    /// <summary>Syncs due more than an hour from now are found by polling again.</summary>
    private const long LongestPause = 3_600_000;

    private readonly string _next =
        "SELECT tenant FROM atom_oauth_sync_tenant WHERE next_due <= @now ORDER BY turn, tenant LIMIT @count" + database.Dialect.SkipLocked;

    /// <summary>Takes up to a given number of due syncs for a node that holds its lease.</summary>
    /// <returns>The syncs with their new fencing tokens or, if there are none, the time until the next one is due.</returns>
    public Task<(IReadOnlyList<SyncRow> Claimed, TimeSpan? Next)> ClaimAsync(string node, int count, CancellationToken cancellationToken)
        => database.WriteAsync<(IReadOnlyList<SyncRow>, TimeSpan?)>(
        async (transaction, token) =>
        {
            List<SyncRow> claimed = [];
            var now = clock.Now;
            const string Alive = "SELECT beat FROM atom_oauth_sync_node WHERE id = @node";
            if (await transaction.ScalarAsync(Alive, token, ("node", node)).ConfigureAwait(false) is null)
            {
                return (claimed, null);
            }

            var tenants = await transaction.QueryAsync(
                _next, static row => row.GetString(0), token, ("now", now), ("count", count)).ConfigureAwait(false);
            for (var i = 0; i < tenants.Count && claimed.Count < count; i++)
            {
                // The remaining capacity is divided among the remaining tenants.
                var share = (count - claimed.Count + tenants.Count - i - 1) / (tenants.Count - i);
                claimed.AddRange(await TakeAsync(transaction, tenants[i], node, share, now, token).ConfigureAwait(false));
            }

            return (claimed, claimed.Count > 0 ? null : await NextDueAsync(transaction, now, token).ConfigureAwait(false));
        },
        cancellationToken);

    private static async Task<TimeSpan?> NextDueAsync(DbTransaction transaction, long now, CancellationToken cancellationToken)
        => await transaction.ScalarAsync(
            "SELECT MIN(next_due) FROM atom_oauth_sync_tenant WHERE next_due > @now",
            cancellationToken,
            ("now", now)).ConfigureAwait(false) is long next
            && next < now + LongestPause
                ? TimeSpan.FromMilliseconds(next - now + 1)
                : null;

    private async Task<IReadOnlyList<SyncRow>> TakeAsync(
        DbTransaction transaction, string tenant, string node, int share, long now, CancellationToken cancellationToken)
    {
        var taken = await transaction.QueryAsync(
            Take,
            SyncRow.Read,
            cancellationToken,
            ("node", node), ("tenant", tenant), ("now", now), ("count", share),
            ("wall", time.GetUtcNow().ToUnixTimeMilliseconds())).ConfigureAwait(false);
        await transaction.ExecuteAsync(EndTurn, cancellationToken, ("tenant", tenant), ("turn", now)).ConfigureAwait(false);
        return taken;
    }
}
