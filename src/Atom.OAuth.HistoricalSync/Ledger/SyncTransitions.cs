using System.Collections.Frozen;
using static Atom.OAuth.HistoricalSyncState;
using static Atom.OAuth.Sync.SyncTrigger;

namespace Atom.OAuth.Sync;

/// <summary>The state transitions. Those not in the table do not exist.</summary>
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

    /// <summary>Gets all transitions.</summary>
    public static IEnumerable<(HistoricalSyncState From, SyncTrigger Trigger, HistoricalSyncState To)> All
        => Table.Select(row => (row.Key.Item1, row.Key.Item2, row.Value));

    /// <summary>Returns the next state, or <see langword="null"/> if the trigger does not apply.</summary>
    public static HistoricalSyncState? After(HistoricalSyncState state, SyncTrigger trigger)
        => Table.TryGetValue((state, trigger), out var next) ? next : null;

    /// <summary>Returns true for states in which a sync has ended, unless it is restarted.</summary>
    public static bool IsEnd(HistoricalSyncState state) => state is Completed or Failed or Cancelled;

    /// <summary>Returns true for states in which the dispatcher considers a sync's due time.</summary>
    public static bool IsQueued(HistoricalSyncState state) => state is Pending or Waiting;
}
