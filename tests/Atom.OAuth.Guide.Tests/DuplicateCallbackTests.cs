using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.Guide;

/// <summary>Browsers send callbacks twice, go back, and reload: the account is connected once, and every request gets the true outcome.</summary>
public class DuplicateCallbackTests
{
    [Fact]
    public async Task ReloadedCallback_GetsTheFirstOutcome_AndConnectsNothingTwice()
    {
        await using var app = await GuideApplication.StartAsync();
        (var query, var cookie) = await app.ConnectAsync();
        var callback = $"code=c-1&state={query["state"]}";

        (_, var first, _) = await app.CallbackAsync(callback, cookie);
        (var status, var second, _) = await app.CallbackAsync(callback, cookie);

        Assert.Equal((HttpStatusCode.Redirect, first), (status, second));
        Assert.Single(app.TokenRequests);
    }

    [Theory]
    [InlineData("c-1")]
    [InlineData("c-2")]
    public async Task DoubleClickOnAllow_ConnectsOnce_ThoughTheBrowserDropsTheFirstCall(string secondCode)
    {
        await using var app = await StartAsync(duplicateWait: TimeSpan.FromSeconds(30));
        TaskCompletionSource exchange = new();
        app.AnswersAfter = exchange.Task;
        (var query, var cookie) = await app.ConnectAsync();

        using CancellationTokenSource browser = new();
        Task first = app.CallbackAsync($"code=c-1&state={query["state"]}", cookie, cancellationToken: browser.Token);
        await UntilAsync(() => app.TokenRequests.Count == 1);
        browser.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        var second = app.CallbackAsync($"code={secondCode}&state={query["state"]}", cookie);
        await app.Dropped.Task.WaitAsync(TimeSpan.FromMinutes(1));
        exchange.SetResult();

        Assert.Equal((HttpStatusCode.Redirect, "/integrations?connected=slack"), ((await second).Status, (await second).Location));
        Assert.Equal("c-1", Assert.Single(app.TokenRequests)["code"]);
        Assert.Equal("xoxe-1", (await app.Connections.GetAsync(GuideApplication.Connection)).RefreshToken);
    }

    [Fact]
    public async Task DuplicateOfACallbackThatTakesLong_IsToldToReload_AndTheReloadIsConnected()
    {
        await using var app = await StartAsync(duplicateWait: TimeSpan.Zero);
        TaskCompletionSource exchange = new();
        app.AnswersAfter = exchange.Task;
        (var query, var cookie) = await app.ConnectAsync();
        var callback = $"code=c-1&state={query["state"]}";

        var first = app.CallbackAsync(callback, cookie);
        await UntilAsync(() => app.TokenRequests.Count == 1);
        (var status, _, var body) = await app.CallbackAsync(callback, cookie);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Slack is being connected. Please reload this page in a moment."), (status, body));

        exchange.SetResult();
        await first;
        Assert.Equal("/integrations?connected=slack", (await app.CallbackAsync(callback, cookie)).Location);
        Assert.Single(app.TokenRequests);
    }

    [Fact]
    public async Task Denied_ThenBack_ThenAllowed_Connects()
    {
        await using var app = await GuideApplication.StartAsync();
        (var query, var cookie) = await app.ConnectAsync();
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("/integrations?error=Slack OAuth failed: access_denied - User denied access", await RefuseAsync());
        }

        Assert.Equal("/integrations?connected=slack", (await app.CallbackAsync($"code=c-1&state={query["state"]}", cookie)).Location);
        Assert.Equal("/integrations?connected=slack", await RefuseAsync());

