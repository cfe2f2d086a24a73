using System.Collections.Immutable;
using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Responses;
using Atom.OAuth.Analyzers.Responses.HtmlChecks;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.Analyzers.Rules;

/// <summary>
/// ATOM006: the result of an HTML check is not acted on, or the check comes after the read, or checks another response.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ActOnHtmlCheckAnalyzer : FileRuleAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = RuleDescriptors.Create(
        RuleIds.ActOnHtmlCheck,
        "Act on the result of the HTML check",
        "{0} has no effect: {1}; {2}",
        DiagnosticSeverity.Warning,
        "The HTML check only classifies a response. Code that continues after the check reports a page still reads it as JSON, and fails.",
        RuleTags.Reliability);

    /// <summary>Creates the analyzer.</summary>
    public ActOnHtmlCheckAnalyzer()
        : base(Rule)
    {
    }

    private protected override bool MayHaveAny(SyntaxNode root) => root.Mentions(OwnCheck.Names);

    private protected override IEnumerable<Diagnostic> Find(SemanticModel model, OAuthOptions options, CancellationToken cancellationToken) =>
        Find(model, model.SyntaxTree.GetRoot(cancellationToken).FullSpan, cancellationToken).Select(Report);

    /// <summary>Finds the misused checks in part of a file.</summary>
    internal static IEnumerable<HtmlCheckMisuse> Find(SemanticModel model, TextSpan span, CancellationToken cancellationToken)
    {
        var root = model.SyntaxTree.GetRoot(cancellationToken);
        if (OAuthSymbols.TryCreate(model.Compilation) is not { HasRuntime: true } symbols)
        {
            yield break;
        }

        foreach (var token in root.TokensWithAny(OwnCheck.Names))
        {
            if (span.Contains(token.Span)
                && token.Parent is SimpleNameSyntax name
                && (name.Parent is InvocationExpressionSyntax ? name.Parent : name.Parent?.Parent) is InvocationExpressionSyntax call
                && model.GetOperation(call, cancellationToken) is IInvocationOperation operation
                && HtmlCheckMisuse.Find(operation, symbols) is { } misuse
                && !TestCode.Contains(call))
            {
                yield return misuse;
            }
        }
    }

    private static Diagnostic Report(HtmlCheckMisuse misuse)
    {
        var (what, advice) = misuse.Kind switch
        {
            MisuseKind.Dropped => ("its result is ignored", "throw or return its error if it reports HTML"),
            MisuseKind.OnlyLogged => ("its result is only logged", "throw or return its error if it reports HTML"),
            MisuseKind.AfterRead => ($"{misuse.Read!.TargetMethod.Name} has already read the response", "check before the read"),
            _ => ($"it checks '{misuse.Subject!.Name}', but {misuse.Read!.TargetMethod.Name} reads '{misuse.Other!.Name}'", $"check '{misuse.Other!.Name}'"),
        };
        return RuleReports.Create(
            Rule,
            misuse.Check.Syntax.GetLocation(),
            misuse.Read is { } read ? ImmutableArray.Create(read.Syntax.GetLocation()) : ImmutableArray<Location>.Empty,
            ReportProperties.Of(misuse.Provider),
            misuse.Check.TargetMethod.Name,
            what,
            advice);
    }
}
