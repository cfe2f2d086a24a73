using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Errors;

/// <summary>
/// Reads that look for the code of an error where a request has failed already, inside a <c>catch</c> of everything that goes on without it:
/// a page leaves the code out, and the failure is told all the same.
/// </summary>
internal static class OptionalErrorCodes
{
    /// <summary>Types that catch whatever a library throws.</summary>
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
