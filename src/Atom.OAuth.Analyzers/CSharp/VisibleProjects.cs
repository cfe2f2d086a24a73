using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>
/// The projects whose source a compilation can access: itself first and, in an editor or in <c>dotnet format</c>, its direct and transitive
/// project references. A build passes the assemblies of other projects, so only the project itself is visible.
/// </summary>
internal sealed class VisibleProjects
{
    private readonly Lazy<IReadOnlyList<Compilation>> _all;

    public VisibleProjects(Compilation compilation, bool followReferences) =>
        _all = new Lazy<IReadOnlyList<Compilation>>(() => followReferences ? Gather(compilation) : new[] { compilation });

    public IReadOnlyList<Compilation> All => _all.Value;

    /// <summary>Gets the project of a file; null if it is not visible.</summary>
    public Compilation? Of(SyntaxTree tree) => All.FirstOrDefault(project => project.ContainsSyntaxTree(tree));

    /// <summary>Compares by name: a symbol from a reference may differ from the one in its own project.</summary>
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
