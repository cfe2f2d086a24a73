namespace Atom.OAuth.Sync;

/// <summary>A committed state change, for logging and metrics. A new sync has no previous state.</summary>
internal sealed record StateChange(
    string Id,
    string Integration,
    string Kind,
    HistoricalSyncState? From,
    HistoricalSyncState To,
    SyncTrigger Trigger,
    HistoricalSyncFailureKind? FailureKind = null,
    string? Failure = null);
