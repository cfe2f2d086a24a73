using System.Net;
using System.Net.Http.Json;
using System.Text;
using Atom.OAuth.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.AspNetCore.Tests;

/// <summary>The token in a client's requests.</summary>
public class HandlerTests
{
    [Fact]
    public async Task Request_GetsTheTokenOfItsConnection_AndKeepsNothingOfIt()
    {
        await using var app = await TestApp.StartAsync();
        var mine = await app.AddConnectionAsync(new OAuthTokens("at-mine"));
        var other = await app.AddConnectionAsync(new OAuthTokens("at-other"), "user-2");
        using var client = app.Client();

        using var named = new HttpRequestMessage(HttpMethod.Get, app.Provider.Origin + "/api/x").SetConnection(TestApp.Tenant, other);
        using (OAuthConnectionScope.Enter(TestApp.Tenant, mine))
        {
            using var ambient = await client.GetAsync(app.Provider.Origin + "/api/x");
            using var response = await client.SendAsync(named);
            Assert.Null(response.RequestMessage!.Headers.Authorization);
        }

        Assert.Equal(["Bearer at-mine", "Bearer at-other"], app.Provider.ApiCalls.Select(call => call.Authorization));
    }

    [Fact]
    public async Task WebRequest_GetsTheTokenOfTheUsersOnlyConnection()
    {
        await using var app = await TestApp.StartAsync();
        await app.AddConnectionAsync(new OAuthTokens("at-1"), "user-1", account: "a");
        var accessor = app.Services.GetRequiredService<IHttpContextAccessor>();
        using var client = app.Client();

        accessor.HttpContext = SignedIn("user-1");
        using (await client.GetAsync(app.Provider.Origin + "/api/x"))
        {
        }

        await app.AddConnectionAsync(new OAuthTokens("at-2"), "user-1", account: "b");
        accessor.HttpContext = SignedIn("user-1");
        Assert.Equal(
            OAuthConnectionProblem.NotNamed,
            (await Assert.ThrowsAsync<OAuthConnectionException>(() => client.GetAsync(app.Provider.Origin + "/api/x"))).Problem);
        accessor.HttpContext = SignedIn("user-9");
        Assert.Equal(
            OAuthConnectionProblem.NotFound,
            (await Assert.ThrowsAsync<OAuthConnectionException>(() => client.GetAsync(app.Provider.Origin + "/api/x"))).Problem);
        accessor.HttpContext = null;
        Assert.Equal(
            OAuthConnectionProblem.NotNamed,
            (await Assert.ThrowsAsync<OAuthConnectionException>(() => client.GetAsync(app.Provider.Origin + "/api/x"))).Problem);
        Assert.Equal("Bearer at-1", Assert.Single(app.Provider.ApiCalls).Authorization);
    }

    [Fact]
    public async Task Token_GoesToNoOtherHost_AndToNoOtherIntegration()
    {
        await using var app = await TestApp.StartAsync(
            (connections, provider) => connections.AddIntegration("other", o => TestApp.Point(o, provider)));
        await using var elsewhere = await FakeProvider.StartAsync();
        var id = await app.AddConnectionAsync(new OAuthTokens("at-1"));
        var foreign = await app.AddConnectionAsync(new OAuthTokens("at-2"), integration: "other");
        using var client = app.Client();
        using var scope = OAuthConnectionScope.Enter(TestApp.Tenant, id);

        using var response = await client.GetAsync(elsewhere.Origin + "/api/x");
        Assert.Null(Assert.Single(elsewhere.ApiCalls).Authorization);

        // Like a direct call, a redirect from the provider to another host does not send the token there.
        app.Provider.Api = _ => Results.Redirect(elsewhere.Origin + "/api/redirected");
        using var redirected = await client.GetAsync(app.Provider.Origin + "/api/x");
        Assert.All(elsewhere.ApiCalls, call => Assert.Null(call.Authorization));

        using var wrong = new HttpRequestMessage(
            HttpMethod.Get, app.Provider.Origin + "/api/x").SetConnection(TestApp.Tenant, foreign);
        Assert.Equal(
            OAuthConnectionProblem.WrongIntegration,
            (await Assert.ThrowsAsync<OAuthConnectionException>(() => client.SendAsync(wrong))).Problem);
    }

