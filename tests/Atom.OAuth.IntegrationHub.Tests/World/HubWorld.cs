using Atom.OAuth.IntegrationHub.Hub;
using Atom.OAuth.Simulation;
using Atom.OAuth.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.IntegrationHub.Tests;

/// <summary>The hub, the simulated providers, and a witness that records the hub's output.</summary>
public sealed class HubWorld : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder;
    private readonly WebApplication _app;

    private HubWorld(SimulatorHost simulator, WebApplication app, DirectoryInfo folder, Witness witness)
    {
        Simulator = simulator;
        _app = app;
        _folder = folder;
        Witness = witness;
    }

    public SimulatorHost Simulator { get; }

    public ProviderSimulator Providers => Simulator.Providers;

    public Witness Witness { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Gets the hub's origin, with a host name because the providers use the IP address.</summary>
    public Uri Origin => new(_app.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

    /// <summary>Gets the ids of the integrations.</summary>
    public static IReadOnlyList<string> Ids { get; } =
    [
        "whatsapp", "slack", "zoom", "google-chat", "google-calendar", "discord", "microsoft-teams", "notion", "asana", "trello", "monday",
        "dropbox", "hubspot",
    ];

    internal static async Task<HubWorld> StartAsync(
        SimulatorOptions? options = null, Action<Dictionary<string, string?>>? configure = null, Action<HubBuilder>? add = null)
    {
        var simulator = await SimulatorHost.StartAsync(options ?? new SimulatorOptions { EnforcesRateLimits = false, LargestPage = 10 });
        var folder = Directory.CreateTempSubdirectory("integration-hub-");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(HubApp).Assembly.GetName().Name,
            ContentRootPath = Testing.Repository.PathOf("samples/IntegrationHub"),
            EnvironmentName = "Production",
        });
        Dictionary<string, string?> settings = new()
        {
            ["Urls"] = "http://127.0.0.1:0",
            ["DataFolder"] = folder.FullName,
            ["HistoricalSync:FirstRetryDelay"] = "00:00:00.050",
            ["HistoricalSync:LongestRetryDelay"] = "00:00:00.200",
            ["HistoricalSync:MaxAttempts"] = "8",
            ["HistoricalSync:PollInterval"] = "00:00:00.100",
            ["HistoricalSync:MinimumGap"] = "01:00:00",
        };
        configure?.Invoke(settings);
        builder.Configuration.AddInMemoryCollection(settings);
        Witness witness = new();
        builder.Logging.ClearProviders().AddProvider(witness);
        var app = HubApp.Build(builder, simulator.Origin, add);
        await app.StartAsync();
        HubWorld world = new(simulator, app, folder, witness);
        simulator.Providers.Options.WhatsAppWebhook = new Uri(app.Urls.Single() + "/webhooks/whatsapp");
        return world;
    }

    /// <summary>Creates a browser with a signed-in user of the demo.</summary>
    public async Task<Visitor> SignInAsync(string user = "ada")
    {
        Visitor visitor = new(Origin, Simulator.Origin, Witness);
        await visitor.SignInAsync(user);
        return visitor;
    }

    public async Task<IReadOnlyList<OAuthConnection>> ConnectionsAsync(string integration, string user = "ada", string tenant = "contoso")
        => [.. (await Services.GetRequiredService<IOAuthConnections>().ListAsync(tenant, user)).Where(
            connection => connection.IntegrationId == integration)];

    /// <summary>Waits until the newest sync of a connection reaches one of the states.</summary>
    public Task<HistoricalSyncInfo> SyncAsync(string connectionId, params HistoricalSyncState[] states) => SyncAsync(connectionId, "contoso", states);

    public async Task<HistoricalSyncInfo> SyncAsync(string connectionId, string tenant, params HistoricalSyncState[] states)
    {
        var syncs = Services.GetRequiredService<IHistoricalSyncs>();
        using CancellationTokenSource patience = new(Patience);
        HistoricalSyncInfo? sync = null;
        while (true)
        {
            sync = await syncs.ListAsync(tenant, new HistoricalSyncQuery { ConnectionId = connectionId }) is [{ } newest, ..] ? newest : sync;
            if (sync is not null && states.Contains(sync.State))
            {
                return sync;
            }

            if (patience.IsCancellationRequested)
            {
                throw new TimeoutException($"The sync of {sync?.Connection.IntegrationId} is {sync?.State} after {Patience}: {sync?.Failure}");
            }

            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Simulator.DisposeAsync();
        Witness.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        TestFolder.Delete(_folder.FullName);
    }
}
