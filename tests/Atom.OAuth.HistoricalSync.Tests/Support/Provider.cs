using System.Collections.Concurrent;

namespace Atom.OAuth.HistoricalSync.Tests.Support;

/// <summary>The responses of the source under test, and the requests to it.</summary>
internal sealed class Provider
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _open = [];

    public History History { get; init; } = new();

    /// <summary>Gets or sets what happens before a page is returned: nothing, a wait, an exception, or another page.</summary>
    public Func<HistoricalSyncPageRequest, CancellationToken, ValueTask<HistoricalSyncPage?>> Before { get; set; } = static (
        _, _) => new((HistoricalSyncPage?)null);

    public ConcurrentQueue<HistoricalSyncPageRequest> Requests { get; } = new();

    /// <summary>Gets how often the same window was requested concurrently.</summary>
    public int Overlaps { get; private set; }

    /// <summary>Gets the ambient connections in which pages were requested.</summary>
    public ConcurrentQueue<(string? Tenant, string? Connection)> Ambient { get; } = new();

    public async ValueTask<HistoricalSyncPage> FetchAsync(HistoricalSyncPageRequest request, CancellationToken cancellationToken)
    {
        var window = $"{request.Connection.TenantId}|{request.Connection.ConnectionId}|{request.Window}";
        lock (_lock)
        {
            Overlaps += _open.Add(window) ? 0 : 1;
        }

        try
        {
            Requests.Enqueue(request);
            Ambient.Enqueue((OAuthConnectionScope.Current?.TenantId, OAuthConnectionScope.Current?.ConnectionId));
            return await Before(request, cancellationToken) ?? History.Page(request);
        }
        finally
        {
            lock (_lock)
            {
                _open.Remove(window);
            }
        }
    }
}

/// <summary>The source, which uses the test's provider.</summary>
internal sealed class ProviderSource(Provider provider) : IHistoricalSyncSource
{
    public ValueTask<HistoricalSyncPage> FetchAsync(HistoricalSyncPageRequest request, CancellationToken cancellationToken)
        => provider.FetchAsync(request, cancellationToken);
}
