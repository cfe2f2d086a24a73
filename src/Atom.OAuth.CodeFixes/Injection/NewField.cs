using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Fixing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Injection;

/// <summary>Adds a field to a class below the existing ones, named in their style.</summary>
internal static class NewField
{
    /// <summary>Gets an unused name for the field.</summary>
    /// <param name="name">The name without a prefix.</param>
    /// <param name="owner">The class.</param>
    /// <param name="type">The symbol of the class.</param>
    public static string NameFor(string name, TypeDeclarationSyntax owner, INamedTypeSymbol type) => FreeNames.Take(
        Fields(owner).LastOrDefault()?.Declaration.Variables[0].Identifier.ValueText is { Length: > 0 } like && char.IsLower(like[0]) ? name : "_" + name,
        owner.DescendantTokens(),
        type);

    /// <summary>Gets the change; null if the first member is not the first code on its line.</summary>
    /// <param name="owner">The class.</param>
    /// <param name="declaration">The declaration.</param>
    /// <param name="site">The diagnostic.</param>
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

    /// <summary>Gets the fields that have the usual naming style: excludes constants, public fields and static readonly ones.</summary>
    private static IEnumerable<FieldDeclarationSyntax> Fields(TypeDeclarationSyntax owner) =>
        owner.Members.OfType<FieldDeclarationSyntax>().Where(static field => !field.Modifiers.Any(SyntaxKind.ConstKeyword)
            && !field.Modifiers.Any(SyntaxKind.PublicKeyword)
            && !(field.Modifiers.Any(SyntaxKind.StaticKeyword) && field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword)));
}
