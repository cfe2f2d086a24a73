using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Fixing;

/// <summary>What a project needs once, regardless of the number of fixes: a change in one of its files, or a hint in the title.</summary>
/// <param name="TitleEnd">The text after the fix's title in the light bulb menu.</param>
/// <param name="Tree">The file to change; null if there is none.</param>
/// <param name="Changes">The changes.</param>
internal sealed record FixCompletion(string TitleEnd, SyntaxTree? Tree, IReadOnlyList<TextChange> Changes)
{
    /// <summary>Completes a fixed project.</summary>
    public static async Task<Solution> ApplyAsync(Func<Compilation, FixCompletion?> find, Project project, CancellationToken cancellationToken) =>
        await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is { } compilation
        && find(compilation) is { Tree: { } tree } completion
        && project.GetDocument(tree) is { } document
            ? project.Solution.WithDocumentText(document.Id, tree.GetText(cancellationToken).WithChanges(completion.Changes))
            : project.Solution;
}
