namespace Atom.OAuth.Integrations;

/// <summary>An integration with its effective, validated settings: the options merged with the catalogue.</summary>
internal sealed class Integration
{
    public required string Id { get; init; }

    /// <summary>Gets the provider's name for reading responses: the catalogue's id, or another name.</summary>
    public required string Provider { get; init; }

    /// <summary>Gets the display name.</summary>
    public required string Name { get; init; }

    public required OAuthProvider? Facts { get; init; }

    public required OAuthIntegrationOptions Options { get; init; }

    public required Uri AuthorizationEndpoint { get; init; }

    public required Uri TokenEndpoint { get; init; }

    public required Uri? RevocationEndpoint { get; init; }

    public required Uri? UserInfoEndpoint { get; init; }

    public required OAuthClientAuthentication Authentication { get; init; }

    public required OAuthBasicEncoding BasicEncoding { get; init; }

    public required OAuthRequestEncoding Encoding { get; init; }

    public required bool UsesPkce { get; init; }

    public required string? Issuer { get; init; }

    public required string ScopeSeparator { get; init; }

    /// <summary>Gets the scopes to request, including the one required for a refresh token.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> AuthorizationParameters { get; init; }

    public required TokenHosts Hosts { get; init; }

    public required TimeSpan? RefreshTokenLifetime { get; init; }

    /// <summary>
    /// Gets a value indicating whether a callback without <c>iss</c> is rejected, because the application has configured an issuer (RFC 9207, section
    /// 2.4).
    /// </summary>
    public bool RequiresIssuer => Options.Issuer is not null;

    /// <summary>Gets a value indicating whether API errors come with status 200 and <c>"ok":false</c>.</summary>
    public bool ReportsErrorsAsSuccess => Facts?.ErrorShapes.Value.HasFlag(OAuthErrorShapes.OkFalse) == true;
}
