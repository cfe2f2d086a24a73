using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// The functions that a delegate may hold when it is called: <c>exchangers[provider](code)</c>, <c>var exchange = provider switch { … };</c>. They are
/// found where the type sets the variable, member or dictionary.
/// </summary>
internal static class HeldFunctions
{
    /// <summary>A dictionary's call that returns a delegate in a variable.</summary>
    private const string Lookup = "TryGetValue";

    /// <summary>Gets the lambdas, and the names of methods.</summary>
    public static IEnumerable<ExpressionSyntax> Of(InvocationExpressionSyntax call) =>
        HolderOf(call.Expression) is { } holder && call.Ancestors().OfType<TypeDeclarationSyntax>().LastOrDefault() is { } type
            ? In(holder, type, isLookedUp: false).Distinct()
            : Enumerable.Empty<ExpressionSyntax>();

    private static string? HolderOf(ExpressionSyntax called) => called switch
    {
        ElementAccessExpressionSyntax entry => HolderOf(entry.Expression),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Invoke", Expression: var held } => HolderOf(held),
        _ => Callers.NameOf(called)?.Identifier.ValueText,
    };

    private static IEnumerable<ExpressionSyntax> In(string holder, TypeDeclarationSyntax type, bool isLookedUp)
    {
        foreach (var token in type.TokensNamed(holder))
        {
            if (!isLookedUp && token.Parent is SingleVariableDesignationSyntax { Parent.Parent.Parent.Parent: InvocationExpressionSyntax lookup }
                && lookup.CalledName() == Lookup && lookup.Receiver() is { } entries && HolderOf(entries) is { } dictionary)
            {
                foreach (var function in In(dictionary, type, isLookedUp: true))
                {
                    yield return function;
                }
            }

            foreach (var function in ValueSetTo(token) is { } value ? FunctionsIn(value) : Enumerable.Empty<ExpressionSyntax>())
            {
                yield return function;
            }
        }
    }

    private static ExpressionSyntax? ValueSetTo(SyntaxToken name) => name.Parent switch
    {
        VariableDeclaratorSyntax { Initializer.Value: var value } => value,
        PropertyDeclarationSyntax property => property.Initializer?.Value ?? property.ExpressionBody?.Expression,
        IdentifierNameSyntax { Parent: AssignmentExpressionSyntax set } own when set.Left == own => set.Right,
        _ => null,
    };

    private static IEnumerable<ExpressionSyntax> FunctionsIn(ExpressionSyntax value) =>
        value.DescendantNodesAndSelf(static node => node is not AnonymousFunctionExpressionSyntax).OfType<ExpressionSyntax>().Where(static part => part switch
        {
            AnonymousFunctionExpressionSyntax => true,
            IdentifierNameSyntax or MemberAccessExpressionSyntax => part.Parent switch
            {
                AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } entry => entry.Right == part,
                InitializerExpressionSyntax or SwitchExpressionArmSyntax => true,
                ConditionalExpressionSyntax choice => choice.Condition != part,
                _ => false,
            },
            _ => false,
        });
}
