using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Editing;

/// <summary>The comments directly above a line and at its end belong to it: insertions go above or below them.</summary>
internal static class AttachedComments
{
    /// <summary>Gets the start of the line with the first comment attached to the token, or of the token's own line.</summary>
    public static int Start(SyntaxToken token, SourceText text)
    {
        var line = text.Lines.GetLineFromPosition(token.SpanStart).LineNumber;
        foreach (var trivia in token.LeadingTrivia.Reverse())
        {
            if (trivia.IsKind(SyntaxKind.WhitespaceTrivia) || trivia.IsKind(SyntaxKind.EndOfLineTrivia))
            {
                continue;
            }

            // A documentation comment's span ends after its line break.
            var lastLine = text.Lines.GetLineFromPosition(Math.Max(trivia.SpanStart, trivia.Span.End - 1)).LineNumber;
            var isComment = trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)
                || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)
                || trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia)
                || trivia.IsKind(SyntaxKind.MultiLineDocumentationCommentTrivia);
            if (!isComment || lastLine < line - 1 || trivia.IsDirective)
            {
                break;
            }

            line = text.Lines.GetLineFromPosition(trivia.SpanStart).LineNumber;
        }

        return text.Lines[line].Start;
    }

    /// <summary>Gets the end of a token, including the comments that follow it on its line.</summary>
    public static int End(SyntaxToken token) =>
        token.TrailingTrivia
            .Where(static trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
            .Select(static trivia => trivia.Span.End)
            .DefaultIfEmpty(token.Span.End)
            .Last();
}
