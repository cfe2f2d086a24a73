using Atom.OAuth.AspNetCore.Tests.Support;
using Atom.OAuth.Integrations;
using Atom.OAuth.Refreshing;
using Atom.OAuth.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Atom.OAuth.AspNetCore.Tests;

/// <summary>How long a token is good, how long nobody tries again, what is said meanwhile, and to whom.</summary>
public class ResolvingTests
{
    /// <summary>Two minutes before its end a token is refreshed, and it is handed out from memory no longer than that.</summary>
    [Theory]
    [InlineData(120_000, null)]
    [InlineData(120_001, 1)]
    [InlineData(130_000, 10_000)]
    [InlineData(150_000, 30_000)]
    [InlineData(3_600_000, 30_000)]
    public async Task Token_IsRefreshedTwoMinutesBeforeItsEnd_AndKeptForHalfAMinute(int life, int? kept)
    {
        FakeTimeProvider time = Now();
        await using TestApp app = await TestApp.StartAsync(services: services => services.AddSingleton<TimeProvider>(time));
        string id = await AddAsync(app, time, TimeSpan.FromMilliseconds(life));

        OAuthAccessToken token = await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id);

        Assert.Equal(kept is null ? 1 : 0, app.Provider.Refreshes);
        Assert.Equal(kept ?? 30_000, KeptFor(token, time).TotalMilliseconds);
        Assert.Equal((TestApp.Tenant, id, "demo"), (token.Connection.TenantId, token.Connection.ConnectionId, token.IntegrationId));
        Assert.Equal(kept is null ? 2 : 1, token.Version);
        Assert.Equal("Bearer " + token.Value, token.AuthorizationHeader);
        Assert.Equal($"Access token, ends {token.ExpiresAt!.Value:u}", token.ToString());
        Assert.Equal("Access token", (await app.Connections.GetAccessTokenAsync(
            TestApp.Tenant, await app.AddConnectionAsync(new OAuthTokens("at-lasting"), "user-2"))).ToString());
    }

    /// <summary>While somebody else refreshes, a token that lasts for more than five seconds is handed out, and looked after again in a second.</summary>
    [Fact]
    public async Task TokenThatLastsALittle_IsUsedWhileSomebodyRefreshes()
    {
        FakeTimeProvider time = Now();
        await using TestApp app = await TestApp.StartAsync(services: services => services.AddSingleton<TimeProvider>(time));
        string lasting = await AddAsync(app, time, TimeSpan.FromMilliseconds(5001));
        string ending = await AddAsync(app, time, TimeSpan.FromMilliseconds(5000), "user-2");
        Lease lease = (await app.Store.TryLeaseAsync(new(TestApp.Tenant, ending), 1, "other", TimeSpan.FromMinutes(5), default))!;
        await app.Store.TryLeaseAsync(new(TestApp.Tenant, lasting), 1, "other", TimeSpan.FromMinutes(5), default);

        OAuthAccessToken token = await app.Connections.GetAccessTokenAsync(TestApp.Tenant, lasting);
        Assert.Equal(("at-stored", TimeSpan.FromSeconds(1)), (token.Value, KeptFor(token, time)));

        Task<OAuthAccessToken> waiting = app.Connections.GetAccessTokenAsync(TestApp.Tenant, ending).AsTask();
        await Task.Delay(100);
        Assert.False(waiting.IsCompleted);
        byte[] sealedTokens = app.Services.GetRequiredService<TokenSeal>().Protect(new(TestApp.Tenant, ending), new TokenSet(new OAuthTokens("at-theirs")));
        await app.Store.SaveRefreshedAsync(new(TestApp.Tenant, ending), lease, new(sealedTokens, null, null, null), default);
        await EndpointTests.UntilAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return waiting.IsCompleted;
        });
        Assert.Equal("at-theirs", (await waiting).Value);
        Assert.Equal(0, app.Provider.Refreshes);
    }

    /// <summary>Whoever waits for another's refresh looks again ever less often, and gives up after lease, request and store have had their time.</summary>
    [Fact]
    public async Task RefreshThatNeverEnds_IsWaitedForUntilItCannotCome()
    {
        SteppingTime time = new(longest: TimeSpan.FromSeconds(1));
        await using TestApp app = await TestApp.StartAsync(services: services => services.AddSingleton<TimeProvider>(time));
        string id = await app.AddExpiredAsync();
        await app.Store.TryLeaseAsync(new(TestApp.Tenant, id), 1, "other", TimeSpan.FromMinutes(15), default);
        int before = time.Waits.Count;
        DateTimeOffset start = time.GetUtcNow();

        OAuthFailure failure = (await Assert.ThrowsAsync<OAuthFailureException>(
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

    /// <summary>1, 2, 4 … 60 seconds, or what the provider asks for, up to an hour; half a minute where trying again cannot help by itself.</summary>
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
        await using TestApp app = await TestApp.StartAsync();
        string id = await app.AddExpiredAsync();
        await RefreshTests.ExecuteAsync(app, $"UPDATE atom_oauth_connections SET failure_count = {failuresBefore}");
        app.Provider.Answer = (_, http) =>
        {
            if (retryAfter is not null)
            {
                http.Response.Headers.RetryAfter = retryAfter;
            }

            return Task.FromResult<IResult?>(Results.Text(body, body.StartsWith('<') ? "text/html" : "application/json", statusCode: status));
        };

        OAuthFailure failure = (await Assert.ThrowsAsync<OAuthFailureException>(
            async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id))).Failure;

        ConnectionRow row = (await app.StoredAsync(id)).Row;
        Assert.Equal((failure.Code, failure.Message, failuresBefore + 1), (row.FailureCode, row.FailureMessage, row.FailureCount));
        Assert.InRange(row.RetryAfter!.Value.TotalSeconds, seconds - 10, seconds);
        Assert.Single(app.Log.Entries, entry => entry.Id == 4811);

        // Who asks meanwhile hears the same, with the time that is left.
        OAuthFailure meanwhile = (await Assert.ThrowsAsync<OAuthFailureException>(
            async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id))).Failure;
        Assert.Equal(
            (OAuthFailureKind.Transport, failure.Code, failure.Message, true, "demo"),
            (meanwhile.Kind, meanwhile.Code, meanwhile.Message, meanwhile.IsRetryable, meanwhile.Provider));
        Assert.InRange(meanwhile.RetryAfter!.Value.TotalSeconds, seconds - 12, seconds);
        Assert.Equal(1, app.Provider.Refreshes);
    }

    /// <summary>Whether the provider may have acted decides what the next refresh makes of a refusal.</summary>
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
        await using TestApp app = await TestApp.StartAsync();
        string id = await app.AddExpiredAsync();
        app.Provider.Answer = (_, _) => Task.FromResult<IResult?>(
            body.Length == 0 ? Results.StatusCode(status) : Results.Text(body, body[0] == '<' ? "text/html" : "application/json", statusCode: status));
        await Assert.ThrowsAsync<OAuthFailureException>(async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id));
        await RefreshTests.ExecuteAsync(app, "UPDATE atom_oauth_connections SET retry_at = NULL");

        Lease next = (await app.Store.TryLeaseAsync(new(TestApp.Tenant, id), 1, "next", TimeSpan.FromMinutes(1), default))!;

        Assert.Equal((unresolved, 1), (next.Unresolved, next.FailureCount));
    }

    /// <summary>A refusal without a word counts at once where the answer before it was lost: the provider has acted then.</summary>
    [Fact]
    public async Task SilentRefusal_AfterALostAnswer_IsBelieved()
    {
        await using TestApp app = await TestApp.StartAsync();
        string id = await app.AddExpiredAsync();
        await app.Store.TryLeaseAsync(new(TestApp.Tenant, id), 1, "dead", TimeSpan.FromMilliseconds(-1), default);
        app.Provider.Answer = (_, _) => Task.FromResult<IResult?>(Results.StatusCode(401));

        OAuthConnectionException needed = await Assert.ThrowsAsync<OAuthConnectionException>(
            async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id));

        Assert.Equal(OAuthConnectionProblem.ReauthorizationRequired, needed.Problem);
        Assert.StartsWith("The user has to connect demo again: demo OAuth failed: ", needed.Message, StringComparison.Ordinal);
        Assert.Single(app.Log.Entries, entry => entry.Id == 4812 && entry.Text.Contains("without a known outcome: 1.", StringComparison.Ordinal));
        Assert.Single(app.Log.Entries, entry => entry.Id == 4813 && entry.Text.Contains("1 times", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refresh_IsLogged_WithTheConnection()
    {
        await using TestApp app = await TestApp.StartAsync();
        string id = await app.AddExpiredAsync();
        await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id);
        string superseded = await app.AddExpiredAsync("user-2");
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
        await using TestApp app = await TestApp.StartAsync();
        string id = await app.AddExpiredAsync();
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
        await using TestApp app = await TestApp.StartAsync();
        string id = await app.AddConnectionAsync(
            new OAuthTokens("at-old") { RefreshToken = app.Provider.Issue(), ExpiresAt = DateTimeOffset.UtcNow.AddHours(1) });
        OAuthAccessToken refused = await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id);

        OAuthAccessToken fresh = await app.Connections.ReplaceAccessTokenAsync(TestApp.Tenant, id, refused);
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
        await using TestApp app = await TestApp.StartAsync();
        string id = await app.AddConnectionAsync(new OAuthTokens("at-only"));
        OAuthAccessToken refused = await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id);

        OAuthAccessToken same = await app.Connections.ReplaceAccessTokenAsync(TestApp.Tenant, id, refused);

        Assert.Equal(("at-only", 1L), (same.Value, same.Version));
        Assert.Empty(app.Changes);
    }

    [Fact]
    public async Task ConnectionWithoutARefreshToken_NeedsTheUser_ForAnotherTarget_AndAtItsEnd()
    {
        await using TestApp app = await TestApp.StartAsync();
        string id = await app.AddConnectionAsync(new OAuthTokens("at-lasting"));
        string ended = await app.AddConnectionAsync(new OAuthTokens("at-ended") { ExpiresAt = DateTimeOffset.UtcNow.AddMinutes(-1) }, "user-2");

        OAuthConnectionException target = await ProblemAsync(app, id, new OAuthTokenTarget("https://graph.example"));
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
        await using TestApp app = await TestApp.StartAsync();
        string removed = await app.AddConnectionAsync(new OAuthTokens("at-1"), integration: "removed");
        string dead = await app.AddConnectionAsync(new OAuthTokens("at-1"));
        await RefreshTests.ExecuteAsync(app, $"UPDATE atom_oauth_connections SET status = 1 WHERE connection_id = '{dead}'");

        OAuthConnectionException none = await ProblemAsync(app, "nowhere");
        Assert.Equal((OAuthConnectionProblem.NotFound, true), (none.Problem, none.Message.StartsWith("There is no such connection", StringComparison.Ordinal)));
        OAuthConnectionException wrong = await ProblemAsync(app, removed);
        Assert.Equal((OAuthConnectionProblem.WrongIntegration, true), (wrong.Problem, wrong.Message.Contains("'removed', which is not registered", StringComparison.Ordinal)));
        OAuthConnectionException needed = await ProblemAsync(app, dead);
        Assert.Equal((OAuthConnectionProblem.ReauthorizationRequired, "The user has to connect demo again."), (needed.Problem, needed.Message));
    }

    [Fact]
    public async Task Disconnect_WorksWithoutTheIntegration_AndWithoutTheKeys()
    {
        await using TestApp app = await TestApp.StartAsync();
        string removed = await app.AddConnectionAsync(new OAuthTokens("at-1"), integration: "removed");
        string locked = await app.AddConnectionAsync(new OAuthTokens("at-2"));
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
        await using TestApp app = await TestApp.StartAsync(
            (connections, provider) => connections.AddIntegration("unreachable", o =>
            {
                TestApp.Point(o, provider);
                o.RevocationEndpoint = "http://127.0.0.1:1/revoke";
            }),
            demo: o => o.RevocationEndpoint = o.TokenEndpoint);
        string refused = await app.AddConnectionAsync(new OAuthTokens("at-1"));
        string unreachable = await app.AddConnectionAsync(new OAuthTokens("at-1"), integration: "unreachable");
        app.Provider.Answer = (_, _) => Task.FromResult<IResult?>(FakeProvider.Json(400, new { error = "unsupported_token_type" }));

        foreach (string id in (string[])[refused, unreachable])
        {
            Assert.True(await app.Connections.DisconnectAsync(TestApp.Tenant, id));
            Assert.Single(app.Log.Entries, entry => entry.Id == 4831 && entry.Text.Contains(id, StringComparison.Ordinal));
        }

        Assert.Empty(await app.Connections.ListAsync(TestApp.Tenant, TestApp.User));
    }

    [Fact]
    public async Task LibraryWithoutConnections_GetsTheirTokensAsTexts()
    {
        await using TestApp app = await TestApp.StartAsync();
        string id = await app.AddConnectionAsync(new OAuthTokens("at-1"));

        Assert.Equal("at-1", await app.Services.GetRequiredService<IOAuthAccessTokenSource>().GetAccessTokenAsync(TestApp.Tenant, id));
    }

    /// <summary>Each change goes to the callback that is named after it, and to every observer.</summary>
    [Fact]
    public async Task Change_IsToldWhole_ToItsCallbackAndToAllObservers()
    {
        List<string> told = [];
        Observer first = new();
        Observer second = new();
        await using TestApp app = await TestApp.StartAsync(
            options: o =>
            {
                o.OnConnected = (change, _) => Tell("connected", change);
                o.OnReauthorizationRequired = (change, _) => Tell("required", change);
                o.OnDisconnected = (change, _) => Tell("disconnected", change);
            },
            services: services => services.AddSingleton<IOAuthConnectionObserver>(first).AddSingleton<IOAuthConnectionObserver>(second));
        Browser browser = new(app);

        OAuthConnection connection = await app.ConnectedAsync(browser);
        await app.ConnectAsync(browser);
        await RefreshTests.ExecuteAsync(app, "UPDATE atom_oauth_connections SET expires_at = 1");
        app.Provider.Answer = (_, _) => Task.FromResult<IResult?>(FakeProvider.Json(400, new { error = "invalid_grant" }));
        OAuthAccessToken token = await app.Connections.GetAccessTokenAsync(TestApp.Tenant, connection.Id);
        await Assert.ThrowsAsync<OAuthConnectionException>(
            async () => await app.Connections.ReplaceAccessTokenAsync(TestApp.Tenant, connection.Id, token));
        await app.Connections.DisconnectAsync(TestApp.Tenant, connection.Id);

        Assert.Equal(["connected Connected", "connected Reauthorized", "required ReauthorizationRequired", "disconnected Disconnected"], told);
        Assert.All((Observer[])[first, second], observer => Assert.Equal(
            [
                OAuthConnectionChangeKind.Connected, OAuthConnectionChangeKind.Reauthorized, OAuthConnectionChangeKind.ReauthorizationRequired,
                OAuthConnectionChangeKind.Disconnected,
            ],
            observer.Changes.Select(change => change.Kind)));
        Assert.All(first.Changes, change => Assert.Equal(
            (TestApp.Tenant, TestApp.User, "demo", connection.Id), (change.TenantId, change.UserId, change.IntegrationId, change.ConnectionId)));

        ValueTask Tell(string callback, OAuthConnectionChange change)
        {
            told.Add($"{callback} {change.Kind}");
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>An observer is asked to stop after its time, and a second later it is left behind.</summary>
    [Fact]
    public async Task Observer_HasItsTime_AndASecondToStop()
    {
        FakeTimeProvider time = Now();
        Observer deaf = new() { Hangs = true };
        await using TestApp app = await TestApp.StartAsync(
            options: o => o.ObserverTimeout = TimeSpan.FromSeconds(10),
            services: services => services.AddSingleton<TimeProvider>(time).AddSingleton<IOAuthConnectionObserver>(deaf));
        string id = await app.AddConnectionAsync(new OAuthTokens("at-1"));

        Task<bool> disconnecting = app.Connections.DisconnectAsync(TestApp.Tenant, id);
        await EndpointTests.UntilAsync(() => deaf.Changes.Count == 1);
        time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        Assert.False(deaf.Token.IsCancellationRequested);
        time.Advance(TimeSpan.FromTicks(1));
        Assert.True(deaf.Token.IsCancellationRequested);
        await Task.Delay(50);
        Assert.False(disconnecting.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(await disconnecting.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Single(app.Log.Entries, entry => entry.Id == 4840);
    }

    [Fact]
    public void RefreshTokenThatDies_IsDueAtHalfOfItsLife()
    {
        FakeTimeProvider time = Now();
        Integration dying = Acme(o => o.RefreshTokenLifetime = TimeSpan.FromDays(30));
        OAuthTokens tokens = new("at") { RefreshToken = "rt" };

        Assert.Equal(time.GetUtcNow().AddDays(15).ToUnixTimeMilliseconds(), KeepAlive.At(dying, tokens, time));
        Assert.Null(KeepAlive.At(dying, new OAuthTokens("at"), time));
        Assert.Null(KeepAlive.At(Acme(_ => { }), tokens, time));
    }

    /// <summary>Each interval those that are due are refreshed, and are then due anew; a round that fails is followed by the next.</summary>
    [Fact]
    public async Task KeepAlive_RunsEachInterval()
    {
        FakeTimeProvider time = Now();
        await using TestApp app = await TestApp.StartAsync(
            options: o => o.KeepAliveInterval = TimeSpan.FromHours(1),
            services: services => services.AddSingleton<TimeProvider>(time),
            demo: o => o.RefreshTokenLifetime = TimeSpan.FromHours(2));
        OAuthConnection connection = await app.ConnectedAsync();

        await RefreshTests.ExecuteAsync(app, "ALTER TABLE atom_oauth_connections RENAME TO away");
        time.Advance(TimeSpan.FromHours(1));
        await EndpointTests.UntilAsync(() => app.Log.Entries.Any(entry => entry.Id == 4841));
        await RefreshTests.ExecuteAsync(app, "ALTER TABLE away RENAME TO atom_oauth_connections");
        Assert.Equal(0, app.Provider.Refreshes);
        time.Advance(TimeSpan.FromHours(1));
        await EndpointTests.UntilAsync(() => app.Store.FindAsync(new(TestApp.Tenant, connection.Id), default).GetAwaiter().GetResult()!.TokenVersion == 2);

        // Due again in an hour, at half of the life of the new one.
        Assert.Empty(await app.Store.ListKeepAliveAsync(time.GetUtcNow().AddMinutes(59), 0, 10, default));
        Assert.Single(await app.Store.ListKeepAliveAsync(time.GetUtcNow().AddHours(1), 0, 10, default));
    }

    [Fact]
    public async Task KeepAlive_IsOff_UnlessTheOptionsTurnItOn()
    {
        FakeTimeProvider time = Now();
        await using TestApp app = await TestApp.StartAsync(
            services: services => services.AddSingleton<TimeProvider>(time), demo: o => o.RefreshTokenLifetime = TimeSpan.FromHours(2));
        await app.ConnectedAsync();

        KeepAlive keepAlive = app.Services.GetServices<IHostedService>().OfType<KeepAlive>().Single();

        Assert.True(keepAlive.ExecuteTask!.IsCompletedSuccessfully);
    }

    /// <summary>More than one page of connections are due, and all of them get their turn.</summary>
    [Fact]
    public async Task KeepAlive_GoesThroughAllPages()
    {
        await using TestApp app = await TestApp.StartAsync(demo: o => o.RefreshTokenLifetime = TimeSpan.FromDays(30));
        const int Count = 101;
        for (int i = 0; i < Count; i++)
        {
            await app.AddConnectionAsync(new OAuthTokens("at") { RefreshToken = app.Provider.Issue() }, $"user-{i}");
        }

        await RefreshTests.ExecuteAsync(app, "UPDATE atom_oauth_connections SET keep_alive_at = 1");
        await app.Services.GetServices<IHostedService>().OfType<KeepAlive>().Single().RunOnceAsync(default);

        Assert.Equal(Count, app.Provider.Refreshes);
        Assert.Empty(await app.Store.ListKeepAliveAsync(DateTimeOffset.UtcNow, 0, 10, default));
    }

    /// <summary>Storing is tried again after 100, 200, 400 … milliseconds, at most five seconds, and goes on in the background.</summary>
    [Fact]
    public async Task TokensThatCannotBeStored_AreTriedAgain_EverLessOften()
    {
        SteppingTime time = new(longest: TimeSpan.FromSeconds(6));
        await using TestApp app = await TestApp.StartAsync();
        (ConnectionKey key, Lease lease) = await LeasedAsync(app);
        await using UnsavedTokens unsaved = new(
            app.Store, Options.Create(new ConnectionsOptions()), time, app.Services.GetRequiredService<ILogger<UnsavedTokens>>());
        await RefreshTests.ExecuteAsync(app, "ALTER TABLE atom_oauth_connections RENAME TO away");
        time.OnWait = before =>
        {
            // The eighth and later waits are in the background.
            if (before == 8)
            {
                RefreshTests.ExecuteAsync(app, "ALTER TABLE away RENAME TO atom_oauth_connections").GetAwaiter().GetResult();
            }
        };

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
            () => unsaved.SaveAsync(Acme(_ => { }), key, lease, new([5], null, null, null)));
        await EndpointTests.UntilAsync(() => unsaved.Count == 0);

        Assert.Equal([100, 200, 400, 800, 1600, 3200, 5000, 100, 200], time.Waits.Select(wait => wait.TotalMilliseconds));
        ConnectionRow row = (await app.Store.FindAsync(key, default))!;
        Assert.Equal(2, row.TokenVersion);
        Assert.Equal([5], row.Tokens);
        Assert.Single(app.Log.Entries, entry => entry.Id == 4814);
        Assert.Single(app.Log.Entries, entry => entry.Id == 4815);
        await unsaved.SettleAsync(key);
    }

    /// <summary>Who asks while tokens wait is kept waiting for as long as storing is tried at once; who stops the process tries once more.</summary>
    [Fact]
    public async Task TokensThatWait_AreStoredAtTheEnd()
    {
        FakeTimeProvider time = Now();
        await using TestApp app = await TestApp.StartAsync();
        (ConnectionKey key, Lease lease) = await LeasedAsync(app);
        UnsavedTokens unsaved = new(
            app.Store,
            Options.Create(new ConnectionsOptions { StoreRetryTime = TimeSpan.Zero }),
            time,
            app.Services.GetRequiredService<ILogger<UnsavedTokens>>());
        await RefreshTests.ExecuteAsync(app, "ALTER TABLE atom_oauth_connections RENAME TO away");
        long before = app.Store.RoundTrips;
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
            () => unsaved.SaveAsync(Acme(_ => { }), key, lease, new([5], null, null, null)));
        await EndpointTests.UntilAsync(() => app.Store.RoundTrips == before + 2);
        Assert.Equal(1, unsaved.Count);
        await Assert.ThrowsAsync<TimeoutException>(() => unsaved.SettleAsync(key));
        await unsaved.SettleAsync(key with { ConnectionId = "another" });
        await RefreshTests.ExecuteAsync(app, "ALTER TABLE away RENAME TO atom_oauth_connections");

        await unsaved.DisposeAsync();

        Assert.Equal((0, 2L), (unsaved.Count, (await app.Store.FindAsync(key, default))!.TokenVersion));
    }

    private static FakeTimeProvider Now() => new(DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));

    private static TimeSpan KeptFor(OAuthAccessToken token, TimeProvider time) => TimeSpan.FromTicks(token.CachedUntil - time.GetUtcNow().UtcTicks);

    private static Task<string> AddAsync(TestApp app, TimeProvider time, TimeSpan life, string user = TestApp.User)
        => app.AddConnectionAsync(new OAuthTokens("at-stored") { RefreshToken = app.Provider.Issue(), ExpiresAt = time.GetUtcNow() + life }, user);

    private static Task<OAuthConnectionException> ProblemAsync(TestApp app, string id, OAuthTokenTarget? target = null)
        => Assert.ThrowsAsync<OAuthConnectionException>(async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id, target));

    private static async Task<(ConnectionKey Key, Lease Lease)> LeasedAsync(TestApp app)
    {
        ConnectionKey key = new(TestApp.Tenant, await app.AddExpiredAsync());
        return (key, (await app.Store.TryLeaseAsync(key, 1, "owner", TimeSpan.FromMinutes(1), default))!);
    }

    private static Integration Acme(Action<OAuthIntegrationOptions> configure)
    {
        OAuthIntegrationOptions options = new()
        {
            ClientId = "client",
            ClientSecret = "secret",
            AuthorizationEndpoint = "https://login.acme.example/authorize",
            TokenEndpoint = "https://login.acme.example/token",
        };
        configure(options);
        Assert.True(IntegrationFactory.TryCreate("acme", options, out Integration? integration, out _));
        return integration;
    }

    /// <summary>Keeps what it is told; one that hangs heeds no token.</summary>
    private sealed class Observer : IOAuthConnectionObserver
    {
        public bool Hangs { get; init; }

        public List<OAuthConnectionChange> Changes { get; } = [];

        public CancellationToken Token { get; private set; }

        public async ValueTask OnConnectionChangedAsync(OAuthConnectionChange change, CancellationToken cancellationToken)
        {
            Token = cancellationToken;
            Changes.Add(change);
            if (Hangs)
            {
                await new TaskCompletionSource().Task;
            }
        }
    }
}
