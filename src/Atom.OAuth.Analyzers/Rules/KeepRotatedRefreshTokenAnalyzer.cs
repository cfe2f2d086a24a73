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
        "Keep the refresh token when refreshing",
        "{0}: {1}",
        DiagnosticSeverity.Warning,
        "The response to a refresh may contain a new refresh token, and the old one stops working; if it contains none, the old one stays valid. "
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
                "The refresh token in this response is dropped",
                "a provider that rotates it rejects the old one from now on; keep the new one if the response has one"),
            RotationLoss.OldKept => (
                "The old refresh token is used instead of the one in the response",
                "a provider that rotates it rejects the old one from now on; keep the old one only if the response has none"),
            _ => ("The stored refresh token is overwritten even if the response has none", "keep the stored one in that case"),
        };
        return RuleReports.Create(
            Rule,
            finding.Place.GetLocation(),
            new[] { finding.Refresh, finding.Inner }.OfType<SyntaxNode>().Select(static node => node.GetLocation()),
            properties: null,
            what,
            instead);
    }
}
