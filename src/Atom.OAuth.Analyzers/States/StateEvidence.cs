using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Atom.OAuth.Analyzers.States;

/// <summary>
/// Says what makes a value the state of OAuth: the parameters of the authorization request beside it, or those of the callback that takes it.
/// Only a report asks.
/// </summary>
internal static class StateEvidence
{
    public static IReadOnlyList<ReportEvidence> Of(StateFinding finding) =>
        (finding.Problem == StateProblem.TakenApart ? OfCallback(finding) : OfRequest(finding)).ToList();

    private static IEnumerable<ReportEvidence> OfRequest(StateFinding finding) => RequestNames.RequestKeys
        .Select(key => (Key: key, Token: finding.Function.TokensWith(key).FirstOrDefault(static token => token.IsText() || token.IsKind(SyntaxKind.IdentifierToken))))
        .Where(static found => !found.Token.IsKind(SyntaxKind.None))
        .GroupBy(static found => found.Token, static found => found.Key)
        .Select(static found => new ReportEvidence(found.Key.GetLocation(), $"authorization request: {string.Join(", ", found)}"));

    private static IEnumerable<ReportEvidence> OfCallback(StateFinding finding) => CallbackCandidate.ParametersOf(finding.Function)
        .Select(static parameter => parameter.Identifier)
        .Where(static name => StateNames.IsPlainStateName(name.ValueText) || name.ValueText is "code")
        .Select(static name => new ReportEvidence(name.GetLocation(), $"callback takes: {name.ValueText}"));
}
