namespace Atom.OAuth.Sync;

/// <summary>The text of states, kinds and ids in the database: readable, and never changed.</summary>
internal static class LedgerText
{
    public const string Open = "open";
    public const string Done = "done";
    public const string Truncated = "truncated";
    public const string Split = "split";

    public static string Of(HistoricalSyncState state) => state switch
    {
        HistoricalSyncState.Pending => "pending",
        HistoricalSyncState.Running => "running",
        HistoricalSyncState.Paused => "paused",
        HistoricalSyncState.Waiting => "waiting",
        HistoricalSyncState.NeedsReauthorization => "needs_reauthorization",
        HistoricalSyncState.Completed => "completed",
        HistoricalSyncState.Failed => "failed",
        _ => "cancelled",
    };

    public static HistoricalSyncState State(string text) => text switch
    {
        "pending" => HistoricalSyncState.Pending,
        "running" => HistoricalSyncState.Running,
        "paused" => HistoricalSyncState.Paused,
        "waiting" => HistoricalSyncState.Waiting,
        "needs_reauthorization" => HistoricalSyncState.NeedsReauthorization,
        "completed" => HistoricalSyncState.Completed,
        "failed" => HistoricalSyncState.Failed,
        "cancelled" => HistoricalSyncState.Cancelled,
        _ => throw new InvalidOperationException(
            $"The ledger holds a sync in the state '{text}', which this version does not know. Update the package."),
    };

    public static string Of(HistoricalSyncWindowState state) => state switch
    {
        HistoricalSyncWindowState.Open => Open,
        HistoricalSyncWindowState.Done => Done,
        _ => Truncated,
    };

    public static HistoricalSyncWindowState WindowState(string text) => text switch
    {
        Open => HistoricalSyncWindowState.Open,
        Done => HistoricalSyncWindowState.Done,
        Truncated => HistoricalSyncWindowState.Truncated,
        _ => throw new InvalidOperationException(
            $"The ledger holds a window in the state '{text}', which this version does not know. Update the package."),
    };

    /// <summary>An application without tenants is stored with the empty tenant id, which no tenant can have.</summary>
    public static string Tenant(string? tenantId) => tenantId ?? string.Empty;

    public static string? TenantId(string tenant) => tenant.Length == 0 ? null : tenant;
}
