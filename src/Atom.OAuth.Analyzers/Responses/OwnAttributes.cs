using System.Collections.Concurrent;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Responses;

/// <summary>
/// The runtime's attributes on symbols in the code. Attributes are bound one by one, and hardly any symbol has one of ours, so the file, or
/// for another assembly its list of references, is checked first.
/// </summary>
internal sealed class OwnAttributes
{
    private const string Runtime = "Atom.OAuth.Runtime";

    private readonly OAuthSymbols _symbols;
    private readonly ConcurrentDictionary<SyntaxTree, bool> _files = new();
    private readonly ConcurrentDictionary<IAssemblySymbol, bool> _assemblies = new(SymbolEqualityComparer.Default);

    public OwnAttributes(OAuthSymbols symbols) => _symbols = symbols;

    /// <summary>Gets the attribute of the symbol, or of a method's return value; null if there is none.</summary>
    public AttributeData? Find(ISymbol symbol, KnownType attribute)
    {
        if (!MayHaveAny(symbol))
        {
            return null;
        }

        var attributes = symbol is IMethodSymbol method ? symbol.GetAttributes().AddRange(method.GetReturnTypeAttributes()) : symbol.GetAttributes();
        return attributes.FirstOrDefault(candidate => candidate.AttributeClass.Is(attribute));
    }

    /// <summary>Returns true if the code around the node may have one of our attributes, in its file or in another part of its type.</summary>
    public bool MayBeAround(SyntaxNode node) => _files.GetOrAdd(node.SyntaxTree, MentionsAny) || node.Ancestors().Any(IsPart);

    private bool MayHaveAny(ISymbol symbol)
    {
        if (!_symbols.IsInCompilation(symbol))
        {
            return symbol.ContainingAssembly is { } assembly && _assemblies.GetOrAdd(assembly, KnowsRuntime);
        }

        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            if (_files.GetOrAdd(reference.SyntaxTree, MentionsAny))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPart(SyntaxNode code) =>
        code is GlobalStatementSyntax || (code is TypeDeclarationSyntax type && type.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static bool KnowsRuntime(IAssemblySymbol assembly) =>
        assembly.Name == Runtime
            || assembly.Modules.Any(static module => module.ReferencedAssemblies.Any(static reference => reference.Name == Runtime));

    private static bool MentionsAny(SyntaxTree tree) => tree.GetRoot().Mentions("HtmlGuard", "OAuthProvider");
}
