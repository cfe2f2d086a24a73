using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>How a rotated refresh token is lost.</summary>
internal enum RotationLoss
{
    /// <summary>Only the access token is taken from the response.</summary>
    Dropped,

    /// <summary>The old one overwrites that of the response, or is used in its place.</summary>
    OldKept,

    /// <summary>The stored one is overwritten, even if the response has none.</summary>
    Overwritten,
}

/// <summary>A place where a refresh loses a refresh token.</summary>
/// <param name="Place">The code to report.</param>
/// <param name="Loss">How it is lost.</param>
internal sealed record RotationFinding(SyntaxNode Place, RotationLoss Loss)
{
    /// <summary>The call that the response comes from.</summary>
    public SyntaxNode? Refresh { get; init; }

    /// <summary>The code elsewhere that overwrites the stored token; null if the place does.</summary>
    public SyntaxNode? Inner { get; init; }

    /// <summary>The whole response is stored.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The assignment that can be changed to keep the stored one; null if there is none.</summary>
    public AssignmentExpressionSyntax? Assignment { get; init; }
}
