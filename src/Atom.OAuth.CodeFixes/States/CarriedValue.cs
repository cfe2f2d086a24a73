using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.States;
using Atom.OAuth.Analyzers.Text;
using Atom.OAuth.CodeFixes.Injection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>
/// Determines what a state that is created by hand contains. A protected one contains the user who started the flow, and one text of the
/// application if both ends of the flow use it as such; all else would be lost.
/// </summary>
internal sealed class CarriedValue
{
    /// <summary>The maximum number of variables through which a value is followed.</summary>
    private const int MaxVariables = 6;

    private readonly SemanticModel _model;
    private readonly ExpressionSyntax _whole;

    /// <summary>The results for variables so far; false while one is being examined.</summary>
    private readonly Dictionary<ISymbol, bool> _variables = new(SymbolEqualityComparer.Default);

    /// <summary>Whether the callback gets the state as it was: then it may contain the application's values, and words that others know.</summary>
    private readonly bool _staysWhole;

    private CarriedValue(ExpressionSyntax whole, SemanticModel model, bool staysWhole = false)
    {
        _whole = whole;
        _model = model;
        _staysWhole = staysWhole;
    }

    /// <summary>Whether it contains a value of the application.</summary>
    private bool HasData { get; set; }

    /// <summary>Whether it contains the user or the tenant.</summary>
    private bool HasOwner { get; set; }

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
        new CarriedValue(value, model).IsKnown(value, MaxVariables);

    /// <summary>
    /// Determines whether the state contains values of the application, and nothing that a protected state contains in another form, such as a
    /// return URL. Apart from them it may contain user and tenant, random values and the time.
    /// </summary>
    /// <param name="value">The state.</param>
    /// <param name="model">The semantic model.</param>
    /// <returns>Whether it contains user or tenant as well; null if it contains no such value, or anything else.</returns>
    public static bool? DataWithOwner(ExpressionSyntax value, SemanticModel model) =>
        new CarriedValue(value, model, staysWhole: true) is var carried && carried.IsKnown(value, MaxVariables) && carried.HasData ? carried.HasOwner : null;

    private bool IsKnown(ExpressionSyntax value, int depth)
    {
        if (depth == 0)
        {
            return false;
        }

        if (RandomValue.Is(value, _model))
        {
            return true;
        }

        if (ScopeValues.IsOwner(value))
        {
            HasOwner = true;
            return true;
        }

        // A variable with such a name may hold a random value.
        if (_staysWhole && DataValue.Is(value, _model) && !(StateTracer.MakerOf(value) is { } maker && RandomValue.Is(maker, _model)))
        {
            HasData = true;
            return true;
        }

        return value switch
        {
            LiteralExpressionSyntax literal => _staysWhole || !IsMark(literal) || !IsLookedFor(literal.Token.ValueText),
            ParenthesizedExpressionSyntax inner => IsKnown(inner.Expression, depth),
            CastExpressionSyntax cast => IsKnown(cast.Expression, depth),
            PostfixUnaryExpressionSyntax sure => IsKnown(sure.Operand, depth),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression or (int)SyntaxKind.CoalesceExpression } both =>
                IsKnown(both.Left, depth) && IsKnown(both.Right, depth),
            InterpolatedStringExpressionSyntax text => text.Contents.All(part => part switch
            {
                InterpolationSyntax hole => IsKnown(hole.Expression, depth),
                InterpolatedStringTextSyntax words => _staysWhole || !IsLookedFor(words.TextToken.ValueText),
                _ => false,
            }),
            AnonymousObjectCreationExpressionSyntax made => made.Initializers.All(member => IsKnown(member.Expression, depth)),
            BaseObjectCreationExpressionSyntax made => IsKnown(made.ArgumentList, depth) && AreKnown(made.Initializer, depth),
            InvocationExpressionSyntax call => IsConversion(call, depth) && IsKnown(call.ArgumentList, depth),
            ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { ArgumentList: var arguments } } access =>
                IsKnown(access.Expression, depth) && IsKnown(arguments, depth),
            MemberAccessExpressionSyntax access => IsOfFramework(access) || IsKnown(access.Expression, depth),
            IdentifierNameSyntax name => IsVariable(name, depth),
            _ => false,
        };
    }

    private bool IsKnown(BaseArgumentListSyntax? arguments, int depth) =>
        arguments is null || arguments.Arguments.All(argument => IsKnown(argument.Expression, depth));

    private bool AreKnown(InitializerExpressionSyntax? initializer, int depth) =>
        initializer is null || initializer.Expressions.All(element => element switch
        {
            AssignmentExpressionSyntax set => IsKnown(set.Right, depth),
            InitializerExpressionSyntax pair => AreKnown(pair, depth),
            _ => IsKnown(element, depth),
        });

    /// <summary>
    /// Recognizes a library call that returns its input in another form; an object of the application could store it instead.
    /// </summary>
    private bool IsConversion(InvocationExpressionSyntax call, int depth) =>
        _model.GetSymbolInfo(call).Symbol is IMethodSymbol { DeclaringSyntaxReferences.IsEmpty: true } method
        && (call.Expression is not MemberAccessExpressionSyntax access
            || method.IsStatic && method.ReducedFrom is null
            || IsKnown(access.Expression, depth));

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

        if (!_variables.TryGetValue(variable, out var isKnown))
        {
            _variables[variable] = false;
            isKnown = StateTracer.MakerOf(name) is { } made && IsKnown(made, depth - 1);
            _variables[variable] = isKnown;
        }

        return isKnown;
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
