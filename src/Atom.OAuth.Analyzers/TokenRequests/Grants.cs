namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>The grants of a token request.</summary>
[Flags]
internal enum Grants
{
    None = 0,

    /// <summary>An authorization code, which can be used only once (RFC 6749, section 4.1.2).</summary>
    AuthorizationCode = 1,

    /// <summary>A refresh token, which can also be used only once if the provider rotates it.</summary>
    RefreshToken = 2,

    /// <summary>Grants that may be sent repeatedly: client credentials, a password, or a device code used for polling.</summary>
    Repeatable = 4,

    /// <summary>Grants that must not be sent twice.</summary>
    UsedOnce = AuthorizationCode | RefreshToken,
}
