using Atom.OAuth.Analyzers.Providers;

namespace Atom.OAuth.Checklist.Code;

/// <summary>The names of integrations according to the provider catalogue and the analyzers.</summary>
internal static class ProviderNames
{
    /// <summary>Platforms with integrations in the catalogue on their hosts: the host alone does not identify the integration.</summary>
    private static readonly ILookup<string, OAuthProvider> OnPlatform =
        OAuthProviders.All
            .SelectMany(static provider => provider.Hosts.Select(host => (provider, platform: KnownProviders.NameOfHost(host))))
            .Where(static pair => pair.platform is not null && pair.platform != pair.provider.Name)
            .Distinct()
            .ToLookup(static pair => pair.platform!, static pair => pair.provider);

    /// <summary>If a platform has several integrations, they are distinguished by the URLs of their APIs.</summary>
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

    /// <summary>Gets the catalogue's name for an id or name, or the text itself.</summary>
    public static string Canonical(string idOrName) => OAuthProviders.Find(idOrName)?.Name ?? idOrName;

    /// <summary>Determines whether a text is a name or id, rather than a URL or sentence.</summary>
    public static bool IsName(string text) =>
        text.Length is > 1 and < 40 && text.All(static c => char.IsLetterOrDigit(c) || c is ' ' or '.' or '-' or '_');

    /// <summary>Gets the integration or platform of a URL, or null.</summary>
    public static string? OfUrl(string text) =>
        UrlText.Host(text) is { } host
            ? ApisOnPlatforms.FirstOrDefault(api => text.StartsWith(api.Url, StringComparison.OrdinalIgnoreCase)).Name
                ?? KnownProviders.NameOfHost(host)
            : null;

    /// <summary>
    /// Determines whether a URL shows that the code has an integration: an OAuth endpoint, or the API of a catalogue provider, but not a link to a
    /// page.
    /// </summary>
    public static bool IsUsedByIntegrations(string url) =>
        UrlText.IsOAuthPath(url) || Apis.Any(api => url.StartsWith(api, StringComparison.OrdinalIgnoreCase));

    public static bool IsPlatform(string name) => OnPlatform.Contains(name);

    public static bool IsOn(string platform, string name) => OnPlatform[platform].Any(provider => provider.Name == name);

    /// <summary>Gets the integrations of a platform that an identifier or file name refers to: TeamsClient, google_calendar.</summary>
    public static IEnumerable<string> OnPlatformIn(string platform, string identifier)
    {
        var words = Words(identifier).ToList();
        return OnPlatform[platform]
            .Where(provider => Runs(words).Any(run => OAuthProviders.Find(run) == provider || OAuthProviders.Find(platform + run) == provider))
            .Select(static provider => provider.Name);
    }

    /// <summary>Removes a platform if one of its integrations is present.</summary>
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
