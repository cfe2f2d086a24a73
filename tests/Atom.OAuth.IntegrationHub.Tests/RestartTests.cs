using Atom.OAuth.Simulation;
using Atom.OAuth.Testing;

namespace Atom.OAuth.IntegrationHub.Tests;

/// <summary>The hub in a separate process: killed during thirteen histories, and restarted.</summary>
public sealed class RestartTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task After_kill_9_in_the_middle_no_connection_and_no_window_is_lost(OAuthDatabaseKind kind)
    {
        var folder = Directory.CreateTempSubdirectory("integration-hub-kill-");
        SimulatorOptions options = new() { EnforcesRateLimits = false, LargestPage = 5, ApiLatency = TimeSpan.FromMilliseconds(120) };
        await using var hub = await HubProcess.StartAsync(folder, options, kind == OAuthDatabaseKind.PostgreSql ? databases.New(kind) : null);
        using Visitor visitor = new(hub.Origin, hub.Simulator.Origin);
        await visitor.SignInAsync("ada");
        foreach (var id in HubWorld.Ids)
        {
            var page = await visitor.ConnectAsync(id);
            Assert.Contains($"connected={id}", page.Address.Query, StringComparison.Ordinal);
        }

        await hub.WaitAsync("SELECT COUNT(*) FROM hub_records", count => count > 100);
        hub.Kill();
        var atDeath = await hub.CountAsync("SELECT COUNT(*) FROM hub_records");
        Assert.Equal(HubWorld.Ids.Count, await hub.CountAsync("SELECT COUNT(*) FROM atom_oauth_connections"));
        await hub.StartAgainAsync();

        await visitor.GoAsync("/");
        Assert.Equal(HubWorld.Ids.Count, visitor.Page.Body.Split(">Connected</span>").Length - 1);
        await hub.WaitAsync("SELECT COUNT(*) FROM atom_oauth_sync WHERE state <> 'completed'", open => open == 0);
        Assert.Equal(HubWorld.Ids.Count, await hub.CountAsync("SELECT COUNT(*) FROM atom_oauth_sync"));
        Assert.Equal(HubWorld.Ids.Count, await hub.CountAsync("SELECT COUNT(*) FROM atom_oauth_connections"));
        var expected = HubWorld.Ids.Sum(id => ExpectedRecords.InThreeMonths(hub.Simulator, id, hub.ConnectedAt));
        Assert.True(atDeath < expected, $"All {expected} records were there before the process was killed.");
        Assert.Equal(expected, await hub.CountAsync("SELECT COUNT(*) FROM hub_records"));
        hub.Kill();
        TestFolder.Delete(folder.FullName);
    }
}
