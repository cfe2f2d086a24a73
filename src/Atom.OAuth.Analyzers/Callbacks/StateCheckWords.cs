using Atom.OAuth.Analyzers.Text;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Words that identify checks of the state, and calls that are none. Every entry has a test.</summary>
internal static class StateCheckWords
{
    /// <summary>Calls that check the state they take, or return a result only for an issued state.</summary>
    public static readonly NameTable Checks = new(
        "Validate", "Verify", "Check", "Consume", "Redeem", "Take", "Try Remove", "Try Get Value", "Remove", "Contains", "Is Valid",
        "Match", "Unprotect", "Decrypt", "Pop", "Exists", "Equals", "Sequence Equal", "Fixed Time Equals", "Try Take", "Is Known",
        "Use State", "Ensure", "Try Get", "Try Validate", "Secure Compare", "Get And Delete", "Get And Remove", "Get Delete", "Assert",
        "Confirm", "Compare");

    /// <summary>Calls that return what was stored under a part of the state.</summary>
    public static readonly NameTable Finds = new("^Try Get", "^Try Remove", "^Try Take", "^Try Find");

    /// <summary>Names of stored values that an attacker cannot know, unlike the name of the provider.</summary>
    public static readonly NameTable KeptParts = new("Token $", "Nonce", "Csrf", "Xsrf", "Secret", "Correlation", "State $", "Hash", "Signature");

    /// <summary>Calls that return a result only for data protected by this application: a part of the state is enough.</summary>
    public static readonly NameTable Unprotects = new("Unprotect", "Decrypt");

    /// <summary>Calls that validate an object created from the state.</summary>
    public static readonly NameTable Validations = new("^Validate", "^Verify", "^Is Valid", "^Ensure Valid");

    /// <summary>Calls that validate the shape of a whole object, in which the state is one string.</summary>
    public static readonly NameTable Forms = new("^Try Validate Model $", "^Try Validate Object $", "^Validate Object $");

    /// <summary>The type that validates the shape of a whole object, whatever the method.</summary>
    public const string FormValidator = "IValidator";

    /// <summary>Calls that find a row by its primary key: no check, because anyone can write such a key as the state.</summary>
    public static readonly NameTable KeyLookups = new("^Find $");

    /// <summary>Calls that check the state whatever they take: the whole request, or nothing.</summary>
    public static readonly NameTable Named = new(
        "Validate State",
        "Verify State",
        "Check State",
        "Is Valid State",
        "Is State Valid",
        "State Is Valid",
        "Consume State",
        "Match State",
        "Validate Correlation",
        "Validate Csrf",
        "Verify Csrf",
        "Validate Nonce",
        "Validate Oauth State",
        "Ensure State",
        "State Matches");

    /// <summary>Calls that do something for the user named in the state, and return nothing about the state.</summary>
    public static readonly NameTable Uses = new(
        "^Create", "^Save", "^Set", "^Update", "^Upsert", "^Insert", "^Put", "^Persist",
        "^Sync", "^Synchronize", "^Import", "^Schedule", "^Enqueue", "^Notify");

    /// <summary>Calls that store something for the user named in the state, in methods with available source.</summary>
    public static readonly NameTable Keeps = new("^Save", "^Upsert", "^Insert", "^Persist", "^Add $", "^Put", "^Store Token", "^Store Credential");

    /// <summary>Calls that change what a filter selects.</summary>
    public static readonly NameTable Updates = new("^Update One", "^Update Many", "^Replace One");

    /// <summary>Calls that select the recipient of a message over an open connection: <c>hub.Clients.Client(state)</c>.</summary>
    public static readonly NameTable Audiences = new("^Client $", "^User $", "^Group $");

    /// <summary>The receiver of such calls.</summary>
    public const string Listeners = "Clients";

    /// <summary>Calls of a library's flow that take the user first and then the code.</summary>
    public static readonly NameTable Flows = new("^Exchange Code For Token");

    /// <summary>Words in the names of such a flow.</summary>
    public static readonly NameTable NamesOfFlows = new("Flow");

    /// <summary>Calls that look up something by the state.</summary>
    public static readonly NameTable Lookups = new(
        "^Get",
        "^Find",
        "^Fetch",
        "^Load",
        "^Lookup",
        "^Retrieve",
        "^First",
        "^Single",
        "^Any",
        "^Read",
        "^String Get",
        "^Query",
        "^Where",
        "^Resolve");

