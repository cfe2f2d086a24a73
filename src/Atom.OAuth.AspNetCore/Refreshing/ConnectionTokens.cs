using System.Collections.Concurrent;
using Atom.OAuth.Store;

namespace Atom.OAuth.Refreshing;

/// <summary>Gets valid access tokens: from memory, else from one operation that concurrent callers share.</summary>
internal sealed class ConnectionTokens(TokenCache cache, TokenResolver resolver)
{
    private readonly ConcurrentDictionary<Flight, Task<OAuthAccessToken>> _flights = new();

    public ValueTask<OAuthAccessToken> GetAsync(ConnectionKey key, OAuthTokenTarget? target, CancellationToken cancellationToken)
        => cache.TryGet(key, target, out var token) ? new(token) : new(
            JoinAsync(new Flight(key, target, RefusedVersion: null), cancellationToken));

    /// <summary>Replaces a token that the provider rejected.</summary>
    public ValueTask<OAuthAccessToken> ReplaceAsync(ConnectionKey key, OAuthAccessToken refused, CancellationToken cancellationToken)
        => cache.TryGet(key, refused.Target, out var token) && token.Version > refused.Version
            ? new(token)
            : new(JoinAsync(new Flight(key, refused.Target, refused.Version), cancellationToken));

    /// <summary>Refreshes a connection, unless its tokens are already newer than this version.</summary>
    public Task<OAuthAccessToken> RefreshAsync(ConnectionKey key, long version, CancellationToken cancellationToken)
        => JoinAsync(new Flight(key, Target: null, version), cancellationToken);

    private Task<OAuthAccessToken> JoinAsync(Flight flight, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_flights.TryGetValue(flight, out var running))
            {
                return running.WaitAsync(cancellationToken);
            }

            TaskCompletionSource<OAuthAccessToken> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_flights.TryAdd(flight, completion.Task))
            {
                // Not tied to the caller: if the caller gives up, a refresh that was sent still has to be stored.
                _ = FlyAsync(flight, completion);
                return completion.Task.WaitAsync(cancellationToken);
            }
        }
    }

    private async Task FlyAsync(Flight flight, TaskCompletionSource<OAuthAccessToken> completion)
    {
        try
        {
            var token = await resolver.ResolveAsync(flight.Key, flight.Target, flight.RefusedVersion).ConfigureAwait(false);
            cache.Put(flight.Key, token);
            _flights.TryRemove(flight, out _);
            completion.SetResult(token);
        }
        catch (Exception exception)
        {
            _flights.TryRemove(flight, out _);
            completion.SetException(exception);

            // All callers may have given up, so mark the exception as observed.
            _ = completion.Task.Exception;
        }
    }

    /// <summary>What callers must have in common to share a result, including the target: otherwise one gets the token of another resource.</summary>
    private readonly record struct Flight(ConnectionKey Key, OAuthTokenTarget? Target, long? RefusedVersion);
}
