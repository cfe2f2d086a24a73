using System.Net;
using System.Text.Json;
using Atom.OAuth.AspNetCore.Tests.Support;
using Atom.OAuth.Store;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using HistoryStarter = Atom.OAuth.Endpoints.HistoryStarter;

namespace Atom.OAuth.AspNetCore.Tests;

/// <summary>From the click on "connect" to the stored connection, and its disconnection.</summary>
public class ConnectTests
{
    [Fact]
    public async Task Connect_AsksAsTheStandardSays_AndStoresTheConnection()
    {
        await using var app = await TestApp.StartAsync(demo: o => o.ExtraParameters["prompt"] = "consent");
        Browser browser = new(app);

        var authorization = await browser.StartAsync(query: "?returnPath=/settings%23list");
        var query = Query(authorization);
        Assert.Equal(["client", "S256", "consent", $"{app.Origin}/integrations/demo/callback", "code", "read write"],
            [query["client_id"], query["code_challenge_method"], query["prompt"], query["redirect_uri"], query["response_type"], query["scope"]]);

        var reply = await browser.CallbackAsync("demo", app.Provider.Consent(authorization));

        var connection = Assert.Single(await app.Connections.ListAsync(TestApp.Tenant, TestApp.User));
        Assert.Equal($"/settings?connected=demo&connection={connection.Id}#list", reply.Location);
        Assert.Equal("no-store", reply.Response.Headers.CacheControl!.ToString());
        Assert.Equal("no-referrer", reply.Response.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal(("demo", OAuthConnectionStatus.Active, 26), (connection.IntegrationId, connection.Status, connection.Id.Length));
        Assert.Equal(["read", "write"], connection.Scopes);
        var exchange = Assert.Single(app.Provider.TokenCalls);
        Assert.Equal(query["redirect_uri"], exchange.Form["redirect_uri"]);
        Assert.Equal("Basic " + Convert.ToBase64String("client:hunter22"u8), exchange.Authorization);
        Assert.StartsWith("at-", (await app.Connections.GetAccessTokenAsync(TestApp.Tenant, connection.Id)).Value, StringComparison.Ordinal);
        Assert.Equal([OAuthConnectionChangeKind.Connected], app.Changes);
    }

    [Fact]
    public async Task SeveralTabs_ConnectAtOnce()
    {
        await using var app = await TestApp.StartAsync();
        Browser browser = new(app);
        Uri[] tabs = [await browser.StartAsync(), await browser.StartAsync(), await browser.StartAsync()];

        foreach (var tab in tabs.Reverse())
        {
            Assert.StartsWith(
                "/?connected=demo", (await browser.CallbackAsync("demo", app.Provider.Consent(tab))).Location, StringComparison.Ordinal);
        }

        Assert.Single(await app.Connections.ListAsync(TestApp.Tenant, TestApp.User));
    }

    [Fact]
    public async Task Reload_AndBackButton_GetTheFirstOutcome()
    {
        await using var app = await TestApp.StartAsync();
        Browser browser = new(app);
        var callback = app.Provider.Consent(await browser.StartAsync());

        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => browser.CallbackAsync("demo", callback)));

