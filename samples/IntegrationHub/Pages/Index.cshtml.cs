using Atom.OAuth.IntegrationHub.Hub;
using Atom.OAuth.IntegrationHub.Sync;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Atom.OAuth.IntegrationHub.Pages;

/// <summary>A message about what has just happened.</summary>
internal sealed record Notice(string Text, bool IsError, string? Integration);

/// <summary>An integration with the user's connections.</summary>
internal sealed record IntegrationCard(HubIntegration Integration, IReadOnlyList<ConnectionCard> Connections);

/// <summary>A connection with its syncs, newest first.</summary>
internal sealed record ConnectionCard(HubIntegration Integration, OAuthConnection Connection, IReadOnlyList<SyncText> Syncs)
{
    public bool NeedsReauthorization
        => Connection.Status == OAuthConnectionStatus.ReauthorizationRequired
            || Connection.MissingScopes.Count > 0
            || IsToldBySync;

    /// <summary>Gets a value indicating whether the newest sync already says what the user has to do.</summary>
    public bool IsToldBySync => Syncs is [{ Action: SyncAction.Reauthorize or SyncAction.ConnectAgain }, ..];
}

/// <summary>The page with all integrations.</summary>
public sealed class IndexModel : PageModel
{
    private readonly IReadOnlyList<HubIntegration> _integrations;
    private readonly IOAuthConnections _connections;
    private readonly IHistoricalSyncs _syncs;
    private readonly TimeProvider _time;

    /// <summary>Initializes a new instance of the <see cref="IndexModel"/> class.</summary>
    /// <param name="services">The service provider.</param>
    public IndexModel(IServiceProvider services)
    {
        _integrations = services.GetRequiredService<IReadOnlyList<HubIntegration>>();
        _connections = services.GetRequiredService<IOAuthConnections>();
        _syncs = services.GetRequiredService<IHistoricalSyncs>();
        _time = services.GetRequiredService<TimeProvider>();
    }

    internal IReadOnlyList<IntegrationCard> Cards { get; private set; } = [];

    internal IReadOnlyList<IntegrationCard> Connected => [.. Cards.Where(card => card.Connections.Count > 0)];

    internal IReadOnlyList<IntegrationCard> Available => [.. Cards.Where(card => card.Connections.Count == 0)];

    internal Notice? Notice { get; private set; }

    internal int Simulated => _integrations.Count(integration => integration.IsSimulated);

    internal string SimulatorPage => _integrations.First(integration => integration.IsSimulated).AuthorizationOrigin + "/_simulator/";

    /// <summary>Shows the page.</summary>
    public async Task OnGetAsync()
    {
        (var tenant, var user) = HubApp.Of(User);
        var connections = await _connections.ListAsync(tenant, user, HttpContext.RequestAborted);
        var syncs = await _syncs.ListAsync(tenant, new HistoricalSyncQuery { UserId = user, Limit = 1_000 }, HttpContext.RequestAborted);
        Cards =
        [
            .. _integrations.Select(integration => new IntegrationCard(
                integration,
                [
                    .. connections.Where(connection => connection.IntegrationId == integration.Id).Select(connection => new ConnectionCard(
                        integration,
                        connection,
                        [.. syncs.Where(sync => sync.Connection.ConnectionId == connection.Id).Select(sync => SyncText.Of(
                            sync, integration.Name, _time))])),
                ])),
        ];
        Notice = Read();
    }

    /// <summary>Reads the outcome that the connection endpoints report in the query. It is shown as plain text.</summary>
    private Notice? Read()
    {
        string Name(string? id) => _integrations.FirstOrDefault(integration => integration.Id == id)?.Name ?? "The integration";
        string? connected = Request.Query["connected"], disconnected = Request.Query["disconnected"], error = Request.Query["error"];
        var integration = _integrations.FirstOrDefault(known => known.Id == Request.Query["integration"])?.Id;
        return error is not null ? new Notice(error, true, integration)
            : connected is not null ? new Notice($"{Name(connected)} is connected. Its history is on its way.", false, null)
            : disconnected is not null ? new Notice($"{Name(disconnected)} is disconnected, and its access was given back.", false, null)
            : null;
    }
}
