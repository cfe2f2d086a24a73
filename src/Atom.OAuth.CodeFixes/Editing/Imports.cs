using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Editing;

/// <summary>Collects the namespaces that new code needs, and writes type names that resolve to the intended types.</summary>
internal sealed class Imports
{
    private readonly SemanticModel _model;
    private readonly SyntaxNode _root;
    private readonly int _position;
    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);

    public Imports(SemanticModel model, int position)
    {
        _model = model;
        _root = model.SyntaxTree.GetRoot();
        _position = position;
    }

    /// <summary>The namespaces that need a using directive.</summary>
    public IReadOnlyCollection<string> Missing => _missing;

    /// <summary>Gets the type's name as to be written in the code; records its namespace if it is not imported yet.</summary>
    public string Name(INamedTypeSymbol type) =>
        TryImport(type) ? type.Name : type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    /// <summary>Returns false if the simple name means another type here, or importing the namespace would make a name ambiguous.</summary>
    public bool TryImport(INamedTypeSymbol type)
    {
        var bound = _model.GetSpeculativeSymbolInfo(
            _position, SyntaxFactory.IdentifierName(type.Name), SpeculativeBindingOption.BindAsTypeOrNamespace);
        if (bound.Symbol is not null || !bound.CandidateSymbols.IsEmpty)
        {
            return SymbolEqualityComparer.Default.Equals(bound.Symbol, type);
        }

        if (MakesNamesAmbiguous(type.ContainingNamespace))
        {
            return false;
        }

        _missing.Add(type.ContainingNamespace.ToDisplayString());
        return true;
    }

    /// <summary>Returns true if the file uses a type of another namespace with a name that also exists in the new namespace.</summary>
    private bool MakesNamesAmbiguous(INamespaceSymbol added)
    {
        var names = new HashSet<string>(
            added.GetTypeMembers().Where(static t => t.DeclaredAccessibility == Accessibility.Public).Select(static t => t.Name),
            StringComparer.Ordinal);
        return _root.DescendantNodes().OfType<SimpleNameSyntax>()
            .Where(name => names.Contains(name.Identifier.ValueText) && name.Parent is not (MemberAccessExpressionSyntax or QualifiedNameSyntax))
            .Any(name => _model.GetSymbolInfo(name).Symbol is INamedTypeSymbol used
                && !SymbolEqualityComparer.Default.Equals(used.ContainingNamespace, added));
    }
}
