namespace Atom.OAuth;

/// <summary>What happened to a connection.</summary>
public sealed class OAuthConnectionChange
{
    /// <summary>Initializes a new instance of the <see cref="OAuthConnectionChange"/> class.</summary>
    /// <param name="kind">What happened.</param>
    /// <param name="integrationId">The integration, for example <c>slack</c>.</param>
    /// <param name="userId">The user who owns the connection.</param>
    /// <param name="tenantId">The tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="connectionId">The connection.</param>
    public OAuthConnectionChange(OAuthConnectionChangeKind kind, string integrationId, string userId, string? tenantId, string connectionId)
    {
        Kind = kind;
        IntegrationId = integrationId ?? throw new ArgumentNullException(nameof(integrationId));
        UserId = userId ?? throw new ArgumentNullException(nameof(userId));
        TenantId = tenantId;
        ConnectionId = connectionId ?? throw new ArgumentNullException(nameof(connectionId));
    }

    /// <summary>Gets what happened.</summary>
    public OAuthConnectionChangeKind Kind { get; }

    /// <summary>Gets the integration's id.</summary>
    public string IntegrationId { get; }

    /// <summary>Gets the user who owns the connection.</summary>
    public string UserId { get; }

    /// <summary>Gets the tenant, or <see langword="null"/> in an application without tenants.</summary>
    public string? TenantId { get; }

    /// <summary>Gets the connection's id.</summary>
    public string ConnectionId { get; }
}
