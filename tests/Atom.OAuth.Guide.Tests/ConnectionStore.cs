using System.Collections.Concurrent;

namespace Atom.OAuth.Guide;

/// <summary>Stands for the application's own database.</summary>
public sealed class ConnectionStore
{
    private readonly ConcurrentDictionary<(string Integration, string UserId), OAuthTokens> _connections = new();

    public ConcurrentDictionary<string, string> Reconnects { get; } = new();

    public Task SaveAsync(string integration, string userId, OAuthTokens tokens)
    {
        _connections[(integration, userId)] = tokens;
        return Task.CompletedTask;
    }

    public Task<OAuthTokens> GetAsync(string integration, string userId) => Task.FromResult(_connections[(integration, userId)]);

    public bool Has(string integration, string userId) => _connections.ContainsKey((integration, userId));

    public Task MarkForReconnectAsync(string integration, string userId, string reason)
    {
        Reconnects[userId] = $"{integration}: {reason}";
        return Task.CompletedTask;
    }
}
