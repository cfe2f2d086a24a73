namespace Atom.OAuth;

/// <summary>Reads the history of an integration, page by page. Register one per integration and kind.</summary>
/// <remarks>
/// It is resolved in a new scope for each run of a sync, so it can use typed HTTP clients. While it runs, the connection of the request
/// is the ambient one (<c>OAuthConnectionScope</c>), so that the token handler attaches its access token.
/// </remarks>
public interface IHistoricalSyncSource
{
    /// <summary>Fetches a page. The source keeps no state: the cursor contains the position.</summary>
    /// <param name="request">What to fetch.</param>
    /// <param name="cancellationToken">Cancelled when the application stops or another process has taken over the sync.</param>
    /// <returns>The page.</returns>
    /// <exception cref="HistoricalSyncException">The provider throttles, requires a new authorization, rejects the cursor, and so on.</exception>
    /// <exception cref="OAuthFailureException">The token endpoint reported a failure; it is handled according to its kind.</exception>
    /// <exception cref="HttpRequestException">Any other failure of a request; it is retried.</exception>
    ValueTask<HistoricalSyncPage> FetchAsync(HistoricalSyncPageRequest request, CancellationToken cancellationToken);
}
