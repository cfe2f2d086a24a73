using System.Collections.Immutable;
using Atom.OAuth.Analyzers;
using Atom.OAuth.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Rules;

/// <summary>
/// Fixes ATOM007: replaces the endpoint in the literal, where replacing it is all there is to do.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseCurrentProviderEndpointFixer))]
public sealed class UseCurrentProviderEndpointFixer : CodeFixProvider
{
    /// <summary>The key under which Fix All finds the same fix.</summary>
    public const string EquivalenceKey = RuleIds.UseCurrentProviderEndpoint + ".Replace";

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.UseCurrentProviderEndpoint);

    /// <inheritdoc />
    public override FixAllProvider? GetFixAllProvider() => FixAllProvider.Create(static async (context, document, diagnostics) =>
    {
        var text = await document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        return document.WithText(text.WithChanges(diagnostics.Select(diagnostic => Change(diagnostic, text)).OfType<TextChange>().OrderBy(static change => change.Span.Start)));
    });

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (Change(diagnostic, text) is { } change)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Use '{change.NewText}'",
                        _ => Task.FromResult(context.Document.WithText(text.WithChanges(change))),
                        EquivalenceKey),
                    diagnostic);
            }
        }
    }

    /// <summary>Null where replacing the address is not all there is to do, and for a literal with escapes in it, which is left to its author.</summary>
    private static TextChange? Change(Diagnostic diagnostic, SourceText text)
    {
        if (!diagnostic.Properties.TryGetValue(UseCurrentProviderEndpointAnalyzer.OldProperty, out var old)
            || !diagnostic.Properties.TryGetValue(UseCurrentProviderEndpointAnalyzer.NewProperty, out var replacement))
        {
            return null;
        }

        var span = diagnostic.Location.SourceSpan;
        var start = text.ToString(span).IndexOf(old!, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? null : new TextChange(new TextSpan(span.Start + start, old!.Length), replacement!);
    }
}
