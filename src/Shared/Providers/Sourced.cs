namespace Atom.OAuth;

/// <summary>A fact about a provider, with the place that states it.</summary>
/// <typeparam name="T">The type of the fact.</typeparam>
public readonly struct Sourced<T>
{
    internal Sourced(T value, string source)
    {
        Value = value;
        Source = source;
    }

    /// <summary>Gets the fact.</summary>
    public T Value { get; }

    /// <summary>Gets the documentation, code or report that states it; where nothing does, the text says so.</summary>
    public string Source { get; }
}
