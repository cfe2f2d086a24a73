using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Errors;

/// <summary>
/// Recognizes reads of an error code after a failed request, inside a <c>try</c> whose <c>catch</c> handles all exceptions and continues: if the
/// response is a page without a code, the failure is still reported.
/// </summary>
internal static class OptionalErrorCodes
{
    /// <summary>Types that catch all exceptions of a library.</summary>
    private static readonly string[] Everything = { "Exception", "System.Exception" };

    public static bool AreReadAt(SyntaxNode read)
    {
        for (var (child, parent) = (read, read.Parent); parent is not null && !IsFunction(parent); child = parent, parent = parent.Parent)
        {
            if (parent is TryStatementSyntax attempt && attempt.Block == child && attempt.Catches.Any(GoesOn) && FailureTests.Surround(attempt))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsFunction(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax;

    private static bool GoesOn(CatchClauseSyntax handler) =>
        handler.Filter is null
        && (handler.Declaration is null || Array.IndexOf(Everything, handler.Declaration.Type.ToString()) >= 0)
        && !handler.Block.DescendantNodes().Any(static node => node is ThrowStatementSyntax or ThrowExpressionSyntax);
}
