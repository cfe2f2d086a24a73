using Atom.OAuth.Analyzers.Text;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>The names and words that identify an OAuth callback. Every entry has a test.</summary>
internal static class CallbackWords
{
    /// <summary>A file without any of these has no callback; the last four may receive an object that contains the code.</summary>
    public static readonly string[] CodeWords = { "code", "Code", "oauth_verifier", "access_token", "Callback", "Connect", "OAuth", "Exchange" };

    /// <summary>A file without any of these has no exchange.</summary>
    public static readonly string[] OAuthWords = { "auth", "Auth", "token", "Token", "allback", "xchange", "state", "ogin", "onnect" };

    /// <summary>A callback sends the browser on to a page of the application.</summary>
    public static readonly string[] SendsOn = { "Redirect", "NavigateTo" };

    /// <summary>Names of parameters and properties that receive the code.</summary>
    public static readonly WordTable CodeNames = new WordTable(
        WordMatch.Whole,
        StringComparison.OrdinalIgnoreCase,
        "code", "authCode", "auth_code", "authorizationCode", "authorization_code", "oauthCode", "oauth_code",
        "callbackCode", "accessCode", "serverAuthCode", "spapi_oauth_code", "codigo", "oauth_verifier", "oauthVerifier")
        .SearchedBy("code", "erifier");

    /// <summary>
    /// Parameters that receive the code if one beside them receives the state, <c>codeUri</c>, <c>vendorCode</c>, and the code is certainly
    /// exchanged: without that, they are named after any code.
    /// </summary>
    public static readonly NameTable CodesBesideState = new("^Code Uri $", "^Code Url $", "^Code Value $", "Code $");

    /// <summary>Names of the code that are also the everyday word for any id: they need a state, or to be sent under the key of a code.</summary>
    public static readonly WordTable AnyCodes = new(WordMatch.Whole, StringComparison.OrdinalIgnoreCase, "codigo");

    /// <summary>The parameter by which the implicit flow passes the token instead of a code.</summary>
    public const string ImplicitToken = "access_token";

    /// <summary>Parameters of the implicit flow; at least one must accompany the token.</summary>
    public static readonly WordTable BesideImplicitToken = new(WordMatch.Whole, StringComparison.Ordinal, "token_type", "expires_in", "state");

    /// <summary>The keys of the code in a query or form.</summary>
    public static readonly WordTable CodeKeys = new(
        WordMatch.Whole, StringComparison.Ordinal, "code", "auth_code", "authCode", "spapi_oauth_code", "openid.oa2.authorization_code", "oauth_verifier");

    /// <summary>Words in the names of a query or form that is read by key, or of the method that creates it.</summary>
    public static readonly NameTable QueryNames = new(
        "Query", "Form", "Params", "Parameters", "Request", "Qs", "Args", "Collection", "Nvc", "Values", "Properties");

    /// <summary>The call of an Android URI that reads its query by key, whatever the name of the URI.</summary>
    public const string GetQueryParameter = "GetQueryParameter";

    /// <summary>Words beside such a call if a login opened the application, in any case.</summary>
    public static readonly string[] WordsOfLinks = { "\"state\"", "oauth", "authoriz", "access_token", "accesstoken", "exchange" };

    /// <summary>Words in the address of the application if a login opens it.</summary>
    public static readonly string[] PathsOfLinks = { "callback", "oauth", "redirect" };

    /// <summary>Calls that read a query or form by key.</summary>
    public static readonly WordTable QueryReads = new(
        WordMatch.Whole,
        StringComparison.Ordinal,
        "Get", "GetValue", "TryGetValue", "GetValues", "GetQueryValue", "GetQueryParam", GetQueryParameter, "Query", "TryGetQueryString",
        "GetProperty", "TryGetProperty", "Value", "SelectToken", "GetFirstValueByName");

    /// <summary>An application's own methods that read a query by key.</summary>
    public static readonly NameTable OwnQueryReads = new(
        "^Get Query", "^Read Query", "^Get Request Param", "^Get Request Parameter", "^Get Url Param", "^Get Url Parameter");

    /// <summary>Words in the names of a request's path.</summary>
    public static readonly NameTable Paths = new("Path", "Url", "Uri", "Route");

