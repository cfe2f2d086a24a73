using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>The names of a compilation's referenced assemblies, collected once because every rule looks up several.</summary>
internal static class ReferencedAssemblies
{
    private static readonly ConditionalWeakTable<Compilation, HashSet<string>> Names = new();

    /// <summary>Returns true if the compilation references an assembly with that name, in any version.</summary>
    public static bool RefersTo(this Compilation compilation, string assembly) => Names.GetValue(compilation, Gather).Contains(assembly);

    private static HashSet<string> Gather(Compilation compilation)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var reference in compilation.ReferencedAssemblyNames)
        {
            names.Add(reference.Name);
        }

        return names;
    }
}
