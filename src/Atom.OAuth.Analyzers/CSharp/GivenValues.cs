using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>Values that variables and members get after their declaration, by syntax alone.</summary>
internal static class GivenValues
{
    /// <summary>
    /// Gets what sets a variable or member at a use of its name: the assigned value, or the call to which it is passed by reference. Null if nothing
    /// sets it.
    /// </summary>
    public static SyntaxNode? To(SimpleNameSyntax name)
    {
        var target = name.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax && Callers.NameOf(name.Parent) == name
            ? name.Parent
            : name;
        return target.Parent switch
        {
            AssignmentExpressionSyntax assignment when assignment.Left == target => assignment.Right,
            ArgumentSyntax { RefKindKeyword.RawKind: not 0, Parent.Parent: { } call } => call,
            ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } tuple } when assignment.Left == tuple =>
                assignment.Right,
            _ => null,
        };
    }

    /// <summary>Gets the variable set by a declaration or assignment: <c>var code = …</c>, <c>code = …</c>. Null for any other node.</summary>
    public static string? VariableSetBy(SyntaxNode? node) => node switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => variable.Identifier.ValueText,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax variable } => variable.Identifier.ValueText,
        _ => null,
    };

    /// <summary>Returns true if anything with the name is set in the code.</summary>
    public static bool AreIn(SyntaxNode code, string name) =>
        code.TokensNamed(name).Any(static token => token.Parent is SimpleNameSyntax used && To(used) is not null);
}
