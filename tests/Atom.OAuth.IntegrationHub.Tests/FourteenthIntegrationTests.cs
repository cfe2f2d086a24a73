using Atom.OAuth.Simulation;
using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.IntegrationHub.Tests;

/// <summary>The guide "Add your fourteenth integration": one file, one line and configuration, with a real authorization server.</summary>
public sealed class FourteenthIntegrationTests
{
    [Fact]
    public async Task An_integration_that_the_catalogue_does_not_have_connects_and_syncs()
    {
        await using var fabrikam = await FabrikamServer.StartAsync();
        await using var world = await HubWorld.StartAsync(
            configure: settings =>
            {
                settings["Integrations:fabrikam:DisplayName"] = "Fabrikam";
                settings["Integrations:fabrikam:AuthorizationEndpoint"] = new Uri(fabrikam.Origin, "/authorize").AbsoluteUri;
                settings["Integrations:fabrikam:TokenEndpoint"] = new Uri(fabrikam.Origin, "/token").AbsoluteUri;
                settings["Integrations:fabrikam:ClientId"] = FabrikamServer.ClientId;
                settings["Integrations:fabrikam:ClientSecret"] = FabrikamServer.ClientSecret;
                settings["Integrations:fabrikam:ApiHosts:0"] = "api.fabrikam.example";

                // This Fabrikam is on loopback.
                settings["Integrations:fabrikam:AllowPrivateNetwork"] = "true";
            },
            add: hub =>
            {
                Fabrikam.Add(hub);
                hub.Services.AddHttpClient(nameof(Fabrikam)).AddHttpMessageHandler(() => new SimulatorHandler(fabrikam.Origin, "fabrikam"));
            });
        await fabrikam.RegisterAsync(new Uri(world.Origin, "/integrations/fabrikam/callback"));
        using var visitor = await world.SignInAsync();
        Assert.Contains("Your notes", (await visitor.GoAsync("/")).Body, StringComparison.Ordinal);

        var page = await visitor.ConnectAsync("fabrikam");

        Assert.Equal("Fabrikam is connected. Its history is on its way.", page.Notice);
        var connection = Assert.Single(await world.ConnectionsAsync("fabrikam"));
        var sync = await world.SyncAsync(
            connection.Id, HistoricalSyncState.Completed, HistoricalSyncState.Failed, HistoricalSyncState.NeedsReauthorization);
        Assert.True(sync.State == HistoricalSyncState.Completed, $"{sync.State}: {sync.Failure}");
        Assert.Equal(FabrikamServer.Notes, await ExpectedRecords.StoredAsync(world, connection.Id));
        Assert.Empty(world.Witness.Errors);
    }
}
