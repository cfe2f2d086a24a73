using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.States;

/// <summary>A piece of a composed text: literal words, or an inserted value.</summary>
internal readonly record struct TextPiece(string? Words, ExpressionSyntax Node);

/// <summary>Text composed of literals, interpolations, concatenations and conditionals.</summary>
internal static class RequestText
{
    /// <summary>Gets the whole text that a literal is part of.</summary>
    public static ExpressionSyntax WholeOf(ExpressionSyntax part)
    {
        while (true)
        {
            switch (part.Parent)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    part = parenthesized;
                    break;
                case BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression):
                    part = sum;
                    break;
                case ConditionalExpressionSyntax choice when choice.Condition != part:
                    part = choice;
                    break;
                case InterpolationSyntax { Parent: InterpolatedStringExpressionSyntax whole }:
                    part = whole;
                    break;
                default:
                    return part;
            }
        }
    }

    public static IReadOnlyList<TextPiece> Pieces(ExpressionSyntax whole)
    {
        var pieces = new List<TextPiece>();
        Add(pieces, whole, 0);
        return pieces;
    }

    /// <summary>Gets the first operand of a text.</summary>
    public static ExpressionSyntax Start(ExpressionSyntax whole) => whole switch
    {
        BinaryExpressionSyntax sum => Start(sum.Left),
        ParenthesizedExpressionSyntax parenthesized => Start(parenthesized.Expression),
        _ => whole,
    };

    private static void Add(List<TextPiece> pieces, ExpressionSyntax part, int depth)
    {
        // Concatenations of hundreds of texts are nested as deeply, and none of them is a request.
        if (depth > 200)
        {
            return;
        }

        switch (part)
        {
            case LiteralExpressionSyntax literal when literal.Token.Value is string text:
                pieces.Add(new TextPiece(text, literal));
                break;
            case ParenthesizedExpressionSyntax parenthesized:
                Add(pieces, parenthesized.Expression, depth + 1);
                break;
            case BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression):
                Add(pieces, sum.Left, depth + 1);
                Add(pieces, sum.Right, depth + 1);
                break;
            case ConditionalExpressionSyntax choice when HasText(choice.WhenTrue) || HasText(choice.WhenFalse):
                Add(pieces, choice.WhenTrue, depth + 1);
                Add(pieces, choice.WhenFalse, depth + 1);
                break;
            case InterpolatedStringExpressionSyntax interpolated:
                foreach (var content in interpolated.Contents)
                {
                    if (content is InterpolatedStringTextSyntax words)
                    {
                        pieces.Add(new TextPiece(words.TextToken.ValueText, interpolated));
                    }
                    else if (content is InterpolationSyntax hole)
                    {
                        Add(pieces, hole.Expression, depth + 1);
                    }
                }

                break;
            default:
                pieces.Add(new TextPiece(null, part));
                break;
        }
    }

    private static bool HasText(ExpressionSyntax part) => part switch
    {
        LiteralExpressionSyntax { Token.Value: string text } => text.IndexOf('=') >= 0,
        InterpolatedStringExpressionSyntax => true,
        BinaryExpressionSyntax sum => HasText(sum.Left) || HasText(sum.Right),
        ParenthesizedExpressionSyntax parenthesized => HasText(parenthesized.Expression),
        _ => false,
    };
}
