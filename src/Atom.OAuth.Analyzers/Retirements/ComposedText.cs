using System.Text;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Retirements;

/// <summary>
/// The text that an expression composes of literals, constants and variables that are set once, with
/// <see cref="Hole"/> for each unknown part, and the literals that the parts come from.
/// </summary>
internal sealed class ComposedText
{
    /// <summary>Represents an unknown part; no URL contains it.</summary>
    public const char Hole = '\uFFFC';

    private const int MaxDepth = 6;

    private readonly SemanticModel _model;
    private readonly CancellationToken _cancellationToken;
    private readonly StringBuilder _text = new();
    private readonly List<(int Start, int Length, SyntaxToken Token, int InToken)> _pieces = new();

    private ComposedText(SemanticModel model, CancellationToken cancellationToken)
    {
        _model = model;
        _cancellationToken = cancellationToken;
    }

    public static ComposedText Of(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken)
    {
        var text = new ComposedText(model, cancellationToken);
        text.Add(expression, MaxDepth);
        return text;
    }

    /// <summary>Gets the outermost expression that composes a text from this part.</summary>
    public static ExpressionSyntax? Outermost(SyntaxNode part)
    {
        var whole = part switch
        {
            ExpressionSyntax expression => expression,
            InterpolatedStringTextSyntax { Parent: ExpressionSyntax interpolated } => interpolated,
            _ => null,
        };
        while (whole is not null)
        {
            var next = whole.Parent switch
            {
                BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => sum,
                ParenthesizedExpressionSyntax parenthesized => parenthesized,
                InterpolationSyntax { Parent: ExpressionSyntax interpolated } => interpolated,
                MemberAccessExpressionSyntax access when access.Name == whole => access,
                ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } when IsFormat(call) => call,
                _ => (ExpressionSyntax?)null,
            };
            if (next is null)
            {
                return whole;
            }

            whole = next;
        }

        return null;
    }

    public override string ToString() => _text.ToString();

    /// <summary>Gets the literal that a position in the text comes from, if it is in the model's file, and the position in its value.</summary>
    public (SyntaxToken Token, int Position)? PieceAt(int position)
    {
        foreach (var (start, length, token, inToken) in _pieces)
        {
            if (position >= start && position < start + length)
            {
                return token.SyntaxTree == _model.SyntaxTree ? (token, inToken + position - start) : null;
            }
        }

        return null;
    }

    private static bool IsFormat(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Format", Expression: var type }
        && type.ToString() is "string" or "String" or "System.String";

    private void Add(ExpressionSyntax expression, int depth)
    {
        if (depth == 0)
        {
            _text.Append(Hole);
            return;
        }

        switch (expression)
        {
            case LiteralExpressionSyntax literal when literal.Token.IsText():
                AddPiece(literal.Token, literal.Token.ValueText, 0);
                break;
            case InterpolatedStringExpressionSyntax interpolated:
                AddContents(interpolated, depth);
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                Add(sum.Left, depth);
                Add(sum.Right, depth - 1);
                break;
            case ParenthesizedExpressionSyntax parenthesized:
                Add(parenthesized.Expression, depth);
                break;
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure:
                Add(sure.Operand, depth);
                break;
            case InvocationExpressionSyntax call when IsFormat(call):
                AddFormat(call.ArgumentList.Arguments, depth);
                break;
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToString" or "TrimEnd" } trimmed }:
                Add(trimmed.Expression, depth - 1);
                break;
            case BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var url }] }:
                Add(url, depth - 1);
                break;
            case IdentifierNameSyntax or MemberAccessExpressionSyntax:
                AddValue(expression, depth);
                break;
            default:
                _text.Append(Hole);
                break;
        }
    }

    private void AddContents(InterpolatedStringExpressionSyntax interpolated, int depth)
    {
        foreach (var content in interpolated.Contents)
        {
            if (content is InterpolatedStringTextSyntax text)
            {
                AddPiece(text.TextToken, text.TextToken.ValueText, 0);
            }
            else if (content is InterpolationSyntax { FormatClause: null, AlignmentClause: null } interpolation)
            {
                Add(interpolation.Expression, depth - 1);
            }
            else
            {
                _text.Append(Hole);
            }
        }
    }

    /// <summary><c>string.Format("https://host/{0}/me", version)</c>.</summary>
    private void AddFormat(SeparatedSyntaxList<ArgumentSyntax> arguments, int depth)
    {
        if (arguments.Count == 0 || arguments[0].Expression is not LiteralExpressionSyntax { Token: var token } || !token.IsText())
        {
            _text.Append(Hole);
            return;
        }

        var format = token.ValueText;
        var start = 0;
        for (var open = format.IndexOf('{'); open >= 0; open = format.IndexOf('{', start))
        {
            AddPiece(token, format.Substring(start, open - start), start);
            var close = format.IndexOf('}', open);
            if (close == open + 2 && format[open + 1] - '0' is var index and >= 0 and < 10 && index + 1 < arguments.Count)
            {
                Add(arguments[index + 1].Expression, depth - 1);
            }
            else
            {
                _text.Append(Hole);
            }

            start = close < 0 ? format.Length : close + 1;
        }

        AddPiece(token, format.Substring(start), start);
    }

    /// <summary>Adds the value of a constant, or of a variable, field or property that is set only in its declaration.</summary>
    private void AddValue(ExpressionSyntax expression, int depth)
    {
        var symbol = _model.GetSymbolInfo(expression, _cancellationToken).Symbol;
        var constant = symbol switch
        {
            IFieldSymbol { HasConstantValue: true, ConstantValue: string value } => value,
            ILocalSymbol { HasConstantValue: true, ConstantValue: string value } => value,
            _ => null,
        };
        if (symbol is IFieldSymbol or ILocalSymbol or IPropertySymbol
            && ValueOf(symbol) is { } declared
            && (constant is not null || !IsSetElsewhere(symbol, declared)))
        {
            if (declared.SyntaxTree == _model.SyntaxTree)
            {
                Add(declared, depth - 1);
                return;
            }

            constant ??= declared is LiteralExpressionSyntax { Token: var token } && token.IsText() ? token.ValueText : null;
        }

        if (constant is null)
        {
            _text.Append(Hole);
        }
        else
        {
            _text.Append(constant);
        }
    }

    private ExpressionSyntax? ValueOf(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.Length == 0 ? null : symbol.DeclaringSyntaxReferences[0].GetSyntax(_cancellationToken) switch
        {
            VariableDeclaratorSyntax { Initializer.Value: var value } => value,
            PropertyDeclarationSyntax { Initializer.Value: var value } => value,
            PropertyDeclarationSyntax { ExpressionBody.Expression: var value } => value,
            _ => null,
        };

    private static bool IsSetElsewhere(ISymbol symbol, SyntaxNode declared) =>
        declared.SyntaxTree.GetRoot().TokensNamed(symbol.Name).Any(static token =>
            token.Parent is IdentifierNameSyntax name
            && (name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : (ExpressionSyntax)name) is var target
            && target.Parent is AssignmentExpressionSyntax assignment
            && assignment.Left == target);

    private void AddPiece(SyntaxToken token, string text, int start)
    {
        _pieces.Add((_text.Length, text.Length, token, start));
        _text.Append(text);
    }
}
