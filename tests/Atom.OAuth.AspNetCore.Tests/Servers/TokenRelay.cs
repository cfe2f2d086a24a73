using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.AspNetCore.Tests.Servers;

/// <summary>
/// A relay between instances and a server's token endpoint: counts refreshes, and can delay or abort them before or after the server.
/// </summary>
internal sealed class TokenRelay : IAsyncDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly WebApplication _app;
    private readonly Uri _target;
    private int _refreshes;

    private TokenRelay(WebApplication app, Uri target)
    {
        _app = app;
        _target = target;
    }

    public string Endpoint => _app.Urls.First() + "/token";

    public int Refreshes => _refreshes;

    /// <summary>Gets or sets what runs before a refresh is forwarded; false aborts the connection instead.</summary>
    public Func<Task<bool>> BeforeServer { get; set; } = () => Task.FromResult(true);

    /// <summary>Gets or sets what runs after the server has responded; false aborts the connection instead of forwarding the response.</summary>
    public Func<Task<bool>> AfterServer { get; set; } = () => Task.FromResult(true);

    public static async Task<TokenRelay> StartAsync(Uri target)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        TokenRelay self = new(app, target);
        app.MapPost("/token", self.RelayAsync);
        await app.StartAsync();
        return self;
    }

    public void PassOn() => BeforeServer = AfterServer = () => Task.FromResult(true);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _client.Dispose();
    }

    private async Task RelayAsync(HttpContext http)
    {
        using MemoryStream body = new();
        await http.Request.Body.CopyToAsync(body);
        var isRefresh = System.Text.Encoding.ASCII.GetString(body.ToArray()).Contains("grant_type=refresh_token", StringComparison.Ordinal);
        if (isRefresh)
        {
            Interlocked.Increment(ref _refreshes);
            if (!await BeforeServer())
            {
                http.Abort();
                return;
            }
        }

        using HttpRequestMessage request = new(HttpMethod.Post, _target) { Content = new ByteArrayContent(body.ToArray()) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(http.Request.ContentType!);
        if (http.Request.Headers.Authorization.ToString() is { Length: > 0 } authorization)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        using var response = await _client.SendAsync(request);
        var answer = await response.Content.ReadAsByteArrayAsync();
        if (isRefresh && !await AfterServer())
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = (int)response.StatusCode;
        http.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        await http.Response.Body.WriteAsync(answer);
    }
}
