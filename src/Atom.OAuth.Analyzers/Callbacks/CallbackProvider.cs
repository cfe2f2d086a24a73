using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>The provider that a callback is for: from names and routes around it, then from the hosts and names in the bodies it reaches.</summary>
internal static class CallbackProvider
{
    /// <summary>How a URL starts whose host tells the provider.</summary>
    private static readonly string[] UrlStart = { "https://" };

    public static string? Of(CallbackCandidate candidate, IEnumerable<SyntaxNode> bodies)
    {
        if (KnownProviders.NameInRoute(candidate.Name) is { } own)
        {
            return own;
        }

        if (candidate.Node is MethodDeclarationSyntax method && method.AttributeLists.SelectMany(static list => list.Attributes).Select(static attribute => NameIn(attribute.ArgumentList)).FirstOrDefault(static name => name is not null) is { } routed)
        {
            return routed;
        }

        var type = candidate.Node.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        return (type is null ? null : KnownProviders.NameInIdentifier(type.Identifier.ValueText) ?? NameOfBase(type))
            ?? bodies.SelectMany(static body => body.TokensWithAny(UrlStart)).Select(static token => UrlText.Host(token.ValueText) is { } host ? KnownProviders.NameOfHost(host) : null).FirstOrDefault(static name => name is not null)
            ?? Called(candidate.Node)
            ?? bodies.Skip(1).Select(static body => body.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } around ? KnownProviders.NameInIdentifier(around.Identifier.ValueText) : null).FirstOrDefault(static name => name is not null);
    }

    private static string? NameIn(SyntaxNode? code) => code?.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.StringLiteralToken)).Select(static token => KnownProviders.NameInRoute(token.ValueText)).FirstOrDefault(static name => name is not null);

    private static string? NameOfBase(TypeDeclarationSyntax type) =>
        type.BaseList?.Types.Select(static name => KnownProviders.NameInIdentifier(name.Type.ToString())).FirstOrDefault(static name => name is not null);

    /// <summary>A provider in the names of what the callback calls, makes or gets.</summary>
    private static string? Called(SyntaxNode node)
    {
        var names = node.DescendantNodes().OfType<IdentifierNameSyntax>()
            .Where(static name => name.Parent is MemberAccessExpressionSyntax or InvocationExpressionSyntax or ObjectCreationExpressionSyntax or CastExpressionSyntax or TypeArgumentListSyntax)
            .Select(static name => KnownProviders.NameInIdentifier(name.Identifier.ValueText)).OfType<string>().Distinct().Take(2).ToList();
        return names.Count == 1 ? names[0] : null;
    }
}
