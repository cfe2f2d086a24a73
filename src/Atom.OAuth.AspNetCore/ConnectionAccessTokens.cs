namespace Atom.OAuth;

/// <summary>The tokens of the connections, for what works without this library.</summary>
internal sealed class ConnectionAccessTokens(IOAuthConnections connections) : IOAuthAccessTokenSource
{
    public async ValueTask<string> GetAccessTokenAsync(string? tenantId, string connectionId, CancellationToken cancellationToken = default)
        => (await connections.GetAccessTokenAsync(tenantId, connectionId, target: null, cancellationToken).ConfigureAwait(false)).Value;
}
