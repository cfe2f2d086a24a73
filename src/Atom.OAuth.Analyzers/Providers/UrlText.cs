using Atom.OAuth.Analyzers.Text;

namespace Atom.OAuth.Analyzers.Providers;

/// <summary>What a string literal reveals about the endpoint that it may be part of.</summary>
internal static class UrlText
{
    private static readonly char[] EndOfHost = { '/', '?', '#', ':', '{', '"', ' ' };

    private static readonly char[] EndOfPath = { '?', '#' };

    /// <summary>Parts of OAuth paths.</summary>
    public static readonly WordTable OAuthSegments = new(
        WordMatch.Part,
        StringComparison.OrdinalIgnoreCase,
        "oauth", "/token", "access_token", "userinfo", "/authorize", "openid-configuration", "/introspect", "devicecode",
        "device/code", "deviceauth", "device_authorization", "jscode2session");

    /// <summary>Segments of paths that are token endpoints.</summary>
    private static readonly WordTable TokenSegments = new(WordMatch.Whole, StringComparison.OrdinalIgnoreCase, "token", "access_token");

    /// <summary>
    /// Last segments below a token endpoint that say what it does with a token or a request. Any other is a resource of an API: the accounts that
    /// a token may access, the price of a coin.
    /// </summary>
    private static readonly WordTable TokenActions = new(
        WordMatch.Whole,
        StringComparison.OrdinalIgnoreCase,
        "get", "create", "generate", "issue", "new", "request", "exchange", "login", "pair", "extend", "renew", "refresh", "refreshtoken",
        "refresh_token", "refresh-token", "revoke", "revocation", "info", "status", "validate", "verify", "terminate", "bearer", "internal", "device",
        "code", "jwt", "par");

    /// <summary>Segments of paths that are OAuth's own, below which a provider may also serve an API.</summary>
    private static readonly WordTable OAuthRoots = new(WordMatch.Whole, StringComparison.OrdinalIgnoreCase, "oauth", "oauth2");

    /// <summary>The segment that, like a version, separates OAuth's own path from the resources of an API.</summary>
    private static readonly WordTable ApiRoots = new(WordMatch.Whole, StringComparison.OrdinalIgnoreCase, "api");

    /// <summary>Parts of segments that belong to OAuth's endpoints, wherever they are; any other below a version is a resource of an API.</summary>
    private static readonly WordTable EndpointWords = new(
        WordMatch.Part,
        StringComparison.OrdinalIgnoreCase,
        "token", "auth", "access", "refresh", "revo", "introspect", "userinfo", "user_info", "user-info", "openid", "jwk", "key", "cert",
        "device", "register", "exchange", "session", "login", "logout", "signin", "signout", "consent", "callback", "interact", "challenge");

    /// <summary>A part of every absolute URL; the scheme, in contrast, is also the prefix of many type names.</summary>
    public const string AfterScheme = "://";

    /// <summary>Prefixes of absolute URLs.</summary>
    public static readonly WordTable Schemes = new WordTable(
        WordMatch.Start, StringComparison.OrdinalIgnoreCase, "https://", "http://").SearchedBy(AfterScheme);

    /// <summary>An access token in a query, which may be for any API.</summary>
    private const string QueryToken = "access_token=";

    /// <summary>Parts of API paths.</summary>
    private static readonly WordTable ApiSegments = new(
        WordMatch.Part, StringComparison.OrdinalIgnoreCase, "/api/", "/graphql", "/rest/", "/v1", "/v2", "/v3", "/v4");

    /// <summary>The prefix of paths of an application's own API.</summary>
    private const string OwnApi = "api/";

    /// <summary>Parts of API hosts.</summary>
    private static readonly WordTable ApiLabels = new(WordMatch.Whole, StringComparison.OrdinalIgnoreCase, "api", "graph");

    /// <summary>Suffixes of hosts that are not publicly reachable, or are used as identifiers only.</summary>
    private static readonly WordTable EndsOfPrivate = new(
        WordMatch.End, StringComparison.OrdinalIgnoreCase, ".local", ".internal", ".test", "w3.org");

    /// <summary>
    /// Suffixes of hosts that platforms give to their customers' applications: whoever calls one calls their own server. From the platforms'
    /// documentation: Azure App Service, Container Apps, Static Web Apps and dev tunnels, Google Cloud Run and App Engine, AWS Elastic Beanstalk
    /// and App Runner, Heroku, Render, Railway, Fly.io, Vercel, Netlify, Koyeb, ngrok, Cloudflare Tunnel and Workers.
    /// </summary>
    private static readonly WordTable PlatformsOfApplications = new(
        WordMatch.End,
        StringComparison.OrdinalIgnoreCase,
        ".azurewebsites.net", ".azurecontainerapps.io", ".azurestaticapps.net", ".devtunnels.ms", ".a.run.app", ".appspot.com",
        ".elasticbeanstalk.com", ".awsapprunner.com", ".herokuapp.com", ".onrender.com", ".up.railway.app", ".fly.dev", ".vercel.app",
        ".netlify.app", ".koyeb.app", ".ngrok.io", ".ngrok.app", ".ngrok-free.app", ".ngrok-free.dev", ".trycloudflare.com", ".workers.dev");

