namespace Atom.OAuth;

/// <summary>
/// The connection whose history is fetched. It contains ids only: the code that calls the provider gets the token from the connection
/// store.
/// </summary>
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

    /// <summary>Gets the connection's id; the user's id if a user has one connection per integration.</summary>
    public string ConnectionId { get; }
}
