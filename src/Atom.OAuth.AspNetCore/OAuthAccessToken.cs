using System.Diagnostics;
using Atom.OAuth.Store;

namespace Atom.OAuth;

/// <summary>An access token that was good when it was handed out.</summary>
/// <remarks><see cref="ToString"/> and the debugger do not show it.</remarks>
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

    /// <summary>Gets when it ends (UTC), or <see langword="null"/> where that is not known.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    internal ConnectionKey Connection { get; }

    internal string IntegrationId { get; }

    internal OAuthTokenTarget? Target { get; }

    /// <summary>Gets the number of the stored tokens that it is part of.</summary>
    internal long Version { get; }

    /// <summary>Gets the value of the header <c>Authorization</c> (RFC 6750, section 2.1), made once.</summary>
    internal string AuthorizationHeader { get; }

    /// <summary>Gets until when it is handed out without a look at the store, in UTC ticks.</summary>
    internal long CachedUntil { get; init; }

    /// <summary>Says when it ends, and shows nothing of it.</summary>
    public override string ToString() => ExpiresAt is { } end ? $"Access token, ends {end:u}" : "Access token";
}
