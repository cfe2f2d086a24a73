namespace Atom.OAuth.IntegrationHub.Hub;

/// <summary>A connection that has no good token any more is no failure of the provider: the sync waits for the person.</summary>
internal sealed class ReauthorizationHandler : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (OAuthConnectionException exception) when (exception.RequiresReauthorization)
        {
            throw new HistoricalSyncException(HistoricalSyncFailureKind.NeedsReauthorization, exception.Message, exception);
        }
    }
}
