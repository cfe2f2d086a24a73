using Atom.OAuth.Analyzers.Text;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>What tells an OAuth callback. Every entry has a test.</summary>
internal static class CallbackWords
{
    /// <summary>A file without one of these has no callback: the last ones may take an object that has the code.</summary>
    public static readonly string[] CodeWords = { "code", "Code", "oauth_verifier", "access_token", "Callback", "Connect", "OAuth", "Exchange" };

    /// <summary>A file without one of these exchanges nothing.</summary>
    public static readonly string[] OAuthWords = { "auth", "Auth", "token", "Token", "allback", "xchange", "state", "ogin", "onnect" };

    /// <summary>What a parameter or property that receives the code is called.</summary>
    public static readonly WordTable CodeNames = new WordTable(
        WordMatch.Whole,
        StringComparison.OrdinalIgnoreCase,
        "code", "authCode", "auth_code", "authorizationCode", "authorization_code", "oauthCode", "oauth_code",
        "callbackCode", "accessCode", "serverAuthCode", "spapi_oauth_code", "oauth_verifier", "oauthVerifier")
        .SearchedBy("code", "erifier");

    /// <summary>The implicit flow hands the token over instead of a code, with these beside it.</summary>
    public const string ImplicitToken = "access_token";

    /// <summary>One of these has to stand beside the token that the implicit flow hands over.</summary>
    public static readonly WordTable BesideImplicitToken = new(WordMatch.Whole, StringComparison.Ordinal, "token_type", "expires_in", "state");

    /// <summary>The keys under which the code comes in a query or form.</summary>
    public static readonly WordTable CodeKeys = new(
        WordMatch.Whole, StringComparison.Ordinal, "code", "auth_code", "authCode", "spapi_oauth_code", "openid.oa2.authorization_code", "oauth_verifier");

    /// <summary>What a query or form that is read by key is called, or is made by.</summary>
    public static readonly NameTable QueryNames = new(
        "Query", "Form", "Params", "Parameters", "Request", "Qs", "Args", "Collection", "Nvc", "Values", "Properties");

    /// <summary>Calls that read a query or form by key.</summary>
    public static readonly WordTable QueryReads = new(
        WordMatch.Whole,
        StringComparison.Ordinal,
        "Get", "GetValue", "TryGetValue", "GetValues", "GetQueryValue", "GetQueryParam", "Query", "TryGetQueryString",
        "GetProperty", "TryGetProperty", "Value", "SelectToken", "GetFirstValueByName");

    /// <summary>Methods of an application's own that read a query by key.</summary>
    public static readonly NameTable OwnQueryReads = new(
        "^Get Query", "^Read Query", "^Get Request Param", "^Get Request Parameter", "^Get Url Param", "^Get Url Parameter");

    /// <summary>What the path of a request is called.</summary>
    public static readonly NameTable Paths = new("Path", "Url", "Uri", "Route");

    /// <summary>Calls that are handed a method to run when the browser comes back.</summary>
    public static readonly NameTable Listeners = new("Listen", "^Start", "^Wait", "^Subscribe", "^On", "Callback");

    /// <summary>What a query is called that is handed to such a method beside the key.</summary>
    public static readonly NameTable TakenQueries = new("Query", "Query String", "Query Params", "Query Parameters");

    /// <summary>Methods that take a query and a key, and give no value.</summary>
    public static readonly NameTable OtherQueryCalls = new("^Has", "^Contains", "^Is", "^Remove", "^Add", "^Append", "^Set", "^Build");

    /// <summary>Generic calls that read a value of the request, and whether they are made on something: on the context of a field of
    /// GraphQL, or by an endpoint itself.</summary>
    public static readonly Dictionary<string, bool> OwnReads = new(StringComparer.Ordinal) { ["GetArgument"] = true, ["Query"] = false };

    /// <summary>Calls that copy a query, by key as before.</summary>
    public static readonly WordTable Copies = new(
        WordMatch.Whole, StringComparison.Ordinal, "ToDictionary", "ToImmutableDictionary", "ToFrozenDictionary");

    /// <summary>Calls of a desktop application that wait for the browser to come back, and give what it brought.</summary>
    public static readonly NameTable Waits = new(
        "Wait Callback", "Wait Redirect", "Wait Code", "Wait Authorization", "Listen Callback", "Listen Code", "Receive Callback", "Await Callback");

    /// <summary>A file without one of these waits for nothing.</summary>
    public static readonly string[] WaitWords = { "Wait", "Listen", "Receive", "Await" };

    /// <summary>Calls that open a browser, or ask the one who did, and give a code where their variable is named so.</summary>
    public static readonly NameTable Givers = new(
        "Get Code", "Request Code", "Obtain Code", "Acquire Code", "Capture Code", "Fetch Code", "Retrieve Code",
        "Receive Code", "Extract Code", "Parse Code",
        "^Login", "^Authorize", "^Authenticate", "^Sign In", "Open Browser", "Launch Browser", "^Listen", "Listener $");

