using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Atom.OAuth.Tests.Support;

namespace Atom.OAuth.Tests.Tokens;

/// <summary>Requests and responses over a connection: redirects, endless bodies, aborted connections, and secrets in responses.</summary>
public class SendTests
{
    private const string Token = """{"access_token":"at-1","token_type":"bearer"}""";

    [Theory]
    [InlineData(307)]
    [InlineData(308)]
    public async Task AnswerOfAnotherServer_IsNoSuccess(int status)
    {
        using LoopbackServer asked = new();
        using LoopbackServer other = new();
        asked.Answer($"HTTP/1.1 {status} Moved\r\nLocation: {other.Url}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        other.Answer($"HTTP/1.1 200 OK\r\nContent-Length: {Token.Length}\r\n\r\n{Token}");
        using HttpClient client = new();
        using var request = Request(asked.Url);

        var answer = await OAuthTokenResponse.SendAsync(client, request, "Acme");

        Assert.Equal(
            (OAuthFailureKind.RedirectedToPage, "redirected", false),
            (answer.Failure?.Kind, answer.Failure?.Code, answer.Failure?.IsRetryable));
        Assert.Contains("AllowAutoRedirect = false", answer.Failure!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://oauth2.googleapis.com/token", "https://www.googleapis.com/oauth2/v4/token", true)]
    [InlineData("https://oauth2.googleapis.com/token", "https://provider.example/token", false)]
    [InlineData("https://provider.example/token", "https://oauth2.googleapis.com/token", false)]
    [InlineData("https://oauth2.googleapis.com/token", "http://www.googleapis.com/token", false)]
    public async Task Redirect_MayEndAtAnotherServerOfTheProvider(string from, string to, bool isSuccess)
    {
        using HttpMessageInvoker client = new(new Redirect(new Uri(to)));
        using var request = Request(new Uri(from));

        Assert.Equal(isSuccess, (await OAuthTokenResponse.SendAsync(client, request, "google-calendar")).IsSuccess);
    }

    [Fact]
    public async Task WithoutRedirects_NothingIsSentThere()
    {
        using LoopbackServer asked = new();
        asked.Answer("HTTP/1.1 307 Moved\r\nLocation: http://127.0.0.1:1/elsewhere\r\nContent-Length: 0\r\n\r\n");
        using HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = Request(asked.Url);

        var failure = (await OAuthTokenResponse.SendAsync(client, request, "Acme")).Failure!;

        Assert.Equal(("redirected", HttpStatusCode.TemporaryRedirect), (failure.Code, failure.StatusCode));
        Assert.Contains("redirected to another server", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EndlessBody_IsReadNoFurtherThanAnAnswerGoes()
    {
        using LoopbackServer server = new();
        server.Answer("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 400000000\r\n\r\n{\"x\":\"");
        using HttpClient client = new();
        using var request = Request(server.Url);
        var sending = OAuthTokenResponse.SendAsync(client, request, "Acme");
        const int Offered = 64;
        var taken = 0;
        string mebibyte = new('x', 1 << 20);
        try
        {
            while (taken < Offered && !sending.IsCompleted)
            {
                await server.SendMoreAsync(mebibyte);
                taken++;
            }
        }
        catch (IOException)
        {
            // The client has stopped reading.
        }

        var answer = await sending;

        Assert.Equal(OAuthFailureKind.TooLarge, answer.Failure?.Kind);

        // The socket buffers accept more than what was read.
        Assert.InRange(taken, 0, Offered / 2);
    }

    [Theory]
    [InlineData("HTTP/1.1 500 Internal Server Error\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n<html><head><title>500 Unable to connect</title></head>", OAuthFailureKind.HtmlPage, 500)]
    [InlineData("HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/plain\r\nContent-Length: 9000\r\n\r\nno healthy upstream", OAuthFailureKind.NotJson, 502)]
    [InlineData("HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n{\"error\":\"invalid_grant\"}", OAuthFailureKind.ProviderError, 400)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n{\"access_token\":\"at", OAuthFailureKind.Transport, 200)]
    public async Task WhatCameBeforeTheConnectionBroke_IsRead(string sent, OAuthFailureKind kind, int status)
    {
        using LoopbackServer server = new();
        server.Answer(sent);
        using HttpClient client = new();
        using var request = Request(server.Url);
        var sending = OAuthTokenResponse.SendAsync(client, request, "Acme");
        await server.CloseAsync();

        var failure = (await sending).Failure!;

        Assert.Equal((kind, (HttpStatusCode?)status), (failure.Kind, failure.StatusCode));
    }

    [Fact]
    public async Task WholeToken_SurvivesABrokenConnection()
    {
        using LoopbackServer server = new();
        server.Answer($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n{Token}");
        using HttpClient client = new();
        using var request = Request(server.Url);
        var sending = OAuthTokenResponse.SendAsync(client, request, "Acme");
        await server.CloseAsync();

        Assert.Equal("at-1", (await sending).Tokens?.AccessToken);
    }

    [Fact]
    public async Task TimeLimitOfTheClient_CountsForTheBody()
    {
        using LoopbackServer server = new();
        server.Answer("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n{\"access_token\":");
        using HttpClient client = new() { Timeout = TimeSpan.FromSeconds(1) };
        using var request = Request(server.Url);

        Assert.Equal("timeout", (await OAuthTokenResponse.SendAsync(client, request, "Acme")).Failure?.Code);
    }

    [Fact]
    public async Task HttpsToAPlainPort_IsNotWorthAnotherTry()
    {
        using LoopbackServer server = new();
        using HttpClient client = new();
        using var request = Request(new UriBuilder(server.Url) { Scheme = "https" }.Uri);
        var sending = OAuthTokenResponse.SendAsync(client, request, "Acme");
        server.AnswerAtOnce("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");

        var failure = (await sending).Failure!;

        Assert.Equal(("tls_failed", false), (failure.Code, failure.IsRetryable));
        Assert.Equal(
            "Acme OAuth failed: tls_failed - No secure connection to Acme: the server speaks no TLS on this port, or its certificate is not trusted. Check the URL and its port",
            failure.Message);
    }

    [Fact]
    public async Task SecretsOfTheRequest_DoNotComeBack()
    {
        using var request = Request(new Uri("https://provider.example/oauth/token"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("client:blue monkey")));
        using HttpMessageInvoker client = new(new Answer(
            """{"error":"invalid_client","error_description":"blue+monkey, Ymx1ZSBtb25rZXk=, lemon-tree and its neighbour plum tart, refresh apple pie","request_id":"lemon-tree"}"""));

        var failure = (await OAuthTokenResponse.SendAsync(
            client, request, "Acme", new OAuthTokens("pear") { RefreshToken = "apple pie" }, secrets: OAuthSecrets.Of("plum tart"))).Failure!;

        Assert.Equal("[redacted], [redacted], [redacted] and its neighbour [redacted], refresh [redacted]", failure.Description);
        Assert.Null(failure.CorrelationId);
    }

    [Fact]
    public void Secrets_AreFoundInARequest_AndTakenOutOfATextOfYourOwn()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "https://graph.facebook.com/oauth?client_secret=query+secret")
        {
            Content = new StringContent(
                """{"client_secret":"json\u0020secret","code":"co-de","grant_type":"authorization_code"}""",
                Encoding.UTF8,
                "application/json"),
        };
        var secrets = OAuthSecrets.OfRequest(request).And(OAuthSecrets.Of(null, "", "abc", "mine"));

        Assert.Equal("4 secrets", secrets.ToString());
        Assert.Equal("1 secret", OAuthSecrets.Of("mine").ToString());
        Assert.Equal(
            "[redacted] [redacted] [redacted] [redacted] abc authorization_code",
            secrets.RemoveFrom("query secret json%20secret co\u200B-de MINE".Replace(
                "MINE", "mine", StringComparison.Ordinal) + " abc authorization_code"));
        Assert.Same(OAuthSecrets.None, OAuthSecrets.None.And(OAuthSecrets.None));
        Assert.Throws<ArgumentNullException>("secrets", () => OAuthSecrets.Of(null!));
        Assert.Throws<ArgumentNullException>("request", () => OAuthSecrets.OfRequest(null!));
        Assert.Throws<ArgumentNullException>("other", () => secrets.And(null!));
        Assert.Throws<ArgumentNullException>("text", () => secrets.RemoveFrom(null!));
    }

    [Theory]
    [InlineData("\r\n\t {\n  \"client_secret\": \"plum tart\"\n}")]
    [InlineData("{\"client_secret\":\"plum tart\"}")]
    [InlineData("client_secret=plum+tart")]
    public void SecretsOfABody_AreFoundByItsContent(string body)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "https://provider.example/oauth/token") { Content = new StringContent(body) };

        Assert.Equal("[redacted] and apple pie", OAuthSecrets.OfRequest(request).RemoveFrom("plum tart and apple pie"));
    }

    /// <summary>A short secret may be an ordinary word: it is only recognized with the same case, but a longer one always.</summary>
    [Theory]
    [InlineData("Elm5", "elm5 is a tree", "elm5 is a tree")]
    [InlineData("Elm5Oak7", "elm5oak7 is none", "[redacted] is none")]
    public void ShortSecret_IsFoundInItsOwnCase(string secret, string text, string rest)
        => Assert.Equal(rest, OAuthSecrets.Of(secret).RemoveFrom(text));

    private static HttpRequestMessage Request(Uri url) => new(HttpMethod.Post, url)
    {
        Content = new FormUrlEncodedContent([new("grant_type", "authorization_code"), new("code", "lemon-tree")]),
    };

    /// <summary>Follows a redirect like HttpClient, which sets the final URL on the request.</summary>
    private sealed class Redirect(Uri to) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = to;
            return Task.FromResult(new HttpResponseMessage
            {
                Content = new StringContent(Token, Encoding.UTF8, "application/json"),
                RequestMessage = request,
            });
        }
    }

    private sealed class Answer(string body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            => Task.FromResult(new HttpResponseMessage(HttpStatusCode.Unauthorized)
            {
                Content = new StringContent(body, Encoding.UTF8, "application/json"),
                RequestMessage = request,
            });
    }
}
