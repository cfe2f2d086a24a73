using Microsoft.Extensions.Logging;

namespace Atom.OAuth.Sync;

/// <summary>Log events 4800 to 4829. None contains a user, a tenant or a token; the ids of syncs are random.</summary>
internal static partial class DiagnosticsLog
{
    [LoggerMessage(4800, LogLevel.Information, "Sync {SyncId} of {IntegrationId} ({Kind}) was started.")]
    public static partial void Started(ILogger logger, string syncId, string integrationId, string kind);

    [LoggerMessage(4801, LogLevel.Information, "Sync {SyncId} of {IntegrationId} ({Kind}): {From} -> {To} ({Trigger}).")]
    public static partial void StateChanged(
        ILogger logger, string syncId, string integrationId, string kind, HistoricalSyncState from, HistoricalSyncState to, SyncTrigger trigger);

    [LoggerMessage(4802, LogLevel.Warning, "Sync {SyncId} of {IntegrationId} ({Kind}): {From} -> {To} ({FailureKind}): {Failure}")]
    public static partial void StateChangedByFailure(
        ILogger logger,
        string syncId,
        string integrationId,
        string kind,
        HistoricalSyncState from,
        HistoricalSyncState to,
        HistoricalSyncFailureKind failureKind,
        string? failure);

    [LoggerMessage(4803, LogLevel.Warning, "The wall clock jumped by {Jump}. Syncs that wait go on as if it had not.")]
    public static partial void ClockJumped(ILogger logger, TimeSpan jump);

    [LoggerMessage(4804, LogLevel.Information, "{InstanceName} runs historical syncs as {NodeId}, up to {MaxConcurrentSyncs} at once.")]
    public static partial void Entered(ILogger logger, string instanceName, string nodeId, int maxConcurrentSyncs);

    [LoggerMessage(
        4805, LogLevel.Warning,
        "Another process runs the historical syncs of {File}. This one can start and show syncs, and takes over when the other ends.")]
    public static partial void FileIsLocked(ILogger logger, string file);

    [LoggerMessage(
        4806, LogLevel.Error,
        "The ledger of historical syncs cannot be used; the next try follows. Nothing is lost: what is not written down is fetched again.")]
    public static partial void LedgerUnavailable(ILogger logger, Exception exception);

    [LoggerMessage(4807, LogLevel.Warning, "{NodeId} gave no sign of life for too long and stops its syncs, for others have them by now.")]
    public static partial void LeaseLost(ILogger logger, string nodeId);

    [LoggerMessage(4808, LogLevel.Warning, "Sync {SyncId} was taken by another run; this one wrote nothing more.")]
    public static partial void RunSuperseded(ILogger logger, string syncId);

    [LoggerMessage(4809, LogLevel.Debug, "What the source or sink of sync {SyncId} threw.")]
    public static partial void Thrown(ILogger logger, string syncId, Exception exception);

    [LoggerMessage(
        4810, LogLevel.Error,
        "Sync {SyncId} of {IntegrationId} ({Kind}) waits: no source of this kind is registered in this process. Add one with AddSource.")]
    public static partial void NoSource(ILogger logger, string syncId, string integrationId, string kind);

    [LoggerMessage(4811, LogLevel.Error, "A run of sync {SyncId} ended with an error that nobody expected.")]
    public static partial void RunFailed(ILogger logger, string syncId, Exception exception);

    [LoggerMessage(4812, LogLevel.Warning, "{Count} starts of historical syncs could not be recorded in the database yet; they are kept in memory.")]
    public static partial void PendingNotWritten(ILogger logger, int count, Exception exception);

    [LoggerMessage(4813, LogLevel.Warning, "A webhook of WhatsApp was refused with {StatusCode}: {Reason}")]
    public static partial void WebhookRefused(ILogger logger, int statusCode, string reason);

    [LoggerMessage(4814, LogLevel.Warning, "A webhook brought history of a phone number that no connection has; it was not stored.")]
    public static partial void NobodysPhone(ILogger logger);
}
