using Atom.OAuth.Analyzers.CSharp;
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

    /// <summary>What people write for short in the name of a type; elsewhere such a word says little.</summary>
    private static readonly (NameTable Table, string Name)[] ShortNames = { (new NameTable("^Teams"), "Microsoft Teams") };

    /// <summary>Members and types of the libraries that talk to one provider only.</summary>
    private static readonly (string[] Words, string Name)[] Libraries =
    {
        (new[] { "AcquireTokenByAuthorizationCode", "ConfidentialClientApplication" }, "Microsoft"),
    };

    public static string? Of(CallbackCandidate candidate, IEnumerable<SyntaxNode> bodies)
    {
        if (KnownProviders.NameInRoute(candidate.Name) is { } own)
        {
            return own;
        }

        if (candidate.Node is MethodDeclarationSyntax method
            && method.AttributeLists
                .SelectMany(static list => list.Attributes)
                .Select(static attribute => NameIn(attribute.ArgumentList))
                .FirstOrDefault(static name => name is not null) is { } routed)
        {
            return routed;
        }

        var type = candidate.Node.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        if (type is not null && (RouteOf(type) ?? KnownProviders.NameInIdentifier(type.Identifier.ValueText) ?? NameOfBase(type)) is { } around)
        {
            return around;
        }

        // Where each of several types talks to a provider of its own, the request says which one it is.
        var reached = bodies.ToList();
        var hosts = reached.Select(static body => (Type: body.FirstAncestorOrSelf<TypeDeclarationSyntax>(), Name: NameOfHostIn(body)))
            .Where(static found => found.Name is not null).ToList();
        if (hosts.Count > 0 && hosts[0].Type is { } talking && talking != type
            && (hosts.Exists(other => other.Type != talking && other.Name != hosts[0].Name)
                || reached.Skip(1).Any(body => body.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } other && AreAlternatives(other, talking))))
        {
            return null;
        }

        return (hosts.Count > 0 ? hosts[0].Name : null)
            ?? Called(candidate.Node)
            ?? Only(reached.Skip(1).Select(static body => KnownProviders.NameInIdentifier(Functions.TypeNameOf(body))))
            ?? (type is null ? null : ShortNames.FirstOrDefault(known => known.Table.Matches(type.Identifier.ValueText)).Name)
            ?? Libraries.FirstOrDefault(library => candidate.Node.Mentions(library.Words)).Name;
    }

    /// <summary>Two types that stand behind the same interface, one of which need not write its URL down.</summary>
    private static bool AreAlternatives(TypeDeclarationSyntax type, TypeDeclarationSyntax other) =>
        type != other && type.Identifier.ValueText != other.Identifier.ValueText
        && BaseTypes.NamesOf(type).Intersect(BaseTypes.NamesOf(other), StringComparer.Ordinal).Any();

    private static string? NameIn(SyntaxNode? code) =>
        code?.DescendantTokens()
            .Where(static token => token.IsKind(SyntaxKind.StringLiteralToken))
            .Select(static token => KnownProviders.NameInRoute(token.ValueText))
            .FirstOrDefault(static name => name is not null);

    private static string? RouteOf(TypeDeclarationSyntax type) =>
        type.AttributeLists.SelectMany(static list => list.Attributes)
            .Select(static attribute => NameIn(attribute.ArgumentList)).FirstOrDefault(static name => name is not null);

    private static string? NameOfBase(TypeDeclarationSyntax type) =>
        BaseTypes.Of(type).Select(static name => KnownProviders.NameInIdentifier(name.ToString())).FirstOrDefault(static name => name is not null);

    private static string? NameOfHostIn(SyntaxNode body) =>
        body.TokensWithAny(UrlStart)
            .Select(static token => UrlText.Host(token.ValueText) is { } host ? KnownProviders.NameOfHost(host) : null)
            .FirstOrDefault(static name => name is not null);

    /// <summary>A provider in the names of what the callback calls, makes or gets.</summary>
    private static string? Called(SyntaxNode node) => Only(node.DescendantNodes().OfType<IdentifierNameSyntax>()
        .Where(static name => name.Parent is MemberAccessExpressionSyntax or InvocationExpressionSyntax
            or ObjectCreationExpressionSyntax or CastExpressionSyntax or TypeArgumentListSyntax)
        .Select(static name => KnownProviders.NameInIdentifier(name.Identifier.ValueText)));

    private static string? Only(IEnumerable<string?> names) => names.OfType<string>().Distinct().Take(2).ToList() is [var only] ? only : null;
}
