using Atom.OAuth.Analyzers.Text;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Names of the state, in the request and in the callback.</summary>
internal static class StateNames
{
    public const string State = "state";

    /// <summary>Code without this word, in any case, has nothing to do with a state.</summary>
    public static readonly string[] SearchWords = { State };

    /// <summary>The keys of the state in a query or form.</summary>
    public static readonly WordTable Keys = new(WordMatch.Whole, StringComparison.Ordinal, State);

    /// <summary>Names of a callback's parameters and properties that receive the state, because it may have other states as well.</summary>
    public static readonly WordTable OfCallbacks = new(
        WordMatch.Whole,
        StringComparison.OrdinalIgnoreCase,
        State,
        "oauthState",
        "oauth_state",
        "stateToken",
        "stateNonce",
        "returnedState",
        "receivedState",
        "stateParam");

    /// <summary>Words that may follow <c>state</c> in the name of a state.</summary>
    private static readonly WordTable StateSuffixes = new(
        WordMatch.Whole,
        StringComparison.OrdinalIgnoreCase,
        "value", "token", "key", "param", "parameter", "string", "id", "json", "base64", "b64", "payload", "nonce", "text", "str",
        "encoded", "guid");

    /// <summary>Words that may precede <c>state</c> in the name of a state.</summary>
    private static readonly WordTable PlainPrefixes = new(
        WordMatch.Whole,
        StringComparison.OrdinalIgnoreCase,
        "oauth", "oauth2", "auth", "authorization", "csrf", "xsrf", "antiforgery", "encoded", "encrypted", "protected", "signed",
        "random", "generated", "login", "connect", "request", "security", "new", "get", "create", "build", "generate", "make");

    /// <summary>States unrelated to OAuth.</summary>
    private static readonly WordTable OtherStates = new(
        WordMatch.End,
        StringComparison.OrdinalIgnoreCase,
        "modelstate", "relaystate", "authenticationstate", "entitystate", "sessionstate", "viewstate", "appstate", "applicationstate",
        "estate", "componentstate", "uistate", "gamestate", "connectionstate", "taskstate", "threadstate");

    /// <summary>Returns true for state, oauthState, stateToken; not for ModelState, estate or statement.</summary>
    public static bool IsStateName(string name)
    {
        name = name.TrimStart('_').Replace("_", "");
        return name.EndsWith(State, StringComparison.OrdinalIgnoreCase)
            ? !OtherStates.Matches(name)
            : LastStateIn(name) is >= 0 and var at
                && StateSuffixes.Matches(name.Substring(at + State.Length))
                && (at == 0 || char.IsUpper(name[at]));
    }

    /// <summary>Returns true for a name that can only mean the state of a request: state, _oauthState, csrfState.</summary>
    public static bool IsPlainStateName(string name)
    {
        name = name.TrimStart('_').Replace("_", "");
        return IsStateName(name) && LastStateIn(name) is >= 0 and var at && (at == 0 || PlainPrefixes.Matches(name.Substring(0, at)));
    }

    private static int LastStateIn(string name) => name.LastIndexOf(State, StringComparison.OrdinalIgnoreCase);
}
