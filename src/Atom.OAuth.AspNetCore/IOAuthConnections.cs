namespace Atom.OAuth;

/// <summary>The connections of users to providers, and access tokens that are good.</summary>
/// <remarks>
/// The tenant is part of every call: a connection of another tenant is as good as none. Whether the signed-in user may use a connection is for the
/// application to decide; the endpoints of <c>MapIntegrations</c> let users reach their own only.
/// </remarks>
public interface IOAuthConnections
{
    /// <summary>Lists the connections of a user, oldest first.</summary>
    /// <param name="tenantId">The user's tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="userId">The user.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The connections, with those that need the user's consent again.</returns>
    /// <exception cref="System.Data.Common.DbException">The database failed.</exception>
    Task<IReadOnlyList<OAuthConnection>> ListAsync(string? tenantId, string userId, CancellationToken cancellationToken = default);

    /// <summary>Finds a connection.</summary>
    /// <param name="tenantId">The tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="connectionId">The connection's id.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The connection, or <see langword="null"/> when the tenant has none of this id.</returns>
    /// <exception cref="System.Data.Common.DbException">The database failed.</exception>
    Task<OAuthConnection?> FindAsync(string? tenantId, string connectionId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Gets an access token that is good, refreshed where it is about to end: once, however many callers ask in however many processes. A refresh
    /// that has begun goes on when the caller gives up.
    /// </summary>
    /// <param name="tenantId">The tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="connectionId">The connection's id.</param>
    /// <param name="target">
    /// The resource and scopes for which a token of its own is needed; <see langword="null"/> for the connection's token.
    /// </param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The token. The next refresh makes it stale: ask again for each call.</returns>
    /// <exception cref="OAuthConnectionException">There is no such connection, or the user has to consent again.</exception>
    /// <exception cref="OAuthFailureException">
    /// The token has ended, and the provider gave no new one. The stored tokens stay; trying again later may help.
    /// </exception>
    /// <exception cref="System.Data.Common.DbException">The database failed.</exception>
    ValueTask<OAuthAccessToken> GetAccessTokenAsync(
        string? tenantId, string connectionId, OAuthTokenTarget? target = null, CancellationToken cancellationToken = default);

    /// <summary>Gets another access token in place of one that the provider refused. Where somebody has refreshed it already, that one.</summary>
    /// <param name="tenantId">The tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="connectionId">The connection's id.</param>
    /// <param name="refused">The token that was refused.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The new token; the same one where the connection has no refresh token.</returns>
    /// <inheritdoc cref="GetAccessTokenAsync" path="/exception"/>
    ValueTask<OAuthAccessToken> ReplaceAccessTokenAsync(
        string? tenantId, string connectionId, OAuthAccessToken refused, CancellationToken cancellationToken = default);

    /// <summary>Forgets a connection and revokes its tokens at the provider, where that can be done.</summary>
    /// <param name="tenantId">The tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="connectionId">The connection's id.</param>
    /// <param name="cancellationToken">Cancels the call before the connection is forgotten; not afterwards.</param>
    /// <returns><see langword="false"/> when there is no such connection.</returns>
    /// <exception cref="System.Data.Common.DbException">The database failed, and nothing was forgotten.</exception>
    Task<bool> DisconnectAsync(string? tenantId, string connectionId, CancellationToken cancellationToken = default);
}
