using System.Collections.Immutable;
using Atom.OAuth.Analyzers;
using Atom.OAuth.CodeFixes.Insertion;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Atom.OAuth.CodeFixes.Rules;

/// <summary>
/// Fixes ATOM006: acts on the answer, moves the check before the read, or checks the response that is read.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ActOnHtmlCheckFixer))]
public sealed class ActOnHtmlCheckFixer : CodeFixProvider
{
    /// <summary>The key of the default fix: throw, or put the check where it belongs.</summary>
    public const string ThrowKey = RuleIds.ActOnHtmlCheck + ".Throw";

    /// <summary>The key of the fix that returns the method's own kind of error.</summary>
    public const string ReturnKey = RuleIds.ActOnHtmlCheck + ".Return";

    private static readonly FixAllProvider FixAllThrow = new SequentialFixAllProvider("Act on all HTML checks", static (model, _, span) => CheckMisuseFix.Apply(model, span, ThrowException.Instance));

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.ActOnHtmlCheck);

    /// <inheritdoc />
    public override FixAllProvider? GetFixAllProvider() => FixAllThrow;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        if (await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            Register("Act on the HTML check", ThrowKey, ThrowException.Instance, diagnostic);
            Register("Return an error when it is HTML", ReturnKey, ReturnError.Instance, diagnostic);
        }

        void Register(string title, string key, IPageFailure failure, Diagnostic diagnostic)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (CheckMisuseFix.Apply(model, diagnostic.Location.SourceSpan, failure) is { } result)
            {
                var text = result.Tree.GetText(context.CancellationToken);
                context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(document.WithText(text)), key), diagnostic);
            }
        }
    }
}
