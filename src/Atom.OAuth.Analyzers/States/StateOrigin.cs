using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.States;

/// <summary>Where the value of a state comes from.</summary>
internal sealed class StateOrigin
{
    /// <summary>A protector or a framework made it, on at least one way.</summary>
    public bool IsProtected { get; set; }

    /// <summary>Something else made it, on at least one way.</summary>
    public bool IsMade { get; set; }

    /// <summary>It is made at random.</summary>
    public bool IsRandom { get; set; }

    /// <summary>The parameter that it comes in by.</summary>
    public IParameterSymbol? Parameter { get; set; }

    /// <summary>A property of the object itself, which whoever uses the object sets.</summary>
    public bool IsOwnProperty => OwnProperty is not null;

    /// <summary>That property.</summary>
    public ISymbol? OwnProperty { get; set; }

    /// <summary>How it is made.</summary>
    public string? Detail { get; set; }

    /// <summary>Where it is made.</summary>
    public List<Location> Places { get; } = new();

    /// <summary>Nothing, or the empty text.</summary>
    public bool IsEmpty => !IsProtected && !IsMade && Parameter is null && !IsOwnProperty;

    /// <summary>Takes over what is known of another value that this one is.</summary>
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