    /// <summary>Calls that ask a person for a text.</summary>
    public static readonly NameTable Askers = new("^Read Line", "^Ask $", "^Prompt", "Display Prompt", "Input Box", "Show Input", "Ask Code");

    /// <summary>Calls like those that give another code.</summary>
    public static readonly NameTable OtherGivers = new("Hash", "Status", "Error", "Country", "Currency", "Language", "Device", "Verifier",
        "Challenge", "Exit", "Qr");

    /// <summary>A file without one of these calls none of them.</summary>
    public static readonly string[] GiverWords =
    {
        "Code", "Login", "Authorize", "Authenticate", "SignIn", "Browser", "Listen", "ReadLine", "Ask", "Prompt", "Input",
    };

    /// <summary>Calls that may do all of a flow, and give the tokens to who calls.</summary>
    public static readonly NameTable TokenGivers = new("Token", "^Login", "^Authorize", "^Authenticate", "^Sign In", "^Connect", "Authorization", "Oauth");

    /// <summary>A file without one of these calls none of them.</summary>
    public static readonly string[] TokenGiverWords = { "Token", "Login", "Auth", "Oauth", "SignIn", "Connect" };

    /// <summary>What an object is made of that a request's data is read into.</summary>
    public static readonly string[] RequestWords = { "Request", "request", "Query", "Body", "ReadFromJson", "Deserialize", "req" };

    /// <summary>What a member that is the code has in its name.</summary>
    public static readonly string[] CodeMemberWords = { "Code", "code" };

    /// <summary>What a variable is called that gets the code from a query as a whole.</summary>
    public static readonly NameTable VariablesOfCodes = new("Code");

    /// <summary>The attribute of a parameter that is the query, or a value of it.</summary>
    public const string QueryAttribute = "FromQuery";

    /// <summary>The attribute of a parameter that is what was posted.</summary>
    public const string BodyAttribute = "FromBody";

    /// <summary>How a request's body is read.</summary>
    public static readonly string[] Bodies = { "Request.Body", "request.Body", "req.Body", "ReadFromJsonAsync<Json" };

    /// <summary>Members of a request that are its whole query.</summary>
    public static readonly string[] WholeQueries = { "Query", "QueryString" };

    /// <summary>Attributes of a method that requests reach.</summary>
    public static readonly string[] EndpointAttributes =
    {
        "HttpGet", "HttpPost", "HttpPut", "HttpHead", "HttpOptions", "AcceptVerbs", "Route", "Function", "FunctionName", "WebMethod",
        "OperationContract",
    };

    /// <summary>Attributes of a parameter that is read from the request.</summary>
    public static readonly string[] BindingAttributes =
    {
        "FromQuery", "FromBody", "FromForm", "FromUri", "AsParameters", "FromRoute", "HttpTrigger", "Bind", "FromHeader", "QueryField",
    };

    /// <summary>Attributes of a property that is read from the request.</summary>
    public static readonly string[] BoundPropertyAttributes =
    {
        "BindProperty", "FromQuery", "FromForm", "FromBody", "SupplyParameterFromQuery", "QueryParam", "Parameter",
    };

    /// <summary>What a method that answers a request returns.</summary>
    public static readonly WordTable ResultTypes = new(
        WordMatch.Whole,
        StringComparison.Ordinal,
        "IActionResult", "ActionResult", "IResult", "Results", "IHttpActionResult", "HttpResponseData", "ViewResult", "RedirectResult",
        "RedirectToActionResult", "RedirectToRouteResult", "LocalRedirectResult", "ContentResult", "JsonResult", "PageResult");

    /// <summary>Calls that give a route its lambda or method.</summary>
    public static readonly WordTable MapMethods = new(
        WordMatch.Whole, StringComparison.Ordinal, "MapGet", "MapPost", "MapMethods", "MapPut", "Map", "MapWhen");

    /// <summary>Other calls whose lambda answers requests: middleware, small frameworks, fields of GraphQL.</summary>
    public static readonly WordTable TakesHandler = new(
        WordMatch.Whole, StringComparison.Ordinal, "Run", "Use", "Get", "Post", "Resolve", "ResolveAsync", "FieldAsync");

    /// <summary>How the names of types whose public methods answer requests end.</summary>
    public static readonly WordTable EndpointTypes = new(WordMatch.End, StringComparison.Ordinal, "Controller", "ControllerBase", "ApiController");

    /// <summary>Base types whose public methods answer requests, without a word on them.</summary>
    public static readonly WordTable EndpointBases = new(WordMatch.Whole, StringComparison.Ordinal, "Hub", "ApplicationService");

