using Atom.OAuth.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;

namespace Atom.OAuth.HistoricalSync.Tests;

/// <summary>From the click to the history, through the connection endpoints, on three instances at once.</summary>
[Collection(DatabaseGroup.Name)]
public sealed class ConnectTests(TestDatabases databases)
{
    [PostgreSqlFact]
    public async Task FiftyConnectsWithDoubleCallbacksAndReconnects_OverThreeProcesses_AreOneConnectionAndOneSync()
    {
        var database = databases.New(OAuthDatabaseKind.PostgreSql);
        await using Crash crash = new(OAuthDatabaseKind.PostgreSql, database, isTransactional: true, connections: 0);
        await using var provider = await FakeProvider.StartAsync();
        ConnectInstance.MakeKeys(crash.Options.Folder);
        var instances = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ConnectInstance.StartAsync(provider, crash.Options)));
        try
        {
            // An impatient user, in fifty tabs.
            var connections = await ConnectAsync(50);
            var connection = Assert.Single(connections.Distinct());

            // While the history is being fetched, and afterwards.
            await crash.WaitForDeliveriesAsync(5);
            Assert.All(await ConnectAsync(10, connection), again => Assert.Equal(connection, again));
            await crash.WaitUntilCompleteAsync();
            Assert.All(await ConnectAsync(10), again => Assert.Equal(connection, again));
            await crash.WaitUntilCompleteAsync();

            await using var app = await SyncApp.StartAsync(
                new(OAuthDatabaseKind.PostgreSql, crash.Options.Database) { Options = options => options.RunsSyncs = false });
            var sync = Assert.Single(await app.Syncs.ListAsync("t1"));
            Assert.Equal((connection, 1), (sync.Connection.ConnectionId, sync.Generation));
            Assert.Equal(1L, await CountAsync(app));
            await crash.VerifyAsync(kills: 0);

            // One exchange per consent, although each callback was sent twice.
            Assert.Equal(70, provider.TokenCalls.Count);
        }
        finally
        {
            Array.ForEach(instances, instance => instance.Dispose());
        }

        async Task<string[]> ConnectAsync(int times, string? connection = null)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, times).Select(
                i => instances[i % 3].ConnectAsync(provider, instances[(i + 1) % 3], instances[(i + 2) % 3], connection)));
            return [.. answers.SelectMany(pair => pair).Select(ConnectionOf)];
        }
    }

    /// <summary>Gets the connection, which both responses to a duplicate callback must contain.</summary>
    private static string ConnectionOf(string location)
    {
        var query = location.IndexOf('?', StringComparison.Ordinal);
        Assert.True(query >= 0 && location.Contains("connected=fake", StringComparison.Ordinal), location);
        return QueryHelpers.ParseQuery(location[query..])["connection"].ToString();
    }

    private static async Task<object?> CountAsync(SyncApp app)
    {
        await using var connection = await app.Get<OAuthDatabase>().OpenAsync();
        return await Storage.OAuthDatabaseCommands.ScalarAsync(connection, null, "SELECT COUNT(*) FROM atom_oauth_connections", default);
    }
}
