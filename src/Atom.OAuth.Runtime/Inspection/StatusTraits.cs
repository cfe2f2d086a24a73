namespace Atom.OAuth.Inspection;

/// <summary>What a status code means by itself.</summary>
internal static class StatusTraits
{
    /// <summary>Statuses not caused by the request: timeouts, server errors, and those of Cloudflare (520 to 527).</summary>
    public static bool IsTransient(int status) => status is 408 or 425 or 500 or 502 or 503 or 504 or (>= 520 and <= 527) or 529;

    /// <summary>Statuses after which the same request may succeed later.</summary>
    public static bool IsRetryable(int status) => status == 429 || IsTransient(status);
}
