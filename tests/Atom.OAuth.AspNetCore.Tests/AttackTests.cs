using System.Net;
using System.Net.Sockets;
using Atom.OAuth.AspNetCore.Tests.Support;
using Atom.OAuth.Integrations;
using Atom.OAuth.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.AspNetCore.Tests;

/// <summary>Attacks on the flow, with the sections that describe them. None succeeds, and the legitimate flow is not affected.</summary>
public class AttackTests
{
    /// <summary>Gets paths that would take a browser to another site, or to another place on this one.</summary>
    public static TheoryData<string> ReturnPaths =>
    [
        "//evil.example", "///evil.example", "/\\evil.example", "\\/evil.example", "\\\\evil.example", "/\\/evil.example",
        "/\t/evil.example", "/\n/evil.example", "\t//evil.example",
        " //evil.example", "/%2fevil.example", "/%5cevil.example", "/%252f%252fevil.example/..%2f", "https://evil.example",
        "https:evil.example", "http:\\\\evil.example", "javascript:alert(1)",
        "java\nscript:alert(1)", "data:text/html,x", "/..//evil.example", "/.//evil.example", "/./\\evil.example",
        "https://app.example@evil.example", "https://app.example.evil.example",
        "/x\r\nSet-Cookie: a=b", "/\0/evil", "/\u2028x", "/\u202ex", "/" + new string('x', 3000), "~/x", "x",
        "/integrations/demo/callback?code=x&state=y", "/integrations/demo/connect", "/INTEGRATIONS/demo/%63allback", "/integrations//demo/callback",
    ];

    /// <summary>RFC 6749, section 10.12; RFC 9700, section 2.1: forged and missing states.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("forged")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task ForgedState_ConnectsNothing_AndNothingIsEchoed(string? state)
    {
        await using var app = await TestApp.StartAsync();
        Browser browser = new(app);
        Dictionary<string, string> callback = new() { ["code"] = "stolen", ["error"] = "<script>alert(1)</script>" };
        if (state is not null)
        {
            callback["state"] = state;
        }

        var reply = await browser.CallbackAsync("demo", callback);

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        Assert.DoesNotContain("script", reply.Body, StringComparison.Ordinal);
        Assert.Equal("text/plain", reply.Response.Content.Headers.ContentType!.MediaType);
        Assert.Empty(app.Provider.TokenCalls);
    }

    /// <summary>
    /// RFC 9700, section 4.7.1 (login CSRF); draft-ietf-oauth-security-topics-update, cross-user session fixation: an attacker's genuine link in a
    /// victim's browser.
    /// </summary>
    [Fact]
    public async Task AnotherUsersCallback_IsTurnedAway_EvenWithTheCookies()
    {
        await using var app = await TestApp.StartAsync();
        Browser attacker = new(app, "attacker");
        var link = app.Provider.Consent(await attacker.StartAsync());
        Browser victim = new(app, "victim");

        Assert.Equal(HttpStatusCode.BadRequest, (await victim.CallbackAsync("demo", link)).Status);
        attacker.LendCookiesTo(victim);
        Assert.Equal(HttpStatusCode.BadRequest, (await victim.CallbackAsync("demo", link)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await new Browser(app, "attacker").CallbackAsync("demo", link)).Status);
        Assert.Empty(app.Provider.TokenCalls);

        Assert.StartsWith("/?connected", (await attacker.CallbackAsync("demo", link)).Location, StringComparison.Ordinal);
    }

    /// <summary>draft-ietf-oauth-security-topics-update, cross-toolkit account takeover: another tenant's callback.</summary>
    [Fact]
    public async Task AnotherTenantsCallback_IsTurnedAway()
    {
        await using var app = await TestApp.StartAsync();
        Browser browser = new(app);
        var link = app.Provider.Consent(await browser.StartAsync());
        Browser elsewhere = new(app, TestApp.User, "tenant-2");
        browser.LendCookiesTo(elsewhere);

        Assert.Equal(HttpStatusCode.BadRequest, (await elsewhere.CallbackAsync("demo", link)).Status);
        Assert.Empty(app.Provider.TokenCalls);
    }

