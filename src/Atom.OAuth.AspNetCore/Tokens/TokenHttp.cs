using System.Net;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Tokens;

/// <summary>
/// The clients of token requests. They do not come from <c>IHttpClientFactory</c>: what an application adds to all its clients, such as
/// <c>AddStandardResilienceHandler</c>, repeats a POST, and a code or a refresh token that is sent twice is burnt. No redirect is followed, either:
/// it would carry the secret elsewhere.
/// </summary>
internal sealed class TokenHttp : IDisposable
{
    // More than the 1 MiB that the runtime reads, so that it can say what was wrong.
    private const long LongestResponse = 4 * 1024 * 1024;

    private readonly HttpClient _public;
    private readonly HttpClient _private;

    public TokenHttp(IOptions<ConnectionsOptions> options)
    {
        _public = Create(options.Value, isGuarded: true);
        _private = Create(options.Value, isGuarded: false);
    }

    /// <summary>Initializes a new instance of the <see cref="TokenHttp"/> class with an end of a test's own.</summary>
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
