using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.States;
using Atom.OAuth.Analyzers.Text;
using Atom.OAuth.CodeFixes.Injection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>
/// Determines what a state that is created by hand contains. A protected one contains the user who started the flow; all else would be lost.
/// </summary>
internal sealed class CarriedValue
{
    /// <summary>The maximum number of variables through which a value is followed.</summary>
    private const int MaxVariables = 6;

    private readonly SemanticModel _model;
    private readonly ExpressionSyntax _whole;

    /// <summary>The results for variables so far; false while one is being examined.</summary>
    private readonly Dictionary<ISymbol, bool> _variables = new(SymbolEqualityComparer.Default);

    private CarriedValue(ExpressionSyntax whole, SemanticModel model)
    {
        _whole = whole;
        _model = model;
    }

    /// <summary>Returns true if the state contains nothing: there is none, or it is random, or a constant that is not used elsewhere.</summary>
    public static bool IsNothing(StateTarget target, SemanticModel model) => target.Made switch
    {
        null => true,
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression or (int)SyntaxKind.DefaultLiteralExpression } => true,
        _ when target.Constant is { } constant => constant.Length == 0 || !ConstantInText.IsUsedElsewhere(target, model.Compilation),
        var made => RandomValue.Is(made, model),
    };

    /// <summary>Returns true if the state contains no more than user and tenant, apart from random values and the time.</summary>
    /// <param name="value">The state.</param>
    /// <param name="model">The semantic model.</param>
    public static bool IsOwner(ExpressionSyntax value, SemanticModel model) =>
        new CarriedValue(value, model).IsOwner(value, MaxVariables);

    private bool IsOwner(ExpressionSyntax value, int depth)
    {
        if (depth == 0)
        {
            return false;
        }

        if (ScopeValues.IsOwner(value) || RandomValue.Is(value, _model))
        {
            return true;
        }

        return value switch
        {
            LiteralExpressionSyntax literal => !IsMark(literal) || !IsLookedFor(literal.Token.ValueText),
            ParenthesizedExpressionSyntax inner => IsOwner(inner.Expression, depth),
            CastExpressionSyntax cast => IsOwner(cast.Expression, depth),
            PostfixUnaryExpressionSyntax sure => IsOwner(sure.Operand, depth),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.CoalesceExpression } both =>
                IsOwner(both.Left, depth) && IsOwner(both.Right, depth),
            InterpolatedStringExpressionSyntax text => text.Contents.All(part => part switch
            {
                InterpolationSyntax hole => IsOwner(hole.Expression, depth),
                InterpolatedStringTextSyntax words => !IsLookedFor(words.TextToken.ValueText),
                _ => false,
            }),
            AnonymousObjectCreationExpressionSyntax made => made.Initializers.All(member => IsOwner(member.Expression, depth)),
            BaseObjectCreationExpressionSyntax made => IsOwner(made.ArgumentList, depth) && AreOwner(made.Initializer, depth),
            InvocationExpressionSyntax call => IsConversion(call, depth) && IsOwner(call.ArgumentList, depth),
            ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { ArgumentList: var arguments } } access =>
                IsOwner(access.Expression, depth) && IsOwner(arguments, depth),
            MemberAccessExpressionSyntax access => IsOfFramework(access) || IsOwner(access.Expression, depth),
            IdentifierNameSyntax name => IsVariable(name, depth),
            _ => false,
        };
    }

    private bool IsOwner(BaseArgumentListSyntax? arguments, int depth) =>
        arguments is null || arguments.Arguments.All(argument => IsOwner(argument.Expression, depth));

    private bool AreOwner(InitializerExpressionSyntax? initializer, int depth) =>
        initializer is null || initializer.Expressions.All(element => element switch
        {
            AssignmentExpressionSyntax set => IsOwner(set.Right, depth),
            InitializerExpressionSyntax pair => AreOwner(pair, depth),
            _ => IsOwner(element, depth),
        });

    /// <summary>
    /// Recognizes a library call that returns its input in another form; an object of the application could store it instead.
    /// </summary>
    private bool IsConversion(InvocationExpressionSyntax call, int depth) =>
        _model.GetSymbolInfo(call).Symbol is IMethodSymbol { DeclaringSyntaxReferences.IsEmpty: true } method
        && (call.Expression is not MemberAccessExpressionSyntax access
            || method.IsStatic && method.ReducedFrom is null
            || IsOwner(access.Expression, depth));

    /// <summary>Recognizes a constant or static member of a library: <c>string.Empty</c>, <c>DateTime.UtcNow</c>, <c>Encoding.UTF8</c>.</summary>
    private bool IsOfFramework(MemberAccessExpressionSyntax access) =>
        _model.GetSymbolInfo(access).Symbol is IFieldSymbol or IPropertySymbol
        && _model.GetSymbolInfo(access).Symbol is { IsStatic: true, DeclaringSyntaxReferences.IsEmpty: true };

    /// <summary>Examines a variable with a single value, once.</summary>
    private bool IsVariable(IdentifierNameSyntax name, int depth)
    {
        if (_model.GetSymbolInfo(name).Symbol is not ILocalSymbol variable)
        {
            return false;
        }

        if (!_variables.TryGetValue(variable, out var isOwner))
        {
            _variables[variable] = false;
            isOwner = StateTracer.MakerOf(name) is { } made && IsOwner(made, depth - 1);
            _variables[variable] = isOwner;
        }

        return isOwner;
    }

    /// <summary>Recognizes text next to the values, but not a format: <c>ToString("N")</c>.</summary>
    private static bool IsMark(LiteralExpressionSyntax literal) =>
        literal.IsKind(SyntaxKind.StringLiteralExpression)
        && !(literal.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } && call.CalledName() == nameof(ToString));

    /// <summary>Returns true if the words of a text also occur elsewhere: a callback may search for them to distinguish flows.</summary>
    private bool IsLookedFor(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && !char.IsLetterOrDigit(text[start]))
        {
            start++;
        }

        while (end > start && !char.IsLetterOrDigit(text[end - 1]))
        {
            end--;
        }

        var words = text.Substring(start, end - start);
        return words.Length > 0 && _model.Compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().TokensWith(words)).Any(token =>
            token.IsKind(SyntaxKind.StringLiteralToken)
            && !(token.SyntaxTree == _whole.SyntaxTree && _whole.Span.Contains(token.Span))
            && token.ValueText.Trim(':', '|', '_', '-', '.', '/', '=', ';', ',', ' ') == words);
    }
}
