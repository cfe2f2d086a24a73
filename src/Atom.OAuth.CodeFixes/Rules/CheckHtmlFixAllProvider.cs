using System.Collections.Immutable;
using Atom.OAuth.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Rules;

/// <summary>
/// Fixes a file's reports one after another, from top to bottom, and asks after each which are left:
/// one check often serves several reads, and the names that it takes are taken for the next.
/// </summary>
internal sealed class CheckHtmlFixAllProvider : DocumentBasedFixAllProvider
{
    public static readonly CheckHtmlFixAllProvider Instance = new();

    private CheckHtmlFixAllProvider()
    {
    }

    /// <inheritdoc />
    protected override string GetFixAllTitle(FixAllContext fixAllContext) => "Check all responses for HTML";

    /// <inheritdoc />
    protected override async Task<Document?> FixAllAsync(FixAllContext fixAllContext, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        var cancellationToken = fixAllContext.CancellationToken;
        if (ResponseFix.All.FirstOrDefault(fix => fix.EquivalenceKey == fixAllContext.CodeActionEquivalenceKey) is not { } wanted
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return null;
        }

        var options = OAuthOptions.From(document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GetOptions(model.SyntaxTree));
        var spans = new Queue<TextSpan>(diagnostics.Select(static d => d.Location.SourceSpan).OrderBy(static s => s.Start));
        while (spans.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (ReadSite.Find(model, options, spans.Dequeue()) is { } site && wanted.Apply(site) is { } result)
            {
                model = result.Compilation.GetSemanticModel(result.Tree);
                spans = new Queue<TextSpan>(spans.Select(span => PositionMap.Map(result.Changes, span)));
            }
        }

        return document.WithText(await model.SyntaxTree.GetTextAsync(cancellationToken).ConfigureAwait(false));
    }
}
