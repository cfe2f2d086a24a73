using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Atom.OAuth.Store;

namespace Atom.OAuth.Refreshing;

/// <summary>Access tokens in memory, for as long as they can be served without reading the store.</summary>
internal sealed class TokenCache(TimeProvider time)
{
    private const int Capacity = 50_000;

    private readonly ConcurrentDictionary<(ConnectionKey Connection, OAuthTokenTarget? Target), OAuthAccessToken> _tokens = new();

    /// <summary>Finds a token that is still valid, without allocating.</summary>
    public bool TryGet(ConnectionKey key, OAuthTokenTarget? target, [NotNullWhen(true)] out OAuthAccessToken? token)
        => _tokens.TryGetValue((key, target), out token) && time.GetUtcNow().UtcTicks < token.CachedUntil;

    public void Put(ConnectionKey key, OAuthAccessToken token)
    {
        if (_tokens.Count >= Capacity)
        {
            Prune();
        }

        _tokens[(key, token.Target)] = token;
    }

    public void Forget(ConnectionKey key)
    {
        _tokens.TryRemove((key, null), out _);
        foreach (var entry in _tokens.Keys)
        {
            if (entry.Target is not null && entry.Connection == key)
            {
                _tokens.TryRemove(entry, out _);
            }
        }
    }

    /// <summary>Removes expired entries, or all if that is not enough: everything is in the store.</summary>
    private void Prune()
    {
        var now = time.GetUtcNow().UtcTicks;
        foreach (var entry in _tokens)
        {
            if (entry.Value.CachedUntil <= now)
            {
                _tokens.TryRemove(entry);
            }
        }

        if (_tokens.Count >= Capacity)
        {
            _tokens.Clear();
        }
    }
}
