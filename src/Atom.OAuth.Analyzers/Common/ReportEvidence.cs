using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Common;

/// <summary>Evidence in the code for a diagnostic.</summary>
/// <param name="Location">The location.</param>
/// <param name="Text">A short description: <c>host slack.com</c>. Never a complete literal, which may contain a secret.</param>
internal readonly record struct ReportEvidence(Location Location, string Text);
