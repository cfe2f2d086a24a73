using Atom.OAuth.AspNetCore.Tests.Support;
using Atom.OAuth.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.AspNetCore.Tests;

/// <summary>What happens to a consent: it is saved, retried, merged with existing tokens, and its history is started.</summary>
public class GrantTests
{
    [Fact]
    public async Task GrantThatCannotBeSaved_IsTriedThreeTimes_ThenRevoked()
    {
        SteppingTime time = new(longest: TimeSpan.FromSeconds(1));
        await using var app = await TestApp.StartAsync(services: services => services.AddSingleton<TimeProvider>(time));
        Browser browser = new(app);
        var authorization = await browser.StartAsync();
        await RefreshTests.ExecuteAsync(app, "ALTER TABLE atom_oauth_connections RENAME TO away");

        var reply = await browser.CallbackAsync("demo", app.Provider.Consent(authorization));

        Assert.Equal(
            "demo OAuth failed: not_saved - The connection could not be saved. Please try again", ConnectTests.Query(reply.Location)["error"]);
        Assert.Equal([100, 200], time.Waits.Select(wait => wait.TotalMilliseconds));
        Assert.StartsWith("rt-", Assert.Single(app.Provider.Revocations)["token"], StringComparison.Ordinal);
        Assert.Single(app.Log.Entries, entry => entry.Id == 4802);
        Assert.Empty(app.Changes);
    }

    [Fact]
    public async Task GrantThatCanNeitherBeSavedNorRevoked_IsLogged()
    {
        await using var app = await TestApp.StartAsync(
            services: services => services.AddSingleton<TimeProvider>(new SteppingTime(longest: TimeSpan.FromSeconds(1))),
            demo: o => o.RevocationEndpoint = "http://127.0.0.1:1/revoke");
        Browser browser = new(app);
        var authorization = await browser.StartAsync();
        await RefreshTests.ExecuteAsync(app, "ALTER TABLE atom_oauth_connections RENAME TO away");

        var reply = await browser.CallbackAsync("demo", app.Provider.Consent(authorization));

        Assert.Contains("not_saved", reply.Location, StringComparison.Ordinal);
        Assert.Contains("connection unsaved", Assert.Single(app.Log.Entries, entry => entry.Id == 4831).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GrantThatIsSavedAtTheThirdTry_IsAConnection()
    {
        SteppingTime time = new(longest: TimeSpan.FromSeconds(1));
        await using var app = await TestApp.StartAsync(services: services => services.AddSingleton<TimeProvider>(time));
        Browser browser = new(app);
        var authorization = await browser.StartAsync();
        await RefreshTests.ExecuteAsync(app, "ALTER TABLE atom_oauth_connections RENAME TO away");
        time.OnWait = before =>
        {
            if (time.Waits[before].TotalMilliseconds == 200)
            {
                RefreshTests.ExecuteAsync(app, "ALTER TABLE away RENAME TO atom_oauth_connections").GetAwaiter().GetResult();
            }
        };

        var reply = await browser.CallbackAsync("demo", app.Provider.Consent(authorization));

        Assert.StartsWith("/?connected=demo", reply.Location, StringComparison.Ordinal);
        Assert.Empty(app.Provider.Revocations);
        Assert.Single(app.Log.Entries, entry => entry.Id == 4800 && entry.Text.Contains("new: True", StringComparison.Ordinal));
    }

    /// <summary>A second consent without a refresh token: new values replace existing ones, and missing ones are kept.</summary>
    [Fact]
    public async Task ConsentWithoutARefreshToken_KeepsTheUsersTokenToo_AndReplacesTheRest()
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.AddConnectionAsync(new OAuthTokens("at-1")
        {
            RefreshToken = "rt-1",
            Scope = "read",
            ExpiresAt = DateTimeOffset.UtcNow.AddHours(-1),
            User = new OAuthTokens("at-user"),
        });
        app.Provider.Answer = (_, _) => Task.FromResult<IResult?>(
            FakeProvider.Json(200, new { access_token = "at-2", token_type = "bot", scope = "read write", expires_in = 3600 }));

        await app.ConnectAsync(new Browser(app));

        var stored = (await app.StoredAsync(id)).Tokens.Tokens;
        Assert.Equal(("at-2", "rt-1", "bot", "read write"), (stored.AccessToken, stored.RefreshToken, stored.TokenType, stored.Scope));
        Assert.Equal("at-user", stored.User!.AccessToken);
        Assert.True(stored.ExpiresAt > DateTimeOffset.UtcNow.AddMinutes(30));
    }

    [Fact]
    public async Task ConsentToAConnectionWhoseTokensCannotBeOpened_ReplacesThem()
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.AddConnectionAsync(new OAuthTokens("at-1") { RefreshToken = "rt-1" });
        await RefreshTests.ExecuteAsync(app, "UPDATE atom_oauth_connections SET tokens = x'00'");
        app.Provider.Answer = (_, _) => Task.FromResult<IResult?>(FakeProvider.Json(200, new { access_token = "at-2", expires_in = 3600 }));

        Assert.Contains(id, await app.ConnectAsync(new Browser(app)), StringComparison.Ordinal);

        var stored = (await app.StoredAsync(id)).Tokens.Tokens;
        Assert.Equal(("at-2", null), (stored.AccessToken, stored.RefreshToken));
    }

