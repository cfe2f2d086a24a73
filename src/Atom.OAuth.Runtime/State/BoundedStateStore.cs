using Atom.OAuth.Diagnostics;

namespace Atom.OAuth.State;

/// <summary>
/// Asks the store, and waits no longer than the bound or the caller. Both hold for a store that looks at no token: SQLite's calls block
/// the thread that makes them until the lock is free.
/// </summary>
internal sealed class BoundedStateStore
{
    // The store in memory answers at once, and knows whose an entry is.
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

    /// <summary>Adds what a reference stands for.</summary>
    public ValueTask<bool> AddReferenceAsync(
        string key, string value, DateTimeOffset expiresAt, StateOwner owner, CancellationToken cancellationToken)
        => _memory is not null
            ? new ValueTask<bool>(_memory.TryAdd(key, value, expiresAt, owner, isReference: true))
            : AskAsync(token => _store.TryAddAsync(key, value, expiresAt, token), null, cancellationToken);

    /// <summary>
    /// Adds the use of a state. One that the store adds when nobody waits any longer is released again: nobody exchanges a code for it.
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
            // By the system's clock: what is waited for is a machine.
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
            // Whoever asked was told already.
        }
        finally
        {
            bound.Dispose();
        }
    }
}
