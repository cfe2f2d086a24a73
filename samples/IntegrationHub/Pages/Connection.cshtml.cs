using Atom.OAuth.IntegrationHub.Hub;
using Atom.OAuth.IntegrationHub.Sync;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Atom.OAuth.IntegrationHub.Pages;

/// <summary>The history of a connection: its syncs with their windows, and the newest records.</summary>
public sealed class ConnectionModel : PageModel
{
    private const int Shown = 50;

    private readonly IServiceProvider _services;
    private readonly IHistoricalSyncs _syncs;

    /// <summary>Initializes a new instance of the <see cref="ConnectionModel"/> class.</summary>
    /// <param name="services">The service provider.</param>
    public ConnectionModel(IServiceProvider services)
    {
        _services = services;
        _syncs = services.GetRequiredService<IHistoricalSyncs>();
    }

    internal HubIntegration Integration { get; private set; } = null!;

    internal OAuthConnection? Connection { get; private set; }

    internal IReadOnlyList<HistoricalSyncInfo> Syncs { get; private set; } = [];

    internal Dictionary<string, IReadOnlyList<HistoricalSyncWindowInfo>> Windows { get; } = [];

    internal IReadOnlyList<StoredRecord> Records { get; private set; } = [];

    internal long Count { get; private set; }

    internal SyncText TextOf(HistoricalSyncInfo sync) => SyncText.Of(sync, Integration.Name, _services.GetRequiredService<TimeProvider>());

    /// <summary>Shows the page.</summary>
    /// <param name="id">The connection's id.</param>
    public async Task<IActionResult> OnGetAsync(string id)
    {
        if (!await FindAsync(id))
        {
            return NotFound();
        }

        (var tenant, _) = HubApp.Of(User);
        var records = _services.GetRequiredService<RecordStore>();
        Syncs = await _syncs.ListAsync(tenant, new HistoricalSyncQuery { ConnectionId = id }, HttpContext.RequestAborted);
        foreach (var sync in Syncs)
        {
            Windows[sync.Id] = await _syncs.ListWindowsAsync(tenant, sync.Id, HttpContext.RequestAborted);
        }

        Records = await records.NewestAsync(tenant, id, Shown, HttpContext.RequestAborted);
        Count = await records.CountAsync(tenant, id, HttpContext.RequestAborted);
        return Page();
    }

    /// <summary>Pauses a sync.</summary>
    public Task<IActionResult> OnPostPauseAsync(string id, string sync, string? back) =>
        ChangeAsync(id, sync, back, (tenant, token) => _syncs.PauseAsync(tenant, sync, token));

    /// <summary>Resumes a paused sync.</summary>
    public Task<IActionResult> OnPostResumeAsync(string id, string sync, string? back) =>
        ChangeAsync(id, sync, back, (tenant, token) => _syncs.ResumeAsync(tenant, sync, token));

    /// <summary>Retries a failed sync.</summary>
    public Task<IActionResult> OnPostRetryAsync(string id, string sync, string? back) =>
        ChangeAsync(id, sync, back, (tenant, token) => _syncs.RetryAsync(tenant, sync, token));

    private async Task<IActionResult> ChangeAsync(
        string id, string sync, string? back, Func<string, CancellationToken, Task<HistoricalSyncChange>> change)
    {
        (var tenant, var user) = HubApp.Of(User);
        if (!await FindAsync(id)
            || await _syncs.FindAsync(tenant, sync, HttpContext.RequestAborted) is not { } found
            || found.Connection.UserId != user)
        {
            return NotFound();
        }

        await change(tenant, HttpContext.RequestAborted);
        return LocalRedirect(Url.IsLocalUrl(back) ? back : "/");
    }

    /// <summary>Finds the connection; other users' connections are not found.</summary>
    private async Task<bool> FindAsync(string id)
    {
        (var tenant, var user) = HubApp.Of(User);
        Connection = await _services.GetRequiredService<IOAuthConnections>().FindAsync(tenant, id, HttpContext.RequestAborted);
        if (Connection?.UserId != user)
        {
            return false;
        }

        Integration = _services.GetRequiredService<IReadOnlyList<HubIntegration>>().First(integration => integration.Id == Connection.IntegrationId);
        return true;
    }
}
