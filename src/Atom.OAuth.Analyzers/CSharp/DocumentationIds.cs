using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>The result of looking up a method's documentation id in a compilation.</summary>
internal enum NamedMethod
{
    /// <summary>The method exists.</summary>
    Found,

    /// <summary>It does not exist, although its container does: the last names are wrong.</summary>
    Missing,

    /// <summary>Not even the namespace exists, which may belong to another project.</summary>
    Elsewhere,
}

/// <summary>
/// Looks up methods by documentation id: <c>M:Space.Type.Method(System.String)</c>, with or without prefix and parameter list.
/// </summary>
internal static class DocumentationIds
{
    public static NamedMethod Find(string id, Compilation compilation)
    {
        var start = id.StartsWith("M:", StringComparison.Ordinal) ? 2 : 0;
        var parameters = id.IndexOf('(');
        var path = id.Substring(start, (parameters < 0 ? id.Length : parameters) - start).Split('.');
        var containers = new List<INamespaceOrTypeSymbol> { compilation.GlobalNamespace };
        for (var i = 0; i < path.Length - 1; i++)
        {
            var inside = containers.SelectMany(container => Inside(container, path[i])).ToList();
            if (inside.Count == 0)
            {
                // A missing type in an existing namespace is a typo; a missing namespace may come from another project's references.
                return i == path.Length - 2 && i > 0 ? NamedMethod.Missing : NamedMethod.Elsewhere;
            }

            containers = inside;
        }

        var name = path[path.Length - 1];
        var methods = containers.OfType<INamedTypeSymbol>().SelectMany(type => type.GetMembers(SimpleName(name))).OfType<IMethodSymbol>()
            .Select(static method => method.GetDocumentationCommentId());
        return methods.Any(found => found is not null && Same(found, "M:" + string.Join(".", path), parameters < 0 ? null : id.Substring(parameters)))
            ? NamedMethod.Found
            : containers[0] is INamespaceSymbol { IsGlobalNamespace: true } ? NamedMethod.Elsewhere : NamedMethod.Missing;
    }

    private static IEnumerable<INamespaceOrTypeSymbol> Inside(INamespaceOrTypeSymbol container, string name)
    {
        var types = container.GetTypeMembers(SimpleName(name)).Where(type => type.MetadataName == name);
        return container is INamespaceSymbol space
            ? space.GetNamespaceMembers().Where(inner => inner.Name == name).Concat<INamespaceOrTypeSymbol>(types)
            : types;
    }

    private static bool Same(string found, string wanted, string? parameters)
    {
        var list = found.IndexOf('(');
        var name = list < 0 ? found : found.Substring(0, list);
        return name == wanted && (parameters is null || parameters == (list < 0 ? string.Empty : found.Substring(list)));
    }

    /// <summary>Removes the arity, and converts to the compiler's name of a constructor.</summary>
    private static string SimpleName(string name)
    {
        var arity = name.IndexOf('`');
        return (arity < 0 ? name : name.Substring(0, arity)).Replace('#', '.');
    }
}
