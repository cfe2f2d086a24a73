using Atom.OAuth.AspNetCore.Tests.Support;
using Atom.OAuth.Integrations;
using Atom.OAuth.Refreshing;
using Atom.OAuth.Store;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Atom.OAuth.AspNetCore.Tests;

/// <summary>What happens without a caller: refreshing before unused refresh tokens expire, and storing tokens after a database failure.</summary>
public class BackgroundTests
{
    [Fact]
    public void RefreshTokenThatDies_IsDueAtHalfOfItsLife()
    {
        FakeTimeProvider time = new(DateTimeOffset.UtcNow);
        var dying = Acme(o => o.RefreshTokenLifetime = TimeSpan.FromDays(30));
        OAuthTokens tokens = new("at") { RefreshToken = "rt" };

        Assert.Equal(time.GetUtcNow().AddDays(15).ToUnixTimeMilliseconds(), KeepAlive.At(dying, tokens, time));
        Assert.Null(KeepAlive.At(dying, new OAuthTokens("at"), time));
        Assert.Null(KeepAlive.At(Acme(_ => { }), tokens, time));
    }

    /// <summary>At each interval, due connections are refreshed and become due again later; a failed round is followed by the next.</summary>
    [Fact]
    public async Task KeepAlive_RunsEachInterval()
    {
        BackgroundTime time = new();
        await using var app = await TestApp.StartAsync(
            options: o => o.KeepAliveInterval = TimeSpan.FromHours(1),
            services: services => services.AddSingleton<TimeProvider>(time),
            demo: o => o.RefreshTokenLifetime = TimeSpan.FromHours(2));
        var connection = await app.ConnectedAsync();

        await time.TimerAsync(TimeSpan.FromHours(1));
        await RefreshTests.ExecuteAsync(app, "ALTER TABLE atom_oauth_connections RENAME TO away");
        time.Advance(TimeSpan.FromHours(1));
        await Eventually.HoldsAsync(() => app.Log.Entries.Any(entry => entry.Id == 4841));
        await RefreshTests.ExecuteAsync(app, "ALTER TABLE away RENAME TO atom_oauth_connections");
        Assert.Equal(0, app.Provider.Refreshes);
        time.Advance(TimeSpan.FromHours(1));
        await Eventually.HoldsAsync(async () => (await app.StoredAsync(connection.Id)).Row.TokenVersion == 2);

        // Due again in an hour, at half of the new token's lifetime.
        Assert.Empty(await app.Store.ListKeepAliveAsync(time.GetUtcNow().AddMinutes(59), 0, 10, default));
        Assert.Single(await app.Store.ListKeepAliveAsync(time.GetUtcNow().AddHours(1), 0, 10, default));
    }

    [Fact]
    public async Task KeepAlive_IsOff_UnlessTheOptionsTurnItOn()
    {
        FakeTimeProvider time = new(DateTimeOffset.UtcNow);
        await using var app = await TestApp.StartAsync(
            services: services => services.AddSingleton<TimeProvider>(time), demo: o => o.RefreshTokenLifetime = TimeSpan.FromHours(2));
        await app.ConnectedAsync();

        var keepAlive = app.Services.GetServices<IHostedService>().OfType<KeepAlive>().Single();

        await keepAlive.ExecuteTask!.WaitAsync(TimeSpan.FromMinutes(1));
    }

    /// <summary>More than one page of connections is due, and all of them are refreshed.</summary>
    [Fact]
    public async Task KeepAlive_GoesThroughAllPages()
    {
        await using var app = await TestApp.StartAsync(demo: o => o.RefreshTokenLifetime = TimeSpan.FromDays(30));
        const int Count = 101;
        for (var i = 0; i < Count; i++)
        {
            await app.AddConnectionAsync(new OAuthTokens("at") { RefreshToken = app.Provider.Issue() }, $"user-{i}");
        }

        await RefreshTests.ExecuteAsync(app, "UPDATE atom_oauth_connections SET keep_alive_at = 1");
        await app.Services.GetServices<IHostedService>().OfType<KeepAlive>().Single().RunOnceAsync(default);

        Assert.Equal(Count, app.Provider.Refreshes);
        Assert.Empty(await app.Store.ListKeepAliveAsync(DateTimeOffset.UtcNow, 0, 10, default));
    }

    /// <summary>Storing is retried after 100, 200, 400 … milliseconds, at most five seconds, and continues in the background.</summary>
    [Fact]
    public async Task TokensThatCannotBeStored_AreTriedAgain_EverLessOften()
    {
        SteppingTime time = new(longest: TimeSpan.FromSeconds(6));
        await using var app = await TestApp.StartAsync();
        (var key, var lease) = await LeasedAsync(app);
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
        await Eventually.HoldsAsync(() => unsaved.Count == 0);

        Assert.Equal([100, 200, 400, 800, 1600, 3200, 5000, 100, 200], time.Waits.Select(wait => wait.TotalMilliseconds));
        var row = (await app.Store.FindAsync(key, default))!;
        Assert.Equal(2, row.TokenVersion);
        Assert.Equal([5], row.Tokens);
        Assert.Single(app.Log.Entries, entry => entry.Id == 4814);
        Assert.Single(app.Log.Entries, entry => entry.Id == 4815);
        await unsaved.SettleAsync(key);
    }

    /// <summary>A caller waits for unsaved tokens for at most the store retry time; stopping the process tries to store them once more.</summary>
    [Fact]
    public async Task TokensThatWait_AreStoredAtTheEnd()
    {
        FakeTimeProvider time = new(DateTimeOffset.UtcNow);
        await using var app = await TestApp.StartAsync();
        (var key, var lease) = await LeasedAsync(app);
        UnsavedTokens unsaved = new(
            app.Store,
            Options.Create(new ConnectionsOptions { StoreRetryTime = TimeSpan.Zero }),
            time,
            app.Services.GetRequiredService<ILogger<UnsavedTokens>>());
        await RefreshTests.ExecuteAsync(app, "ALTER TABLE atom_oauth_connections RENAME TO away");
        var before = app.Store.RoundTrips;
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
            () => unsaved.SaveAsync(Acme(_ => { }), key, lease, new([5], null, null, null)));
        await Eventually.HoldsAsync(() => app.Store.RoundTrips == before + 2);
        Assert.Equal(1, unsaved.Count);
        await Assert.ThrowsAsync<TimeoutException>(() => unsaved.SettleAsync(key));
        await unsaved.SettleAsync(key with { ConnectionId = "another" });
        await RefreshTests.ExecuteAsync(app, "ALTER TABLE away RENAME TO atom_oauth_connections");

        await unsaved.DisposeAsync();

        Assert.Equal((0, 2L), (unsaved.Count, (await app.Store.FindAsync(key, default))!.TokenVersion));
    }

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
        Assert.True(IntegrationFactory.TryCreate("acme", options, out var integration, out _));
        return integration;
    }
}
