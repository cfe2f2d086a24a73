using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Common;

/// <summary>Creates the descriptors of all rules, so that category, help link and the first tag are written once.</summary>
internal static class RuleDescriptors
{
    public const string Category = "Atom.OAuth";

    public static DiagnosticDescriptor Create(
        string id, string title, string messageFormat, DiagnosticSeverity severity, string description, params string[] tags) =>
        new(
            id,
            title,
            messageFormat,
            Category,
            severity,
            isEnabledByDefault: true,
            description,
            helpLinkUri: RulePages.UrlOf(id),
            tags.Prepend(RuleTags.OAuth).ToArray());
}
