using Atom.OAuth.Analyzers.Text;

namespace Atom.OAuth.Analyzers.Providers;

/// <summary>What a string literal says about the endpoint that it may be part of.</summary>
internal static class UrlText
{
    private static readonly char[] EndOfHost = { '/', '?', '#', ':', '{', '"', ' ' };

    /// <summary>Parts of the paths that OAuth uses.</summary>
    public static readonly WordTable OAuthSegments = new(
        WordMatch.Part,
        StringComparison.OrdinalIgnoreCase,
        "oauth", "/token", "access_token", "userinfo", "/authorize", "openid-configuration", "/introspect", "devicecode",
        "device_authorization", "jscode2session");

    /// <summary>What every absolute URL has in it; its scheme starts the names of half the types that are used with it.</summary>
    public const string AfterScheme = "://";

    /// <summary>How an absolute URL starts.</summary>
    public static readonly WordTable Schemes = new WordTable(
        WordMatch.Start, StringComparison.OrdinalIgnoreCase, "https://", "http://").SearchedBy(AfterScheme);

    /// <summary>How an access token stands in a query, which opens any API.</summary>
    private const string QueryToken = "access_token=";

    /// <summary>Parts of the paths of an API.</summary>
    private static readonly WordTable ApiSegments = new(
        WordMatch.Part, StringComparison.OrdinalIgnoreCase, "/api/", "/graphql", "/rest/", "/v1", "/v2", "/v3", "/v4");

    /// <summary>How the paths of an application's own API start.</summary>
    private const string OwnApi = "api/";

    /// <summary>Parts of the host of an API.</summary>
    private static readonly WordTable ApiLabels = new(WordMatch.Whole, StringComparison.OrdinalIgnoreCase, "api", "graph");

    /// <summary>How hosts end that the public does not reach, or that only name something.</summary>
    private static readonly WordTable EndsOfPrivate = new(
        WordMatch.End, StringComparison.OrdinalIgnoreCase, ".local", ".internal", ".test", "w3.org");

    /// <summary>
    /// How hosts end that a platform gives to the applications of its customers: who calls one calls a server of their own. Of the platforms'
    /// documentation: Azure App Service, Container Apps, Static Web Apps and dev tunnels, Google Cloud Run and App Engine, AWS Elastic Beanstalk
    /// and App Runner, Heroku, Render, Railway, Fly.io, Vercel, Netlify, Koyeb, ngrok, Cloudflare Tunnel and Workers.
    /// </summary>
    private static readonly WordTable PlatformsOfApplications = new(
        WordMatch.End,
        StringComparison.OrdinalIgnoreCase,
        ".azurewebsites.net", ".azurecontainerapps.io", ".azurestaticapps.net", ".devtunnels.ms", ".a.run.app", ".appspot.com",
        ".elasticbeanstalk.com", ".awsapprunner.com", ".herokuapp.com", ".onrender.com", ".up.railway.app", ".fly.dev", ".vercel.app",
        ".netlify.app", ".koyeb.app", ".ngrok.io", ".ngrok.app", ".ngrok-free.app", ".ngrok-free.dev", ".trycloudflare.com", ".workers.dev");

    /// <summary>How hosts start that only name something.</summary>
    private static readonly WordTable StartsOfPrivate = new(WordMatch.Start, StringComparison.OrdinalIgnoreCase, "schemas.");

    /// <summary>What is in hosts that stand for another.</summary>
    private static readonly WordTable Placeholders = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "example.");

    /// <summary>The host of an absolute http(s) URL, or null.</summary>
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

    /// <summary>A host that anybody can reach: no machine or server of the developer's own, no placeholder, no XML namespace.</summary>
    public static bool IsPublic(string host) =>
        host.IndexOf('.') > 0
        && host.Any(char.IsLetter)
        && !EndsOfPrivate.Matches(host)
        && !PlatformsOfApplications.Matches(host)
        && !StartsOfPrivate.Matches(host)
        && !Placeholders.Matches(host);

    /// <summary>A URL or path that OAuth uses; prose with such a word is none, and a token in the query does not make a path OAuth's.</summary>
    public static bool IsOAuthPath(string text) =>
        text.IndexOf('/') >= 0
        && text.IndexOf(' ') < 0
        && OAuthSegments.Matches(text)
        && (text.IndexOf(QueryToken, StringComparison.Ordinal) < 0 || OAuthSegments.Matches(text.Replace(QueryToken, string.Empty)));

    /// <summary>
    /// <c>/api/spotify/status</c>: a path of a server of one's own, that has the provider behind it. Other paths have a provider's name for a
    /// product: <c>/youtube/v3/search</c>, <c>/ex/jira/…</c>.
    /// </summary>
    public static bool NamesProviderBelowApi(string path) =>
        IsBelowApi(path)
        && KnownProviders.NameInRoute(path.Split('?')[0]) is not null;

    /// <summary>Where most applications have their own API.</summary>
    public static bool IsBelowApi(string path) => path.TrimStart('/').StartsWith(OwnApi, StringComparison.OrdinalIgnoreCase);

    /// <summary>An absolute URL that looks like an API rather than a page or a file.</summary>
    public static bool IsApi(string text, string host) =>
        host.Split('.', '-').Any(static label => ApiLabels.Matches(label))
        || ApiSegments.Matches(text);
}
