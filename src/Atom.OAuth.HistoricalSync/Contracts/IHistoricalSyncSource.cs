namespace Atom.OAuth;

/// <summary>Reads the history of an integration, page by page. One for each integration and kind.</summary>
/// <remarks>
/// It is resolved in a scope of its own for each turn of a sync, so typed HTTP clients can be injected. The connection of the request
/// is the ambient one (<c>OAuthConnectionScope</c>) while it runs, so that the connection's token handler attaches its token.
/// </remarks>
public interface IHistoricalSyncSource
{
    /// <summary>Fetches a page. The source keeps no state: where it goes on is in the cursor.</summary>
    /// <param name="request">What to fetch.</param>
    /// <param name="cancellationToken">Cancelled when the process stops or has lost the sync to another one.</param>
    /// <returns>The page.</returns>
    /// <exception cref="HistoricalSyncException">The provider throttles, wants a new authorization, has forgotten the cursor, and so on.</exception>
    /// <exception cref="OAuthFailureException">What the token endpoint says; it is understood as it is.</exception>
    /// <exception cref="HttpRequestException">Any other failure of a request; it is tried again.</exception>
    ValueTask<HistoricalSyncPage> FetchAsync(HistoricalSyncPageRequest request, CancellationToken cancellationToken);
}
