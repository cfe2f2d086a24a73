using System.Data.Common;

namespace Atom.OAuth.HistoricalSync.Tests.Support;

/// <summary>A set of syncs whose workers are killed: what was started, what arrived, and what must not have happened.</summary>
internal sealed class Crash : IAsyncDisposable
{
    private static readonly History History = new(EveryHours: 6, PageSize: 10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("atom-oauth-sync-");
    private readonly int _connections;
    private int _started;

    /// <summary>An application that only reads: it is not started.</summary>
    private readonly SyncApp _onlooker;

    public Crash(OAuthDatabaseKind kind, string database, bool isTransactional, int connections)
    {
        Options = new(kind, database, _folder.FullName, isTransactional, PageDelay: 15, Runs: true);
        _connections = connections;
        var identity = kind == OAuthDatabaseKind.Sqlite ? "INTEGER PRIMARY KEY AUTOINCREMENT" : "BIGSERIAL PRIMARY KEY";
        _onlooker = SyncApp.Create(new(kind, database));
        Execute($"CREATE TABLE delivery (seq {identity}, connection TEXT NOT NULL, batch TEXT NOT NULL, records TEXT NOT NULL)");
    }

    public WorkerOptions Options { get; }

    /// <summary>Starts a sync for each connection, using an application that runs none.</summary>
    public Task StartSyncsAsync() => StartSyncsAsync(_connections);

    /// <summary>Makes sure that there is work during a kill: if a process restarts slowly, the others may have done all of it.</summary>
    public async Task StartMoreIfCompleteAsync()
    {
        if (await IsCompleteAsync())
        {
            await StartSyncsAsync(connections: 40);
        }
    }

    /// <summary>Waits for further deliveries, so that a worker is killed while it works, or until everything is complete.</summary>
    public async Task WaitForDeliveriesAsync(long more)
    {
        const int LooksAtDeliveriesForOneAtSyncs = 20;
        var goal = CountDeliveries() + more;
        using CancellationTokenSource patience = new(Patience);
        for (var look = 1; CountDeliveries() < goal; look++)
        {
            if (look % LooksAtDeliveriesForOneAtSyncs == 0 && await IsCompleteAsync())
            {
                return;
            }

            await Task.Delay(10, patience.Token);
        }
    }

    public async Task<bool> IsCompleteAsync()
    {
        var open = await _onlooker.Syncs.ListAsync("t1", new() { Limit = 1_000 });
        return open.All(sync => sync.State == HistoricalSyncState.Completed);
    }

    public async Task WaitUntilCompleteAsync()
    {
        using CancellationTokenSource patience = new(Patience);
        while (!await IsCompleteAsync())
        {
            await Task.Delay(200, patience.Token);
        }
    }

    /// <summary>Verifies that everything arrived, nothing ran twice at once, and only the last batch before a kill was repeated.</summary>
    /// <param name="kills">The number of killed processes: each may have had four syncs with one unacknowledged batch each.</param>
    public async Task VerifyAsync(int kills)
    {
        Assert.Empty(_folder.GetFiles("overlap-*").SelectMany(file => File.ReadLines(file.FullName)));
        await using var app = await StarterAsync();
        var arrived = Deliveries().ToLookup(
            delivery => delivery.Connection, delivery => (delivery.Batch, delivery.Records));
        var repeats = 0;
        foreach (var sync in await app.Syncs.ListAsync("t1", new() { Limit = 1_000 }))
        {
            (string Batch, string Records)[] batches = [.. arrived[sync.Connection.ConnectionId]];
            string[] expected = [.. History.Ids(sync.Connection.ConnectionId, sync.Range)];
            Assert.Equal(expected.Order(), batches.Distinct().SelectMany(batch => batch.Records.Split(',')).Order());
            Assert.Equal(expected.Length, sync.Records);

            // A repeated batch directly follows the original, with the same key and the same records.
            List<string> once = [.. batches.Where((batch, i) => i == 0 || batches[i - 1] != batch).Select(batch => batch.Batch)];
            Assert.Equal(once.Distinct(), once);
            repeats += batches.Length - once.Count;
        }

        Assert.InRange(repeats, 0, Options.IsTransactional ? 0 : 4 * kills);
    }

    public async ValueTask DisposeAsync()
    {
        await _onlooker.DisposeAsync();
        TestFolder.Delete(_folder.FullName);
    }

    private async Task StartSyncsAsync(int connections)
    {
        await using var app = await StarterAsync();
        await Task.WhenAll(Enumerable.Range(_started, connections).Select(i => app.StartSyncAsync($"c{i}")));
        _started += connections;
    }

    private Task<SyncApp> StarterAsync()
        => SyncApp.StartAsync(new(Options.Kind, Options.Database)
        {
            Options = options => options.RunsSyncs = false,
            StartTimeout = TimeSpan.FromSeconds(30),
        });

    private long CountDeliveries() => (long)Read("SELECT COUNT(*) FROM delivery", static row => row.GetInt64(0))[0];

    private List<(string Connection, string Batch, string Records)> Deliveries()
        => Read("SELECT connection, batch, records FROM delivery ORDER BY seq", static row => (row.GetString(0), row.GetString(1), row.GetString(2)));

    private List<T> Read<T>(string sql, Func<DbDataReader, T> read)
    {
        using var connection = Options.OpenDeliveries();
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements come from tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private void Execute(string sql) => Read(sql, static _ => 0);
}
