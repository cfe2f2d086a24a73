using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.Responses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Fixing;

/// <summary>A diagnostic with the data that fixes need: the reported code and its file.</summary>
internal class FixSite
{
    public FixSite(SemanticModel model, OAuthSymbols symbols, OAuthOptions options, SyntaxNode node)
    {
        Model = model;
        Symbols = symbols;
        Options = options;
        Node = node;
        Root = model.SyntaxTree.GetRoot();
        Text = model.SyntaxTree.GetText();
    }

    public SemanticModel Model { get; }

    public OAuthSymbols Symbols { get; }

    public OAuthOptions Options { get; }

    /// <summary>The code to fix.</summary>
    public SyntaxNode Node { get; }

    public SyntaxNode Root { get; }

    public SourceText Text { get; }
}
