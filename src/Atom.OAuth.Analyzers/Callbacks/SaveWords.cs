using Atom.OAuth.Analyzers.Text;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Words that identify code that stores tokens for later API calls. Every entry has a test.</summary>
internal static class SaveWords
{
    /// <summary>Calls that store their argument, whatever the receiver.</summary>
    public static readonly NameTable Calls = new(
        "Save", "Store", "Persist", "Upsert", "Insert", "Add Or Update", "Create Or Update", "Save Or Update", "Write All", "Write Token",
        "Set Token", "Set Access Token", "Set Refresh Token", "Set Credential", "Add Token", "Update Token", "Update Access Token",
        "Update Refresh Token", "Update Authentication Token", "Set Authentication Token", "Put Token", "Keep Token", "Record Token",
        "Remember Token", "Set Secret", "Replace One", "Update One", "Connect Account", "Link Account", "Create Connection",
        "Update Connection", "Register Token", "Put Item", "String Set", "Set Environment Variable", "Add With Value", "To File",
        "Append All", "Hash Set", "Execute Update", "Find And Update", "Find And Replace", "Create Item", "Update Item", "Patch Item",
        "Replace Item", "Add Entity", "Update Entity", "Put Object", "Put Parameter", "Put String", "Insertable", "Updateable", "Storageable",
        "Index Document", "Transact Write", "Batch Write", "Bulk Write");

    /// <summary>Calls that store their argument if the receiver outlives the request.</summary>
    public static readonly NameTable CallsOnStores = new("^Add", "^Try Add", "^Keep", "^Remember", "^Set", "^Update", "^Create", "^Put", "^Write",
        "^Replace", "^Merge", "^Register", "^Attach", "^Complete", "^Connect", "^Link", "^Upload", "^Patch");

    /// <summary>SQL statements that write, and the command type of stored procedures.</summary>
    public static readonly string[] Statements = { "INSERT ", "UPDATE ", "MERGE ", "insert into", "update ", "merge into", "StoredProcedure" };

    /// <summary>Calls that execute a statement.</summary>
    public static readonly NameTable Runs = new("^Execute", "^Query", "^Run");

    /// <summary>Names of objects that outlive the request.</summary>
    public static readonly NameTable Stores = new(
        "Db", "Context", "Secrets", "Prefs", "Repository", "Repo", "Store", "Storage", "Dao", "Service", "Manager", "Cache", "Vault", "Settings",
            "Uow", "Unit Of Work", "Table", "Bus", "Collection", "Database", "Session Factory", "Tokens", "Accounts", "Connections", "Users",
            "Integrations", "Credentials", "Set", "Grain", "Actor", "Data", "Configs", "Bll", "Dal", "Doc", "Document", "Preferences",
            "Firebase", "Firestore", "Supabase", "Registry", "Realm", "Key Chain", "Keychain", "Blob");

    /// <summary>Names of stores, or of their types, that keep connections for later API calls, unlike those of users and their logins.</summary>
    public static readonly NameTable StoresOfConnections = new(
        "Connected Account", "Linked Account", "Connections", "Connection Store", "Connection Repository", "Connection Service",
        "Connection Manager", "Integration");

    /// <summary>Types of objects that outlive the request, whatever the name of the variable: <c>ILinkRepository links</c>.</summary>
    public static readonly NameTable StoreTypes = new(
        "Repository", "Repositorio", "Repo", "Store", "Storage", "Dao", "Db", "Data Context", "Unit Of Work", "Vault", "Mongo Collection", "Lite Collection",
        "Collector $", "Table Client", "Registry $", "Links $", "Connections $", "Accounts $");

    /// <summary>Those of the types that only keep what their methods say they keep: a registry of logins tells who waits, too.</summary>
    public static readonly NameTable Lists = new("Registry $", "Links $", "Connections $", "Accounts $", "Navigation Store $");

    /// <summary>Names in an initializer of such an object, whatever the variable: <c>var rows = db.GetCollection()</c>.</summary>
    public static readonly NameTable Makers = new(
        "Get Collection", "Table Client", "Table Reference", "Sub Key", "Repository", "Db Context", "Data Context", "Unit Of Work", "Vault $");

    /// <summary>Methods that only a database session has, which tell it from an HTTP session.</summary>
    public static readonly NameTable CallsOnSessions = new("^Store $", "^Save Changes $", "^Save Or Update $", "^Persist $");

    /// <summary>Calls on an object that save the object itself.</summary>
    public static readonly NameTable OwnSaves = new("^Save $", "^Persist $", "^Insert $", "^Upsert $", "^Save Or Update $");

    /// <summary>Calls that add something to a collection.</summary>
    public static readonly NameTable Additions = new("^Add", "^Try Add", "^Set", "^Push", "^Enqueue", "^Insert", "^Get Or Add");