    /// <summary>How the calls start that take a method of any type to answer requests.</summary>
    public const string Mapping = "Map";

    /// <summary>Types of GraphQL whose public methods answer requests.</summary>
    public static readonly WordTable GraphTypes = new(WordMatch.End, StringComparison.Ordinal, "Mutation", "Mutations");

    /// <summary>What stands in other types of GraphQL whose public methods answer requests.</summary>
    public static readonly string[] GraphAttributes = { "ExtendObjectType", "MutationType", "QueryType", "UsePaging", "GraphQLName", "[Service]" };

    /// <summary>How the names of methods of a page start that answer requests.</summary>
    public static readonly WordTable PageMethods = new(WordMatch.Start, StringComparison.Ordinal, "OnGet", "OnPost");

    /// <summary>How the names of base types of pages end.</summary>
    public static readonly WordTable PageTypes = new(WordMatch.End, StringComparison.Ordinal, "Model", "Page");

    /// <summary>Methods that answer requests in a class of their own, whose base type is called an endpoint.</summary>
    public static readonly WordTable EndpointMethods = new(WordMatch.Whole, StringComparison.Ordinal, "HandleAsync", "ExecuteAsync");

    /// <summary>Types that a method which answers requests later wraps its answer in.</summary>
    public static readonly WordTable TaskTypes = new(WordMatch.Whole, StringComparison.Ordinal, "Task", "ValueTask");

    /// <summary>What the part of a bound object is called that comes in the body of the request.</summary>
    public static readonly WordTable BoundBodies = new(WordMatch.Whole, StringComparison.Ordinal, "Body", "Payload", "Data", "Request", "Dto");

    /// <summary>How a code is read from an object that has it.</summary>
    public static readonly WordTable CodeMembers = new WordTable(
        WordMatch.Part, StringComparison.Ordinal, ".Code", ".AuthorizationCode", ".AuthCode", ".code", ".AuthorisationCode").SearchedBy("Code", "code");

    /// <summary>What a code is called, as a parameter, a key or a member, has one of these in it; so has what the implicit flow hands over.</summary>
    public static readonly string[] SearchWordsOfCodes = WordTable.SearchWords(
        StringComparison.OrdinalIgnoreCase,
        CodeNames,
        CodeKeys,
        CodeMembers,
        new WordTable(WordMatch.Whole, StringComparison.Ordinal, ImplicitToken));

    /// <summary>A request that has these comes from a client of ours: this is an authorization server's own endpoint.</summary>
    public static readonly WordTable ServerNames = new(
        WordMatch.Whole,
        StringComparison.Ordinal,
        "grant_type", "grantType", "GrantType", "response_type", "responseType", "ResponseType", "code_challenge", "CodeChallenge");

    /// <summary>Names that speak of OAuth or of the way back from a provider: beside them, a weak mark of an exchange is enough.</summary>
    public static readonly NameTable Context = new(
        "Callback", "Oauth", "Oauth2", "Redirect", "Authorize", "Authorized", "Authorization", "Auth", "Connect", "Connected", "Exchange",
        "Token", "Sso", "Integration", "Link", "Signin", "Login", "Integrations");

    /// <summary>What the type of a bound object is called that may have a code: <c>ConnectAccount command</c>.</summary>
    public static readonly NameTable Requests = new(
        "Callback", "Oauth", "Authorize", "Authorization", "Auth", "Connect", "Connection", "Exchange", "Token", "Sso", "Integration", "Link",
        "Signin", "Login");

    /// <summary>What the type of an object is called that a provider's answer is bound to.</summary>
    public static readonly NameTable Carriers = new("Callback", "Oauth", "Authorization Response");

    /// <summary>Base types of handlers whose framework keeps a correlation of its own.</summary>
    public static readonly WordTable FrameworkHandlers = new(
        WordMatch.Whole,
        StringComparison.Ordinal,
        "OAuthHandler", "RemoteAuthenticationHandler", "OpenIdConnectHandler", "OAuthEvents", "OpenIdConnectEvents");

    /// <summary>Base types of handlers that sign a person in, of ASP.NET Core and of OWIN.</summary>
    public static readonly WordTable SignInHandlers = new(
        WordMatch.Whole,
        StringComparison.Ordinal,
        "AuthenticationHandler", "AuthenticationMiddleware", "SignInAuthenticationHandler", "RemoteAuthenticationEvents");

    /// <summary>Methods of a Razor component that run when its page is opened.</summary>
    public static readonly WordTable ComponentMethods = new(
        WordMatch.Whole,
        StringComparison.Ordinal,
        "OnInitialized", "OnInitializedAsync", "OnParametersSet", "OnParametersSetAsync", "OnAfterRender", "OnAfterRenderAsync");

    /// <summary>The attribute of a component's property that takes a value of the query.</summary>
    public const string ComponentAttribute = "SupplyParameterFromQuery";
}
