namespace Atom.OAuth.Integrations;

/// <summary>An integration as it is used: the options over the catalogue, checked.</summary>
internal sealed class Integration
{
    public required string Id { get; init; }

    /// <summary>Gets what the runtime reads responses by: the catalogue's id, or a name.</summary>
    public required string Provider { get; init; }

    /// <summary>Gets the name for people.</summary>
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

    /// <summary>Gets the scopes to ask for, with the one that a refresh token needs.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> AuthorizationParameters { get; init; }

    public required TokenHosts Hosts { get; init; }

    public required TimeSpan? RefreshTokenLifetime { get; init; }

    /// <summary>
    /// Gets a value indicating whether a callback without <c>iss</c> is refused: the application said which one comes (RFC 9207, section 2.4).
    /// </summary>
    public bool RequiresIssuer => Options.Issuer is not null;

    /// <summary>Gets a value indicating whether API errors come with status 200 and <c>"ok":false</c>.</summary>
    public bool ReportsErrorsAsSuccess => Facts?.ErrorShapes.Value.HasFlag(OAuthErrorShapes.OkFalse) == true;
}
