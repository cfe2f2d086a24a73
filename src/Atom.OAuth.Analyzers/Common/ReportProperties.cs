using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Common;

/// <summary>What a report tells tools beside its message.</summary>
internal static class ReportProperties
{
    /// <summary>The provider's display name, where it is known.</summary>
    public const string Provider = "Provider";

    /// <summary>Why the place is reported: a line of text for each of the last additional locations, in their order.</summary>
    public const string Evidence = "Evidence";

    public static ImmutableDictionary<string, string?> Of(string? provider) =>
        ImmutableDictionary<string, string?>.Empty.Add(Provider, provider);

    public static ImmutableDictionary<string, string?> Of(string? provider, IReadOnlyCollection<ReportEvidence> evidence) =>
        evidence.Count == 0 ? Of(provider) : Of(provider).Add(Evidence, string.Join("\n", evidence.Select(static found => found.Text)));

    /// <summary>The additional locations of a report: those of its own, then those of the evidence.</summary>
    public static IEnumerable<Location> Locations(IEnumerable<Location> own, IEnumerable<ReportEvidence> evidence) =>
        own.Concat(evidence.Select(static found => found.Location));
}
