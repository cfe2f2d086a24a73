using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Atom.OAuth.Analyzers.Flow;

/// <summary>A look at the text of a method, before anything is bound: can it test a body at all?</summary>
internal static class GuardShape
{
    public static bool IsIn(SyntaxNode declaration)
    {
        foreach (var token in declaration.DescendantTokens())
        {
            switch (token.Kind())
            {
                case SyntaxKind.IdentifierToken when token.ValueText is "MediaType" or "ContentType" || token.ValueText.StartsWith("CheckHtml", StringComparison.Ordinal):
                case SyntaxKind.CharacterLiteralToken when token.ValueText is "{" or "[" or "<":
                case SyntaxKind.NumericLiteralToken when token.Value is (int)'{' or (int)'<':
                case SyntaxKind.StringLiteralToken when IsStartOfBody(token.ValueText):
                    return true;
            }
        }

        return false;
    }

    /// <summary>A literal that bodies are compared with, or the name of the header that tells the media type.</summary>
    public static bool IsStartOfBody(string literal) =>
        literal.Length > 0 && (literal[0] is '{' or '[' or '<' || literal.Equals("Content-Type", StringComparison.OrdinalIgnoreCase));
}
