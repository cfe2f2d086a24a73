using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Fixing;

/// <summary>A change that was tested successfully.</summary>
/// <param name="Compilation">The changed compilation.</param>
/// <param name="Tree">The changed file.</param>
/// <param name="Changes">The changes in it.</param>
/// <param name="Others">The other changed files.</param>
internal sealed record FixResult(
    Compilation Compilation, SyntaxTree Tree, IReadOnlyList<TextChange> Changes, IReadOnlyList<ChangedFile> Others)
{
    /// <summary>Methods that get another parameter.</summary>
    public IReadOnlyCollection<string> Signatures { get; init; } = Array.Empty<string>();

    /// <summary>What the title says in addition; empty for most fixes.</summary>
    public string Remark { get; init; } = string.Empty;

    /// <summary>Combines this change with the one that preceded it.</summary>
    /// <param name="first">The earlier change.</param>
    /// <param name="original">The file before both.</param>
    public FixResult After(FixResult first, SyntaxTree original) => this with
    {
        Changes = Tree.GetText().GetTextChanges(original.GetText()).ToList(),
        Others = first.Others,
        Signatures = first.Signatures,
        Remark = first.Remark + Remark,
    };

    /// <summary>
    /// Gets the solution with the changed files; null if one of them is not a document, such as a generated file, or another project may call
    /// a method that gets another parameter.
    /// </summary>
    /// <param name="document">The document with the diagnostic.</param>
    /// <param name="cancellationToken">Cancels the search in other projects.</param>
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

    /// <summary>Returns true if a project that depends on this one contains the name of such a method.</summary>
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
/// <param name="Before">The file before the change.</param>
/// <param name="After">The file after the change.</param>
internal sealed record ChangedFile(SyntaxTree Before, SyntaxTree After);
