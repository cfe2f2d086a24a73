using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.Providers;

/// <summary>Classifies the names of methods, types and variables.</summary>
internal static class NameMarks
{
    /// <summary>Parts of the names of methods and types that are related to OAuth.</summary>
    private static readonly WordTable OAuthWords = new(
        WordMatch.Part,
        StringComparison.OrdinalIgnoreCase,
        "Token", "OAuth", "OpenId", "Oidc", "UserInfo", "AuthorizationCode", "AuthCode", "ExchangeCode", "Introspect", "Authoriz",
        "DeviceCode");

    /// <summary>Tokens that are unrelated to OAuth.</summary>
    private static readonly WordTable OtherTokens = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "CancellationToken");

    /// <summary>Further parts of the names of types that make OAuth calls.</summary>
    private static readonly WordTable TypeWords = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "Auth", "ExternalLogin");

    /// <summary>First words of the names of types that name no provider.</summary>
    private static readonly WordTable GeneralWords = new(
        WordMatch.Whole,
        StringComparison.OrdinalIgnoreCase,
        "Http", "Rest", "Api", "Auth", "Oauth", "Oauth2", "Openid", "Oidc", "Authentication", "Authorization", "Authorized", "Identity", "Account",
        "User", "Token", "Tokens", "Access", "Client", "Base", "External", "Default", "Web", "Server", "Backend", "Data", "Service", "My", "App",
        "Application", "Integration", "Provider", "Remote", "Secure", "Login");

    /// <summary>Prefixes of the names of OAuth endpoints.</summary>
    private static readonly string[] EndpointSubjects =
    {
        "Token", "UserInfo", "UserInformation", "OAuth", "OAuth2", "Introspection", "Revocation", "DeviceCode", "DeviceAuthorization",
        "PushedAuthorization", "PushedAuthorizationRequest",
    };

    /// <summary>Suffixes of the names of endpoints.</summary>
    public static readonly WordTable EndpointSuffixes = new(
        WordMatch.End, StringComparison.OrdinalIgnoreCase, "Endpoint", "Url", "Uri", "Address", "EndpointUri", "EndpointUrl", "Path");

    /// <summary>The keys of a token request.</summary>
    public static readonly WordTable GrantKeys = new(
        WordMatch.Whole, StringComparison.Ordinal, "grant_type", "refresh_token", "code_verifier", "client_assertion");

    /// <summary>The key of the client secret.</summary>
    public static readonly WordTable SecretKeys = new(WordMatch.Whole, StringComparison.Ordinal, "client_secret");

    /// <summary>The names of variables and members that contain the value of such a key.</summary>
    public static readonly WordTable GrantNames = new(
        WordMatch.Whole, StringComparison.Ordinal, "GrantType", "grantType");

    /// <summary>The names of variables and members that contain the client secret.</summary>
    public static readonly WordTable SecretNames = new(
        WordMatch.Whole, StringComparison.Ordinal, "ClientSecret", "clientSecret", "_clientSecret");

    /// <summary>Parts of names that refer to OAuth, whatever they are the names of.</summary>
    public static readonly WordTable OAuth = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "OAuth");

    /// <summary>Suffixes of the names of variables and members that may contain a URL.</summary>
    public static readonly WordTable UrlSuffixes = new(
        WordMatch.End, StringComparison.OrdinalIgnoreCase, "url", "uri", "endpoint", "address", "host", "base", "authority", "api", "path");

    /// <summary>Recognizes a method, or a type being read, that is named after OAuth.</summary>
    public static bool IsOAuthName(string name) =>
        OAuthWords.Matches(name) && !OtherTokens.Matches(name);

    /// <summary>Recognizes a type that makes OAuth calls; AuthService and GoogleAuthProvider, too, because a weak mark alone is not enough.</summary>
    public static bool IsOAuthTypeName(string name) => IsOAuthName(name) || TypeWords.Matches(name);

    /// <summary>Returns true if the names of two types start with the same proper name: <c>ZoomClient</c>, <c>ZoomAuthService</c>.</summary>
    public static bool ShareName(string type, string other) =>
        NameTable.Words(type).FirstOrDefault() is { } first
        && other.StartsWith(first, StringComparison.Ordinal)
        && NameTable.Words(other).FirstOrDefault() == first
        && !GeneralWords.Matches(first);

    /// <summary>Recognizes TokenEndpoint, UserInformationEndpoint, _tokenUrl, …</summary>
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

    /// <summary>Recognizes a variable or member that may contain a URL, and is worth looking up.</summary>
    public static bool MayHoldUrl(string name) => UrlSuffixes.Matches(name);

    /// <summary>Returns true if the type being read has a member <c>access_token</c>, by its name or by an attribute.</summary>
    public static bool HasTokenMembers(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { SpecialType: SpecialType.None })
        {
            return false;
        }

        // Attributes are bound one by one, and the text shows that nearly no type has such a member.
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