    /// <summary>A redirected request has the other host's URL when its response arrives, which says nothing about the token.</summary>
    [Fact]
    public async Task RefusalByAHostThatARedirectLedTo_CausesNoRefresh_AndSendsItNoToken()
    {
        await using var app = await TestApp.StartAsync();
        await using var elsewhere = await FakeProvider.StartAsync();
        var id = await app.AddConnectionAsync(new OAuthTokens("at-1") { RefreshToken = app.Provider.Issue() });
        app.Provider.Api = _ => Results.Redirect(elsewhere.Origin + "/api/x");
        elsewhere.Api = _ => Results.StatusCode(401);
        using var client = app.Client();
        using var scope = OAuthConnectionScope.Enter(TestApp.Tenant, id);

        using var response = await client.GetAsync(app.Provider.Origin + "/api/x");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(string.Empty, Assert.Single(elsewhere.ApiCalls).Authorization ?? string.Empty);
        Assert.Equal(0, app.Provider.Refreshes);
    }

    [Fact]
    public async Task RedirectWithinTheProvider_IsFollowedWithTheToken_AndWithoutARefresh()
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.AddConnectionAsync(new OAuthTokens("at-1") { RefreshToken = app.Provider.Issue() });
        app.Provider.Api = http => http.Request.Path == "/api/old" ? Results.Redirect("/api/new")
            : http.Request.Headers.Authorization == "Bearer at-1" ? Results.Text("done")
            : Results.StatusCode(401);
        using var client = app.Client();
        using var scope = OAuthConnectionScope.Enter(TestApp.Tenant, id);