        async Task<string> RefuseAsync() => (await app.CallbackAsync($"error=access_denied&state={query["state"]}", cookie)).Location;
    }

    [Fact]
    public async Task FailedExchange_ThenBack_ThenAllowed_Connects_AndTheOldCodeIsNotSentAgain()
    {
        await using var app = await GuideApplication.StartAsync();
        var good = app.Answer;
        app.Answer = _ => Results.StatusCode(503);
        (var query, var cookie) = await app.ConnectAsync();
        var failed = (await app.CallbackAsync($"code=c-1&state={query["state"]}", cookie)).Location;
        Assert.StartsWith("/integrations?error=Slack OAuth failed: ", failed, StringComparison.Ordinal);
        app.Answer = good;

        Assert.Equal(failed, (await app.CallbackAsync($"code=c-1&state={query["state"]}", cookie)).Location);
        Assert.Equal("/integrations?connected=slack", (await app.CallbackAsync($"code=c-2&state={query["state"]}", cookie)).Location);
        Assert.Equal(["c-1", "c-2"], app.TokenRequests.Select(form => form["code"].ToString()));
    }

    [Fact]
    public async Task SecondConsent_WithoutARefreshToken_KeepsTheStoredOne()
    {
        await using var app = await GuideApplication.StartAsync();
        await ConnectAsync(app, "c-1");
        app.Answer = _ => GuideApplication.Json("""{"ok":true,"access_token":"xoxb-2","team":{"id":"T1"}}""");
        await ConnectAsync(app, "c-2");

        var stored = await app.Connections.GetAsync(GuideApplication.Connection);
        Assert.Equal(("xoxb-2", "xoxe-1"), (stored.AccessToken, stored.RefreshToken));
    }

    [Fact]
    public async Task TwoWorkspacesOfOneUser_AreTwoConnections_WithAHistoryEach()
    {
        List<HistoricalSyncRequest> runs = [];
        InMemoryHistoricalSync recorder = new((request, _) =>
        {
            runs.Add(request);
            return Task.CompletedTask;
        });
        await using var app = await GuideApplication.StartAsync(services => services.AddSingleton<IHistoricalSyncService>(recorder));
        await ConnectAsync(app, "c-1");
        await recorder.WaitForIdleAsync();
        app.Answer = _ => GuideApplication.Json("""{"ok":true,"access_token":"xoxb-9","refresh_token":"xoxe-9","team":{"id":"T2"}}""");
        await ConnectAsync(app, "c-2");
        await recorder.WaitForIdleAsync();

        Assert.Equal([GuideApplication.Connection, "slack/tenant-1/user-1/T2"], app.Connections.List());
        Assert.Equal("xoxe-1", (await app.Connections.GetAsync(GuideApplication.Connection)).RefreshToken);
        Assert.Equal([GuideApplication.Connection, "slack/tenant-1/user-1/T2"], runs.Select(run => run.ConnectionId));
        Assert.All(runs, run => Assert.Equal(run.RequestedAt.AddMonths(-3), run.From));
    }

    [Fact]
    public async Task SyncServiceThatFails_FailsNoConnection()
    {
        await using var app = await GuideApplication.StartAsync(
            services => services.AddScoped<IHistoricalSyncService>(_ => throw new InvalidOperationException("no database")));
        await ConnectAsync(app, "c-1");
        var pending = app.Services.GetRequiredService<IPendingHistoricalSyncStore>();
        Assert.Equal(GuideApplication.Connection, Assert.Single(await pending.ListAsync(10, default)).ConnectionId);
    }

    private static Task<GuideApplication> StartAsync(TimeSpan duplicateWait)
        => GuideApplication.StartAsync(services => services.Configure<OAuthStateOptions>(options => options.DuplicateWait = duplicateWait));

    private static async Task ConnectAsync(GuideApplication app, string code)
    {
        (var query, var cookie) = await app.ConnectAsync();
        Assert.Equal("/integrations?connected=slack", (await app.CallbackAsync($"code={code}&state={query["state"]}", cookie)).Location);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 6000 && !condition(); i++)
        {
            await Task.Delay(10);
        }

        Assert.True(condition(), "It did not happen within a minute.");
    }
}
