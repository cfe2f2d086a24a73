using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Rules;

/// <summary>
/// Tries a change before it is offered: the changed member must compile as well as before and have fewer reports.
/// </summary>
internal static class FixTrial
{
    /// <summary>The changed tree in its compilation, or null when the change does not hold.</summary>
    public static FixResult? Run(ReadSite site, IReadOnlyList<TextChange> changes)
    {
        var oldTree = site.Model.SyntaxTree;
        var newTree = oldTree.WithChangedText(site.Text.WithChanges(changes));
        var compilation = site.Model.Compilation.ReplaceSyntaxTree(oldTree, newTree);
        var model = compilation.GetSemanticModel(newTree);
        var oldSpan = MemberOf(site.Node).Span;
        var newSpan = PositionMap.Map(changes, oldSpan);
        if (!Errors(model, newSpan).IsSubsetOf(Errors(site.Model, oldSpan))
            || ReadSite.Count(model, site.Options, newSpan) >= ReadSite.Count(site.Model, site.Options, oldSpan))
        {
            return null;
        }

        return new FixResult(compilation, newTree, changes);
    }

    /// <summary>The outermost code that the change can touch: a member of a type, or the whole file for top-level statements.</summary>
    private static SyntaxNode MemberOf(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(static ancestor =>
            ancestor is MemberDeclarationSyntax and not (GlobalStatementSyntax or BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax))
        ?? node.SyntaxTree.GetRoot();

    private static HashSet<string> Errors(SemanticModel model, TextSpan span) =>
        new(model.GetDiagnostics(span)
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || IsNullableWarning(diagnostic))
            .Select(static diagnostic => diagnostic.Id + diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>CS8600 to CS8899: what a read gives back may be null, and many projects make that an error.</summary>
    private static bool IsNullableWarning(Diagnostic diagnostic) =>
        diagnostic.Severity == DiagnosticSeverity.Warning && diagnostic.Id.Length == 6 && string.CompareOrdinal(diagnostic.Id, "CS8600") >= 0 && string.CompareOrdinal(diagnostic.Id, "CS8900") < 0;
}

/// <summary>A change that holds.</summary>
internal sealed record FixResult(Compilation Compilation, SyntaxTree Tree, IReadOnlyList<TextChange> Changes);
