using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Fixing;

/// <summary>What a project needs once, whatever the number of its fixes: a change of one of its files, or what the title has to say.</summary>
/// <param name="TitleEnd">What the light bulb shows behind the fix's title.</param>
/// <param name="Tree">The file to change; null where none can be.</param>
/// <param name="Changes">The change.</param>
internal sealed record FixCompletion(string TitleEnd, SyntaxTree? Tree, IReadOnlyList<TextChange> Changes)
{
    /// <summary>Completes a project that has been fixed.</summary>
    public static async Task<Solution> ApplyAsync(Func<Compilation, FixCompletion?> find, Project project, CancellationToken cancellationToken) =>
        await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is { } compilation
        && find(compilation) is { Tree: { } tree } completion
        && project.GetDocument(tree) is { } document
            ? project.Solution.WithDocumentText(document.Id, tree.GetText(cancellationToken).WithChanges(completion.Changes))
            : project.Solution;
}