    /// <summary>Calls that write an object to a stream: <c>JsonSerializer.SerializeAsync(file, token)</c>.</summary>
    public static readonly NameTable Serializations = new("^Serialize");

    /// <summary>Calls that take a refresh token without storing it.</summary>
    public static readonly NameTable Uses = new(
        "Revoke", "Refresh $", "Validate", "Verify", "Introspect", "Delete", "Remove", "Log", "Logger", "Send", "Invoke", "Invalidate", "Check",
        "Header", "Claim", "Authenticate", "Format", "Show", "Display", "Print", "Write Line", "Equal", "Throw", "Assert", "Contains");

    /// <summary>Calls on a store that pass a token on, or get something with it.</summary>
    public static readonly NameTable OtherCommands = new(
        "^Notify", "^Publish", "^Push", "^Broadcast", "^Forward", "^Resolve", "^Reload", "^Open", "^Load", "^Fetch", "^Navigate", "^Ensure");

    /// <summary>Names of receivers that use a token rather than store it.</summary>
    public static readonly NameTable Users = new("Client", "Api", "Sdk", "Http", "Builder", "Request", "Response", "Helper", "Validator");

    /// <summary>Calls that post an object to a service: if it contains a refresh token, the service belongs to the application.</summary>
    public static readonly NameTable Posts = new("^Post Json", "^Put Json", "^Patch Json");

    /// <summary>Calls of a library's flow that store the tokens themselves if a data store is configured.</summary>
    public static readonly NameTable KeepingFlows = new("^Exchange Code For Token");

    /// <summary>The data store that such a flow is created with.</summary>
    public const string PlaceOfFlow = "DataStore";

    /// <summary>Calls that write earlier changes.</summary>
    public static readonly NameTable Commits = new(
        "^Save Changes",
        "^Commit",
        "^Save $",
        "^Submit Changes",
        "^Save Entities",
        "^Complete $",
        "^Flush",
        "^Save Token",
        "^Store Token",
        "^Persist Token",
        "^Write Token");

    /// <summary>
    /// Names of types whose objects outlive a request, so that values in their members are kept. A controller lives only as long as the
    /// request, and a client belongs to its creator.
    /// </summary>
    public static readonly NameTable LongLived = new(
        "Middleware", "Service", "Store", "Storage", "Manager", "Provider", "Session", "Cache", "Bot", "Settings", "Configuration");

    /// <summary>Calls that register a type with an instance per request or per resolution.</summary>
    public static readonly WordTable PerRequest = new(
        WordMatch.Whole, StringComparison.Ordinal, "AddScoped", "AddTransient", "AddHttpClient", "TryAddScoped", "TryAddTransient");

    /// <summary>A file without any of these registers no such type.</summary>
    public static readonly string[] PerRequestWords = WordTable.SearchWords(StringComparison.Ordinal, PerRequest);

    /// <summary>Names of objects that live no longer than a request or a browser session, so that nothing is stored for later.</summary>
    public static readonly NameTable Volatile = new(
        "Log", "Logger", "View Bag", "View Data", "Temp Data", "^Session $", "Cookies", "Console", "Response", "Headers", "Model State",
        "Items", "Debug", "Trace", "Claims", "Telemetry", "Js Runtime", "Local Storage", "Session Storage", "Cookie");

    /// <summary>Names of what belongs to a request to the provider, whatever its type.</summary>
    public static readonly NameTable PartsOfRequests = new("Headers $");

    /// <summary>Names of exceptions: <c>ex</c>, <c>exception</c>, <c>authException</c>.</summary>
    public static readonly NameTable Exceptions = new("^ex $", "Exception $");

    /// <summary>Calls on a store that create something rather than store it.</summary>
    public static readonly NameTable Makes = new(
        "Client", "Request", "Url", "Uri", "Instance", "Message", "Scope", "Factory", "Header", "Hash $", "Json", "Jwt", "Cookie", "Query");

    /// <summary>Receivers that serialize a token without storing it.</summary>
    public static readonly NameTable TokenWriters = new("Jwt", "Token Handler");

    /// <summary>An HTTP session of any name: <c>AppSession["token"] = token</c>.</summary>
    public static readonly NameTable Sessions = new("Session $");

    /// <summary>Members of controls: a token in a label is displayed, but not stored.</summary>
    public static readonly WordTable Shown = new(
        WordMatch.Whole, StringComparison.Ordinal, "Text", "InnerText", "InnerHtml", "Content", "ToolTip", "Caption");

    /// <summary>The type that writes text to the file at its path.</summary>
    public const string FileWriter = "StreamWriter";

    /// <summary>Arguments of its constructor that are no path: it writes to no file, or to one opened elsewhere.</summary>
    public static readonly string[] Streams = { "Stream", "stream", "Body", "Response", "Open" };

