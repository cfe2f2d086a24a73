using System.Collections.Immutable;
using Atom.OAuth.Analyzers;
using Atom.OAuth.CodeFixes.Errors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Atom.OAuth.CodeFixes.Rules;

/// <summary>
/// Fixes ATOM004: calls the formatter with the values that the message was made of.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FormatOAuthErrorsFixer))]
public sealed class FormatOAuthErrorsFixer : CodeFixProvider
{
    /// <summary>The key under which Fix All finds the same fix.</summary>
    public const string EquivalenceKey = RuleIds.FormatOAuthErrors + ".Format";

    private static readonly FixAllProvider FixAll = new SequentialFixAllProvider("Word all OAuth errors with OAuthErrorMessage", ErrorMessageFix.Apply);

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.FormatOAuthErrors);

    /// <inheritdoc />
    public override FixAllProvider? GetFixAllProvider() => FixAll;

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
            context.CancellationToken.ThrowIfCancellationRequested();
            if (ErrorMessageFix.Apply(model, options, diagnostic.Location.SourceSpan) is { } result)
            {
                var text = result.Tree.GetText(context.CancellationToken);
                context.RegisterCodeFix(CodeAction.Create("Word it with OAuthErrorMessage", _ => Task.FromResult(document.WithText(text)), EquivalenceKey), diagnostic);
            }
        }
    }
}
