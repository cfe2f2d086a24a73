using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Providers;

/// <summary>What the names of methods, types and variables say.</summary>
internal static class NameMarks
{
    /// <summary>What the name of a method or type that has to do with OAuth has in it.</summary>
    private static readonly WordTable OAuthWords = new(
        WordMatch.Part,
        StringComparison.OrdinalIgnoreCase,
        "Token", "OAuth", "OpenId", "Oidc", "UserInfo", "AuthorizationCode", "AuthCode", "ExchangeCode", "Introspect", "Authoriz",
        "DeviceCode");

    /// <summary>Tokens that have nothing to do with OAuth.</summary>
    private static readonly WordTable OtherTokens = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "CancellationToken");

    /// <summary>What beside them is in the name of a type that makes OAuth calls.</summary>
    private static readonly WordTable TypeWords = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "Auth", "ExternalLogin");

    /// <summary>How the name of an endpoint of OAuth begins.</summary>
    private static readonly string[] EndpointSubjects =
    {
        "Token", "UserInfo", "UserInformation", "OAuth", "OAuth2", "Introspection", "Revocation", "DeviceCode", "DeviceAuthorization",
        "PushedAuthorization", "PushedAuthorizationRequest",
    };

    /// <summary>How the name of an endpoint ends.</summary>
    public static readonly WordTable EndpointSuffixes = new(
        WordMatch.End, StringComparison.OrdinalIgnoreCase, "Endpoint", "Url", "Uri", "Address", "EndpointUri", "EndpointUrl", "Path");

    /// <summary>The keys of a token request.</summary>
    public static readonly WordTable GrantKeys = new(
        WordMatch.Whole, StringComparison.Ordinal, "grant_type", "refresh_token", "code_verifier", "client_assertion");

    /// <summary>The key of the client's secret.</summary>
    public static readonly WordTable SecretKeys = new(WordMatch.Whole, StringComparison.Ordinal, "client_secret");

    /// <summary>What variables and members that hold such a key's value are called.</summary>
    public static readonly WordTable GrantNames = new(
        WordMatch.Whole, StringComparison.Ordinal, "GrantType", "grantType");

    /// <summary>What variables and members that hold the client's secret are called.</summary>
    public static readonly WordTable SecretNames = new(
        WordMatch.Whole, StringComparison.Ordinal, "ClientSecret", "clientSecret", "_clientSecret");

    /// <summary>What is in a name that speaks of OAuth, whatever it is the name of.</summary>
    public static readonly WordTable OAuth = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "OAuth");

    /// <summary>How the names of variables and members that may hold a URL end.</summary>
    public static readonly WordTable UrlSuffixes = new(
        WordMatch.End, StringComparison.OrdinalIgnoreCase, "url", "uri", "endpoint", "address", "host", "base", "authority", "api", "path");

    /// <summary>A method or a type that is read, named after OAuth.</summary>
    public static bool IsOAuthName(string name) =>
        OAuthWords.Matches(name) && !OtherTokens.Matches(name);

    /// <summary>A type that makes OAuth calls; AuthService and GoogleAuthProvider too, for a weak mark decides nothing alone.</summary>
    public static bool IsOAuthTypeName(string name) => IsOAuthName(name) || TypeWords.Matches(name);

    /// <summary>TokenEndpoint, UserInformationEndpoint, _tokenUrl, …</summary>
    public static bool IsEndpointProperty(string name)
    {
        foreach (var suffix in EndpointSuffixes)
        {
            if (!name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var length = name.Length - suffix.Length;
            if (EndpointSubjects.Any(subject => length >= subject.Length
                && string.Compare(name, length - subject.Length, subject, 0, subject.Length, StringComparison.OrdinalIgnoreCase) == 0))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A variable or member that may hold a URL, worth looking up.</summary>
    public static bool MayHoldUrl(string name) => UrlSuffixes.Matches(name);

    /// <summary>True for <c>access_token</c> in either spelling among the members of the type that is read.</summary>
    public static bool HasTokenMembers(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { SpecialType: SpecialType.None })
        {
            return false;
        }

        // Attributes are bound one by one, and the text tells that nearly no type has such a member.
        if (type.DeclaringSyntaxReferences is { IsEmpty: false } declarations
            && !declarations.Any(static declaration => declaration.GetSyntax().Mentions("ccess")))
        {
            return false;
        }

        foreach (var member in type.GetMembers())
        {
            if (member is IPropertySymbol or IFieldSymbol && (member.Name == "access_token" || member.GetAttributes().Any(NamesAccessToken)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool NamesAccessToken(AttributeData attribute) =>
        attribute.ConstructorArguments.Any(IsAccessToken) || attribute.NamedArguments.Any(static argument => IsAccessToken(argument.Value));

    private static bool IsAccessToken(TypedConstant value) =>
        value is { Kind: TypedConstantKind.Primitive, Value: "access_token" };
}
