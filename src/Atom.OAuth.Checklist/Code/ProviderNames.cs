using Atom.OAuth.Analyzers.Providers;

namespace Atom.OAuth.Checklist.Code;

/// <summary>The names of integrations, as the provider catalogue and the analyzers know them.</summary>
internal static class ProviderNames
{
    /// <summary>Platforms on whose hosts the catalogue has integrations: the host alone does not tell which.</summary>
    private static readonly ILookup<string, OAuthProvider> OnPlatform =
        OAuthProviders.All
            .SelectMany(static provider => provider.Hosts.Select(host => (provider, platform: KnownProviders.NameOfHost(host))))
            .Where(static pair => pair.platform is not null && pair.platform != pair.provider.Name)
            .Distinct()
            .ToLookup(static pair => pair.platform!, static pair => pair.provider);

    /// <summary>Where a platform has several integrations, the addresses of their APIs tell them apart.</summary>
    private static readonly (string Url, string Name)[] ApisOnPlatforms =
        [.. OnPlatform.Where(static platform => platform.Count() > 1)
            .SelectMany(static platform => platform)
            .SelectMany(static provider => provider.Endpoints
                .Where(static endpoint => endpoint.Kind == OAuthEndpointKind.Api)
                .Select(endpoint => (endpoint.Url, provider.Name)))];

    private static readonly string[] Apis =
        [.. OAuthProviders.All
            .SelectMany(static provider => provider.Endpoints)
            .Where(static endpoint => endpoint.Kind == OAuthEndpointKind.Api)
            .Select(static endpoint => endpoint.Url.Split('{')[0])
            .Distinct()];

    /// <summary>The catalogue's spelling of an id or a name, or the text itself.</summary>
    public static string Canonical(string idOrName) => OAuthProviders.Find(idOrName)?.Name ?? idOrName;

    /// <summary>A name or an id, and no URL or sentence.</summary>
    public static bool IsName(string text) =>
        text.Length is > 1 and < 40 && text.All(static c => char.IsLetterOrDigit(c) || c is ' ' or '.' or '-' or '_');

    /// <summary>The integration or platform that a text names as a URL, or null.</summary>
    public static string? OfUrl(string text) =>
        UrlText.Host(text) is { } host
            ? ApisOnPlatforms.FirstOrDefault(api => text.StartsWith(api.Url, StringComparison.OrdinalIgnoreCase)).Name
                ?? KnownProviders.NameOfHost(host)
            : null;

    /// <summary>
    /// Whether a URL shows that the code has an integration: an endpoint of OAuth, or the API of a catalogue provider. A link to a page does
    /// not.
    /// </summary>
    public static bool IsUsedByIntegrations(string url) =>
        UrlText.IsOAuthPath(url) || Apis.Any(api => url.StartsWith(api, StringComparison.OrdinalIgnoreCase));

    public static bool IsPlatform(string name) => OnPlatform.Contains(name);

    public static bool IsOn(string platform, string name) => OnPlatform[platform].Any(provider => provider.Name == name);

    /// <summary>Which of a platform's integrations an identifier or a file name means: TeamsClient, google_calendar.</summary>
    public static IEnumerable<string> OnPlatformIn(string platform, string identifier)
    {
        var words = Words(identifier).ToList();
        return OnPlatform[platform]
            .Where(provider => Runs(words).Any(run => OAuthProviders.Find(run) == provider || OAuthProviders.Find(platform + run) == provider))
            .Select(static provider => provider.Name);
    }

    /// <summary>Leaves out a platform where one of its integrations is named as well.</summary>
    public static IReadOnlyCollection<string> Reduce(IReadOnlyCollection<string> names) =>
        names.Count < 2 ? names : [.. names.Where(name => !names.Any(other => IsOn(name, other)))];

    private static IEnumerable<string> Runs(List<string> words)
    {
        for (var start = 0; start < words.Count; start++)
        {
            for (var length = 1; length <= 3 && start + length <= words.Count; length++)
            {
                yield return string.Concat(words.Skip(start).Take(length));
            }
        }
    }

    private static IEnumerable<string> Words(string identifier)
    {
        var start = 0;
        for (var i = 1; i <= identifier.Length; i++)
        {
            if (i == identifier.Length || !char.IsLetterOrDigit(identifier[i]) || (char.IsUpper(identifier[i]) && !char.IsUpper(identifier[i - 1])))
            {
                var word = identifier[start..i].Trim('_', '-', '.', ' ');
                start = i;
                if (word.Length > 0)
                {
                    yield return word;
                }
            }
        }
    }
}
