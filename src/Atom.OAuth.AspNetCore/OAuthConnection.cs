namespace Atom.OAuth;

/// <summary>A user's connection with an account at a provider. It has no tokens: ask <see cref="IOAuthConnections.GetAccessTokenAsync"/>.</summary>
public sealed class OAuthConnection
{
    internal OAuthConnection(string id, string? tenantId, string userId, string integrationId)
    {
        Id = id;
        TenantId = tenantId;
        UserId = userId;
        IntegrationId = integrationId;
    }

    /// <summary>Gets the id: 26 letters and digits. It stays when the user consents again.</summary>
    public string Id { get; }

    /// <summary>Gets the tenant, or <see langword="null"/> in an application without tenants.</summary>
    public string? TenantId { get; }

    /// <summary>Gets the user whose connection it is.</summary>
    public string UserId { get; }

    /// <summary>Gets the integration's id, for example <c>slack</c>.</summary>
    public string IntegrationId { get; }

    /// <summary>Gets the account's id at the provider, or <see langword="null"/> where the provider does not say.</summary>
    public string? AccountId { get; internal init; }

    /// <summary>
    /// Gets the account's name at the provider, for display, or <see langword="null"/>. It is the provider's text: encode it for HTML.
    /// </summary>
    public string? AccountName { get; internal init; }

    /// <summary>Gets the scopes that were granted, or those that were asked for where the provider names none.</summary>
    public IReadOnlyList<string> Scopes { get; internal init; } = [];

    /// <summary>Gets the scopes that were asked for and not granted.</summary>
    public IReadOnlyList<string> MissingScopes { get; internal init; } = [];

    /// <summary>Gets whether the connection can be used.</summary>
    public OAuthConnectionStatus Status { get; internal init; }

    /// <summary>Gets why the last refresh failed, in words that can be shown, or <see langword="null"/> where it did not.</summary>
    public string? Problem { get; internal init; }

    /// <summary>Gets when the access token ends (UTC), or <see langword="null"/> where that is not known.</summary>
    public DateTimeOffset? ExpiresAt { get; internal init; }

    /// <summary>Gets when the account was connected for the first time (UTC).</summary>
    public DateTimeOffset CreatedAt { get; internal init; }

    /// <summary>Gets when the user last consented (UTC).</summary>
    public DateTimeOffset AuthorizedAt { get; internal init; }

    /// <summary>Gets the number of the tokens, which rises each time new ones are stored.</summary>
    public long TokenVersion { get; internal init; }
}
