namespace Atom.OAuth.AspNetCore.Tests.Support;

/// <summary>A state store that can be made to fail, as if its database was unavailable.</summary>
internal sealed class BrokenStateStore : IOAuthStateStore
{
    private readonly Dictionary<string, string> _values = [];

    public bool IsBroken { get; set; }

    public Dictionary<string, DateTimeOffset> Expirations { get; } = [];

    public ValueTask<bool> TryAddAsync(string key, string value, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        ThrowIfBroken();
        Expirations[key] = expiresAt;
        return new(_values.TryAdd(key, value));
    }

    public ValueTask<string?> FindAsync(string key, CancellationToken cancellationToken)
    {
        ThrowIfBroken();
        return new(_values.GetValueOrDefault(key));
    }

    public ValueTask<bool> TryReplaceAsync(string key, string value, CancellationToken cancellationToken)
    {
        ThrowIfBroken();
        var isThere = _values.ContainsKey(key);
        if (isThere)
        {
            _values[key] = value;
        }

        return new(isThere);
    }

    private void ThrowIfBroken()
    {
        if (IsBroken)
        {
            throw new IOException("The store is away.");
        }
    }
}
