using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.States;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>Recognizes a state that consists of random values and constants only, so that nothing is lost if it is replaced.</summary>
internal static class RandomValue
{
    /// <summary>The maximum depth of methods examined that create a value.</summary>
    private const int MaxMakers = 2;

    /// <summary>Returns true if a value is such a state.</summary>
    /// <param name="value">The value.</param>
    /// <param name="model">The semantic model.</param>
    public static bool Is(ExpressionSyntax value, SemanticModel model) => Is(value, model, isInMaker: false, MaxMakers);

    private static bool Is(ExpressionSyntax value, SemanticModel model, bool isInMaker, int depth)
    {
        // A state in the request can be anything, so only the fallback matters: state ?? Guid.NewGuid().ToString().
        if (value is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Left: IdentifierNameSyntax { Identifier.ValueText: var given } left } either
            && StateNames.IsStateName(given)
            && model.GetSymbolInfo(left).Symbol is IParameterSymbol)
        {
            return Is(either.Right, model, isInMaker, depth);
        }

        if (depth > 0 && value is InvocationExpressionSyntax call && !RequestNames.IsRandom(call.Expression.ToString()) && IsMaker(call, model, depth))
        {
            return true;
        }

        var names = value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().ToList();
        return (RequestNames.IsRandom(value.ToString()) || names.Exists(IsBytes) || (isInMaker && names.Exists(name => IsRandomText(name, model, depth))))
            && names.TrueForAll(name => model.GetSymbolInfo(name).Symbol switch
        {
            ILocalSymbol { Type.SpecialType: SpecialType.System_String } text => isInMaker && (text.IsConst || IsRandomText(name, model, depth)),
            ILocalSymbol { Type: IArrayTypeSymbol or INamedTypeSymbol { Name: "Span" } } => IsBytes(name),
            ILocalSymbol { Type.SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 } number =>
                isInMaker || number.IsConst || (StateTracer.MakerOf(name) is { } made && RequestNames.IsRandom(made.ToString())),
            IParameterSymbol parameter => isInMaker || IsOfLambdaIn(value, parameter),
            IFieldSymbol { IsConst: false, IsStatic: false } field => isInMaker && RequestNames.IsRandom(field.Type.Name),
            IPropertySymbol { IsStatic: false, Name: not "Length" } => false,
            _ => true,
        });
    }

    /// <summary>
    /// Recognizes a method of the project that creates a random value and does nothing else, not even store it: it takes constants, and all its
    /// statements contribute to the value.
    /// </summary>
    private static bool IsMaker(InvocationExpressionSyntax call, SemanticModel model, int depth)
    {
        if (model.GetSymbolInfo(call).Symbol is not IMethodSymbol called
            || Implemented(called, model.Compilation) is not { IsAbstract: false, IsVirtual: false, IsOverride: false } method
            || !call.ArgumentList.Arguments.All(static argument => argument.Expression is LiteralExpressionSyntax)
            || SourceMethods.Declaration(method) is not { } declaration
            || !model.Compilation.ContainsSyntaxTree(declaration.SyntaxTree))
        {
            return false;
        }

        var returned = declaration.DescendantNodes().Select(node => node switch
        {
            ReturnStatementSyntax { Expression: { } result } => result,
            ArrowExpressionClauseSyntax arrow when arrow.Parent == declaration => arrow.Expression,
            _ => null,
        }).OfType<ExpressionSyntax>().ToList();
        return returned is [var only]
            && declaration.DescendantNodes().OfType<StatementSyntax>().All(LeadsToValue)
            && Is(only, model.Compilation.GetSemanticModel(declaration.SyntaxTree), isInMaker: true, depth - 1);
    }

    /// <summary>Gets the only implementation of an interface's method.</summary>
    private static IMethodSymbol? Implemented(IMethodSymbol method, Compilation compilation) =>
        method.ContainingType.TypeKind != TypeKind.Interface ? method
        : method.ContainingType.DeclaringSyntaxReferences.IsEmpty ? null
        : SourceMethods.OnlyImplementationOf(method, compilation);

    private static bool LeadsToValue(StatementSyntax statement) => statement switch
    {
        BlockSyntax or LocalDeclarationStatementSyntax or UsingStatementSyntax or ReturnStatementSyntax => true,
        ExpressionStatementSyntax { Expression: InvocationExpressionSyntax fill } => fill.ArgumentList.Arguments.Any(argument =>
            argument.Expression is IdentifierNameSyntax bytes && RandomBytes.FillOf(bytes) == fill),
        _ => false,
    };

    /// <summary>Recognizes a variable of such a method that is set to a random value.</summary>
    private static bool IsRandomText(IdentifierNameSyntax name, SemanticModel model, int depth) =>
        model.GetSymbolInfo(name).Symbol is ILocalSymbol { Type.SpecialType: SpecialType.System_String }
        && StateTracer.ValuesSetTo(Functions.Around(name), name).ToList() is [var made]
        && !made.Contains(name)
        && Is(made, model, isInMaker: true, depth - 1);

    /// <summary>Recognizes a parameter of a lambda inside the value: <c>Select(_ => chars[random.Next(chars.Length)])</c>.</summary>
    private static bool IsOfLambdaIn(ExpressionSyntax value, IParameterSymbol parameter) =>
        parameter.DeclaringSyntaxReferences is [var reference] && reference.SyntaxTree == value.SyntaxTree && value.Span.Contains(reference.Span);

    /// <summary>Recognizes a variable that is created empty and filled randomly, or by a call that does both, and not modified otherwise.</summary>
    private static bool IsBytes(IdentifierNameSyntax name)
    {
        var function = Functions.Around(name);
        var fill = RandomBytes.FillOf(name);
        return StateTracer.ValuesSetTo(function, name).ToList() is [var made]
            && (fill is null
                ? RequestNames.IsRandom(made.ToString())
                    && !made.DescendantNodes().OfType<ArgumentSyntax>().Any(static argument => argument.Expression is not LiteralExpressionSyntax)
                : made is ArrayCreationExpressionSyntax { Initializer: null } or StackAllocArrayCreationExpressionSyntax { Initializer: null })
            && Functions.TokensWith(function, name.Identifier.ValueText).All(
                token => token.Parent is not IdentifierNameSyntax { Parent: ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax } });
    }
}
