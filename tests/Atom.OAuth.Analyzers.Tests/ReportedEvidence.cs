using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Tests;

/// <summary>
/// The additional locations of a diagnostic: first its own, then those of the evidence, each with a line in the property <c>Evidence</c>.
/// </summary>
internal static class ReportedEvidence
{
    /// <summary>Gets the evidence: <c>host slack.com @ Sample.cs:12</c>.</summary>
    public static IReadOnlyList<string> Of(Diagnostic report) =>
        [.. Texts(report).Zip(report.AdditionalLocations.TakeLast(Texts(report).Length), static (text, place) =>
            $"{text} @ {place.SourceTree!.FilePath}:{place.GetLineSpan().StartLinePosition.Line + 1}")];

    /// <summary>Gets the additional locations that are not evidence.</summary>
    public static IReadOnlyList<Location> OwnLocations(this Diagnostic report) => [.. report.AdditionalLocations.SkipLast(Texts(report).Length)];

    private static string[] Texts(Diagnostic report) => report.Properties.TryGetValue("Evidence", out var texts) ? texts!.Split('\n') : [];
}
