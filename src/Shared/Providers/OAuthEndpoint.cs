namespace Atom.OAuth;

/// <summary>An endpoint of a provider.</summary>
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

    /// <summary>
    /// Gets what an endpoint is for that stands beside the usual one of its kind, for example <c>OAuth 1.0a</c>, or <see langword="null"/> for
    /// the usual one.
    /// </summary>
    public string? AlternativeFor { get; internal set; }
}
