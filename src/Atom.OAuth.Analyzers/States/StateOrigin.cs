using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.States;

/// <summary>Where the value of a state comes from.</summary>
internal sealed class StateOrigin
{
    /// <summary>A protector, a framework or code that is not visible created it, on at least one path.</summary>
    public bool IsProtected { get; set; }

    /// <summary>Something else created it, on at least one path.</summary>
    public bool IsMade { get; set; }

    /// <summary>It is random.</summary>
    public bool IsRandom { get; set; }

    /// <summary>The parameter that supplies it.</summary>
    public IParameterSymbol? Parameter { get; set; }

    /// <summary>It is a property of the object itself, set by users of the object.</summary>
    public bool IsOwnProperty => OwnProperty is not null;

    /// <summary>That property.</summary>
    public ISymbol? OwnProperty { get; set; }

    /// <summary>How it is created.</summary>
    public string? Detail { get; set; }

    /// <summary>Where it is created.</summary>
    public List<Location> Places { get; } = new();

    /// <summary>It is null or an empty string.</summary>
    public bool IsEmpty => !IsProtected && !IsMade && Parameter is null && !IsOwnProperty;

    /// <summary>Merges the origin of another value that this value may equal.</summary>
    public void Add(StateOrigin other)
    {
        IsProtected |= other.IsProtected;
        IsMade |= other.IsMade;
        IsRandom |= other.IsRandom;
        Parameter ??= other.Parameter;
        OwnProperty ??= other.OwnProperty;
        Detail ??= other.Detail;
        Places.AddRange(other.Places);
    }
}
