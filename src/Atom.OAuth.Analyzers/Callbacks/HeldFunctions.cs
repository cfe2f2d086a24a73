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
        HolderOf(call.Expression) is { } holder && ScopeOf(holder, call) is { } scope
            ? In(holder, scope, isLookedUp: false).Distinct()
            : Enumerable.Empty<ExpressionSyntax>();

    /// <summary>
    /// Gets the code that may set the holder: its function for a variable, the outermost type for a member, the file for top-level statements. A
    /// parameter is set by callers, which are not followed.
    /// </summary>
    private static SyntaxNode? ScopeOf(string holder, InvocationExpressionSyntax call)
    {
        var member = Members.Around(call);
        if (call.Ancestors().Any(function => CallbackCandidate.ParametersOf(function).Any(parameter => parameter.Identifier.ValueText == holder)))
        {
            return null;
        }

        return member is not null && member.TokensNamed(holder).Any(static token =>
            token.Parent is VariableDeclaratorSyntax { Parent.Parent: not BaseFieldDeclarationSyntax } or SingleVariableDesignationSyntax)
            ? member
            : call.Ancestors().OfType<TypeDeclarationSyntax>().LastOrDefault() ?? (SyntaxNode?)call.FirstAncestorOrSelf<CompilationUnitSyntax>();
    }

    private static string? HolderOf(ExpressionSyntax called) => called switch
    {
        ElementAccessExpressionSyntax entry => HolderOf(entry.Expression),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Invoke", Expression: var held } => HolderOf(held),
        _ => Callers.NameOf(called)?.Identifier.ValueText,
    };

    private static IEnumerable<ExpressionSyntax> In(string holder, SyntaxNode scope, bool isLookedUp)
    {
        foreach (var token in scope.TokensNamed(holder))
        {
            if (!isLookedUp && token.Parent is SingleVariableDesignationSyntax { Parent.Parent.Parent.Parent: InvocationExpressionSyntax lookup }
                && lookup.CalledName() == Lookup && lookup.Receiver() is { } entries && HolderOf(entries) is { } dictionary)
            {
                foreach (var function in ScopeOf(dictionary, lookup) is { } set ? In(dictionary, set, isLookedUp: true) : Enumerable.Empty<ExpressionSyntax>())
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
        IdentifierNameSyntax { Parent: ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax set } entry } when set.Left == entry => set.Right,
        _ => null,
    };

    private static IEnumerable<ExpressionSyntax> FunctionsIn(ExpressionSyntax value) =>
        value.DescendantNodesAndSelf(static node => node is not AnonymousFunctionExpressionSyntax).OfType<ExpressionSyntax>().Where(part => part switch
        {
            AnonymousFunctionExpressionSyntax => true,
            IdentifierNameSyntax or MemberAccessExpressionSyntax => part == value || part.Parent switch
            {
                AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } entry => entry.Right == part,
                InitializerExpressionSyntax or SwitchExpressionArmSyntax => true,
                ConditionalExpressionSyntax choice => choice.Condition != part,
                _ => false,
            },
            _ => false,
        });
}
