using Atom.OAuth.Analyzers.Callbacks;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;
using VerifyState = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ValidateOAuthStateAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>Codes passed by another part of the program, methods mapped by another type, and services whose kind makes them endpoints.</summary>
public sealed class HandedCodesTests
{
    private const string Save = """
        var tokens = await oauth.ExchangeCodeAsync(back.Code);
        await store.SaveAsync(tokens);
        """;

    public static TheoryData<string> EndpointBases => [.. CallbackWords.EndpointBases];

    public static TheoryData<string> GraphTypes => [.. CallbackWords.GraphTypes];

    public static TheoryData<string> Requests => Names(CallbackWords.Requests);

    [Theory]
    [InlineData("var back = await urls.Reader.ReadAsync();", true)]
    [InlineData("var started = urls.Reader.ReadAsync().AsTask(); var back = await started;", true)]
    [InlineData("pending = new TaskCompletionSource<Back>(); var back = await pending.Task;", true)]
    [InlineData("var back = await Listen();", true)]
    [InlineData("var back = await Load();", false)]
    [InlineData("var back = files.ReadAsync();", false)]
    public Task CodeOfAnotherPart_Triggers(string take, bool isReported) => VerifyCS.VerifyAsync(Usings + $$"""
        public class Spotify(dynamic oauth, dynamic store, dynamic files, System.Threading.Channels.Channel<Back> urls)
        {
            private TaskCompletionSource<Back> pending = new();

            public async Task {{(isReported ? "[|ConnectAsync|]" : "ConnectAsync")}}()
            {
                {{take}}
                {{Save}}
            }

            private static Task<Back> Listen() => Task.FromResult(new Back("code", "state"));
            private static Task<Back> Load() => Task.FromResult(new Back("x", "y"));
        }
        public record Back(string Code, string State);
        """);

    [Theory]
    [InlineData("Back(string Code, string State)", "", true)]
    [InlineData("Back(string Code)", "urls.Writer.TryWrite(new Back(url));", true)]
    [InlineData("Back(string Code)", "", false)]
    public Task StateOfACodeThatIsHandedOver(string back, string written, bool isReported) => VerifyState.VerifyAsync(Usings + $$"""
        public class Spotify(dynamic oauth, dynamic store, System.Threading.Channels.Channel<Back> urls)
        {
            public async Task {{(isReported ? "[|ConnectAsync|]" : "ConnectAsync")}}()
            {
                var back = await urls.Reader.ReadAsync();
                {{Save}}
            }

            public void Came(string url)
            {
                {{written}}
            }
        }
        public record {{back}};
        """);

    /// <summary>A window that opens the browser, and completes its promise when it comes back.</summary>
    [Theory]
    [InlineData("query[\"code\"]", true)]
    [InlineData("query[\"name\"]", false)]
    public Task CodeThatAWindowPromises_Triggers(string read, bool isReported) => VerifyCS.VerifyAsync(Usings + $$"""
        public class Page(dynamic oauth, dynamic store)
        {
            public async Task {{(isReported ? "[|OnConnect|]" : "OnConnect")}}()
            {
                var window = new LoginWindow();
                var back = await window.WaitForResultAsync();
                if (back.Code != null)
                {
                    {{Save}}
                }
            }
        }
        public class LoginWindow
        {
            private readonly TaskCompletionSource<Back> _done = new();

            public Task<Back> WaitForResultAsync() => _done.Task;

            public void Came(IDictionary<string, string> query) => _done.TrySetResult(new Back({{read}}, ""));
        }
        public record Back(string Code, string State);
        """);

    private const string HelperThatOpensTheBrowser = """
        public class Browser(System.Net.HttpListener listener)
        {
            private string? _expected;

            public void Expect(string expected) => _expected = expected;

            public async Task<Outcome> RunAsync(string url)
            {
                {0}
            }

            private async Task<Outcome> CameBackAsync()
            {
                var query = (await listener.GetContextAsync()).Request.QueryString;
                return new Outcome({1});
            }
        }
        public record Outcome(string? Code);
        """;

    /// <summary>A helper opens the browser, and returns an object with what its listener reads.</summary>
    [Theory]
    [InlineData("return await CameBackAsync();", "query[\"code\"]", true)]
    [InlineData("var later = CameBackAsync(); Console.WriteLine(url); return await later;", "query[\"code\"]", true)]
    [InlineData("await CameBackAsync(); return new Outcome(url);", "query[\"code\"]", false)]
    [InlineData("return await CameBackAsync();", "query[\"name\"]", false)]
    public Task CodeInTheOutcomeOfAHelper_Triggers(string run, string read, bool isReported) =>
        VerifyCS.VerifyAsync(RunOf(isReported) + HelperOf(run, read));

