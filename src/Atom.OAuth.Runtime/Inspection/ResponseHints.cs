namespace Atom.OAuth.Inspection;

/// <summary>Explains an unexpected response by its status, its redirect, the server that sent it, and the title of its page.</summary>
/// <remarks>A retry is suggested only if the status is retryable, or there is no status.</remarks>
internal static class ResponseHints
{
    private const string Firewall = "The provider's firewall does not trust this server's address or its requests.";
    private const string Login = "It is a login page: check the URL, and whether the access token was sent.";
    private const string NoAnswer = "A proxy in front of the provider got no answer from it";
    private const string Overload = "The provider is overloaded or under maintenance";
    private const string Internal = "The provider had an internal error";
    private const string RateLimit = "The provider limits the rate of requests: wait before the next one.";
    private const string WrongUrl = "Check the URL: nothing of the provider's API answers there.";
    private const string ForwardProxy =
        "A proxy between this server and the provider answered: check the proxy's settings and the provider's address.";
    private const string PlainToSecure = "The server speaks https on this port: check the scheme of the URL.";
    private const string CaptivePortal = "A captive portal answered in place of the provider: sign in to the network first.";
    private const string TooLarge = "The request is larger than the server, or a proxy in front of it, takes.";
    private const string AsGet =
        "The request arrived as a GET: a redirect has taken its method and body. Check the URL, also for the slash at its end.";

    /// <summary>Hints for titles, whatever the status.</summary>
    private static readonly (string TitlePart, string Hint)[] Plain =
    [
        // Cloudflare, CloudFront, Akamai
        ("Just a moment", Firewall),
        ("Attention Required", Firewall),
        ("used Cloudflare to restrict access", Firewall),
        ("The request could not be satisfied", Firewall),
        ("Access Denied", Firewall),

        ("ngrok", "An ngrok tunnel answered: check that it is open and leads to the right server."),
        ("Network Authentication Required", CaptivePortal),
        ("requested URL could not be retrieved", ForwardProxy), // Squid
        ("plain HTTP request was sent to HTTPS port", PlainToSecure), // nginx
        ("Client sent an HTTP request to an HTTPS server", PlainToSecure), // Go, Caddy
        ("Request Entity Too Large", TooLarge),
        ("Content Too Large", TooLarge),
        ("Payload Too Large", TooLarge),

        ("Sign in", Login),
        ("Signin", Login),
        ("Log in", Login),
        ("Login", Login),

        // The default pages of IIS, nginx and Apache
        ("IIS Windows", WrongUrl),
        ("Welcome to nginx", WrongUrl),
        ("Default Page", WrongUrl),
    ];

    /// <summary>Hints for titles of server errors; may be followed by the suggestion to retry.</summary>
    private static readonly (string TitlePart, string Hint)[] Trouble =
    [
        ("Bad Gateway", NoAnswer),
        ("Gateway Time", NoAnswer),
        ("Error 502", NoAnswer),
        ("Error 504", NoAnswer),
        ("Service Unavailable", Overload),
        ("Temporarily Unavailable", Overload),
        ("Maintenance", Overload),
        ("Error 503", Overload),
        ("Server Error", Internal),
        ("Error 500", Internal),
    ];

    /// <summary>Hints for titles about the request, if the status is not more specific.</summary>
    private static readonly (string TitlePart, string Hint)[] Request =
    [
        ("Too Many Requests", RateLimit),
        ("rate limit", RateLimit),
        ("Not Found", WrongUrl),
        ("404", WrongUrl),
    ];

    /// <summary>Explains a response.</summary>
    /// <param name="verdict">The verdict on its body.</param>
    /// <param name="response">The response, or <see langword="null"/> if only its body is known.</param>
    /// <param name="text">The body, if it is a short text.</param>
    /// <returns>A sentence, or <see langword="null"/> if there is nothing to add.</returns>
    public static string? Find(in BodyVerdict verdict, HttpResponseMessage? response, string? text = null)
    {
        var title = verdict.Title ?? text;
        if (response is null)
        {
            return First(Plain, title) ?? Later(First(Trouble, title)) ?? First(Request, title);
        }

        var status = (int)response.StatusCode;
        if (status is >= 300 and < 400)
        {
            return OfRedirect(response);
        }

        return First(Plain, title) ?? OfProduct(response, status) ?? OfStatus(response, status) ?? OfTitle(title, status);
    }

    private static string? OfRedirect(HttpResponseMessage response) => response.Headers.Location is null ? null : Redirections.Of(response) switch
    {
        Redirection.Slash => "The URL lacks the slash at its end.",
        Redirection.Secure => "The URL says http, and the provider answers to https only.",
        Redirection.OtherServer => "Check the URL: the provider has moved, or something in between answers in its place.",
        Redirection.Moved => "Check the URL: the provider answers at another one.",
        _ => null,
    };

    /// <summary>Recognizes forward proxies, which respond in place of the provider, by their headers.</summary>
    private static string? OfProduct(HttpResponseMessage response, int status)
    {
        if (status < 400 || (response.Headers.Contains("Proxy-Authenticate") && status != 407))
        {
            return null;
        }

        var isForwardProxy = status == 407 || response.Headers.Contains("X-Squid-Error");
        foreach (var product in response.Headers.Server)
        {
            isForwardProxy |= product.Product?.Name.ToUpperInvariant() is "SQUID" or "TINYPROXY" or "PRIVOXY" or "ZSCALER";
        }

        if (isForwardProxy)
        {
            return StatusTraits.IsTransient(status) ? $"{ForwardProxy.TrimEnd('.')}, or try again later." : ForwardProxy;
        }

        return null;
    }

    private static string? OfStatus(HttpResponseMessage response, int status) => status switch
    {
        404 or 410 or 421 => WrongUrl,
        405 => response.RequestMessage?.Method == HttpMethod.Get ? AsGet : "Check the URL and the method: a token endpoint takes a POST.",
        408 => Later("The server waited for the request for too long"),
        411 or 413 => TooLarge,
        414 => "The URL is too long: send the parameters in the body.",
        415 => "Check the content type of the request: most token endpoints take a form.",
        425 => Later("The server does not take the request this early"),
        429 => RateLimit,
        431 => "The headers of the request are too large.",
        500 => Later(Internal),
        501 => "The server does not know the method of the request.",
        502 or 504 => Later(NoAnswer),
        503 or 529 => Later(Overload),
        511 => CaptivePortal,
        >= 520 and <= 527 => Later("Cloudflare got no good answer from the provider"),
        _ => null,
    };

    /// <summary>Explains a title if the status is less specific, such as 200 or 403.</summary>
    private static string? OfTitle(string? title, int status)
    {
        if (First(Trouble, title) is { } trouble)
        {
            return StatusTraits.IsRetryable(status) ? Later(trouble) : $"{trouble}, so its page says.";
        }

        // An OAuth error in a title does not mean a wrong URL: "The authorization code was not found".
        var hint = status is (>= 200 and < 300) or 403 ? First(Request, title) : null;
        return hint == RateLimit ? "The provider limits the rate of requests, so its page says." : hint;
    }

    private static string? Later(string? hint) => hint is null ? null : $"{hint}: try again later.";

    private static string? First((string TitlePart, string Hint)[] known, string? title)
    {
        if (title is null)
        {
            return null;
        }

        foreach ((var titlePart, var hint) in known)
        {
            if (title.AsSpan().IndexOf(titlePart.AsSpan(), StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return hint;
            }
        }

        return null;
    }
}
