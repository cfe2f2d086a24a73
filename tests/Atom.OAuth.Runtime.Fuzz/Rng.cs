namespace Atom.OAuth.Fuzz;

/// <summary>
/// Generates the random numbers for one input, using SplitMix64, so that an input can be reproduced from its seed and number alone.
/// </summary>
internal sealed class Rng
{
    private ulong _state;

    /// <summary>Restarts the sequence for an input.</summary>
    public void Reset(ulong seed, long number) => _state = seed ^ ((ulong)number * 0xD1342543DE82EF95);

    public ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Returns a number from 0 to the limit, exclusive.</summary>
    public int Below(int limit) => (int)((Next() >> 32) * (ulong)limit >> 32);

    public bool OneIn(int count) => Below(count) == 0;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];
}
