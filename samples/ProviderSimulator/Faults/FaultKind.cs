namespace Atom.OAuth.Simulation;

/// <summary>What goes wrong.</summary>
public enum FaultKind
{
    /// <summary>
    /// The error page of a proxy: <see cref="SimulatedFault.Page"/>, <see cref="SimulatedFault.Status"/>,
    /// <see cref="SimulatedFault.ContentType"/>.
    /// </summary>
    ErrorPage,

    /// <summary>No body at all, with <see cref="SimulatedFault.Status"/>.</summary>
    EmptyBody,

    /// <summary>The provider's own answer, a byte at a time over <see cref="SimulatedFault.Duration"/>.</summary>
    SlowBody,

    /// <summary>The connection breaks in the middle of the body.</summary>
    CutConnection,

    /// <summary>429, with <see cref="SimulatedFault.RetryAfter"/>.</summary>
    RateLimited,

    /// <summary>The token endpoint says that the code is expired.</summary>
    ExpiredCode,

    /// <summary>The token endpoint says that client id or secret are wrong.</summary>
    InvalidCredentials,

    /// <summary>The token endpoint says that the refresh token was used before.</summary>
    RefreshReuse,

    /// <summary>The data API says that the access token is no longer good.</summary>
    TokenRefused,

    /// <summary>All cursors that the data API has given out end with the next call that uses one.</summary>
    CursorsExpired,

    /// <summary>The person denies.</summary>
    ConsentDenied,

    /// <summary>The person allows all scopes but the last.</summary>
    FewerScopes,

    /// <summary>The callback has another state than the request.</summary>
    WrongState,
}

/// <summary>Where it goes wrong.</summary>
public enum FaultTarget
{
    /// <summary>The token endpoint, for an exchange and for a refresh.</summary>
    Token,

    /// <summary>The data API.</summary>
    Api,

    /// <summary>The page that asks the person.</summary>
    Authorization,

    /// <summary>The revocation endpoint.</summary>
    Revocation,

    /// <summary>The endpoint that tells who has allowed.</summary>
    UserInfo,
}

/// <summary>How a 429 says when to come back.</summary>
public enum RetryAfterForm
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>The header, in seconds.</summary>
    Seconds,

    /// <summary>The header, as an HTTP date.</summary>
    HttpDate,

    /// <summary>The header, as ISO 8601, as Zoom does.</summary>
    IsoTime,

    /// <summary>The member <c>retry_after</c> of the body, with a fraction, as Discord does.</summary>
    BodyFraction,

    /// <summary>The member <c>retry_in_seconds</c> of the body, as monday.com does.</summary>
    BodySeconds,

    /// <summary>Headers of the provider's own, such as <c>X-RateLimit-Reset-After</c>.</summary>
    OwnHeader,
}
