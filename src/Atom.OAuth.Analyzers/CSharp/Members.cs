using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>The code that names of variables are looked up in.</summary>
internal static class Members
{
    /// <summary>The member around a node: for a top-level statement, all of its file, since each of them counts as a member of its own.</summary>
    public static SyntaxNode? Around(SyntaxNode node) =>
        node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is var member && member is GlobalStatementSyntax ? member.Parent : member;
}
