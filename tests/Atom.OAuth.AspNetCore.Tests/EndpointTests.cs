using System.Net;
using System.Text.Json;
using Atom.OAuth.AspNetCore.Tests.Support;
using Atom.OAuth.Endpoints;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.AspNetCore.Tests;

/// <summary>What the endpoints accept, reject and return.</summary>
public class EndpointTests
{
    [Theory]
    [InlineData("same-origin", null, false)]
    [InlineData("none", "https://evil.example", false)]
    [InlineData("same-site", "https://app.example", true)]
    [InlineData("cross-site", null, true)]
    [InlineData(null, null, false)]
    [InlineData(null, "https://app.example", false)]
    [InlineData(null, "HTTPS://APP.example", false)]
    [InlineData(null, "http://app.example", true)]
    [InlineData(null, "https://app.example:8443", true)]
    [InlineData(null, "https://public.example", false)]
    [InlineData(null, "https://PUBLIC.example", false)]
    [InlineData(null, "https://evil.example", true)]
    [InlineData(null, "null", true)]
    public void RequestFromAnotherSite_IsToldByWhatTheBrowserSays(string? site, string? origin, bool isCrossSite)
    {
        var request = Request("/integrations/demo/connect");
        if (site is not null)
        {
            request.Headers["Sec-Fetch-Site"] = site;
        }

        if (origin is not null)
        {
            request.Headers.Origin = origin;
        }

        Assert.Equal(isCrossSite, CrossSite.Is(request, new ConnectionsOptions { PublicOrigin = "https://public.example/" }));
        var isOfThePublicOrigin = site is null && origin?.Contains("public", StringComparison.OrdinalIgnoreCase) == true;
        Assert.Equal(isCrossSite || isOfThePublicOrigin, CrossSite.Is(request, new ConnectionsOptions()));
    }

    [Theory]
    [InlineData("", "/integrations/demo/connect", null, "https://app.example/integrations/demo/callback")]
    [InlineData("", "/integrations/demo/connect/", null, "https://app.example/integrations/demo/callback")]
    [InlineData("/base", "/integrations/demo/callback", null, "https://app.example/base/integrations/demo/callback")]
    [InlineData("/b c", "/x/demo/connect", "https://public.example/", "https://public.example/b%20c/x/demo/callback")]
    [InlineData("", "/demo/connect", "http://localhost:5000", "http://localhost:5000/demo/callback")]
    public void RedirectUri_IsTheCallbackBesideTheEndpoint(string pathBase, string path, string? publicOrigin, string expected)
        => Assert.Equal(expected, ConnectionRoutes.RedirectUri(Request(path, pathBase), new ConnectionsOptions { PublicOrigin = publicOrigin }));

    [Theory]
    [InlineData("/base/integrations/demo/callback", true)]
    [InlineData("/base/integrations/demo/connect?x=y", true)]
    [InlineData("/base/integrations/demo/connected", false)]
    [InlineData("/integrations/demo/callback", false)]
    [InlineData("/base/integrations/other/callback", false)]
    [InlineData("/base/settings", false)]
    public void ReturnPath_IsWithinTheFlow_WhereItIsOneOfItsEndpoints(string path, bool isWithin)
        => Assert.Equal(isWithin, ConnectionRoutes.IsWithinFlow(Request("/integrations/demo/connect", "/base"), path));

    [Fact]
    public void AnswersParameters_AreThoseThatHaveAValue_BeforeTheFragment()
    {
        Assert.Equal("/x?a=1%262&c=#end", Endpoints.Reply.With("/x#end", ("a", "1&2"), ("b", null), ("c", string.Empty)));
        Assert.Equal("/x?y=z&a=1", Endpoints.Reply.With("/x?y=z", ("a", "1")));
        Assert.Equal("/x", Endpoints.Reply.With("/x"));
    }

