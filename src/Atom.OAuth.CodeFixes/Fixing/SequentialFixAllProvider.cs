using System.Collections.Immutable;
using Atom.OAuth.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Fixing;

/// <summary>
/// Fixes a file's reports one after another, from top to bottom, and asks after each which are left: one change often serves
/// several reports, a service that one fix has injected is there for the next, and the names that it takes are taken.
/// </summary>
internal sealed class SequentialFixAllProvider : DocumentBasedFixAllProvider
{
    private readonly ImmutableArray<RuleFix> _fixes;

    public SequentialFixAllProvider(ImmutableArray<RuleFix> fixes) => _fixes = fixes;

    /// <summary>
    /// <c>dotnet format</c> starts from any one report and asks without a key where that one has no fix: the others get the default then.
    /// </summary>
    public RuleFix? Wanted(FixAllContext context) =>
        context.CodeActionEquivalenceKey is { } key ? _fixes.FirstOrDefault(fix => fix.EquivalenceKey == key) : _fixes[0];

    /// <inheritdoc />
    protected override string GetFixAllTitle(FixAllContext fixAllContext) => Wanted(fixAllContext)?.FixAllTitle ?? base.GetFixAllTitle(fixAllContext);

    /// <inheritdoc />
    protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        var cancellationToken = fixAllContext.CancellationToken;
        if (Wanted(fixAllContext) is not { } wanted || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return null;
        }

        var options = OAuthOptions.From(document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GetOptions(model.SyntaxTree));
        var spans = new Queue<TextSpan>(diagnostics.Select(static d => d.Location.SourceSpan).OrderBy(static s => s.Start));
        while (spans.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (wanted.Apply(model, options, spans.Dequeue()) is { } result)
            {
                model = result.Compilation.GetSemanticModel(result.Tree);
                spans = new Queue<TextSpan>(spans.Select(span => PositionMap.Map(result.Changes, span)));
            }
        }

        return document.WithText(await model.SyntaxTree.GetTextAsync(cancellationToken).ConfigureAwait(false));
    }
}
