using Atom.OAuth.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Rules;

/// <summary>A place in the code as fixes see it.</summary>
internal class CodeSite
{
    public CodeSite(SemanticModel model, OAuthSymbols symbols, SyntaxNode node)
    {
        Model = model;
        Symbols = symbols;
        Node = node;
        Root = model.SyntaxTree.GetRoot();
        Text = model.SyntaxTree.GetText();
    }

    public SemanticModel Model { get; }

    public OAuthSymbols Symbols { get; }

    public SyntaxNode Root { get; }

    public SourceText Text { get; }

    /// <summary>What is reported.</summary>
    public SyntaxNode Node { get; }
}
