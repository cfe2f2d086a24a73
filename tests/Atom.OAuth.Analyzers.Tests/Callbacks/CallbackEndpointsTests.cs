using System.Globalization;
using Atom.OAuth.Analyzers.Callbacks;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>What counts as a callback that requests reach, and where it gets the code from; for both ATOM002 and ATOM005.</summary>
public sealed class CallbackEndpointsTests
{
    public static TheoryData<string> Copies => [.. CallbackWords.Copies];

    public static TheoryData<string> QueryReads => [.. CallbackWords.QueryReads];

    public static TheoryData<string> PageMethods => [.. CallbackWords.PageMethods];

    public static TheoryData<string> PageTypes => [.. CallbackWords.PageTypes];

    public static TheoryData<string> EndpointMethods => [.. CallbackWords.EndpointMethods];

    public static TheoryData<string> TaskTypes => [.. CallbackWords.TaskTypes];

    /// <summary>Creates a type with one method that exchanges a code.</summary>
    private static string Type(string head, string signature, string before = "", string body = Connect) => Usings + $$"""
        {{before}}
        {{head.Replace("Slack", "class Slack", StringComparison.Ordinal)}}
        {
            private readonly dynamic oauth = new object(), store = new object();

            {{signature}}
            {
                {{body}}
                await Task.Yield();
            }
        }
        """;

    [Theory]
    [InlineData("public SlackController", "public async Task [|Done|](string code)")]
    [InlineData("public SlackController", "internal async Task [|Done|](string code)")]
    [InlineData("public SlackController", "private async Task Done(string code)")]
    [InlineData("public SlackController", "async Task Done(string code)")]
    [InlineData("public SlackController", "public static async Task Done(string code, dynamic oauth, dynamic store)")]
    [InlineData("public SlackController", "[NonAction] public async Task Done(string code)")]
    [InlineData("public SlackController", "[NonActionAttribute] public async Task Done(string code)")]
    [InlineData("public SlackController", "[Microsoft.AspNetCore.Mvc.NonAction] public async Task Done(string code)")]
    [InlineData("public SlackService", "[Microsoft.AspNetCore.Mvc.HttpGet] public async Task [|Done|](string code)")]
    [InlineData("public SlackService", "[HttpGetAttribute] public async Task [|Done|](string code)")]
    [InlineData("public SlackService", "public async Task [|Done|]([FromQuery] string code)")]
    [InlineData("public SlackService", "public async Task Done(string code)")]
    [InlineData("public SlackService : PageModel", "public async Task [|OnGet|](string code)")]
    [InlineData("public SlackService : PageModel", "public async Task Done(string code)")]
    [InlineData("public SlackService : Other", "public async Task OnGet(string code)")]
    [InlineData("public SlackService : Other", "public async Task HandleAsync(string code)")]
    [InlineData("public SlackService : EndpointWithoutRequest", "public async Task [|HandleAsync|](string code)")]
    [InlineData("public SlackService : EndpointWithoutRequest", "public async Task Done(string code)")]
    [InlineData("public SlackService : OurEndpoint", "public async Task [|HandleAsync|](string code)")]
    [InlineData("public SlackService : OfEndpoints", "public async Task HandleAsync(string code)")]
    public Task Methods(string head, string signature) =>
        VerifyCS.VerifyAsync(Type(
            head,
            signature,
            "public class Other; public class EndpointWithoutRequest; public class OurEndpoint; public class OfEndpoints;"));

    [Theory]
    [MemberData(nameof(PageMethods))]
    public Task MethodsOfAPage_Trigger(string start) =>
        VerifyCS.VerifyAsync(Type("public Slack : PageModel", $"public async Task [|{start}CallbackAsync|](string code)"));

    [Theory]
    [MemberData(nameof(PageTypes))]
    public Task TypesOfPages_Trigger(string ending) =>
        VerifyCS.VerifyAsync(Type($"public Slack : Base{ending}", "public async Task [|OnPostAsync|](string code)", $"public class Base{ending};"));

    [Theory]
    [MemberData(nameof(EndpointMethods))]
    public Task ClassesThatAreAnEndpoint_Trigger(string method) =>
        VerifyCS.VerifyAsync(Type("public Slack : Endpoint<string>", $"public async Task [|{method}|](string code)", "public class Endpoint<T>;"));

