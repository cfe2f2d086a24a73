namespace Atom.OAuth.HistoricalSync.Tests;

/// <summary>A sync from its start to its end, on both databases.</summary>
[Collection(DatabaseGroup.Name)]
public sealed class RunTests(TestDatabases databases)
{
    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task Trigger_FetchesAllWindows_NewestFirst(OAuthDatabaseKind kind)
    {
        await using SyncApp app = await SyncApp.StartAsync(new(kind, databases.New(kind)));
        string id = await app.StartSyncAsync();
        HistoricalSyncInfo sync = await app.WaitAsync(id, HistoricalSyncState.Completed);

        Assert.Equal(3, sync.Windows);
        Assert.Equal(3, sync.WindowsDone);
        Assert.Equal(100, sync.Percent);
        Assert.Equal(1, sync.Generation);
        Assert.Equal(sync.Range.To.AddMonths(-3), sync.Range.From);
        string[] expected = [.. app.Provider.History.Ids("c1", sync.Range)];
        Assert.Equal(expected.Order(), app.Store.Ids.Order());
        Assert.Equal(expected.Length, sync.Records);
        HistoricalSyncWindow[] windows = [.. app.Provider.Requests.Select(request => request.Window).Distinct()];
        Assert.Equal(windows.OrderByDescending(window => window.From), windows);
        Assert.Equal(app.Store.Batches.Count, app.Store.Batches.Select(batch => batch.Key).Distinct().Count());
        Assert.All(app.Provider.Ambient, ambient => Assert.Equal(("t1", "c1"), ambient));
    }
}
