using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>
/// The providers whose refresh response contains no new refresh token: its other content may be dropped, but overwriting the stored token with
/// nothing loses it each time.
/// </summary>
/// <remarks>
/// In addition to those in the catalogue: YouTube, which is Google's, and eBay, Zoho and Apple, whose documented refresh responses contain none
/// (https://developer.ebay.com/api-docs/static/oauth-refresh-token-request.html,
/// https://www.zoho.com/accounts/protocol/oauth/web-apps/access-token-expiry.html,
/// https://developer.apple.com/documentation/signinwithapplerestapi/generate-and-validate-tokens).
/// </remarks>
internal static class KeepingProviders
{
    private static readonly string[] Hosts = InCatalogue()
        .SelectMany(static provider => provider.Hosts)
        .Concat(new[] { "api.ebay.com", "api.sandbox.ebay.com", "accounts.zoho.", "appleid.apple.com", "www.googleapis.com" })
        .Distinct()
        .ToArray();

    private static readonly WordTable Names = new(
        WordMatch.Whole,
        StringComparison.Ordinal,
        InCatalogue().Select(static provider => provider.Name)
            .Concat(InCatalogue()
                .SelectMany(static provider => provider.Hosts)
                .Select(static host => KnownProviders.NameOfHost(host))
                .OfType<string>())
            .Concat(new[] { "YouTube", "Zoho" })
            .Distinct()
            .ToArray());

    /// <summary>Returns true if the code refers to one: by a URL in the member, names in the call, the member's name, else by the type.</summary>
    public static bool Serve(SyntaxNode refresh, SemanticModel model)
    {
        var member = CarriedGrants.Member(refresh);
        if (member.Mentions(Hosts) || NamesConstantHost(member, model))
        {
            return true;
        }

        if (NamedIn(refresh) is { Count: > 0 } named && named.TrueForAll(Names.Matches))
        {
            return true;
        }

        if (member is MethodDeclarationSyntax method && KnownProviders.NameInIdentifier(method.Identifier.ValueText) is { } provider)
        {
            return Names.Matches(provider);
        }

        return refresh.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
            && (KnownProviders.NameInIdentifier(type.Identifier.ValueText) is { } owner ? Names.Matches(owner) : type.Mentions(Hosts));
    }

    /// <summary><c>http.PostAsync(Settings.TokenUrl, form)</c>, with a constant of another type.</summary>
    private static bool NamesConstantHost(SyntaxNode member, SemanticModel model) =>
        member.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            .Where(static access => access is { Expression: IdentifierNameSyntax, Parent: ArgumentSyntax or EqualsValueClauseSyntax or InterpolationSyntax })
            .Any(access => model.GetConstantValue(access) is { HasValue: true, Value: string url }
                && Array.Exists(Hosts, host => url.IndexOf(host, StringComparison.Ordinal) >= 0));

    /// <summary>Gets the providers in the names of a call: <c>calendar.RefreshAsync(googleSecret, token)</c>.</summary>
    private static List<string> NamedIn(SyntaxNode refresh) =>
        refresh.DescendantTokens(static node => node is not AnonymousFunctionExpressionSyntax)
            .Where(static token => token.IsKind(SyntaxKind.IdentifierToken))
            .Select(static token => KnownProviders.NameInIdentifier(token.ValueText))
            .OfType<string>()
            .Distinct()
            .ToList();

    private static IEnumerable<OAuthProvider> InCatalogue() =>
        OAuthProviders.All.Where(static provider => provider.Refresh.Value == OAuthRefreshBehavior.Keeps);
}
