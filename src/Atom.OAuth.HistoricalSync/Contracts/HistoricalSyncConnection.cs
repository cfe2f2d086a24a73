namespace Atom.OAuth;

/// <summary>The connection whose history is fetched. Ids only: whoever calls the provider takes the token from the connection store.</summary>
public sealed class HistoricalSyncConnection
{
    internal HistoricalSyncConnection(string? tenantId, string userId, string integrationId, string connectionId)
    {
        TenantId = tenantId;
        UserId = userId;
        IntegrationId = integrationId;
        ConnectionId = connectionId;
    }

    /// <summary>Gets the tenant, or <see langword="null"/> in an application without tenants.</summary>
    public string? TenantId { get; }

    /// <summary>Gets the user who connected.</summary>
    public string UserId { get; }

    /// <summary>Gets the integration, for example <c>slack</c>.</summary>
    public string IntegrationId { get; }

    /// <summary>Gets the connection; the user's id where a user has one connection with an integration.</summary>
    public string ConnectionId { get; }
}
