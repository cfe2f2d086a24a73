using Atom.OAuth.Analyzers.Text;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>What tells that tokens are kept for later API calls. Every entry has a test.</summary>
internal static class SaveWords
{
    /// <summary>Calls that keep what they take, whatever they are called on.</summary>
    public static readonly NameTable Calls = new(
        "Save", "Store", "Persist", "Upsert", "Insert", "Add Or Update", "Create Or Update", "Save Or Update", "Write All", "Write Token",
        "Set Token", "Set Access Token", "Set Refresh Token", "Set Credential", "Add Token", "Update Token", "Update Access Token",
        "Update Refresh Token", "Update Authentication Token", "Set Authentication Token", "Put Token", "Keep Token", "Record Token",
        "Remember Token", "Set Secret", "Replace One", "Update One", "Connect Account", "Link Account", "Create Connection",
        "Update Connection", "Register Token", "Put Item", "String Set", "Set Environment Variable", "Add With Value", "To File",
        "Append All", "Hash Set", "Execute Update", "Find And Update", "Find And Replace", "Create Item", "Update Item", "Patch Item",
        "Replace Item", "Add Entity", "Update Entity", "Put Object", "Put Parameter", "Put String", "Insertable", "Updateable",
        "Index Document");

    /// <summary>Calls that keep what they take when they are called on something that outlives the request.</summary>
    public static readonly NameTable CallsOnStores = new("^Add", "^Try Add", "^Keep", "^Remember", "^Set", "^Update", "^Create", "^Put", "^Write",
        "^Replace", "^Merge", "^Register", "^Attach", "^Complete", "^Connect", "^Link", "^Upload", "^Patch");

    /// <summary>Statements of SQL that keep something, and what runs a procedure of the database.</summary>
    public static readonly string[] Statements = { "INSERT ", "UPDATE ", "MERGE ", "insert into", "update ", "merge into", "StoredProcedure" };

    /// <summary>Calls that run a statement.</summary>
    public static readonly NameTable Runs = new("^Execute", "^Query", "^Run");

    /// <summary>What something that outlives the request is called.</summary>
    public static readonly NameTable Stores = new(
        "Db", "Context", "Secrets", "Prefs", "Repository", "Repo", "Store", "Storage", "Dao", "Service", "Manager", "Cache", "Vault", "Settings",
            "Uow", "Unit Of Work", "Table", "Bus", "Collection", "Database", "Session Factory", "Tokens", "Accounts", "Connections", "Users",
            "Integrations", "Credentials", "Set", "Grain", "Actor", "Data", "Configs", "Bll", "Dal", "Doc", "Document", "Preferences",
            "Firebase", "Firestore", "Supabase", "Registry", "Realm", "Key Chain", "Keychain", "Blob");

    /// <summary>What the type of something that outlives the request is called, whatever the variable is: <c>ILinkRepository links</c>.</summary>
    public static readonly NameTable StoreTypes = new(
        "Repository", "Repo", "Store", "Storage", "Dao", "Db", "Data Context", "Unit Of Work", "Vault", "Mongo Collection", "Lite Collection",
        "Collector $", "Table Client");

    /// <summary>What makes or gives something that outlives the request, for a variable of any name: <c>var rows = db.GetCollection()</c>.</summary>
    public static readonly NameTable Makers = new(
        "Get Collection", "Table Client", "Table Reference", "Sub Key", "Repository", "Db Context", "Data Context", "Unit Of Work", "Vault $");

    /// <summary>The session of a database is no browser's, and is told so by what only such a session is asked.</summary>
    public static readonly NameTable CallsOnSessions = new("^Store $", "^Save Changes $", "^Save Or Update $", "^Persist $");

    /// <summary>Calls on an object that keep the object itself.</summary>
    public static readonly NameTable OwnSaves = new("^Save $", "^Persist $", "^Insert $", "^Upsert $", "^Save Or Update $");

    /// <summary>Calls that put something into a collection.</summary>
    public static readonly NameTable Additions = new("^Add", "^Try Add", "^Set", "^Push", "^Enqueue", "^Insert", "^Get Or Add");

    /// <summary>Calls that write an object to the stream that they take: <c>JsonSerializer.SerializeAsync(file, token)</c>.</summary>
    public static readonly NameTable Serializations = new("^Serialize");

    /// <summary>Calls that take a refresh token and keep it nowhere.</summary>
    public static readonly NameTable Uses = new(
        "Revoke", "Refresh $", "Validate", "Verify", "Introspect", "Delete", "Remove", "Log", "Logger", "Send", "Invoke", "Invalidate", "Check",
        "Header", "Claim", "Authenticate", "Format", "Show", "Display", "Print", "Write Line", "Equal", "Throw", "Assert", "Contains");

    /// <summary>What a token is used on rather than kept in.</summary>
    public static readonly NameTable Users = new("Client", "Api", "Sdk", "Http", "Builder", "Request", "Response", "Helper", "Validator");

    /// <summary>Calls that post an object to a service: with a refresh token in it, that is one of the application's own.</summary>
    public static readonly NameTable Posts = new("^Post Json", "^Put Json", "^Patch Json");

    /// <summary>Calls of a library's flow that keep the tokens themselves, where it has got a place for them.</summary>
    public static readonly NameTable KeepingFlows = new("^Exchange Code For Token");

    /// <summary>The place that such a flow is made with.</summary>
    public const string PlaceOfFlow = "DataStore";

