using System.Net;
using System.Text;
using Atom.OAuth.AspNetCore.Tests.Support;
using Atom.OAuth.Store;
using Microsoft.AspNetCore.DataProtection;

namespace Atom.OAuth.AspNetCore.Tests;

/// <summary>Stored values are read back unchanged, and each statement changes only what it is meant to.</summary>
public class StoreTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly DateTimeOffset Time = new(2026, 11, 1, 8, 30, 15, 250, TimeSpan.Zero);

    [Fact]
    public void Ids_Are26LettersAndDigits_ThatAreReadAloudWell()
    {
        string[] ids = [.. Enumerable.Range(0, 200).Select(_ => ConnectionKey.NewId())];

        Assert.All(ids, id => Assert.Matches("^[0-9a-hjkmnp-tv-z]{26}$", id));
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Equal(32, ids.SelectMany(id => id).Distinct().Count());
        Assert.Equal((string.Empty, "t"), (new ConnectionKey(null, "x").StoredTenant, new ConnectionKey("t", "x").StoredTenant));
    }

    [Fact]
    public void Tokens_AreReadAsTheyWereWritten()
    {
        OAuthTokens all = new("at")
        {
            TokenType = "bot",
            RefreshToken = "rt",
            Scope = "read write",
            TokenSecret = "secret",
            ExpiresAt = Time,
            User = new OAuthTokens("at-user") { TokenType = "user", RefreshToken = "rt-user", Scope = "own", ExpiresAt = Time.AddHours(1) },
        };
        var read = TokenSet.Read(new TokenSet(all)
        {
            Targets = new Dictionary<string, (string, DateTimeOffset?)> { ["one"] = ("at-one", Time), ["two"] = ("at-two", null) },
        }.ToBytes());

        var app = read.Tokens;
        Assert.Equal(
            ("at", "bot", "rt", "read write", "secret", Time),
            (app.AccessToken, app.TokenType, app.RefreshToken, app.Scope, app.TokenSecret, app.ExpiresAt!.Value));
        var user = read.Tokens.User!;
        Assert.Equal(
            ("at-user", "user", "rt-user", "own", Time.AddHours(1)),
            (user.AccessToken, user.TokenType, user.RefreshToken, user.Scope, user.ExpiresAt!.Value));
        Assert.Null(user.User);
        Assert.Equal(2, read.Targets.Count);
        Assert.Equal(("at-one", Time), read.Targets["one"]);
        Assert.Equal(("at-two", null), read.Targets["two"]);
    }

    [Fact]
    public void Tokens_AreReadAsTheyWereWritten_WhereThereIsLittle()
    {
        var bytes = new TokenSet(new OAuthTokens("at")).ToBytes();
        var read = TokenSet.Read(bytes).Tokens;

        Assert.Equal("""{"a":"at","t":"Bearer"}""", Encoding.UTF8.GetString(bytes));
        Assert.Equal(("at", "Bearer"), (read.AccessToken, read.TokenType));
        Assert.Null(read.RefreshToken ?? read.Scope ?? read.TokenSecret);
        Assert.Null(read.ExpiresAt);
        Assert.Null(read.User);
        Assert.Empty(TokenSet.Read(bytes).Targets);
        Assert.Equal("Bearer", TokenSet.Read("""{"a":"at"}"""u8.ToArray()).Tokens.TokenType);
    }

    [Fact]
    public void Tokens_AfterARefresh_AreTheNewOnes_OrThoseOfTheTargetBesideTheConnections()
    {
        OAuthTokens current = new("at-1")
        {
            TokenType = "bot",
            RefreshToken = "rt-1",
            Scope = "read",
            ExpiresAt = Time,
            User = new OAuthTokens("at-user"),
        };
        OAuthTokens refreshed = new("at-2") { RefreshToken = "rt-2", ExpiresAt = Time.AddHours(1) };
        OAuthTokenTarget graph = new("https://graph.example");
        OAuthTokenTarget mail = new("https://mail.example");

        Assert.Same(refreshed, new TokenSet(current).After(null, refreshed).Tokens);
        var both = new TokenSet(current).After(graph, refreshed).After(mail, new OAuthTokens("at-3") { RefreshToken = "rt-3" });
        var own = both.Tokens;
        Assert.Equal(
            ("at-1", "bot", "rt-3", "read", Time, "at-user"),
            (own.AccessToken, own.TokenType, own.RefreshToken, own.Scope, own.ExpiresAt!.Value, own.User!.AccessToken));
        Assert.Equal(("at-1", Time), both.Find(null));
        Assert.Equal(("at-2", Time.AddHours(1)), both.Find(graph));
        Assert.Equal(("at-3", null), both.Find(mail));
        Assert.Null(both.Find(new OAuthTokenTarget("https://other.example")));

        // A refresh of the connection's main token keeps those of the targets.
        Assert.Equal(2, both.After(null, refreshed).Targets.Count);
    }

    [Fact]
    public void Seal_OpensForTheConnectionAlone()
    {
        TokenSeal seal = new(new EphemeralDataProtectionProvider());
        ConnectionKey key = new("t", "one");
        var sealedTokens = seal.Protect(key, new TokenSet(new OAuthTokens("at-secret")));

        Assert.Equal("at-secret", seal.Open(key, sealedTokens).Tokens.AccessToken);
        foreach (var other in (ConnectionKey[])[new("t", "two"), new("u", "one"), new(null, "one")])
        {
            var closed = Assert.Throws<OAuthConnectionException>(() => seal.Open(other, sealedTokens));
            Assert.Equal(OAuthConnectionProblem.KeysMissing, closed.Problem);
            Assert.Contains("Data Protection", closed.Message, StringComparison.Ordinal);
            Assert.NotNull(closed.InnerException);
        }
    }

    [Fact]
    public async Task Grant_IsStoredWhole_AndConsentingAgainRenewsAllOfIt()
    {
        await using var app = await TestApp.StartAsync();
        Grant grant = new("t", "u", "demo")
        {
            AccountId = "alice",
            AccountName = "Alice",
            AskedScopes = "read write",
            Scopes = "read,admin",
            ExpiresAt = Time.AddHours(1).ToUnixTimeMilliseconds(),
            KeepAliveAt = Time.AddDays(1).ToUnixTimeMilliseconds(),
            Time = Time.ToUnixTimeMilliseconds(),
        };

        (var key, var isNew) = await app.Store.SaveGrantAsync(grant, (_, row) => row is null ? [1] : [9], default);
        var connection = (await app.Connections.FindAsync("t", key.ConnectionId))!;

        Assert.True(isNew);
        Assert.Equal(
            ("t", "u", "demo", "alice", "Alice"),
            (connection.TenantId, connection.UserId, connection.IntegrationId, connection.AccountId, connection.AccountName));
        Assert.Equal(["read", "admin"], connection.Scopes);
        Assert.Equal(["write"], connection.MissingScopes);
        Assert.Equal((OAuthConnectionStatus.Active, null, 1L), (connection.Status, connection.Problem, connection.TokenVersion));
        Assert.Equal((Time.AddHours(1), Time, Time), (connection.ExpiresAt, connection.CreatedAt, connection.AuthorizedAt));
        Assert.Empty(await app.Store.ListHistoryOwedAsync(DateTimeOffset.MaxValue, 10, default));

        // The connection is in the worst possible state.
        var lease = (await app.Store.TryLeaseAsync(key, 1, "owner", Minute, default))!;
        await app.Store.ReleaseAsync(key, lease, await FailureAsync(), Minute, isUnknown: true, default);
        await app.Store.RequireReauthorizationAsync(key, 1, "invalid_grant", "It is gone.", default);
        Assert.Equal(
            (OAuthConnectionStatus.ReauthorizationRequired, "It is gone."),
            ((await app.Connections.FindAsync("t", key.ConnectionId))!.Status, (await app.Connections.FindAsync("t", key.ConnectionId))!.Problem));

        var again = grant with
        {
            AccountName = null,
            AskedScopes = "read",
            Scopes = null,
            ExpiresAt = null,
            Time = Time.AddDays(2).ToUnixTimeMilliseconds(),
            OwesHistory = true,
        };
        (var same, var isAnother) = await app.Store.SaveGrantAsync(again, (_, row) => [.. row!.Tokens, 2], default);
        var stored = (await app.Store.FindAsync(key, default))!;
        connection = stored.ToConnection();

        Assert.Equal((key, false), (same, isAnother));
        Assert.Equal(
            ("Alice", OAuthConnectionStatus.Active, null, 2L),
            (connection.AccountName, connection.Status, connection.Problem, connection.TokenVersion));
        Assert.Equal(["read"], connection.Scopes);
        Assert.Empty(connection.MissingScopes);
        Assert.Equal((null, Time, Time.AddDays(2)), (connection.ExpiresAt, connection.CreatedAt, connection.AuthorizedAt));
        Assert.Equal([1, 2], stored.Tokens);
        Assert.Equal((0, null, null, null, 0), (stored.FailureCount, stored.FailureCode, stored.RetryAt, stored.LeaseUntil, stored.Unresolved));
        Assert.Equal(lease.Fence + 1, stored.Fence);
        Assert.Single(await app.Store.ListHistoryOwedAsync(Time.AddDays(2), 10, default));
        Assert.Empty(await app.Store.ListHistoryOwedAsync(Time.AddDays(2).AddMilliseconds(-1), 10, default));
    }

    [Fact]
    public async Task Connection_WithoutTenantAndAccount_HasNone()
    {
        await using var app = await TestApp.StartAsync();
        Grant grant = new(null, "u", "demo") { AskedScopes = string.Empty };
        (var key, _) = await app.Store.SaveGrantAsync(grant, static (_, _) => [1], default);
        Assert.Equal((key, false), await app.Store.SaveGrantAsync(grant, static (_, _) => [2], default));

        var connection = Assert.Single(await app.Connections.ListAsync(null, "u"));
        Assert.Equal(key.ConnectionId, connection.Id);
        Assert.Null(connection.TenantId ?? connection.AccountId ?? connection.AccountName);
        Assert.Empty(connection.Scopes);
        Assert.Empty(await app.Connections.ListAsync("t", "u"));
    }

    [Fact]
    public async Task List_IsOldestFirst_AndOfOneUserInOneTenant()
    {
        await using var app = await TestApp.StartAsync();
        var second = await SaveAsync(app, "b", Time.AddDays(1));
        var first = await SaveAsync(app, "a", Time);
        await SaveAsync(app, "c", Time, integration: "other");
        await SaveAsync(app, "d", Time, user: "somebody");
        await SaveAsync(app, "e", Time, tenant: "elsewhere");

        Assert.Equal([first, second], (await app.Store.ListAsync("t", "u", "demo", default)).Select(row => row.Key.ConnectionId));
        Assert.Equal(3, (await app.Connections.ListAsync("t", "u")).Count);
        Assert.Null(await app.Connections.FindAsync("elsewhere", first));
        Assert.Null(await app.Store.DeleteAsync(new ConnectionKey("elsewhere", first), default));
        Assert.Equal("a", (await app.Store.DeleteAsync(new ConnectionKey("t", first), default))!.AccountId);
        Assert.Null(await app.Store.DeleteAsync(new ConnectionKey("t", first), default));
        Assert.Equal(2, (await app.Connections.ListAsync("t", "u")).Count);
    }

    [Fact]
    public async Task Lease_IsGivenOnce_ForTheTokensThatAreThere_AndCountsWhatCameToNothing()
    {
        await using var app = await TestApp.StartAsync();
        ConnectionKey key = new("t", await SaveAsync(app, "a", Time));

        Assert.Null(await app.Store.TryLeaseAsync(key, 2, "one", Minute, default));
        Assert.Null(await app.Store.TryLeaseAsync(key with { TenantId = "elsewhere" }, 1, "one", Minute, default));
        Assert.Equal(new Lease(1, 1, 0, 0), await app.Store.TryLeaseAsync(key, 1, "one", Minute, default));
        Assert.Null(await app.Store.TryLeaseAsync(key, 1, "two", Minute, default));
        var row = (await app.Store.FindAsync(key, default))!;
        Assert.True(row.IsLeased);
        Assert.InRange(row.LeaseUntil!.Value - row.Now, 30_000, 60_000);

        // The holder may acquire it again, because the database's response may have been lost.
        var again = (await app.Store.TryLeaseAsync(key, 1, "one", TimeSpan.FromMilliseconds(-1), default))!;
        Assert.Equal(new Lease(2, 1, 1, 0), again);
        var next = (await app.Store.TryLeaseAsync(key, 1, "two", Minute, default))!;
        Assert.Equal(new Lease(3, 1, 2, 0), next);

        // A failure with a known outcome: nothing is unresolved any more, and the next retry is delayed.
        await app.Store.ReleaseAsync(key, again, await FailureAsync(), TimeSpan.Zero, isUnknown: false, default);
        Assert.True((await app.Store.FindAsync(key, default))!.IsLeased);
        await app.Store.ReleaseAsync(key, next, await FailureAsync(), Minute, isUnknown: false, default);
        row = (await app.Store.FindAsync(key, default))!;
        Assert.Equal((false, "failed", "Demo OAuth failed: failed", 1), (row.IsLeased, row.FailureCode, row.FailureMessage, row.FailureCount));
        Assert.InRange(row.RetryAfter!.Value.TotalSeconds, 30, 60);
        Assert.Null(await app.Store.TryLeaseAsync(key, 1, "three", Minute, default));
        await RefreshTests.ExecuteAsync(app, "UPDATE atom_oauth_connections SET retry_at = 1");
        var third = (await app.Store.TryLeaseAsync(key, 1, "three", Minute, default))!;
        Assert.Equal((4, 0, 1), (third.Fence, third.Unresolved, third.FailureCount));

        // A failure with an unknown outcome, which the next holder learns.
        await app.Store.ReleaseAsync(key, third, await FailureAsync(), TimeSpan.Zero, isUnknown: true, default);
        Assert.Null((await app.Store.FindAsync(key, default))!.RetryAfter);
        Assert.Equal(new Lease(5, 1, 1, 2), await app.Store.TryLeaseAsync(key, 1, "four", Minute, default));
    }

    [Fact]
    public async Task RefreshedTokens_EndLeaseAndFailure_AndKeepTheScopesThatTheyDoNotName()
    {
        await using var app = await TestApp.StartAsync();
        ConnectionKey key = new("t", await SaveAsync(app, "a", Time));
        var failed = (await app.Store.TryLeaseAsync(key, 1, "one", Minute, default))!;
        await app.Store.ReleaseAsync(key, failed, await FailureAsync(), TimeSpan.Zero, isUnknown: true, default);
        var lease = (await app.Store.TryLeaseAsync(key, 1, "two", Minute, default))!;

        Assert.Null(await app.Store.SaveRefreshedAsync(key with { TenantId = null }, lease, new([7], null, null, null), default));
        var end = Time.AddHours(2).ToUnixTimeMilliseconds();
        Assert.Equal(2, await app.Store.SaveRefreshedAsync(key, lease, new([7], end, end, Scopes: null), default));

        var row = (await app.Store.FindAsync(key, default))!;
        Assert.Equal((2L, end, "read"), (row.TokenVersion, row.ExpiresAt, row.Scopes));
        Assert.Equal([7], row.Tokens);
        Assert.Equal(
            (false, 0, null, null, null, 0),
            (row.IsLeased, row.FailureCount, row.FailureCode, row.FailureMessage, row.RetryAt, row.Unresolved));
        Assert.Equal(key, Assert.Single(await app.Store.ListKeepAliveAsync(Time.AddHours(2), 0, 10, default)).Key);
        Assert.Empty(await app.Store.ListKeepAliveAsync(Time.AddHours(2).AddMilliseconds(-1), 0, 10, default));

        // The lease still matches, as if the database's response was lost.
        Assert.Equal(3, await app.Store.SaveRefreshedAsync(key, lease, new([8], null, null, "write"), default));
        Assert.Equal("write", (await app.Store.FindAsync(key, default))!.Scopes);
        Assert.Empty(await app.Store.ListKeepAliveAsync(DateTimeOffset.MaxValue, 0, 10, default));
    }

    [Fact]
    public async Task Reauthorization_IsRecordedOnce_ForTheTokensThatAreThere()
    {
        await using var app = await TestApp.StartAsync();
        ConnectionKey key = new("t", await SaveAsync(app, "a", Time, keepAliveAt: Time));
        await app.Store.TryLeaseAsync(key, 1, "one", Minute, default);
        Assert.Single(await app.Store.ListKeepAliveAsync(Time, 0, 10, default));

        Assert.False(await app.Store.RequireReauthorizationAsync(key, 2, "invalid_grant", "Gone.", default));
        Assert.True(await app.Store.RequireReauthorizationAsync(key, 1, "invalid_grant", "Gone.", default));
        Assert.False(await app.Store.RequireReauthorizationAsync(key, 1, "invalid_grant", "Gone.", default));

        var row = (await app.Store.FindAsync(key, default))!;
        Assert.Equal((false, 1, "invalid_grant", "Gone."), (row.IsLeased, row.FailureCount, row.FailureCode, row.FailureMessage));
        Assert.Empty(await app.Store.ListKeepAliveAsync(DateTimeOffset.MaxValue, 0, 10, default));
        Assert.Null(await app.Store.TryLeaseAsync(key, 1, "two", Minute, default));
    }

    [Fact]
    public async Task KeepAlive_ListsWhatIsDue_TheOldestFirst_InPages()
    {
        await using var app = await TestApp.StartAsync();
        var late = await SaveAsync(app, "a", Time, keepAliveAt: Time.AddMinutes(2));
        var early = await SaveAsync(app, "b", Time, keepAliveAt: Time.AddMinutes(1));
        await SaveAsync(app, "c", Time, keepAliveAt: Time.AddMinutes(3));

        Assert.Equal([early, late], await IdsAsync(0, 10));
        Assert.Equal([early], await IdsAsync(0, 1));
        Assert.Equal([late], await IdsAsync(1, 10));

        async Task<IEnumerable<string>> IdsAsync(int skip, int limit)
            => (await app.Store.ListKeepAliveAsync(Time.AddMinutes(2), skip, limit, default)).Select(row => row.Key.ConnectionId);
    }

    [Fact]
    public async Task History_IsOwedUntilItIsSettled_UnlessTheUserHasConsentedSince()
    {
        await using var app = await TestApp.StartAsync();
        ConnectionKey later = new("t", await SaveAsync(app, "a", Time.AddMinutes(1), owes: true));
        ConnectionKey key = new("t", await SaveAsync(app, "b", Time, owes: true));
        Assert.Equal([key, later], (await app.Store.ListHistoryOwedAsync(Time.AddMinutes(1), 10, default)).Select(row => row.Key));
        Assert.Equal(key, Assert.Single(await app.Store.ListHistoryOwedAsync(Time.AddMinutes(1), 1, default)).Key);

        await app.Store.SettleHistoryAsync(later, Time.ToUnixTimeMilliseconds(), default);
        await app.Store.SettleHistoryAsync(key, Time.ToUnixTimeMilliseconds(), default);

        Assert.Equal(later, Assert.Single(await app.Store.ListHistoryOwedAsync(DateTimeOffset.MaxValue, 10, default)).Key);
    }

    /// <summary>A grant updates the connection of its account, or else the specified one or one without an account; otherwise it adds one.</summary>
    [Theory]
    [InlineData("alice:1 bob:2", "bob", null, "2")]
    [InlineData("alice:1 bob:2", "bob", "1", "2")]
    [InlineData("alice:1 bob:2", "carol", "1", null)]
    [InlineData(":1 :2 bob:3", "carol", "2", "2")]
    [InlineData(":1 :2 bob:3", "carol", "3", "1")]
    [InlineData("bob:3 :1", "carol", null, "1")]
    [InlineData("", "carol", null, null)]
    [InlineData("alice:1 :2", null, "1", "1")]
    [InlineData("alice:1 :2", null, null, "2")]
    [InlineData("alice:1", null, null, "1")]
    [InlineData("alice:1 bob:2", null, null, null)]
    [InlineData("", null, null, null)]
    public void Grant_GoesToTheConnectionThatItIsOf(string there, string? account, string? named, string? expected)
    {
        ConnectionRow[] rows =
        [
            .. there.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split(':')).Select(parts => new ConnectionRow
            {
                Key = new ConnectionKey("t", parts[1]),
                UserId = "u",
                IntegrationId = "demo",
                AccountId = parts[0],
                AskedScopes = string.Empty,
                Tokens = [],
            }),
        ];

        var chosen = GrantPlacement.Choose(
            rows, new Grant("t", "u", "demo") { AskedScopes = string.Empty, AccountId = account, ConnectionId = named });

        Assert.Equal(expected, chosen?.Key.ConnectionId);
    }

    [Fact]
    public async Task RoundTrips_AreCounted()
    {
        await using var app = await TestApp.StartAsync();
        ConnectionKey key = new("t", await SaveAsync(app, "a", Time));
        var before = app.Store.RoundTrips;

        await app.Store.FindAsync(key, default);
        await app.Store.TryLeaseAsync(key, 1, "one", Minute, default);

        Assert.Equal(2, app.Store.RoundTrips - before);
    }

    /// <summary>Gets a failure as returned by a token endpoint.</summary>
    private static async Task<OAuthFailure> FailureAsync()
    {
        using HttpResponseMessage response = new(HttpStatusCode.BadRequest)
        {
            Content = new StringContent("""{"error":"failed"}""", Encoding.UTF8, "application/json"),
        };
        var answer = await OAuthTokenResponse.ReadAsync(response, "Demo");
        Assert.False(answer.TryGetTokens(out _, out var failure));
        return failure!;
    }

    private static async Task<string> SaveAsync(
        TestApp app,
        string account,
        DateTimeOffset time,
        string user = "u",
        string tenant = "t",
        string integration = "demo",
        DateTimeOffset? keepAliveAt = null,
        bool owes = false)
    {
        Grant grant = new(tenant, user, integration)
        {
            AccountId = account,
            AskedScopes = "read",
            Scopes = "read",
            Time = time.ToUnixTimeMilliseconds(),
            KeepAliveAt = keepAliveAt?.ToUnixTimeMilliseconds(),
            OwesHistory = owes,
        };
        return (await app.Store.SaveGrantAsync(grant, static (_, _) => [1], default)).Key.ConnectionId;
    }
}