        Assert.Equal("done", await client.GetStringAsync(app.Provider.Origin + "/api/old"));
        Assert.Equal(0, app.Provider.Refreshes);
    }

    /// <summary>Reading Slack's response body is part of the call, and is cancelled with it.</summary>
    [Fact]
    public async Task BodyThatStopsComing_IsNotWaitedForLongerThanTheCall()
    {
        using CancellationTokenSource caller = new();
        using CancellationTokenSource end = new();
        await using var app = await TestApp.StartAsync(
            (connections, provider) => connections.AddIntegration("slack", o => TestApp.Point(o, provider)),
            services: services => services.AddHttpClient("slack").AddConnectionToken("slack")
                .AddHttpMessageHandler(() => new CancelAtHeaders(caller)));
        var id = await app.AddConnectionAsync(new OAuthTokens("at-1"), integration: "slack");
        app.Provider.Api = _ => Results.Stream(
            async body =>
            {
                await body.WriteAsync("{"u8.ToArray());
                await body.FlushAsync();
                await Task.Delay(Timeout.Infinite, end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            },
            "application/json");
        using var client = app.Client("slack");
        using var scope = OAuthConnectionScope.Enter(TestApp.Tenant, id);

        var call = client.GetAsync(app.Provider.Origin + "/api/x", HttpCompletionOption.ResponseHeadersRead, caller.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromMinutes(2)));
        await end.CancelAsync();
    }

    [Fact]
    public async Task OwnAuthorizationHeader_StaysAsItIs()
    {
        await using var app = await TestApp.StartAsync();
        using var client = app.Client();
        using HttpRequestMessage request = new(HttpMethod.Get, app.Provider.Origin + "/api/x");
        request.Headers.TryAddWithoutValidation("Authorization", "Bot abc");

        using var response = await client.SendAsync(request);

        Assert.Equal("Bot abc", Assert.Single(app.Provider.ApiCalls).Authorization);
    }

    [Fact]
    public async Task Refusal_IsAnsweredByOneRefresh_AndTheRequestSentOnceMore()
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.AddConnectionAsync(new OAuthTokens("at-old") { RefreshToken = app.Provider.Issue() });
        app.Provider.Api = http => http.Request.Headers.Authorization == "Bearer at-old" ? Results.StatusCode(401) : Results.Text("done");
        using var client = app.Client();
        using var scope = OAuthConnectionScope.Enter(TestApp.Tenant, id);

        var responses = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => client.PostAsJsonAsync(app.Provider.Origin + "/api/x", new { number = i })));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal(1, app.Provider.Refreshes);
        Assert.Equal(20, app.Provider.ApiCalls.Where(call => call.Authorization != "Bearer at-old").Select(call => call.Body).Distinct().Count());
        Array.ForEach(responses, response => response.Dispose());
    }

    [Fact]
    public async Task RefusalThatStays_IsTheCallers_AfterOneRefresh()
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.AddConnectionAsync(new OAuthTokens("at-old") { RefreshToken = app.Provider.Issue() });
        app.Provider.Api = _ => Results.StatusCode(401);
        using var client = app.Client();
        using var scope = OAuthConnectionScope.Enter(TestApp.Tenant, id);

        using var response = await client.GetAsync(app.Provider.Origin + "/api/x");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal((1, 2), (app.Provider.Refreshes, app.Provider.ApiCalls.Count));
    }

    [Fact]
    public async Task BodyThatCannotBeSentAgain_IsNot_AndTheNextCallHasTheNewToken()
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.AddConnectionAsync(new OAuthTokens("at-old") { RefreshToken = app.Provider.Issue() });
        app.Provider.Api = http => http.Request.Headers.Authorization == "Bearer at-old" ? Results.StatusCode(401) : Results.Text("done");
        using var client = app.Client();
        using var scope = OAuthConnectionScope.Enter(TestApp.Tenant, id);

        using StreamContent once = new(new MemoryStream("payload"u8.ToArray()));
        using var refused = await client.PostAsync(app.Provider.Origin + "/api/x", once);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Single(app.Provider.ApiCalls);

        using var next = await client.GetAsync(app.Provider.Origin + "/api/x");
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.Equal(1, app.Provider.Refreshes);
    }

    [Fact]
    public async Task SlacksTokenExpired_With200_IsARefusal()
    {
        await using var app = await TestApp.StartAsync(
            (connections, provider) => connections.AddIntegration("slack", o => TestApp.Point(o, provider)),
            services: services => services.AddHttpClient("slack").AddConnectionToken("slack"));
        app.Provider.Extras = new() { ["ok"] = true };
        var id = await app.AddConnectionAsync(new OAuthTokens("at-old") { RefreshToken = app.Provider.Issue() }, integration: "slack");
        app.Provider.Api = http => Results.Text(
            http.Request.Headers.Authorization == "Bearer at-old" ? """{"ok":false,"error":"token_expired"}""" : """{"ok":true}""",
            "application/json");
        using var client = app.Client("slack");
        using var scope = OAuthConnectionScope.Enter(TestApp.Tenant, id);

        Assert.Equal("""{"ok":true}""", await client.GetStringAsync(app.Provider.Origin + "/api/x"));
        Assert.Equal((1, 2), (app.Provider.Refreshes, app.Provider.ApiCalls.Count));
    }

    [Fact]
    public async Task Page_IsAnOAuthResponseException_AndMislabelledJsonIsNot()
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.AddConnectionAsync(new OAuthTokens("at-1"));
        using var client = app.Client();
        using var scope = OAuthConnectionScope.Enter(TestApp.Tenant, id);

        app.Provider.Api = _ => Results.Text("<!DOCTYPE html><title>Sign in</title>", "text/html");
        var page = await Assert.ThrowsAsync<OAuthResponseException>(() => client.GetAsync(app.Provider.Origin + "/api/x"));
        Assert.Equal(("Sign in", ResponseBodyKind.Html), (page.Title, page.Kind));

        app.Provider.Api = _ => Results.Text("<html>", "Text/HTML; charset=utf-8");
        await Assert.ThrowsAsync<OAuthResponseException>(() => client.GetAsync(app.Provider.Origin + "/api/x"));

        app.Provider.Api = _ => Results.Text("""{"a":1}""", "text/html");
        Assert.Equal("""{"a":1}""", await client.GetStringAsync(app.Provider.Origin + "/api/x"));
    }

    /// <summary>The handler only checks the content type, because it would otherwise delay every response; reading JSON detects the page.</summary>
    [Fact]
    public async Task PageLabelledAsJson_IsFoundByReadOAuthJson()
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.AddConnectionAsync(new OAuthTokens("at-1"));
        using var client = app.Client();
        using var scope = OAuthConnectionScope.Enter(TestApp.Tenant, id);
        app.Provider.Api = _ => Results.Text("<!DOCTYPE html><title>Sign in</title>", "application/json");

        using var response = await client.GetAsync(app.Provider.Origin + "/api/x");

        var page = await Assert.ThrowsAsync<OAuthResponseException>(
            () => response.ReadOAuthJsonAsync<System.Text.Json.JsonElement>("demo"));
        Assert.Equal(("Sign in", ResponseBodyKind.Html), (page.Title, page.Kind));
    }

    /// <summary>
    /// A handler that an application adds to all its clients retries POST requests, but codes and refresh tokens are sent only once.
    /// </summary>
    [Fact]
    public async Task ResilienceHandlerOfAllClients_NeverSendsACodeOrARefreshTwice()
    {
        await using var app = await TestApp.StartAsync(services: services => services.ConfigureHttpClientDefaults(client => client.AddStandardResilienceHandler(o =>
        {
            o.Retry.MaxRetryAttempts = 3;
            o.Retry.Delay = TimeSpan.FromMilliseconds(1);
        })));
        app.Provider.Answer = (_, _) => Task.FromResult<IResult?>(Results.StatusCode(503));
        Browser browser = new(app);
        await browser.CallbackAsync("demo", app.Provider.Consent(await browser.StartAsync()));
        var id = await app.AddExpiredAsync();
        await Assert.ThrowsAsync<OAuthFailureException>(async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id));
        Assert.Equal(2, app.Provider.TokenCalls.Count);

        // API calls are retried, each time with a token.
        app.Provider.Answer = (_, _) => Task.FromResult<IResult?>(null);
        var good = await app.AddConnectionAsync(new OAuthTokens("at-1"), "user-2");
        var calls = 0;
        app.Provider.Api = _ => Interlocked.Increment(ref calls) < 3 ? Results.StatusCode(503) : Results.Text("done");
        using var scope = OAuthConnectionScope.Enter(TestApp.Tenant, good);
        using var client = app.Client();
        Assert.Equal("done", await client.GetStringAsync(app.Provider.Origin + "/api/x"));
        Assert.All(app.Provider.ApiCalls, call => Assert.Equal("Bearer at-1", call.Authorization));
        Assert.Equal(3, app.Provider.ApiCalls.Count);
    }

    /// <summary>Only an error about the token is a refusal, and only if the provider reports errors as success.</summary>
    [Theory]
    [InlineData("slack", 200, "application/json", """{"ok":false,"error":"token_expired"}""", true)]
    [InlineData("slack", 200, "application/json", """{"ok":false,"error":"ratelimited"}""", false)]
    [InlineData("slack", 400, "application/json", """{"ok":false,"error":"token_expired"}""", false)]
    [InlineData("slack", 200, "text/plain", """{"ok":false,"error":"token_expired"}""", false)]
    [InlineData("slack", 401, "text/plain", "no", true)]
    [InlineData("slack", 403, "application/json", "{}", false)]
    [InlineData("demo", 200, "application/json", """{"ok":false,"error":"token_expired"}""", false)]
    [InlineData("demo", 401, "application/json", "{}", true)]
    public async Task Answer_IsARefusal_WhereItIsAboutTheToken(string integration, int status, string type, string body, bool isRefusal)
    {
        await using var app = await TestApp.StartAsync(
            (connections, provider) => connections.AddIntegration("slack", o => TestApp.Point(o, provider)),
            services: services => services.AddHttpClient("slack").AddConnectionToken("slack"));
        app.Provider.Extras = new() { ["ok"] = true };
        var id = await app.AddConnectionAsync(new OAuthTokens("at-old") { RefreshToken = app.Provider.Issue() }, integration: integration);
        app.Provider.Api = _ => Results.Text(body, type, statusCode: status);
        using var client = app.Client(integration);
        using var scope = OAuthConnectionScope.Enter(TestApp.Tenant, id);

        using var response = await client.GetAsync(app.Provider.Origin + "/api/x");

        Assert.Equal((status, body), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Equal(isRefusal ? (1, 2) : (0, 1), (app.Provider.Refreshes, app.Provider.ApiCalls.Count));
    }

    [Theory]
    [InlineData("""{"ok":false,"error":"token_expired"}""", true)]
    [InlineData("""{"error":"token_expired","ok":false,"more":[1]}""", true)]
    [InlineData("""{"ok":true,"error":"token_expired"}""", false)]
    [InlineData("""{"ok":"false","error":"token_expired"}""", false)]
    [InlineData("""{"ok":false,"error":"Token_Expired"}""", false)]
    [InlineData("""{"ok":false,"error":["token_expired"]}""", false)]
    [InlineData("""{"ok":false,"error":null}""", false)]
    [InlineData("""{"ok":false}""", false)]
    [InlineData("""{"error":"token_expired"}""", false)]
    [InlineData("""[{"ok":false,"error":"token_expired"}]""", false)]
    [InlineData("\"token_expired\"", false)]
    [InlineData("""{"ok":false,"error":"token_expired" """, false)]
    [InlineData("", false)]
    public async Task Body_IsARefusal_WhereItSaysThatTheTokenHasExpired(string body, bool isRefusal)
    {
        using StringContent content = new(body, Encoding.UTF8, "application/json");

        Assert.Equal(isRefusal, await Handlers.RefusedToken.IsInBodyAsync(content, default));
        Assert.Equal(body, await content.ReadAsStringAsync());
    }

    /// <summary>Errors about tokens are short: a longer body is data, whether its length is announced or not.</summary>
    [Theory]
    [InlineData(4096, true)]
    [InlineData(4097, false)]
    public async Task Body_IsLookedIntoUpTo4096Bytes(int length, bool isRefusal)
    {
        var body = Encoding.UTF8.GetBytes("""{"ok":false,"error":"token_expired"}""".PadRight(length));
        using ByteArrayContent announced = new(body);
        using StreamContent unannounced = new(new Unseekable(body));

        Assert.Equal(isRefusal, await Handlers.RefusedToken.IsInBodyAsync(announced, default));
        Assert.Equal(isRefusal, await Handlers.RefusedToken.IsInBodyAsync(unannounced, default));
        Assert.Equal(body, await unannounced.ReadAsByteArrayAsync());
    }

    /// <summary>A body that is announced as long is not even read.</summary>
    [Fact]
    public async Task LongBody_IsNotWaitedFor()
    {
        using ByteArrayContent content = new(new byte[4097]);
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();

        Assert.False(await Handlers.RefusedToken.IsInBodyAsync(content, cancelled.Token));
    }

    [Fact]
    public async Task Request_GetsTheTokenOfItsTarget()
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.AddConnectionAsync(new OAuthTokens("at-main") { RefreshToken = app.Provider.Issue() });
        using var client = app.Client();
        OAuthTokenTarget graph = new("https://graph.example");
        for (var i = 0; i < 2; i++)
        {
            using HttpRequestMessage named = new(HttpMethod.Get, app.Provider.Origin + "/api/x");
            Assert.Same(named, named.SetConnection(TestApp.Tenant, id, graph));
            using var response = await client.SendAsync(named);
            using var plain = new HttpRequestMessage(HttpMethod.Get, app.Provider.Origin + "/api/x").SetConnection(TestApp.Tenant, id);
            using var other = await client.SendAsync(plain);
        }

        string[] tokens = [.. app.Provider.ApiCalls.Select(call => call.Authorization!)];
        Assert.Matches("^Bearer at-[0-9]+$", tokens[0]);
        Assert.Equal([tokens[0], "Bearer at-main", tokens[0], "Bearer at-main"], tokens);
        Assert.Equal("https://graph.example", Assert.Single(app.Provider.TokenCalls).Form["resource"]);
    }

    [Fact]
    public async Task TokenThatIsNotAttached_IsLogged_AndTheLogNamesTheIntegration()
    {
        await using var app = await TestApp.StartAsync();
        await using var elsewhere = await FakeProvider.StartAsync();
        using var client = app.Client();

        using var response = await client.GetAsync(elsewhere.Origin + "/api/x");

        Assert.Contains("demo", Assert.Single(app.Log.Entries, entry => entry.Id == 4820).Text, StringComparison.Ordinal);
    }

    /// <summary>A user's connections do not change during a web request: they are looked up once per integration.</summary>
    [Fact]
    public async Task WebRequest_LooksForTheUsersConnectionOnce()
    {
        await using var app = await TestApp.StartAsync(
            (connections, provider) => connections.AddIntegration("other", o => TestApp.Point(o, provider)),
            services: services => services.AddHttpClient("other").AddConnectionToken("other"));
        await app.AddConnectionAsync(new OAuthTokens("at-demo"));
        await app.AddConnectionAsync(new OAuthTokens("at-other"), integration: "other");
        var accessor = app.Services.GetRequiredService<IHttpContextAccessor>();
        accessor.HttpContext = SignedIn(TestApp.User);
        var before = app.Store.RoundTrips;

        for (var i = 0; i < 3; i++)
        {
            foreach (var name in (string[])["demo", "other"])
            {
                using var client = app.Client(name);
                using var response = await client.GetAsync(app.Provider.Origin + "/api/x");
            }
        }

        // For each integration, one lookup of the connection and one of its token.
        Assert.Equal(4, app.Store.RoundTrips - before);
        Assert.Equal(
            ["Bearer at-demo", "Bearer at-other", "Bearer at-demo", "Bearer at-other", "Bearer at-demo", "Bearer at-other"],
            app.Provider.ApiCalls.Select(call => call.Authorization));
    }

    [Fact]
    public async Task ConnectionThatIsNotNamed_IsAskedFor()
    {
        await using var app = await TestApp.StartAsync();
        var accessor = app.Services.GetRequiredService<IHttpContextAccessor>();
        using var client = app.Client();
        accessor.HttpContext = null;
        Assert.StartsWith("Nothing says whose connection with demo is meant.", await MessageAsync(), StringComparison.Ordinal);
        accessor.HttpContext = new DefaultHttpContext();
        Assert.StartsWith("Nothing says whose connection with demo is meant.", await MessageAsync(), StringComparison.Ordinal);
        accessor.HttpContext = SignedIn(TestApp.User);
        Assert.Equal("The user has no connection with demo.", await MessageAsync());
        await app.AddConnectionAsync(new OAuthTokens("at-1"), account: "a");
        await app.AddConnectionAsync(new OAuthTokens("at-2"), account: "b");
        Assert.StartsWith("The user has 2 connections with demo.", await MessageAsync(), StringComparison.Ordinal);
        Assert.Empty(app.Provider.ApiCalls);

        async Task<string> MessageAsync()
            => (await Assert.ThrowsAsync<OAuthConnectionException>(() => client.GetAsync(app.Provider.Origin + "/api/x"))).Message;
    }

    /// <summary>The connection belongs to another integration; the second time, its token is in memory.</summary>
    [Fact]
    public async Task TokenOfAnotherIntegration_IsNotAttached_AlsoFromMemory()
    {
        await using var app = await TestApp.StartAsync(
            (connections, provider) => connections.AddIntegration("other", o => TestApp.Point(o, provider)));
        var id = await app.AddConnectionAsync(new OAuthTokens("at-other"), integration: "other");
        using var client = app.Client();
        using var scope = OAuthConnectionScope.Enter(TestApp.Tenant, id);

        for (var i = 0; i < 2; i++)
        {
            var wrong = await Assert.ThrowsAsync<OAuthConnectionException>(() => client.GetAsync(app.Provider.Origin + "/api/x"));
            Assert.Equal("The connection is with 'other': its token is not for demo.", wrong.Message);
        }

        Assert.Empty(app.Provider.ApiCalls);
    }

    /// <summary>A page instead of a response is reported even if the request had to be sent again.</summary>
    [Fact]
    public async Task PageAfterARefusal_IsAnOAuthResponseException()
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.AddConnectionAsync(new OAuthTokens("at-old") { RefreshToken = app.Provider.Issue() });
        app.Provider.Api = http => http.Request.Headers.Authorization == "Bearer at-old"
            ? Results.StatusCode(401)
            : Results.Text("<!DOCTYPE html><title>Down</title>", "text/html");
        using var client = app.Client();
        using var scope = OAuthConnectionScope.Enter(TestApp.Tenant, id);

        var page = await Assert.ThrowsAsync<OAuthResponseException>(() => client.GetAsync(app.Provider.Origin + "/api/x"));

        Assert.Equal("Down", page.Title);
        Assert.Contains("demo", page.Message, StringComparison.Ordinal);
    }

    /// <summary>Whatever the result of a call, its request no longer contains the token.</summary>
    [Fact]
    public async Task RequestThatFailed_KeepsNoToken()
    {
        await using var app = await TestApp.StartAsync(
            services: services => services.AddHttpClient("demo").ConfigurePrimaryHttpMessageHandler(() => new Unreachable()));
        var id = await app.AddConnectionAsync(new OAuthTokens("at-1"));
        using var client = app.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, app.Provider.Origin + "/api/x").SetConnection(TestApp.Tenant, id);

        var failed = await Assert.ThrowsAsync<HttpRequestException>(() => client.SendAsync(request));

        Assert.Equal("Bearer at-1", failed.Message);
        Assert.Null(request.Headers.Authorization);
    }

    /// <summary>A response that the caller does not get, because of another one or an error, is closed, which releases its connection.</summary>
    [Fact]
    public async Task AnswerThatTheCallerDoesNotGet_IsClosed()
    {
        Answers answers = new();
        await using var app = await TestApp.StartAsync(
            services: services => services.AddHttpClient("demo").ConfigurePrimaryHttpMessageHandler(() => answers));
        var id = await app.AddConnectionAsync(new OAuthTokens("at-old") { RefreshToken = app.Provider.Issue() });
        var dead = await app.AddConnectionAsync(new OAuthTokens("at-old") { RefreshToken = "rt-unknown" }, "user-2");
        using var client = app.Client();

        // Refused, and sent again with another token.
        Assert.Null(await SendAsync(id, new Answer(401, "no"), new Answer(200, "yes")));
        Assert.Equal([true, false], answers.Closed);

        // Redirected within the provider, without the token.
        Assert.Null(await SendAsync(id, new Answer(401, "no", DropsToken: true), new Answer(200, "yes")));
        Assert.Equal([true, false], answers.Closed);

        // A page, and a refusal for which there is no other token.
        Assert.IsType<OAuthResponseException>(await SendAsync(id, new Answer(200, "<!DOCTYPE html><title>Down</title>", Type: "text/html")));
        Assert.Equal([true], answers.Closed);
        Assert.IsType<OAuthConnectionException>(await SendAsync(dead, new Answer(401, "no")));
        Assert.Equal([true], answers.Closed);

        async Task<Exception?> SendAsync(string connection, params Answer[] next)
        {
            answers.Next(next);
            using var request = new HttpRequestMessage(HttpMethod.Get, app.Provider.Origin + "/api/x").SetConnection(TestApp.Tenant, connection);
            return await Record.ExceptionAsync(() => client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead));
        }
    }

    [Theory]
    [InlineData("https://slack.com/api/x", true)]
    [InlineData("https://files.slack.com/api/x", true)]
    [InlineData("https://SLACK.com/api/x", true)]
    [InlineData("http://slack.com/api/x", false)]
    [InlineData("https://slack.com:8443/api/x", false)]
    [InlineData("https://evil-slack.com/", false)]
    [InlineData("https://slack.com.evil.example/", false)]
    [InlineData("https://slack.com@evil.example/", false)]
    [InlineData("https://x@slack.com/", false)]
    [InlineData("https://slack.com/api/@someone", true)]
    [InlineData("https://com/", false)]
    [InlineData("https://sla\u0441k.com/", false)]
    [InlineData("https://slack.com./", false)]
    [InlineData("https://api.example.com/x", true)]
    [InlineData("http://127.0.0.1:5005/x", true)]
    [InlineData("http://127.0.0.1:5006/x", false)]
    [InlineData("https://127.0.0.1:5005/x", false)]
    public void Hosts_AreCompared_WholeAndWithTheirSubdomains(string address, bool isKnown)
        => Assert.Equal(
            isKnown, Integrations.TokenHosts.Create(["slack.com"], ["api.example.com", "http://127.0.0.1:5005"]).Contains(new Uri(address)));

    [Fact]
    public void Bodies_ThatCanBeSentAgain()
    {
        using MultipartFormDataContent good = new() { new StringContent("a"), JsonContent.Create(1) };
        using MultipartFormDataContent bad = new() { new StringContent("a"), new StreamContent(Stream.Null) };
        using ByteArrayContent bytes = new(Encoding.UTF8.GetBytes("x"));
        Assert.True(Handlers.Resendable.Is(null));
        Assert.True(Handlers.Resendable.Is(bytes));
        using MultipartContent nested = new() { good };
        using MultipartContent nestedBad = new() { new StringContent("a"), bad };
        using ReadOnlyMemoryContent memory = new("x"u8.ToArray());
        using StreamContent stream = new(Stream.Null);
        Assert.True(Handlers.Resendable.Is(good));
        Assert.True(Handlers.Resendable.Is(nested));
        Assert.True(Handlers.Resendable.Is(memory));
        Assert.False(Handlers.Resendable.Is(bad));
        Assert.False(Handlers.Resendable.Is(nestedBad));
        Assert.False(Handlers.Resendable.Is(stream));
    }

    private static DefaultHttpContext SignedIn(string user)
    {
        DefaultHttpContext http = new();
        http.User = new(new System.Security.Claims.ClaimsIdentity([new("sub", user), new("tenant_id", TestApp.Tenant)], "test"));
        return http;
    }

    /// <summary>Cancels the call once the response headers are received.</summary>
    private sealed class CancelAtHeaders(CancellationTokenSource caller) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            await caller.CancelAsync();
            return response;
        }
    }

    private sealed record Answer(int Status, string Body, string Type = "application/json", bool DropsToken = false);

    /// <summary>Returns responses, and records which of them were closed.</summary>
    private sealed class Answers : HttpMessageHandler
    {
        private readonly List<Content> _given = [];
        private Queue<Answer> _next = new();

        public IEnumerable<bool> Closed => _given.Select(content => content.IsClosed);

        public void Next(IEnumerable<Answer> answers)
        {
            _given.Clear();
            _next = new(answers);
        }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = _next.Dequeue();
            if (answer.DropsToken)
            {
                request.Headers.Remove("Authorization");
            }

            Content content = new(answer);
            _given.Add(content);
            return Task.FromResult(new HttpResponseMessage((HttpStatusCode)answer.Status) { Content = content });
        }

        private sealed class Content(Answer answer) : StringContent(answer.Body, Encoding.UTF8, answer.Type)
        {
            public bool IsClosed { get; private set; }

            protected override void Dispose(bool disposing)
            {
                IsClosed = true;
                base.Dispose(disposing);
            }
        }
    }

    /// <summary>Fails with the Authorization header as the message.</summary>
    private sealed class Unreachable : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            => throw new HttpRequestException(request.Headers.Authorization?.ToString());
    }

    /// <summary>A stream of unknown length, like that of a response.</summary>
    private sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
