using System.Globalization;
using Atom.OAuth.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.IntegrationHub.Tests;

/// <summary>The hub with <c>ConnectionStrings:PostgreSql</c> in its configuration: connect, sync, restart, disconnect.</summary>
public sealed class PostgreSqlTests(TestDatabases databases) : IClassFixture<TestDatabases>
{
    [Theory]
    [PostgreSqlData]
    public async Task All_thirteen_connect_sync_and_disconnect_on_PostgreSQL(OAuthDatabaseKind kind)
    {
        var database = databases.New(kind);
        await using var world = await HubWorld.StartAsync(configure: settings => settings["ConnectionStrings:PostgreSql"] = database);
        using var visitor = await world.SignInAsync();
        foreach (var id in HubWorld.Ids)
        {
            var connected = await visitor.ConnectAsync(id);
            Assert.Contains($"connected={id}", connected.Address.Query, StringComparison.Ordinal);
        }

        foreach (var id in HubWorld.Ids)
        {
            var connection = Assert.Single(await world.ConnectionsAsync(id));
            var sync = await world.SyncAsync(
                connection.Id, HistoricalSyncState.Completed, HistoricalSyncState.Failed, HistoricalSyncState.NeedsReauthorization);
            Assert.True(sync.State == HistoricalSyncState.Completed, $"{id} is {sync.State}: {sync.Failure}");
            var expected = ExpectedRecords.Of(world, id, sync);
            Assert.Equal(expected, await ExpectedRecords.StoredAsync(world, connection.Id));
            var history = (await visitor.GoAsync($"/connections/{connection.Id}")).Body;
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{expected:N0} in all"), history, StringComparison.Ordinal);
        }

        // An expired token is refreshed, and the new tokens are stored.
        var zoom = (await world.ConnectionsAsync("zoom"))[0];
        var connections = world.Services.GetRequiredService<IOAuthConnections>();
        var before = await connections.GetAccessTokenAsync("contoso", zoom.Id);
        world.Providers.ExpireAccessTokens("zoom");
        var after = await connections.ReplaceAccessTokenAsync("contoso", zoom.Id, before);
        Assert.NotEqual(before.Value, after.Value);
        Assert.Equal(after.Value, (await connections.GetAccessTokenAsync("contoso", zoom.Id)).Value);

        foreach (var id in HubWorld.Ids)
        {
            await visitor.GoAsync("/");
            var page = await visitor.PostAsync($"/integrations/{(await world.ConnectionsAsync(id))[0].Id}/disconnect", ("returnPath", "/"));
            Assert.Contains($"disconnected={id}", page.Address.Query, StringComparison.Ordinal);
            Assert.Empty(await world.ConnectionsAsync(id));
        }

        Assert.Empty(world.Witness.Errors);
        Assert.Empty(world.Witness.Find(world.Providers.Secrets));
    }
}
