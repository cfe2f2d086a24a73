using Atom.OAuth.Analyzers.Text;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>What counts as a check of the state, and what is none. Every entry has a test.</summary>
internal static class StateCheckWords
{
    /// <summary>Calls that check the state they take, or can only give an answer for one that was issued.</summary>
    public static readonly NameTable Checks = new(
        "Validate", "Verify", "Check", "Consume", "Redeem", "Take", "Try Remove", "Try Get Value", "Remove", "Contains", "Is Valid",
        "Match", "Unprotect", "Decrypt", "Pop", "Exists", "Equals", "Sequence Equal", "Fixed Time Equals", "Try Take", "Is Known",
        "Use State", "Ensure", "Try Get", "Try Validate", "Secure Compare", "Get And Delete", "Get And Remove", "Get Delete", "Assert",
        "Confirm", "Compare");

    /// <summary>Calls that give out what was kept under a part of the state.</summary>
    public static readonly NameTable Finds = new("^Try Get", "^Try Remove", "^Try Take", "^Try Find");

    /// <summary>What such a thing is called that nobody else can know; what kind of provider it is, anybody does.</summary>
    public static readonly NameTable KeptParts = new("Token $", "Nonce", "Csrf", "Xsrf", "Secret", "Correlation", "State $", "Hash", "Signature");

    /// <summary>Calls that give an answer only for what this application protected: a part of the state will do.</summary>
    public static readonly NameTable Unprotects = new("Unprotect", "Decrypt");

    /// <summary>Calls that check an object which was made from the state.</summary>
    public static readonly NameTable Validations = new("^Validate", "^Verify", "^Is Valid", "^Ensure Valid");

    /// <summary>Calls that see to the form of a whole object, of which the state is one text.</summary>
    public static readonly NameTable Forms = new("^Try Validate Model $", "^Try Validate Object $", "^Validate Object $");

    /// <summary>What sees to the form of a whole object, whatever it is called.</summary>
    public const string FormValidator = "IValidator";

    /// <summary>Calls that find a row by its primary key, which a state that anyone can write is not.</summary>
    public static readonly NameTable KeyLookups = new("^Find $");

    /// <summary>Calls that check the state by themselves, whatever they take: the whole request, or nothing.</summary>
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

    /// <summary>Calls that do something for whom the state names, and give no answer about it.</summary>
    public static readonly NameTable Uses = new(
        "^Create", "^Save", "^Set", "^Update", "^Upsert", "^Insert", "^Put", "^Persist",
        "^Sync", "^Synchronize", "^Import", "^Schedule", "^Enqueue", "^Notify");

    /// <summary>Calls that keep something for whom the state names, in code that is there to look into.</summary>
    public static readonly NameTable Keeps = new("^Save", "^Upsert", "^Insert", "^Persist", "^Add $", "^Put", "^Store Token", "^Store Credential");

    /// <summary>Calls that name who is told something over an open connection: <c>hub.Clients.Client(state)</c>.</summary>
    public static readonly NameTable Audiences = new("^Client $", "^User $", "^Group $");

    /// <summary>What such calls are made on.</summary>
    public const string Listeners = "Clients";

    /// <summary>Calls of a library's flow that take the user first, and then the code.</summary>
    public static readonly NameTable Flows = new("^Exchange Code For Token");

    /// <summary>What such a flow is called.</summary>
    public static readonly NameTable NamesOfFlows = new("Flow");

    /// <summary>Calls that look something up by the state.</summary>
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

    /// <summary>Where states are kept: a lookup there answers for a state that was issued.</summary>
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
        "Transaction");

    /// <summary>Rows that a flow begins with: their key, found again, answers for a state that was issued.</summary>
    public static readonly NameTable Rows = new(
        "State", "Session", "Nonce", "Pending", "Flow", "Attempt", "Challenge", "Correlation", "Csrf", "Handshake", "^Login $", "Oauth Login",
        "Login Request", "Oauth Request", "Auth Request", "Authorization Request", "Oauth Ticket");

    /// <summary>What the key of a row is called.</summary>
    public static readonly NameTable Keys = new("Id $", "Key $");

    /// <summary>Types of what comes with a link.</summary>
    public static readonly WordTable TypesOfLinks = new(WordMatch.Whole, StringComparison.Ordinal, "string", "String", "Guid", "int", "long", "StringValues");

    /// <summary>What a part of a state is called that nobody else can know: kept somewhere, it answers for the state.</summary>
    public static readonly NameTable Nonces = new("Nonce", "Csrf", "Xsrf", "Correlation", "Jti");

    /// <summary>What PKCE's verifier is called, which a state may lead to.</summary>
    public static readonly NameTable Verifiers = new("Verifier", "Pkce");

    /// <summary>Whom a state names is no proof of where it comes from.</summary>
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

    /// <summary>Calls that compare what they take, or what they are called on: a check, unless one side is a constant.</summary>
    public static readonly WordTable Comparisons = new(
        WordMatch.Whole, StringComparison.Ordinal, "Equals", "Compare", "SequenceEqual", "FixedTimeEquals");

    /// <summary>What asks for a name, and takes no value: <c>nameof(state)</c>.</summary>
    public const string NameOf = "nameof";

    /// <summary>Members that stand for a constant.</summary>
    public static readonly WordTable Constants = new(WordMatch.Whole, StringComparison.Ordinal, "Empty", "Null");

    /// <summary>Types whose ParseAsync checks a state.</summary>
    public static readonly WordTable Parsers = new(
        WordMatch.Whole, StringComparison.Ordinal, "IOAuthStateProtector", "OAuthStateProtectorExtensions", "OAuthStateProtector", "OAuthLocalState");

    /// <summary>What they check a state with.</summary>
    public static readonly WordTable ParserMethods = new(WordMatch.Whole, StringComparison.Ordinal, "ParseAsync", "Matches");

    /// <summary>Calls that take the state apart or hand it on: no check.</summary>
    public static readonly NameTable Harmless = new(
        "Log", "Decode", "Encode", "Split", "Parse", "Try Parse", "Deserialize", "From Base", "To Base", "Is Null", "Trim", "Unescape",
        "Escape", "Substring", "Replace", "Starts With", "Ends With", "Index Of", "Get String", "Get Bytes", "Redirect", "Format", "Concat",
        "Read Json Web Token", "Read Jwt", "Read Token", "Can Read", "Write", "Write Line",
        "To String", "Debug", "Info", "Warn", "Error", "Append", "To Lower", "To Upper", "Join", "Convert",
        "Bad Request", "Ok", "Status Code", "Not Found", "Unauthorized", "Json", "Content", "View", "Add", "Try Decode", "Set String",
        "To Array", "Length", "Select", "To List", "Deserialize Object", "Url", "From", "^To", "Extract", "Null Or Empty",
        "Null Or White Space", "Not Null", "Throw If Null");

    /// <summary>What a value that was kept since the authorization request is called.</summary>
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
