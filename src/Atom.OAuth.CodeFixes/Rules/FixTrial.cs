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
    public static FixResult? Run(ReadSite site, IReadOnlyList<TextChange> changes) =>
        Run(site.Model, site.Node, changes, (model, span) => ReadSite.Count(model, site.Options, span));

    /// <summary>The same for any rule.</summary>
    /// <param name="before">The code that was reported.</param>
    /// <param name="site">The place of the report.</param>
    /// <param name="changes">The change to try.</param>
    /// <param name="count">How many reports stand in a part of a file.</param>
    public static FixResult? Run(SemanticModel before, SyntaxNode site, IReadOnlyList<TextChange> changes, Func<SemanticModel, TextSpan, int> count)
    {
        var oldTree = before.SyntaxTree;
        var newTree = oldTree.WithChangedText(oldTree.GetText().WithChanges(changes));
        var compilation = before.Compilation.ReplaceSyntaxTree(oldTree, newTree);
        var model = compilation.GetSemanticModel(newTree);
        var oldSpan = MemberOf(site).Span;
        var newSpan = PositionMap.Map(changes, oldSpan);
        if (!Errors(model, newSpan).IsSubsetOf(Errors(before, oldSpan))
            || count(model, newSpan) >= count(before, oldSpan))
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