    /// <summary>Calls that write what was changed before.</summary>
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
    /// What types whose objects outlive a request are called: what they keep in members of their own is kept. A controller is gone with the
    /// request, and a client belongs to whoever made it.
    /// </summary>
    public static readonly NameTable LongLived = new(
        "Middleware", "Service", "Store", "Storage", "Manager", "Provider", "Session", "Cache", "Bot", "Settings", "Configuration");

    /// <summary>Calls that register a type of which each request, or whoever asks, gets an object of its own.</summary>
    public static readonly WordTable PerRequest = new(
        WordMatch.Whole, StringComparison.Ordinal, "AddScoped", "AddTransient", "AddHttpClient", "TryAddScoped", "TryAddTransient");

    /// <summary>A file without one of these registers no such type.</summary>
    public static readonly string[] PerRequestWords = WordTable.SearchWords(StringComparison.Ordinal, PerRequest);

    /// <summary>What lives as long as a request or a browser's session: nothing is kept there for later.</summary>
    public static readonly NameTable Volatile = new(
        "Log", "Logger", "View Bag", "View Data", "Temp Data", "^Session $", "Cookies", "Console", "Response", "Headers", "Model State",
        "Items", "Debug", "Trace", "Claims", "Telemetry", "Js Runtime", "Local Storage", "Session Storage", "Cookie");

    /// <summary>Calls on a store that make something rather than keep it.</summary>
    public static readonly NameTable Makes = new(
        "Client", "Request", "Url", "Uri", "Instance", "Message", "Scope", "Factory", "Header", "Hash $", "Json", "Jwt", "Cookie", "Query");

    /// <summary>What writes a token as text, and keeps it nowhere.</summary>
    public static readonly NameTable TokenWriters = new("Jwt", "Token Handler");

    /// <summary>A browser's session, under whatever name: <c>AppSession["token"] = token</c>.</summary>
    public static readonly NameTable Sessions = new("Session $");

    /// <summary>Members of what is shown: a token in a label is read by a person, and kept nowhere.</summary>
    public static readonly WordTable Shown = new(
        WordMatch.Whole, StringComparison.Ordinal, "Text", "InnerText", "InnerHtml", "Content", "ToolTip", "Caption");

    /// <summary>The type whose objects write text to the file whose path they are made with.</summary>
    public const string FileWriter = "StreamWriter";

    /// <summary>What such an object is made with writes to no file, or to one that is opened elsewhere.</summary>
    public static readonly string[] Streams = { "Stream", "stream", "Body", "Response", "Open" };

    /// <summary>Calls that open a file to write text to it.</summary>
    public static readonly WordTable Opens = new(WordMatch.Whole, StringComparison.Ordinal, "CreateText", "AppendText");

    /// <summary>The type whose objects are a file.</summary>
    public const string FileType = "FileStream";

    /// <summary>Calls that open a file to write bytes to it: on the type of that name, or on what stands for one.</summary>
    public static readonly WordTable OpensOfBytes = new(
        WordMatch.Whole, StringComparison.Ordinal, "Create", "OpenWrite", "Open", "OpenStreamForWriteAsync");

    /// <summary>What files are opened on.</summary>
    public static readonly NameTable Files = new("File");

    /// <summary>Names that speak of tokens.</summary>
    public static readonly NameTable TokenNames = new("Token", "Credential", "Refresh", "Accesstoken", "Refreshtoken", "Access Key", "Secret");

    /// <summary>A name without one of these is not worth taking apart.</summary>
    public static readonly string[] TokenWords = { "token", "credential", "refresh", "key", "secret" };

    /// <summary>What code says that has to do with a refresh token.</summary>
    public static readonly string[] RefreshTokens = { "efreshToken", "efresh_token", "efresh_Token" };

    /// <summary>The members of an object with other data that are what was exchanged.</summary>
    public static readonly NameTable TokenMembers = new("Access Token $", "Refresh Token $", "Accesstoken $", "Refreshtoken $");

    /// <summary>The member of what came for the code that is its refresh token.</summary>
    public static readonly NameTable RefreshTokenMembers = new("^Refresh Token $", "^Refreshtoken $");

    /// <summary>Calls that take a token and give something else back.</summary>
    public static readonly NameTable Profiles = new(
        "User", "Profile", "Info", "Email", "Me", "Identity", "Id", "Claims", "Name", "Mail", "Principal", "Identifier", "Subject", "Nickname");

    /// <summary>Calls that put what they take into an object of another type: <c>Mapper.ToUser(profile, tokens)</c>.</summary>
    public static readonly NameTable Conversions = new("^To", "^Map", "^Convert", "^As");

    /// <summary>Calls that give an object of another type with the same members: <c>mapper.Map&lt;TokenRequest&gt;(model)</c>.</summary>
    public static readonly NameTable Mappings = new("^Map $", "^Adapt $");

    /// <summary>What stands in the URL of a request that asks who a token belongs to.</summary>
    public static readonly string[] UrlsOfPeople = { "/verify", "/userinfo", "/tokeninfo", "/introspect", "/me\"", "/me?", "/profile" };

    /// <summary>Calls that give the only one of several texts: <c>Request.Query["code"].FirstOrDefault()</c>.</summary>
    public static readonly NameTable Choices = new("^First", "^Single", "^Last");

    /// <summary>Calls that give back the text that they take.</summary>
    public static readonly NameTable Texts = new(
        "Decode", "Trim", "To String", "Unescape", "Escape", "Encode", "Is Null Or Empty", "Is Null Or White Space");
}
