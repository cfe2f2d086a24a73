namespace Atom.OAuth;

/// <summary>Starts the historical sync of a connection, from the OAuth callback, right after the connection was saved.</summary>
/// <remarks>
/// Connecting must not fail because a sync could not start: a service that is missing, failing or slow, and a blank id or a number of
/// months that no sync has, are an outcome and a line in the log, never an exception, and the call never waits longer than
/// <see cref="HistoricalSyncTriggerOptions.StartTimeout"/>. It takes no cancellation token on purpose: a user who closes the browser has
/// connected all the same.
/// </remarks>
public interface IHistoricalSyncTrigger
{
    /// <summary>Starts the sync, or sees to it that it is started later. Calling it twice for a connection starts nothing twice.</summary>
    /// <param name="integrationId">The integration, for example <c>slack</c>: an id of <see cref="OAuthProviders"/> or one of your own.</param>
    /// <param name="userId">The user who connected.</param>
    /// <param name="tenantId">The tenant that the connection belongs to; <see langword="null"/> in an application without tenants.</param>
    /// <param name="syncMonths">How many calendar months to go back, 1 to 60.</param>
    /// <param name="connectionId">
    /// What tells apart two connections of a user with the same integration, such as the workspace. <see langword="null"/> means the user:
    /// then a second workspace counts as the first one connected again, of which only the gap is fetched.
    /// </param>
    /// <returns>What became of it, with the job's id where there is one.</returns>
    Task<HistoricalSyncOutcome> TriggerHistoricalSyncOnConnectionAsync(
        string integrationId,
        string userId,
        string? tenantId,
        int syncMonths = 3,
        string? connectionId = null);
}
