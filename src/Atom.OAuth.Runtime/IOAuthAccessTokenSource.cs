namespace Atom.OAuth;

/// <summary>
/// Gets the access token of a connection for code that does not know how tokens are stored, such as the historical sync.
/// <c>AddConnections</c> of Atom.OAuth.AspNetCore registers an implementation; register your own if you store tokens elsewhere.
/// </summary>
public interface IOAuthAccessTokenSource
{
    /// <summary>Gets a valid access token, refreshing it if necessary.</summary>
    /// <param name="tenantId">The connection's tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="connectionId">The connection.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The access token. It is a secret: never log it.</returns>
    /// <exception cref="OAuthConnectionException">The connection does not exist, or the user has to consent again.</exception>
    /// <exception cref="OAuthFailureException">The token has expired and could not be refreshed; retrying later may help.</exception>
    ValueTask<string> GetAccessTokenAsync(string? tenantId, string connectionId, CancellationToken cancellationToken = default);
}
