using System.Diagnostics;
using System.Diagnostics.Metrics;
using Atom.OAuth.Tests.State.Support;
using Atom.OAuth.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.Tests.Diagnostics;

/// <summary>Metrics and traces, and that no user names or unknown providers become tag values.</summary>
public class TelemetryTests
{
    [Fact]
    public async Task TokenResponses_AreCounted_ByProviderAndOutcome()
    {
        List<string> counted = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == OAuthTelemetry.Name && instrument.Name == "atom.oauth.token_responses")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            lock (counted)
            {
                counted.Add($"{value} {tags[0].Value} {tags[1].Value}");
            }
        });
        listener.Start();

        // A provider that only this test uses, because other tests count at the same time.
        using var good = Respond.With("""{"access_token":"x"}""");
        using var throttled = Respond.With(string.Empty, status: System.Net.HttpStatusCode.TooManyRequests);
        using var revoked = Respond.With(string.Empty);
        await OAuthTokenResponse.ReadAsync(good, "Asana");
        await OAuthTokenResponse.ReadAsync(throttled, "no provider of the catalogue");
        var before = counted.Count;
        await OAuthRevocationResponse.ReadAsync(revoked, "Asana");

        lock (counted)
        {
            Assert.Contains("1 asana success", counted);
            Assert.Contains("1 other rate_limited", counted);
            Assert.DoesNotContain(counted, entry => entry.Contains("no provider", StringComparison.Ordinal));
            Assert.InRange(before, 2, int.MaxValue);
        }
    }

    [Fact]
    public async Task States_AreCounted_ByProviderAndOutcome()
    {
        List<string> counted = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == OAuthTelemetry.Name && instrument.Name == "atom.oauth.state_parses")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            lock (counted)
            {
                counted.Add($"{value} {instrument.Unit} {tags[0].Key}={tags[0].Value} {tags[1].Key}={tags[1].Value}");
            }
        });
        listener.Start();

        StateBench bench = new();
        var state = await bench.BuildAsync(provider: "trello");
        await bench.ParseAsync(state, OAuthStateExpectation.ForUser("Trello", StateBench.User, StateBench.Tenant, "x"));
        await bench.ParseAsync("nonsense", OAuthStateExpectation.WithoutUser("no provider of the catalogue", null));

        lock (counted)
        {
            Assert.Contains("1 {state} provider=trello outcome=wrong_browser", counted);
            Assert.Contains("1 {state} provider=other outcome=invalid", counted);
            Assert.DoesNotContain(counted, entry => entry.Contains("no provider", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task SyncTriggers_AreCounted_ByProviderAndOutcome()
    {
        List<string> counted = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == OAuthTelemetry.Name && instrument.Name == "atom.oauth.sync_triggers")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            lock (counted)
            {
                counted.Add($"{value} {instrument.Unit} {tags[0].Key}={tags[0].Value} {tags[1].Key}={tags[1].Value}");
            }
        });
        listener.Start();
        ServiceCollection services = new();
        services.AddAtomOAuth();
        await using var provider = services.BuildServiceProvider();

        await provider.GetRequiredService<IHistoricalSyncTrigger>().TriggerHistoricalSyncOnConnectionAsync("trello", "user-1", "tenant-1");

        lock (counted)
        {
            Assert.Contains("1 {trigger} provider=trello outcome=not_configured", counted);
        }
    }

    [Fact]
    public async Task TokenRequests_AreTraced()
    {
        List<Activity> traced = [];
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == OAuthTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (traced)
                {
                    traced.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using HttpMessageInvoker client = new(new Handler());
        using HttpRequestMessage request = new(HttpMethod.Post, "https://app.asana.com/-/oauth_token");

        await OAuthTokenResponse.SendAsync(client, request, "Asana", new OAuthTokens("old"));
        using HttpMessageInvoker broken = new(new Handler { IsBroken = true });
        using HttpRequestMessage first = new(HttpMethod.Post, "https://app.asana.com/-/oauth_token");
        await OAuthTokenResponse.SendAsync(broken, first, "Asana");

        lock (traced)
        {
            var start = Assert.Single(
                traced, activity => activity.OperationName == "oauth.token" && (string?)activity.GetTagItem("provider") == "asana");
            Assert.Equal((ActivityStatusCode.Error, "connection_failed"), (start.Status, start.StatusDescription));
            Activity activity = Assert.Single(
                traced, activity => activity.OperationName == "oauth.refresh" && (string?)activity.GetTagItem("provider") == "asana");
            Assert.Equal(
                (ActivityKind.Client, ActivityStatusCode.Error, "invalid_grant"),
                (activity.Kind, activity.Status, activity.StatusDescription));
        }
    }

    private sealed class Handler : HttpMessageHandler
    {
        public bool IsBroken { get; init; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            => IsBroken
                ? throw new HttpRequestException("no")
                : Task.FromResult(Respond.With("""{"error":"invalid_grant"}""", status: System.Net.HttpStatusCode.BadRequest));
    }
}
