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
    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(UseCurrentProviderEndpointAnalyzer.OldProperty, out var old)
                || !diagnostic.Properties.TryGetValue(UseCurrentProviderEndpointAnalyzer.NewProperty, out var replacement))
            {
                continue;
            }

            // As it is written: a literal with escapes in the address is left to its author.
            var span = diagnostic.Location.SourceSpan;
            var start = text.ToString(span).IndexOf(old!, StringComparison.OrdinalIgnoreCase);
            if (start >= 0)
            {
                var change = new TextChange(new TextSpan(span.Start + start, old!.Length), replacement!);
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Use '{replacement}'",
                        _ => Task.FromResult(context.Document.WithText(text.WithChanges(change))),
                        EquivalenceKey),
                    diagnostic);
            }
        }
    }
}
