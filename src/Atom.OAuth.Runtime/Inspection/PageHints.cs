namespace Atom.OAuth.Inspection;

/// <summary>What well-known pages mean, by a part of their title.</summary>
internal static class PageHints
{
    private static readonly (string TitlePart, string Hint)[] ByTitle =
    [
        ("Just a moment", "Cloudflare wants a browser to prove itself: the provider's firewall does not trust this server's address."),
        ("Attention Required", "Cloudflare blocked the request: the provider's firewall does not trust this server's address."),
        ("Access denied", "A firewall in front of the provider refused the request."),
        ("Sign in", "It is a login page: check the URL, and whether the access token was sent."),
        ("Log in", "It is a login page: check the URL, and whether the access token was sent."),
        ("Login", "It is a login page: check the URL, and whether the access token was sent."),
        ("ngrok", "The ngrok tunnel answered in place of the provider."),
        ("Bad Gateway", "A proxy in front of the provider got no answer from it: try again later."),
        ("Gateway Time", "A proxy in front of the provider got no answer in time: try again later."),
        ("Service Unavailable", "The provider is overloaded or under maintenance: try again later."),
        ("Temporarily Unavailable", "The provider is overloaded or under maintenance: try again later."),
        ("Too Many Requests", "The provider limits the rate of requests: wait before the next one."),
        ("IIS", "The web server IIS answered in place of the provider's API: check the URL."),
        ("Not Found", "There is no such path: check the URL."),
        ("Network Authentication", "A captive portal of the network answered in place of the provider."),
    ];

    /// <summary>Explains a page by its title.</summary>
    public static string? Find(string? title)
    {
        if (title is not null)
        {
            foreach ((string titlePart, string hint) in ByTitle)
            {
                if (title.AsSpan().IndexOf(titlePart.AsSpan(), StringComparison.OrdinalIgnoreCase) >= 0)
                {
                    return hint;
                }
            }
        }

        return null;
    }
}
