namespace Atom.OAuth;

/// <summary>Users' connections to providers, and their access tokens.</summary>
/// <remarks>
/// Every call takes the tenant; connections of other tenants are not found. Whether the signed-in user may use a connection is up to the
/// application; the endpoints of <c>MapIntegrations</c> give users access to their own only.
/// </remarks>
public interface IOAuthConnections
{
    /// <summary>Lists the connections of a user, oldest first.</summary>
    /// <param name="tenantId">The user's tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="userId">The user.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The connections, including those that require the user's consent again.</returns>
    /// <exception cref="System.Data.Common.DbException">The database failed.</exception>
    Task<IReadOnlyList<OAuthConnection>> ListAsync(string? tenantId, string userId, CancellationToken cancellationToken = default);

    /// <summary>Finds a connection.</summary>
    /// <param name="tenantId">The tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="connectionId">The connection's id.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The connection, or <see langword="null"/> if the tenant has none with this id.</returns>
    /// <exception cref="System.Data.Common.DbException">The database failed.</exception>
    Task<OAuthConnection?> FindAsync(string? tenantId, string connectionId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gets a valid access token, refreshing it if it is about to expire: only once, however many callers and processes ask for it. A refresh
    /// that has started continues if the caller cancels.
    /// </summary>
    /// <param name="tenantId">The tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="connectionId">The connection's id.</param>
    /// <param name="target">
    /// The resource and scopes, if they need a separate token; <see langword="null"/> for the connection's token.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The token. The next refresh may invalidate it: ask again for each call.</returns>
    /// <exception cref="OAuthConnectionException">The connection does not exist, or the user has to consent again.</exception>
    /// <exception cref="OAuthFailureException">
    /// The token has expired and could not be refreshed. The stored tokens are kept; retrying later may help.
    /// </exception>
    /// <exception cref="System.Data.Common.DbException">The database failed.</exception>
    ValueTask<OAuthAccessToken> GetAccessTokenAsync(
        string? tenantId, string connectionId, OAuthTokenTarget? target = null, CancellationToken cancellationToken = default);

    /// <summary>Replaces an access token that the provider rejected. If it has already been refreshed, returns the current one.</summary>
    /// <param name="tenantId">The tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="connectionId">The connection's id.</param>
    /// <param name="refused">The rejected token.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The new token; the same one if the connection has no refresh token.</returns>
    /// <inheritdoc cref="GetAccessTokenAsync" path="/exception"/>
    ValueTask<OAuthAccessToken> ReplaceAccessTokenAsync(
        string? tenantId, string connectionId, OAuthAccessToken refused, CancellationToken cancellationToken = default);

    /// <summary>Deletes a connection and revokes its tokens at the provider, if it supports that.</summary>
    /// <param name="tenantId">The tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="connectionId">The connection's id.</param>
    /// <param name="cancellationToken">Cancels the call, but only until the connection is deleted.</param>
    /// <returns><see langword="false"/> if the connection does not exist.</returns>
    /// <exception cref="System.Data.Common.DbException">The database failed, and nothing was deleted.</exception>
    Task<bool> DisconnectAsync(string? tenantId, string connectionId, CancellationToken cancellationToken = default);
}
