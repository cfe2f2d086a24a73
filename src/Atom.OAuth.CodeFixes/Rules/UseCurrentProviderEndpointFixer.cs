using System.Collections.Immutable;
using System.Globalization;
using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Rules;

/// <summary>
/// Fixes ATOM007: replaces the version, host or path in the literal, if nothing else needs to change.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseCurrentProviderEndpointFixer))]
public sealed class UseCurrentProviderEndpointFixer : CodeFixProvider
{
    /// <summary>The key that identifies the fix in Fix All.</summary>
    public const string EquivalenceKey = RuleIds.UseCurrentProviderEndpoint + ".Replace";

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.UseCurrentProviderEndpoint);

    /// <inheritdoc />
    public override FixAllProvider? GetFixAllProvider() => FixAllProvider.Create(static async (context, document, diagnostics) =>
    {
        var root = (await document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        var text = await document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        var changes = diagnostics.Select(diagnostic => Change(diagnostic, root))
            .OfType<TextChange>()
            .Distinct()
            .OrderBy(static change => change.Span.Start);
        return document.WithText(text.WithChanges(changes));
    });

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (Change(diagnostic, root) is { } change)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        change.NewText is { Length: > 0 } replacement ? $"Use '{replacement}'" : $"Remove '{text.ToString(change.Span)}'",
                        _ => Task.FromResult(context.Document.WithText(text.WithChanges(change))),
                        EquivalenceKey),
                    diagnostic);
            }
        }
    }

    /// <summary>Gets the change; null if more than the literal has to change, or if it contains escape sequences.</summary>
    private static TextChange? Change(Diagnostic diagnostic, SyntaxNode root)
    {
        if (!diagnostic.Properties.TryGetValue(UseCurrentProviderEndpointAnalyzer.PositionProperty, out var position)
            || !diagnostic.Properties.TryGetValue(UseCurrentProviderEndpointAnalyzer.OldProperty, out var old)
            || !diagnostic.Properties.TryGetValue(UseCurrentProviderEndpointAnalyzer.NewProperty, out var replacement))
        {
            return null;
        }

        var token = root.FindToken(diagnostic.Location.SourceSpan.Start);
        var value = token.Text.IndexOf(token.ValueText, StringComparison.Ordinal);
        return value < 0
            ? null
            : new TextChange(new TextSpan(token.SpanStart + value + int.Parse(position!, CultureInfo.InvariantCulture), old!.Length), replacement!);
    }
}