    [Theory]
    [MemberData(nameof(TaskTypes))]
    public Task AnswersThatComeLater_Trigger(string task) =>
        VerifyCS.VerifyAsync(Type(
            "public Slack",
            $"public async {task}<IActionResult> [|Done|](string code)",
            body: Connect + "return new OkResult();\n#pragma warning disable CS0162"));

    [Theory]
    [InlineData("Microsoft.AspNetCore.Mvc.IActionResult")]
    [InlineData("IActionResult?")]
    [InlineData("Microsoft.AspNetCore.Mvc.ActionResult<string>?")]
    [InlineData("ActionResult<string>")]
    public Task FormsOfAnswers_Trigger(string type) => VerifyCS.VerifyAsync(Type("public Slack", $"public static {type} [|Done|](string code, dynamic oauth, dynamic store)", body: """
        var tokens = oauth.ExchangeCode(code);
        store.SaveTokens(tokens);
        return new OkResult();
        """).Replace("await Task.Yield();", "", StringComparison.Ordinal));

    [Theory]
    [InlineData("object")]
    [InlineData("Task<object>")]
    [InlineData("List<IActionResult>")]
    [InlineData("string?")]
    public Task OtherAnswers_DoNotTrigger(string type) => VerifyCS.VerifyAsync(Type("public Slack", $"public {type} Done(string code)", body: """
        var tokens = oauth.ExchangeCode(code);
        store.SaveTokens(tokens);
        return null!;
        """).Replace("await Task.Yield();", "", StringComparison.Ordinal));

    [Fact]
    public Task MethodOfAnInterface_DoesNotTrigger() => VerifyCS.VerifyAsync(Usings + """
        public interface ISlack
        {
            public async Task<IActionResult> Callback(string code, dynamic oauth, dynamic store)
            {
                var tokens = await oauth.ExchangeCodeAsync(code);
                await store.SaveTokensAsync(tokens);
                return new OkResult();
            }
        }
        """);

    [Theory]
    [InlineData("await Done(code);", false)]
    [InlineData("await this.Done(code);", false)]
    [InlineData("await new SlackController(oauth, store).Done(code);", true)]
    public Task ActionThatIsCalledFromBesideIt_IsAHelper(string call, bool isReported) => VerifyCS.VerifyAsync(Usings + $$"""
        public class SlackController(dynamic oauth, dynamic store)
        {
            public async Task {{(isReported ? "[|Done|]" : "Done")}}(string code)
            {
                {{Connect}}
                if (code.Length > 99) { await Done(code); }
            }

            private async Task Other(string code) { {{call}} }
        }
        """);

    [Theory]
    [MemberData(nameof(QueryReads))]
    public Task CallsThatReadAQuery_Trigger(string call) =>
        VerifyCS.VerifyAsync(Controller($"dynamic query = cache; var code = query.{call}(\"code\");\n" + Connect, parameters: ""));

    [Theory]
    [InlineData("Request?.Query[\"code\"].ToString()")]
    [InlineData("(await Request.ReadFormAsync())[\"code\"]")]
    [InlineData("query[\"code\"]")]
    [InlineData("this.Request.Query[\"code\"]")]
    [InlineData("values.GetValues(\"code\")?[0]")]
    public Task ReadsOfARequest_Trigger(string read) => VerifyCS.VerifyAsync(Controller(
        $"var query = Request.Query; var values = System.Web.HttpUtility.ParseQueryString(\"\"); var code = {read};\n" + Connect, parameters: ""));

    [Theory]
    [MemberData(nameof(Copies))]
    public Task CopyOfAQuery_IsRead(string copy) => VerifyCS.VerifyAsync(Controller(
        $"var query = cache.Query.{copy}(); var code = query[\"code\"];\n" + Connect, parameters: ""));

    [Theory]
    [InlineData("headers[\"code\"]")]
    [InlineData("copied[\"code\"]")]
    [InlineData("Request.Query[code]")]
    [InlineData("Request.Query[\"promo\"]")]
    [InlineData("Request.Headers[\"code\"]")]
    [InlineData("cache.Read(\"code\")")]
    public Task OtherReads_DoNotTrigger(string read) => VerifyCS.VerifyAsync(Controller(
        $"const string code = \"x\"; var headers = Request.Headers; var copied = headers.ToDictionary(pair => pair.Key); var text = {read};\n"
            + Connect.Replace("(code)", "(text)", StringComparison.Ordinal), parameters: "", isReported: false));

