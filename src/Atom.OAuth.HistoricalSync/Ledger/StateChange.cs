namespace Atom.OAuth.Sync;

/// <summary>A change of state that was committed, for the log and the counters. A new sync comes from no state.</summary>
internal sealed record StateChange(
    string Id,
    string Integration,
    string Kind,
    HistoricalSyncState? From,
    HistoricalSyncState To,
    SyncTrigger Trigger,
    HistoricalSyncFailureKind? FailureKind = null,
    string? Failure = null);
