using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Fixing;

/// <summary>
/// Tries a change before it is offered: the changed members must compile as well as before and have fewer reports.
/// </summary>
internal static class FixTrial
{
    /// <summary>The changed tree in its compilation, or null when the change does not hold.</summary>
    /// <param name="before">The code that was reported.</param>
    /// <param name="site">The place of the report.</param>
    /// <param name="changes">The change to try.</param>
    /// <param name="count">How many reports the rule has in a part of the file.</param>
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
            ? new FixResult(compilation, newTree, changes.Own, others) { Signatures = changes.Signatures }
            : null;
    }

    /// <summary>Another file compiles as well as before, and has no report that it did not have.</summary>
    private static bool Holds(ChangedFile file, Compilation before, Compilation after, Func<SemanticModel, TextSpan, int> count)
    {
        var (old, changed) = (before.GetSemanticModel(file.Before), after.GetSemanticModel(file.After));
        var (oldSpan, newSpan) = (file.Before.GetRoot().FullSpan, file.After.GetRoot().FullSpan);
        return Errors(changed, newSpan).IsSubsetOf(Errors(old, oldSpan)) && count(changed, newSpan) <= count(old, oldSpan);
    }

    /// <summary>The member around the report, and whatever else of its type the change touches; the whole file for top-level statements.</summary>
    private static TextSpan ChangedCode(SyntaxNode site, IReadOnlyList<TextChange> changes)
    {
        var code = site.AncestorsAndSelf().FirstOrDefault(static node => node is MemberDeclarationSyntax and not GlobalStatementSyntax)
            ?? site.SyntaxTree.GetRoot();
        foreach (var change in changes)
        {
            // Using directives stand outside of all types, and are left out: they change no member's meaning that Imports has not looked at.
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

    /// <summary>CS8600 to CS8899: what a read gives back may be null, and many projects make that an error.</summary>
    private static bool IsNullableWarning(Diagnostic diagnostic) =>
        diagnostic.Severity == DiagnosticSeverity.Warning
            && diagnostic.Id.Length == 6
            && string.CompareOrdinal(diagnostic.Id, "CS8600") >= 0
            && string.CompareOrdinal(diagnostic.Id, "CS8900") < 0;
}