    /// <summary>Calls that open a file for writing text.</summary>
    public static readonly WordTable Opens = new(WordMatch.Whole, StringComparison.Ordinal, "CreateText", "AppendText");

    /// <summary>The type of a file's stream.</summary>
    public const string FileType = "FileStream";

    /// <summary>Calls that open a file for writing bytes: on the type of that name, or on an object for a file.</summary>
    public static readonly WordTable OpensOfBytes = new(
        WordMatch.Whole, StringComparison.Ordinal, "Create", "OpenWrite", "Open", "OpenStreamForWriteAsync");

    /// <summary>Names of receivers that open files.</summary>
    public static readonly NameTable Files = new("File");

    /// <summary>Names related to tokens.</summary>
    public static readonly NameTable TokenNames = new("Token", "Credential", "Refresh", "Accesstoken", "Refreshtoken", "Access Key", "Secret");

    /// <summary>A name without any of these is not split into words.</summary>
    public static readonly string[] TokenWords = { "token", "credential", "refresh", "key", "secret" };

    /// <summary>Texts in code related to a refresh token.</summary>
    public static readonly string[] RefreshTokens = { "efreshToken", "efresh_token", "efresh_Token" };

    /// <summary>Members of an object with other data that hold the exchanged tokens.</summary>
    public static readonly NameTable TokenMembers = new("Access Token $", "Refresh Token $", "Accesstoken $", "Refreshtoken $", "^Tokens $", "^Credentials $");

    /// <summary>The member of a token response that says who the user is, and calls no API.</summary>
    public static readonly NameTable IdTokens = new("^Id Token $");

    /// <summary>The member of a token response that holds its refresh token.</summary>
    public static readonly NameTable RefreshTokenMembers = new("^Refresh Token $", "^Refreshtoken $");

    /// <summary>Calls that add a row to a table.</summary>
    public static readonly NameTable RowAdditions = new("^Add", "^Insert", "^Upsert");

    /// <summary>Types that rows are added to for no later than this run of the program, or that send them away.</summary>
    public static readonly NameTable OtherTables = new("List", "Stream", "Source Cache", "Observable", "Bag $", "Sequence", "Channel", "Client", "Api", "Http");

    /// <summary>Calls that take a token and return something else.</summary>
    public static readonly NameTable Profiles = new(
        "User", "Profile", "Info", "Email", "Me", "Identity", "Id", "Claims", "Name", "Mail", "Principal", "Identifier", "Subject", "Nickname");

    /// <summary>Members of a new object that say whose it is.</summary>
    public static readonly NameTable Ids = new("Id $");

    /// <summary>What the owner of a token belongs to: a call that takes the token and asks for it returns no token.</summary>
    public static readonly NameTable Memberships = new(
        "Guild $", "Group $", "Role $", "Membership $", "Organization $", "Organisation $", "Org $", "Team $");

    /// <summary>Words of a call's name before which its result is named: <c>GetUserByToken</c>.</summary>
    public static readonly string[] BeforeArguments = { "By", "From", "With", "Using" };

    /// <summary>Words of a call's name after which its result is named: <c>UseTokenToGetProfile</c>.</summary>
    public const string BeforeResult = "ToGet";

    /// <summary>Calls that convert their arguments to an object of another type: <c>Mapper.ToUser(profile, tokens)</c>.</summary>
    public static readonly NameTable Conversions = new("^To", "^Map", "^Convert", "^As");

    /// <summary>Calls that return an object of another type with the same members: <c>mapper.Map&lt;TokenRequest&gt;(model)</c>.</summary>
    public static readonly NameTable Mappings = new("^Map $", "^Adapt $");

    /// <summary>Calls on an object that return such an object: <c>request.ToCommand()</c>.</summary>
    public static readonly NameTable OwnMappings = new("^To Command", "^To Request", "^To Message", "^Map To", "^Adapt $");

    /// <summary>Parts of URLs for requests that identify a token's owner.</summary>
    public static readonly string[] UrlsOfPeople = { "/verify", "/userinfo", "/tokeninfo", "/introspect", "/me\"", "/me?", "/profile" };

    /// <summary>Calls that return a single value of several: <c>Request.Query["code"].FirstOrDefault()</c>.</summary>
    public static readonly NameTable Choices = new("^First", "^Single", "^Last");

    /// <summary>Calls on a store that return one of its rows.</summary>
    public static readonly NameTable Finds = new("^Find", "^First", "^Single", "^Last");

    /// <summary>Members of a result that say why there are no tokens.</summary>
    public static readonly NameTable Failures = new("^Error", "Error $");

    /// <summary>Calls that return their string argument, decoded or trimmed, or test it.</summary>
    public static readonly NameTable Texts = new(
        "Decode", "Trim", "To String", "^Get Bytes $", "^Protect $", "^Encrypt $", "Unescape", "Escape", "Encode", "Is Null Or Empty", "Is Null Or White Space");
}
