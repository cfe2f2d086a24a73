using System.Net;

namespace Atom.OAuth.HistoricalSync.Tests;

/// <summary>The consequences of each typed failure.</summary>
[Collection(DatabaseGroup.Name)]
public sealed class FailureTests(TestDatabases databases)
{
    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task RateLimited_WaitsWithoutAWorker_AndIsNoAttempt(OAuthDatabaseKind kind)
    {
        var limits = 0;
        Provider provider = new();
        provider.Before = (request, _) => request.Connection.ConnectionId == "limited" && ++limits <= 8
            ? throw HistoricalSyncException.RateLimited(TimeSpan.FromMilliseconds(300))
            : new((HistoricalSyncPage?)null);
        await using var app = await SyncApp.StartAsync(new(kind, databases.New(kind))
        {
            Provider = provider,
            Options = options => (options.MaxConcurrentSyncs, options.MaxAttempts) = (1, 2),
        });
        var limited = await app.StartSyncAsync("limited");
        await app.WaitAsync(limited, HistoricalSyncState.Waiting);
        var free = await app.StartSyncAsync("free", tenant: "t2");

        // The only worker is not blocked: the other sync completes while the first waits, eight times, although only two attempts are allowed.
        await app.WaitAsync(free, HistoricalSyncState.Completed, "t2");
        var done = await app.WaitAsync(limited, HistoricalSyncState.Completed);
        Assert.InRange(limits, 9, int.MaxValue);
        Assert.Equal(provider.History.Ids("limited", done.Range).Order(), app.Store.IdsOf("limited").Order());
        Assert.Null(done.Failure);
    }

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task Transient_IsTriedAgain_AndProgressResetsTheAttempts(OAuthDatabaseKind kind)
    {
        // Each page fails twice; if all attempts counted together, a window of several pages would exceed the three attempts.
        Dictionary<string, int> tries = [];
        Provider provider = new();
        provider.Before = (request, _) =>
        {
            var page = $"{request.Window}{request.Cursor}";
            tries[page] = tries.GetValueOrDefault(page) + 1;
            return tries[page] <= 2 ? throw new HttpRequestException("down", null, HttpStatusCode.BadGateway) : new((HistoricalSyncPage?)null);
        };
        await using var app = await SyncApp.StartAsync(new(kind, databases.New(kind))
        {
            Provider = provider,
            Options = options => options.MaxAttempts = 3,
        });
        var done = await app.WaitAsync(await app.StartSyncAsync(), HistoricalSyncState.Completed);
        Assert.Equal(provider.History.Ids("c1", done.Range).Order(), app.Store.Ids.Order());
        Assert.All(tries.Values, count => Assert.Equal(3, count));
    }

    [Fact]
    public async Task Transient_WithoutEnd_Fails_AndRetryGoesOn()
    {
        var isDown = true;
        Provider provider = new();
        provider.Before = (_, _) => isDown ? throw new InvalidOperationException("secret-token-123") : new((HistoricalSyncPage?)null);
        await using var app = await SyncApp.StartAsync(new(OAuthDatabaseKind.Sqlite, databases.NewFile())
        {
            Provider = provider,
            Options = options => options.MaxAttempts = 3,
        });
        var id = await app.StartSyncAsync();
        var failed = await app.WaitAsync(id, HistoricalSyncState.Failed);
        Assert.Equal(3, provider.Requests.Count);
        Assert.Equal((HistoricalSyncFailureKind.Transient, "The source failed (InvalidOperationException)."), (failed.FailureKind, failed.Failure));
        Assert.DoesNotContain(app.Log.Entries, entry => entry.Text.Contains("secret-token-123", StringComparison.Ordinal));
        isDown = false;
        await app.Syncs.RetryAsync("t1", id);
        await app.WaitAsync(id, HistoricalSyncState.Completed);
    }

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task NeedsReauthorization_WaitsForTheUser_AndGoesOnWithTheNewConnection(OAuthDatabaseKind kind)
    {
        var isRevoked = false;
        Provider provider = new();
        provider.Before = (_, _) => provider.Requests.Count == 3 && !isRevoked
            ? Fail(() => isRevoked = true, HistoricalSyncException.NeedsReauthorization())
            : new((HistoricalSyncPage?)null);
        await using var app = await SyncApp.StartAsync(new(kind, databases.New(kind)) { Provider = provider });
        var id = await app.StartSyncAsync();
        var waiting = await app.WaitAsync(id, HistoricalSyncState.NeedsReauthorization);
        Assert.Equal(2, waiting.Batches);

        var again = await app.TriggerAsync();
        Assert.Equal((HistoricalSyncStatus.Started, id), (again.Status, again.JobId));
        var done = await app.WaitAsync(id, HistoricalSyncState.Completed);
        Assert.Equal(provider.History.Ids("c1", done.Range).Order(), app.Store.Ids.Order());
    }

