namespace Atom.OAuth.Integrations;

/// <summary>The servers to which an access token may be sent.</summary>
internal sealed class TokenHosts
{
    private readonly string[] _hosts;
    private readonly (string Scheme, string Host, int Port)[] _origins;

    private TokenHosts(string[] hosts, (string, string, int)[] origins)
    {
        _hosts = hosts;
        _origins = origins;
    }

    /// <param name="hosts">The provider's hosts, each with its subdomains.</param>
    /// <param name="more">Validated hosts and origins from the options.</param>
    public static TokenHosts Create(IEnumerable<string> hosts, IEnumerable<string> more)
    {
        List<string> names = [.. hosts];
        List<(string, string, int)> origins = [];
        foreach (var entry in more)
        {
            if (TryReadOrigin(entry, out var origin))
            {
                origins.Add((origin.Scheme, origin.Host, origin.Port));
            }
            else
            {
                names.Add(entry);
            }
        }

        return new TokenHosts([.. names], [.. origins]);
    }

    /// <summary>Reads an origin: scheme, host, optional port, and nothing else.</summary>
    public static bool TryReadOrigin(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Uri? origin)
        => Uri.TryCreate(text, UriKind.Absolute, out origin)
            && (origin.Scheme == Uri.UriSchemeHttps || origin.Scheme == Uri.UriSchemeHttp)
            && origin.PathAndQuery == "/"
            && origin.UserInfo.Length == 0
            && origin.Fragment.Length == 0;

    /// <summary>Determines whether a text is a host name, so that it can be compared with the end of another host name.</summary>
    public static bool IsHost(string text) => text.Contains('.') && Uri.CheckHostName(text) == UriHostNameType.Dns && text.All(char.IsAscii);

    public bool Contains(Uri? address)
    {
        // Without an @ there is no user info, and parsing it can be skipped.
        if (address is not { IsAbsoluteUri: true } || (address.OriginalString.Contains('@', StringComparison.Ordinal) && address.UserInfo.Length > 0))
        {
            return false;
        }

        var host = address.Host;
        if (address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort)
        {
            foreach (var known in _hosts)
            {
                if (IsWithin(host, known))
                {
                    return true;
                }
            }
        }

        foreach ((var scheme, var name, var port) in _origins)
        {
            if (port == address.Port && scheme == address.Scheme && string.Equals(host, name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Determines whether a host is equal to or below another: <c>evil-slack.com</c> and <c>slack.com.evil.example</c> are not.</summary>
    private static bool IsWithin(string host, string known)
        => host.EndsWith(known, StringComparison.OrdinalIgnoreCase) && (host.Length == known.Length || host[host.Length - known.Length - 1] == '.');
}
