using System.Collections.Frozen;
using static Atom.OAuth.HistoricalSyncState;
using static Atom.OAuth.Sync.SyncTrigger;

namespace Atom.OAuth.Sync;

/// <summary>Which state follows which. What is not in the table does not happen.</summary>
internal static class SyncTransitions
{
    private static readonly FrozenDictionary<(HistoricalSyncState, SyncTrigger), HistoricalSyncState> Table =
        new Dictionary<(HistoricalSyncState, SyncTrigger), HistoricalSyncState>
        {
            [(Pending, Claim)] = Running,
            [(Pending, Pause)] = Paused,
            [(Pending, Cancel)] = Cancelled,
            [(Pending, LoseAuthorization)] = NeedsReauthorization,

            [(Running, Yield)] = Pending,
            [(Running, Recover)] = Pending,
            [(Running, Wait)] = Waiting,
            [(Running, LoseAuthorization)] = NeedsReauthorization,
            [(Running, Complete)] = Completed,
            [(Running, Fail)] = Failed,
            [(Running, Pause)] = Paused,
            [(Running, Cancel)] = Cancelled,

            [(Waiting, Claim)] = Running,
            [(Waiting, Pause)] = Paused,
            [(Waiting, Cancel)] = Cancelled,
            [(Waiting, LoseAuthorization)] = NeedsReauthorization,

            [(Paused, Resume)] = Pending,
            [(Paused, Cancel)] = Cancelled,

            [(NeedsReauthorization, Resume)] = Pending,
            [(NeedsReauthorization, Reconnect)] = Pending,
            [(NeedsReauthorization, Pause)] = Paused,
            [(NeedsReauthorization, Cancel)] = Cancelled,

            [(Failed, Retry)] = Pending,
            [(Failed, Reconnect)] = Pending,
            [(Failed, Cancel)] = Cancelled,

            [(Cancelled, Retry)] = Pending,
            [(Cancelled, Reconnect)] = Pending,
        }.ToFrozenDictionary();

    /// <summary>Gets all rows of the table.</summary>
    public static IEnumerable<(HistoricalSyncState From, SyncTrigger Trigger, HistoricalSyncState To)> All
        => Table.Select(row => (row.Key.Item1, row.Key.Item2, row.Value));

    /// <summary>The state that follows, or <see langword="null"/> where nothing follows.</summary>
    public static HistoricalSyncState? After(HistoricalSyncState state, SyncTrigger trigger)
        => Table.TryGetValue((state, trigger), out var next) ? next : null;

    /// <summary>True for states in which a sync ends, until somebody makes it go on.</summary>
    public static bool IsEnd(HistoricalSyncState state) => state is Completed or Failed or Cancelled;

    /// <summary>True for states in which the dispatcher looks at the time that a sync is due.</summary>
    public static bool IsQueued(HistoricalSyncState state) => state is Pending or Waiting;
}
