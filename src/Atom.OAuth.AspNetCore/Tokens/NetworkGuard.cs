using System.Net;
using System.Net.Sockets;

namespace Atom.OAuth.Tokens;

/// <summary>
/// Connects to public addresses only, checked when connecting, whatever the name resolves to: a URL that a tenant may configure must not
/// reach the internal network (server-side request forgery; RFC 9700, section 4, offers no defence against it).
/// </summary>
internal static class NetworkGuard
{
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var target = context.DnsEndPoint;
        var addresses = IPAddress.TryParse(target.Host, out var address)
            ? [address]
            : await Dns.GetHostAddressesAsync(target.Host, cancellationToken).ConfigureAwait(false);
        var allowed = Allowed(addresses, IsProxy(HttpClient.DefaultProxy, target, context.InitialRequestMessage.RequestUri!));
        if (allowed.Length == 0)
        {
            throw new HttpRequestException(
                $"The host is at no public address. For a server of your own network, set "
                    + $"{nameof(OAuthIntegrationOptions)}.{nameof(OAuthIntegrationOptions.AllowPrivateNetwork)}.");
        }

        return await OpenAsync(allowed, target.Port, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns the addresses of a host that may be connected to: for a proxy, all of them.</summary>
    public static IPAddress[] Allowed(IPAddress[] addresses, bool isProxy) => isProxy ? addresses : [.. addresses.Where(IsPublic)];

    /// <summary>Connects to the first of these addresses that accepts the connection.</summary>
    public static async ValueTask<Stream> OpenAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Determines whether the connection goes to the system's configured proxy, which may be in the internal network.</summary>
    public static bool IsProxy(IWebProxy proxies, DnsEndPoint target, Uri address)
        => !proxies.IsBypassed(address)
            && proxies.GetProxy(address) is { } proxy
            && proxy.Port == target.Port
            && string.Equals(proxy.IdnHost.Trim('[', ']'), target.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Determines whether an address is public rather than special-purpose (RFC 6890), such as loopback, private, link-local or multicast.
    /// </summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        var bytes = address.GetAddressBytes();
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            return (bytes[0], bytes[1]) switch
            {
                (0 or 10 or 127, _) => false,
                (100, >= 64 and <= 127) => false,
                (169, 254) => false,
                (172, >= 16 and <= 31) => false,
                (192, 168) => false,
                (192, 0) when bytes[2] is 0 or 2 => false,
                (198, 18 or 19) => false,
                ( >= 224, _) => false,
                _ => true,
            };
        }

        // 64:ff9b::/96 ends with the IPv4 address that it leads to (RFC 6052), and 2002::/16 contains it (RFC 3056).
        if (bytes.AsSpan(0, 12).SequenceEqual<byte>([0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0]))
        {
            return IsPublic(new IPAddress(bytes.AsSpan(12, 4)));
        }

        if (bytes[0] == 0x20 && bytes[1] == 0x02)
        {
            return IsPublic(new IPAddress(bytes.AsSpan(2, 4)));
        }

        // 64:ff9b:1::/48 leads to IPv4 addresses chosen by the network (RFC 8215); ::/96 formerly did, and contains loopback and unspecified.
        return !(bytes.AsSpan(0, 6).SequenceEqual<byte>([0x00, 0x64, 0xff, 0x9b, 0, 1])
            || bytes.AsSpan(0, 12).IndexOfAnyExcept((byte)0) < 0
            || address.IsIPv6LinkLocal
            || address.IsIPv6SiteLocal
            || address.IsIPv6Multicast
            || address.IsIPv6UniqueLocal);
    }
}
