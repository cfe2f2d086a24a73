using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Atom.OAuth.CodeFixes.Fixing;

/// <summary>Fixes the files one by one, and then adds what the fixes need to every changed project, once.</summary>
internal sealed class CompletingFixAllProvider : FixAllProvider
{
    private readonly SequentialFixAllProvider _files;

    public CompletingFixAllProvider(SequentialFixAllProvider files) => _files = files;

    /// <inheritdoc />
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => _files.GetSupportedFixAllScopes();

    /// <inheritdoc />
    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var fixes = await _files.GetFixAsync(fixAllContext).ConfigureAwait(false);
        return fixes is not null && _files.Wanted(fixAllContext) is { Completion: { } completion }
            ? CodeAction.Create(
                fixes.Title,
                cancellationToken => CompleteAsync(fixAllContext.Solution, fixes, completion, cancellationToken),
                fixes.EquivalenceKey)
            : fixes;
    }

    private static async Task<Solution> CompleteAsync(
        Solution before, CodeAction fixes, Func<Compilation, FixCompletion?> completion, CancellationToken cancellationToken)
    {
        var operations = await fixes.GetOperationsAsync(cancellationToken).ConfigureAwait(false);
        var solution = operations.OfType<ApplyChangesOperation>().FirstOrDefault()?.ChangedSolution ?? before;
        foreach (var changed in solution.GetChanges(before).GetProjectChanges())
        {
            solution = await FixCompletion.ApplyAsync(completion, solution.GetProject(changed.ProjectId)!, cancellationToken).ConfigureAwait(false);
        }

        return solution;
    }
}
