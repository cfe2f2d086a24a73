using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>The members of a file.</summary>
internal static class Members
{
    /// <summary>Gets the types of a file and their members, without descending into bodies and initializers.</summary>
    public static IEnumerable<MemberDeclarationSyntax> In(SyntaxNode root) =>
        root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .OfType<MemberDeclarationSyntax>();

    /// <summary>Gets the methods of a file's types.</summary>
    public static IEnumerable<MethodDeclarationSyntax> MethodsIn(SyntaxNode root) => In(root).OfType<MethodDeclarationSyntax>();

    /// <summary>
    /// Gets the member that contains a node; for a top-level statement the whole file, because each statement is a member in the syntax
    /// tree.
    /// </summary>
    public static SyntaxNode? Around(SyntaxNode node) =>
        node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is var member && member is GlobalStatementSyntax ? member.Parent : member;

    /// <summary>Gets the variables with a name that code declares.</summary>
    public static IEnumerable<VariableDeclaratorSyntax> VariablesNamed(string name, SyntaxNode code) =>
        code.TokensNamed(name).Select(static token => token.Parent).OfType<VariableDeclaratorSyntax>();
}
