using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Text;

namespace Atom.OAuth.Analyzers.Errors;

/// <summary>A part of an OAuth error: its code, its description, or the whole body with both.</summary>
internal enum ErrorPart
{
    None,

    /// <summary><c>error</c> (RFC 6749, sections 4.1.2.1 and 5.2), and other names that providers use.</summary>
    Code,

    /// <summary><c>error_description</c>, and other names that providers use.</summary>
    Description,

    /// <summary>The text of the provider's response.</summary>
    Body,
}

/// <summary>The names of OAuth errors: keys of a query or of JSON, parameters and members.</summary>
internal static class ErrorNames
{
    // In any spelling: error_description, ErrorDescription, errorDescription.
    private static readonly Dictionary<string, ErrorPart> Parts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["error"] = ErrorPart.Code,
        ["errorcode"] = ErrorPart.Code,
        ["remoteerror"] = ErrorPart.Code,
        ["oautherror"] = ErrorPart.Code,
        ["errordescription"] = ErrorPart.Description,
        ["errordesc"] = ErrorPart.Description,
        ["errorreason"] = ErrorPart.Description,
        ["errormessage"] = ErrorPart.Description,
        ["errordetail"] = ErrorPart.Description,
        ["errordetails"] = ErrorPart.Description,
        ["errorsummary"] = ErrorPart.Description,
    };

    /// <summary>The same names as a table of words.</summary>
    public static readonly WordTable NamesOfParts = new(WordMatch.Whole, StringComparison.OrdinalIgnoreCase, Parts.Keys.ToArray());

    /// <summary>Members that hold an error only if their object is an error.</summary>
    private static readonly Dictionary<string, ErrorPart> PartsOfErrors = new(StringComparer.OrdinalIgnoreCase)
    {
        ["code"] = ErrorPart.Code,
        ["type"] = ErrorPart.Code,
        ["message"] = ErrorPart.Description,
        ["msg"] = ErrorPart.Description,
        ["description"] = ErrorPart.Description,
        ["detail"] = ErrorPart.Description,
        ["reason"] = ErrorPart.Description,
    };

    /// <summary>Further keys that identify an OAuth callback.</summary>
    public static readonly string[] CallbackNames =
    {
        "code", "state", "scope", "authorizationCode", "authCode", "error_description", "errorDescription",
    };

    /// <summary>A type without one of these, in any case, has nothing to do with OAuth.</summary>
    public static readonly string[] WordsOfTypes =
    {
        "oauth", "grant_type", "access_token", "accesstoken", "refreshtoken", "refresh_token", "client_secret", "clientsecret", "/token",
        "tokenendpoint", "tokenurl", "tokenresp", "tokenresult", "tokenasync", "callback", "remoteError", "error_description",
        "errordescription", "exchangecode", "authorizationcode", "authcode", "openid", "\"code\"",
    };

    /// <summary>A member without one of these handles no OAuth error: they occur in the names of all sources, and in all reads of a body.</summary>
    public static readonly string[] WordsOfSources =
    {
        "error", "content", "ReadAs", "ReadTo", "GetString", "Download", "Upload", "body", "token",
    };

    /// <summary>Keys that only OAuth uses.</summary>
    private static readonly WordTable OAuthKeys = new(WordMatch.Whole, StringComparison.Ordinal, "error_description", "error_reason", "error_uri");

    /// <summary>Parts of the names of methods that handle an OAuth callback.</summary>
    private static readonly WordTable CallbackWords = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "Callback", "OAuth", "ExternalLogin");

    /// <summary>Parts of the names of exceptions for OAuth errors.</summary>
    private static readonly WordTable OAuthExceptions = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "Token", "OAuth");

    /// <summary>First words of the names of calls that only get something.</summary>
    private static readonly NameTable Getters = new("^Get", "^List", "^Fetch", "^Load", "^Read");

    /// <summary>What comes behind it in the name of such a call is not what the call gets.</summary>
    private const string Addition = "With";

    /// <summary>Types with the tokens of a parser.</summary>
    private static readonly WordTable Parsers = new(WordMatch.Whole, StringComparison.Ordinal, "JToken", "JsonToken", "JsonTokenType", "Tokenizer");

    /// <summary>Parts of the names of other such types.</summary>
    private static readonly WordTable ParserWords = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "SyntaxToken");

    public static ErrorPart Part(string name) => Parts.TryGetValue(Plain(name), out var part) ? part : ErrorPart.None;

    public static ErrorPart PartOfError(string name) => PartsOfErrors.TryGetValue(Plain(name), out var part) ? part : ErrorPart.None;

    /// <summary>Returns true for <c>error_description</c> and other keys that only OAuth uses.</summary>
    public static bool IsOAuthKey(string key) => OAuthKeys.Matches(key);

    /// <summary>Returns true for the name of a type or call that returns tokens or OAuth errors.</summary>
    public static bool IsOAuthName(string name) =>
        NameMarks.IsOAuthName(name)
            && !LooksLikeParser(name)
            && (!name.EndsWith("Exception", StringComparison.Ordinal) || OAuthExceptions.Matches(name));

    /// <summary>
    /// The same for a call. <c>GetTeamWithOAuthScopesAsync</c> gets a team: its scopes come with it, and what it sends with the request is no matter.
    /// </summary>
    public static bool IsOAuthCall(string name) =>
        IsOAuthName(name.IndexOf(Addition, StringComparison.Ordinal) is var at and > 0 && Getters.Matches(name) ? name.Substring(0, at) : name);

    /// <summary>Returns true for the name of a method that handles an OAuth callback.</summary>
    public static bool IsCallbackName(string name) => CallbackWords.Matches(name);

    private static bool LooksLikeParser(string name) =>
        Parsers.Matches(name) || ParserWords.Matches(name);

    private static string Plain(string name) => name.Replace("_", "");
}