    [Fact]
    public async Task History_IsStarted_OnlyWhereTheIntegrationWantsIt()
    {
        List<HistoricalSyncRequest> requests = [];
        await using var app = await TestApp.StartAsync(
            demo: o => o.StartHistoricalSync = false,
            services: services => services.AddAtomOAuth().AddInMemoryHistoricalSync((request, _) =>
            {
                requests.Add(request);
                return Task.CompletedTask;
            }));

        await app.ConnectedAsync();

        await app.Services.GetRequiredService<InMemoryHistoricalSync>().WaitForIdleAsync();
        Assert.Empty(requests);
        Assert.Empty(await app.Store.ListHistoryOwedAsync(DateTimeOffset.MaxValue, 10, default));
    }

    /// <summary>Owed histories are started every 15 seconds; a failed round is followed by the next.</summary>
    [Fact]
    public async Task HistoryThatIsOwed_IsStartedInTheBackground()
    {
        BackgroundTime time = new();
        List<HistoricalSyncRequest> requests = [];
        await using var app = await TestApp.StartAsync(services: services => services.AddSingleton<TimeProvider>(time).AddAtomOAuth()
            .AddInMemoryHistoricalSync((request, _) =>
            {
                requests.Add(request);
                return Task.CompletedTask;
            }));
        foreach (var integration in (string[])["demo", "removed"])
        {
            await app.Store.SaveGrantAsync(
                new Grant(TestApp.Tenant, TestApp.User, integration)
                {
                    AskedScopes = "read",
                    Time = time.GetUtcNow().AddSeconds(-31).ToUnixTimeMilliseconds(),
                    OwesHistory = true,
                },
                static (_, _) => [1],
                default);
        }

        await time.TimerAsync(TimeSpan.FromSeconds(15));
        await RefreshTests.ExecuteAsync(app, "ALTER TABLE atom_oauth_connections RENAME TO away");
        time.Advance(TimeSpan.FromSeconds(14));
        await Task.Delay(200);
        Assert.DoesNotContain(app.Log.Entries, entry => entry.Id == 4852);
        time.Advance(TimeSpan.FromSeconds(1));
        await Eventually.HoldsAsync(() => app.Log.Entries.Any(entry => entry.Id == 4852));
        await RefreshTests.ExecuteAsync(app, "ALTER TABLE away RENAME TO atom_oauth_connections");
        time.Advance(TimeSpan.FromSeconds(15));
        await Eventually.HoldsAsync(async () => (await app.Store.ListHistoryOwedAsync(DateTimeOffset.MaxValue, 10, default)).Count == 0);

        await app.Services.GetRequiredService<InMemoryHistoricalSync>().WaitForIdleAsync();
        Assert.Equal("demo", Assert.Single(requests).IntegrationId);
        Assert.Single(app.Log.Entries, entry => entry.Id == 4850);
    }
}
