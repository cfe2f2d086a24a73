using Atom.OAuth.AspNetCore.Tests.Support;
using Atom.OAuth.Refreshing;
using Atom.OAuth.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.AspNetCore.Tests;

/// <summary>A valid token: refreshed once, never lost, never returned before it is stored.</summary>
public class RefreshTests
{
    [Fact]
    public async Task FiftyCallersAtOnce_CostOneRefresh_AndThreeWaysToTheDatabase()
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.AddExpiredAsync();
        var before = app.Store.RoundTrips;

        var tokens = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => app.Connections.GetAccessTokenAsync(TestApp.Tenant, id).AsTask()));

        Assert.Single(tokens.Select(token => token.Value).Distinct());
        Assert.Equal(1, app.Provider.Refreshes);
        Assert.Equal(3, app.Store.RoundTrips - before);
        (var row, var stored) = await app.StoredAsync(id);
        Assert.Equal((tokens[0].Value, 2, 0L), (stored.Tokens.AccessToken, row.TokenVersion, row.LeaseUntil ?? 0));
    }

    [Fact]
    public async Task CallerThatGivesUp_EndsItsWaiting_NotTheRefresh()
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.AddExpiredAsync();
        TaskCompletionSource arrived = new();
        TaskCompletionSource answer = new();
        app.Provider.Answer = async (_, _) =>
        {
            arrived.SetResult();
            await answer.Task;
            return null;
        };
        using CancellationTokenSource impatience = new();
        var call = app.Connections.GetAccessTokenAsync(TestApp.Tenant, id, cancellationToken: impatience.Token).AsTask();
        await arrived.Task;

        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        answer.SetResult();

        var token = await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id);
        Assert.Equal((1, (await app.StoredAsync(id)).Tokens.Tokens.AccessToken), (app.Provider.Refreshes, token.Value));
    }

    [Fact]
    public async Task TokenIsRefreshedAheadOfItsEnd_AndUsedMeanwhileIfThatFails()
    {
        await using var app = await TestApp.StartAsync(options: o => o.RefreshAhead = TimeSpan.FromMinutes(10));
        var id = await app.AddConnectionAsync(
            new OAuthTokens("at-ending") { RefreshToken = app.Provider.Issue(), ExpiresAt = DateTimeOffset.UtcNow.AddMinutes(5) });
        app.Provider.Answer = (_, _) => Task.FromResult<IResult?>(Results.Text("<html>", "text/html", statusCode: 502));

        Assert.Equal("at-ending", (await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id)).Value);
        app.Restart(id);
        Assert.Equal("at-ending", (await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id)).Value);

        // The second call did not ask the provider, because it has just failed.
        Assert.Equal(1, app.Provider.Refreshes);
    }

    [Fact]
    public async Task InvalidGrant_WithNewerTokensInTheStore_IsNoLoss()
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.AddExpiredAsync();
        app.Provider.Answer = async (call, _) =>
        {
            // Meanwhile, the user has consented again and has new tokens.
            await app.AddConnectionAsync(
                new OAuthTokens("at-consented") { RefreshToken = "rt-consented", ExpiresAt = DateTimeOffset.UtcNow.AddHours(1) });
            return FakeProvider.Json(400, new { error = "invalid_grant" });
        };

        Assert.Equal("at-consented", (await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id)).Value);
        Assert.Equal(OAuthConnectionStatus.Active, (await app.StoredAsync(id)).Row.Status);
        Assert.DoesNotContain(OAuthConnectionChangeKind.ReauthorizationRequired, app.Changes);
    }

    [Fact]
    public async Task InvalidGrant_AsksForTheUser_Once_AndKeepsTheTokens()
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.AddExpiredAsync(refreshToken: "rt-unknown");

        var thrown = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ =>
            Assert.ThrowsAsync<OAuthConnectionException>(() => app.Connections.GetAccessTokenAsync(TestApp.Tenant, id).AsTask())));

        Assert.All(thrown, exception => Assert.Equal(OAuthConnectionProblem.ReauthorizationRequired, exception.Problem));
        Assert.Equal([OAuthConnectionChangeKind.ReauthorizationRequired], app.Changes);
        (var row, var tokens) = await app.StoredAsync(id);
        Assert.Equal(("at-old", "rt-unknown", "invalid_grant"), (tokens.Tokens.AccessToken, tokens.Tokens.RefreshToken, row.FailureCode));
        Assert.Equal(1, app.Provider.Refreshes);
    }

    /// <summary>
    /// The provider acted, but its response was lost: the next refresh resolves it, whether or not the provider accepts the old token.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task UnknownOutcome_IsResolvedByTheNextRefresh(bool acceptsTheOldTokenOnceMore)
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.AddExpiredAsync(refreshToken: "rt-1");
        app.Provider.Answer = (call, http) =>
        {
            http.Abort();
            return Task.FromResult<IResult?>(Results.Empty);
        };
        var cut = await Assert.ThrowsAsync<OAuthFailureException>(
            async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id));
        Assert.Equal((OAuthFailureKind.Transport, true), (cut.Failure.Kind, cut.Failure.IsRetryable));
        Assert.Equal("rt-1", (await app.StoredAsync(id)).Tokens.Tokens.RefreshToken);

        app.Provider.Answer = (call, _) => Task.FromResult<IResult?>(
            acceptsTheOldTokenOnceMore ? app.Provider.Tokens(null) : FakeProvider.Json(400, new { error = "invalid_grant" }));
        await WaitUntilRetryAsync(app, id);
        var second = await Record.ExceptionAsync(async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id));

        Assert.Contains(app.Log.Entries, entry => entry.Id == 4813);
        Assert.Equal(acceptsTheOldTokenOnceMore, second is null);
        Assert.Equal(
            acceptsTheOldTokenOnceMore ? OAuthConnectionStatus.Active : OAuthConnectionStatus.ReauthorizationRequired,
            (await app.StoredAsync(id)).Row.Status);
    }

    /// <summary>Glewlwyd only returns 400 for an unknown refresh token; a failing gateway may do the same.</summary>
    [Fact]
    public async Task SilentRefusals_AreBelieved_WhenTheyGoOn()
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.AddExpiredAsync();
        app.Provider.Answer = (_, _) => Task.FromResult<IResult?>(Results.StatusCode(400));
        for (var i = 0; i < 9; i++)
        {
            var silent = await Assert.ThrowsAsync<OAuthFailureException>(
                async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id));
            Assert.Equal(OAuthFailureKind.Empty, silent.Failure.Kind);
            await WaitUntilRetryAsync(app, id);
        }

        await Assert.ThrowsAsync<OAuthConnectionException>(async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id));
        Assert.Equal(10, app.Provider.Refreshes);
    }

    [Fact]
    public async Task TimeOut_IsAFailure_AndTheNextCallWaitsAsLongAsTheProviderAsks()
    {
        await using var app = await TestApp.StartAsync(options: o => o.TokenRequestTimeout = TimeSpan.FromSeconds(1));
        var id = await app.AddExpiredAsync();
        TaskCompletionSource never = new();
        app.Provider.Answer = async (_, http) =>
        {
            await never.Task.WaitAsync(http.RequestAborted);
            return null;
        };

        var late = await Assert.ThrowsAsync<OAuthFailureException>(
            async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id));
        Assert.Equal("timeout", late.Failure.Code);

        app.Provider.Answer = (_, http) =>
        {
            http.Response.Headers.RetryAfter = "600";
            return Task.FromResult<IResult?>(Results.StatusCode(429));
        };
        await WaitUntilRetryAsync(app, id);
        await Assert.ThrowsAsync<OAuthFailureException>(async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id));
        var asked = app.Provider.Refreshes;
        var told = await Assert.ThrowsAsync<OAuthFailureException>(
            async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id));

        Assert.Equal(asked, app.Provider.Refreshes);
        Assert.InRange(told.Failure.RetryAfter!.Value.TotalSeconds, 400, 600);
    }

    /// <summary>The refresh has rotated the token, but the database is unavailable: the tokens are not returned until they can be stored.</summary>
    [Fact]
    public async Task RotatedTokens_WaitForTheDatabase_AndAreNotHandedOutBefore()
    {
        await using var app = await TestApp.StartAsync(options: o => o.StoreRetryTime = TimeSpan.FromMilliseconds(300));
        var id = await app.AddExpiredAsync();
        app.Provider.Answer = async (_, _) =>
        {
            await ExecuteAsync(app, "ALTER TABLE atom_oauth_connections RENAME TO away");
            return null;
        };

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id));
        Assert.Equal(1, app.Services.GetRequiredService<UnsavedTokens>().Count);
        Assert.Contains(app.Log.Entries, entry => entry.Id == 4814);

        await ExecuteAsync(app, "ALTER TABLE away RENAME TO atom_oauth_connections");
        OAuthAccessToken? token = null;
        for (var end = DateTimeOffset.UtcNow.AddSeconds(30); token is null && DateTimeOffset.UtcNow < end;)
        {
            try
            {
                token = await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id);
            }
            catch (TimeoutException)
            {
                // Still waiting to be stored.
            }
        }

        Assert.Equal((await app.StoredAsync(id)).Tokens.Tokens.AccessToken, token!.Value);
        Assert.Equal((1, 0), (app.Provider.Refreshes, app.Services.GetRequiredService<UnsavedTokens>().Count));
    }

    /// <summary>A slow lease holder loses its lease to another one; if either of them gets tokens, the connection remains active.</summary>
    [Fact]
    public async Task HolderThatLostItsLease_StillStores_WhenNobodyHasNewerTokens()
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.AddExpiredAsync();
        ConnectionKey key = new(TestApp.Tenant, id);
        (var row, var tokens) = await app.StoredAsync(id);
        var slow = (await app.Store.TryLeaseAsync(key, row.TokenVersion, "slow", TimeSpan.FromMilliseconds(-1), default))!;
        var next = (await app.Store.TryLeaseAsync(key, row.TokenVersion, "next", TimeSpan.FromMinutes(1), default))!;
        Assert.True(next.Fence > slow.Fence);
        Assert.Equal((0, 1), (slow.Unresolved, next.Unresolved));
        Assert.Null(await app.Store.TryLeaseAsync(key, row.TokenVersion, "third", TimeSpan.FromMinutes(1), default));

        // The next one gets invalid_grant, because the slow one has used the token.
        Assert.True(await app.Store.RequireReauthorizationAsync(key, row.TokenVersion, "invalid_grant", "used up", default));
        var rotated = app.Services.GetRequiredService<TokenSeal>().Protect(
            key, new TokenSet(new OAuthTokens("at-slow") { RefreshToken = "rt-slow" }));
        Assert.Equal(2, await app.Store.SaveRefreshedAsync(key, slow, new RefreshedTokens(rotated, null, null, null), default));

        Assert.Equal("at-slow", (await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id)).Value);
        Assert.Equal(OAuthConnectionStatus.Active, (await app.StoredAsync(id)).Row.Status);

        // Tokens that are older than the stored ones are discarded.
        var stale = slow with { Fence = slow.Fence - 1 };
        Assert.Null(await app.Store.SaveRefreshedAsync(key, stale, new RefreshedTokens(rotated, null, null, null), default));
    }

    [Fact]
    public async Task DisconnectDuringARefresh_RevokesWhatTheRefreshBrings()
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.AddExpiredAsync();
        app.Provider.Answer = async (_, _) =>
        {
            await app.Connections.DisconnectAsync(TestApp.Tenant, id);
            return FakeProvider.Json(200, new { access_token = "at-late", refresh_token = "rt-late", expires_in = 60 });
        };

        await Assert.ThrowsAsync<OAuthConnectionException>(async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id));

        Assert.Contains(app.Provider.Revocations, revocation => revocation["token"] == "rt-late");
        Assert.Empty(await app.Connections.ListAsync(TestApp.Tenant, TestApp.User));
    }

    /// <summary>Two resources at once: each gets its own access token, and they share the rotating refresh token.</summary>
    [Fact]
    public async Task Targets_GetTokensOfTheirOwn()
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.AddConnectionAsync(
            new OAuthTokens("at-main") { RefreshToken = app.Provider.Issue(), ExpiresAt = DateTimeOffset.UtcNow.AddHours(1) });
        OAuthTokenTarget graph = new("https://graph.example");
        OAuthTokenTarget mail = new("https://mail.example", "b", "a");
        app.Provider.Answer = (call, _) =>
        {
            var refreshToken = call.Form["refresh_token"];
            return Task.FromResult<IResult?>(FakeProvider.Json(200, new
            {
                access_token = $"{call.Form.GetValueOrDefault("resource")}|{call.Form.GetValueOrDefault("scope")?.Replace(' ', '+')}",
                refresh_token = refreshToken + "+",
                expires_in = 3600,
            }));
        };

        OAuthTokenTarget?[] targets = [.. Enumerable.Range(0, 30).Select(i => (i % 3) switch { 0 => graph, 1 => mail, _ => null })];
        var tokens = await Task.WhenAll(
            targets.Select(target => app.Connections.GetAccessTokenAsync(TestApp.Tenant, id, target).AsTask()));

        Assert.All(targets.Zip(tokens), pair => Assert.Equal(
            pair.First is null ? "at-main" : ReferenceEquals(pair.First, graph) ? "https://graph.example|" : "https://mail.example|a+b",
            pair.Second.Value));
        Assert.Equal(2, app.Provider.Refreshes);
        var stored = (await app.StoredAsync(id)).Tokens;
        Assert.Equal((2, "at-main"), (stored.Targets.Count, stored.Tokens.AccessToken));
        Assert.EndsWith("++", stored.Tokens.RefreshToken, StringComparison.Ordinal);
        Assert.Equal(mail, new OAuthTokenTarget("https://mail.example", "a", "b", "a"));
    }

    [Fact]
    public async Task TokenWithoutRefreshToken_LastsUntilItsEnd_ThenTheUserIsNeeded()
    {
        await using var app = await TestApp.StartAsync();
        var lasting = await app.AddConnectionAsync(new OAuthTokens("at-lasting"));
        var ending = await app.AddConnectionAsync(new OAuthTokens("at-ending") { ExpiresAt = DateTimeOffset.UtcNow.AddSeconds(60) }, "user-2");
        var ended = await app.AddConnectionAsync(new OAuthTokens("at-ended") { ExpiresAt = DateTimeOffset.UtcNow.AddSeconds(-1) }, "user-3");

        Assert.Equal("at-lasting", (await app.Connections.GetAccessTokenAsync(TestApp.Tenant, lasting)).Value);
        Assert.Equal("at-ending", (await app.Connections.GetAccessTokenAsync(TestApp.Tenant, ending)).Value);
        await Assert.ThrowsAsync<OAuthConnectionException>(async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, ended));
        Assert.Equal([OAuthConnectionChangeKind.ReauthorizationRequired], app.Changes);
        Assert.Equal(0, app.Provider.Refreshes);
    }

    /// <summary>Connections whose refresh fails, or has no effect, stay due; a hundred of them do not keep the next one from its turn.</summary>
    [Theory]
    [InlineData("removed", "rt")]
    [InlineData("demo", null)]
    public async Task RefreshTokenThatDiesUnused_IsUsed_BehindOthersThatFail(string integration, string? refreshToken)
    {
        await using var app = await TestApp.StartAsync(demo: o => o.RefreshTokenLifetime = TimeSpan.FromDays(30));
        for (var i = 0; i < 101; i++)
        {
            await app.AddConnectionAsync(new OAuthTokens("at") { RefreshToken = refreshToken }, $"other-{i}", integration);
        }

        var connection = await app.ConnectedAsync();
        await ExecuteAsync(app, $"UPDATE atom_oauth_connections SET keep_alive_at = CASE user_id WHEN '{TestApp.User}' THEN 2 ELSE 1 END");

        await app.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<KeepAlive>().Single().RunOnceAsync(default);

        Assert.Equal(1, app.Provider.Refreshes);
        Assert.Equal(2, (await app.StoredAsync(connection.Id)).Row.TokenVersion);
    }

    [Fact]
    public async Task RefreshTokenThatDiesUnused_IsUsedAtHalfOfItsLife()
    {
        await using var app = await TestApp.StartAsync(demo: o => o.RefreshTokenLifetime = TimeSpan.FromDays(30));
        var connection = await app.ConnectedAsync();
        var keepAlive = app.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<KeepAlive>().Single();

        await keepAlive.RunOnceAsync(default);
        Assert.Equal(0, app.Provider.Refreshes);

        await ExecuteAsync(app, "UPDATE atom_oauth_connections SET keep_alive_at = keep_alive_at - 15 * 86400000");
        await keepAlive.RunOnceAsync(default);
        await keepAlive.RunOnceAsync(default);
        Assert.Equal(1, app.Provider.Refreshes);
        Assert.Equal(2, (await app.StoredAsync(connection.Id)).Row.TokenVersion);
    }

    [Fact]
    public async Task TokensOfAnotherRow_CannotBeOpened()
    {
        await using var app = await TestApp.StartAsync();
        var mine = await app.AddConnectionAsync(new OAuthTokens("at-mine"));
        var other = await app.AddConnectionAsync(new OAuthTokens("at-other"), "user-2");

        await ExecuteAsync(
            app,
            $"UPDATE atom_oauth_connections SET tokens = (SELECT tokens FROM atom_oauth_connections WHERE connection_id = '{other}') WHERE "
                + $"connection_id = '{mine}'");

        var swapped = await Assert.ThrowsAsync<OAuthConnectionException>(
            async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, mine));
        Assert.Equal(OAuthConnectionProblem.KeysMissing, swapped.Problem);
        await Assert.ThrowsAsync<OAuthConnectionException>(async () => await app.Connections.GetAccessTokenAsync("tenant-2", other));
    }

    internal static async Task ExecuteAsync(TestApp app, string sql)
    {
        await using var connection = await app.Services.GetRequiredService<OAuthDatabase>().OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements come from tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Clears the time of the next retry, so it is due now.</summary>
    private static Task WaitUntilRetryAsync(TestApp app, string id)
        => ExecuteAsync(app, $"UPDATE atom_oauth_connections SET retry_at = NULL WHERE connection_id = '{id}'");
}
