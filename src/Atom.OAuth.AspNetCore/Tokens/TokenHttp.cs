using System.Net;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Tokens;

/// <summary>
/// The HTTP clients of token requests. They do not use <c>IHttpClientFactory</c>: handlers that an application adds to all its clients, such as
/// <c>AddStandardResilienceHandler</c>, may repeat a POST, and a code or refresh token that is sent twice is invalidated. Redirects are not followed
/// either, because they would send the secret elsewhere.
/// </summary>
internal sealed class TokenHttp : IDisposable
{
    // More than the 1 MiB that the runtime reads, so that it can report what was wrong.
    private const long LongestResponse = 4 * 1024 * 1024;

    private readonly HttpClient _public;
    private readonly HttpClient _private;

    public TokenHttp(IOptions<ConnectionsOptions> options)
    {
        _public = Create(options.Value, isGuarded: true);
        _private = Create(options.Value, isGuarded: false);
    }

    /// <summary>Initializes a new instance of the <see cref="TokenHttp"/> class with a test's handler.</summary>
    internal TokenHttp(HttpMessageHandler handler, TimeSpan timeout)
        => _public = _private = new HttpClient(handler) { Timeout = timeout, MaxResponseContentBufferSize = LongestResponse };

    public HttpClient For(Integrations.Integration integration) => integration.Options.AllowPrivateNetwork ? _private : _public;

    public void Dispose()
    {
        _public.Dispose();
        _private.Dispose();
    }

    private static HttpClient Create(ConnectionsOptions options, bool isGuarded)
    {
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectCallback = isGuarded ? NetworkGuard.ConnectAsync : null,
        };
        return new HttpClient(handler) { Timeout = options.TokenRequestTimeout, MaxResponseContentBufferSize = LongestResponse };
    }
}
