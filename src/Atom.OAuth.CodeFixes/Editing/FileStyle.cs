using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Editing;

/// <summary>Detects the style of a file.</summary>
internal static class FileStyle
{
    /// <summary>Gets the line break of a line, or of the nearest line that has one.</summary>
    public static string LineBreakNear(SourceText text, int line)
    {
        for (var distance = 0; distance < text.Lines.Count; distance++)
        {
            foreach (var number in new[] { line - distance, line + distance })
            {
                if (number >= 0 && number < text.Lines.Count && text.Lines[number] is var found && found.EndIncludingLineBreak > found.End)
                {
                    return text.ToString(TextSpan.FromBounds(found.End, found.EndIncludingLineBreak));
                }
            }
        }

        return "\n";
    }

    /// <summary>Gets one level of indentation.</summary>
    /// <param name="root">The file.</param>
    /// <param name="indentation">The indentation of one of its lines.</param>
    public static string IndentationUnit(SyntaxNode root, string indentation)
    {
        if (indentation.Length > 0 && indentation[0] == '\t')
        {
            return "\t";
        }

        // The difference between a block's brace and its statements, if the file has such a block.
        foreach (var block in root.DescendantNodes().OfType<BlockSyntax>())
        {
            if (block.Statements.Count > 0
                && Column(block.Statements[0].GetFirstToken()) is var inner
                && Column(block.CloseBraceToken) is var outer
                && inner > outer)
            {
                return block.Statements[0].GetLeadingTrivia().ToString().EndsWith("\t", StringComparison.Ordinal)
                    ? "\t"
                    : new string(' ', inner - outer);
            }
        }

        return "    ";
    }

    /// <summary>Returns true for <c>{ }</c> on the line of its head, which does not show the brace style.</summary>
    private static bool IsOnOneLine(BlockSyntax block) =>
        block.OpenBraceToken.GetPreviousToken().GetLocation().GetLineSpan().EndLinePosition.Line
            == block.CloseBraceToken.GetLocation().GetLineSpan().StartLinePosition.Line;

    private static int Column(SyntaxToken token) => token.GetLocation().GetLineSpan().StartLinePosition.Character;

    /// <summary>Returns true if most blocks have their opening brace on its own line.</summary>
    public static bool BracesStandOnOwnLines(SyntaxNode root)
    {
        var (own, shared) = (0, 0);
        foreach (var block in root.DescendantNodes().OfType<BlockSyntax>())
        {
            if (block.Parent is not (StatementSyntax or ElseClauseSyntax or BaseMethodDeclarationSyntax)
                || block.OpenBraceToken.GetPreviousToken() is not { RawKind: not 0 } before
                || IsOnOneLine(block))
            {
                continue;
            }

            if (before.TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia))
            {
                own++;
            }
            else
            {
                shared++;
            }
        }

        return own >= shared;
    }
}
