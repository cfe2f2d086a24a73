using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Common;

/// <summary>Creates the descriptors of all rules with the same category, help link and first tag.</summary>
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
