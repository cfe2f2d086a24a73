namespace Atom.OAuth.IntegrationHub.Hub;

/// <summary>
/// Iterates over a history whose records are in containers: channels, boards, data sources. The cursor consists of the container and
/// the provider's own cursor. Containers are visited in the order of their ids, so that added or removed ones do not affect the others.
/// </summary>
internal abstract class HistorySource(HttpClient http, string provider) : IHistoricalSyncSource
{
    private const char Separator = '\n';

    public async ValueTask<HistoricalSyncPage> FetchAsync(HistoricalSyncPageRequest request, CancellationToken cancellationToken)
    {
        var place = (request.Cursor ?? string.Empty).Split(Separator, 2);
        HistoryCall call = new(http, provider, request, cancellationToken)
        {
            Container = place[0],
            Cursor = place.Length > 1 && place[1].Length > 0 ? place[1] : null,
        };
        var container = request.Cursor is null ? await NextAsync(call, null) : place[0];
        if (container is null)
        {
            return new HistoricalSyncPage([]);
        }

        call = new(http, provider, request, cancellationToken) { Container = container, Cursor = call.Cursor };
        var page = await PageAsync(call);
        var next = page.NextCursor is { } cursor ? container + Separator + cursor
            : await NextAsync(call, container) is { } following ? following + Separator
            : null;
        return new HistoricalSyncPage(page.Records, page.IsTruncated ? null : next) { IsTruncated = page.IsTruncated };
    }

    /// <summary>Gets the containers of the account; by default a single one without a name.</summary>
    protected virtual Task<IReadOnlyList<string>> ContainersAsync(HistoryCall call) => Task.FromResult<IReadOnlyList<string>>([string.Empty]);

    /// <summary>Fetches a page of a container.</summary>
    protected abstract Task<HistoricalSyncPage> PageAsync(HistoryCall call);

    private async Task<string?> NextAsync(HistoryCall call, string? after)
        => (await ContainersAsync(call)).Where(id => after is null || string.CompareOrdinal(id, after) > 0)
            .Order(StringComparer.Ordinal)
            .FirstOrDefault();
}
