namespace Atom.OAuth;

/// <summary>How a provider that throttles says when to come back; <c>OAuthFailure.RetryAfter</c> understands all of them.</summary>
[Flags]
public enum OAuthRetryAfterForms
{
    /// <summary>It does not, or nothing is documented.</summary>
    None = 0,

    /// <summary>The header <c>Retry-After</c> in seconds (RFC 9110, section 10.2.3).</summary>
    Seconds = 1,

    /// <summary>The header <c>Retry-After</c> with an ISO 8601 time.</summary>
    IsoTime = 2,

    /// <summary>A number of seconds in the body.</summary>
    Body = 4,

    /// <summary>A header of the provider's own.</summary>
    OwnHeader = 8,

    /// <summary>The header <c>Retry-After</c> with an HTTP date (RFC 9110, section 10.2.3).</summary>
    HttpDate = 16,
}
