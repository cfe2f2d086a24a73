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
    public static FixResult? Run(SemanticModel before, SyntaxNode site, IReadOnlyList<TextChange> changes, Func<SemanticModel, TextSpan, int> count)
    {
        if (Overlap(changes))
        {
            return null;
        }

        var oldTree = before.SyntaxTree;
        var newTree = oldTree.WithChangedText(oldTree.GetText().WithChanges(changes));
        var compilation = before.Compilation.ReplaceSyntaxTree(oldTree, newTree);
        var after = compilation.GetSemanticModel(newTree);
        var oldSpan = ChangedCode(site, changes);
        var newSpan = PositionMap.Map(changes, oldSpan);
        if (!Errors(after, newSpan).IsSubsetOf(Errors(before, oldSpan)) || count(after, newSpan) >= count(before, oldSpan))
        {
            return null;
        }

        return new FixResult(compilation, newTree, changes);
    }

    /// <summary>Two parts of a fix that want to change the same text do not go together.</summary>
    private static bool Overlap(IReadOnlyList<TextChange> changes)
    {
        for (var i = 1; i < changes.Count; i++)
        {
            if (changes[i].Span.Start < changes[i - 1].Span.End)
            {
                return true;
            }
        }

        return false;
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

/// <summary>A change that holds.</summary>
/// <param name="Compilation">The changed code.</param>
/// <param name="Tree">The changed file.</param>
/// <param name="Changes">What was changed.</param>
internal sealed record FixResult(Compilation Compilation, SyntaxTree Tree, IReadOnlyList<TextChange> Changes);
