using Atom.OAuth.Diagnostics;

namespace Atom.OAuth.State;

/// <summary>
/// Calls the store with the timeout and the caller's cancellation token. Both also apply to a store that ignores the token: calls to SQLite
/// block their thread until the lock is released.
/// </summary>
internal sealed class BoundedStateStore
{
    // The in-memory store responds immediately, and knows the owner of an entry.
    private readonly InMemoryOAuthStateStore? _memory;
    private readonly IOAuthStateStore _store;
    private readonly OAuthStateOptions _options;

    public BoundedStateStore(IOAuthStateStore store, OAuthStateOptions options)
    {
        _memory = store as InMemoryOAuthStateStore;
        _store = store;
        _options = options;
    }

    public ValueTask<string?> FindAsync(string key, CancellationToken cancellationToken)
        => _memory is not null ? _memory.FindAsync(key, cancellationToken) : AskAsync(token => _store.FindAsync(key, token), null, cancellationToken);

    public ValueTask<bool> TryReplaceAsync(string key, string value, CancellationToken cancellationToken)
        => _memory is not null
            ? _memory.TryReplaceAsync(key, value, cancellationToken)
            : AskAsync(token => _store.TryReplaceAsync(key, value, token), null, cancellationToken);

    /// <summary>Adds the contents of a reference.</summary>
    public ValueTask<bool> AddReferenceAsync(
        string key, string value, DateTimeOffset expiresAt, StateOwner owner, CancellationToken cancellationToken)
        => _memory is not null
            ? new ValueTask<bool>(_memory.TryAdd(key, value, expiresAt, owner, isReference: true))
            : AskAsync(token => _store.TryAddAsync(key, value, expiresAt, token), null, cancellationToken);

    /// <summary>
    /// Adds the use of a state. If the store adds it only after the caller has given up, it is released again, because no code will be exchanged.
    /// </summary>
    public ValueTask<bool> AddUseAsync(string key, string value, DateTimeOffset expiresAt, StateOwner owner, CancellationToken cancellationToken)
        => _memory is not null
            ? new ValueTask<bool>(_memory.TryAdd(key, value, expiresAt, owner, isReference: false))
            : AskAsync(
                token => _store.TryAddAsync(key, value, expiresAt, token),
                async added => _ = added && await _store.TryReplaceAsync(key, StateUseRecord.Released, CancellationToken.None).ConfigureAwait(false),
                cancellationToken);

    private async ValueTask<T> AskAsync<T>(Func<CancellationToken, ValueTask<T>> ask, Func<T, Task>? whenLate, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var token = bound.Token;
        bound.CancelAfter(_options.StoreTimeout);
        var answer = Task.Run(() => ask(token).AsTask(), CancellationToken.None);
        var isLate = false;
        try
        {
            // With the system clock, because the store is a real external system.
            return await Clock.WaitAsync(answer, _options.StoreTimeout, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            isLate = true;
            throw;
        }
        catch (Exception exception) when (exception is TimeoutException || (exception is OperationCanceledException && token.IsCancellationRequested))
        {
            isLate = true;
            throw new TimeoutException(
                $"The state store did not answer within {nameof(OAuthStateOptions)}.{nameof(OAuthStateOptions.StoreTimeout)} ({_options.StoreTimeout}).", exception);
        }
        finally
        {
            _ = EndAsync(answer, isLate ? whenLate : null, bound);
        }
    }

    private static async Task EndAsync<T>(Task<T> answer, Func<T, Task>? whenLate, CancellationTokenSource bound)
    {
        try
        {
            var value = await answer.ConfigureAwait(false);
            await (whenLate?.Invoke(value) ?? Task.CompletedTask).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The caller has already been notified.
        }
        finally
        {
            bound.Dispose();
        }
    }
}
