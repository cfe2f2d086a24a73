namespace Atom.OAuth.Inspection;

/// <summary>The target of a redirect, as far as it determines what to do.</summary>
internal enum Redirection
{
    /// <summary>A page for the user, or an unknown target.</summary>
    Page,

    /// <summary>The same URL with a trailing slash.</summary>
    Slash,

    /// <summary>From http to https on the same server.</summary>
    Secure,

    /// <summary>Another server.</summary>
    OtherServer,

    /// <summary>Another URL on the same server.</summary>
    Moved,
}

/// <summary>Classifies the targets of redirects.</summary>
internal static class Redirections
{
    private static readonly string[] Pages = [
        "login", "signin", "sign-in", "sign_in", "logon", "authorize", "consent", "sso", "saml", "captcha", "sorry", "error",
    ];

    /// <summary>Classifies a redirect by its status, URL and <c>Location</c>.</summary>
    public static Redirection Of(HttpResponseMessage response)
    {
        var from = response.RequestMessage?.RequestUri;
        if (response.Headers.Location is not { } location || from is not { IsAbsoluteUri: true } || !Uri.TryCreate(from, location, out var to))
        {
            return Redirection.Page;
        }

        foreach (var page in Pages)
        {
            if (to.AbsolutePath.AsSpan().IndexOf(page.AsSpan(), StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return Redirection.Page;
            }
        }

        if (from.AbsolutePath + "/" == to.AbsolutePath && IsSameServer(from, to))
        {
            return Redirection.Slash;
        }

        // Only these say that the resource has moved. 302 and 303 send the browser to a page.
        if ((int)response.StatusCode is not (301 or 307 or 308))
        {
            return Redirection.Page;
        }

        return IsSameServer(from, to) ? Redirection.Moved
            : from.Host == to.Host && from.Scheme == Uri.UriSchemeHttp && to.Scheme == Uri.UriSchemeHttps ? Redirection.Secure
            : Redirection.OtherServer;
    }

    public static bool IsSameServer(Uri one, Uri other) => one.Scheme == other.Scheme && one.Host == other.Host && one.Port == other.Port;
}
