using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Fixing;

/// <summary>
/// Tests a change before it is offered: the changed members must have no new compiler errors, and fewer diagnostics.
/// </summary>
internal static class FixTrial
{
    /// <summary>Gets the changed tree in its compilation; null if the change fails the test.</summary>
    /// <param name="before">The reported code.</param>
    /// <param name="site">The location of the diagnostic.</param>
    /// <param name="changes">The changes to test.</param>
    /// <param name="count">Counts the rule's diagnostics in a part of the file.</param>
    public static FixResult? Run(SemanticModel before, SyntaxNode site, FixChanges changes, Func<SemanticModel, TextSpan, int> count)
    {
        FileChanges own = new(before.SyntaxTree, changes.Own);
        if (own.Overlap)
        {
            return null;
        }

        var newTree = own.Apply();
        var compilation = before.Compilation.ReplaceSyntaxTree(before.SyntaxTree, newTree);
        var others = new List<ChangedFile>();
        foreach (var file in changes.Others)
        {
            ChangedFile changed = new(file.Tree, file.Apply());
            compilation = compilation.ReplaceSyntaxTree(changed.Before, changed.After);
            others.Add(changed);
        }

        var after = compilation.GetSemanticModel(newTree);
        var oldSpan = ChangedCode(site, changes.Own);
        var newSpan = PositionMap.Map(changes.Own, oldSpan);
        return Errors(after, newSpan).IsSubsetOf(Errors(before, oldSpan))
            && count(after, newSpan) < count(before, oldSpan)
            && others.TrueForAll(file => Holds(file, before.Compilation, compilation, count))
            ? new FixResult(compilation, newTree, changes.Own, others) { Signatures = changes.Signatures, Remark = changes.Remark }
            : null;
    }

    /// <summary>Returns true if another file has neither new compiler errors nor more diagnostics.</summary>
    private static bool Holds(ChangedFile file, Compilation before, Compilation after, Func<SemanticModel, TextSpan, int> count)
    {
        var (old, changed) = (before.GetSemanticModel(file.Before), after.GetSemanticModel(file.After));
        var (oldSpan, newSpan) = (file.Before.GetRoot().FullSpan, file.After.GetRoot().FullSpan);
        return Errors(changed, newSpan).IsSubsetOf(Errors(old, oldSpan)) && count(changed, newSpan) <= count(old, oldSpan);
    }

    /// <summary>Gets the member with the diagnostic, and all else that changes in its type; the entire file for top-level statements.</summary>
    private static TextSpan ChangedCode(SyntaxNode site, IReadOnlyList<TextChange> changes)
    {
        var code = site.AncestorsAndSelf().FirstOrDefault(static node => node is MemberDeclarationSyntax and not GlobalStatementSyntax)
            ?? site.SyntaxTree.GetRoot();
        foreach (var change in changes)
        {
            // Using directives are outside of all types and are ignored: Imports has checked that they do not change the meaning of any member.
            var type = site.AncestorsAndSelf().OfType<BaseTypeDeclarationSyntax>().LastOrDefault();
            if (type is null || !IsWithin(type, change.Span))
            {
                continue;
            }

            while (!IsWithin(code, change.Span) && code != type)
            {
                code = code.Parent!;
            }
        }

        return code.Span;
    }

    private static bool IsWithin(SyntaxNode node, TextSpan span) => node.SpanStart <= span.Start && span.End <= node.Span.End;

    private static HashSet<string> Errors(SemanticModel model, TextSpan span) =>
        new(model.GetDiagnostics(span)
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || IsNullableWarning(diagnostic))
            .Select(static diagnostic => diagnostic.Id + diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>CS8600 to CS8899: the result of a read may be null, and many projects treat that as an error.</summary>
    private static bool IsNullableWarning(Diagnostic diagnostic) =>
        diagnostic.Severity == DiagnosticSeverity.Warning
            && diagnostic.Id.Length == 6
            && string.CompareOrdinal(diagnostic.Id, "CS8600") >= 0
            && string.CompareOrdinal(diagnostic.Id, "CS8900") < 0;
}
