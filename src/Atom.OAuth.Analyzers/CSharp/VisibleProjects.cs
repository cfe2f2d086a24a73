using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>
/// The projects that a compilation sees as source: itself first, and in an editor or in <c>dotnet format</c> those that it refers to, and
/// theirs. A build hands each project the assemblies of the others, so there it sees itself alone.
/// </summary>
internal sealed class VisibleProjects
{
    private readonly Lazy<IReadOnlyList<Compilation>> _all;

    public VisibleProjects(Compilation compilation, bool followReferences) =>
        _all = new Lazy<IReadOnlyList<Compilation>>(() => followReferences ? Gather(compilation) : new[] { compilation });

    public IReadOnlyList<Compilation> All => _all.Value;

    /// <summary>The project that a file belongs to; null for one that is not seen.</summary>
    public Compilation? Of(SyntaxTree tree) => All.FirstOrDefault(project => project.ContainsSyntaxTree(tree));

    /// <summary>By name: a symbol that comes over a reference is not always the one that its own project has.</summary>
    public bool Contain(IAssemblySymbol assembly) => All.Any(project => project.AssemblyName == assembly.Name);

    private static List<Compilation> Gather(Compilation compilation)
    {
        var found = new List<Compilation> { compilation };
        for (var i = 0; i < found.Count; i++)
        {
            foreach (var reference in found[i].References.OfType<CompilationReference>())
            {
                if (reference.Compilation.Language == LanguageNames.CSharp && !found.Contains(reference.Compilation))
                {
                    found.Add(reference.Compilation);
                }
            }
        }

        return found;
    }
}
