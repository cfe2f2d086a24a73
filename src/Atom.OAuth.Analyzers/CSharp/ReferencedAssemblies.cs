using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>The names of the assemblies that a compilation refers to: gathered once, for every rule asks for several.</summary>
internal static class ReferencedAssemblies
{
    private static readonly ConditionalWeakTable<Compilation, HashSet<string>> Names = new();

    /// <summary>True when the compilation refers to an assembly of that name, whatever its version.</summary>
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
