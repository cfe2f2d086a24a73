namespace Atom.OAuth.Analyzers.Providers;

/// <summary>A retired endpoint that stands in a text, and where.</summary>
/// <param name="Endpoint">The endpoint.</param>
/// <param name="Provider">The provider's name.</param>
/// <param name="Old">What stands there: the URL without its scheme, or its path.</param>
/// <param name="New">What has to stand there instead.</param>
/// <param name="Start">Where <paramref name="Old"/> starts in the text.</param>
internal sealed record RetiredEndpointUse(OAuthEndpoint Endpoint, string Provider, string Old, string New, int Start);

/// <summary>Finds the retired endpoints of the provider catalogue in texts that are URLs.</summary>
internal static class RetiredEndpoints
{
    private const string Scheme = "https://";

    private static readonly Lazy<Entry[]> Entries = new(static () =>
        OAuthProviders.All
            .SelectMany(static provider => provider.Endpoints)
            .Where(static endpoint => endpoint.IsRetired)
            .GroupBy(static endpoint => endpoint.Url, StringComparer.Ordinal)
            .Select(static same => new Entry(same.First()))
            .ToArray());

    private static readonly Lazy<string[]> HostNames = new(static () => Entries.Value.Select(static entry => entry.Host).Distinct().ToArray());

    private static readonly Lazy<string[]> Paths = new(static () => Entries.Value.Select(static entry => entry.Path).Distinct().ToArray());

    /// <summary>All of them, each URL once.</summary>
    public static IEnumerable<OAuthEndpoint> All => Entries.Value.Select(static entry => entry.Endpoint);

    /// <summary>A file without one of these uses none of them: a path alone belongs to any server.</summary>
    public static string[] Hosts => HostNames.Value;

    /// <summary>A text without one of these is none of them.</summary>
    public static string[] Words => Paths.Value;

    /// <summary>Finds an absolute URL, with or without its scheme, that the text starts with.</summary>
    public static RetiredEndpointUse? FindUrl(string text)
    {
        var start = LengthOfScheme(text);
        foreach (var entry in Entries.Value)
        {
            if (IsAt(text, start, entry.Address))
            {
                return new RetiredEndpointUse(entry.Endpoint, entry.Provider, entry.Address, entry.NewAddress, start);
            }
        }

        return null;
    }

    /// <summary>Finds a path that the text starts with, where the code beside it names the provider's host.</summary>
    /// <param name="text">The path, with or without a slash before it.</param>
    /// <param name="namesHost">Whether the code beside it names the host.</param>
    public static RetiredEndpointUse? FindPath(string text, Func<string, bool> namesHost)
    {
        var start = text.Length > 0 && text[0] == '/' ? 1 : 0;
        foreach (var entry in Entries.Value)
        {
            if (entry.NewPath is not null && IsAt(text, start, entry.Path) && namesHost(entry.Host))
            {
                return new RetiredEndpointUse(entry.Endpoint, entry.Provider, entry.Path, entry.NewPath, start);
            }
        }

        return null;
    }

    /// <summary>The URL ends there, or goes on with a query or a fragment; one that ends with a slash goes on with anything.</summary>
    private static bool IsAt(string text, int start, string url)
    {
        var end = start + url.Length;
        return text.Length >= end
            && string.Compare(text, start, url, 0, url.Length, StringComparison.OrdinalIgnoreCase) == 0
            && (text.Length == end || url[url.Length - 1] == '/' || text[end] is '?' or '#' || (text[end] == '/' && text.Length == end + 1));
    }

    private static int LengthOfScheme(string text) =>
        text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? Scheme.Length
        : text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? "http://".Length
        : 0;

    /// <summary>An endpoint, taken apart once.</summary>
    private sealed class Entry
    {
        public Entry(OAuthEndpoint endpoint)
        {
            Endpoint = endpoint;
            Address = endpoint.Url.Substring(Scheme.Length);
            NewAddress = endpoint.ReplacedBy!.Substring(Scheme.Length);
            Host = Address.Substring(0, Address.IndexOf('/'));
            Path = Address.Substring(Host.Length + 1);
            Provider = KnownProviders.NameOfHost(Host) ?? Host;

            // A path is only right on its own host.
            NewPath = NewAddress.StartsWith(Host + "/", StringComparison.Ordinal) ? NewAddress.Substring(Host.Length + 1) : null;
        }

        public OAuthEndpoint Endpoint { get; }

        public string Provider { get; }

        public string Host { get; }

        public string Address { get; }

        public string NewAddress { get; }

        public string Path { get; }

        public string? NewPath { get; }
    }
}
