using Atom.OAuth.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Atom.OAuth.AspNetCore.Tests;

/// <summary>Who is notified of changes, and how long the notification may take.</summary>
public class ChangeTests
{
    /// <summary>Each change is passed to the callback named after it, and to all observers.</summary>
    [Fact]
    public async Task Change_IsToldWhole_ToItsCallbackAndToAllObservers()
    {
        List<string> told = [];
        Observer first = new();
        Observer second = new();
        await using var app = await TestApp.StartAsync(
            options: o =>
            {
                o.OnConnected = (change, _) => Tell("connected", change);
                o.OnReauthorizationRequired = (change, _) => Tell("required", change);
                o.OnDisconnected = (change, _) => Tell("disconnected", change);
            },
            services: services => services.AddSingleton<IOAuthConnectionObserver>(first).AddSingleton<IOAuthConnectionObserver>(second));
        Browser browser = new(app);

        var connection = await app.ConnectedAsync(browser);
        await app.ConnectAsync(browser);
        await RefreshTests.ExecuteAsync(app, "UPDATE atom_oauth_connections SET expires_at = 1");
        app.Provider.Answer = (_, _) => Task.FromResult<IResult?>(FakeProvider.Json(400, new { error = "invalid_grant" }));
        var token = await app.Connections.GetAccessTokenAsync(TestApp.Tenant, connection.Id);
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

    /// <summary>An observer is cancelled after its timeout, and abandoned a second later.</summary>
    [Fact]
    public async Task Observer_HasItsTime_AndASecondToStop()
    {
        FakeTimeProvider time = new(DateTimeOffset.UtcNow);
        Observer deaf = new() { Hangs = true };
        await using var app = await TestApp.StartAsync(
            options: o => o.ObserverTimeout = TimeSpan.FromSeconds(10),
            services: services => services.AddSingleton<TimeProvider>(time).AddSingleton<IOAuthConnectionObserver>(deaf));
        var id = await app.AddConnectionAsync(new OAuthTokens("at-1"));

        var disconnecting = app.Connections.DisconnectAsync(TestApp.Tenant, id);
        await Eventually.HoldsAsync(() => deaf.Changes.Count == 1);
        time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        Assert.False(deaf.Token.IsCancellationRequested);
        time.Advance(TimeSpan.FromTicks(1));
        Assert.True(deaf.Token.IsCancellationRequested);
        await Task.Delay(50);
        Assert.False(disconnecting.IsCompleted);
        await Eventually.HoldsAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return disconnecting.IsCompleted;
        });

        Assert.True(await disconnecting);
        Assert.Single(app.Log.Entries, entry => entry.Id == 4840);
    }

    /// <summary>Records changes; one that hangs ignores its cancellation token.</summary>
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
