namespace Atom.OAuth.HistoricalSync.Tests;

/// <summary>A sync from start to end, on both databases.</summary>
[Collection(DatabaseGroup.Name)]
public sealed class RunTests(TestDatabases databases)
{
    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task Trigger_FetchesAllWindows_NewestFirst(OAuthDatabaseKind kind)
    {
        await using var app = await SyncApp.StartAsync(new(kind, databases.New(kind)));
        var id = await app.StartSyncAsync();
        var sync = await app.WaitAsync(id, HistoricalSyncState.Completed);

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
    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task Windows_ShowHowFarEachOfThemIs(OAuthDatabaseKind kind)
    {
        var isCut = false;
        Provider provider = new();
        provider.Before = (request, _) =>
        {
            // The newest window is read, the next one is truncated at first, and the provider rate-limits the oldest one.
            var window = provider.Requests.Select(asked => asked.Window.To).Distinct().Count();
            HistoricalSyncPage? page = window == 2 && !isCut ? new([]) { IsTruncated = isCut = true } : null;
            return request.Window.To < provider.Requests.First().Window.To.AddMonths(-1).AddDays(-3)
                ? throw HistoricalSyncException.RateLimited(TimeSpan.FromDays(1))
                : new(page);
        };
        await using var app = await SyncApp.StartAsync(new(kind, databases.New(kind)) { Provider = provider });
        Assert.Empty(await app.Syncs.ListWindowsAsync("t1", "nothing"));
        var id = await app.StartSyncAsync();
        var sync = await app.WaitAsync(id, HistoricalSyncState.Waiting);
        var windows = await app.Syncs.ListWindowsAsync("t1", id);

        // Three months, the second of which was split in two: newest first, and together the whole range.
        Assert.Equal(
            [HistoricalSyncWindowState.Done, HistoricalSyncWindowState.Done, HistoricalSyncWindowState.Open, HistoricalSyncWindowState.Open],
            windows.Select(window => window.State));
        Assert.Equal(
            [sync.Range.To, .. windows.Select(window => window.Window.From)], [.. windows.Select(window => window.Window.To), sync.Range.From]);
        Assert.Equal(sync.Windows, windows.Count);
        Assert.Equal(sync.Records, windows.Sum(window => window.Records));
        Assert.All(windows.Take(2), window => Assert.Equal(provider.History.Ids("c1", window.Window).Count(), window.Records));
        Assert.All(windows.Skip(2), window => Assert.Equal((0, 0), (window.Records, window.Attempts)));
        Assert.Empty(await app.Syncs.ListWindowsAsync("t2", id));
    }
}
