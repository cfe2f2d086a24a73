using System.Data.Common;
using System.Globalization;
using System.Text;
using Atom.OAuth.Storage;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Sync;

/// <summary>A request to start one kind of history, limited to what the provider makes available.</summary>
internal sealed record StartRequest(
    string Tenant, string Integration, string Connection, string Kind, string UserId, HistoricalSyncWindow Range, string? Limitation)
{
    public string Id { get; } = Guid.CreateVersion7().ToString("n");
}

/// <summary>Writes starts to the ledger, several in one transaction. The unique key decides which of two concurrent starts is the first.</summary>
internal sealed class LedgerStarts(
    LedgerDatabase database, LedgerClock clock, TimeProvider time, IOptions<HistoricalSyncOptions> options, SyncSignals signals)
{
    public async Task<HistoricalSyncStart[]> StartAsync(IReadOnlyList<StartRequest> requests, CancellationToken cancellationToken)
    {
        await clock.EnsureAsync(cancellationToken).ConfigureAwait(false);
        List<StateChange> changes = [];
        HistoricalSyncStart[] results = await database.WriteAsync(
            async (transaction, token) =>
            {
                changes.Clear();
                var inserted = await InsertAsync(transaction, requests, token).ConfigureAwait(false);
                var results = new HistoricalSyncStart[requests.Count];

                // Ordered by key, so that two processes that start the same syncs do not deadlock.
                foreach (var i in Enumerable.Range(0, requests.Count).OrderBy(i => Key(requests[i]), StringComparer.Ordinal))
                {
                    results[i] = inserted.Contains(requests[i].Id)
                        ? HistoricalSyncStart.Started(requests[i].Id)
                        : await StartAgainAsync(transaction, requests[i], changes, token).ConfigureAwait(false);
                }

                return results;
            },
            cancellationToken).ConfigureAwait(false);
        changes.AddRange(requests.Where((request, i) => results[i].JobId == request.Id)
            .Select(request => Begun(request.Id, request.Integration, request.Kind)));
        signals.Changed(changes);
        return results;
    }

    private async Task<HashSet<string>> InsertAsync(
        DbTransaction transaction, IReadOnlyList<StartRequest> requests, CancellationToken cancellationToken)
    {
        const string Names = "id, tenant, integration, connection, kind, user_id, range_from, range_to, limitation";
        StringBuilder sql = new($"INSERT INTO atom_oauth_sync ({Names}, generation, state, due, created_at, updated_at) VALUES ");
        List<(string, object?)> parameters = [("due", clock.Now), ("now", Wall)];
        StartRequest[] ordered = [.. requests.OrderBy(Key, StringComparer.Ordinal)];
        for (var i = 0; i < ordered.Length; i++)
        {
            var request = ordered[i];
            object?[] values =
            [
                request.Id, request.Tenant, request.Integration, request.Connection, request.Kind, request.UserId,
                request.Range.From.ToUnixTimeMilliseconds(), request.Range.To.ToUnixTimeMilliseconds(), request.Limitation,
            ];
            sql.Append(i == 0 ? "(" : ", (");
            for (var j = 0; j < values.Length; j++)
            {
                sql.Append(CultureInfo.InvariantCulture, $"@v{i}_{j}, ");
                parameters.Add(($"v{i}_{j}", values[j]));
            }

            sql.Append("1, 'pending', @due, @now, @now)");
        }

        sql.Append(" ON CONFLICT (tenant, integration, connection, kind, generation) DO NOTHING RETURNING id");
        var ids = await transaction.QueryAsync(
            sql.ToString(), static row => row.GetString(0), cancellationToken, [.. parameters]).ConfigureAwait(false);
        HashSet<string> inserted = [.. ids];
        var tenants = ordered.Where(request => inserted.Contains(request.Id)).Select(request => request.Tenant);
        foreach (var tenant in tenants.Distinct().Order(StringComparer.Ordinal))
        {
            await LedgerMoves.EnqueueAsync(transaction, tenant, clock.Now, cancellationToken).ConfigureAwait(false);
        }

        return inserted;
    }

    /// <summary>Handles a start for a connection that already has a sync.</summary>
    private async Task<HistoricalSyncStart> StartAgainAsync(
        DbTransaction transaction, StartRequest request, List<StateChange> changes, CancellationToken cancellationToken)
    {
        while (true)
        {
            var last = (await transaction.QueryAsync(
                $"SELECT {SyncRow.Columns} FROM atom_oauth_sync WHERE tenant = @tenant AND integration = @integration AND connection = "
                + "@connection AND kind = @kind "
                + "ORDER BY generation DESC LIMIT 1" + database.ForUpdate,
                SyncRow.Read,
                cancellationToken,
                ("tenant", request.Tenant),
                ("integration", request.Integration), ("connection", request.Connection), ("kind", request.Kind)).ConfigureAwait(false))[0];
            if (last.State != HistoricalSyncState.Completed)
            {
                return await JoinAsync(transaction, last, request, changes, cancellationToken).ConfigureAwait(false);
            }

            if (Missing(last, request.Range) is not { } missing)
            {
                return HistoricalSyncStart.AlreadyDone(last.Id);
            }

            if (await InsertNextAsync(
                transaction, last, request.Id, request.UserId, missing, request.Limitation, cancellationToken).ConfigureAwait(false))
            {
                return HistoricalSyncStart.Started(request.Id);
            }
        }
    }

    /// <summary>Resumes a stopped sync, or joins one in progress. The range that it does not cover is recorded.</summary>
    private async Task<HistoricalSyncStart> JoinAsync(
        DbTransaction transaction, SyncRow last, StartRequest request, List<StateChange> changes, CancellationToken cancellationToken)
    {
        var want = Union(last.Want ?? last.Range, request.Range);
        await transaction.ExecuteAsync(
            "UPDATE atom_oauth_sync SET want_from = @from, want_to = @to, user_id = @user WHERE id = @id AND tenant = @tenant",
            cancellationToken,
            ("from", want.From.ToUnixTimeMilliseconds()),
            ("to", want.To.ToUnixTimeMilliseconds()), ("user", request.UserId), ("id", last.Id), ("tenant", last.Tenant)).ConfigureAwait(false);
        var change = await LedgerMoves.MoveAsync(
            transaction, last, SyncTrigger.Reconnect, clock.Now, Wall, failure: null, isBooked: false, cancellationToken).ConfigureAwait(false);
        if (change is null)
        {
            return HistoricalSyncStart.AlreadyRunning(last.Id);
        }

        await LedgerWindows.ResetAttemptsAsync(transaction, last, cancellationToken).ConfigureAwait(false);
        changes.Add(change);
        return HistoricalSyncStart.Started(last.Id);
    }

    /// <summary>Starts the sync of what was requested while this one was running, in the transaction that completes it.</summary>
    public async Task<StateChange?> FollowUpAsync(DbTransaction transaction, SyncRow done, CancellationToken cancellationToken)
    {
        if (done.Want is not { } want || Missing(done, want) is not { } missing)
        {
            return null;
        }

        var id = Guid.CreateVersion7().ToString("n");
        return await InsertNextAsync(transaction, done, id, done.UserId, missing, done.Limitation, cancellationToken).ConfigureAwait(false)
            ? Begun(id, done.Integration, done.Kind)
            : null;
    }

    private async Task<bool> InsertNextAsync(
        DbTransaction transaction,
        SyncRow last,
        string id,
        string userId,
        HistoricalSyncWindow range,
        string? limitation,
        CancellationToken cancellationToken)
    {
        var covered = Covered(last);
        HistoricalSyncWindow? skip = covered.To < range.From ? null : covered;
        var inserted = await transaction.ExecuteAsync(
            "INSERT INTO atom_oauth_sync (id, tenant, integration, connection, kind, user_id, range_from, range_to, skip_from, skip_to, "
            + "limitation, generation, state, due, created_at, updated_at) "
            + "VALUES (@id, @tenant, @integration, @connection, @kind, @user, @from, @to, @skip_from, @skip_to, @limitation, @generation, "
            + "'pending', @due, @now, @now) "
            + "ON CONFLICT (tenant, integration, connection, kind, generation) DO NOTHING",
            cancellationToken,
            ("id", id), ("tenant", last.Tenant),
            ("integration", last.Integration), ("connection", last.Connection), ("kind", last.Kind), ("user", userId),
            ("from", range.From.ToUnixTimeMilliseconds()), ("to", range.To.ToUnixTimeMilliseconds()),
            ("skip_from", skip?.From.ToUnixTimeMilliseconds()), ("skip_to", skip?.To.ToUnixTimeMilliseconds()),
            ("limitation", limitation), ("generation", last.Generation + 1), ("due", clock.Now), ("now", Wall)).ConfigureAwait(false);
        if (inserted == 1)
        {
            await LedgerMoves.EnqueueAsync(transaction, last.Tenant, clock.Now, cancellationToken).ConfigureAwait(false);
        }

        return inserted == 1;
    }

    /// <summary>
    /// Returns the range missing from a completed sync. It starts at that sync's start, because what is covered gets skipped; but if there
    /// is a stretch in between that was not requested, only the requested range is fetched.
    /// </summary>
    private HistoricalSyncWindow? Missing(SyncRow done, HistoricalSyncWindow wanted)
    {
        var covered = Covered(done);
        var isNewer = wanted.To - covered.To >= options.Value.MinimumGap && wanted.To > covered.To;
        var isOlder = covered.From - wanted.From >= TimeSpan.FromDays(1);
        return !isNewer && !isOlder ? null : wanted.From > covered.To ? wanted : Union(covered, wanted);
    }

    /// <summary>
    /// Returns the range that the completed syncs of a connection cover together. It ends no later than when the last one began, by elapsed
    /// time: otherwise, a wall clock that was ahead at that time would leave a gap once corrected.
    /// </summary>
    private HistoricalSyncWindow Covered(SyncRow done)
    {
        var begun = DateTimeOffset.FromUnixTimeMilliseconds(done.Begun is { } then ? Wall - (clock.Now - then) : Wall);
        var to = begun < done.Range.To ? begun : done.Range.To;
        return new(done.Range.From, to > done.Range.From ? to : done.Range.From);
    }

    private static HistoricalSyncWindow Union(HistoricalSyncWindow a, HistoricalSyncWindow b)
        => new(a.From < b.From ? a.From : b.From, a.To > b.To ? a.To : b.To);

    private static StateChange Begun(string id, string integration, string kind)
        => new(id, integration, kind, null, HistoricalSyncState.Pending, SyncTrigger.Reconnect);

    private static string Key(StartRequest request) => string.Join('\n', request.Tenant, request.Integration, request.Connection, request.Kind);

    private long Wall => time.GetUtcNow().ToUnixTimeMilliseconds();
}
