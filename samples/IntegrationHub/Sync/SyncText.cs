using System.Globalization;

namespace Atom.OAuth.IntegrationHub.Sync;

/// <summary>What a user can do about a sync.</summary>
internal enum SyncAction
{
    None,
    Pause,
    Resume,
    Retry,
    Reauthorize,
    ConnectAgain,
}

/// <summary>The description of a sync, both for the page and for its live updates.</summary>
/// <param name="Id">The sync's id.</param>
/// <param name="Status">A word or two.</param>
/// <param name="Tone">The colour: busy, good, warn, bad or calm.</param>
/// <param name="Detail">What it means for the user.</param>
/// <param name="Action">The action to offer.</param>
internal sealed record SyncText(string Id, string Status, string Tone, string Detail, SyncAction Action)
{
    public int Percent { get; init; }

    public int Windows { get; init; }

    public int WindowsDone { get; init; }

    public string Records { get; init; } = string.Empty;

    /// <summary>Gets a value indicating whether it may change without user action.</summary>
    public bool IsLive { get; init; }

    public static SyncText Of(HistoricalSyncInfo sync, string name, TimeProvider time)
    {
        (var status, var tone, var detail, var action) = sync.State switch
        {
            HistoricalSyncState.Pending when sync.Failure is not null =>
                ("Trying again", "warn", $"{sync.Failure} The next try comes by itself.", SyncAction.Pause),
            HistoricalSyncState.Pending => ("Starting", "busy", $"The history of {name} is about to be fetched.", SyncAction.Pause),
            HistoricalSyncState.Running => ("Syncing", "busy", $"Fetching what happened in {name}, newest first.", SyncAction.Pause),
            HistoricalSyncState.Waiting when sync.FailureKind == HistoricalSyncFailureKind.RateLimited
                => ("Waiting", "warn", $"{name} limits how often it is asked. It goes on by itself{At(sync.ResumesAt, time)}.", SyncAction.Pause),
            HistoricalSyncState.Waiting => ("Waiting", "busy", $"{name} is sending the history.", SyncAction.Pause),
            HistoricalSyncState.Paused => ("Paused", "calm", "You paused it. It goes on where it was.", SyncAction.Resume),
            HistoricalSyncState.NeedsReauthorization =>
                ("Needs you", "bad", $"{sync.Failure ?? $"{name} no longer accepts the connection."} Nothing that was fetched is lost.", SyncAction.Reauthorize),
            HistoricalSyncState.Completed when sync.IsTruncated => ("Done, with gaps", "warn", $"{name} held some of it back.", SyncAction.None),
            HistoricalSyncState.Completed => ("Done", "good", "The history is complete.", SyncAction.None),
            HistoricalSyncState.Cancelled => ("Stopped", "calm", "It was stopped. What was fetched is kept.", SyncAction.Retry),
            _ when sync.FailureKind is HistoricalSyncFailureKind.Refused or HistoricalSyncFailureKind.Expired
                => ("Failed", "bad", sync.Failure ?? $"{name} does not send the history.", SyncAction.ConnectAgain),
            _ => ("Failed", "bad", $"{sync.Failure ?? "It could not go on."} What was fetched is kept.", SyncAction.Retry),
        };
        return new(sync.Id, status, tone, sync.Limitation is { } limitation ? $"{detail} {limitation}" : detail, action)
        {
            Percent = sync.Percent,
            Windows = sync.Windows,
            WindowsDone = sync.WindowsDone,
            Records = string.Create(CultureInfo.InvariantCulture, $"{sync.Records:N0} records"),
            IsLive = sync.EndedAt is null && sync.State is not (HistoricalSyncState.Paused or HistoricalSyncState.NeedsReauthorization),
        };
    }

    /// <summary>Gets the windows, which are fetched one after another, newest first, with their progress.</summary>
    public static IReadOnlyList<(string Label, string State)> WindowsOf(HistoricalSyncInfo sync, IReadOnlyList<HistoricalSyncWindowInfo> windows)
    {
        var next = sync.EndedAt is null ? windows.FirstOrDefault(window => window.State == HistoricalSyncWindowState.Open) : null;
        return [.. windows.Select(window => (
            string.Create(
                CultureInfo.InvariantCulture,
                $"{window.Window.From:d MMM yyyy} to {window.Window.To:d MMM yyyy}, {window.Records:N0} records"),
            window.State != HistoricalSyncWindowState.Open ? "done" : window == next ? "under way" : "to come"))];
    }

    private static string At(DateTimeOffset? when, TimeProvider time)
        => when is { } at && at > time.GetUtcNow()
            ? string.Create(CultureInfo.InvariantCulture, $" in {Math.Max(1, Math.Ceiling((at - time.GetUtcNow()).TotalSeconds)):0} seconds")
            : string.Empty;
}