    [Fact]
    public async Task Answer_IsPlainText_OrARedirect_AndIsNotKept()
    {
        DefaultHttpContext text = new() { Response = { Body = new MemoryStream() } };
        await Endpoints.Reply.TextAsync(text, StatusCodes.Status403Forbidden, "N\u00f6.");
        DefaultHttpContext get = new() { Request = { Method = "GET" } };
        Endpoints.Reply.Redirect(get, "/there");
        DefaultHttpContext post = new() { Request = { Method = "POST" } };
        Endpoints.Reply.Redirect(post, "/there");

        Assert.Equal((403, "text/plain; charset=utf-8"), (text.Response.StatusCode, text.Response.ContentType));
        Assert.Equal("N\u00f6.", System.Text.Encoding.UTF8.GetString(((MemoryStream)text.Response.Body).ToArray()));
        Assert.Equal("nosniff", text.Response.Headers.XContentTypeOptions);
        Assert.Equal((302, "/there"), (get.Response.StatusCode, get.Response.Headers.Location.ToString()));
        Assert.Equal((303, "/there"), (post.Response.StatusCode, post.Response.Headers.Location.ToString()));
        Assert.All(
            (DefaultHttpContext[])[text, get, post],
            http => Assert.Equal(
                ("no-store", "no-referrer"),
                (http.Response.Headers.CacheControl.ToString(), http.Response.Headers["Referrer-Policy"].ToString())));
    }

