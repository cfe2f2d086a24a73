using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.Errors;
using Atom.OAuth.Analyzers.Responses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers.Rules;

/// <summary>
/// ATOM004: an OAuth error message is built by hand, or a provider's raw response is shown.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FormatOAuthErrorsAnalyzer : FileRuleAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptors.Create(
        RuleIds.FormatOAuthErrors,
        "Use one formatter for OAuth error messages",
        "{0} {1}; {2}",
        DiagnosticSeverity.Info,
        "The values of error and error_description and the body of an error response may contain tokens, markup or line breaks, and anyone can put "
        + "text into the parameters of a callback by sending a link. A single formatter turns them into consistent messages, sanitized and shortened.",
        RuleTags.Maintainability);

    /// <summary>Creates the analyzer.</summary>
    public FormatOAuthErrorsAnalyzer()
        : base(Rule)
    {
    }

    private protected override bool MayHaveAny(SyntaxNode root) => ErrorMessageAnalysis.MayHaveAny(root);

    private protected override IEnumerable<Diagnostic> Find(SemanticModel model, OAuthOptions options, CancellationToken cancellationToken) =>
        ErrorMessageAnalysis.Find(model, options, cancellationToken).Select(finding => Report(finding, model.Compilation));

    private static Diagnostic Report(ErrorMessageFinding finding, Compilation compilation)
    {
        var hasRuntime = OAuthSymbols.HasRuntimeIn(compilation);
        var evidence = finding.Sources
            .Where(source => compilation.ContainsSyntaxTree(source.Origin.SyntaxTree))
            .Select(static source => new ReportEvidence(source.Origin.GetLocation(), Text(source.Part)))
            .Distinct()
            .ToList();
        return RuleReports.Create(
            Rule,
            finding.Message.GetLocation(),
            ReportProperties.Locations(Array.Empty<Location>(), evidence),
            ReportProperties.Of(finding.Provider, evidence),
            finding.Provider is null ? "The provider's" : $"{finding.Provider}'s",
            finding.ShowsBody ? "response is shown unchanged, and may contain tokens or markup" : "OAuth error message is built by hand",
            (hasRuntime, finding.ShowsBody) switch
            {
                (true, true) => "read it with OAuthTokenResponse.ReadAsync and show the failure's Message",
                (true, false) => "call OAuthErrorMessage.Format",
                (false, true) => "add the package Atom.OAuth.Runtime, read it with OAuthTokenResponse.ReadAsync and show the failure's Message",
                (false, false) => "add the package Atom.OAuth.Runtime and call OAuthErrorMessage.Format",
            });
    }

    private static string Text(ErrorPart part) => part switch
    {
        ErrorPart.Code => "the provider's error",
        ErrorPart.Description => "its description",
        _ => "the provider's answer",
    };
}
