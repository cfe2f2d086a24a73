using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.Responses;
using Atom.OAuth.Analyzers.TokenRequests;
using Atom.OAuth.CodeFixes.Fixing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.TokenRequests;

/// <summary>A diagnostic of ATOM009 on an assignment, with the data that its fix needs.</summary>
internal sealed class StoredTokenSite : FixSite
{
    private StoredTokenSite(SemanticModel model, OAuthSymbols symbols, OAuthOptions options, AssignmentExpressionSyntax assignment)
        : base(model, symbols, options, assignment) => Assignment = assignment;

    /// <summary>The assignment that overwrites the stored token.</summary>
    public AssignmentExpressionSyntax Assignment { get; }

    /// <summary>Repeats the analysis; null if the diagnostic no longer applies, or concerns something else.</summary>
    public static StoredTokenSite? Find(SemanticModel model, OAuthOptions options, TextSpan span) =>
        OAuthSymbols.TryCreate(model.Compilation) is { } symbols
        && RotationAnalysis.Find(model, followReferences: true).FirstOrDefault(finding => finding.Place.Span == span)?.Assignment is { } assignment
            ? new StoredTokenSite(model, symbols, options, assignment)
            : null;

    /// <summary>Counts the diagnostics in a part of the file.</summary>
    public static int Count(SemanticModel model, OAuthOptions options, TextSpan span) =>
        RotationAnalysis.Find(model, followReferences: true).Count(finding => span.Contains(finding.Place.Span));
}

/// <summary>Keeps the stored refresh token if the response has none: <c>x.RefreshToken = answer.RefreshToken ?? x.RefreshToken</c>.</summary>
internal static class StoredTokenFix
{
    public static RuleFix Keep { get; } = RuleFix.Of(
        "Keep the stored refresh token where the answer has none",
        "Keep stored refresh tokens everywhere",
        "ATOM009.Keep",
        StoredTokenSite.Find,
        StoredTokenSite.Count,
        Candidates);

    private static IEnumerable<IReadOnlyList<TextChange>> Candidates(StoredTokenSite site)
    {
        var (stored, value) = (site.Assignment.Left, site.Assignment.Right);
        var fallback = value is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } choice ? choice : null;
        if (!CanBeReadAgain(stored) || !MayBeNull(fallback?.Left ?? value, site.Model))
        {
            yield break;
        }

        yield return new[]
        {
            fallback is not null
                ? new TextChange(fallback.Right.Span, stored.ToString())
                : new TextChange(new TextSpan(value.Span.End, 0), $" ?? {stored}"),
        };
    }

    /// <summary>Returns false for a value that is never null, such as one that defaults to an empty string: <c>??</c> would have no effect.</summary>
    private static bool MayBeNull(ExpressionSyntax value, SemanticModel model) =>
        model.GetTypeInfo(value) is { Type: { IsReferenceType: true } or { TypeKind: TypeKind.Dynamic } } info
            && info.Nullability.FlowState != NullableFlowState.NotNull;

    private static bool CanBeReadAgain(ExpressionSyntax stored) => stored switch
    {
        IdentifierNameSyntax or ThisExpressionSyntax => true,
        MemberAccessExpressionSyntax access => CanBeReadAgain(access.Expression),
        _ => false,
    };
}