    [Fact]
    public void User_IsWhoIsSignedIn_AndHasAnId()
    {
        Assert.Equal(new SignedInUser("u", "t"), Of("test", "u", "t"));
        Assert.Equal(new SignedInUser("u", null), Of("test", "u", string.Empty));
        Assert.Equal(new SignedInUser("u", null), Of("test", "u", null));
        Assert.Null(Of("test", string.Empty, "t"));
        Assert.Null(Of("test", null, "t"));
        Assert.Null(Of(null, "u", "t"));

        static SignedInUser? Of(string? authentication, string? user, string? tenant)
        {
            DefaultHttpContext http = new() { User = new(new System.Security.Claims.ClaimsIdentity(authentication)) };
            return SignedInUser.Of(http, new ConnectionsOptions { UserId = _ => user, TenantId = _ => tenant });
        }
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "a=b", null, "b")]
    [InlineData("application/x-www-form-urlencoded", "a=b", 64 * 1024, "b")]
    [InlineData("application/x-www-form-urlencoded", "a=b", (64 * 1024) + 1, null)]
    [InlineData("application/json", "a=b", null, null)]
    [InlineData(null, "a=b", null, null)]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n--x--\r\n", null, "b")]
    [InlineData("multipart/form-data", "a=b", null, null)]
    public async Task Form_IsReadWhereItIsOne_AndNotTooLong(string? contentType, string body, int? length, string? value)
    {
        var request = Request("/x");
        request.ContentType = contentType;
        request.ContentLength = length ?? body.Length;
        request.Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(body));

        Assert.Equal(value, (await Forms.ReadAsync(request))?["a"].ToString());
    }

    [Fact]
    public async Task Note_IsFoundByItsState_AndReadByWhoWroteIt()
    {
        BrokenStateStore store = new();
        EphemeralDataProtectionProvider keys = new();
        ReauthorizationNotes notes = new(store, keys);
        var end = DateTimeOffset.UtcNow.AddMinutes(10);

        await notes.AddAsync("state-1", "connection-1", end, default);

        Assert.Equal("connection-1", await notes.FindAsync("state-1", default));
        Assert.Null(await notes.FindAsync("state-2", default));
        Assert.Null(await new ReauthorizationNotes(store, new EphemeralDataProtectionProvider()).FindAsync("state-1", default));
        (var key, var expiresAt) = Assert.Single(store.Expirations);
        Assert.Matches("^reauthorize\\.[A-Za-z0-9_-]{43}$", key);
        Assert.Equal(end, expiresAt);
        Assert.DoesNotContain("connection-1", (await store.FindAsync(key, default))!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task IntegrationThatIsNotThere_IsNotFound()
    {
        await using var app = await TestApp.StartAsync();
        Browser browser = new(app);

        foreach (var path in (string[])["/integrations/nowhere/connect", "/integrations/nowhere/callback?code=c&state=s"])
        {
            var reply = await browser.SendAsync(HttpMethod.Get, path);
            Assert.Equal((HttpStatusCode.NotFound, "There is no such integration."), (reply.Status, reply.Body));
        }
    }

    [Fact]
    public async Task Connect_TakesItsParametersFromAForm_AndFromTheQueryFirst()
    {
        await using var app = await TestApp.StartAsync();
        Browser browser = new(app);
        var connection = await app.ConnectedAsync(browser);
        using FormUrlEncodedContent form = new([new("returnPath", "/from-form"), new("connection", connection.Id)]);

        var byForm = await browser.SendAsync(HttpMethod.Post, "/integrations/demo/connect", form);
        var done = await browser.CallbackAsync("demo", app.Provider.Consent(new Uri(byForm.Location)));
        Assert.Equal(HttpStatusCode.SeeOther, byForm.Status);
        Assert.Equal($"/from-form?connected=demo&connection={connection.Id}", done.Location);

        using FormUrlEncodedContent both = new([new("returnPath", "/from-form")]);
        var byQuery = await browser.SendAsync(HttpMethod.Post, "/integrations/demo/connect?returnPath=/from-query", both);
        done = await browser.CallbackAsync("demo", app.Provider.Consent(new Uri(byQuery.Location)));
        Assert.StartsWith("/from-query?", done.Location, StringComparison.Ordinal);

        // An empty parameter is the same as a missing one.
        var empty = await browser.StartAsync(query: "?returnPath=&connection=");
        Assert.StartsWith("/?connected", (await browser.CallbackAsync("demo", app.Provider.Consent(empty))).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_ToAConnectionOfAnotherIntegration_IsNotFound()
    {
        await using var app = await TestApp.StartAsync(
            (connections, provider) => connections.AddIntegration("other", o => TestApp.Point(o, provider)));
        var connection = await app.ConnectedAsync();

        var reply = await new Browser(app).SendAsync(HttpMethod.Get, $"/integrations/other/connect?connection={connection.Id}");

        Assert.Equal((HttpStatusCode.NotFound, "There is no such connection."), (reply.Status, reply.Body));
    }

    [Fact]
    public async Task ReturnPath_IsOneThatTheApplicationAllows()
    {
        await using var app = await TestApp.StartAsync(
            services: services => services.Configure<OAuthStateOptions>(o =>
            {
                o.AllowedRedirectPrefixes.Add("/settings");
                o.DefaultRedirectPath = "/settings/default";
            }));
        Browser browser = new(app);

        var refused = await browser.SendAsync(HttpMethod.Get, "/integrations/demo/connect?returnPath=/elsewhere");
        Assert.Equal((HttpStatusCode.BadRequest, "The return path is not allowed."), (refused.Status, refused.Body));
        var allowed = await browser.StartAsync(query: "?returnPath=/settings/list");
        var back = await browser.CallbackAsync("demo", app.Provider.Consent(allowed));
        Assert.StartsWith("/settings/list?connected", back.Location, StringComparison.Ordinal);
        Assert.StartsWith("/settings/default?connected", await app.ConnectAsync(browser), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AuthorizationRequest_HasWhatTheIntegrationNeeds_AndNoMore()
    {
        await using var app = await TestApp.StartAsync(
            (connections, provider) => connections.AddIntegration("plain", o =>
            {
                TestApp.Point(o, provider);
                o.AuthorizationEndpoint += "?v=2";
                o.Scopes.Clear();
                o.UsePkce = false;
            }),
            demo: o => o.ScopeSeparator = ",");
        Browser browser = new(app);

        var plain = ConnectTests.Query(await browser.StartAsync("plain"));
        var authorization = await browser.StartAsync();
        var demo = ConnectTests.Query(authorization);

        Assert.Equal(["client_id", "redirect_uri", "response_type", "state", "v"], plain.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["client_id", "code_challenge", "code_challenge_method", "redirect_uri", "response_type", "scope", "state"],
            demo.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("read,write", demo["scope"]);
        await browser.CallbackAsync("demo", app.Provider.Consent(authorization));
        Assert.Matches("^[A-Za-z0-9_-]{43}$", Assert.Single(app.Provider.TokenCalls).Form["code_verifier"]);
    }

    [Fact]
    public async Task CookieOfTheFlow_IsLax_WhereTheProviderRedirects()
    {
        await using var app = await TestApp.StartAsync();

        var start = await new Browser(app).SendAsync(HttpMethod.Get, "/integrations/demo/connect");

        Assert.Contains("SameSite=Lax", start.Response.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CallbackWithoutACode_OrOfAnotherIssuer_SaysSo()
    {
        await using var app = await TestApp.StartAsync(demo: o => o.Issuer = "https://honest.example");
        Browser browser = new(app);
        var callback = app.Provider.Consent(await browser.StartAsync());

        var wrong = await browser.CallbackAsync("demo", [.. callback, new("iss", "https://evil.example")]);
        var page = ConnectTests.Query(wrong.Location);
        Assert.Equal(
            ("demo OAuth failed: invalid_issuer - The answer came from another authorization server", "demo"), (page["error"], page["integration"]));
        Assert.Single(app.Log.Entries, entry => entry.Id == 4803);
        Assert.Single(app.Log.Entries, entry => entry.Id == 4801 && entry.Text.Contains("invalid_issuer", StringComparison.Ordinal));

        callback = app.Provider.Consent(await browser.StartAsync());
        callback["code"] = string.Empty;
        var empty = await browser.CallbackAsync("demo", [.. callback, new("iss", "https://honest.example")]);
        Assert.Equal("demo OAuth failed: missing_code - demo sent no authorization code", ConnectTests.Query(empty.Location)["error"]);
        Assert.Empty(app.Provider.TokenCalls);
    }

    /// <summary>A code can have any value and length; the parameter is named as in the standard.</summary>
    [Fact]
    public async Task Code_IsTakenAsItComes()
    {
        await using var app = await TestApp.StartAsync();
        Browser browser = new(app);
        var state = app.Provider.Consent(await browser.StartAsync())["state"];
        await browser.CallbackAsync("demo", [new("code", "x"), new("state", state)]);
        Assert.Equal("x", Assert.Single(app.Provider.TokenCalls).Form["code"]);

        state = app.Provider.Consent(await browser.StartAsync())["state"];
        var other = await browser.CallbackAsync("demo", [new("CODE", "x"), new("state", state)]);
        Assert.Contains("missing_code", other.Location, StringComparison.Ordinal);
        Assert.Single(app.Provider.TokenCalls);
    }

    [Fact]
    public async Task CallbackWhoseStateCannotBeLookedUp_CanBeTriedAgain()
    {
        BrokenStateStore store = new();
        await using var app = await TestApp.StartAsync(services: services => services.AddSingleton<IOAuthStateStore>(store));
        Browser browser = new(app);
        var callback = app.Provider.Consent(await browser.StartAsync());

        store.IsBroken = true;
        var reply = await browser.CallbackAsync("demo", callback);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.Status);
        Assert.Empty(app.Provider.TokenCalls);

        store.IsBroken = false;
        Assert.StartsWith("/?connected", (await browser.CallbackAsync("demo", callback)).Location, StringComparison.Ordinal);
        Assert.Equal(
            (HttpStatusCode.BadRequest, OAuthErrorMessage.ForUnsolicitedCallback),
            ((await browser.CallbackAsync("demo", [])).Status, (await browser.CallbackAsync("demo", [])).Body));
    }

    /// <summary>A form that cannot be read contains no state.</summary>
    [Fact]
    public async Task FormPostThatCannotBeRead_IsRefused()
    {
        await using var app = await TestApp.StartAsync(demo: o => o.UseFormPost = true);
        using StringContent json = new("{}", System.Text.Encoding.UTF8, "application/json");

        var signedIn = await new Browser(app).SendAsync(HttpMethod.Post, "/integrations/demo/callback", json);
        using StringContent again = new("{}", System.Text.Encoding.UTF8, "application/json");
        var signedOut = await new Browser(app, user: null, tenant: null).SendAsync(HttpMethod.Post, "/integrations/demo/callback", again);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (signedIn.Status, signedOut.Status));
    }

    [Fact]
    public async Task List_TellsAllThatIsKnownOfAConnection()
    {
        await using var app = await TestApp.StartAsync(demo: o => o.DisplayName = "The demo");
        Browser browser = new(app);
        app.Provider.UserInfo = () => FakeProvider.Json(200, new { sub = "alice", email = "alice@example.com" });
        var location = await app.ConnectAsync(browser, scope: "read");
        var connection = (await app.Connections.FindAsync(TestApp.Tenant, ConnectTests.Query(location)["connection"]))!;
        await app.Store.RequireReauthorizationAsync(new(TestApp.Tenant, connection.Id), 1, "invalid_grant", "It is gone.", default);

        var reply = await browser.SendAsync(HttpMethod.Get, "/integrations");

        var list = JsonDocument.Parse(reply.Body).RootElement;
        var entry = Assert.Single(list.GetProperty("connections").EnumerateArray().ToArray());
        Assert.Equal("The demo", Assert.Single(list.GetProperty("integrations").EnumerateArray().ToArray()).GetProperty("name").GetString());
        Assert.Equal(
            [connection.Id, "demo", "reauthorization_required", "alice", "alice@example.com", """["read"]""", """["write"]""", "It is gone."],
            ((string[])["id", "integration", "status", "accountId", "accountName", "scopes", "missingScopes", "problem"])
                .Select(name => entry.GetProperty(name).ToString()));
        Assert.Equal(
            (connection.CreatedAt, connection.AuthorizedAt),
            (entry.GetProperty("createdAt").GetDateTimeOffset(), entry.GetProperty("authorizedAt").GetDateTimeOffset()));
        Assert.Equal("no-store", reply.Response.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Disconnect_LeadsBackToWhereTheFormOrTheQuerySays()
    {
        await using var app = await TestApp.StartAsync();
        Browser browser = new(app);
        var first = await app.AddConnectionAsync(new OAuthTokens("at-1"), account: "a");
        var second = await app.AddConnectionAsync(new OAuthTokens("at-2"), account: "b");
        using FormUrlEncodedContent form = new([new("returnPath", "/from-form")]);

        var byForm = await browser.SendAsync(HttpMethod.Post, $"/integrations/{first}/disconnect?returnPath=/from-query", form);
        var byQuery = await browser.SendAsync(HttpMethod.Post, $"/integrations/{second}/disconnect?returnPath=/from-query");

        Assert.Equal((HttpStatusCode.SeeOther, "/from-form?disconnected=demo"), (byForm.Status, byForm.Location));
        Assert.Equal((HttpStatusCode.SeeOther, "/from-query?disconnected=demo"), (byQuery.Status, byQuery.Location));
        Assert.Equal(2, app.Log.Entries.Count(entry => entry.Id == 4830));
    }

    [Fact]
    public async Task RequestFromAnotherSite_IsLogged_AndToldWhy()
    {
        await using var app = await TestApp.StartAsync();
        Browser browser = new(app);
        var id = await app.AddConnectionAsync(new OAuthTokens("at-1"));

        foreach (var path in (string[])["/integrations/demo/connect", $"/integrations/{id}/disconnect"])
        {
            var reply = await browser.SendAsync(HttpMethod.Post, path, headers: ("Sec-Fetch-Site", "cross-site"));
            Assert.Equal((HttpStatusCode.Forbidden, "The request came from another site."), (reply.Status, reply.Body));
        }

        Assert.Equal(2, app.Log.Entries.Count(entry => entry.Id == 4804));

        // With GET, a link on any site starts a flow, as in providers' app directories.
        var link = await browser.SendAsync(HttpMethod.Get, "/integrations/demo/connect", headers: ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Redirect, link.Status);
    }

    private static HttpRequest Request(string path, string pathBase = "")
        => new DefaultHttpContext
        {
            Request = { Method = "POST", Scheme = "https", Host = new HostString("app.example"), Path = path, PathBase = pathBase },
        }.Request;
}
