using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Editing;

/// <summary>Determines whether a variable may have another value than the one it was declared with.</summary>
internal static class ChangedVariable
{
    /// <summary>Returns true if code assigns the variable, also in a tuple, or passes it by reference.</summary>
    /// <param name="code">The code.</param>
    /// <param name="variable">The variable's name.</param>
    public static bool IsIn(SyntaxNode code, string variable) =>
        code.TokensNamed(variable).Select(static token => token.Parent).OfType<IdentifierNameSyntax>().Any(static name => name.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == name,
            ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } tuple } => assignment.Left == tuple,
            ArgumentSyntax argument => argument.RefOrOutKeyword.Kind() is SyntaxKind.RefKeyword or SyntaxKind.OutKeyword,
            RefExpressionSyntax => true,
            _ => false,
        });
}
