using Atom.OAuth.Diagnostics;
using Atom.OAuth.Integrations;
using Atom.OAuth.Store;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.Refreshing;

/// <summary>The public API of connections.</summary>
internal sealed class OAuthConnections(
    ConnectionStore store,
    TokenSeal seal,
    TokenCache cache,
    ConnectionTokens tokens,
    TokenRefresher refresher,
    IntegrationRegistry integrations,
    ConnectionEvents events,
    ILogger<OAuthConnections> logger) : IOAuthConnections
{
    public async Task<IReadOnlyList<OAuthConnection>> ListAsync(string? tenantId, string userId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(userId);
        var rows = await store.ListAsync(tenantId, userId, integrationId: null, cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.ToConnection())];
    }

    public async Task<OAuthConnection?> FindAsync(string? tenantId, string connectionId, CancellationToken cancellationToken = default)
        => (await store.FindAsync(Key(tenantId, connectionId), cancellationToken).ConfigureAwait(false))?.ToConnection();

    public ValueTask<OAuthAccessToken> GetAccessTokenAsync(
        string? tenantId, string connectionId, OAuthTokenTarget? target = null, CancellationToken cancellationToken = default)
        => tokens.GetAsync(Key(tenantId, connectionId), target, cancellationToken);

    public ValueTask<OAuthAccessToken> ReplaceAccessTokenAsync(
        string? tenantId, string connectionId, OAuthAccessToken refused, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(refused);
        return tokens.ReplaceAsync(Key(tenantId, connectionId), refused, cancellationToken);
    }

    public async Task<bool> DisconnectAsync(string? tenantId, string connectionId, CancellationToken cancellationToken = default)
    {
        var key = Key(tenantId, connectionId);
        var row = await store.DeleteAsync(key, cancellationToken).ConfigureAwait(false);
        cache.Forget(key);
        if (row is null)
        {
            return false;
        }

        ConnectionsLog.Disconnected(logger, row.IntegrationId, key.ConnectionId);
        await RevokeAsync(row).ConfigureAwait(false);
        await events.NotifyAsync(OAuthConnectionChangeKind.Disconnected, key, row.UserId, row.IntegrationId).ConfigureAwait(false);
        return true;
    }

    private async Task RevokeAsync(ConnectionRow row)
    {
        if (integrations.Find(row.IntegrationId) is not { } integration)
        {
            return;
        }

        try
        {
            await refresher.RevokeAsync(integration, row.Key, seal.Open(row.Key, row.Tokens).Tokens).ConfigureAwait(false);
        }
        catch (OAuthConnectionException exception)
        {
            ConnectionsLog.NotRevoked(logger, row.IntegrationId, row.Key.ConnectionId, exception.Message);
        }
    }

    private static ConnectionKey Key(string? tenantId, string connectionId)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        return tenantId is { Length: 0 }
            ? throw new ArgumentException("The tenant id is empty. In an application without tenants, pass null.", nameof(tenantId))
            : new ConnectionKey(tenantId, connectionId);
    }
}