    /// <summary>Prefixes of hosts that are used as identifiers only.</summary>
    private static readonly WordTable StartsOfPrivate = new(WordMatch.Start, StringComparison.OrdinalIgnoreCase, "schemas.");

    /// <summary>Parts of placeholder hosts.</summary>
    private static readonly WordTable Placeholders = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "example.");

    /// <summary>Gets the host of an absolute http(s) URL, or null.</summary>
    public static string? Host(string text)
    {
        if (!Schemes.Matches(text))
        {
            return null;
        }

        var start = text.IndexOf(AfterScheme, StringComparison.Ordinal) + AfterScheme.Length;
        var end = text.IndexOfAny(EndOfHost, start);
        return text.Substring(start, (end < 0 ? text.Length : end) - start);
    }

    /// <summary>Recognizes a publicly reachable host: not the developer's own machine or server, a placeholder, or an XML namespace.</summary>
    public static bool IsPublic(string host) =>
        host.IndexOf('.') > 0
        && host.Any(char.IsLetter)
        && !EndsOfPrivate.Matches(host)
        && !PlatformsOfApplications.Matches(host)
        && !StartsOfPrivate.Matches(host)
        && !Placeholders.Matches(host);

    /// <summary>
    /// Recognizes a URL or path used by OAuth, but not prose with such a word, a path just because of a token in its query, nor a resource below
    /// the token endpoint: <c>/oauth/token/accessible-resources</c>.
    /// </summary>
    public static bool IsOAuthPath(string text) =>
        text.IndexOf('/') >= 0
        && text.IndexOf(' ') < 0
        && OAuthSegments.Matches(text)
        && (text.IndexOf(QueryToken, StringComparison.Ordinal) < 0 || OAuthSegments.Matches(text.Replace(QueryToken, string.Empty)))
        && !IsBelowTokenEndpoint(text);

    /// <summary>The same without the resources of an API that has its place below such a path.</summary>
    public static bool IsOAuthEndpoint(string text) => IsOAuthPath(text) && !IsApiBelowOAuth(text);

    /// <summary>
    /// Recognizes <c>/api/oauth2/v2/campaigns/{id}</c> and <c>/oauth2/api/current_user</c>, but not the endpoints <c>/oauth2/v2.0/token</c> and
    /// <c>/oauth2/v3/userinfo</c>, nor <c>/oauth2/v2</c>, which something may follow.
    /// </summary>
    public static bool IsApiBelowOAuth(string text)
    {
        var segments = SegmentsOf(text);
        var first = Array.FindIndex(segments, static segment => OAuthRoots.Matches(segment)) + 1;
        if (first == 0 || first == segments.Length || !(IsVersion(segments[first]) || ApiRoots.Matches(segments[first])))
        {
            return false;
        }

        var below = segments.Skip(first + 1).Where(static segment => !IsVersionOrValue(segment)).ToList();
        return below.Count > 0 && !below.Exists(static segment => EndpointWords.Matches(segment) || TokenActions.Matches(segment));
    }

    private static string[] SegmentsOf(string text) => text.Split(EndOfPath, 2)[0].Split('/');

    /// <summary>The last segment decides: <c>/auth/token/security/create</c> is an endpoint, <c>/token/prices</c> a resource.</summary>
    private static bool IsBelowTokenEndpoint(string text)
    {
        var segments = SegmentsOf(text);
        var endpoint = Array.FindIndex(segments, static segment => TokenSegments.Matches(segment));
        return endpoint >= 0
            && Array.FindLast(segments, static segment => !IsVersionOrValue(segment)) is { } last
            && !TokenActions.Matches(last)
            && !OAuthSegments.Matches("/" + last);
    }

    /// <summary>Recognizes a segment that says nothing about the endpoint before it: a version, an unknown value.</summary>
    private static bool IsVersionOrValue(string segment) => segment.Length == 0 || segment[0] == '{' || IsVersion(segment);

    private static bool IsVersion(string segment) =>
        segment.Length > 1 && segment[0] is 'v' or 'V' && segment.Skip(1).All(static letter => char.IsDigit(letter) || letter == '.');

    /// <summary>
    /// Recognizes <c>/api/spotify/status</c>: a path of one's own server, which calls the provider. Other paths use a provider's name for a
    /// product: <c>/youtube/v3/search</c>, <c>/ex/jira/…</c>.
    /// </summary>
    public static bool NamesProviderBelowApi(string path) =>
        IsBelowApi(path)
        && KnownProviders.NameInRoute(path.Split('?')[0]) is not null;

    /// <summary>Recognizes a path in the place where most applications have their own API.</summary>
    public static bool IsBelowApi(string path) => path.TrimStart('/').StartsWith(OwnApi, StringComparison.OrdinalIgnoreCase);

    /// <summary>Recognizes an absolute URL that looks like an API rather than a page or a file.</summary>
    public static bool IsApi(string text, string host) =>
        host.Split('.', '-').Any(static label => ApiLabels.Matches(label))
        || ApiSegments.Matches(text);
}
