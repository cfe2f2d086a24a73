using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Finds the provider of a callback: first by its name, routes and type, then by hosts and names in the bodies it reaches.</summary>
internal static class CallbackProvider
{
    /// <summary>Prefix of URLs whose host identifies the provider.</summary>
    private static readonly string[] UrlStart = { "https://" };

    /// <summary>Abbreviations in type names; elsewhere such a word means little.</summary>
    private static readonly (NameTable Table, string Name)[] ShortNames = { (new NameTable("^Teams"), "Microsoft Teams") };

    /// <summary>Members and types of libraries for a single provider.</summary>
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

        // If several types each call a different provider, the request decides which one it is.
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

    /// <summary>Two types that implement the same interface; one of them may not contain its URL.</summary>
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

    /// <summary>Gets the only provider in the names of what the callback calls, creates or reads.</summary>
    private static string? Called(SyntaxNode node) => Only(node.DescendantNodes().OfType<IdentifierNameSyntax>()
        .Where(static name => name.Parent is MemberAccessExpressionSyntax or InvocationExpressionSyntax
            or ObjectCreationExpressionSyntax or CastExpressionSyntax or TypeArgumentListSyntax)
        .Select(static name => KnownProviders.NameInIdentifier(name.Identifier.ValueText)));

    private static string? Only(IEnumerable<string?> names) => names.OfType<string>().Distinct().Take(2).ToList() is [var only] ? only : null;
}
