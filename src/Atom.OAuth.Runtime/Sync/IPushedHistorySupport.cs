namespace Atom.OAuth;

/// <summary>
/// Says for which integrations a history can be had that the provider only sends by webhook (<see cref="OAuthHistoryAccess.PushOnly"/>): the
/// trigger then starts a sync, which asks for it, in place of answering <see cref="HistoricalSyncStatus.NotSupported"/>.
/// </summary>
public interface IPushedHistorySupport
{
    /// <summary>Tells whether the history of an integration is asked for and received.</summary>
    /// <remarks>What it throws is logged, and the outcome of the trigger is <see cref="HistoricalSyncStatus.Failed"/>.</remarks>
    /// <param name="integrationId">The integration, for example <c>whatsapp</c>.</param>
    bool Supports(string integrationId);
}
