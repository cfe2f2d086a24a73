namespace Atom.OAuth;

/// <summary>
/// Gives the access token of a connection to whatever works for it and knows nothing of how tokens are kept, such as the sync of its history.
/// <c>AddConnections</c> of Atom.OAuth.AspNetCore registers one; whoever keeps tokens in another way can register their own.
/// </summary>
public interface IOAuthAccessTokenSource
{
    /// <summary>Gets a token that is good now, refreshed if need be.</summary>
    /// <param name="tenantId">The tenant that the connection belongs to; <see langword="null"/> in an application without tenants.</param>
    /// <param name="connectionId">The connection.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The access token. It is a secret: never log it.</returns>
    /// <exception cref="OAuthConnectionException">There is no such connection, or the user has to consent again.</exception>
    /// <exception cref="OAuthFailureException">The token has ended, and the provider gave no new one; trying again later may help.</exception>
    ValueTask<string> GetAccessTokenAsync(string? tenantId, string connectionId, CancellationToken cancellationToken = default);
}
