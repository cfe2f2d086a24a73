using Atom.OAuth.Simulation;

namespace Atom.OAuth.IntegrationHub.Tests;

/// <summary>
/// Limits, silent truncation and expired cursors, from the provider through the sync to the stored records: nothing is missing at the end.
/// </summary>
public sealed class LimitTests
{
    private static readonly HistoricalSyncState[] Ends = [
        HistoricalSyncState.Completed, HistoricalSyncState.Failed, HistoricalSyncState.NeedsReauthorization,
    ];

    [Fact]
    public async Task Histories_wait_where_a_provider_limits_them_and_then_go_on()
    {
        // Three calls a second instead of the providers' own limits; each refuses in its own format.
        await using var world = await HubWorld.StartAsync(new SimulatorOptions
        {
            LimitCalls = 3,
            LimitSpan = TimeSpan.FromSeconds(1),
            HistoryItems = 120,
            LargestPage = 5,
        });

        // The providers that specify a delay. Google, Trello and HubSpot do not, so the sync would wait a minute.
        string[] ids = ["slack", "zoom", "discord", "microsoft-teams", "notion", "asana", "monday"];
        await AssertAllCompleteAsync(world, ids);

        Assert.All(ids, id => Assert.True(world.Providers.TooManyCalls(id) > 0, $"{id} was never refused."));
    }

    [Fact]
    public async Task An_unlisted_Slack_app_reads_its_15_messages_at_a_time()
    {
        await using var world = await HubWorld.StartAsync(new SimulatorOptions { IsSlackAppUnlisted = true, LimitSpan = TimeSpan.FromSeconds(1) });

        await AssertAllCompleteAsync(world, ["slack"]);

        Assert.True(world.Providers.TooManyCalls("slack") > 0);
    }

    [Fact]
    public async Task What_Notion_cuts_off_without_a_word_is_read_in_smaller_windows()
    {
        await using var world = await HubWorld.StartAsync(new SimulatorOptions { EnforcesRateLimits = false, NotionRowLimit = 5 });

        await AssertAllCompleteAsync(world, ["notion"]);
    }

    [Fact]
    public async Task Cursors_that_expire_in_the_middle_cost_no_record()
    {
        string[] ids = ["slack", "zoom", "google-chat", "google-calendar", "microsoft-teams", "notion", "asana", "monday", "dropbox", "hubspot"];
        await using var world = await HubWorld.StartAsync(new SimulatorOptions { EnforcesRateLimits = false, LargestPage = 5 });
        foreach (var id in ids)
        {
            world.Providers.Fail(new SimulatedFault(FaultKind.CursorsExpired, FaultTarget.Api) { Provider = id });
        }

        await AssertAllCompleteAsync(world, ids);

        Assert.Empty(world.Providers.Faults);
    }

    private static async Task AssertAllCompleteAsync(HubWorld world, IReadOnlyList<string> ids)
    {
        using var visitor = await world.SignInAsync();
        foreach (var id in ids)
        {
            await visitor.ConnectAsync(id);
        }

        foreach (var id in ids)
        {
            var connection = Assert.Single(await world.ConnectionsAsync(id));
            var sync = await world.SyncAsync(connection.Id, Ends);
            Assert.True(sync.State == HistoricalSyncState.Completed && !sync.IsTruncated, $"{id} is {sync.State}: {sync.Failure}");
            Assert.Equal((id, ExpectedRecords.Of(world, id, sync)), (id, await ExpectedRecords.StoredAsync(world, connection.Id)));
        }

        Assert.Empty(world.Witness.Errors);
    }
}
