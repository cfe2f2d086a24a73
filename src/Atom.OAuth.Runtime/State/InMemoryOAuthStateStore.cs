using Microsoft.Extensions.Options;

namespace Atom.OAuth.State;

/// <summary>The default store: one process, bounded, forgets what has expired.</summary>
internal sealed class InMemoryOAuthStateStore : IOAuthStateStore
{
    private readonly object _gate = new();
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    // Entries live about equally long, so that the oldest is the first to expire; one that goes sooner is kept a little longer.
    private readonly Queue<(string Key, DateTimeOffset ExpiresAt)> _ages = new();
    private readonly int _capacity;
    private readonly TimeProvider _time;

    public InMemoryOAuthStateStore(IOptions<OAuthStateOptions> options, TimeProvider time)
    {
        _capacity = options.Value.InMemoryCapacity;
        _time = time;
    }

    public ValueTask<bool> TryAddAsync(string key, string value, DateTimeOffset expiresAt, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        DateTimeOffset now = _time.GetUtcNow();
        lock (_gate)
        {
            while (_ages.Count > 0 && _ages.Peek().ExpiresAt <= now)
            {
                _values.Remove(_ages.Dequeue().Key);
            }

            if (_values.ContainsKey(key))
            {
                return new ValueTask<bool>(false);
            }

            if (_values.Count >= _capacity)
            {
                // To forget a used state would let it in again.
                throw new InvalidOperationException(
                    $"The in-memory state store is full ({_capacity} entries). Raise {nameof(OAuthStateOptions)}.{nameof(OAuthStateOptions.InMemoryCapacity)}, or register a relational store.");
            }

            _values.Add(key, value);
            _ages.Enqueue((key, expiresAt));
            return new ValueTask<bool>(true);
        }
    }

    public ValueTask<string?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return new ValueTask<string?>(_values.TryGetValue(key, out string? value) ? value : null);
        }
    }

    public ValueTask<bool> TryReplaceAsync(string key, string value, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            bool exists = _values.ContainsKey(key);
            if (exists)
            {
                _values[key] = value;
            }

            return new ValueTask<bool>(exists);
        }
    }
}
