using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.Errors;
using Atom.OAuth.Analyzers.Responses;
using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Fixing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Errors;

/// <summary>A report of ATOM004 as its fix sees it.</summary>
internal sealed class ErrorSite : FixSite
{
    private ErrorSite(SemanticModel model, OAuthSymbols symbols, OAuthOptions options, ErrorMessageFinding finding)
        : base(model, symbols, options, finding.Message) => Finding = finding;

    public ErrorMessageFinding Finding { get; }

    /// <summary>Asks the analysis again; null when the report no longer holds.</summary>
    public static ErrorSite? Find(SemanticModel model, OAuthOptions options, TextSpan span) =>
        OAuthSymbols.TryCreate(model.Compilation) is { HasRuntime: true } symbols
        && ErrorMessageAnalysis.Find(model, options, span, default).FirstOrDefault(finding => finding.Message.Span == span) is { } found
            ? new ErrorSite(model, symbols, options, found)
            : null;

    /// <summary>How many reports stand in a part of the file.</summary>
    public static int Count(SemanticModel model, OAuthOptions options, TextSpan span) =>
        ErrorMessageAnalysis.Find(model, options, span, default).Count(finding => span.Contains(finding.Message.Span));
}

/// <summary>
/// Puts the formatter's call in the place of words that were made by hand: what is reported → the call that words it → where it goes.
/// </summary>
internal static class ErrorMessageFix
{
    public static RuleFix Format { get; } = RuleFix.Of(
        "Format it with OAuthErrorMessage",
        "Format all OAuth errors with OAuthErrorMessage",
        "ATOM004.Format",
        ErrorSite.Find,
        ErrorSite.Count,
        Candidates);

    private static readonly string[] ProviderVariables =
    {
        "provider", "providerName", "providerId", "loginProvider", "integration", "integrationName", "platform",
    };

    private static IEnumerable<IReadOnlyList<TextChange>> Candidates(ErrorSite site)
    {
        // The values of the message have to be at hand where the call will stand.
        var finding = site.Finding;
        if (site.Model.Compilation.GetTypeByMetadataName("Atom.OAuth.OAuthErrorMessage") is not { } formatter
            || finding.Sources.Any(source => !IsAtHand(source, finding)))
        {
            yield break;
        }

        foreach (var (provider, arguments) in Providers(site).SelectMany(
            name => FormatterArguments.Of(finding, site.Model).Select(words => (name, words))))
        {
            var imports = new Imports(site.Model, finding.Message.SpanStart);
            var call = $"{imports.Name(formatter)}.{arguments.Method}({provider ?? "null"}, {arguments.Text})";
            var uri = finding.Kind == SinkKind.Redirect && site.Model.Compilation.GetTypeByMetadataName("System.Uri") is { } type
                ? imports.Name(type)
                : "System.Uri";
            if (MessagePlacement.Changes(finding, call, uri, keepsWords: provider is null) is { } changes)
            {
                yield return UsingDirectives.Add(
                    imports.Missing,
                    site.Root,
                    site.Text,
                    finding.Message,
                    new TextLayout(site.Root, site.Text, finding.Message.SpanStart))
                    .Concat(changes)
                    .OrderBy(static change => change.Span.Start)
                    .ToList();
            }
        }
    }

    /// <summary>
    /// A value that stands in the code that is replaced; one that was read into another variable's text may mean something else here.
    /// </summary>
    private static bool IsAtHand(ErrorSource source, ErrorMessageFinding finding) =>
        (finding.IsBuilt && finding.Kind != SinkKind.Redirect ? finding.Message : source.Argument).Span.Contains(source.Written.Span);

    /// <summary>
    /// The provider's name as an expression: known, or a variable or member that holds it. Null comes last: the formatter then
    /// says "The provider", and the words that may name it are kept.
    /// </summary>
    private static IEnumerable<string?> Providers(ErrorSite site)
    {
        if (site.Finding.Provider is { } name)
        {
            yield return SymbolDisplay.FormatLiteral(name, quote: true);
            yield break;
        }

        foreach (var variable in site.Model
            .LookupSymbols(site.Node.SpanStart)
            .Where(symbol => HoldsProvider(symbol, site.Node.SpanStart))
            .OrderBy(static symbol => symbol is IFieldSymbol or IPropertySymbol))
        {
            yield return variable.Name;
        }

        yield return null;
    }

    private static bool HoldsProvider(ISymbol symbol, int position) =>
        symbol.Name.TrimStart('_') is var name
        && Array.Exists(ProviderVariables, known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase))
        && symbol switch
        {
            ILocalSymbol local => local.Type.SpecialType == SpecialType.System_String && local.Locations[0].SourceSpan.End < position,
            IParameterSymbol parameter => parameter.Type.SpecialType == SpecialType.System_String,
            IFieldSymbol field => field.Type.SpecialType == SpecialType.System_String,
            IPropertySymbol property => property is { Type.SpecialType: SpecialType.System_String, GetMethod: not null },
            _ => false,
        };
}
