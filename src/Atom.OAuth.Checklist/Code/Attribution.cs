using Atom.OAuth.Analyzers.Providers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Checklist.Code;

/// <summary>
/// Determines to which integration a location belongs: the innermost containing code that identifies exactly one, by a URL, an
/// id or an attribute; else by its own name; else by the names in it.
/// </summary>
internal sealed class Attribution
{
    private readonly string _fileName;
    private readonly Dictionary<SyntaxNode, IReadOnlyCollection<string>> _told = [];

    public Attribution(string path) => _fileName = Path.GetFileNameWithoutExtension(path);

    /// <summary>Gets the integration, or null.</summary>
    /// <param name="place">The location.</param>
    /// <param name="named">What the location itself names: an integration, or a platform with several.</param>
    public string? Of(SyntaxNode place, string? named = null)
    {
        foreach (var scope in place.AncestorsAndSelf().Where(IsScope))
        {
            if (named is null)
            {
                named = Single(Told(scope), scope)
                    ?? Single(Names(DeclaredIn(scope))) ?? (scope is CompilationUnitSyntax ? null : Single(Names(Mentioned(scope))));
            }

            if (named is not null && !ProviderNames.IsPlatform(named))
            {
                return named;
            }

            // The platform's host is known; the surrounding code determines the integration.
            if (named is not null && Refine(named, scope) is { } integration)
            {
                return integration;
            }
        }

        return named;
    }

    private static bool IsScope(SyntaxNode node) =>
        node is InvocationExpressionSyntax or ObjectCreationExpressionSyntax or StatementSyntax or MemberDeclarationSyntax or CompilationUnitSyntax;

    private string? Refine(string platform, SyntaxNode scope)
    {
        var told = Told(scope).Where(name => ProviderNames.IsOn(platform, name)).ToList();
        return told.Count == 1
            ? told[0]
            : Single([.. DeclaredIn(scope).SelectMany(name => ProviderNames.OnPlatformIn(platform, name)).Distinct()]);
    }

    /// <summary>Gets the providers that the code states explicitly, each once.</summary>
    private IReadOnlyCollection<string> Told(SyntaxNode scope)
    {
        if (!_told.TryGetValue(scope, out var names))
        {
            names = _told[scope] = [.. scope.DescendantNodesAndSelf().Select(NameIn).OfType<string>().Distinct(StringComparer.Ordinal)];
        }

        return names;
    }

    private static string? NameIn(SyntaxNode node) => node switch
    {
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => OfText(literal.Token.ValueText),
        InterpolatedStringTextSyntax text => ProviderNames.OfUrl(text.TextToken.ValueText),
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "OAuthProviders" } } catalogue =>
            OfCatalogue(catalogue.Name.Identifier.ValueText),
        AttributeSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax name }] } attribute when IsProvider(attribute.Name) =>
            ProviderNames.Canonical(name.Token.ValueText),
        _ => null,
    };

    private static bool IsProvider(NameSyntax attribute) =>
        (attribute is QualifiedNameSyntax qualified ? qualified.Right : attribute).ToString() is "OAuthProvider" or "OAuthProviderAttribute";

    /// <summary>Gets the provider for the id of a catalogue provider, as the template's calls take it, or for a URL.</summary>
    private static string? OfText(string text) =>
        OAuthProviders.All.FirstOrDefault(provider => provider.Id == text)?.Name ?? ProviderNames.OfUrl(text);

    /// <summary>Gets the integration after which a file is named, or null.</summary>
    public static string? OfFileName(string path) => KnownProviders.NameInIdentifier(Path.GetFileNameWithoutExtension(path));

    /// <summary>Recognizes OAuthProviders.Slack, but not its methods.</summary>
    public static string? OfCatalogue(string member) => member is "Find" or "All" ? null : OAuthProviders.Find(member)?.Name;

    /// <summary>If several are stated, the code's own name may determine the one it is about.</summary>
    private string? Single(IReadOnlyCollection<string> names, SyntaxNode scope)
    {
        var reduced = ProviderNames.Reduce(names);
        return reduced.Count < 2 ? reduced.FirstOrDefault() : Single([.. Names(DeclaredIn(scope)).Intersect(reduced)]);
    }

    private static string? Single(IReadOnlyCollection<string> names) => ProviderNames.Reduce(names) is { Count: 1 } only ? only.First() : null;

    private static IReadOnlyCollection<string> Names(IEnumerable<string> identifiers) =>
        [.. identifiers.Select(KnownProviders.NameInIdentifier).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>Gets the names of the scope itself: of a method, of a type, of the file.</summary>
    private IEnumerable<string> DeclaredIn(SyntaxNode scope) => scope switch
    {
        MethodDeclarationSyntax method => [method.Identifier.ValueText],
        LocalFunctionStatementSyntax function => [function.Identifier.ValueText],
        PropertyDeclarationSyntax property => [property.Identifier.ValueText],
        FieldDeclarationSyntax field => field.Declaration.Variables.Select(static variable => variable.Identifier.ValueText),
        BaseTypeDeclarationSyntax type => [type.Identifier.ValueText],
        CompilationUnitSyntax => [_fileName],
        _ => [],
    };

    /// <summary>Gets identifiers, and texts that look like paths: the parameter SlackClient slack, the route /integrations/slack/callback.</summary>
    private static IEnumerable<string> Mentioned(SyntaxNode scope) => scope.DescendantTokens()
        .Where(static token => token.IsKind(SyntaxKind.IdentifierToken)
            || (token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText.Contains('/', StringComparison.Ordinal)))
        .Select(static token => token.ValueText);
}
