namespace Atom.OAuth.Sync;

/// <summary>A window as returned by the endpoints.</summary>
internal sealed record HistoricalSyncWindowView(DateTimeOffset From, DateTimeOffset To, string State, long Records, int Attempts)
{
    public static HistoricalSyncWindowView Of(HistoricalSyncWindowInfo window)
        => new(window.Window.From, window.Window.To, LedgerText.Of(window.State), window.Records, window.Attempts);
}

/// <summary>A sync as returned by the endpoints: without tenant and tokens.</summary>
internal sealed record HistoricalSyncView(
    string Id,
    string Integration,
    string Connection,
    string Kind,
    int Generation,
    string State,
    string? RequestedState,
    DateTimeOffset From,
    DateTimeOffset To,
    string? Limitation,
    int Percent,
    int Windows,
    int WindowsDone,
    long Records,
    bool IsTruncated,
    string? Failure,
    DateTimeOffset? ResumesAt,
    long Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? EndedAt)
{
    public static HistoricalSyncView Of(HistoricalSyncInfo sync) => new(
        sync.Id,
        sync.Connection.IntegrationId,
        sync.Connection.ConnectionId,
        sync.Kind,
        sync.Generation,
        LedgerText.Of(sync.State),
        sync.RequestedState is { } requested ? LedgerText.Of(requested) : null,
        sync.Range.From,
        sync.Range.To,
        sync.Limitation,
        sync.Percent,
        sync.Windows,
        sync.WindowsDone,
        sync.Records,
        sync.IsTruncated,
        sync.Failure,
        sync.ResumesAt,
        sync.Version,
        sync.CreatedAt,
        sync.UpdatedAt,
        sync.EndedAt);
}
