namespace Atom.OAuth;

/// <summary>
/// Determines for which integrations a history is available that the provider only pushes by webhook (<see cref="OAuthHistoryAccess.PushOnly"/>).
/// For these, the trigger starts a sync, which requests the history, instead of returning <see cref="HistoricalSyncStatus.NotSupported"/>.
/// </summary>
public interface IPushedHistorySupport
{
    /// <summary>Determines whether the history of an integration can be requested and received.</summary>
    /// <remarks>Exceptions are logged, and the outcome of the trigger is <see cref="HistoricalSyncStatus.Failed"/>.</remarks>
    /// <param name="integrationId">The integration, for example <c>whatsapp</c>.</param>
    bool Supports(string integrationId);
}
