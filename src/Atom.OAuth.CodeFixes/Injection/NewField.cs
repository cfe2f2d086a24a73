using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Fixing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Injection;

/// <summary>A field that a class gets, below those that it has, and named as they are.</summary>
internal static class NewField
{
    /// <summary>A free name for it.</summary>
    /// <param name="name">The name without a prefix.</param>
    /// <param name="owner">The class.</param>
    /// <param name="type">The same.</param>
    public static string NameFor(string name, TypeDeclarationSyntax owner, INamedTypeSymbol type) => FreeNames.Take(
        Fields(owner).LastOrDefault()?.Declaration.Variables[0].Identifier.ValueText is { Length: > 0 } like && char.IsLower(like[0]) ? name : "_" + name,
        owner.DescendantTokens(),
        type);

    /// <summary>The change; null where the first member is not alone on its line.</summary>
    /// <param name="owner">The class.</param>
    /// <param name="declaration">The declaration.</param>
    /// <param name="site">The report.</param>
    public static TextChange? Declare(TypeDeclarationSyntax owner, string declaration, FixSite site)
    {
        if (owner.Members.FirstOrDefault() is not { } first)
        {
            return null;
        }

        var layout = new TextLayout(site.Root, site.Text, first.SpanStart);
        var line = layout.IndentationAt(first.SpanStart) + declaration;
        if (owner.Members.OfType<FieldDeclarationSyntax>().LastOrDefault() is { } last)
        {
            return new TextChange(new TextSpan(AttachedComments.End(last.GetLastToken()), 0), layout.NewLine + line);
        }

        return layout.IsFirstOnLine(first.SpanStart)
            ? new TextChange(new TextSpan(AttachedComments.Start(first.GetFirstToken(), site.Text), 0), line + layout.NewLine + layout.NewLine)
            : null;
    }

    /// <summary>Those that a constant's name says nothing about.</summary>
    private static IEnumerable<FieldDeclarationSyntax> Fields(TypeDeclarationSyntax owner) =>
        owner.Members.OfType<FieldDeclarationSyntax>().Where(static field => !field.Modifiers.Any(SyntaxKind.ConstKeyword)
            && !field.Modifiers.Any(SyntaxKind.PublicKeyword)
            && !(field.Modifiers.Any(SyntaxKind.StaticKeyword) && field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword)));
}
