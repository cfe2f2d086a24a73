using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Sync;

/// <summary>
/// Keeps the starts that have not succeeded. A start that succeeds is never written: it is kept in memory during the attempt, and only
/// what remains after a while is written to the database.
/// </summary>
internal sealed class PendingStarts(
    LedgerPending ledger,
    IOptions<HistoricalSyncTriggerOptions> options,
    TimeProvider time,
    ILogger<PendingStarts> logger) : IPendingHistoricalSyncStore
{
    private readonly Dictionary<(string Tenant, string Integration, string Connection),
    (HistoricalSyncRequest Request, long Since, bool IsWritten)> _requests = [];

    /// <summary>Whether the database may contain some, so that a removal has to access it.</summary>
    private volatile bool _mayBeWritten = true;

    public ValueTask AddAsync(HistoricalSyncRequest request, CancellationToken cancellationToken)
    {
        lock (_requests)
        {
            if (_requests.Count >= options.Value.MaxPending && !_requests.ContainsKey(Key(request)))
            {
                throw new InvalidOperationException(
                    $"{_requests.Count} historical syncs are waiting to be started, as many as "
                    + $"{nameof(HistoricalSyncTriggerOptions)}.{nameof(HistoricalSyncTriggerOptions.MaxPending)} "
                    + "allows. Find out why none can be started: the log says it.");
            }

            _requests[Key(request)] = (request, time.GetTimestamp(), false);
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask RemoveAsync(HistoricalSyncRequest request, CancellationToken cancellationToken)
    {
        lock (_requests)
        {
            if (_requests.TryGetValue(Key(request), out (HistoricalSyncRequest Request, long, bool) kept)
                && kept.Request.RequestedAt <= request.RequestedAt)
            {
                _requests.Remove(Key(request));
            }
        }

        if (_mayBeWritten)
        {
            await ledger.RemoveAsync(request, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask<IReadOnlyList<HistoricalSyncRequest>> ListAsync(int max, CancellationToken cancellationToken)
    {
        List<HistoricalSyncRequest> found;
        lock (_requests)
        {
            found = [.. _requests.Values.Select(kept => kept.Request)];
        }

        try
        {
            var written = await ledger.ListAsync(max, cancellationToken).ConfigureAwait(false);
            _mayBeWritten = written.Count > 0;
            found.AddRange(written);
        }
        catch (Exception exception) when (LedgerErrors.IsOutage(exception))
        {
            DiagnosticsLog.LedgerUnavailable(logger, exception);
        }

        return [.. found.GroupBy(Key).Select(same => same.MaxBy(request => request.RequestedAt)!).OrderBy(request => request.RequestedAt).Take(max)];
    }

    /// <summary>Periodically writes the remaining starts.</summary>
    public async Task FlushUntilStoppedAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await Task.WhenAny(Task.Delay(options.Value.StartTimeout, stopping)).ConfigureAwait(false);
            await FlushAsync(options.Value.StartTimeout).ConfigureAwait(false);
        }
    }

    /// <summary>Writes the starts of at least a given age; when the process stops, all of them.</summary>
    public async Task FlushAsync(TimeSpan age)
    {
        (HistoricalSyncRequest Request, long Since, bool IsWritten)[] waiting;
        lock (_requests)
        {
            waiting = [.. _requests.Values.Where(kept => !kept.IsWritten && time.GetElapsedTime(kept.Since) >= age)];
        }

        try
        {
            foreach ((var request, var since, _) in waiting)
            {
                _mayBeWritten = true;
                await ledger.AddAsync(request, CancellationToken.None).ConfigureAwait(false);
                await MarkAsync(request, since).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            DiagnosticsLog.PendingNotWritten(logger, waiting.Length, exception);
        }
    }

    /// <summary>Removes a start that succeeded while it was being written.</summary>
    private async Task MarkAsync(HistoricalSyncRequest request, long since)
    {
        bool isThere;
        lock (_requests)
        {
            isThere = _requests.TryGetValue(Key(request), out (HistoricalSyncRequest, long Since, bool) kept);
            if (isThere && kept.Since == since)
            {
                _requests[Key(request)] = (request, since, true);
            }
        }

        if (!isThere)
        {
            await ledger.RemoveAsync(request, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static (string, string, string) Key(HistoricalSyncRequest request)
        => (LedgerText.Tenant(request.TenantId), request.IntegrationId, request.ConnectionId);
}
