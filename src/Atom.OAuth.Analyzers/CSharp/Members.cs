using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>The members of a file.</summary>
internal static class Members
{
    /// <summary>The methods of a file's types, without a look into what they do.</summary>
    public static IEnumerable<MethodDeclarationSyntax> MethodsIn(SyntaxNode root) =>
        root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
            .OfType<MethodDeclarationSyntax>();

    /// <summary>The member around a node: for a top-level statement, all of its file, since each of them counts as a member of its own.</summary>
    public static SyntaxNode? Around(SyntaxNode node) =>
        node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is var member && member is GlobalStatementSyntax ? member.Parent : member;
}
