namespace Atom.OAuth.Sync;

/// <summary>Starts syncs: adds a ledger row per kind of history of the integration. Concurrent starts share a commit.</summary>
internal sealed class HistoricalSyncService(LedgerStarts ledger, Sources sources) : IHistoricalSyncService
{
    private const int MostAtOnce = 250;

    private readonly Lock _lock = new();
    private List<(StartRequest Request, TaskCompletionSource<HistoricalSyncStart> Result)> _waiting = [];
    private bool _isWriting;

    public async ValueTask<HistoricalSyncStart> StartAsync(HistoricalSyncRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var kinds = sources.Of(request.IntegrationId);
        Task<HistoricalSyncStart>[] starts = [.. kinds.Select(kind => Enqueue(Cut(request, kind)))];
        var results = await Task.WhenAll(starts).WaitAsync(cancellationToken).ConfigureAwait(false);
        return results.FirstOrDefault(start => start.Status == HistoricalSyncStatus.Started)
            ?? results.FirstOrDefault(start => start.Status == HistoricalSyncStatus.AlreadyRunning)
            ?? results[0];
    }

    private static StartRequest Cut(HistoricalSyncRequest request, SourceRegistration source)
    {
        var provider = OAuthProviders.Find(request.IntegrationId)?.Name ?? request.IntegrationId;
        HistoricalSyncWindow asked = new(request.From.ToUniversalTime(), request.RequestedAt);
        (var range, var limitation) = WindowPlan.Cut(asked, source.Options.ReachMonths, provider);
        return new(
            LedgerText.Tenant(request.TenantId), request.IntegrationId, request.ConnectionId, source.Options.Kind, request.UserId, range, limitation);
    }

    private Task<HistoricalSyncStart> Enqueue(StartRequest request)
    {
        TaskCompletionSource<HistoricalSyncStart> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Add((request, result));
            if (!_isWriting)
            {
                _isWriting = true;
                _ = Task.Run(WriteAsync, CancellationToken.None);
            }
        }

        return result.Task;
    }

    /// <summary>Writes all waiting starts in batches, until none is left.</summary>
    private async Task WriteAsync()
    {
        while (true)
        {
            List<(StartRequest Request, TaskCompletionSource<HistoricalSyncStart> Result)> batch;
            lock (_lock)
            {
                if (_waiting.Count == 0)
                {
                    _isWriting = false;
                    return;
                }

                batch = _waiting.Count <= MostAtOnce ? _waiting : _waiting[..MostAtOnce];
                _waiting = _waiting.Count <= MostAtOnce ? [] : _waiting[MostAtOnce..];
            }

            try
            {
                var results = await ledger.StartAsync(
                    [.. batch.Select(start => start.Request)], CancellationToken.None).ConfigureAwait(false);
                for (var i = 0; i < results.Length; i++)
                {
                    batch[i].Result.TrySetResult(results[i]);
                }
            }
            catch (Exception exception)
            {
                batch.ForEach(start => start.Result.TrySetException(exception));
            }
        }
    }
}
