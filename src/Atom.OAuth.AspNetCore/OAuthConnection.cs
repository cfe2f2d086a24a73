namespace Atom.OAuth;

/// <summary>A user's connection to an account at a provider. For its tokens, call <see cref="IOAuthConnections.GetAccessTokenAsync"/>.</summary>
public sealed class OAuthConnection
{
    internal OAuthConnection(string id, string? tenantId, string userId, string integrationId)
    {
        Id = id;
        TenantId = tenantId;
        UserId = userId;
        IntegrationId = integrationId;
    }

    /// <summary>Gets the id: 26 letters and digits. It does not change when the user consents again.</summary>
    public string Id { get; }

    /// <summary>Gets the tenant, or <see langword="null"/> in an application without tenants.</summary>
    public string? TenantId { get; }

    /// <summary>Gets the user who owns the connection.</summary>
    public string UserId { get; }

    /// <summary>Gets the integration's id, for example <c>slack</c>.</summary>
    public string IntegrationId { get; }

    /// <summary>Gets the account's id at the provider, or <see langword="null"/> if the provider does not return one.</summary>
    public string? AccountId { get; internal init; }

    /// <summary>
    /// Gets the account's display name at the provider, or <see langword="null"/>. It is text from the provider: encode it for HTML.
    /// </summary>
    public string? AccountName { get; internal init; }

    /// <summary>Gets the granted scopes, or the requested ones if the provider does not return any.</summary>
    public IReadOnlyList<string> Scopes { get; internal init; } = [];

    /// <summary>Gets the scopes that were requested but not granted.</summary>
    public IReadOnlyList<string> MissingScopes { get; internal init; } = [];

    /// <summary>Gets whether the connection can be used.</summary>
    public OAuthConnectionStatus Status { get; internal init; }

    /// <summary>Gets why the last refresh failed, as a message that can be shown, or <see langword="null"/> if it did not fail.</summary>
    public string? Problem { get; internal init; }

    /// <summary>Gets when the access token expires (UTC), or <see langword="null"/> if unknown.</summary>
    public DateTimeOffset? ExpiresAt { get; internal init; }

    /// <summary>Gets when the account was connected for the first time (UTC).</summary>
    public DateTimeOffset CreatedAt { get; internal init; }

    /// <summary>Gets when the user last consented (UTC).</summary>
    public DateTimeOffset AuthorizedAt { get; internal init; }

    /// <summary>Gets the version of the tokens, which increases whenever new ones are stored.</summary>
    public long TokenVersion { get; internal init; }
}
