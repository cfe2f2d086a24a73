using Atom.OAuth.Analyzers;
using Atom.OAuth.Analyzers.Errors;
using Atom.OAuth.CodeFixes.Insertion;
using Atom.OAuth.CodeFixes.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Errors;

/// <summary>
/// Puts the formatter's call in the place of words that were made by hand: what is reported → the call that words it → where it goes.
/// </summary>
internal sealed class ErrorMessageFix
{
    private readonly SemanticModel _model;
    private readonly OAuthOptions _options;
    private readonly ErrorMessageFinding _finding;
    private readonly SourceText _text;

    private ErrorMessageFix(SemanticModel model, OAuthOptions options, ErrorMessageFinding finding)
    {
        _model = model;
        _options = options;
        _finding = finding;
        _text = model.SyntaxTree.GetText();
    }

    /// <summary>The first change that compiles and takes the report away; null when none does.</summary>
    public static FixResult? Apply(SemanticModel model, OAuthOptions options, TextSpan span)
    {
        if (model.Compilation.GetTypeByMetadataName("Atom.OAuth.OAuthErrorMessage") is not { } formatter
            || ErrorMessageAnalysis.Find(model, options, span, default).FirstOrDefault(f => f.Message.Span == span) is not { } finding)
        {
            return null;
        }

        return new ErrorMessageFix(model, options, finding).Candidates(formatter)
            .Select(changes => FixTrial.Run(model, finding.Message, changes, (m, s) => Count(m, options, s)))
            .FirstOrDefault(static result => result is not null);
    }

    private static int Count(SemanticModel model, OAuthOptions options, TextSpan span) =>
        ErrorMessageAnalysis.Find(model, options, span, default).Count(finding => span.Contains(finding.Message.Span));

    private IEnumerable<IReadOnlyList<TextChange>> Candidates(INamedTypeSymbol formatter)
    {
        // The values of the message have to be at hand where the call will stand.
        if (Provider() is not { } provider || _finding.Sources.Any(source => !IsAtHand(source)))
        {
            yield break;
        }

        foreach (var arguments in FormatterArguments.Of(_finding, _model))
        {
            var imports = new Imports(_model, _finding.Message.SpanStart);
            var call = $"{imports.Name(formatter)}.{arguments.Method}({provider}, {arguments.Text})";
            var uri = _finding.Kind == SinkKind.Redirect && _model.Compilation.GetTypeByMetadataName("System.Uri") is { } type ? imports.Name(type) : "System.Uri";
            if (MessagePlacement.Changes(_finding, call, uri) is { } changes)
            {
                var root = _model.SyntaxTree.GetRoot();
                yield return UsingDirectives.Add(imports.Missing, root, _text, _finding.Message, new TextLayout(root, _text, _finding.Message.SpanStart))
                    .Concat(changes)
                    .OrderBy(static change => change.Span.Start)
                    .ToList();
            }
        }
    }

    /// <summary>A value that stands in the code that is replaced; one that was read into another variable's text may mean something else here.</summary>
    private bool IsAtHand(ErrorSource source) =>
        _finding.IsBuilt && _finding.Kind != SinkKind.Redirect ? _finding.Message.Span.Contains(source.Written.Span) : source.Argument.Span.Contains(source.Written.Span);

    /// <summary>The provider's name as an expression: known, or a variable that holds it.</summary>
    private string? Provider()
    {
        if (_finding.Provider is { } name)
        {
            return SymbolDisplay.FormatLiteral(name, quote: true);
        }

        return _model.LookupSymbols(_finding.Message.SpanStart)
            .Where(static symbol => symbol is IParameterSymbol { Type.SpecialType: SpecialType.System_String } or ILocalSymbol { Type.SpecialType: SpecialType.System_String }
                && symbol.Name is "provider" or "providerName" or "providerId" or "loginProvider" or "integration" or "platform")
            .Where(symbol => symbol is IParameterSymbol || symbol.Locations[0].SourceSpan.End < _finding.Message.SpanStart)
            .Select(static symbol => symbol.Name)
            .FirstOrDefault();
    }
}
