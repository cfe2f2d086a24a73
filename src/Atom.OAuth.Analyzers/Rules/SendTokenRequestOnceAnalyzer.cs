using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.TokenRequests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Atom.OAuth.Analyzers.Rules;

/// <summary>
/// ATOM008: a code exchange or a refresh goes through something that may resend it.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SendTokenRequestOnceAnalyzer : FileRuleAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptors.Create(
        RuleIds.SendTokenRequestOnce,
        "Send a token request once",
        "{0} resends the {1} in '{2}' if its response is lost: {3}; {4}",
        DiagnosticSeverity.Warning,
        "An authorization code works once, and so does a refresh token that the provider rotates. When the answer to a request is lost, "
        + "the provider may have served it all the same: the second one fails, and reusing a refresh token revokes the whole connection.",
        RuleTags.Reliability);

    /// <summary>Creates the analyzer.</summary>
    public SendTokenRequestOnceAnalyzer()
        : base(Rule)
    {
    }

    private protected override bool MayHaveAny(SyntaxNode root) => ResendAnalysis.MayHaveAny(root);

    private protected override IEnumerable<Diagnostic> Find(SemanticModel model, OAuthOptions options, CancellationToken cancellationToken) =>
        ResendAnalysis.Find(model, options.FollowsProjectReferences).Select(resent => Report(resent, model.Compilation));

    private static bool IsAt(SyntaxNode place, SyntaxNode call) =>
        call.SyntaxTree == place.SyntaxTree && call.SpanStart == place.Parent?.SpanStart;

    private static Diagnostic Report(ResentRequest resent, Compilation compilation)
    {
        var first = resent.Sent[0];
        return RuleReports.Create(
            Rule,
            resent.Place is SimpleNameSyntax name ? name.Identifier.GetLocation() : resent.Place.GetLocation(),
            resent.Sent.Where(send => !IsAt(resent.Place, send.Call) && compilation.ContainsSyntaxTree(send.Call.SyntaxTree))
                .Select(static send => send.Call.GetLocation()),
            properties: null,
            char.ToUpperInvariant(resent.By[0]) + resent.By.Substring(1),
            first.What,
            NameOf(first.Call),
            (first.Grants & Grants.RefreshToken) != 0
                ? "a rotated refresh token that is used twice revokes the connection"
                : "an authorization code that is used twice is refused",
            !resent.IsStandardHandler
                ? "exclude the request from retries"
                : "exclude unsafe methods with 'Retry.DisableForUnsafeHttpMethods()'");
    }

    private static string NameOf(SyntaxNode call)
    {
        var member = CarriedGrants.Member(call);
        var type = call.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.ValueText;
        var name = member switch
        {
            MethodDeclarationSyntax method => method.Identifier.ValueText,
            PropertyDeclarationSyntax property => property.Identifier.ValueText,
            _ => null,
        };
        return name is null ? type ?? "the program" : $"{type}.{name}";
    }
}
