using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Editing;

/// <summary>
/// Adds using directives where the file has its own: at the top or inside the namespace, in order, in the matching group.
/// </summary>
internal static class UsingDirectives
{
    public static IEnumerable<TextChange> Add(
        IReadOnlyCollection<string> namespaces, SyntaxNode root, SourceText text, SyntaxNode site, TextLayout layout)
    {
        var owner = OwnerOf(root, site);
        var existing = Plain(UsingsOf(owner));
        var systemFirst = existing.TakeWhile(IsSystem).Any() || !existing.Any(IsSystem);
        var sorted = namespaces.OrderBy(static name => name, Comparer<string>.Create((left, right) => Compare(left, right, systemFirst))).ToList();
        foreach (var name in sorted)
        {
            yield return existing.Count == 0
                ? AddFirst(name, owner, text, layout, isLast: name == sorted.Last())
                : AddTo(existing, name, systemFirst, text, layout);
        }
    }

    /// <summary>Gets the nearest container of usings around the site; the file if there is none.</summary>
    private static SyntaxNode OwnerOf(SyntaxNode root, SyntaxNode site)
    {
        if (Plain(UsingsOf(root)).Count > 0)
        {
            return root;
        }

        return site.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault(static n => Plain(n.Usings).Count > 0) ?? root;
    }

    private static SyntaxList<UsingDirectiveSyntax> UsingsOf(SyntaxNode owner) =>
        owner is BaseNamespaceDeclarationSyntax declaration ? declaration.Usings : ((CompilationUnitSyntax)owner).Usings;

    /// <summary>Excludes aliases and static usings, which are sorted separately, global ones, and those inside <c>#if</c>.</summary>
    private static List<UsingDirectiveSyntax> Plain(SyntaxList<UsingDirectiveSyntax> usings) =>
        usings.Where(static u => u.Alias is null
            && u.StaticKeyword.RawKind == 0
            && u.GlobalKeyword.RawKind == 0
            && !Directives.IsConditional(u)).ToList();

    private static TextChange AddTo(List<UsingDirectiveSyntax> existing, string name, bool systemFirst, SourceText text, TextLayout layout)
    {
        var before = existing.LastOrDefault(u => Compare(NameOf(u), name, systemFirst) < 0);
        var after = existing.FirstOrDefault(u => Compare(NameOf(u), name, systemFirst) > 0);

        // Between two groups, it joins the earlier one if that has the same root namespace, else the later one; in an unsorted list, it follows
        // the last one that sorts before it.
        var joinsAfter = after is not null && (before is null || (StartsGroup(after) && !IsKin(before, name)));
        if (joinsAfter)
        {
            return new TextChange(
                new TextSpan(text.Lines.GetLineFromPosition(after!.SpanStart).Start, 0),
                layout.IndentationAt(after.SpanStart) + $"using {name};" + layout.NewLine);
        }

        before ??= existing[existing.Count - 1];
        return new TextChange(
            new TextSpan(text.Lines.GetLineFromPosition(before.Span.End).End, 0),
            layout.NewLine + layout.IndentationAt(before.SpanStart) + $"using {name};");
    }

    private static TextChange AddFirst(string name, SyntaxNode owner, SourceText text, TextLayout layout, bool isLast)
    {
        var globals = UsingsOf(owner);
        if (globals.Count > 0)
        {
            return new TextChange(new TextSpan(text.Lines.GetLineFromPosition(globals.Last().Span.End).End, 0), layout.NewLine + $"using {name};");
        }

        var first = owner.GetFirstToken(includeZeroWidth: true);
        var start = AttachedComments.Start(first, text);
        return new TextChange(new TextSpan(start, 0), $"using {name};" + layout.NewLine + (isLast ? layout.NewLine : string.Empty));
    }

    private static int Compare(string left, string right, bool systemFirst) =>
        systemFirst && IsSystem(left) != IsSystem(right)
            ? IsSystem(left) ? -1 : 1
            : string.Compare(left, right, StringComparison.OrdinalIgnoreCase);

    private static bool StartsGroup(UsingDirectiveSyntax directive) => directive.GetLeadingTrivia().Any(SyntaxKind.EndOfLineTrivia);

    private static bool IsKin(UsingDirectiveSyntax directive, string name) =>
        NameOf(directive).Split('.')[0] == name.Split('.')[0];

    private static string NameOf(UsingDirectiveSyntax directive) => directive.Name?.ToString() ?? string.Empty;

    private static bool IsSystem(UsingDirectiveSyntax directive) => IsSystem(NameOf(directive));

    private static bool IsSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);
}