    [Theory]
    [InlineData("return await CameBackAsync();", "query[\"code\"]", true)]
    [InlineData("var statement = url; Console.WriteLine(System.Data.ConnectionState.Open + statement); return await CameBackAsync();", "query[\"code\"]", true)]
    [InlineData("return await CameBackAsync();", "query[\"state\"] == _expected ? query[\"code\"] : null", false)]
    public Task StateOfTheOutcomeOfAHelper(string run, string read, bool isReported) =>
        VerifyState.VerifyAsync(RunOf(isReported) + HelperOf(run, read));

    /// <summary>A helper of another project, whose source an editor knows.</summary>
    [Theory]
    [InlineData("var query = (await listener.GetContextAsync()).Request.QueryString; return new Outcome(query[\"code\"]);", true)]
    [InlineData("return await CameBackAsync();", false)]
    public async Task HelperOfAnotherProject_IsNotFollowed(string run, bool isReported)
    {
        var helper = OtherProject.Compile("Helper", HelperOf(run, "query[\"code\"]"));
        await (VerifyCS.Test(RunOf(isReported)) with { MoreReferences = [helper] }).VerifyAsync();
    }

    [Theory]
    [InlineData("pending.Add(promise);", true)]
    [InlineData("", false)]
    public Task PromiseThatIsKeptElsewhere_Triggers(string given, bool isReported) => VerifyCS.VerifyAsync(Usings + $$"""
        public class Spotify(dynamic oauth, dynamic store, dynamic pending)
        {
            public async Task {{(isReported ? "[|ConnectAsync|]" : "ConnectAsync")}}()
            {
                TaskCompletionSource<string> promise = new();
                {{given}}
                var code = await promise.Task;
                {{Connect}}
            }
        }
        """);

    [Theory]
    [InlineData("app.MapGet(\"/callback\", SlackCallback.RunAsync);", true)]
    [InlineData("app.MapGet(\"/callback\", OtherCallback.RunAsync);", false)]
    [InlineData("app.Register(\"/callback\", SlackCallback.RunAsync);", false)]
    public Task MethodThatAnotherTypeMaps_Triggers(string mapping, bool isReported) => VerifyCS.VerifyAsync(Usings + $$"""
        public static class Routes
        {
            public static void Map(WebApplication app)
            {
                {{mapping}}
            }

            private static void Register(this WebApplication app, string path, Func<string, Task> run) { }
        }
        public static class OtherCallback
        {
            public static Task RunAsync(string text) => Task.CompletedTask;
        }
        public static class SlackCallback
        {
            private static dynamic oauth = null!, store = null!;

            public static async Task {{(isReported ? "[|RunAsync|]" : "RunAsync")}}(string code)
            {
                {{Connect}}
            }
        }
        """);

    [Theory]
    [MemberData(nameof(EndpointBases))]
    public Task ServiceThatIsAnEndpoint_Triggers(string type) => VerifyCS.VerifyAsync(Service("Slack", $" : {type}") + $"public class {type} {{ }}");

    [Theory]
    [MemberData(nameof(GraphTypes))]
    public Task TypeOfGraphQL_Triggers(string name) => VerifyCS.VerifyAsync(Service("Slack" + name, ""));

    [Theory]
    [InlineData("ExtendObjectType")]
    [InlineData("MutationType")]
    [InlineData("QueryType")]
    public Task AttributeOfGraphQL_Triggers(string attribute) => VerifyCS.VerifyAsync(
        Service("Slack", "").Replace("public class Slack", $"[{attribute}] public class Slack", StringComparison.Ordinal)
        + $"public class {attribute}Attribute : Attribute {{ }}");

    [Fact]
    public Task AnyService_DoesNotTrigger() => VerifyCS.VerifyAsync(Service("Slack", "", isReported: false));

    [Fact]
    public Task FieldOfGraphQL_Triggers() => VerifyCS.VerifyAsync(Usings + $$"""
        public class Fields
        {
            public Fields(Field field, dynamic oauth, dynamic store) => field.[|ResolveAsync|](async context =>
            {
                var code = context.GetArgument<string>("code");
                {{Connect}}
                return true;
            });
        }
        public class Field { public void ResolveAsync(Func<Context, Task<bool>> resolve) { } }
        public class Context { public T GetArgument<T>(string name) => default!; }
        """);

