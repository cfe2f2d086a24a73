using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Atom.OAuth.AspNetCore.Tests.Support;
using Atom.OAuth.Refreshing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.AspNetCore.Tests;

/// <summary>
/// The metrics and traces of an application, filtered by the provider monday.com. The meter is process-wide: other tests with that provider are in
/// the same collection, so they run before or after these.
/// </summary>
[Collection(nameof(TelemetryTests))]
public sealed class TelemetryTests : IDisposable
{
    private const string Provider = "monday";

    private readonly ConcurrentQueue<string> _counts = new();
    private readonly ConcurrentQueue<string> _providers = new();
    private readonly ConcurrentQueue<long> _unsaved = new();
    private readonly ConcurrentQueue<string> _instruments = new();
    private readonly ConcurrentQueue<(string Name, ActivityStatusCode Status)> _activities = new();
    private readonly MeterListener _meter = new();
    private readonly ActivityListener _activity = new()
    {
        ShouldListenTo = source => source.Name == ConnectionsTelemetry.Name,
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
    };

    public TelemetryTests()
    {
        _meter.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == ConnectionsTelemetry.Name)
            {
                _instruments.Enqueue($"{instrument.Name} {instrument.Unit} {instrument.GetType().Name}");
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meter.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            Dictionary<string, object?> named = new(tags.ToArray());
            if (instrument.Name == "atom.oauth.connections.unsaved")
            {
                _unsaved.Enqueue(value);
                return;
            }

            _providers.Enqueue((string)named["provider"]!);
            if (named.GetValueOrDefault("provider") is Provider)
            {
                _counts.Enqueue($"{instrument.Name} {value} {named["outcome"]}");
            }
        });
        _meter.Start();
        _activity.ActivityStopped = activity =>
        {
            if (activity.GetTagItem("provider") is Provider)
            {
                _activities.Enqueue((activity.OperationName, activity.Status));
            }
        };
        ActivitySource.AddActivityListener(_activity);
    }

    public void Dispose()
    {
        _meter.Dispose();
        _activity.Dispose();
    }

    [Fact]
    public async Task Refreshes_AreCounted_ByOutcome_AndTraced()
    {
        await using var app = await StartAsync();
        app.Provider.Answer = (_, _) => Task.FromResult<IResult?>(null);
        await RefreshAsync(app, "success", refreshToken: null);
        await RefreshAsync(app, "reauthorize", refreshToken: "rt-unknown");
        app.Provider.Answer = (_, _) => Task.FromResult<IResult?>(Results.StatusCode(429));
        await RefreshAsync(app, "failure", refreshToken: null);
        app.Provider.Answer = (_, http) =>
        {
            http.Abort();
            return Task.FromResult<IResult?>(Results.Empty);
        };
        await RefreshAsync(app, "unknown", refreshToken: null);
        var id = await app.AddExpiredAsync("superseded", integration: Provider);
        app.Provider.Answer = async (_, _) =>
        {
            await app.Connections.DisconnectAsync(TestApp.Tenant, id);
            return FakeProvider.Json(200, new { access_token = "at-late", expires_in = 60 });
        };
        await Record.ExceptionAsync(async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id));

        Assert.Equal(
            ["success", "reauthorize", "failure", "unknown", "superseded"],
            _counts.Where(count => count.StartsWith(
                "atom.oauth.connections.refreshes 1 ", StringComparison.Ordinal)).Select(count => count.Split(' ')[2]));
        Assert.Equal(
            [ActivityStatusCode.Unset, ActivityStatusCode.Error, ActivityStatusCode.Error, ActivityStatusCode.Error, ActivityStatusCode.Unset],
            _activities.Where(activity => activity.Name == "oauth.connections.refresh").Select(activity => activity.Status));
    }

    [Fact]
    public async Task Callbacks_AreCounted_ByOutcome()
    {
        await using var app = await StartAsync();
        Browser browser = new(app);
        await app.ConnectAsync(browser, Provider);
        var refused = app.Provider.Consent(await browser.StartAsync(Provider));
        await browser.CallbackAsync(Provider, [new("state", refused["state"]), new("error", "access_denied")]);
        var empty = app.Provider.Consent(await browser.StartAsync(Provider));
        await browser.CallbackAsync(Provider, [new("state", empty["state"])]);
        app.Provider.Answer = (_, _) => Task.FromResult<IResult?>(FakeProvider.Json(400, new { error = "invalid_client" }));
        await app.ConnectAsync(browser, Provider);
        app.Provider.Answer = (_, _) => Task.FromResult<IResult?>(Results.Text("<html>", "text/html"));
        await app.ConnectAsync(browser, Provider);

        Assert.Equal(
            ["success", "refused", "no_code", "failure", "unknown"],
            _counts.Where(count => count.StartsWith(
                "atom.oauth.connections.callbacks 1 ", StringComparison.Ordinal)).Select(count => count.Split(' ')[2]));
    }

    [Fact]
    public void Instruments_AreThoseThatTheDocumentationNames()
    {
        // Instruments exist once their class is initialized, whichever test runs first.
        RuntimeHelpers.RunClassConstructor(typeof(ConnectionsTelemetry).TypeHandle);

        Assert.Equal("Atom.OAuth.AspNetCore", ConnectionsTelemetry.Name);
        Assert.Equal(
            [
                "atom.oauth.connections.callbacks {callback} Counter`1", "atom.oauth.connections.refreshes {refresh} Counter`1",
                "atom.oauth.connections.unsaved {token} UpDownCounter`1",
            ],
            _instruments.Order(StringComparer.Ordinal));
    }

    /// <summary>Tenants' names for integrations must not become a dimension.</summary>
    [Fact]
    public async Task ProviderThatTheCatalogueDoesNotHave_IsOther()
    {
        await using var app = await TestApp.StartAsync();

        await app.ConnectAsync(new Browser(app));

        Assert.Contains("other", _providers);
        Assert.All(_providers, provider => Assert.True(provider == "other" || OAuthProviders.Find(provider)?.Id == provider, provider));
    }

    /// <summary>The meter is process-wide: other tests with unsaved tokens may be counted, too.</summary>
    [Fact]
    public async Task TokensThatWaitInMemory_AreCounted_UntilTheyAreStored()
    {
        await using var app = await TestApp.StartAsync(options: o => o.StoreRetryTime = TimeSpan.Zero);
        var id = await app.AddExpiredAsync();
        app.Provider.Answer = async (_, _) =>
        {
            await RefreshTests.ExecuteAsync(app, "ALTER TABLE atom_oauth_connections RENAME TO away");
            return null;
        };
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id));
        Assert.Contains(1, _unsaved);
        await RefreshTests.ExecuteAsync(app, "ALTER TABLE away RENAME TO atom_oauth_connections");
        await Eventually.HoldsAsync(() => app.Services.GetRequiredService<UnsavedTokens>().Count == 0);

        Assert.Contains(-1, _unsaved);
        Assert.All(_unsaved, change => Assert.True(change is 1 or -1));
    }

    private static Task<TestApp> StartAsync()
        => TestApp.StartAsync((connections, provider) => connections.AddIntegration(Provider, o => TestApp.Point(o, provider)));

    /// <summary>Requests the token of an expired connection, whose result is counted.</summary>
    private static async Task RefreshAsync(TestApp app, string user, string? refreshToken)
    {
        var id = await app.AddExpiredAsync(user, refreshToken, Provider);
        await Record.ExceptionAsync(async () => await app.Connections.GetAccessTokenAsync(TestApp.Tenant, id));
    }
}
