using Atom.OAuth.AspNetCore.Tests.Support;
using Atom.OAuth.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Atom.OAuth.AspNetCore.Tests;

/// <summary>How long tokens are valid, when refreshes are retried, and what callers get in the meantime.</summary>
public class ResolvingTests
{
    /// <summary>A token is refreshed two minutes before it expires, and is not returned from memory any longer than that.</summary>
    [Theory]
    [InlineData(120_000, null)]
    [InlineData(120_001, 1)]
    [InlineData(130_000, 10_000)]
    [InlineData(150_000, 30_000)]
    [InlineData(3_600_000, 30_000)]
    public async Task Token_IsRefreshedTwoMinutesBeforeItsEnd_AndKeptForHalfAMinute(int life, int? kept)
    {
        var time = Now();
        await using var app = await TestApp.StartAsync(services: services => services.AddSingleton<TimeProvider>(time));
        var id = await AddAsync(app, time, TimeSpan.FromMilliseconds(life));

        var token = await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id);

        Assert.Equal(kept is null ? 1 : 0, app.Provider.Refreshes);
        Assert.Equal(kept ?? 30_000, KeptFor(token, time).TotalMilliseconds);
        Assert.Equal((TestApp.Tenant, id, "demo"), (token.Connection.TenantId, token.Connection.ConnectionId, token.IntegrationId));
        Assert.Equal(kept is null ? 2 : 1, token.Version);
        Assert.Equal("Bearer " + token.Value, token.AuthorizationHeader);
        Assert.Equal($"Access token, ends {token.ExpiresAt!.Value:u}", token.ToString());
        Assert.Equal("Access token", (await app.Connections.GetAccessTokenAsync(
            TestApp.Tenant, await app.AddConnectionAsync(new OAuthTokens("at-lasting"), "user-2"))).ToString());
    }

    /// <summary>While another holder refreshes, a token that expires in more than five seconds is returned, and checked again in a second.</summary>
    [Fact]
    public async Task TokenThatLastsALittle_IsUsedWhileSomebodyRefreshes()
    {
        var time = Now();
        await using var app = await TestApp.StartAsync(services: services => services.AddSingleton<TimeProvider>(time));
        var lasting = await AddAsync(app, time, TimeSpan.FromMilliseconds(5001));
        var ending = await AddAsync(app, time, TimeSpan.FromMilliseconds(5000), "user-2");
        var lease = (await app.Store.TryLeaseAsync(new(TestApp.Tenant, ending), 1, "other", TimeSpan.FromMinutes(5), default))!;
        await app.Store.TryLeaseAsync(new(TestApp.Tenant, lasting), 1, "other", TimeSpan.FromMinutes(5), default);

        var token = await app.Connections.GetAccessTokenAsync(TestApp.Tenant, lasting);
        Assert.Equal(("at-stored", TimeSpan.FromSeconds(1)), (token.Value, KeptFor(token, time)));

        var waiting = app.Connections.GetAccessTokenAsync(TestApp.Tenant, ending).AsTask();
        await Task.Delay(100);
        Assert.False(waiting.IsCompleted);
        TokenSet theirs = new(new OAuthTokens("at-theirs"));
        var sealedTokens = app.Services.GetRequiredService<TokenSeal>().Protect(new(TestApp.Tenant, ending), theirs);
        await app.Store.SaveRefreshedAsync(new(TestApp.Tenant, ending), lease, new(sealedTokens, null, null, null), default);
        await Eventually.HoldsAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return waiting.IsCompleted;
        });
        Assert.Equal("at-theirs", (await waiting).Value);
        Assert.Equal(0, app.Provider.Refreshes);
    }

    /// <summary>
    /// Waiting for another holder's refresh polls with increasing delays, and ends when the times for lease, request and store have passed.
    /// </summary>
    [Fact]
    public async Task RefreshThatNeverEnds_IsWaitedForUntilItCannotCome()
    {
        SteppingTime time = new(longest: TimeSpan.FromSeconds(1));
        await using var app = await TestApp.StartAsync(services: services => services.AddSingleton<TimeProvider>(time));
        var id = await app.AddExpiredAsync();
        await app.Store.TryLeaseAsync(new(TestApp.Tenant, id), 1, "other", TimeSpan.FromMinutes(15), default);
        var before = time.Waits.Count;
        var start = time.GetUtcNow();

        var failure = (await Assert.ThrowsAsync<OAuthFailureException>(
            async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id))).Failure;

        Assert.Equal((OAuthFailureKind.Transport, "timeout", true), (failure.Kind, failure.Code, failure.IsRetryable));
        Assert.Equal("demo OAuth failed: timeout - The refresh of the access token took too long", failure.Message);
        Assert.InRange((time.GetUtcNow() - start).TotalSeconds, 85, 85.32);
        double[] waits = [.. time.Waits.Skip(before).Select(wait => wait.TotalMilliseconds)];
        double[] middles = [20, 30, 45, 67.5, 101.25, 151.875, 227.8125, 250];
        Assert.All(waits.Take(8).Zip(middles), pair => Assert.InRange(pair.First, (pair.Second * 0.75) - 1, pair.Second * 1.25));
        Assert.All(waits.Skip(8), wait => Assert.InRange(wait, 187, 313));
        Assert.Equal(0, app.Provider.Refreshes);
    }

    /// <summary>1, 2, 4 … 60 seconds, or as long as the provider requests, up to an hour; half a minute if a retry alone cannot help.</summary>
    [Theory]
    [InlineData(503, "{}", null, 4, 16)]
    [InlineData(503, "{}", null, 5, 32)]
    [InlineData(503, "{}", null, 6, 60)]
    [InlineData(503, "{}", null, 40, 60)]
    [InlineData(503, "{}", "10", 5, 32)]
    [InlineData(429, "{}", "600", 0, 600)]
    [InlineData(429, "{}", "7200", 0, 3600)]
    [InlineData(400, """{"error":"invalid_client"}""", null, 0, 30)]
    [InlineData(400, """{"error":"invalid_client"}""", null, 6, 30)]
    [InlineData(200, "<html></html>", null, 5, 32)]
    public async Task RefreshThatFails_IsNotRepeatedForAWhile(int status, string body, string? retryAfter, int failuresBefore, int seconds)
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.AddExpiredAsync();
        await RefreshTests.ExecuteAsync(app, $"UPDATE atom_oauth_connections SET failure_count = {failuresBefore}");
        app.Provider.Answer = (_, http) =>
        {
            if (retryAfter is not null)
            {
                http.Response.Headers.RetryAfter = retryAfter;
            }

            return Task.FromResult<IResult?>(Results.Text(body, body.StartsWith('<') ? "text/html" : "application/json", statusCode: status));
        };

        var failure = (await Assert.ThrowsAsync<OAuthFailureException>(
            async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id))).Failure;

        var row = (await app.StoredAsync(id)).Row;
        Assert.Equal((failure.Code, failure.Message, failuresBefore + 1), (row.FailureCode, row.FailureMessage, row.FailureCount));
        Assert.InRange(row.RetryAfter!.Value.TotalSeconds, seconds - 10, seconds);
        Assert.Single(app.Log.Entries, entry => entry.Id == 4811);

        // In the meantime, callers get the same error with the remaining time.
        var meanwhile = (await Assert.ThrowsAsync<OAuthFailureException>(
            async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id))).Failure;
        Assert.Equal(
            (OAuthFailureKind.Transport, failure.Code, failure.Message, true, "demo"),
            (meanwhile.Kind, meanwhile.Code, meanwhile.Message, meanwhile.IsRetryable, meanwhile.Provider));
        Assert.InRange(meanwhile.RetryAfter!.Value.TotalSeconds, seconds - 12, seconds);
        Assert.Equal(1, app.Provider.Refreshes);
    }

    /// <summary>Whether the provider may have acted determines how the next refresh interprets a refusal.</summary>
    [Theory]
    [InlineData(429, "{}", 0)]
    [InlineData(400, """{"error":"invalid_client"}""", 0)]
    [InlineData(400, "", 0)]
    [InlineData(401, "", 0)]
    [InlineData(403, "", 1)]
    [InlineData(502, "<html></html>", 1)]
    [InlineData(200, "<html></html>", 1)]
    public async Task OutcomeOfARefresh_IsKnownWhereTheProviderSaysIt(int status, string body, int unresolved)
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.AddExpiredAsync();
        app.Provider.Answer = (_, _) => Task.FromResult<IResult?>(
            body.Length == 0
                ? Results.StatusCode(status)
                : Results.Text(body, body[0] == '<' ? "text/html" : "application/json", statusCode: status));
        await Assert.ThrowsAsync<OAuthFailureException>(async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id));
        await RefreshTests.ExecuteAsync(app, "UPDATE atom_oauth_connections SET retry_at = NULL");

        var next = (await app.Store.TryLeaseAsync(new(TestApp.Tenant, id), 1, "next", TimeSpan.FromMinutes(1), default))!;

        Assert.Equal((unresolved, 1), (next.Unresolved, next.FailureCount));
    }

    /// <summary>A refusal without an error code counts immediately if the previous response was lost, because the provider has acted then.</summary>
    [Fact]
    public async Task SilentRefusal_AfterALostAnswer_IsBelieved()
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.AddExpiredAsync();
        await app.Store.TryLeaseAsync(new(TestApp.Tenant, id), 1, "dead", TimeSpan.FromMilliseconds(-1), default);
        app.Provider.Answer = (_, _) => Task.FromResult<IResult?>(Results.StatusCode(401));

        var needed = await Assert.ThrowsAsync<OAuthConnectionException>(
            async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id));

        Assert.Equal(OAuthConnectionProblem.ReauthorizationRequired, needed.Problem);
        Assert.StartsWith("The user has to connect demo again: demo OAuth failed: ", needed.Message, StringComparison.Ordinal);
        Assert.Single(app.Log.Entries, entry => entry.Id == 4812 && entry.Text.Contains("without a known outcome: 1.", StringComparison.Ordinal));
        Assert.Single(app.Log.Entries, entry => entry.Id == 4813 && entry.Text.Contains("1 times", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refresh_IsLogged_WithTheConnection()
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.AddExpiredAsync();
        await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id);
        var superseded = await app.AddExpiredAsync("user-2");
        app.Provider.Answer = async (_, _) =>
        {
            await app.Connections.DisconnectAsync(TestApp.Tenant, superseded);
            return FakeProvider.Json(200, new { access_token = "at-late", expires_in = 60 });
        };
        await Record.ExceptionAsync(async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, superseded));

        Assert.Single(app.Log.Entries, entry => entry.Id == 4810 && entry.Text.Contains(id, StringComparison.Ordinal));
        Assert.Single(app.Log.Entries, entry => entry.Id == 4816 && entry.Text.Contains(superseded, StringComparison.Ordinal));
        Assert.DoesNotContain(app.Log.Entries, entry => entry.Id is 4811 or 4812 or 4813);
    }

    [Fact]
    public async Task FailureThatCannotBeRecorded_IsTheCallersAllTheSame()
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.AddExpiredAsync();
        app.Provider.Answer = async (_, _) =>
        {
            await RefreshTests.ExecuteAsync(app, "ALTER TABLE atom_oauth_connections RENAME TO away");
            return Results.StatusCode(503);
        };

        await Assert.ThrowsAsync<OAuthFailureException>(async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id));

        Assert.Single(app.Log.Entries, entry => entry.Id == 4817);
    }

    [Fact]
    public async Task TokenThatWasRefused_IsReplaced_UnlessSomebodyHasDoneSo()
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.AddConnectionAsync(
            new OAuthTokens("at-old") { RefreshToken = app.Provider.Issue(), ExpiresAt = DateTimeOffset.UtcNow.AddHours(1) });
        var refused = await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id);

        var fresh = await app.Connections.ReplaceAccessTokenAsync(TestApp.Tenant, id, refused);
        Assert.Equal((1L, 2L, 1), (refused.Version, fresh.Version, app.Provider.Refreshes));

        // From memory, and from the store.
        Assert.Same(fresh, await app.Connections.ReplaceAccessTokenAsync(TestApp.Tenant, id, refused));
        app.Restart(id);
        Assert.Equal(fresh.Value, (await app.Connections.ReplaceAccessTokenAsync(TestApp.Tenant, id, refused)).Value);
        Assert.Equal(1, app.Provider.Refreshes);

        Assert.Equal(3, (await app.Connections.ReplaceAccessTokenAsync(TestApp.Tenant, id, fresh)).Version);
        Assert.Equal(2, app.Provider.Refreshes);
    }

    [Fact]
    public async Task TokenThatWasRefused_StaysTheSame_WhereThereIsNoOther()
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.AddConnectionAsync(new OAuthTokens("at-only"));
        var refused = await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id);

        var same = await app.Connections.ReplaceAccessTokenAsync(TestApp.Tenant, id, refused);

        Assert.Equal(("at-only", 1L), (same.Value, same.Version));
        Assert.Empty(app.Changes);
    }

    [Fact]
    public async Task ConnectionWithoutARefreshToken_NeedsTheUser_ForAnotherTarget_AndAtItsEnd()
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.AddConnectionAsync(new OAuthTokens("at-lasting"));
        var ended = await app.AddConnectionAsync(new OAuthTokens("at-ended") { ExpiresAt = DateTimeOffset.UtcNow.AddMinutes(-1) }, "user-2");

        var target = await ProblemAsync(app, id, new OAuthTokenTarget("https://graph.example"));
        Assert.Equal(OAuthConnectionProblem.ReauthorizationRequired, target.Problem);
        Assert.StartsWith("The connection with demo has no refresh token", target.Message, StringComparison.Ordinal);
        Assert.Equal("at-lasting", (await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id)).Value);

        OAuthConnectionException[] end = [await ProblemAsync(app, ended), await ProblemAsync(app, ended)];
        Assert.All(end, problem => Assert.Equal(
            (
                OAuthConnectionProblem.ReauthorizationRequired,
                "The user has to connect demo again: demo OAuth failed: token_expired - The access token has ended, and demo gave no refresh token"),
            (problem.Problem, problem.Message)));
        Assert.Equal("token_expired", (await app.StoredAsync(ended)).Row.FailureCode);
        Assert.Equal([OAuthConnectionChangeKind.ReauthorizationRequired], app.Changes);
    }

    [Fact]
    public async Task ConnectionThatCannotBeUsed_SaysWhy()
    {
        await using var app = await TestApp.StartAsync();
        var removed = await app.AddConnectionAsync(new OAuthTokens("at-1"), integration: "removed");
        var dead = await app.AddConnectionAsync(new OAuthTokens("at-1"));
        await RefreshTests.ExecuteAsync(app, $"UPDATE atom_oauth_connections SET status = 1 WHERE connection_id = '{dead}'");

        var none = await ProblemAsync(app, "nowhere");
        Assert.Equal(OAuthConnectionProblem.NotFound, none.Problem);
        Assert.StartsWith("There is no such connection", none.Message, StringComparison.Ordinal);
        var wrong = await ProblemAsync(app, removed);
        Assert.Equal(OAuthConnectionProblem.WrongIntegration, wrong.Problem);
        Assert.Contains("'removed', which is not registered", wrong.Message, StringComparison.Ordinal);
        var needed = await ProblemAsync(app, dead);
        Assert.Equal((OAuthConnectionProblem.ReauthorizationRequired, "The user has to connect demo again."), (needed.Problem, needed.Message));
    }

    [Fact]
    public async Task Disconnect_WorksWithoutTheIntegration_AndWithoutTheKeys()
    {
        await using var app = await TestApp.StartAsync();
        var removed = await app.AddConnectionAsync(new OAuthTokens("at-1"), integration: "removed");
        var locked = await app.AddConnectionAsync(new OAuthTokens("at-2"));
        await RefreshTests.ExecuteAsync(app, $"UPDATE atom_oauth_connections SET tokens = x'00' WHERE connection_id = '{locked}'");

        Assert.True(await app.Connections.DisconnectAsync(TestApp.Tenant, removed));
        Assert.True(await app.Connections.DisconnectAsync(TestApp.Tenant, locked));
        Assert.False(await app.Connections.DisconnectAsync(TestApp.Tenant, locked));

        Assert.Empty(app.Provider.Revocations);
        Assert.Single(app.Log.Entries, entry => entry.Id == 4831 && entry.Text.Contains(locked, StringComparison.Ordinal));
        Assert.Equal([OAuthConnectionChangeKind.Disconnected, OAuthConnectionChangeKind.Disconnected], app.Changes);
    }

    [Fact]
    public async Task RevocationThatFails_IsLogged_AndTheConnectionIsGone()
    {
        await using var app = await TestApp.StartAsync(
            (connections, provider) => connections.AddIntegration("unreachable", o =>
            {
                TestApp.Point(o, provider);
                o.RevocationEndpoint = "http://127.0.0.1:1/revoke";
            }),
            demo: o => o.RevocationEndpoint = o.TokenEndpoint);
        var refused = await app.AddConnectionAsync(new OAuthTokens("at-1"));
        var unreachable = await app.AddConnectionAsync(new OAuthTokens("at-1"), integration: "unreachable");
        app.Provider.Answer = (_, _) => Task.FromResult<IResult?>(FakeProvider.Json(400, new { error = "unsupported_token_type" }));

        foreach (var id in (string[])[refused, unreachable])
        {
            Assert.True(await app.Connections.DisconnectAsync(TestApp.Tenant, id));
            Assert.Single(app.Log.Entries, entry => entry.Id == 4831 && entry.Text.Contains(id, StringComparison.Ordinal));
        }

        Assert.Empty(await app.Connections.ListAsync(TestApp.Tenant, TestApp.User));
    }

    [Fact]
    public async Task LibraryWithoutConnections_GetsTheirTokensAsTexts()
    {
        await using var app = await TestApp.StartAsync();
        var id = await app.AddConnectionAsync(new OAuthTokens("at-1"));

        Assert.Equal("at-1", await app.Services.GetRequiredService<IOAuthAccessTokenSource>().GetAccessTokenAsync(TestApp.Tenant, id));
    }

    private static FakeTimeProvider Now() => new(DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));

    private static TimeSpan KeptFor(OAuthAccessToken token, TimeProvider time) => TimeSpan.FromTicks(token.CachedUntil - time.GetUtcNow().UtcTicks);

    private static Task<string> AddAsync(TestApp app, TimeProvider time, TimeSpan life, string user = TestApp.User)
        => app.AddConnectionAsync(new OAuthTokens("at-stored") { RefreshToken = app.Provider.Issue(), ExpiresAt = time.GetUtcNow() + life }, user);

    private static Task<OAuthConnectionException> ProblemAsync(TestApp app, string id, OAuthTokenTarget? target = null)
        => Assert.ThrowsAsync<OAuthConnectionException>(async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id, target));
}
