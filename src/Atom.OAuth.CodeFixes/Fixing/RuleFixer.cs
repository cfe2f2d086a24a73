using System.Collections.Immutable;
using Atom.OAuth.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Atom.OAuth.CodeFixes.Fixing;

/// <summary>
/// The base class of the fixers of rules. A fixer declares its fixes, the default first:
/// <code>
/// [ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DoThisFixer))]
/// public sealed class DoThisFixer : RuleFixer
/// {
///     public DoThisFixer() : base(RuleIds.DoThis, RuleFix.Of("Do this", "Do this everywhere", "ATOM000.Do", Find, Count, Candidates)) { }
/// }
/// </code>
/// <c>Find</c> uses the rule's own analysis to find the diagnostic at a location, <c>Count</c> to count those in a part of the file,
/// and <c>Candidates</c> creates text changes for a diagnostic: statements with <c>StatementInserter</c> at an <c>InsertionPoint</c>,
/// names with <c>LocalNames</c>, types with <c>Imports</c>, services with <c>ServiceInjection</c>, ids with <c>ScopeValues</c>.
/// A fix that injects services has <c>ServiceRegistration</c> as its <c>Completion</c>.
/// A change is offered only after <see cref="FixTrial"/> has compiled it and verified that the diagnostic is gone.
/// </summary>
/// <remarks>
/// Fixers do not have [Shared]: the attribute is in System.Composition, and the assembly would reference a newer version of it
/// than the oldest supported host provides. Creating a new instance for each use is cheap, because fixers have no state.
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
                fix.Title + result.Remark + completion(result.Compilation)?.TitleEnd,
                cancellationToken => FixCompletion.ApplyAsync(completion, solution.GetProject(document.Project.Id)!, cancellationToken),
                fix.EquivalenceKey)
            : CodeAction.Create(fix.Title + result.Remark, _ => Task.FromResult(solution), fix.EquivalenceKey);
}
