using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Common;

/// <summary>
/// Creates the reports of all rules. An editor asks for a file span by span, and the compiler takes two reports of one place for the same only
/// where the words of their messages are the same objects; otherwise each question adds one.
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
