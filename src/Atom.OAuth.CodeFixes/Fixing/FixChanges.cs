using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Fixing;

/// <summary>The changes of a fix: in the file with the diagnostic, and in other files of the project with the cause or the other end.</summary>
/// <param name="Own">The changes in the file with the diagnostic, sorted and without overlaps.</param>
/// <param name="Others">The changes in other files.</param>
internal sealed record FixChanges(IReadOnlyList<TextChange> Own, IReadOnlyList<FileChanges> Others)
{
    /// <summary>Methods that get another parameter: callers in other projects would no longer compile.</summary>
    public IReadOnlyCollection<string> Signatures { get; init; } = Array.Empty<string>();

    /// <summary>What the title says in addition; empty for most changes.</summary>
    public string Remark { get; init; } = string.Empty;

    /// <summary>Converts the changes for a diagnostic in another file.</summary>
    /// <param name="own">The file with that diagnostic.</param>
    /// <param name="tree">The file to which the own changes apply.</param>
    public FixChanges? SeenFrom(SyntaxTree own, SyntaxTree tree) =>
        Of(own, Others.Append(new FileChanges(tree, Own))) is { } changes ? changes with { Signatures = Signatures, Remark = Remark } : null;

    /// <summary>Combines changes by file, without duplicates; null if two change the same text.</summary>
    /// <param name="own">The file with the diagnostic.</param>
    /// <param name="parts">The changes in any order.</param>
    public static FixChanges? Of(SyntaxTree own, IEnumerable<FileChanges> parts)
    {
        var files = parts.GroupBy(static part => part.Tree)
            .Select(static file => new FileChanges(file.Key, file.SelectMany(static part => part.Changes)
                .Distinct()
                .OrderBy(static change => change.Span.Start)
                .ThenBy(static change => change.Span.End)
                .ToList()))
            .ToList();
        return files.Exists(static file => file.Overlap)
            ? null
            : new FixChanges(
                files.Find(file => file.Tree == own)?.Changes ?? Array.Empty<TextChange>(),
                files.FindAll(file => file.Tree != own));
    }
}

/// <summary>The changes in a file.</summary>
/// <param name="Tree">The file.</param>
/// <param name="Changes">Its changes.</param>
internal sealed record FileChanges(SyntaxTree Tree, IReadOnlyList<TextChange> Changes)
{
    /// <summary>True if two changes affect the same text, and cannot be combined.</summary>
    public bool Overlap
    {
        get
        {
            for (var i = 1; i < Changes.Count; i++)
            {
                if (Changes[i].Span.Start < Changes[i - 1].Span.End)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Gets the changed file.</summary>
    public SyntaxTree Apply() => Tree.WithChangedText(Tree.GetText().WithChanges(Changes));
}