        Assert.Single(replies.Select(reply => reply.Location).Distinct());
        Assert.StartsWith("/?connected=demo", replies[0].Location, StringComparison.Ordinal);
        Assert.Single(app.Provider.TokenCalls);
        Assert.Equal([OAuthConnectionChangeKind.Connected], app.Changes);
    }

    [Fact]
    public async Task RefusedConsent_IsAMessage_AndTheUserCanGoBackAndConsent()
    {
        await using var app = await TestApp.StartAsync();
        Browser browser = new(app);
        var consent = app.Provider.Consent(await browser.StartAsync());

        var refused = await browser.CallbackAsync(
            "demo",
            new Dictionary<string,
            string>
            { ["error"] = "access_denied", ["error_description"] = "<script>no", ["state"] = consent["state"] });
        Assert.Equal("demo OAuth failed: access_denied - no", Query(refused.Location)["error"]);
        Assert.Empty(app.Provider.TokenCalls);

        Assert.StartsWith("/?connected=demo", (await browser.CallbackAsync("demo", consent)).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FewerScopesThanAsked_AreShown()
    {
        await using var app = await TestApp.StartAsync();

        var location = await app.ConnectAsync(new Browser(app), scope: "read");

        Assert.Equal("write", Query(location)["missing"]);
        var connection = Assert.Single(await app.Connections.ListAsync(TestApp.Tenant, TestApp.User));
        Assert.Equal(["read"], connection.Scopes);
        Assert.Equal(["write"], connection.MissingScopes);
    }

    [Fact]
    public async Task UnknownParameters_AreTolerated()
    {
        await using var app = await TestApp.StartAsync();
        Browser browser = new(app);
        var callback = app.Provider.Consent(await browser.StartAsync());
        callback["authuser"] = "0";
        callback["iss"] = "https://an-issuer-that-nobody-asked-for.example";

        Assert.StartsWith("/?connected=demo", (await browser.CallbackAsync("demo", callback)).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FormPost_WorksWithoutTheSignInCookie_ByTheFlowsOwn()
    {
        await using var app = await TestApp.StartAsync(demo: o => o.UseFormPost = true);
        Browser browser = new(app);
        var start = await browser.SendAsync(HttpMethod.Get, "/integrations/demo/connect");
        Assert.Contains("SameSite=None", start.Response.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
        Assert.Equal("form_post", Query(start.Location)["response_mode"]);

        // The browser posts from the provider's site, so the SameSite=Lax sign-in cookie is not sent.
        Browser signedOut = new(app, user: null, tenant: null);
        browser.LendCookiesTo(signedOut);
        using FormUrlEncodedContent form = new(app.Provider.Consent(new Uri(start.Location)));
        var reply = await signedOut.SendAsync(
            HttpMethod.Post, "/integrations/demo/callback", form, ("Origin", "https://provider.example"), ("Sec-Fetch-Site", "cross-site"));

        Assert.Equal(HttpStatusCode.SeeOther, reply.Status);
        Assert.StartsWith("/?connected=demo", reply.Location, StringComparison.Ordinal);
        Assert.Equal(TestApp.User, Assert.Single(await app.Connections.ListAsync(TestApp.Tenant, TestApp.User)).UserId);
    }

    [Fact]
    public async Task PostToACallback_IsNotFound_WithoutFormPost()
    {
        await using var app = await TestApp.StartAsync();
        Browser browser = new(app);
        using FormUrlEncodedContent form = new(app.Provider.Consent(await browser.StartAsync()));

        Assert.Equal(HttpStatusCode.NotFound, (await browser.SendAsync(HttpMethod.Post, "/integrations/demo/callback", form)).Status);
    }

    [Fact]
    public async Task ConsentingAgain_KeepsIdAndHistory_AndBringsADeadConnectionBack()
    {
        await using var app = await TestApp.StartAsync();
        Browser browser = new(app);
        var first = await app.ConnectedAsync(browser);
        await app.Store.RequireReauthorizationAsync(new(TestApp.Tenant, first.Id), first.TokenVersion, "invalid_grant", "gone", default);
        await Assert.ThrowsAsync<OAuthConnectionException>(async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, first.Id));

        var location = await app.ConnectAsync(browser, query: $"?connection={first.Id}");

        var second = Assert.Single(await app.Connections.ListAsync(TestApp.Tenant, TestApp.User));
        Assert.Equal(first.Id, Query(location)["connection"]);
        Assert.Equal((first.Id, first.CreatedAt, OAuthConnectionStatus.Active, null), (second.Id, second.CreatedAt, second.Status, second.Problem));
        await app.Connections.GetAccessTokenAsync(TestApp.Tenant, first.Id);
        Assert.Equal([OAuthConnectionChangeKind.Connected, OAuthConnectionChangeKind.Reauthorized], app.Changes);
    }

    /// <summary>Google only issues a refresh token for the first consent.</summary>
    [Fact]
    public async Task ConsentWithoutARefreshToken_KeepsTheOneThatIsThere()
    {
        await using var app = await TestApp.StartAsync();
        Browser browser = new(app);
        var connection = await app.ConnectedAsync(browser);
        var refreshToken = (await app.StoredAsync(connection.Id)).Tokens.Tokens.RefreshToken!;
        app.Provider.Answer = (_, _) => Task.FromResult<Microsoft.AspNetCore.Http.IResult?>(
            FakeProvider.Json(200, new { access_token = "at-second", expires_in = 60 }));

        await app.ConnectAsync(browser);

        var stored = (await app.StoredAsync(connection.Id)).Tokens.Tokens;
        Assert.Equal(("at-second", refreshToken), (stored.AccessToken, stored.RefreshToken));
    }

    [Fact]
    public async Task SeveralAccountsOfOneProvider_AreConnectionsOfTheirOwn()
    {
        await using var app = await TestApp.StartAsync();
        Browser browser = new(app);
        app.Provider.UserInfo = () => FakeProvider.Json(200, new { sub = "alice", email = "alice@example.com" });
        var alice = await app.ConnectedAsync(browser);
        app.Provider.UserInfo = () => FakeProvider.Json(200, new { id = 7 });
        var seven = await app.ConnectedAsync(browser);
        app.Provider.UserInfo = () => FakeProvider.Json(200, new { sub = "alice" });
        var again = await app.ConnectedAsync(browser);

        Assert.Equal(("alice", "alice@example.com", "7"), (alice.AccountId, alice.AccountName, seven.AccountId));
        Assert.Equal((alice.Id, "alice@example.com"), (again.Id, again.AccountName));
        Assert.Equal(2, (await app.Connections.ListAsync(TestApp.Tenant, TestApp.User)).Count);
    }

    [Fact]
    public async Task AnotherAccountThanTheOneToConsentTo_IsAnotherConnection()
    {
        await using var app = await TestApp.StartAsync();
        Browser browser = new(app);
        app.Provider.UserInfo = () => FakeProvider.Json(200, new { sub = "alice" });
        var alice = await app.ConnectedAsync(browser);
        app.Provider.UserInfo = () => FakeProvider.Json(200, new { sub = "bob" });

        var location = await app.ConnectAsync(browser, query: $"?connection={alice.Id}");

        Assert.NotEqual(alice.Id, Query(location)["connection"]);
        Assert.Equal(alice.TokenVersion, (await app.Connections.FindAsync(TestApp.Tenant, alice.Id))!.TokenVersion);
    }

    [Fact]
    public async Task SlacksAccount_ComesFromTheTokenResponse()
    {
        await using var app = await TestApp.StartAsync(
            (connections, provider) => connections.AddIntegration("slack", o => TestApp.Point(o, provider)));
        app.Provider.Extras = new() { ["ok"] = true, ["team"] = new { id = "T1", name = "Acme" }, ["authed_user"] = new { id = "U1" } };

        var connection = await app.ConnectedAsync(integration: "slack");

        Assert.Equal(("T1:U1", "Acme"), (connection.AccountId, connection.AccountName));
    }

    [Fact]
    public async Task Disconnect_RevokesAndForgets()
    {
        await using var app = await TestApp.StartAsync();
        Browser browser = new(app);
        var connection = await app.ConnectedAsync(browser);
        var refreshToken = (await app.StoredAsync(connection.Id)).Tokens.Tokens.RefreshToken!;

        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await browser.SendAsync(HttpMethod.Get, $"/integrations/{connection.Id}/disconnect")).Status);
        var reply = await browser.SendAsync(
            HttpMethod.Post, $"/integrations/{connection.Id}/disconnect", headers: ("Sec-Fetch-Site", "same-origin"));

        Assert.Equal(HttpStatusCode.NoContent, reply.Status);
        Assert.Empty(await app.Connections.ListAsync(TestApp.Tenant, TestApp.User));
        var revocation = Assert.Single(app.Provider.Revocations);
        Assert.Equal((refreshToken, "refresh_token"), (revocation["token"], revocation["token_type_hint"]));
        var gone = await Assert.ThrowsAsync<OAuthConnectionException>(
            async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, connection.Id));
        Assert.Equal(OAuthConnectionProblem.NotFound, gone.Problem);
        Assert.Equal([OAuthConnectionChangeKind.Connected, OAuthConnectionChangeKind.Disconnected], app.Changes);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.SendAsync(HttpMethod.Post, $"/integrations/{connection.Id}/disconnect")).Status);
    }

    /// <summary>
    /// Slack revokes the token that authenticates the call: an expired one is refreshed first, and both the user's and the bot's are revoked.
    /// </summary>
    [Fact]
    public async Task Disconnect_RevokesByBearer_WithATokenThatIsGood_AndBothOfSlacks()
    {
        await using var app = await TestApp.StartAsync((connections, provider) => connections.AddIntegration(
            "slack", o => TestApp.Point(o, provider)));
        app.Provider.Extras = new() { ["ok"] = true };
        var id = await app.AddConnectionAsync(
            new OAuthTokens("at-bot")
            {
                RefreshToken = app.Provider.Issue(),
                ExpiresAt = DateTimeOffset.UtcNow.AddMinutes(-1),
                User = new OAuthTokens("at-user") { TokenType = "user" },
            },
            integration: "slack");

        Assert.True(await app.Connections.DisconnectAsync(TestApp.Tenant, id));

        Assert.Equal(1, app.Provider.Refreshes);
        string[] used = [.. app.Provider.Revocations.Select(call => call["Authorization"])];
        Assert.Equal(2, used.Length);
        Assert.Matches("^Bearer at-[0-9]+$", used[0]);
        Assert.Equal("Bearer at-user", used[1]);
        Assert.DoesNotContain(app.Log.Entries, entry => entry.Id == 4831);
    }

    [Fact]
    public async Task List_NamesIntegrationsAndConnections_AndNoToken()
    {
        await using var app = await TestApp.StartAsync();
        Browser browser = new(app);
        var connection = await app.ConnectedAsync(browser);

        var reply = await browser.SendAsync(HttpMethod.Get, "/integrations");

        var list = JsonDocument.Parse(reply.Body).RootElement;
        Assert.Equal("demo", list.GetProperty("integrations")[0].GetProperty("id").GetString());
        Assert.Equal(connection.Id, list.GetProperty("connections")[0].GetProperty("id").GetString());
        Assert.Equal("active", list.GetProperty("connections")[0].GetProperty("status").GetString());
        Assert.DoesNotContain("at-", reply.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("rt-", reply.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_StartsTheHistory_WhereTheServiceIsRegistered()
    {
        List<HistoricalSyncRequest> requests = [];
        await using var app = await TestApp.StartAsync(
            demo: o => o.SyncMonths = 6,
            services: services => services.AddAtomOAuth().AddInMemoryHistoricalSync((request, _) =>
            {
                requests.Add(request);
                return Task.CompletedTask;
            }));

        var connection = await app.ConnectedAsync();
        await app.Services.GetRequiredService<InMemoryHistoricalSync>().WaitForIdleAsync();

        var request = Assert.Single(requests);
        Assert.Equal(
            ("demo", TestApp.User, TestApp.Tenant, connection.Id, 6),
            (request.IntegrationId, request.UserId, request.TenantId, request.ConnectionId, request.SyncMonths));
    }

    [Fact]
    public async Task ConnectionOfAProcessThatDiedAfterTheSave_GetsItsHistory_AndGetsItOnce()
    {
        List<HistoricalSyncRequest> requests = [];
        await using var app = await TestApp.StartAsync(services: services => services.AddAtomOAuth().AddInMemoryHistoricalSync((request, _) =>
        {
            requests.Add(request);
            return Task.CompletedTask;
        }));
        var starter = app.Services.GetRequiredService<HistoryStarter>();
        var syncs = app.Services.GetRequiredService<InMemoryHistoricalSync>();

        // The state that such a process leaves behind; the second one is so recent that its process may still be working on it.
        var dead = await SaveAsync("account-1", TimeSpan.FromMinutes(2));
        var young = await SaveAsync("account-2", TimeSpan.Zero);
        await starter.RunOnceAsync(DateTimeOffset.UtcNow, CancellationToken.None);
        await starter.RunOnceAsync(DateTimeOffset.UtcNow, CancellationToken.None);
        await syncs.WaitForIdleAsync();

        Assert.Equal(dead.ConnectionId, Assert.Single(requests).ConnectionId);
        Assert.Equal(
            young.ConnectionId,
            Assert.Single(await app.Store.ListHistoryOwedAsync(DateTimeOffset.MaxValue, 10, CancellationToken.None)).Key.ConnectionId);

        // A connection that succeeds as usual owes no history afterwards.
        await app.ConnectedAsync();
        Assert.Single(await app.Store.ListHistoryOwedAsync(DateTimeOffset.MaxValue, 10, CancellationToken.None));

        async Task<ConnectionKey> SaveAsync(string account, TimeSpan age)
        {
            Grant grant = new(TestApp.Tenant, TestApp.User, "demo")
            {
                AccountId = account,
                AskedScopes = "read",
                Time = (DateTimeOffset.UtcNow - age).ToUnixTimeMilliseconds(),
                OwesHistory = true,
            };
            return (await app.Store.SaveGrantAsync(grant, static (_, _) => [1], CancellationToken.None)).Key;
        }
    }

    [Fact]
    public async Task HistoryThatCouldNeitherBeStartedNorRecorded_IsStartedOnceMore()
    {
        HistoriesThatFail histories = new();
        await using var app = await TestApp.StartAsync(services: services => services
            .AddSingleton<IHistoricalSyncService>(histories)
            .AddSingleton<IPendingHistoricalSyncStore>(histories));
        var starter = app.Services.GetRequiredService<HistoryStarter>();
        await app.ConnectedAsync();
        var owed = Assert.Single(await app.Store.ListHistoryOwedAsync(DateTimeOffset.MaxValue, 10, CancellationToken.None));
        histories.Fail = false;

        // The process that saved it has half a minute to start it.
        await starter.RunOnceAsync(DateTimeOffset.UtcNow, CancellationToken.None);
        Assert.Empty(histories.Started);
        await starter.RunOnceAsync(DateTimeOffset.UtcNow.AddMinutes(1), CancellationToken.None);
        await starter.RunOnceAsync(DateTimeOffset.UtcNow.AddMinutes(1), CancellationToken.None);

        Assert.Equal(owed.Key.ConnectionId, Assert.Single(histories.Started).ConnectionId);
    }

    private sealed class HistoriesThatFail : IHistoricalSyncService, IPendingHistoricalSyncStore
    {
        public bool Fail { get; set; } = true;

        public List<HistoricalSyncRequest> Started { get; } = [];

        public ValueTask<HistoricalSyncStart> StartAsync(HistoricalSyncRequest request, CancellationToken cancellationToken)
        {
            ThrowIfFailing();
            Started.Add(request);
            return new(HistoricalSyncStart.Started("job-1"));
        }

        public ValueTask AddAsync(HistoricalSyncRequest request, CancellationToken cancellationToken)
        {
            ThrowIfFailing();
            return default;
        }

        public ValueTask RemoveAsync(HistoricalSyncRequest request, CancellationToken cancellationToken) => default;

        public ValueTask<IReadOnlyList<HistoricalSyncRequest>> ListAsync(int max, CancellationToken cancellationToken) => new([]);

        private void ThrowIfFailing()
        {
            if (Fail)
            {
                throw new InvalidOperationException("The queue is not there.");
            }
        }
    }

    [Fact]
    public async Task ObserverThatFailsOrHangs_UndoesNothing()
    {
        await using var app = await TestApp.StartAsync(
            options: o =>
            {
                o.OnConnected = (_, _) => throw new InvalidOperationException("broken");
                o.ObserverTimeout = TimeSpan.FromMilliseconds(50);
            },
            services: services => services.AddSingleton<IOAuthConnectionObserver, HangingObserver>());

        Assert.Equal(OAuthConnectionStatus.Active, (await app.ConnectedAsync()).Status);
        Assert.Equal(2, app.Log.Entries.Count(entry => entry.Id == 4840));
    }

    [Fact]
    public async Task NothingLogged_HasASecret()
    {
        await using var app = await TestApp.StartAsync();
        Browser browser = new(app);
        var connection = await app.ConnectedAsync(browser);
        await app.Connections.ReplaceAccessTokenAsync(
            TestApp.Tenant, connection.Id, await app.Connections.GetAccessTokenAsync(TestApp.Tenant, connection.Id));
        await app.Connections.DisconnectAsync(TestApp.Tenant, connection.Id);

        var log = string.Join('\n', app.Log.Entries.Where(entry => entry.Id is >= 4700 and < 4900).Select(entry => entry.Text));
        Assert.NotEmpty(log);
        string[] secrets = ["hunter22", "at-", "rt-", "code-", .. browser.Cookies.Values];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
    }

    internal static Dictionary<string, string> Query(Uri address) => Query(address.Query);

    internal static Dictionary<string, string> Query(string location)
        => QueryHelpers.ParseQuery(location[(location.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('#')[0]).ToDictionary(
            pair => pair.Key, pair => pair.Value.ToString());

    private sealed class HangingObserver : IOAuthConnectionObserver
    {
        public async ValueTask OnConnectionChangedAsync(OAuthConnectionChange change, CancellationToken cancellationToken)
            => await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
