namespace Atom.OAuth.Simulation.OAuth;

/// <summary>What a person has allowed.</summary>
internal sealed record Grant(string Provider, string ClientId, string Account, string[] Scopes, DateTimeOffset CreatedAt)
{
    public string Id { get; } = Guid.NewGuid().ToString("N")[..12];

    /// <summary>Revoked, or ended by the reuse of a refresh token.</summary>
    public bool IsRevoked { get; set; }
}

/// <summary>An authorization code, good for one exchange.</summary>
internal sealed record Code(Grant Grant, string RedirectUri, string? Challenge, DateTimeOffset ExpiresAt);

/// <summary>What an exchange or a refresh gives out.</summary>
internal sealed record IssuedTokens(string AccessToken, string? RefreshToken, TimeSpan Lifetime);
