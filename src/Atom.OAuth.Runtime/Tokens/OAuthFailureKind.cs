namespace Atom.OAuth;

/// <summary>What went wrong at a token endpoint. The set is complete: every failure has one of these kinds.</summary>
public enum OAuthFailureKind
{
    /// <summary>
    /// The provider returned an error: <see cref="OAuthFailure.Code"/> and <see cref="OAuthFailure.Description"/> are the
    /// provider's.
    /// </summary>
    ProviderError,

    /// <summary>The response is a web page instead of JSON.</summary>
    HtmlPage,

    /// <summary>The provider redirected to a web page, for example because a user has to sign in.</summary>
    RedirectedToPage,

    /// <summary>The body is empty.</summary>
    Empty,

    /// <summary>The body is neither a JSON object nor a form: text, XML, damaged or undecodable bytes.</summary>
    NotJson,

    /// <summary>The body is larger than 1 MiB (1,048,576 bytes, after decompression).</summary>
    TooLarge,

    /// <summary>The response reports success but has no access token.</summary>
    MissingToken,

    /// <summary>The provider throttles; if it says for how long, see <see cref="OAuthFailure.RetryAfter"/>.</summary>
    RateLimited,

    /// <summary>
    /// No complete response was received: the connection failed or timed out. Whether the provider processed the request is unknown.
    /// </summary>
    Transport,
}
