using Atom.OAuth.Storage;

namespace Atom.OAuth.HistoricalSync.Tests.Support;

/// <summary>A ledger with very many waiting syncs: copies of a started one, created by one statement.</summary>
internal static class Backlog
{
    private const string Copy = """
        WITH RECURSIVE copy (i) AS (SELECT @first UNION ALL SELECT i + 1 FROM copy WHERE i < @last)
        INSERT INTO atom_oauth_sync
            (id, tenant, integration, connection, kind, generation, user_id, state, range_from, range_to, due, created_at, updated_at)
        SELECT id || '-' || i, tenant, integration, connection || '-' || i, kind, generation, user_id, 'pending', range_from, range_to, @due,
            created_at, updated_at
        FROM atom_oauth_sync, copy WHERE id = @id
        """;

    /// <summary>Adds copies of a sync, each with its own connection.</summary>
    /// <param name="app">The application.</param>
    /// <param name="id">The sync, which belongs to <paramref name="tenant"/>.</param>
    /// <param name="first">The number of the first copy.</param>
    /// <param name="last">The number of the last copy.</param>
    /// <param name="tenant">The tenant.</param>
    public static async Task AddAsync(SyncApp app, string id, int first, int last, string tenant = "t1")
    {
        var due = app.Get<Sync.LedgerClock>().Now;
        int added = await app.Get<Sync.LedgerDatabase>().WriteAsync(
            async (transaction, token) =>
            {
                var added = await transaction.ExecuteAsync(Copy, token, ("first", (long)first), ("last", (long)last), ("id", id), ("due", due));
                await Sync.LedgerMoves.EnqueueAsync(transaction, tenant, due, token);
                return added;
            },
            default);
        Assert.Equal(last - first + 1, added);
    }
}
