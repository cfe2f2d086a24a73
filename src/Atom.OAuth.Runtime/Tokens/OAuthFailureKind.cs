namespace Atom.OAuth;

/// <summary>What went wrong at a token endpoint. The set is closed: every failure is one of these.</summary>
public enum OAuthFailureKind
{
    /// <summary>
    /// The provider answered with an error of its own: <see cref="OAuthFailure.Code"/> and <see cref="OAuthFailure.Description"/> are the
    /// provider's.
    /// </summary>
    ProviderError,

    /// <summary>A web page came instead of JSON.</summary>
    HtmlPage,

    /// <summary>The provider redirected to a page, as it does where a user has to log in.</summary>
    RedirectedToPage,

    /// <summary>The body is empty.</summary>
    Empty,

    /// <summary>The body is no JSON object and no form: text, XML, damaged or undecodable bytes.</summary>
    NotJson,

    /// <summary>The body is larger than 1 MiB (1,048,576 bytes, after decompression).</summary>
    TooLarge,

    /// <summary>The response reports success and has no access token.</summary>
    MissingToken,

    /// <summary>The provider throttles: <see cref="OAuthFailure.RetryAfter"/> says for how long, where the provider does.</summary>
    RateLimited,

    /// <summary>No whole response came: the connection failed, or the time ran out. Whether the provider acted is unknown.</summary>
    Transport,
}