    [Fact]
    public async Task Gone_FailsAtOnce()
    {
        Provider provider = new() { Before = (_, _) => throw HistoricalSyncException.Gone("The channel was deleted.") };
        await using var app = await SyncApp.StartAsync(new(OAuthDatabaseKind.Sqlite, databases.NewFile()) { Provider = provider });
        var failed = await app.WaitAsync(await app.StartSyncAsync(), HistoricalSyncState.Failed);
        Assert.Equal((HistoricalSyncFailureKind.Gone, "The channel was deleted."), (failed.FailureKind, failed.Failure));
        Assert.Single(provider.Requests);
    }

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task CursorExpired_BeginsTheWindowAnew_UnderNewKeys(OAuthDatabaseKind kind)
    {
        var hasExpired = false;
        Provider provider = new();
        provider.Before = (request, _) => request.Cursor == "20" && !hasExpired
            ? Fail(() => hasExpired = true, HistoricalSyncException.CursorExpired())
            : new((HistoricalSyncPage?)null);
        await using var app = await SyncApp.StartAsync(new(kind, databases.New(kind)) { Provider = provider });
        var done = await app.WaitAsync(await app.StartSyncAsync(), HistoricalSyncState.Completed);
        Assert.Equal(provider.History.Ids("c1", done.Range).Order(), app.Store.Ids.Distinct().Order());
        Assert.Equal(20, app.Store.Ids.Length - app.Store.Ids.Distinct().Count());
        Assert.Equal(app.Store.Batches.Count, app.Store.Batches.Select(batch => batch.Key).Distinct().Count());
        Assert.Contains(app.Store.Batches, batch => batch.Pass == 1);
    }

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task CursorThatExpiresAlways_HalvesTheWindow_UntilItCanBeRead(OAuthDatabaseKind kind)
    {
        Provider provider = new() { History = new(EveryHours: 24, PageSize: 10) };
        provider.Before = (request, _) => request.Cursor == "10" ? throw HistoricalSyncException.CursorExpired() : new((HistoricalSyncPage?)null);
        await using var app = await SyncApp.StartAsync(new(kind, databases.New(kind)) { Provider = provider });
        var done = await app.WaitAsync(await app.StartSyncAsync(months: 1), HistoricalSyncState.Completed);
        Assert.Equal(provider.History.Ids("c1", done.Range).Order(), app.Store.Ids.Distinct().Order());
    }

    [Theory]
    [SqliteData]
    [PostgreSqlData]
    public async Task Truncated_CutsTheWindow_UntilEverythingIsThere(OAuthDatabaseKind kind)
    {
        // The provider returns 10 rows per query and no cursor.
        Provider provider = new();
        provider.Before = (request, _) =>
        {
            var page = provider.History.Page(request);
            return new(new HistoricalSyncPage(page.Records) { IsTruncated = page.NextCursor is not null });
        };
        await using var app = await SyncApp.StartAsync(new(kind, databases.New(kind)) { Provider = provider });
        var done = await app.WaitAsync(await app.StartSyncAsync(), HistoricalSyncState.Completed);
        Assert.Equal(provider.History.Ids("c1", done.Range).Order(), app.Store.Ids.Distinct().Order());
        Assert.False(done.IsTruncated);
        Assert.Equal(done.Windows, done.WindowsDone);
    }

    [Fact]
    public async Task TruncatedForGood_SaysSo()
    {
        Provider provider = new() { Before = (_, _) => new(new HistoricalSyncPage([]) { IsTruncated = true }) };
        await using var app = await SyncApp.StartAsync(new(OAuthDatabaseKind.Sqlite, databases.NewFile())
        {
            Provider = provider,
            Sync = sync => sync.AddSource<ProviderSource>(SyncApp.Integration).AddSink<StoreSink>(),
        });
        await app.Get<Sync.LedgerStarts>().StartAsync(
            [new("t1", SyncApp.Integration, "c1", "history", "u1", new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddMinutes(3)), null)],
            default);
        var listed = Assert.Single(await app.Syncs.ListAsync("t1"));
        var done = await app.WaitAsync(listed.Id, HistoricalSyncState.Completed);
        Assert.True(done.IsTruncated);
    }

    [Fact]
    public async Task SinkThatFails_KeepsTheBatch()
    {
        var failures = 0;
        Support.Store store = new();
        store.Before = (_, _) => ++failures <= 2 ? throw new InvalidOperationException("no room") : default;
        await using var app = await SyncApp.StartAsync(new(OAuthDatabaseKind.Sqlite, databases.NewFile()) { Store = store });
        var done = await app.WaitAsync(await app.StartSyncAsync(), HistoricalSyncState.Completed);
        Assert.Equal(app.Provider.History.Ids("c1", done.Range).Order(), store.Ids.Order());
    }

    [Fact]
    public void Failures_OfTheRuntimeAreUnderstood()
    {
        Assert.Equal(HistoricalSyncFailureKind.NeedsReauthorization, Of(new HttpRequestException("x", null, HttpStatusCode.Unauthorized)));
        Assert.Equal(HistoricalSyncFailureKind.RateLimited, Of(new HttpRequestException("x", null, HttpStatusCode.TooManyRequests)));
        Assert.Equal(HistoricalSyncFailureKind.Transient, Of(new HttpRequestException("x", null, HttpStatusCode.ServiceUnavailable)));
        Assert.Equal(HistoricalSyncFailureKind.Transient, Of(new TaskCanceledException()));
        Assert.Equal(HistoricalSyncFailureKind.CursorExpired, Of(HistoricalSyncException.CursorExpired()));
        Assert.Equal(
            HistoricalSyncFailureKind.NeedsReauthorization,
            Of(new OAuthConnectionException(OAuthConnectionProblem.ReauthorizationRequired, "x")));
        Assert.Equal(HistoricalSyncFailureKind.Transient, Of(new OAuthConnectionException(OAuthConnectionProblem.KeysMissing, "x")));

        static HistoricalSyncFailureKind Of(Exception exception) => Sync.RunFailure.Of(exception).Kind;
    }

    private static ValueTask<HistoricalSyncPage?> Fail(Action note, Exception exception)
    {
        note();
        throw exception;
    }
}
