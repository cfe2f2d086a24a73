namespace Atom.OAuth;

/// <summary>Starts the historical sync of a connection; called in the OAuth callback, right after the connection was saved.</summary>
/// <remarks>
/// Connecting must not fail because a sync could not be started. A missing, failing or slow service, a blank id or an invalid number of
/// months lead to an outcome and a log message, never to an exception, and the call takes at most
/// <see cref="HistoricalSyncTriggerOptions.StartTimeout"/>. It deliberately takes no cancellation token: a user who closes the browser is
/// connected nevertheless.
/// </remarks>
public interface IHistoricalSyncTrigger
{
    /// <summary>Starts the sync, or makes sure that it is started later. Calling it twice for a connection does not start two syncs.</summary>
    /// <param name="integrationId">The integration, for example <c>slack</c>: an id in <see cref="OAuthProviders"/> or your own.</param>
    /// <param name="userId">The user who connected.</param>
    /// <param name="tenantId">The connection's tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="syncMonths">How many calendar months to go back, 1 to 60.</param>
    /// <param name="connectionId">
    /// Distinguishes several connections of a user with the same integration, such as the workspace. <see langword="null"/> means the user's id:
    /// then a second workspace is treated as a reconnection of the first, and only the gap is fetched.
    /// </param>
    /// <returns>The outcome, with the job's id if there is one.</returns>
    Task<HistoricalSyncOutcome> TriggerHistoricalSyncOnConnectionAsync(
        string integrationId,
        string userId,
        string? tenantId,
        int syncMonths = 3,
        string? connectionId = null);
}