    /// <summary>Calls that take a delegate to run when the browser is redirected back.</summary>
    public static readonly NameTable Listeners = new("Listen", "^Start", "^Wait", "^Subscribe", "^On", "Callback");

    /// <summary>Names of a query that is passed to such a method along with the key.</summary>
    public static readonly NameTable TakenQueries = new("Query", "Query String", "Query Params", "Query Parameters");

    /// <summary>Methods that take a query and a key, but return no value of it.</summary>
    public static readonly NameTable OtherQueryCalls = new("^Has", "^Contains", "^Is", "^Remove", "^Add", "^Append", "^Set", "^Build");

    /// <summary>Generic calls that read a request value, and whether they have a receiver: the context of a GraphQL field, or none in an
    /// endpoint.</summary>
    public static readonly Dictionary<string, bool> OwnReads = new(StringComparer.Ordinal) { ["GetArgument"] = true, ["Query"] = false };

    /// <summary>Calls that copy a query and keep its keys.</summary>
    public static readonly WordTable Copies = new(
        WordMatch.Whole, StringComparison.Ordinal, "ToDictionary", "ToImmutableDictionary", "ToFrozenDictionary");

    /// <summary>Calls of a desktop application that wait for the redirect and return its values.</summary>
    public static readonly NameTable Waits = new(
        "Wait Callback", "Wait Redirect", "Wait Code", "Wait Authorization", "Listen Callback", "Listen Code", "Receive Callback", "Await Callback");

    /// <summary>A file without any of these has no such call.</summary>
    public static readonly string[] WaitWords = { "Wait", "Listen", "Receive", "Await" };

    /// <summary>Calls that open a browser or get the code from a component that did; they return a code if the variable's name says so.</summary>
    public static readonly NameTable Givers = new(
        "Get Code", "Request Code", "Obtain Code", "Acquire Code", "Capture Code", "Fetch Code", "Retrieve Code",
        "Receive Code", "Extract Code", "Parse Code",
        "^Login", "^Authorize", "^Authenticate", "^Sign In", "Open Browser", "Launch Browser", "^Listen", "Listener $");

    /// <summary>Calls that prompt the user for text.</summary>
    public static readonly NameTable Askers = new("^Read Line", "^Ask $", "^Prompt", "Display Prompt", "Input Box", "Show Input", "Ask Code");

    /// <summary>Words in the names of similar calls that return another kind of code.</summary>
    public static readonly NameTable OtherGivers = new("Hash", "Status", "Error", "Country", "Currency", "Language", "Device", "Verifier",
        "Challenge", "Exit", "Qr");

    /// <summary>A file without any of these calls none of those methods.</summary>
    public static readonly string[] GiverWords =
    {
        "Code", "Login", "Authorize", "Authenticate", "SignIn", "Browser", "Listen", "ReadLine", "Ask", "Prompt", "Input",
    };

    /// <summary>Calls that may perform a whole flow and return the tokens to the caller.</summary>
    public static readonly NameTable TokenGivers = new("Token", "^Login", "^Authorize", "^Authenticate", "^Sign In", "^Connect", "Authorization", "Oauth");

    /// <summary>A file without any of these calls none of those methods.</summary>
    public static readonly string[] TokenGiverWords = { "Token", "Login", "Auth", "Oauth", "SignIn", "Connect" };

    /// <summary>Words in an expression that creates an object from request data.</summary>
    public static readonly string[] RequestWords = { "Request", "request", "Query", "Body", "ReadFromJson", "Deserialize", "req" };

    /// <summary>Words in the name of a member that holds the code.</summary>
    public static readonly string[] CodeMemberWords = { "Code", "code" };

    /// <summary>Words in the name of a variable that receives the code from a whole query.</summary>
    public static readonly NameTable VariablesOfCodes = new("Code");

    /// <summary>The attribute of a parameter that is the query, or a value in it.</summary>
    public const string QueryAttribute = "FromQuery";

    /// <summary>The attribute of a parameter that is the request body.</summary>
    public const string BodyAttribute = "FromBody";

    /// <summary>Expressions that read the request body.</summary>
    public static readonly string[] Bodies = { "Request.Body", "request.Body", "req.Body", "ReadFromJsonAsync<Json" };

