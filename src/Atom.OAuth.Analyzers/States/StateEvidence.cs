using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Atom.OAuth.Analyzers.States;

/// <summary>
/// Explains why a value is an OAuth state: the parameters of the authorization request, or of the callback that receives it.
/// Evaluated only for reports.
/// </summary>
internal static class StateEvidence
{
    /// <summary>The code that a callback receives; a helper that takes only the state has a telling name.</summary>
    private const string CallbackCode = "code";

    public static IReadOnlyList<ReportEvidence> Of(StateFinding finding) =>
        (finding.Problem == StateProblem.TakenApart ? OfCallback(finding) : OfRequest(finding)).ToList();

    private static IEnumerable<ReportEvidence> OfRequest(StateFinding finding) => RequestNames.RequestKeys
        .Select(key => (Key: key, Token: finding.Function
            .TokensWith(key)
            .FirstOrDefault(static token => token.IsText() || token.IsKind(SyntaxKind.IdentifierToken))))
        .Where(static found => !found.Token.IsKind(SyntaxKind.None))
        .GroupBy(static found => found.Token, static found => found.Key)
        .Select(static found => new ReportEvidence(found.Key.GetLocation(), $"authorization request: {string.Join(", ", found)}"));

    /// <summary>Locates the parameters where one of them is parsed, because nothing is wrong with the line that declares them.</summary>
    private static IEnumerable<ReportEvidence> OfCallback(StateFinding finding)
    {
        var names = CallbackCandidate.ParametersOf(finding.Function)
            .Select(static parameter => parameter.Identifier.ValueText)
            .Where(static name => StateNames.IsPlainStateName(name) || name == CallbackCode)
            .ToList();
        if (names.Contains(CallbackCode))
        {
            yield return new ReportEvidence(finding.Site.GetLocation(), $"callback takes: {string.Join(", ", names)}");
        }
    }
}