    /// <summary>RFC 9700, section 4.4 (mix-up): a code from one provider at another one's callback is never sent to the latter.</summary>
    [Fact]
    public async Task AnotherProvidersCallback_IsTurnedAway()
    {
        await using var app = await TestApp.StartAsync(
            (connections, provider) => connections.AddIntegration("other", o => TestApp.Point(o, provider)));
        Browser browser = new(app);
        var authorization = await browser.StartAsync("demo");
        Assert.EndsWith("/integrations/demo/callback", ConnectTests.Query(authorization)["redirect_uri"], StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.CallbackAsync("other", app.Provider.Consent(authorization))).Status);
        Assert.Empty(app.Provider.TokenCalls);
    }

    /// <summary>RFC 9207, section 2.4: an issuer is compared, and a required one that is missing is an error.</summary>
    [Theory]
    [InlineData("https://honest.example", true)]
    [InlineData("https://evil.example", false)]
    [InlineData("https://honest.example/", false)]
    [InlineData(null, false)]
    public async Task Issuer_IsCompared(string? issuer, bool isGood)
    {
        await using var app = await TestApp.StartAsync(demo: o => o.Issuer = "https://honest.example");
        Browser browser = new(app);
        var callback = app.Provider.Consent(await browser.StartAsync());
        if (issuer is not null)
        {
            callback["iss"] = issuer;
        }

        var reply = await browser.CallbackAsync("demo", callback);

        Assert.Equal(isGood, reply.Location.StartsWith("/?connected", StringComparison.Ordinal));
        Assert.Equal(isGood ? 1 : 0, app.Provider.TokenCalls.Count);
    }

    /// <summary>The catalogue's issuer: Google's is compared if it is sent, but is not required.</summary>
    [Theory]
    [InlineData("https://accounts.google.com", true)]
    [InlineData("https://evil.example", false)]
    [InlineData(null, true)]
    public async Task GooglesIssuer_IsComparedWhereItComes(string? issuer, bool isGood)
    {
        await using var app = await TestApp.StartAsync(
            (connections, provider) => connections.AddIntegration("google-calendar", o => TestApp.Point(o, provider)));
        Browser browser = new(app);
        var authorization = await browser.StartAsync("google-calendar");
        Assert.Equal("offline", ConnectTests.Query(authorization)["access_type"]);
        var callback = app.Provider.Consent(authorization);
        if (issuer is not null)
        {
            callback["iss"] = issuer;
        }

        Assert.Equal(isGood, (await browser.CallbackAsync("google-calendar", callback)).Location.StartsWith("/?connected", StringComparison.Ordinal));
    }

    /// <summary>RFC 7636; RFC 9700, section 4.5 (code injection): another flow's code does not match this flow's verifier.</summary>
    [Fact]
    public async Task InjectedCode_FailsOnTheVerifier()
    {
        await using var app = await TestApp.StartAsync();
        Browser victim = new(app, "victim");
        Browser attacker = new(app, "attacker");
        var stolen = app.Provider.Consent(await victim.StartAsync())["code"];
        var own = app.Provider.Consent(await attacker.StartAsync());
        own["code"] = stolen;

        var reply = await attacker.CallbackAsync("demo", own);

        Assert.Contains("invalid_grant", reply.Location, StringComparison.Ordinal);
        Assert.Empty(await app.Connections.ListAsync(TestApp.Tenant, "attacker"));
    }

    /// <summary>RFC 6749, section 3.1: duplicate parameters.</summary>
    [Theory]
    [InlineData("code=a&code=b&state={0}")]
    [InlineData("code=a&state={0}&state={0}")]
    [InlineData("code=a&state[]={0}")]
    public async Task ParametersThatComeTwice_AreNotTaken(string query)
    {
        await using var app = await TestApp.StartAsync();
        Browser browser = new(app);
        var state = app.Provider.Consent(await browser.StartAsync())["state"];

        var reply = await browser.SendAsync(
            HttpMethod.Get, "/integrations/demo/callback?" + string.Format(System.Globalization.CultureInfo.InvariantCulture, query, state));

        Assert.DoesNotContain("connected", reply.Location, StringComparison.Ordinal);
        Assert.Empty(app.Provider.TokenCalls);
    }

    /// <summary>RFC 9700, section 4.11 (open redirector).</summary>
    [Theory]
    [MemberData(nameof(ReturnPaths))]
    public async Task ReturnPath_LeadsNowhereElse(string path)
    {
        await using var app = await TestApp.StartAsync();
        Browser browser = new(app);

        var reply = await browser.SendAsync(HttpMethod.Get, "/integrations/demo/connect?returnPath=" + Uri.EscapeDataString(path));

        Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
        var connection = await app.ConnectedAsync(browser);
        using FormUrlEncodedContent form = new([new("returnPath", path)]);
        reply = await browser.SendAsync(HttpMethod.Post, $"/integrations/{connection.Id}/disconnect", form);
        Assert.True(
            reply.Status == HttpStatusCode.NoContent || reply.Location.StartsWith("/integrations/", StringComparison.OrdinalIgnoreCase),
            $"{reply.Status} {reply.Location}");
    }

    /// <summary>Cross-site request forgery: RFC 9700, section 4.7, covers the flow; these are the other requests.</summary>
    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    public async Task PostsFromAnotherSite_AreRefused(string header, string value)
    {
        await using var app = await TestApp.StartAsync();
        Browser browser = new(app);
        var connection = await app.ConnectedAsync(browser);

        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await browser.SendAsync(HttpMethod.Post, $"/integrations/{connection.Id}/disconnect", headers: (header, value))).Status);
        Assert.Equal(
            HttpStatusCode.Forbidden, (await browser.SendAsync(HttpMethod.Post, "/integrations/demo/connect", headers: (header, value))).Status);
        Assert.Single(await app.Connections.ListAsync(TestApp.Tenant, TestApp.User));
        Assert.Equal(
            HttpStatusCode.SeeOther,
            (await browser.SendAsync(HttpMethod.Post, "/integrations/demo/connect", headers: ("Origin", app.Origin))).Status);
    }

    /// <summary>Insecure direct object reference: connections of another user or tenant.</summary>
    [Fact]
    public async Task ConnectionsOfOthers_AreAsGoodAsNone()
    {
        await using var app = await TestApp.StartAsync();
        var connection = await app.ConnectedAsync();
        foreach (var stranger in (Browser[])[new(app, "user-2"), new(app, TestApp.User, "tenant-2"), new(app, TestApp.User, null)])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.SendAsync(HttpMethod.Post, $"/integrations/{connection.Id}/disconnect")).Status);
            Assert.Equal(
                HttpStatusCode.NotFound, (await stranger.SendAsync(HttpMethod.Get, $"/integrations/demo/connect?connection={connection.Id}")).Status);
            Assert.DoesNotContain(connection.Id, (await stranger.SendAsync(HttpMethod.Get, "/integrations")).Body, StringComparison.Ordinal);
        }

        Browser nobody = new(app, user: null);
        foreach (var path in (string[])["/integrations", "/integrations/demo/connect", "/integrations/demo/callback"])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.SendAsync(HttpMethod.Get, path)).Status);
        }

        Assert.Single(await app.Connections.ListAsync(TestApp.Tenant, TestApp.User));
    }

    /// <summary>RFC 6749, section 10.14 (code injection and input validation): the provider's response injects no headers and no HTML.</summary>
    [Fact]
    public async Task ProvidersAnswer_InjectsNothing()
    {
        await using var app = await TestApp.StartAsync();
        Browser browser = new(app);
        app.Provider.Answer = (_, _) => Task.FromResult<IResult?>(
            FakeProvider.Json(400, new { error = "bad\r\nSet-Cookie: a=b", error_description = "<img src=x onerror=alert(1)>\r\nX: y" }));
        var failed = await browser.CallbackAsync("demo", app.Provider.Consent(await browser.StartAsync()));
        Assert.False(failed.Response.Headers.Contains("X"));
        Assert.False(failed.Response.Headers.Contains("Set-Cookie"));
        Assert.DoesNotContain('<', Uri.UnescapeDataString(failed.Location));

        app.Provider.Answer = (_, _) => Task.FromResult<IResult?>(FakeProvider.Json(200, new { access_token = "at\r\nX-Evil: 1", expires_in = 60 }));
        var token = await browser.CallbackAsync("demo", app.Provider.Consent(await browser.StartAsync()));
        Assert.Contains("malformed_token", token.Location, StringComparison.Ordinal);

        app.Provider.Answer = (_, _) => Task.FromResult<IResult?>(
            FakeProvider.Json(200, new { access_token = "at", scope = "read \r\nSet-Cookie:a=b" }));
        var scope = await browser.CallbackAsync("demo", app.Provider.Consent(await browser.StartAsync()));
        Assert.StartsWith("/?connected", scope.Location, StringComparison.Ordinal);
        Assert.False(scope.Response.Headers.Contains("Set-Cookie"));
    }

    /// <summary>
    /// RFC 9700, section 4.12, is about 307 redirects of the browser. Similarly, a token endpoint's redirect does not send the secret elsewhere.
    /// </summary>
    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task TokenEndpointThatRedirects_IsNotFollowed(int status)
    {
        await using var app = await TestApp.StartAsync();
        Browser browser = new(app);
        app.Provider.Answer = (_, http) =>
        {
            http.Response.Headers.Location = app.Provider.Origin + "/api/elsewhere";
            return Task.FromResult<IResult?>(Results.StatusCode(status));
        };

        var reply = await browser.CallbackAsync("demo", app.Provider.Consent(await browser.StartAsync()));

        Assert.Contains("error=", reply.Location, StringComparison.Ordinal);
        Assert.Empty(app.Provider.ApiCalls);
    }

    /// <summary>Server-side request forgery through an option that a tenant may set.</summary>
    [Theory]
    [InlineData("http://127.0.0.1:5/token")]
    [InlineData("http://example.com/token")]
    [InlineData("ftp://example.com/token")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:pass@example.com/token")]
    [InlineData("https://example.com/token#x")]
    [InlineData("//example.com/token")]
    public void AddressThatIsNoHttpsAddress_IsRefusedAtStart(string address)
        => Assert.Contains(
            Problems(o => o.TokenEndpoint = address),
            problem => problem.Contains(nameof(OAuthIntegrationOptions.TokenEndpoint), StringComparison.Ordinal));

    [Theory]
    [InlineData("evil.example/")]
    [InlineData("..")]
    [InlineData("x@evil.example")]
    [InlineData("a/../../b")]
    [InlineData("a?b")]
    [InlineData("")]
    public void TenantThatLeadsElsewhere_IsRefusedAtStart(string tenant)
    {
        OAuthIntegrationOptions options = new() { ClientId = "c", ClientSecret = "s", Tenant = tenant };
        Assert.False(IntegrationFactory.TryCreate("microsoft-teams", options, out _, out var problems));
        Assert.Contains(problems, problem => problem.Contains("Tenant", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.9.9.9")]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("192.0.2.1")]
    [InlineData("198.19.255.255")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("192.0.0.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::10.0.0.1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("64:ff9b:1::a00:1")]
    [InlineData("2002:a00:1::")]
    [InlineData("fe80::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12::1")]
    [InlineData("ff02::1")]
    public void PrivateAddress_IsNotPublic(string address) => Assert.False(NetworkGuard.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("1.0.0.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.1")]
    [InlineData("126.0.0.1")]
    [InlineData("128.0.0.1")]
    [InlineData("100.63.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("169.253.0.1")]
    [InlineData("169.255.0.1")]
    [InlineData("172.15.0.1")]
    [InlineData("192.0.1.1")]
    [InlineData("192.167.0.1")]
    [InlineData("192.169.0.1")]
    [InlineData("198.17.0.1")]
    [InlineData("198.20.0.1")]
    [InlineData("223.255.255.255")]
    [InlineData("2002:808:808::")]
    [InlineData("172.32.0.1")]
    [InlineData("192.1.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("64:ff9b::808:808")]
    public void PublicAddress_IsPublic(string address) => Assert.True(NetworkGuard.IsPublic(IPAddress.Parse(address)));

    /// <summary>A name that resolves to a private address is detected on connecting, whatever it resolved to before.</summary>
    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task NameOfTheInside_IsNotConnectedTo(string host)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        using TokenHttp http = new(Options.Create(new ConnectionsOptions()));
        var options = AtExample();
        Assert.True(IntegrationFactory.TryCreate("x", options, out var integration, out _));

        var refused = await Assert.ThrowsAsync<HttpRequestException>(
            () => http.For(integration).GetAsync($"https://{host}:{((IPEndPoint)listener.LocalEndpoint).Port}/"));

        Assert.Contains(nameof(OAuthIntegrationOptions.AllowPrivateNetwork), refused.ToString(), StringComparison.Ordinal);
        Assert.False(listener.Pending());
    }

    private static OAuthIntegrationOptions AtExample()
        => new() { ClientId = "c", ClientSecret = "s", AuthorizationEndpoint = "https://a.example", TokenEndpoint = "https://a.example" };

    private static IReadOnlyList<string> Problems(Action<OAuthIntegrationOptions> configure)
    {
        var options = AtExample();
        configure(options);
        IntegrationFactory.TryCreate("x", options, out _, out var problems);
        return problems;
    }
}