    /// <summary>Members of a request that return its whole query.</summary>
    public static readonly string[] WholeQueries = { "Query", "QueryString" };

    /// <summary>Attributes of methods that handle requests.</summary>
    public static readonly string[] EndpointAttributes =
    {
        "HttpGet", "HttpPost", "HttpPut", "HttpHead", "HttpOptions", "AcceptVerbs", "Route", "Function", "FunctionName", "WebMethod",
        "OperationContract",
    };

    /// <summary>Attributes of a bot's or a console application's commands, whose arguments a user types.</summary>
    public static readonly string[] CommandAttributes = { "SlashCommand", "ModalInteraction", "Command" };

    /// <summary>Attributes of parameters that are bound to the request.</summary>
    public static readonly string[] BindingAttributes =
    {
        "FromQuery", "FromBody", "FromForm", "FromUri", "AsParameters", "FromRoute", "HttpTrigger", "Bind", "FromHeader", "QueryField",
    };

    /// <summary>Attributes of properties that are bound to the request.</summary>
    public static readonly string[] BoundPropertyAttributes =
    {
        "BindProperty", "FromQuery", "FromForm", "FromBody", "SupplyParameterFromQuery", "QueryParam", "Parameter",
    };

    /// <summary>Return types of methods that handle requests.</summary>
    public static readonly WordTable ResultTypes = new(
        WordMatch.Whole,
        StringComparison.Ordinal,
        "IActionResult", "ActionResult", "IResult", "Results", "IHttpActionResult", "HttpResponseData", "ViewResult", "RedirectResult",
        "RedirectToActionResult", "RedirectToRouteResult", "LocalRedirectResult", "ContentResult", "JsonResult", "PageResult");

    /// <summary>Calls that map a route to a lambda or method.</summary>
    public static readonly WordTable MapMethods = new(
        WordMatch.Whole, StringComparison.Ordinal, "MapGet", "MapPost", "MapMethods", "MapPut", "Map", "MapWhen");

    /// <summary>Other calls whose lambda handles requests: middleware, small frameworks, GraphQL fields.</summary>
    public static readonly WordTable TakesHandler = new(
        WordMatch.Whole, StringComparison.Ordinal, "Run", "Use", "Get", "Post", "Resolve", "ResolveAsync", "FieldAsync");

    /// <summary>Suffixes of types whose public methods handle requests.</summary>
    public static readonly WordTable EndpointTypes = new(WordMatch.End, StringComparison.Ordinal, "Controller", "ControllerBase", "ApiController");

    /// <summary>Base types whose public methods handle requests without any attribute.</summary>
    public static readonly WordTable EndpointBases = new(WordMatch.Whole, StringComparison.Ordinal, "Hub", "ApplicationService");

    /// <summary>The base type of ServiceStack's services, and the names of their methods that handle requests.</summary>
    public const string ServiceBase = "Service";

    /// <inheritdoc cref="ServiceBase"/>
    public static readonly WordTable ServiceMethods = new(
        WordMatch.Whole, StringComparison.Ordinal, "Any", "Get", "Post", "Put", "AnyAsync", "GetAsync", "PostAsync", "PutAsync");

    /// <summary>The parameter type of gRPC methods.</summary>
    public const string CallContext = "ServerCallContext";

    /// <summary>Prefix of calls that map a method of any type to requests.</summary>
    public const string Mapping = "Map";

    /// <summary>Suffixes of GraphQL types whose public methods handle requests.</summary>
    public static readonly WordTable GraphTypes = new(WordMatch.End, StringComparison.Ordinal, "Mutation", "Mutations");

    /// <summary>Attributes in other GraphQL types whose public methods handle requests.</summary>
    public static readonly string[] GraphAttributes = { "ExtendObjectType", "MutationType", "QueryType", "UsePaging", "GraphQLName", "[Service]" };

    /// <summary>Prefixes of page methods that handle requests.</summary>
    public static readonly WordTable PageMethods = new(WordMatch.Start, StringComparison.Ordinal, "OnGet", "OnPost");

    /// <summary>Suffixes of base types of pages.</summary>
    public static readonly WordTable PageTypes = new(WordMatch.End, StringComparison.Ordinal, "Model", "Page");

