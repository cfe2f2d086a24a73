using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>What variables and members get after they were declared, by the text alone.</summary>
internal static class GivenValues
{
    /// <summary>
    /// What a variable or a member gets where its name is used: by an assignment, or by a call that it is handed to by reference. Null where it
    /// gets nothing.
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

    /// <summary>The variable that a declaration or an assignment sets: <c>var code = …</c>, <c>code = …</c>. Null for any other node.</summary>
    public static string? VariableSetBy(SyntaxNode? node) => node switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => variable.Identifier.ValueText,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax variable } => variable.Identifier.ValueText,
        _ => null,
    };

    /// <summary>True where whatever has the name gets a value in the code.</summary>
    public static bool AreIn(SyntaxNode code, string name) =>
        code.TokensNamed(name).Any(static token => token.Parent is SimpleNameSyntax used && To(used) is not null);
}
