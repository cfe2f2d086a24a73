using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Fixing;

/// <summary>What a fix changes: the file of the report, and where the cause or the other end stands elsewhere, other files of the project.</summary>
/// <param name="Own">The changes of the file that has the report, sorted and without overlaps.</param>
/// <param name="Others">The changes of other files.</param>
internal sealed record FixChanges(IReadOnlyList<TextChange> Own, IReadOnlyList<FileChanges> Others)
{
    /// <summary>Methods that take another parameter now: callers in other projects would no longer compile.</summary>
    public IReadOnlyCollection<string> Signatures { get; init; } = Array.Empty<string>();

    /// <summary>The same for a report in another file.</summary>
    /// <param name="own">The file of that report.</param>
    /// <param name="tree">The file that these are the changes for.</param>
    public FixChanges? SeenFrom(SyntaxTree own, SyntaxTree tree) =>
        Of(own, Others.Append(new FileChanges(tree, Own))) is { } changes ? changes with { Signatures = Signatures } : null;

    /// <summary>The changes of several files, the same one given twice counting once; null where two want to change the same text.</summary>
    /// <param name="own">The file of the report.</param>
    /// <param name="parts">The changes as they were found, in any order.</param>
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

/// <summary>The changes of one file.</summary>
/// <param name="Tree">The file.</param>
/// <param name="Changes">What changes in it.</param>
internal sealed record FileChanges(SyntaxTree Tree, IReadOnlyList<TextChange> Changes)
{
    /// <summary>Two parts of a fix that want to change the same text do not go together.</summary>
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

    /// <summary>The changed file.</summary>
    public SyntaxTree Apply() => Tree.WithChangedText(Tree.GetText().WithChanges(Changes));
}