    [Fact]
    public Task KeyThatIsWritten_DoesNotTrigger() => VerifyCS.VerifyAsync(Controller(
        "dynamic query = cache; query[\"code\"] = \"x\";\nvar tokens = await oauth.ExchangeCodeAsync(query); await store.SaveTokensAsync(tokens);",
        parameters: "", isReported: false));

    [Theory]
    [InlineData("int? id, Query query", "query.Code", true)]
    [InlineData("Inherited query", "query.Code", true)]
    [InlineData("Fields query", "query.Code", true)]
    [InlineData("Value query", "query.Code", true)]
    [InlineData("Number query", "query.Code", false)]
    [InlineData("Hidden query", "query.ToString()", false)]
    [InlineData("TokenRequest query", "query.Code", false)]
    [InlineData("Query other", "Other.Code", false)]
    [InlineData("string query", "query", false)]
    public Task ObjectsThatHaveTheCode(string parameter, string code, bool isReported) => VerifyCS.VerifyAsync(Controller(Connect.Replace("(code)", $"({code})", StringComparison.Ordinal), parameters: parameter, isReported: isReported) + """
        public class Query { public string? Code { get; set; } }
        public class Inherited : Query;
        public class Fields { public string? Code; }
        public struct Value { public string? Code { get; set; } }
        public class Number { public int Code { get; set; } }
        public class Hidden { private string? Code; public override string ToString() => Code + ""; }
        public class TokenRequest { public string? Code { get; set; } public string? GrantType { get; set; } }
        public static class Other { public static string Code = ""; }
        """);

    /// <summary>The parameter's type is in another project that is not built yet.</summary>
    [Theory]
    [InlineData("FitbitCallbackDto", "answer.Code", true)]
    [InlineData("FitbitCallbackDto", "answer.Name", false)]
    [InlineData("FitbitDto", "answer.Code", false)]
    public Task ObjectWhoseTypeIsMissing_IsKnownByItsName(string type, string value, bool isReported)
    {
        var test = VerifyCS.Test(Controller(
            $"var tokens = await oauth.ExchangeCodeAsync({value}); await store.SaveTokensAsync(tokens);",
            parameters: $"[FromQuery] {type} answer", isReported: isReported));
        return (test with { AllowErrors = true }).VerifyAsync();
    }

    [Fact]
    public Task ObjectThatIsHandedOnWhole_Triggers() => VerifyCS.VerifyAsync(
        Controller(Connect.Replace("(code)", "(query)", StringComparison.Ordinal), parameters: "Query query")
            + "public class Query { public string? Code { get; set; } }");

    [Theory]
    [InlineData("[FromQuery(Name = \"code\")] string text", "text", true)]
    [InlineData("[FromQuery(Name = \"promo\")] string code", "code", false)]
    [InlineData("[FromQuery] string code", "code", true)]
    public Task NameInTheRequest_Counts(string parameter, string code, bool isReported) => VerifyCS.VerifyAsync(
        Controller(Connect.Replace("(code)", $"({code})", StringComparison.Ordinal), parameters: parameter, isReported: isReported));

    [Theory]
    [InlineData("public string? Code { get; set; }", false)]
    [InlineData("[BindProperty] public string? Name { get; set; } public string? Code { get; set; }", false)]
    [InlineData("[BindProperty] public string? Code { get; set; }", true)]
    [InlineData("[Microsoft.AspNetCore.Mvc.BindProperty] public string? Code { get; set; }", true)]
    public Task PropertyThatIsBound_IsTheCode(string property, bool isReported) => VerifyCS.VerifyAsync(Usings + $$"""
        public class CallbackModel(dynamic oauth, dynamic store) : PageModel
        {
            {{property}}
            public async Task {{(isReported ? "[|OnGetAsync|]" : "OnGetAsync")}}()
            {
                var tokens = await oauth.ExchangeCodeAsync(Code);
                await store.SaveTokensAsync(tokens);
            }
        }
        """);

    [Fact]
    public Task PropertyThatTheMethodDoesNotUse_IsNoCode() => VerifyCS.VerifyAsync(Usings + """
        public class CallbackModel(dynamic oauth, dynamic store) : PageModel
        {
            [BindProperty] public string? Code { get; set; }
            public async Task OnGetAsync(string id) { var tokens = await oauth.ExchangeTokenAsync(id); await store.SaveTokensAsync(tokens); }
        }
        """);

