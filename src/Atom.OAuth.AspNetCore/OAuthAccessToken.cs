using System.Diagnostics;
using Atom.OAuth.Store;

namespace Atom.OAuth;

/// <summary>An access token that was valid when it was returned.</summary>
/// <remarks>Neither <see cref="ToString"/> nor the debugger shows it.</remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class OAuthAccessToken
{
    internal OAuthAccessToken(
        string value, DateTimeOffset? expiresAt, long version, ConnectionKey connection, string integrationId, OAuthTokenTarget? target)
    {
        Value = value;
        ExpiresAt = expiresAt;
        Version = version;
        Connection = connection;
        IntegrationId = integrationId;
        Target = target;
        AuthorizationHeader = "Bearer " + value;
    }

    /// <summary>Gets the token.</summary>
    public string Value { get; }

    /// <summary>Gets when the token expires (UTC), or <see langword="null"/> if unknown.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    internal ConnectionKey Connection { get; }

    internal string IntegrationId { get; }

    internal OAuthTokenTarget? Target { get; }

    /// <summary>Gets the version of the stored tokens that this one belongs to.</summary>
    internal long Version { get; }

    /// <summary>Gets the value of the <c>Authorization</c> header (RFC 6750, section 2.1), created once.</summary>
    internal string AuthorizationHeader { get; }

    /// <summary>Gets until when the token is served without reading the store, in UTC ticks.</summary>
    internal long CachedUntil { get; init; }

    /// <summary>Returns when the token expires, but not the token.</summary>
    public override string ToString() => ExpiresAt is { } end ? $"Access token, ends {end:u}" : "Access token";
}
