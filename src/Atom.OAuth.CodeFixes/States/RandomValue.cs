using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.States;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>A state made of random values and constants only: nothing of the function goes in, so that nothing is lost with it.</summary>
internal static class RandomValue
{
    /// <summary>Whether a value is such a state.</summary>
    /// <param name="value">The value.</param>
    /// <param name="model">Its meaning.</param>
    public static bool Is(ExpressionSyntax value, SemanticModel model)
    {
        // What the request brings for a state is whatever its sender likes: state ?? Guid.NewGuid().ToString().
        if (value is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Left: IdentifierNameSyntax { Identifier.ValueText: var given } left } either
            && StateNames.IsStateName(given)
            && model.GetSymbolInfo(left).Symbol is IParameterSymbol)
        {
            return Is(either.Right, model);
        }

        var names = value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().ToList();
        return (RequestNames.IsRandom(value.ToString()) || names.Exists(IsBytes))
            && names.TrueForAll(name => model.GetSymbolInfo(name).Symbol switch
        {
            ILocalSymbol { Type.SpecialType: SpecialType.System_String } or IParameterSymbol => false,
            ILocalSymbol { Type: IArrayTypeSymbol or INamedTypeSymbol { Name: "Span" } } => IsBytes(name),
            IFieldSymbol { IsConst: false, IsStatic: false } or IPropertySymbol { IsStatic: false } => false,
            _ => true,
        });
    }

    /// <summary>A variable that is made empty and filled at random, or made by a call that does both; nothing else is written to it.</summary>
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
