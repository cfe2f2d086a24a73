using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.HistoricalSync.Tests.Support;

/// <summary>An application with the sync service, in this process.</summary>
internal sealed class SyncApp : IAsyncDisposable
{
    public const string Integration = "fake";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private SyncApp(IHost host) => Host = host;

    public IHost Host { get; }

    public Provider Provider => Get<Provider>();

    public Store Store => Get<Store>();

    public RecordedLog Log => Get<RecordedLog>();

    public IHistoricalSyncs Syncs => Get<IHistoricalSyncs>();

    public static async Task<SyncApp> StartAsync(Setup setup)
    {
        var app = Create(setup);
        await app.Host.StartAsync();
        return app;
    }

    /// <summary>Provides this class's methods for a host that was configured elsewhere.</summary>
    public static SyncApp Of(IHost host) => new(host);

    public static SyncApp Create(Setup setup)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        RecordedLog log = new();
        builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Information);
        builder.Services.AddSingleton(log);
        Register(builder.Services, setup);
        return new(builder.Build());
    }

    /// <summary>Registers an application's services, with short delays.</summary>
    public static HistoricalSyncBuilder Register(IServiceCollection services, Setup setup)
    {
        services.AddSingleton(setup.Provider ?? new Provider());
        services.AddSingleton(setup.Store ?? new Store());
        services.AddSingleton<PendingSweep>();
        if (setup.Clock is { } clock)
        {
            services.AddSingleton<TimeProvider>(clock);
        }

        // Pending starts are swept immediately instead of every minute.
        var atom = services.AddAtomOAuth().ConfigureHistoricalSyncTrigger(trigger =>
        {
            trigger.SweepInterval = TimeSpan.FromSeconds(1);
            trigger.StartTimeout = setup.StartTimeout ?? trigger.StartTimeout;
        });
        var sync = atom.AddHistoricalSync(options =>
        {
            if (setup.Kind == OAuthDatabaseKind.Sqlite)
            {
                options.UseSqlite(setup.Database);
            }
            else
            {
                options.UsePostgreSql(setup.Database);
            }

            options.PollInterval = TimeSpan.FromMilliseconds(100);
            options.FirstRetryDelay = TimeSpan.FromMilliseconds(20);
            setup.Options?.Invoke(options);
        });
        if (setup.Sync is { } configure)
        {
            configure(sync);
        }
        else
        {
            sync.AddSource<ProviderSource>(Integration).AddSink<StoreSink>();
        }

        return sync;
    }

    public T Get<T>()
        where T : notnull
        => Host.Services.GetRequiredService<T>();

    public Task<HistoricalSyncOutcome> TriggerAsync(
        string connection = "c1", string? tenant = "t1", int months = 3, string user = "u1", string integration = Integration)
        => Get<IHistoricalSyncTrigger>().TriggerHistoricalSyncOnConnectionAsync(integration, user, tenant, months, connection);

    /// <summary>Starts a sync and returns its id.</summary>
    public async Task<string> StartSyncAsync(
        string connection = "c1", string? tenant = "t1", int months = 3, string user = "u1", string integration = Integration)
    {
        var outcome = await TriggerAsync(connection, tenant, months, user, integration);
        Assert.Equal(HistoricalSyncStatus.Started, outcome.Status);
        return outcome.JobId!;
    }

    /// <summary>Waits until a sync reaches a state.</summary>
    public Task<HistoricalSyncInfo> WaitAsync(
        string id, HistoricalSyncState state, string? tenant = "t1") => WaitAsync(id, sync => sync.State == state, tenant);

    /// <summary>Waits until a sync fulfills a condition.</summary>
    public async Task<HistoricalSyncInfo> WaitAsync(string id, Func<HistoricalSyncInfo, bool> condition, string? tenant = "t1")
    {
        using CancellationTokenSource patience = new(Patience);
        HistoricalSyncInfo? last = null;
        try
        {
            while (true)
            {
                last = await Syncs.FindAsync(tenant, id, patience.Token) ?? throw new InvalidOperationException("There is no such sync.");
                if (condition(last))
                {
                    return last;
                }

                await Task.Delay(20, patience.Token);
            }
        }
        catch (OperationCanceledException)
        {
            var log = string.Join('\n', Log.Entries.TakeLast(20).Select(entry => entry.Text));
            throw new TimeoutException(
                $"The sync stayed {last?.State} ({last?.Failure}; {last?.WindowsDone} of {last?.Windows} windows, version {last?.Version}).\n{log}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Get<IHostApplicationLifetime>().ApplicationStarted.IsCancellationRequested)
        {
            await Host.StopAsync();
        }

        if (Host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    /// <summary>The configuration of an application.</summary>
    internal sealed record Setup(OAuthDatabaseKind Kind, string Database)
    {
        public Provider? Provider { get; init; }

        public Store? Store { get; init; }

        public TimeProvider? Clock { get; init; }

        /// <summary>
        /// Gets the timeout of a start for tests that do not test it: hundreds of starts at once can take longer than a user would wait.
        /// </summary>
        public TimeSpan? StartTimeout { get; init; }

        public Action<HistoricalSyncOptions>? Options { get; init; }

        public Action<HistoricalSyncBuilder>? Sync { get; init; }
    }
}
