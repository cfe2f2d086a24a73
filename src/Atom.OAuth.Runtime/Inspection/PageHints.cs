namespace Atom.OAuth.Inspection;

/// <summary>What well-known pages mean, told by a part of their title. The first that fits counts.</summary>
internal static class PageHints
{
    private const string Firewall = "The provider's firewall does not trust this server's address or its requests.";
    private const string Login = "It is a login page: check the URL, and whether the access token was sent.";
    private const string NoAnswer = "A proxy in front of the provider got no answer from it: try again later.";
    private const string Overload = "The provider is overloaded or under maintenance: try again later.";
    private const string RateLimit = "The provider limits the rate of requests: wait before the next one.";
    private const string WrongUrl = "Check the URL: nothing of the provider's API answers there.";

    private static readonly (string TitlePart, string Hint)[] Known =
    [
        // Cloudflare, CloudFront, Akamai
        ("Just a moment", Firewall),
        ("Attention Required", Firewall),
        ("used Cloudflare to restrict access", Firewall),
        ("The request could not be satisfied", Firewall),
        ("Access Denied", Firewall),

        ("ngrok", "An ngrok tunnel answered: check that it is open and leads to the right server."),
        ("Network Authentication Required", "A captive portal answered in place of the provider: sign in to the network first."),

        ("Sign in", Login),
        ("Signin", Login),
        ("Log in", Login),
        ("Login", Login),

        // nginx, IIS, Google, load balancers
        ("Too Many Requests", RateLimit),
        ("rate limit", RateLimit),
        ("Bad Gateway", NoAnswer),
        ("Gateway Time", NoAnswer),
        ("Error 502", NoAnswer),
        ("Error 504", NoAnswer),
        ("Service Unavailable", Overload),
        ("Temporarily Unavailable", Overload),
        ("Server Error", Overload),
        ("Error 500", Overload),
        ("Error 503", Overload),
        ("Maintenance", Overload),

        // The start pages of IIS, nginx and Apache, and their answer to a path that they do not have
        ("IIS Windows", WrongUrl),
        ("Welcome to nginx", WrongUrl),
        ("Default Page", WrongUrl),
        ("Not Found", WrongUrl),
        ("404", WrongUrl),
    ];

    /// <summary>Explains a page.</summary>
    /// <param name="title">Its title, or <see langword="null"/>.</param>
    /// <returns>A sentence, or <see langword="null"/> when the title says nothing.</returns>
    public static string? Find(string? title)
    {
        foreach ((string titlePart, string hint) in Known)
        {
            if (title.AsSpan().IndexOf(titlePart.AsSpan(), StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return hint;
            }
        }

        return null;
    }
}
