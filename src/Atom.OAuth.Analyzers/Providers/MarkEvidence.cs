using Atom.OAuth.Analyzers.Common;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Providers;

/// <summary>Evidence and the provider's name, where something tells it.</summary>
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

    /// <summary>Whether it keeps where the marks stand, which only a report needs to know.</summary>
    public bool IsRecording => _places is not null;

    public IReadOnlyList<MarkPlace> Places => _places ?? (IReadOnlyList<MarkPlace>)Array.Empty<MarkPlace>();

    /// <summary>The calls from elsewhere that tell whose response a general helper reads; of a report only.</summary>
    public List<ReportEvidence> Calls => _calls ??= new();

    /// <summary>Evidence that keeps where its marks stand.</summary>
    public static MarkEvidence Recording() => new(new List<MarkPlace>());

    public void Add(Evidence evidence, string? provider = null)
    {
        Found |= evidence;
        Provider ??= provider;
    }

    /// <summary>A name that the user gave wins over one that was guessed.</summary>
    public void Rename(string provider) => Provider = provider;

    public void Add(MarkEvidence other)
    {
        Add(other.Found, other.Provider);
        _places?.AddRange(other.Places);
    }

    /// <summary>Takes over one kind of marks.</summary>
    public void Add(MarkEvidence other, Evidence kind)
    {
        Found |= other.Found & kind;
        _places?.AddRange(other.Places.Where(place => (place.Evidence & kind) != 0));
    }

    /// <summary>Keeps where a mark stands, and its word.</summary>
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

/// <summary>Where a mark stands.</summary>
/// <param name="Evidence">What it is.</param>
/// <param name="Location">The literal or name.</param>
/// <param name="Word">The host, or the name; null where it has none that could be shown.</param>
internal readonly record struct MarkPlace(Evidence Evidence, Location Location, string? Word);
