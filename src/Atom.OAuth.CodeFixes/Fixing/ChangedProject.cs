using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Fixing;

/// <summary>A project whose diagnostics are fixed one by one: each file in its original version, and as changed by the fixes so far.</summary>
internal sealed class ChangedProject
{
    private readonly Project _project;
    private readonly Dictionary<SyntaxTree, SyntaxTree> _now = new();
    private Compilation _compilation;

    public ChangedProject(Project project, Compilation compilation)
    {
        _project = project;
        _compilation = compilation;
    }

    /// <summary>Gets the semantic model of a file's current version.</summary>
    /// <param name="original">The original file.</param>
    public SemanticModel ModelOf(SyntaxTree original) => _compilation.GetSemanticModel(Now(original));

    /// <summary>Maps a span of the original file to its current version.</summary>
    public TextSpan Map(SyntaxTree original, TextSpan span) =>
        Now(original) is var now && now == original ? span : PositionMap.Map(now.GetChanges(original).ToList(), span);

    /// <summary>Adds a fix; returns false if it changes a file that is not a document.</summary>
    /// <param name="original">The original file with the diagnostic.</param>
    /// <param name="result">The fix.</param>
    public bool Take(SyntaxTree original, FixResult result)
    {
        var others = result.Others.Select(file => (Original: Original(file.Before), file.After)).ToList();
        if (others.Exists(file => _project.GetDocument(file.Original) is null))
        {
            return false;
        }

        _now[original] = result.Tree;
        others.ForEach(file => _now[file.Original] = file.After);
        _compilation = result.Compilation;
        return true;
    }

    public Solution ApplyTo(Solution solution) =>
        _now.Aggregate(solution, (changed, file) => changed.WithDocumentText(_project.GetDocument(file.Key)!.Id, file.Value.GetText()));

    private SyntaxTree Now(SyntaxTree original) => _now.TryGetValue(original, out var now) ? now : original;

    private SyntaxTree Original(SyntaxTree now) => _now.FirstOrDefault(file => file.Value == now).Key ?? now;
}
