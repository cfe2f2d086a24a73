using Microsoft.Extensions.Logging;

namespace Atom.OAuth.Sync;

/// <summary>Log events 4750 to 4769. None contains a user, a tenant or a token.</summary>
internal static partial class SyncLog
{
    [LoggerMessage(4750, LogLevel.Warning, "The historical sync of {IntegrationId} could not be started; it will be tried again if it is recorded.")]
    public static partial void StartFailed(ILogger logger, string integrationId, Exception exception);

    [LoggerMessage(4751, LogLevel.Warning, "The historical sync of {IntegrationId} did not start within {StartTimeout}; the callback goes on without it.")]
    public static partial void StartIsLate(ILogger logger, string integrationId, TimeSpan startTimeout);

    [LoggerMessage(4752, LogLevel.Warning, "A historical sync of {IntegrationId} was triggered, but no IHistoricalSyncService is registered. "
        + "Register one after AddAtomOAuth().")]
    public static partial void NotConfigured(ILogger logger, string integrationId);

    [LoggerMessage(4753, LogLevel.Error, "The historical sync of {IntegrationId} could not be recorded: it is lost if it does not start now.")]
    public static partial void NotRecorded(ILogger logger, string integrationId, Exception exception);

    [LoggerMessage(4754, LogLevel.Warning, "The historical sync of {IntegrationId} was started and is still recorded as pending: it will be started once more.")]
    public static partial void NotForgotten(ILogger logger, string integrationId, Exception exception);

    [LoggerMessage(4756, LogLevel.Error, "A historical sync of {IntegrationId} was triggered with a {Parameter} that no sync can have. {Problem}")]
    public static partial void NotARequest(ILogger logger, string? integrationId, string parameter, string problem);

    [LoggerMessage(4757, LogLevel.Warning, "Historical syncs that could not start yet are kept in memory: a restart forgets them. "
        + "Register an IPendingHistoricalSyncStore that outlives the process before AddAtomOAuth().")]
    public static partial void PendingInMemory(ILogger logger);

    [LoggerMessage(4758, LogLevel.Warning, "Historical syncs run in memory: a restart ends them, and forgets what was fetched. "
        + "AddInMemoryHistoricalSync is for tests and first steps.")]
    public static partial void SyncsInMemory(ILogger logger);

    [LoggerMessage(4759, LogLevel.Error, "Whether the history of {IntegrationId} is sent by webhooks could not be found out: an IPushedHistorySupport threw. "
        + "The history is not asked for; connecting again does it.")]
    public static partial void SupportFailed(ILogger logger, string integrationId, Exception exception);

    [LoggerMessage(4755, LogLevel.Error, "Pending historical syncs could not be looked through; the next try follows.")]
    public static partial void SweepFailed(ILogger logger, Exception exception);

    [LoggerMessage(4760, LogLevel.Warning, "No historical sync service is registered: new connections fetch no history. "
        + "Add services.AddAtomOAuth().AddHistoricalSync(), from the package Atom.OAuth.HistoricalSync, or register an IHistoricalSyncService.")]
    public static partial void NothingToStart(ILogger logger);
}
