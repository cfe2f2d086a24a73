using System.Net;
using System.Text;
using System.Text.Json;
using Atom.OAuth.AspNetCore.Tests.Support;
using Atom.OAuth.Integrations;
using Atom.OAuth.Tokens;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.AspNetCore.Tests;

/// <summary>The exact requests to an authorization server, and how its responses are processed.</summary>
public sealed class TokenRequestTests : IDisposable
{
    private static readonly OAuthTokens Current = new("at-1") { RefreshToken = "rt-1", ExpiresAt = DateTimeOffset.UtcNow.AddHours(1) };

    private readonly Server _server = new();
    private readonly TokenHttp _http;
    private readonly RecordingLog _log = new();
    private readonly ILoggerFactory _loggers;
    private readonly TokenEndpointClient _client;

    public TokenRequestTests()
    {
        _http = new TokenHttp(_server, TimeSpan.FromMinutes(1));
        _loggers = LoggerFactory.Create(builder => builder.AddProvider(_log));
        _client = new TokenEndpointClient(_http, TimeProvider.System, _loggers.CreateLogger<TokenEndpointClient>());
    }

    public void Dispose()
    {
        _http.Dispose();
        _server.Dispose();
        _loggers.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task Exchange_SendsCodeRedirectUriAndVerifier()
    {
        await _client.ExchangeAsync(Acme(), "code 1", "https://app.example/callback", "verifier");

        var sent = Assert.Single(_server.Requests);
        Assert.Equal("POST https://login.acme.example/token", sent.Line);
        Assert.Equal("grant_type=authorization_code&code=code+1&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback&code_verifier=verifier", sent.Body);
        Assert.Equal(("application/x-www-form-urlencoded", "application/json"), (sent.ContentType, sent.Accept));
        Assert.Equal("Basic " + Convert.ToBase64String("client:s+e%2Fcret"u8), sent.Authorization);
        Assert.False(sent.ClosesConnection);
    }

    [Fact]
    public async Task Exchange_SendsNoVerifier_WhereThereIsNone_OrPkceIsOff()
    {
        await _client.ExchangeAsync(Acme(o => o.UsePkce = false), "c", "https://app.example/callback", "verifier");
        await _client.ExchangeAsync(Acme(), "c", "https://app.example/callback", codeVerifier: null);

        Assert.All(_server.Requests, sent => Assert.DoesNotContain("code_verifier", sent.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refresh_NamesScopesAndResourceOfItsTarget_AndTheParametersOfTheOptions()
    {
        var integration = Acme(o => (o.ScopeSeparator, o.TokenParameters["audience"]) = (",", "api"));
        await _client.RefreshAsync(integration, Current, target: null);
        await _client.RefreshAsync(integration, Current, new OAuthTokenTarget("https://api.acme.example"));
        await _client.RefreshAsync(integration, Current, new OAuthTokenTarget(null, "write", "read"));

        Assert.Equal(
            [
                "grant_type=refresh_token&refresh_token=rt-1&audience=api",
                "grant_type=refresh_token&refresh_token=rt-1&resource=https%3A%2F%2Fapi.acme.example&audience=api",
                "grant_type=refresh_token&refresh_token=rt-1&scope=read%2Cwrite&audience=api",
            ],
            _server.Requests.Select(sent => sent.Body));
    }

    [Fact]
    public async Task Client_AuthenticatesInTheHeader_TheBody_TheQuery_OrByItsIdAlone()
    {
        await _client.RefreshAsync(Acme(o => o.ClientAuthentication = OAuthClientAuthentication.Body), Current, null);
        await _client.RefreshAsync(Acme(o => o.ClientSecret = null), Current, null);
        await _client.RefreshAsync(Acme(o => o.ClientAuthentication = OAuthClientAuthentication.Query), Current, null);
        await _client.RefreshAsync(Acme(o => o.BasicSecretEncoding = OAuthBasicEncoding.Raw), Current, null);

        const string Grant = "grant_type=refresh_token&refresh_token=rt-1";
        Sent[] sent = [.. _server.Requests];
        Assert.Equal((Grant + "&client_id=client&client_secret=s+e%2Fcret", null), (sent[0].Body, sent[0].Authorization));
        Assert.Equal((Grant + "&client_id=client", null), (sent[1].Body, sent[1].Authorization));
        Assert.Equal($"GET https://login.acme.example/token?{Grant}&client_id=client&client_secret=s%20e%2Fcret", sent[2].Line);
        Assert.Equal((string.Empty, null), (sent[2].Body, sent[2].Authorization));
        Assert.Equal((Grant, "Basic " + Convert.ToBase64String("client:s e/cret"u8)), (sent[3].Body, sent[3].Authorization));
    }

    /// <summary>
    /// Of several encodings, the form is preferred, then JSON. A query keeps the endpoint's own parameters, and its connection is used only once.
    /// </summary>
    [Fact]
    public async Task Parameters_AreAForm_Json_OrAQuery()
    {
        await _client.RefreshAsync(Acme(o => o.RequestEncoding = OAuthRequestEncoding.Form | OAuthRequestEncoding.Json), Current, null);
        await _client.RefreshAsync(Acme(o => o.RequestEncoding = OAuthRequestEncoding.Json | OAuthRequestEncoding.Query), Current, null);
        await _client.RefreshAsync(Acme(o => o.RequestEncoding = OAuthRequestEncoding.Query), Current, null);
        await _client.RefreshAsync(
            Acme(o => (o.RequestEncoding, o.TokenEndpoint) = (OAuthRequestEncoding.Query, "https://login.acme.example/token?v=2")), Current, null);
        await _client.RefreshAsync(
            Acme(o => (o.RequestEncoding, o.ClientAuthentication) = (OAuthRequestEncoding.Json, OAuthClientAuthentication.Query)), Current, null);

        const string Query = "grant_type=refresh_token&refresh_token=rt-1";
        Sent[] sent = [.. _server.Requests];
        Assert.Equal(("application/x-www-form-urlencoded", Query), (sent[0].ContentType, sent[0].Body));
        Assert.Equal(("application/json", """{"grant_type":"refresh_token","refresh_token":"rt-1"}"""), (sent[1].ContentType, sent[1].Body));
        Assert.Equal(("GET https://login.acme.example/token?" + Query, true), (sent[2].Line, sent[2].ClosesConnection));
        Assert.Equal(("GET https://login.acme.example/token?v=2&" + Query, true), (sent[3].Line, sent[3].ClosesConnection));
        Assert.StartsWith("GET https://login.acme.example/token?", sent[4].Line, StringComparison.Ordinal);
        Assert.All(sent, request => Assert.Equal("application/json", request.Accept));
    }

    [Fact]
    public async Task Provider_GetsTheVersionHeaderOfTheCatalogue()
    {
        var notion = Create("notion", _ => { });
        await _client.RefreshAsync(notion, Current, null);
        await _client.FindAccountAsync(notion, Current);
        await _client.RefreshAsync(Acme(), Current, null);

        Assert.Equal(["2026-03-11", "2026-03-11", null], _server.Requests.Select(sent => sent.Version));
    }

    [Theory]
    [InlineData("a!~z", true)]
    [InlineData("a b", false)]
    [InlineData("a\u007f", false)]
    [InlineData("\u00e4", false)]
    public async Task AccessToken_IsVisibleAscii(string token, bool isGood)
    {
        _server.Answer = _ => Json(new { access_token = token, expires_in = 60 });

        var answer = await _client.ExchangeAsync(Acme(), "c", "https://app.example/callback", null);

        Assert.Equal(isGood, answer.TryGetTokens(out var tokens, out var failure));
        if (isGood)
        {
            Assert.Equal(token, tokens!.AccessToken);
            return;
        }

        Assert.Equal((OAuthFailureKind.MissingToken, "malformed_token", "Acme"), (failure!.Kind, failure.Code, failure.Provider));
        Assert.Equal("Acme sent an access token with characters that no token may have", failure.Description);
        Assert.Equal($"Acme OAuth failed: malformed_token - {failure.Description}", failure.Message);
    }

    [Fact]
    public async Task Revocation_TakesTheRefreshToken_ElseTheAccessToken()
    {
        var integration = Acme();
        Assert.Null(await _client.RevokeAsync(integration, Current));
        Assert.Null(await _client.RevokeAsync(integration, new OAuthTokens("at-2")));
        Assert.Null(await _client.RevokeAsync(Acme(o => o.RevocationEndpoint = null), Current));

        Assert.Equal(
            ["token=rt-1&token_type_hint=refresh_token", "token=at-2&token_type_hint=access_token"], _server.Requests.Select(sent => sent.Body));
        Assert.All(_server.Requests, sent => Assert.Equal("POST https://login.acme.example/revoke", sent.Line));
    }

    [Fact]
    public async Task Revocation_ThatIsRefused_IsAFailure()
    {
        _server.Answer = _ => Json(new { error = "unsupported_token_type" }, HttpStatusCode.BadRequest);

        Assert.Equal("unsupported_token_type", (await _client.RevokeAsync(Acme(), Current))!.Code);
    }

    /// <summary>
    /// Dropbox revokes the token that authenticates the call. One that expires within seconds is refreshed first, if there is a refresh token.
    /// </summary>
    [Theory]
    [InlineData(60, true, "Bearer at-1")]
    [InlineData(3, true, "Bearer at-2")]
    [InlineData(3, false, "Bearer at-1")]
    public async Task RevocationByBearer_IsMadeWithATokenThatLasts(int seconds, bool hasRefreshToken, string authorization)
    {
        _server.Answer = _ => Json(new { access_token = "at-2", expires_in = 60 });
        OAuthTokens tokens = new("at-1")
        {
            RefreshToken = hasRefreshToken ? "rt-1" : null,
            ExpiresAt = DateTimeOffset.UtcNow.AddSeconds(seconds),
        };

        Assert.Null(await _client.RevokeAsync(Create("dropbox", _ => { }), tokens));

        var revocation = _server.Requests[^1];
        Assert.Equal((authorization, string.Empty), (revocation.Authorization, revocation.Body));
        Assert.StartsWith("POST https://api.dropboxapi.com/", revocation.Line, StringComparison.Ordinal);
        Assert.Equal(authorization == "Bearer at-2" ? 2 : 1, _server.Requests.Count);
    }

    [Fact]
    public async Task RevocationByBearer_SaysWhyTheTokenThatHasEndedCouldNotBeRefreshed()
    {
        _server.Answer = _ => Json(new { error = "invalid_grant" }, HttpStatusCode.BadRequest);
        OAuthTokens ended = new("at-1") { RefreshToken = "rt-1", ExpiresAt = DateTimeOffset.UtcNow.AddMinutes(-1) };

        Assert.Equal("invalid_grant", (await _client.RevokeAsync(Create("dropbox", _ => { }), ended))!.Code);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task Account_IsAskedFor_WithTheToken()
    {
        _server.Answer = _ => Json(new { sub = "alice", email = "alice@acme.example" });

        Assert.Equal(new Account("alice", "alice@acme.example"), await _client.FindAccountAsync(Acme(), Current));

        var sent = Assert.Single(_server.Requests);
        Assert.Equal(("GET https://login.acme.example/userinfo", "Bearer at-1", "application/json"), (sent.Line, sent.Authorization, sent.Accept));
    }

    [Fact]
    public async Task Account_IsNotAskedFor_WhereTheTokenTellsIt_OrNobodyCanBeAsked()
    {
        Assert.Equal(new Account("own", null), await _client.FindAccountAsync(Acme(o => o.AccountId = tokens => "own"), Current));
        Assert.Equal(default, await _client.FindAccountAsync(Acme(o => o.UserInfoEndpoint = null), Current));
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Account_StaysUnknown_WhereTheAnswerIsNone()
    {
        _server.Answer = _ => Json(new { sub = "alice" }, HttpStatusCode.Forbidden);
        Assert.Equal(default, await _client.FindAccountAsync(Acme(), Current));
        Assert.DoesNotContain(_log.Entries, entry => entry.Id == 4805);

        _server.Answer = _ => new HttpResponseMessage { Content = new StringContent("<html>", Encoding.UTF8, "text/html") };
        Assert.Equal(default, await _client.FindAccountAsync(Acme(), Current));
        Assert.Single(_log.Entries, entry => entry.Id == 4805);

        Assert.Equal(default, await _client.FindAccountAsync(Acme(o => o.AccountId = _ => throw new InvalidOperationException("broken")), Current));
        Assert.Equal(2, _log.Entries.Count(entry => entry.Id == 4805));
        Assert.All(_log.Entries, entry => Assert.Contains("acme", entry.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(64 * 1024, true)]
    [InlineData((64 * 1024) + 1, false)]
    public async Task Account_IsReadFromAnAnswerOf64KiBAtMost(int length, bool isRead)
    {
        const string Start = """{"sub":"alice","more":""";
        var body = Start + "\"" + new string('x', length - Start.Length - 3) + "\"}";
        _server.Answer = _ => new HttpResponseMessage { Content = new StringContent(body, Encoding.UTF8, "application/json") };

        Assert.Equal(isRead ? "alice" : null, (await _client.FindAccountAsync(Acme(), Current)).Id);
    }

    [Fact]
    public void Clients_AreThoseOfTheOptions_AndFollowNoRedirect()
    {
        using TokenHttp http = new(Options.Create(new ConnectionsOptions { TokenRequestTimeout = TimeSpan.FromSeconds(7) }));
        var outside = http.For(Acme());
        var inside = http.For(Acme(o => o.AllowPrivateNetwork = true));

        Assert.NotSame(outside, inside);
        Assert.All(
            (HttpClient[])[outside, inside],
            client => Assert.Equal((TimeSpan.FromSeconds(7), 4L * 1024 * 1024), (client.Timeout, client.MaxResponseContentBufferSize)));
    }

    [Fact]
    public void Dispose_ClosesBothClients()
    {
        TokenHttp http = new(Options.Create(new ConnectionsOptions()));
        HttpClient[] clients = [http.For(Acme()), http.For(Acme(o => o.AllowPrivateNetwork = true))];

        http.Dispose();

        Assert.All(clients, client => Assert.Throws<ObjectDisposedException>(client.CancelPendingRequests));
    }

    private static Integration Acme(Action<OAuthIntegrationOptions>? configure = null) => Create("acme", o =>
    {
        o.DisplayName = "Acme";
        o.AuthorizationEndpoint = "https://login.acme.example/authorize";
        o.TokenEndpoint = "https://login.acme.example/token";
        o.RevocationEndpoint = "https://login.acme.example/revoke";
        o.UserInfoEndpoint = "https://login.acme.example/userinfo";
        configure?.Invoke(o);
    });

    private static Integration Create(string id, Action<OAuthIntegrationOptions> configure)
    {
        OAuthIntegrationOptions options = new() { ClientId = "client", ClientSecret = "s e/cret" };
        configure(options);
        Assert.True(
            IntegrationFactory.TryCreate(id, options, out var integration, out var problems), string.Join(' ', problems));
        return integration;
    }

    private static HttpResponseMessage Json(object value, HttpStatusCode status = HttpStatusCode.OK)
        => new(status) { Content = new StringContent(JsonSerializer.Serialize(value), Encoding.UTF8, "application/json") };

    /// <summary>A request as it was sent.</summary>
    private sealed record Sent(
        string Line, string Body, string? ContentType, string? Authorization, string? Accept, string? Version, bool ClosesConnection);

    /// <summary>Records requests.</summary>
    private sealed class Server : HttpMessageHandler
    {
        public List<Sent> Requests { get; } = [];

        public Func<HttpRequestMessage, HttpResponseMessage> Answer { get; set; } = _ => Json(new { access_token = "at-2", expires_in = 60 });

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add(new Sent(
                $"{request.Method} {request.RequestUri!.AbsoluteUri}",
                request.Content is null ? string.Empty : await request.Content.ReadAsStringAsync(cancellationToken),
                request.Content?.Headers.ContentType?.MediaType,
                request.Headers.Authorization?.ToString(),
                request.Headers.Accept.ToString(),
                request.Headers.TryGetValues("Notion-Version", out var versions) ? versions.Single() : null,
                request.Headers.ConnectionClose == true));
            return Answer(request);
        }
    }
}