    /// <summary>Words in the names of stores for states: a successful lookup proves that the state was issued.</summary>
    public static readonly NameTable Stores = new(
        "State",
        "States",
        "Cache",
        "Session",
        "Nonce",
        "Pending",
        "Flow",
        "Redis",
        "Memory",
        "Store",
        "Csrf",
        "Temp Data",
        "Cookies",
        "Correlation",
        "Attempt",
        "Request Store",
        "Challenge",
        "Transaction",
        "Pairing Request");

    /// <summary>Rows created when a flow starts: finding one by key proves that the state was issued.</summary>
    public static readonly NameTable Rows = new(
        "State", "Session", "Nonce", "Pending", "Flow", "Attempt", "Challenge", "Correlation", "Csrf", "Handshake", "^Login $", "Oauth Login",
        "Login Request", "Oauth Request", "Auth Request", "Authorization Request", "Oauth Ticket", "Pairing Request");

    /// <summary>Names of a row's key.</summary>
    public static readonly NameTable Keys = new("Id $", "Key $");

    /// <summary>Types of parameters bound to a link.</summary>
    public static readonly WordTable TypesOfLinks = new(WordMatch.Whole, StringComparison.Ordinal, "string", "String", "Guid", "int", "long", "StringValues");

    /// <summary>Names for a part of a state that an attacker cannot know: a lookup by it proves that the state was issued.</summary>
    public static readonly NameTable Nonces = new("Nonce", "Csrf", "Xsrf", "Correlation", "Jti");

    /// <summary>Names for the PKCE verifier, which may be looked up by the state.</summary>
    public static readonly NameTable Verifiers = new("Verifier", "Pkce");

    /// <summary>Words for an identity in the state, which does not prove where the state comes from.</summary>
    public static readonly NameTable Identities = new(
        "User",
        "Tenant",
        "Account",
        "Company",
        "Organization",
        "Organisation",
        "Email",
        "Name",
        "Customer",
        "Shop",
        "Team",
        "By Id",
        "Id $",
        "Guid",
        "Username",
        "Client",
        "Guild",
        "Chat",
        "Member",
        "Person",
        "Workspace",
        "Project",
        "Business",
        "Employee",
        "Slug",
        "Key $");

    /// <summary>Calls that compare their arguments, or the receiver with an argument: a check, unless one side is a constant.</summary>
    public static readonly WordTable Comparisons = new(
        WordMatch.Whole, StringComparison.Ordinal, "Equals", "Compare", "SequenceEqual", "FixedTimeEquals");

    /// <summary>The operator that takes only the name, not the value: <c>nameof(state)</c>.</summary>
    public const string NameOf = "nameof";

    /// <summary>Members that are constants.</summary>
    public static readonly WordTable Constants = new(WordMatch.Whole, StringComparison.Ordinal, "Empty", "Null");

    /// <summary>The types of Atom.OAuth that check a state.</summary>
    public static readonly WordTable Parsers = new(
        WordMatch.Whole, StringComparison.Ordinal, "IOAuthStateProtector", "OAuthStateProtectorExtensions", "OAuthStateProtector", "OAuthLocalState");

    /// <summary>The methods of these types that check a state.</summary>
    public static readonly WordTable ParserMethods = new(WordMatch.Whole, StringComparison.Ordinal, "ParseAsync", "Matches");

    /// <summary>Calls that split the state or pass it on: no check.</summary>
    public static readonly NameTable Harmless = new(
        "Log", "Decode", "Encode", "Split", "Parse", "Try Parse", "Deserialize", "From Base", "To Base", "Is Null", "Trim", "Unescape",
        "Escape", "Substring", "Replace", "Starts With", "Ends With", "Index Of", "Get String", "Get Bytes", "Redirect", "Format", "Concat",
        "Read Json Web Token", "Read Jwt", "Read Token", "Can Read", "Write", "Write Line",
        "To String", "Debug", "Info", "Warn", "Error", "Append", "To Lower", "To Upper", "Join", "Convert",
        "Bad Request", "Ok", "Status Code", "Not Found", "Unauthorized", "Json", "Content", "View", "Add", "Try Decode", "Set String",
        "To Array", "Length", "Select", "To List", "Deserialize Object", "Url", "From", "^To", "Extract", "Null Or Empty",
        "Null Or White Space", "Not Null", "Throw If Null");

    /// <summary>Words in the names of values stored since the authorization request.</summary>
    public static readonly NameTable Kept = new(
        "State",
        "Nonce",
        "Csrf",
        "Xsrf",
        "Session",
        "Cookie",
        "Cookies",
        "Temp Data",
        "Cache",
        "Expected",
        "Saved",
        "Stored",
        "Cached",
        "Correlation",
        "Original",
        "Anti Forgery",
        "Secret",
        "Hmac",
        "Signature",
        "Hash");
}
