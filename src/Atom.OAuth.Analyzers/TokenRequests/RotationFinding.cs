using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>What becomes of a rotated refresh token.</summary>
internal enum RotationLoss
{
    /// <summary>Only the access token is taken from the answer.</summary>
    Dropped,

    /// <summary>The old one is written over the answer's, or stands in its place.</summary>
    OldKept,

    /// <summary>The stored one is overwritten, also where the answer has none.</summary>
    Overwritten,
}

/// <summary>A place where a refresh loses a refresh token.</summary>
/// <param name="Place">The code to report.</param>
/// <param name="Loss">How it is lost.</param>
internal sealed record RotationFinding(SyntaxNode Place, RotationLoss Loss)
{
    /// <summary>The call that the answer comes from.</summary>
    public SyntaxNode? Refresh { get; init; }

    /// <summary>The whole answer is stored.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The assignment that can keep the stored one; null where there is none.</summary>
    public AssignmentExpressionSyntax? Assignment { get; init; }
}
