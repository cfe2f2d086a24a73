namespace Atom.OAuth.Fuzz.Targets;

/// <summary>Stores states in memory, and removes used ones if there are too many.</summary>
internal sealed class MemoryStore : IOAuthStateStore
{
    private const int Most = 10_000;

    private readonly Dictionary<string, string> _values = [];

    public ValueTask<bool> TryAddAsync(string key, string value, DateTimeOffset expiresAt, CancellationToken cancellationToken = default)
    {
        if (_values.Count > Most)
        {
            foreach (var used in _values.Keys.Where(used => used.StartsWith("use:", StringComparison.Ordinal)).ToArray())
            {
                _values.Remove(used);
            }
        }

        return new(_values.TryAdd(key, value));
    }

    public ValueTask<string?> FindAsync(string key, CancellationToken cancellationToken = default) => new(_values.GetValueOrDefault(key));

    public ValueTask<bool> TryReplaceAsync(string key, string value, CancellationToken cancellationToken = default)
    {
        var exists = _values.ContainsKey(key);
        if (exists)
        {
            _values[key] = value;
        }

        return new(exists);
    }
}
