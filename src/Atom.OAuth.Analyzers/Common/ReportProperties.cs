using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Common;

/// <summary>The properties of diagnostics, for tools.</summary>
internal static class ReportProperties
{
    /// <summary>The provider's display name, if known.</summary>
    public const string Provider = "Provider";

    /// <summary>The reasons for the diagnostic: one line for each of the last additional locations, in the same order.</summary>
    public const string Evidence = "Evidence";

    public static ImmutableDictionary<string, string?> Of(string? provider) =>
        ImmutableDictionary<string, string?>.Empty.Add(Provider, provider);

    public static ImmutableDictionary<string, string?> Of(string? provider, IReadOnlyCollection<ReportEvidence> evidence) =>
        evidence.Count == 0 ? Of(provider) : Of(provider).Add(Evidence, string.Join("\n", evidence.Select(static found => found.Text)));

    /// <summary>The additional locations of a diagnostic: its own, then those of the evidence.</summary>
    public static IEnumerable<Location> Locations(IEnumerable<Location> own, IEnumerable<ReportEvidence> evidence) =>
        own.Concat(evidence.Select(static found => found.Location));
}
