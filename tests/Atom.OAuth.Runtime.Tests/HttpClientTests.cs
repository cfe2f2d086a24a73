using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using Atom.OAuth.Tests.Support;

namespace Atom.OAuth.Tests;

/// <summary>Responses over HTTP, received by the real HttpClient.</summary>
public sealed class HttpClientTests : IDisposable
{
    private const string Json = """{"access_token":"xoxb-1"}""";

    private readonly LoopbackServer _server = new();
    private readonly HttpClient _client = new();

    public static TheoryData<HttpCompletionOption> Completions =>
        [HttpCompletionOption.ResponseContentRead, HttpCompletionOption.ResponseHeadersRead];

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Theory]
    [MemberData(nameof(Completions))]
    public async Task Json_IsCheckedAndRead(HttpCompletionOption completion)
    {
        _server.Answer(Response(Json));
        using var response = await _client.GetAsync(_server.Url, completion);

        Assert.Equal(ResponseBodyKind.Json, (await response.CheckHtmlResponseAsync()).Kind);
        Assert.Equal(ResponseBodyKind.Json, response.CheckHtmlResponse().Kind);
        Assert.Equal(25, response.Content.Headers.ContentLength);
        Assert.Equal(new SampleToken("xoxb-1"), await response.Content.ReadFromJsonAsync<SampleToken>());
    }

    [Theory]
    [MemberData(nameof(Completions))]
    public async Task Json_IsReadSafely(HttpCompletionOption completion)
    {
        _server.Answer(Response(Json));
        using var response = await _client.GetAsync(_server.Url, completion);

        Assert.Equal(new SampleToken("xoxb-1"), await response.ReadOAuthJsonAsync<SampleToken>());
    }

    [Theory]
    [MemberData(nameof(Completions))]
    public async Task ChunkedPage_IsChecked(HttpCompletionOption completion)
    {
        _server.Answer(
            "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "6\r\n<html>\r\n18\r\n<title>Maintenance</titl\r\n2\r\ne>\r\n0\r\n\r\n");
        using var response = await _client.GetAsync(_server.Url, completion);

        var (isHtml, htmlError) = await response.CheckHtmlResponseAsync("Zoom");

        Assert.True(isHtml);
        Assert.StartsWith(
            "Zoom OAuth failed: unexpected_html - Zoom returned a web page (HTTP 503, \"Maintenance\") instead of JSON.",
            htmlError,
            StringComparison.Ordinal);
        Assert.Equal("<html><title>Maintenance</title>", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Verdict_ComesBeforeTheRestOfTheBody()
    {
        _server.Answer("HTTP/1.1 200 OK\r\nContent-Length: 25\r\n\r\n{\"");
        using var response = await _client.GetAsync(_server.Url, HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(ResponseBodyKind.Json, (await response.CheckHtmlResponseAsync()).Kind);

        await _server.SendMoreAsync(Json[2..]);
        Assert.Equal(Json, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task BrokenConnection_PassesThrough()
    {
        _server.Answer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"access_token\"");
        using var response = await _client.GetAsync(_server.Url, HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(ResponseBodyKind.Json, (await response.CheckHtmlResponseAsync()).Kind);
        await _server.CloseAsync();

        await Assert.ThrowsAnyAsync<IOException>(() => response.ReadOAuthJsonAsync<SampleToken>());
    }

    [Theory]
    [MemberData(nameof(Completions))]
    public async Task Head_IsNoContent(HttpCompletionOption completion)
    {
        _server.Answer("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\n");
        using HttpRequestMessage request = new(HttpMethod.Head, _server.Url);
        using var response = await _client.SendAsync(request, completion);

        Assert.Equal(ResponseBodyKind.NoContent, (await response.CheckHtmlResponseAsync()).Kind);
    }

    [Theory]
    [MemberData(nameof(Completions))]
    public async Task RedirectThatIsNotFollowed_IsARedirectToAPage(HttpCompletionOption completion)
    {
        _server.Answer("HTTP/1.1 302 Found\r\nLocation: https://login.example/\r\nContent-Length: 2\r\n\r\n{}");
        using HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false });
        using var response = await client.GetAsync(_server.Url, completion);

        Assert.Equal(ResponseBodyKind.RedirectedToPage, (await response.CheckHtmlResponseAsync()).Kind);
    }

    [Theory]
    [MemberData(nameof(Completions))]
    public async Task DecompressingHandler_AndNone_GiveTheSame(HttpCompletionOption completion)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Respond.Bytes(Json));
        }

        foreach (var methods in (DecompressionMethods[])[DecompressionMethods.None, DecompressionMethods.All])
        {
            using LoopbackServer server = new();
            server.Answer(
            [
                .. Respond.Bytes(
                    $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: {compressed.Length}\r\n\r\n"),
                .. compressed.ToArray(),
            ]);
            using HttpClient client = new(new HttpClientHandler { AutomaticDecompression = methods });
            using var response = await client.GetAsync(server.Url, completion);

            Assert.Equal(ResponseBodyKind.Json, (await response.CheckHtmlResponseAsync()).Kind);
            Assert.Equal(new SampleToken("xoxb-1"), await response.ReadOAuthJsonAsync<SampleToken>());
        }
    }

    [Fact]
    public async Task ContentThatWasRead_SaysSo()
    {
        _server.Answer(Response(Json));
        using var response = await _client.GetAsync(_server.Url, HttpCompletionOption.ResponseHeadersRead);
        await response.Content.ReadFromJsonAsync<SampleToken>();

        await Assert.ThrowsAsync<InvalidOperationException>(() => response.CheckHtmlResponseAsync().AsTask());
    }

    [Fact]
    public async Task ContentThatWasReadAsText_IsChecked()
    {
        _server.Answer(Response(Json));
        using var response = await _client.GetAsync(_server.Url, HttpCompletionOption.ResponseHeadersRead);
        await response.Content.ReadAsStringAsync();

        Assert.Equal(ResponseBodyKind.Json, (await response.CheckHtmlResponseAsync()).Kind);
    }

    [Fact]
    public async Task SynchronousCode_IsServed()
    {
        _server.Answer(Response(Json));
        var token = await Task.Run(() =>
        {
            using HttpRequestMessage request = new(HttpMethod.Post, _server.Url);
            using var response = _client.Send(request, HttpCompletionOption.ResponseHeadersRead);
            Assert.False(response.CheckHtmlResponse("Slack").IsHtml);
            return response.ReadOAuthJson<SampleToken>("Slack");
        });

        Assert.Equal(new SampleToken("xoxb-1"), token);
    }

    private static string Response(string json) =>
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n{json}";
}
