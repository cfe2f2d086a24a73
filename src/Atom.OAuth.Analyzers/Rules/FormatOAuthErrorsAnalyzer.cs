using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.Errors;
using Atom.OAuth.Analyzers.Responses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers.Rules;

/// <summary>
/// ATOM004: an OAuth error's message is put together by hand, or a provider's raw answer is shown.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FormatOAuthErrorsAnalyzer : FileRuleAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptors.Create(
        RuleIds.FormatOAuthErrors,
        "Word OAuth errors with one formatter",
        "{0} {1}; {2}",
        DiagnosticSeverity.Info,
        "What a provider writes into error, error_description or the body of an error may hold tokens, markup or line breaks, and whoever makes a "
        + "user open a link writes the callback's parameters. One formatter words all of them alike, cleaned and cut.");

    /// <summary>Creates the analyzer.</summary>
    public FormatOAuthErrorsAnalyzer()
        : base(Rule)
    {
    }

    private protected override bool MayHaveAny(SyntaxNode root) => ErrorMessageAnalysis.MayHaveAny(root);

    private protected override IEnumerable<Diagnostic> Find(SemanticModel model, OAuthOptions options, CancellationToken cancellationToken) =>
        ErrorMessageAnalysis.Find(model, options, cancellationToken).Select(finding => Report(finding, OAuthSymbols.HasRuntimeIn(model.Compilation)));

    private static Diagnostic Report(ErrorMessageFinding finding, bool hasRuntime) => Diagnostic.Create(
        Rule,
        finding.Message.GetLocation(),
        ReportProperties.Of(finding.Provider),
        finding.Provider is null ? "The provider's" : $"{finding.Provider}'s",
        finding.ShowsBody ? "answer is shown as it is, and may hold tokens or markup" : "OAuth error is worded by hand",
        (hasRuntime, finding.ShowsBody) switch
        {
            (true, true) => "read it with OAuthTokenResponse.ReadAsync and show the failure's Message",
            (true, false) => "call OAuthErrorMessage.Format",
            (false, true) => "add the package Atom.OAuth.Runtime, read it with OAuthTokenResponse.ReadAsync and show the failure's Message",
            (false, false) => "add the package Atom.OAuth.Runtime and call OAuthErrorMessage.Format",
        });
}
