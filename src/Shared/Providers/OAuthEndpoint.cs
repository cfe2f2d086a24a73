namespace Atom.OAuth;

/// <summary>An endpoint of a provider: one that is in use, or one that is retired.</summary>
public sealed class OAuthEndpoint
{
    internal OAuthEndpoint(OAuthEndpointKind kind, string url, string source)
    {
        Kind = kind;
        Url = url;
        Source = source;
    }

    /// <summary>Gets what the endpoint is for.</summary>
    public OAuthEndpointKind Kind { get; }

    /// <summary>Gets the absolute URL. <c>{tenant}</c> and <c>{version}</c> stand for what the application puts in.</summary>
    public string Url { get; }

    /// <summary>Gets the documentation, code or report that states the endpoint.</summary>
    public string Source { get; }

    /// <summary>Gets what an endpoint is for that stands beside the usual one of its kind, for example <c>OAuth 1.0a</c>, or <see langword="null"/> for the usual one.</summary>
    public string? AlternativeFor { get; internal set; }

    /// <summary>Gets a value indicating whether the endpoint is to be used no longer.</summary>
    public bool IsRetired => ReplacedBy is not null;

    /// <summary>Gets the URL that takes the place of a retired endpoint, or <see langword="null"/> for one in use.</summary>
    public string? ReplacedBy { get; internal set; }

    /// <summary>Gets the first day (UTC, <c>yyyy-MM-dd</c>) on which a retired endpoint cannot be relied on, or <see langword="null"/> where no day is published.</summary>
    public string? EndsOn { get; internal set; }

    /// <summary>Gets what changes beside the URL, or <see langword="null"/> where replacing the URL is all there is to do.</summary>
    public string? Migration { get; internal set; }
}
