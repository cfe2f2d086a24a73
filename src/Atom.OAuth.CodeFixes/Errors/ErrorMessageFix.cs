using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.Errors;
using Atom.OAuth.Analyzers.Responses;
using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Fixing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Errors;

/// <summary>A diagnostic of ATOM004, with the data that its fix needs.</summary>
internal sealed class ErrorSite : FixSite
{
    private ErrorSite(SemanticModel model, OAuthSymbols symbols, OAuthOptions options, ErrorMessageFinding finding)
        : base(model, symbols, options, finding.Message) => Finding = finding;

    public ErrorMessageFinding Finding { get; }

    /// <summary>Repeats the analysis; null if the diagnostic no longer applies.</summary>
    public static ErrorSite? Find(SemanticModel model, OAuthOptions options, TextSpan span) =>
        OAuthSymbols.TryCreate(model.Compilation) is { HasRuntime: true } symbols
        && ErrorMessageAnalysis.Find(model, options, span, default).FirstOrDefault(finding => finding.Message.Span == span) is { } found
            ? new ErrorSite(model, symbols, options, found)
            : null;

    /// <summary>Counts the diagnostics in a part of the file.</summary>
    public static int Count(SemanticModel model, OAuthOptions options, TextSpan span) =>
        ErrorMessageAnalysis.Find(model, options, span, default).Count(finding => span.Contains(finding.Message.Span));
}

/// <summary>
/// Replaces messages that are built by hand with a call of the formatter: finding → call → placement.
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
        // The values of the message must be accessible at the location of the call.
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
    /// The value must be in the code that is replaced; one that is read in the initializer of another variable may mean something else here.
    /// </summary>
    private static bool IsAtHand(ErrorSource source, ErrorMessageFinding finding) =>
        (finding.IsBuilt && finding.Kind != SinkKind.Redirect ? finding.Message : source.Argument).Span.Contains(source.Written.Span);

    /// <summary>
    /// Gets the provider's name as an expression: a literal, or a variable or member that contains it. Null comes last: the formatter then
    /// writes "The provider", and the original words, which may name it, are kept.
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
