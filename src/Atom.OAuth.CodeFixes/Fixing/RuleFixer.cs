using System.Collections.Immutable;
using Atom.OAuth.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Atom.OAuth.CodeFixes.Fixing;

/// <summary>
/// What the fixers of all rules share. A fixer says which fixes it has, the default first:
/// <code>
/// [ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DoThisFixer))]
/// public sealed class DoThisFixer : RuleFixer
/// {
///     public DoThisFixer() : base(RuleIds.DoThis, RuleFix.Of("Do this", "Do this everywhere", "ATOM000.Do", Find, Count, Candidates)) { }
/// }
/// </code>
/// <c>Find</c> asks the rule's own analysis for the report at a place, <c>Count</c> asks it how many there are in a part of the file,
/// and <c>Candidates</c> writes changes of text for a report: statements with <c>StatementInserter</c> at an <c>InsertionPoint</c>,
/// names with <c>LocalNames</c>, types with <c>Imports</c>, services with <c>ServiceInjection</c>, ids with <c>ScopeValues</c>.
/// A fix that takes services has <c>ServiceRegistration</c> for its <c>Completion</c>.
/// A change is offered only after <see cref="FixTrial"/> has compiled it and seen the report go.
/// </summary>
/// <remarks>
/// No [Shared] on fixers: that attribute lives in System.Composition, and the assembly would ask for a newer version of it
/// than the oldest supported host has. A new instance for each use costs nothing, for it has no state.
/// </remarks>
public abstract class RuleFixer : CodeFixProvider
{
    private readonly ImmutableArray<RuleFix> _fixes;
    private readonly FixAllProvider _fixAll;

    private protected RuleFixer(string ruleId, params RuleFix[] fixes)
    {
        FixableDiagnosticIds = ImmutableArray.Create(ruleId);
        _fixes = ImmutableArray.Create(fixes);
        SequentialFixAllProvider files = new(_fixes);
        _fixAll = _fixes.Any(static fix => fix.Completion is not null) ? new CompletingFixAllProvider(files) : files;
    }

    /// <inheritdoc />
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc />
    public sealed override FixAllProvider GetFixAllProvider() => _fixAll;

    /// <inheritdoc />
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var document = context.Document;
        if (await document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model)
        {
            return;
        }

        var options = OAuthOptions.From(document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GetOptions(model.SyntaxTree));
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var fix in _fixes)
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                if (fix.Apply(model, options, diagnostic.Location.SourceSpan) is { } result
                    && await result.ApplyToAsync(document, context.CancellationToken).ConfigureAwait(false) is { } fixedSolution)
                {
                    context.RegisterCodeFix(Action(document, fix, result, fixedSolution), diagnostic);
                }
            }
        }
    }

    private static CodeAction Action(Document document, RuleFix fix, FixResult result, Solution solution) =>
        fix.Completion is { } completion
            ? CodeAction.Create(
                fix.Title + completion(result.Compilation)?.TitleEnd,
                cancellationToken => FixCompletion.ApplyAsync(completion, solution.GetProject(document.Project.Id)!, cancellationToken),
                fix.EquivalenceKey)
            : CodeAction.Create(fix.Title, _ => Task.FromResult(solution), fix.EquivalenceKey);
}
