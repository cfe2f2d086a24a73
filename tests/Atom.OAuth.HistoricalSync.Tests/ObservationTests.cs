using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Atom.OAuth.HistoricalSync.Tests;

/// <summary>What the service learns about connections, and what it reports: a log entry and a count for each change, without any names.</summary>
[Collection(DatabaseGroup.Name)]
public sealed class ObservationTests(TestDatabases databases)
{
    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task Disconnect_Cancels_AndANewAuthorizationResumes(OAuthDatabaseKind kind)
    {
        await using var app = await SyncApp.StartAsync(new(kind, databases.New(kind)) { Options = options => options.RunsSyncs = false });
        var id = await app.StartSyncAsync();
        await ChangeAsync(OAuthConnectionChangeKind.ReauthorizationRequired);
        Assert.Equal(HistoricalSyncState.NeedsReauthorization, (await app.Syncs.FindAsync("t1", id))!.State);
        await ChangeAsync(OAuthConnectionChangeKind.Reauthorized);
        Assert.Equal(HistoricalSyncState.Pending, (await app.Syncs.FindAsync("t1", id))!.State);
        await ChangeAsync(OAuthConnectionChangeKind.Disconnected);
        Assert.Equal(HistoricalSyncState.Cancelled, (await app.Syncs.FindAsync("t1", id))!.State);

        // A cancelled sync continues when the user starts it again, but not just because of a connection event.
        await ChangeAsync(OAuthConnectionChangeKind.Connected);
        Assert.Equal(HistoricalSyncState.Cancelled, (await app.Syncs.FindAsync("t1", id))!.State);
        Assert.Equal(id, await app.StartSyncAsync());

        async Task ChangeAsync(OAuthConnectionChangeKind change)
            => await app.Get<IOAuthConnectionObserver>().OnConnectionChangedAsync(new(change, SyncApp.Integration, "u1", "t1", "c1"), default);
    }

    [Fact]
    public async Task EachChange_IsALineAndACount_WithoutTenantUserOrConnection()
    {
        ConcurrentQueue<string> counted = new();
        ConcurrentQueue<string> traced = new();
        using MeterListener meters = new();
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == HistoricalSyncTelemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => counted.Enqueue($"{instrument.Name} {value} {Text(tags)}"));
        meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => counted.Enqueue($"{instrument.Name} {Text(tags)}"));
        meters.Start();
        using ActivityListener activities = new()
        {
            ShouldListenTo = source => source.Name == HistoricalSyncTelemetry.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => traced.Enqueue($"{activity.OperationName} {string.Join(' ', activity.Tags)}"),
        };
        ActivitySource.AddActivityListener(activities);

        await using var app = await SyncApp.StartAsync(new(OAuthDatabaseKind.Sqlite, databases.NewFile()));
        var id = await app.StartSyncAsync("secret-connection", "secret-tenant", user: "secret-user");
        await app.WaitAsync(id, HistoricalSyncState.Completed, "secret-tenant");

        string[] lines = [.. app.Log.Entries.Where(entry => entry.Text.Contains(id, StringComparison.Ordinal)).Select(entry => entry.Text.Trim())];
        Assert.Equal(
            [
                $"Sync {id} of fake (history) was started.",
                $"Sync {id} of fake (history): Pending -> Running (Claim).",
                $"Sync {id} of fake (history): Running -> Completed (Complete).",
            ],
            lines);
        Assert.Contains(counted, count => count == "atom.oauth.sync.transitions 1 provider=other from=running to=completed");
        Assert.Contains(counted, count => count.StartsWith("atom.oauth.sync.records", StringComparison.Ordinal));
        Assert.Contains(counted, count => count.StartsWith("atom.oauth.sync.batch.duration", StringComparison.Ordinal));
        Assert.Contains(traced, trace => trace.StartsWith("sync.batch", StringComparison.Ordinal));
        Assert.DoesNotContain(
            counted.Concat(traced).Concat(app.Log.Entries.Select(entry => entry.Text)),
            text => text.Contains("secret-", StringComparison.Ordinal));

        static string Text(ReadOnlySpan<KeyValuePair<string, object?>> tags)
            => string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
    }
}
