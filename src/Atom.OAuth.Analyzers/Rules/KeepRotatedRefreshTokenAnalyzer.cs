using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.TokenRequests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers.Rules;

/// <summary>
/// ATOM009: a refresh drops the refresh token in the response, or overwrites the stored one with none.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class KeepRotatedRefreshTokenAnalyzer : FileRuleAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptors.Create(
        RuleIds.KeepRotatedRefreshToken,
        "Keep the refresh token of a refresh",
        "{0}: {1}",
        DiagnosticSeverity.Warning,
        "A refresh may be answered with a new refresh token, and the old one stops working then; it may also be answered with none, and the old one stays. "
        + "Code that keeps the wrong one loses the connection at the next refresh.",
        RuleTags.Reliability);

    /// <summary>Creates the analyzer.</summary>
    public KeepRotatedRefreshTokenAnalyzer()
        : base(Rule)
    {
    }

    private protected override bool MayHaveAny(SyntaxNode root) => RotationAnalysis.MayHaveAny(root);

    private protected override IEnumerable<Diagnostic> Find(SemanticModel model, OAuthOptions options, CancellationToken cancellationToken) =>
        RotationAnalysis.Find(model, options.FollowsProjectReferences).Select(Report);

    private static Diagnostic Report(RotationFinding finding)
    {
        var (what, instead) = finding.Loss switch
        {
            RotationLoss.Dropped => (
                "The refresh token of this answer is dropped",
                "a provider that rotates it refuses the old one from now on; keep the new one where the answer has one"),
            RotationLoss.OldKept => (
                "The old refresh token takes the place of the answer's",
                "a provider that rotates it refuses the old one from now on; keep the old one only where the answer has none"),
            _ => ("The stored refresh token is overwritten also where the answer has none", "keep the stored one then"),
        };
        return RuleReports.Create(
            Rule,
            finding.Place.GetLocation(),
            finding.Refresh is { } refresh ? new[] { refresh.GetLocation() } : null,
            properties: null,
            what,
            instead);
    }
}
