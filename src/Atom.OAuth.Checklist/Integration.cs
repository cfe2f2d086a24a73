using Atom.OAuth.Checklist.Code;
using Atom.OAuth.Checklist.Input;
using Atom.OAuth.Checklist.Output;

namespace Atom.OAuth.Checklist;

/// <summary>A part of the template in an integration.</summary>
/// <param name="Part">The part.</param>
/// <param name="Status">The status.</param>
/// <param name="Missing">Where it is missing.</param>
/// <param name="Code">Where the integration has code for it.</param>
internal sealed record PartState(TemplatePart Part, PartStatus Status, IReadOnlyList<Report> Missing, IReadOnlyList<CodeSite> Code);

/// <summary>The state of an integration.</summary>
/// <param name="Name">The name; <see cref="Checklist.Other"/> for diagnostics that belong to no known integration.</param>
/// <param name="Parts">The parts of the template.</param>
/// <param name="Retired">Where it calls retired endpoints.</param>
/// <param name="Suppressed">The suppressed diagnostics.</param>
internal sealed record Integration(string Name, IReadOnlyList<PartState> Parts, IReadOnlyList<Report> Retired, IReadOnlyList<Report> Suppressed)
{
    public string Id => OAuthProviders.Find(Name)?.Id ?? string.Concat(Name.ToLowerInvariant().Select(static c => char.IsLetterOrDigit(c) ? c : '-'));

    /// <summary>All diagnostics, by part.</summary>
    public IEnumerable<(string Title, IReadOnlyList<Report> Places)> Reported =>
        Parts.Select(static part => (part.Part.Name, part.Missing))
            .Append((Wording.RetiredEndpoints, Retired))
            .Where(static part => part.Item2.Count > 0);

    /// <summary>The open diagnostics, by part: all except those in the baseline.</summary>
    public IEnumerable<(string Title, IReadOnlyList<Report> Places)> Open =>
        Reported.Select(static part => (part.Title, (IReadOnlyList<Report>)[.. part.Places.Where(static report => !report.IsKnown)])).Where(
            static part => part.Item2.Count > 0);

    public bool NeedsUpdates => Open.Any();
}