    /// <summary>Methods that handle requests in a class with an endpoint base type.</summary>
    public static readonly WordTable EndpointMethods = new(WordMatch.Whole, StringComparison.Ordinal, "HandleAsync", "ExecuteAsync");

    /// <summary>Return types that wrap the result of asynchronous methods.</summary>
    public static readonly WordTable TaskTypes = new(WordMatch.Whole, StringComparison.Ordinal, "Task", "ValueTask");

    /// <summary>Names of members of a bound object that hold the request body.</summary>
    public static readonly WordTable BoundBodies = new(WordMatch.Whole, StringComparison.Ordinal, "Body", "Payload", "Data", "Request", "Dto");

    /// <summary>How a code is read from an object that contains it.</summary>
    public static readonly WordTable CodeMembers = new WordTable(
        WordMatch.Part, StringComparison.Ordinal, ".Code", ".AuthorizationCode", ".AuthCode", ".code", ".AuthorisationCode")
        .SearchedBy("Code", "code");

    /// <summary>Words found in every name of a code (parameter, key or member) and in the token parameter of the implicit flow.</summary>
    public static readonly string[] SearchWordsOfCodes = WordTable.SearchWords(
        StringComparison.OrdinalIgnoreCase,
        CodeNames,
        CodeKeys,
        CodeMembers,
        new WordTable(WordMatch.Whole, StringComparison.Ordinal, ImplicitToken));

    /// <summary>Values sent by an OAuth client: the endpoint belongs to an authorization server.</summary>
    public static readonly WordTable ServerNames = new(
        WordMatch.Whole,
        StringComparison.Ordinal,
        "grant_type", "grantType", "GrantType", "response_type", "responseType", "ResponseType", "code_challenge", "CodeChallenge");

    /// <summary>Names related to OAuth or to the redirect from a provider: with one of them, a weak sign of an exchange is enough.</summary>
    public static readonly NameTable Context = new(
        "Callback", "Oauth", "Oauth2", "Redirect", "Authorize", "Authorized", "Authorization", "Auth", "Connect", "Connected", "Exchange",
        "Token", "Sso", "Integration", "Link", "Signin", "Login", "Integrations");

    /// <summary>Attributes of parameters that a message, and not a browser, supplies: <c>[QueueTrigger("codes")] string code</c>.</summary>
    public static readonly string[] MessageAttributes =
    {
        "QueueTrigger", "ServiceBusTrigger", "EventHubTrigger", "EventGridTrigger", "KafkaTrigger", "RabbitMQTrigger",
    };

    /// <summary>Words in the type names of bound objects that may contain a code: <c>ConnectAccount command</c>.</summary>
    public static readonly NameTable Requests = new(
        "Callback", "Oauth", "Authorize", "Authorization", "Auth", "Connect", "Connection", "Exchange", "Token", "Sso", "Integration", "Link",
        "Signin", "Login");

    /// <summary>Words in the type names of objects that a provider's response is bound to.</summary>
    public static readonly NameTable Carriers = new("Callback", "Oauth", "Authorization Response");

    /// <summary>Base types of handlers whose framework performs its own correlation.</summary>
    public static readonly WordTable FrameworkHandlers = new(
        WordMatch.Whole,
        StringComparison.Ordinal,
        "OAuthHandler", "RemoteAuthenticationHandler", "OpenIdConnectHandler", "OAuthEvents", "OpenIdConnectEvents");

    /// <summary>Base types of sign-in handlers in ASP.NET Core and OWIN.</summary>
    public static readonly WordTable SignInHandlers = new(
        WordMatch.Whole,
        StringComparison.Ordinal,
        "AuthenticationHandler", "AuthenticationMiddleware", "SignInAuthenticationHandler", "RemoteAuthenticationEvents");

    /// <summary>Methods of a Razor component that run when its page opens.</summary>
    public static readonly WordTable ComponentMethods = new(
        WordMatch.Whole,
        StringComparison.Ordinal,
        "OnInitialized", "OnInitializedAsync", "OnParametersSet", "OnParametersSetAsync", "OnAfterRender", "OnAfterRenderAsync");

    /// <summary>The attribute of a component's property that is bound to a query value.</summary>
    public const string ComponentAttribute = "SupplyParameterFromQuery";
}
