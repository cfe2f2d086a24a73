namespace Atom.OAuth.Inspection;

/// <summary>Where a redirect leads, as far as it matters for what to do.</summary>
internal enum Redirection
{
    /// <summary>To a page that asks a user something, or to an unknown place.</summary>
    Page,

    /// <summary>To the same address with a slash at its end.</summary>
    Slash,

    /// <summary>From http to https at the same server.</summary>
    Secure,

    /// <summary>To another server.</summary>
    OtherServer,

    /// <summary>To another address of the same server.</summary>
    Moved,
}

/// <summary>Tells where a redirect leads.</summary>
internal static class Redirections
{
    private static readonly string[] Pages = [
        "login", "signin", "sign-in", "sign_in", "logon", "authorize", "consent", "sso", "saml", "captcha", "sorry", "error",
    ];

    /// <summary>Tells it by status, address and <c>Location</c>.</summary>
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

        // Only these say that the resource is elsewhere. What a browser is sent to by 302 and 303 is a page.
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