    [Theory]
    [InlineData("app.MapGet(\"/oauth/callback\", Connect);", "[|Connect|]")]
    [InlineData("app.MapPost(\"/oauth/callback\", Connect);", "[|Connect|]")]
    [InlineData("app.MapGet(\"/oauth/callback\", new Func<string, Task>(Connect));", "Connect")]
    [InlineData("Console.WriteLine((Func<string, Task>)Connect);", "Connect")]
    [InlineData("app.MapGet(\"/oauth/callback\", Other);", "Connect")]
    public async Task MethodsThatAreMapped(string map, string name)
    {
        await VerifyCS.VerifyAsync(Usings + $$"""
            public class Endpoints(dynamic oauth, dynamic store)
            {
                public void Map(WebApplication app) { {{map}} }
                private void Other() { }
                private async Task {{name}}(string code) { {{Connect}} }
            }
            """);
        await VerifyCS.VerifyAsync(Usings + $$"""
            public class Endpoints(dynamic oauth, dynamic store)
            {
                private void Other() { }
                public void Map(WebApplication app)
                {
                    {{map}}
                    void Another() { }
                    async Task {{name}}(string code) { {{Connect}} }
                }
            }
            """);
        await VerifyCS.VerifyProgramAsync(Usings + $$"""
            WebApplication app = null!;
            dynamic oauth = new object(), store = new object();
            {{map}}
            void Other() { }
            async Task {{name}}(string code) { {{Connect}} }
            """);
    }

    [Theory]
    [InlineData("app.MapGet(\"/slack/done\", (string code) => { store.SaveTokens(oauth.ExchangeCode(code)); });", "/slack/done", "MapGet")]
    [InlineData("app.MapGet(route, (string code) => { store.SaveTokens(oauth.ExchangeCode(code)); });", "MapGet", "MapGet")]
    [InlineData("app.MapGet(\"/slack/done\", Done); void Done(string code) { store.SaveTokens(oauth.ExchangeCode(code)); }", "Done", "Done")]
    [InlineData("app.MapGet(\"/slack/done\", delegate(string code) { store.SaveTokens(oauth.ExchangeCode(code)); });", "/slack/done", "MapGet")]
    [InlineData("app.Map(\"/slack/done\", branch => branch.Run(async context => store.SaveTokens(oauth.ExchangeCode(context.Request.Query[\"code\"].ToString()))));", "Run", "Run")]
    public async Task Message_NamesTheRoute_AndStandsAtTheCall(string map, string name, string place)
    {
        var report = Assert.Single(await (VerifyCS.Test(Usings + $$"""
            WebApplication app = null!;
            dynamic oauth = new object(), store = new object();
            var route = "/oauth";
            {{map}}
            """, "Program.cs") with { OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication }).RunAsync());

        Assert.StartsWith($"'{name}' connects an account", report.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(place, report.Location.SourceTree!.ToString().Substring(report.Location.SourceSpan.Start, report.Location.SourceSpan.Length));
    }

    /// <summary>A weak sign of an exchange is sufficient if a name, a route, a state or the type suggests OAuth.</summary>
    [Theory]
    [InlineData("Done", "[HttpGet]", "string code", "HomeController", false)]
    [InlineData("Callback", "[HttpGet]", "string code", "HomeController", true)]
    [InlineData("Done", "[HttpGet(\"oauth/done\")]", "string code", "HomeController", true)]
    [InlineData("Done", "[HttpGet(\"home/done\"), Route(\"oauth\")]", "string code", "HomeController", true)]
    [InlineData("Done", "[HttpGet(\"home/done\")]", "string code", "HomeController", false)]
    [InlineData("Done", "[HttpGet]", "string code, string state", "HomeController", true)]
    [InlineData("Done", "[HttpGet]", "string code", "OAuthController", true)]
    public Task ContextOfAnExchange(string name, string attributes, string parameters, string type, bool isReported) =>
        VerifyCS.VerifyAsync(Controller(
        "var tokens = await oauth.GetTokenAsync(code); await store.SaveAsync(tokens);",
        name: name,
        attributes: attributes,
        parameters: parameters,
        isReported: isReported).Replace("SlackController", type, StringComparison.Ordinal));
}
