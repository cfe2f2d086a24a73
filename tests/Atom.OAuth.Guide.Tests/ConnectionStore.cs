using System.Collections.Concurrent;

namespace Atom.OAuth.Guide;

#region store
/// <summary>Represents the application's own database.</summary>
public sealed class ConnectionStore
{
    private readonly ConcurrentDictionary<string, OAuthTokens> _connections = new();
    private readonly ConcurrentDictionary<string, string> _reconnects = new();

    /// <summary>
    /// Saves a consent's tokens, and returns the connection's id. In SQL: <c>refresh_token = COALESCE(excluded.refresh_token, refresh_token)</c>.
    /// </summary>
    public Task<string> ConnectAsync(string integration, string? tenantId, string userId, string account, OAuthTokens tokens)
    {
        var id = string.Join('/', integration, tenantId, userId, account);
        _connections.AddOrUpdate(id, tokens, (_, stored) => tokens.RefreshToken is null ? WithRefreshToken(tokens, stored.RefreshToken) : tokens);
        _reconnects.TryRemove(id, out _);
        return Task.FromResult(id);
    }

    public Task SaveAsync(string id, OAuthTokens tokens)
    {
        _connections[id] = tokens;
        return Task.CompletedTask;
    }

    public Task<OAuthTokens> GetAsync(string id) => Task.FromResult(_connections[id]);

    public Task MarkForReconnectAsync(string id, string reason)
    {
        _reconnects[id] = reason;
        return Task.CompletedTask;
    }

    public IReadOnlyCollection<string> List() => [.. _connections.Keys.Order(StringComparer.Ordinal)];

    public bool MustReconnect(string id) => _reconnects.ContainsKey(id);

    private static OAuthTokens WithRefreshToken(OAuthTokens tokens, string? refreshToken)
        => new(tokens.AccessToken) { TokenType = tokens.TokenType, RefreshToken = refreshToken, ExpiresAt = tokens.ExpiresAt, Scope = tokens.Scope };
}
#endregion
