using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Common;

/// <summary>One thing in the code for which a place is reported.</summary>
/// <param name="Location">Where it stands.</param>
/// <param name="Text">What it is, in a few words: <c>host slack.com</c>. Never a literal as a whole, which may hold a secret.</param>
internal readonly record struct ReportEvidence(Location Location, string Text);
