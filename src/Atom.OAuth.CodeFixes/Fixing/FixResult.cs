using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Fixing;

/// <summary>A change that holds.</summary>
/// <param name="Compilation">The changed code.</param>
/// <param name="Tree">The changed file.</param>
/// <param name="Changes">What was changed in it.</param>
/// <param name="Others">The other files that were changed.</param>
internal sealed record FixResult(
    Compilation Compilation, SyntaxTree Tree, IReadOnlyList<TextChange> Changes, IReadOnlyList<ChangedFile> Others)
{
    /// <summary>Methods that take another parameter now.</summary>
    public IReadOnlyCollection<string> Signatures { get; init; } = Array.Empty<string>();

    /// <summary>This change and the one that it was made after, as one.</summary>
    /// <param name="first">The earlier change.</param>
    /// <param name="original">The file before both.</param>
    public FixResult After(FixResult first, SyntaxTree original) => this with
    {
        Changes = Tree.GetText().GetTextChanges(original.GetText()).ToList(),
        Others = first.Others,
        Signatures = first.Signatures,
    };

    /// <summary>
    /// The solution with the changed files; null where one of them is no document, as a generated one is not, or where another project may call
    /// a method that takes another parameter now.
    /// </summary>
    /// <param name="document">The document that had the report.</param>
    /// <param name="cancellationToken">Cancels the look at other projects.</param>
    public async Task<Solution?> ApplyToAsync(Document document, CancellationToken cancellationToken)
    {
        if (await MayBreakOthersAsync(document.Project, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        var solution = document.Project.Solution.WithDocumentText(document.Id, Tree.GetText(cancellationToken));
        foreach (var (before, after) in Others)
        {
            if (document.Project.GetDocument(before) is not { } other)
            {
                return null;
            }

            solution = solution.WithDocumentText(other.Id, after.GetText(cancellationToken));
        }

        return solution;
    }

    /// <summary>Whether a project that uses this one names such a method.</summary>
    public async Task<bool> MayBreakOthersAsync(Project project, CancellationToken cancellationToken)
    {
        if (Signatures.Count == 0)
        {
            return false;
        }

        var users = project.Solution.GetProjectDependencyGraph().GetProjectsThatTransitivelyDependOnThisProject(project.Id);
        foreach (var document in users.SelectMany(user => project.Solution.GetProject(user)!.Documents))
        {
            if (await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root
                && Signatures.Any(name => root.TokensNamed(name).Any()))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A file before and after a change.</summary>
/// <param name="Before">As it was.</param>
/// <param name="After">As it is now.</param>
internal sealed record ChangedFile(SyntaxTree Before, SyntaxTree After);