    [Theory]
    [MemberData(nameof(Requests))]
    public Task ObjectThatIsNamedAfterTheConnection_HasTheCode(string name) => VerifyCS.VerifyAsync(Controller(
        "await mediator.Send(dto);",
        parameters: $"My{name}Dto dto",
        name: "Post",
        attributes: "[HttpPost(\"auth\")]",
        members: "private readonly dynamic mediator = null!;") + $$"""
        public class My{{name}}Dto { public string Code { get; set; } = ""; }
        public class Handler(dynamic oauth, dynamic store)
        {
            public async Task Handle(My{{name}}Dto request)
            {
                var tokens = await oauth.ExchangeCodeAsync(request.Code);
                await store.SaveAsync(tokens);
            }
        }
        """);

    [Theory]
    [InlineData("[FromBody] dynamic body", true)]
    [InlineData("dynamic body", false)]
    public Task PostedObjectWithoutAType_HasTheCode(string parameter, bool isReported) => VerifyCS.VerifyAsync(Controller(
        "string code = body.code; " + Connect, parameters: parameter, isReported: isReported));

    [Theory]
    [InlineData("public string Code { get; set; } = \"\";", true)]
    [InlineData("public string Code { get; set; } = \"\"; public string State { get; set; } = \"\";", false)]
    public Task ObjectOfTheBodyWithoutAState_BringsNone(string members, bool isReported) => VerifyState.VerifyAsync(Controller(
        """
        var body = await Request.ReadFromJsonAsync<Posted>();
        var entity = mapper.Map(body);
        var tokens = await oauth.ExchangeCodeAsync(body!.Code);
        await store.SaveAsync(tokens);
        """,
        parameters: "",
        members: "private readonly dynamic mapper = null!;",
        isReported: isReported) + $"public class Posted {{ {members} }}");

    [Theory]
    [InlineData("rows.Add(state, tokens);", true)]
    [InlineData("if (!rows.Knows(state)) { return BadRequest(); }", false)]
    public Task TokensThatAreKeptUnderTheState_AreNoCheck(string call, bool isReported) => VerifyState.VerifyAsync(Controller(
        $"object tokens = code; {(isReported ? "" : call)} tokens = await oauth.ExchangeCodeAsync(code); {(isReported ? call : "")}",
        members: "private readonly Rows rows = new();",
        isReported: isReported) + """
        public class Rows
        {
            private static readonly Dictionary<string, object> Known = new();
            public void Add(string id, object row) { if (!Known.ContainsKey(id)) { Known[id] = row; } }
            public bool Knows(string id) => IssuedStates.Contains(id);
            private static readonly HashSet<string> IssuedStates = new();
        }
        """);

    private static string RunOf(bool isReported) => Usings + $$"""
        public class Setup(dynamic oauth, dynamic store, Browser browser)
        {
            public async Task {{(isReported ? "[|AddAsync|]" : "AddAsync")}}()
            {
                var back = await browser.RunAsync("https://slack.com/oauth/v2/authorize");
                {{Save}}
            }
        }

        """;

    private static string HelperOf(string run, string read) =>
        HelperThatOpensTheBrowser.Replace("{0}", run, StringComparison.Ordinal).Replace("{1}", read, StringComparison.Ordinal);

    private static string Service(string name, string bases, bool isReported = true) => Usings + $$"""
        public class {{name}}{{bases}}
        {
            private readonly dynamic oauth = null!, store = null!;

            public async Task<bool> {{(isReported ? "[|LinkAsync|]" : "LinkAsync")}}(string code)
            {
                {{Connect}}
                return true;
            }
        }

        """;

    /// <summary>A window that reads the redirect itself, and has the code in a member when it is closed.</summary>
    [Theory]
    [InlineData("HttpUtility.ParseQueryString(url.Query).Get(\"code\")", true)]
    [InlineData("HttpUtility.ParseQueryString(url.Query).Get(\"zip\")", false)]
    [InlineData("url.Query", false)]
    public Task CodeOfAClosedWindow(string value, bool isReported) => VerifyCS.VerifyAsync($$"""
        using System.Web;

        public class Window
        {
            public string? AuthorizationCode { get; private set; }
            public bool ShowDialog() => true;
            public void Navigating(Uri url) => AuthorizationCode = {{value}};
        }

        public class Spotify(dynamic oauth)
        {
            public async Task {{(isReported ? "[|ConnectAsync|]" : "ConnectAsync")}}()
            {
                var window = new Window();
                window.ShowDialog();
                var tokens = await oauth.ExchangeCodeAsync(window.AuthorizationCode);
                File.WriteAllText("tokens.json", JsonSerializer.Serialize((object)tokens));
            }
        }
        """);
}
