using System.Collections.Immutable;
using Atom.OAuth.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Rules;

/// <summary>
/// Fixes a file's reports one after another, from top to bottom, and asks after each which are left, so that imports are added
/// once and changes never overlap.
/// </summary>
internal sealed class SequentialFixAllProvider : DocumentBasedFixAllProvider
{
    private readonly string _title;
    private readonly Func<SemanticModel, OAuthOptions, TextSpan, FixResult?> _apply;

    /// <param name="title">What the fix for all does.</param>
    /// <param name="apply">The first change that holds for the report at a place; null when there is none.</param>
    public SequentialFixAllProvider(string title, Func<SemanticModel, OAuthOptions, TextSpan, FixResult?> apply)
    {
        _title = title;
        _apply = apply;
    }

    /// <inheritdoc />
    protected override string GetFixAllTitle(FixAllContext fixAllContext) => _title;

    /// <inheritdoc />
    protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        var cancellationToken = fixAllContext.CancellationToken;
        if (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return null;
        }

        var options = OAuthOptions.From(document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GetOptions(model.SyntaxTree));
        var spans = new Queue<TextSpan>(diagnostics.Select(static d => d.Location.SourceSpan).OrderBy(static s => s.Start));
        while (spans.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_apply(model, options, spans.Dequeue()) is { } result)
            {
                model = result.Compilation.GetSemanticModel(result.Tree);
                spans = new Queue<TextSpan>(spans.Select(span => PositionMap.Map(result.Changes, span)));
            }
        }

        return document.WithText(await model.SyntaxTree.GetTextAsync(cancellationToken).ConfigureAwait(false));
    }
}
