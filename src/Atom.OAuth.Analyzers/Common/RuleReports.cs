using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Common;

/// <summary>
/// Creates the diagnostics of all rules. Editors analyze a file span by span, and the compiler treats two diagnostics at the same location as equal
/// only if their message arguments are the same instances; otherwise each analysis adds another one.
/// </summary>
internal static class RuleReports
{
    public static Diagnostic Create(
        DiagnosticDescriptor rule,
        Location location,
        IEnumerable<Location>? also,
        ImmutableDictionary<string, string?>? properties,
        params string[] words) =>
        Diagnostic.Create(rule, location, also, properties, Array.ConvertAll(words, static word => (object)string.Intern(word)));
}
