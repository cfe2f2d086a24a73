using Atom.OAuth.Analyzers.Common;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Providers;

/// <summary>Evidence, and the provider's name if known.</summary>
internal sealed class MarkEvidence
{
    private readonly List<MarkPlace>? _places;
    private List<ReportEvidence>? _calls;

    public MarkEvidence()
    {
    }

    private MarkEvidence(List<MarkPlace> places) => _places = places;

    public Evidence Found { get; private set; }

    public string? Provider { get; private set; }

    /// <summary>Whether the locations of marks are recorded, which only diagnostics need.</summary>
    public bool IsRecording => _places is not null;

    public IReadOnlyList<MarkPlace> Places => _places ?? (IReadOnlyList<MarkPlace>)Array.Empty<MarkPlace>();

    /// <summary>The calls elsewhere that show whose response a general-purpose helper reads; only for diagnostics.</summary>
    public List<ReportEvidence> Calls => _calls ??= new();

    /// <summary>Creates evidence that records the locations of its marks.</summary>
    public static MarkEvidence Recording() => new(new List<MarkPlace>());

    public void Add(Evidence evidence, string? provider = null)
    {
        Found |= evidence;
        Provider ??= provider;
    }

    /// <summary>Sets a name given by the user, which takes precedence over an inferred one.</summary>
    public void Rename(string provider) => Provider = provider;

    public void Add(MarkEvidence other)
    {
        Add(other.Found, other.Provider);
        _places?.AddRange(other.Places);
    }

    /// <summary>Adds only marks of the given kinds.</summary>
    public void Add(MarkEvidence other, Evidence kind)
    {
        Found |= other.Found & kind;
        _places?.AddRange(other.Places.Where(place => (place.Evidence & kind) != 0));
    }

    /// <summary>Records the location of a mark, and its word.</summary>
    public void Note(Evidence evidence, SyntaxToken at, string? word = null)
    {
        if (_places is not null)
        {
            Note(evidence, at.GetLocation(), word);
        }
    }

    public void Note(Evidence evidence, Location? at, string? word = null)
    {
        if (_places is not null && at is { IsInSource: true })
        {
            _places.Add(new MarkPlace(evidence, at, word));
        }
    }

    public bool Has(Evidence evidence) => (Found & evidence) != 0;
}

/// <summary>The location of a mark.</summary>
/// <param name="Evidence">The kind of evidence.</param>
/// <param name="Location">The literal or name.</param>
/// <param name="Word">The host or name; null if there is none that may be shown.</param>
internal readonly record struct MarkPlace(Evidence Evidence, Location Location, string? Word);
