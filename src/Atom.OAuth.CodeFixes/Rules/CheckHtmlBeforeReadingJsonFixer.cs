using System.Collections.Immutable;
using Atom.OAuth.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Atom.OAuth.CodeFixes.Rules;

/// <summary>
/// Fixes ATOM001: checks the response for HTML before the read.
/// </summary>
/// <remarks>
/// No [Shared]: that attribute lives in System.Composition, and the assembly would ask for a newer version of it
/// than the oldest supported host has. A new instance for each use costs nothing, for it has no state.
/// </remarks>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CheckHtmlBeforeReadingJsonFixer))]
public sealed class CheckHtmlBeforeReadingJsonFixer : CodeFixProvider
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.CheckHtmlBeforeReadingJson);

    /// <inheritdoc />
    public override FixAllProvider? GetFixAllProvider() => CheckHtmlFixAllProvider.Instance;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        if (await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
        {
            return;
        }

        var options = OAuthOptions.From(document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GetOptions(model.SyntaxTree));
        foreach (var diagnostic in context.Diagnostics)
        {
            if (ReadSite.Find(model, options, diagnostic.Location.SourceSpan) is not { } site)
            {
                continue;
            }

            foreach (var fix in ResponseFix.All)
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                if (fix.Apply(site) is { } result)
                {
                    var text = result.Tree.GetText(context.CancellationToken);
                    context.RegisterCodeFix(CodeAction.Create(fix.Title, _ => Task.FromResult(document.WithText(text)), fix.EquivalenceKey), diagnostic);
                }
            }
        }
    }
}
