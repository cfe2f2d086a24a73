using Microsoft.Extensions.Options;

namespace Atom.OAuth.Sync;

/// <summary>Keeps pending starts in memory.</summary>
internal sealed class InMemoryPendingHistoricalSyncStore(IOptions<HistoricalSyncTriggerOptions> options) : IPendingHistoricalSyncStore
{
    private readonly Dictionary<(string?, string, string), HistoricalSyncRequest> _requests = [];

    public ValueTask AddAsync(HistoricalSyncRequest request, CancellationToken cancellationToken)
    {
        lock (_requests)
        {
            if (_requests.Count >= options.Value.MaxPending && !_requests.ContainsKey(request.Key))
            {
                throw new InvalidOperationException(
                    $"{_requests.Count} historical syncs are waiting to be started, as many as "
                    + $"{nameof(HistoricalSyncTriggerOptions)}.{nameof(HistoricalSyncTriggerOptions.MaxPending)} allows. "
                    + "Find out why the sync service starts none.");
            }

            _requests[request.Key] = request;
        }

        return default;
    }

    public ValueTask RemoveAsync(HistoricalSyncRequest request, CancellationToken cancellationToken)
    {
        lock (_requests)
        {
            if (_requests.TryGetValue(request.Key, out var kept) && kept.RequestedAt <= request.RequestedAt)
            {
                _requests.Remove(request.Key);
            }
        }

        return default;
    }

    public ValueTask<IReadOnlyList<HistoricalSyncRequest>> ListAsync(int max, CancellationToken cancellationToken)
    {
        lock (_requests)
        {
            return new([.. _requests.Values.OrderBy(request => request.RequestedAt).Take(max)]);
        }
    }
}
