using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.Responses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Fixing;

/// <summary>One report as a fix sees it: the code that was reported, and the file around it.</summary>
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

    /// <summary>The code that the fix is about.</summary>
    public SyntaxNode Node { get; }

    public SyntaxNode Root { get; }

    public SourceText Text { get; }
}
