namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>What a request to a token endpoint asks with.</summary>
[Flags]
internal enum Grants
{
    None = 0,

    /// <summary>An authorization code: RFC 6749, 4.1.2, lets it be used once.</summary>
    AuthorizationCode = 1,

    /// <summary>A refresh token: where the provider rotates it, it is used once too.</summary>
    RefreshToken = 2,

    /// <summary>What may be sent any number of times: client credentials, a password, a device's code that is polled for.</summary>
    Repeatable = 4,

    /// <summary>What must not be sent twice.</summary>
    UsedOnce = AuthorizationCode | RefreshToken,
}
