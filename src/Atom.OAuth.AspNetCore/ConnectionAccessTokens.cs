namespace Atom.OAuth;

/// <summary>Provides the connections' access tokens to code that does not depend on this library.</summary>
internal sealed class ConnectionAccessTokens(IOAuthConnections connections) : IOAuthAccessTokenSource
{
    public async ValueTask<string> GetAccessTokenAsync(string? tenantId, string connectionId, CancellationToken cancellationToken = default)
        => (await connections.GetAccessTokenAsync(tenantId, connectionId, target: null, cancellationToken).ConfigureAwait(false)).Value;
}
