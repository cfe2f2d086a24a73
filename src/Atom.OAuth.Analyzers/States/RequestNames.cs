using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.States;

/// <summary>The vocabulary of authorization requests: parameters, and names in the code around them.</summary>
internal static class RequestNames
{
    /// <summary>The only one of the parameters that is not found on other consent pages, such as Trello's.</summary>
    public const string ResponseType = "response_type";

    /// <summary>The parameter that names the address of the callback.</summary>
    public const string RedirectUri = "redirect_uri";

    /// <summary>The PKCE parameter, which only authorization requests have.</summary>
    public const string CodeChallenge = "code_challenge";

    /// <summary>A parameter of token requests.</summary>
    public const string ClientSecret = "client_secret";

    private const string TokenPath = "/token";

    /// <summary>Parts of the response types that return to the redirect URI (OAuth 2.0 Multiple Response Type Encoding Practices).</summary>
    public static readonly WordTable Answers = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "code", "token", "none");

    /// <summary>Parameters that other requests have too, but only authorization requests have two of them.</summary>
    public static readonly string[] RequestKeys = { "client_id", RedirectUri, ResponseType };

    /// <summary>Other spellings of them, in URLs only: as keys they are settings.</summary>
    private static readonly (string Spelling, string Key)[] Spellings =
    {
        ("clientid", "client_id"), ("client_key", "client_id"), ("appid", "client_id"), ("app_id", "client_id"),
        ("redirecturi", "redirect_uri"), ("redirect_url", "redirect_uri"), ("responsetype", "response_type"),
    };

    /// <summary>A request with one of these goes to another endpoint, or has been pushed.</summary>
    private static readonly string[] OtherRequestKeys =
    {
        "grant_type", ClientSecret, "code", "refresh_token", "code_verifier", "assertion", "client_assertion", "device_code", "token",
        "access_token", "post_logout_redirect_uri", "id_token_hint", "logout_uri", "request_uri", "request",
    };

    /// <summary>A request with a client, a state and one of these is an authorization request.</summary>
    private static readonly string[] ConsentKeys =
    {
        "scope", "nonce", "prompt", "access_type", CodeChallenge, "code_challenge_method", "response_mode", "login_hint", "show_dialog",
        "approval_prompt", "bot_scope", "user_scope", "token_access_type", "owner",
    };

    /// <summary>All parameters that are recognized in text.</summary>
    private static readonly HashSet<string> Keys = new(
        RequestKeys.Concat(OtherRequestKeys).Concat(ConsentKeys).Append(StateNames.State),
        StringComparer.Ordinal);

    /// <summary>Parts of the paths of authorization endpoints.</summary>
    private static readonly string[] EndpointPaths =
    {
        "/authorize", "/authorise", "/authorization", "/oauth2/auth", "oauth2/v2/auth", "/dialog/oauth", "/oauth/auth", "/oauth/v2/auth",
        "openid-connect/auth", "/oauth20_authorize", "/connect/qrconnect", "/oauth/choose_account",
    };

    /// <summary>Parts of the paths of other endpoints, such as token and logout.</summary>
    private static readonly string[] OtherPaths =
    {
        TokenPath, "access_token", "oauth.v2.access", "oauth.access", "/logout", "/signout", "endsession", "end_session", "/revoke",
    };

    /// <summary>Parts of the names of variables that hold another endpoint.</summary>
    private static readonly string[] OtherEndpointNames = { "token", "logout", "signout", "endsession", "end_session", "revoke", "revocation" };

    /// <summary>Parts of the names of variables that hold an authorization endpoint: AuthorizeUrl, _authorizationEndpoint, OAUTH_URL.</summary>
    private static readonly string[] EndpointNames =
    {
        "authoriz", "authoris", "authurl", "auth_url", "authuri", "authendpoint", "oauthurl", "oauth_url",
    };

    /// <summary>The header with a similar name: a request with this header is not an authorization request.</summary>
    private const string Header = "Authorization";

    /// <summary>The words of a file that may contain an authorization request; the first filter.</summary>
    public static readonly string[] RequestWords = { "client_", "redirect_ur", "response_type", "appid=", "app_id=", "clientId=" };

    /// <summary>A file that mentions a state but none of these words does not use OAuth.</summary>
    public static readonly string[] OAuthWords = { "Auth", "auth", "Callback", "callback", "Connect", "Login", "AccessToken" };

    /// <summary>The names of constants that hold the keys of a request.</summary>
    public static readonly string[] KeyConstants =
    {
        "ClientId", "RedirectUri", "ResponseType", "Scope", "State", "Nonce", "Prompt", "AccessType", "CodeChallenge", "GrantType",
        "ClientSecret", "Code", "CodeVerifier", "RefreshToken", "Token", "AccessToken",
    };

    /// <summary>The text of a function that composes a request contains one of these.</summary>
    public static readonly string[] RequestTexts =
        RequestWords.Concat(new[] { "\"state\"", "state=", "state =", ".RedirectUri" }).ToArray();

    /// <summary>The tokens at which the search for requests begins.</summary>
    public static readonly string[] SearchWords = RequestWords.Append(StateNames.State).Append("Format").ToArray();

    /// <summary>Parts of the names of methods that build an authorization request, together with <see cref="RequestForms"/>.</summary>
    public static readonly string[] RequestSubjects = { "Authori", "OAuth", "Auth", "Login", "SignIn", "Consent", "Connect", "Install", "Challenge" };

    /// <summary>Parts of the names of types whose State belongs to an authorization request, together with <see cref="RequestForms"/>.</summary>
    private static readonly string[] RequestTypeSubjects = { "Authoriz", "Authoris", "OAuth", "LoginRequest" };

    /// <summary>Parts of the names of code that deals with OAuth.</summary>
    private static readonly string[] OAuthNames = { "OAuth", "OpenId", "Oidc", "Authoriz", "Authoris" };

    /// <summary>The names of members that hold the state of a request.</summary>
    public static readonly string[] Members = { "State", StateNames.State };

    /// <summary>Words for the result, in the names of methods that build an authorization request.</summary>
    private static readonly string[] RequestForms = { "Url", "Uri", "Link", "Request", "Redirect", "Address" };

    /// <summary>Parts of the names of methods that build other requests.</summary>
    private static readonly string[] OtherRequests =
    {
        "Token", "Callback", "HttpRequest", "Exchange", "Logout", "SignOut", "Response", "Handler", "Listen",
    };

    /// <summary>Objects that keep a value within the application and do not send it.</summary>
    private static readonly string[] Stores =
    {
        "TempData", "ViewData", "ViewBag", "Session", "Cookie", "Cache", "Header", "ModelState", "RouteData", "Items", "Properties",
        "Claims", "Log", "Config", "Settings",
    };

    /// <summary>Calls that add a parameter to a request.</summary>
    private static readonly HashSet<string> Adders = new(StringComparer.Ordinal)
    {
        "Add", "TryAdd", "Append", "Set", "Create", "AddQueryParameter", "AddParameter", "AddOrUpdateParameter", "SetQueryParam",
        "SetQueryParameter", "AddQueryString", "AddQuery", "SetParameter", "AppendQueryParam", "AddQueryParam", "WithParameter",
        "WithQueryParam", "AppendParameter", "AppendQuery", "SetQuery", "Param", "Query",
    };

    /// <summary>Calls that compose a URL.</summary>
    private static readonly HashSet<string> Composers = new(StringComparer.Ordinal) { "Format", "FormatWith", "AddQueryString" };

    /// <summary>Calls that convert bytes to text.</summary>
    private static readonly HashSet<string> Encoders = new(StringComparer.Ordinal)
    {
        "ToBase64String", "Base64UrlEncode", "ToHexString", "EncodeToString", "EncodeBytes",
    };

    /// <summary>Calls that create random text.</summary>
    private static readonly string[] RandomWords =
    {
        "NewGuid", "Random", "RNGCrypto", "CreateUniqueId", "CreateVersion7", "Nonce", "NewUlid", "Ulid", "Nanoid", "UniqueId",
    };

    /// <summary>Calls that encode a parameter.</summary>
    private static readonly HashSet<string> Wrappers = new(StringComparer.Ordinal)
    {
        "EscapeDataString", "UnescapeDataString", "EscapeUriString", "UrlEncode", "UrlDecode", "UrlPathEncode", "Encode", "HtmlEncode",
        "UrlEncodeToUpper",
    };

    /// <summary>Members that return the same text, or an element, in another form.</summary>
    private static readonly HashSet<string> Reshaping = new(StringComparer.Ordinal)
    {
        "ToString", "Trim", "TrimEnd", "TrimStart", "ToLower", "ToLowerInvariant", "ToUpper", "ToUpperInvariant", "Replace",
        "FirstOrDefault", "First", "Single", "SingleOrDefault", "Last", "LastOrDefault",
    };

    /// <summary>Parts of the names of format strings for a request.</summary>
    private static readonly string[] TemplateNames = { "url", "uri", "auth", "endpoint", "format", "template", "link" };

    /// <summary>Calls that navigate a browser to a URL.</summary>
    private static readonly string[] Openers = { "Redirect", "NavigateTo", "OpenBrowser", "OpenUrl", "LaunchUri" };

    public static bool OpensAddress(string name) => AnyCase.ContainsAny(name, Openers);

    public static bool IsKey(string text) => Keys.Contains(text);

    public static bool IsRequestKey(string key) => RequestKeys.Contains(key);

    public static bool IsConsentKey(string key) => ConsentKeys.Contains(key);

    public static bool IsOtherRequestKey(string key) => OtherRequestKeys.Contains(key);

    /// <summary>Gets the key for the spelling of a parameter in a URL.</summary>
    public static string KeyOf(string spelling)
    {
        var lower = spelling.ToLowerInvariant();
        foreach (var (other, key) in Spellings)
        {
            if (lower == other)
            {
                return key;
            }
        }

        return lower;
    }

    public static bool HasEndpointPath(string text) => AnyCase.ContainsAny(text, EndpointPaths) && !AnyCase.Contains(text, TokenPath);

    public static bool HasOtherPath(string text) => AnyCase.ContainsAny(text, OtherPaths);

    public static bool IsOtherEndpointName(string name) => AnyCase.ContainsAny(name, OtherEndpointNames);

    public static bool IsEndpointName(string name) => AnyCase.ContainsAny(name, EndpointNames) && name != Header;

    /// <summary>Matches methods and types that create a request: GetAuthorizationUrl, BuildLoginUri, CreateAuthorizationCodeRequest.</summary>
    public static bool IsRequestName(string name) =>
        AnyCase.ContainsAny(name, RequestSubjects) && AnyCase.ContainsAny(name, RequestForms) && !AnyCase.ContainsAny(name, OtherRequests);

    /// <summary>Matches types whose State belongs to an authorization request.</summary>
    public static bool IsRequestTypeName(string name) =>
        AnyCase.ContainsAny(name, RequestTypeSubjects) && AnyCase.ContainsAny(name, RequestForms) && !AnyCase.ContainsAny(name, OtherRequests);

    public static bool IsOAuthName(string name) => AnyCase.ContainsAny(name, OAuthNames);

    /// <summary>Returns true for the type of a text, or if the type is omitted.</summary>
    public static bool IsText(TypeSyntax? type) => type is null || type.IsTextOfRequest();

    /// <summary>Returns true for a format string that may be a URL: it contains a state, or its name suggests it.</summary>
    public static bool MayBeTemplate(string format) => AnyCase.Contains(format, "state={") || AnyCase.ContainsAny(format, TemplateNames);

    /// <summary>Returns true if a variable may hold an authorization request, so that its type should be looked up.</summary>
    public static bool MayBeRequestVariable(string name) =>
        AnyCase.ContainsAny(name, RequestForms)
            || AnyCase.ContainsAny(name, RequestSubjects)
            || name.EndsWith("req", StringComparison.OrdinalIgnoreCase);

    public static bool PutsTogether(string name) => Composers.Contains(name);

    public static bool EncodesBytes(string name) => Encoders.Contains(name);

    public static bool IsAdder(string name) => Adders.Contains(name);

    public static bool IsStore(string receiver) => AnyCase.ContainsAny(receiver, Stores);

    public static bool IsRandom(string name) => AnyCase.ContainsAny(name, RandomWords);

    public static bool IsWrapper(string name) =>
        Wrappers.Contains(name) || AnyCase.Contains(name, "UrlEncode") || AnyCase.Contains(name, "UrlDecode");

    public static bool IsReshaping(string name) => Reshaping.Contains(name);
}
