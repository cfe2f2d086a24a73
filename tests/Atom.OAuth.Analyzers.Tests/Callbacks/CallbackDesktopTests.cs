using Atom.OAuth.Analyzers.Callbacks;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyState = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ValidateOAuthStateAnalyzer>;
using VerifySync = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>Desktop applications with their own small server, windows with callbacks, and methods that share the work.</summary>
public sealed class CallbackDesktopTests
{
    private const string Keep = "var tokens = await oauth.ExchangeCodeAsync(code); File.WriteAllText(\"tokens.json\", JsonSerializer.Serialize((object)tokens));";

    private const string Read = "var code = context.Request.QueryString[\"code\"];";

    public static TheoryData<string> Paths => Names(CallbackWords.Paths);

    public static TheoryData<string> Listeners => Names(CallbackWords.Listeners);

    public static TheoryData<string> TakenQueries => Names(CallbackWords.TakenQueries);

    public static TheoryData<string> OtherQueryCalls => Names(CallbackWords.OtherQueryCalls);

    public static TheoryData<string> TokenGivers => Names(CallbackWords.TokenGivers);

    public static TheoryData<string> Dispatchers => Names(SyncWords.Dispatchers);

    [Theory]
    [InlineData($"switch (path) {{ case \"mail\": mail.ImportMessages(); break; case \"callback\": {Read} {Keep} break; }}", true)]
    [InlineData($"switch (mode) {{ case \"/mail\": mail.ImportMessages(); break; case \"/callback\": {Read} {Keep} break; }}", true)]
    [InlineData($"if (path == \"mail\") {{ mail.ImportMessages(); return; }} if (path.EndsWith(\"callback\")) {{ {Read} {Keep} }}", true)]
    [InlineData($"if (mode == \"/callback\") {{ {Read} {Keep} }} else if (mode == \"/mail\") {{ mail.ImportMessages(); }}", true)]
    [InlineData($"switch (path) {{ case \"mail\": break; case \"callback\": {Read} {Keep} mail.ImportMessages(); break; }}", false)]
    [InlineData($"switch (path) {{ case \"mail\": break; case \"callback\": {Read} {Keep} break; }} mail.ImportMessages();", false)]
    [InlineData($"switch (mode) {{ case \"mail\": mail.ImportMessages(); break; case \"callback\": {Read} {Keep} break; }}", false)]
    [InlineData($"{Read} switch (path) {{ case \"mail\": mail.ImportMessages(); break; case \"callback\": {Keep} break; }}", false)]
    [InlineData($"if (path.Length > 4) {{ mail.ImportMessages(); }} if (path == \"callback\") {{ {Read} {Keep} }}", false)]
    public Task SyncOfAnotherPath_IsNone(string statements, bool isReported) => VerifySync.VerifyAsync(Server(statements, isReported));

    [Theory]
    [MemberData(nameof(Paths))]
    public Task PathOfARequest_IsKnownByItsName(string path) => VerifySync.VerifyAsync(
        Server($"switch (path) {{ case \"mail\": mail.ImportMessages(); break; case \"callback\": {Read} {Keep} break; }}", isReported: true)
            .Replace("path", path, StringComparison.Ordinal));

    [Theory]
    [InlineData("ValueOf(query, \"code\")", true)]
    [InlineData("ValueOf(lines, \"code\")", false)]
    [InlineData("ValueOf(query, \"name\")", false)]
    [InlineData("ValueOf(query, \"code\", \"\")", false)]
    public Task QueryThatIsHandedOver_IsReadByItsKey(string read, bool isReported) => VerifySync.VerifyAsync(
        Server($"string[] query = path.Split('&'), lines = query; var code = {read}; {Keep}", isReported));

    [Theory]
    [MemberData(nameof(TakenQueries))]
    public Task NameOfAQuery_IsKnown(string query) => VerifySync.VerifyAsync(
        Server($"string[] {query} = path.Split('&'); var code = ValueOf({query}, \"code\"); {Keep}", isReported: true));

    [Theory]
    [MemberData(nameof(OtherQueryCalls))]
    public Task CallThatTakesAQuery_GivesNoValueOfIt(string call) => VerifySync.VerifyAsync(
        Server($"string[] query = path.Split('&'); var code = {call}(query, \"code\"); {Keep}", isReported: false)
            .Replace("ValueOf(", call + "(", StringComparison.Ordinal));

    /// <summary>A button does it, but only when it is clicked.</summary>
    [Theory]
    [InlineData("window.Clicked += () => mail.ImportMessages();", true)]
    [InlineData("Action later = () => mail.ImportMessages(); window.Act = later;", true)]
    [InlineData("window.Act = () => mail.ImportMessages();", true)]
    [InlineData("Action now = () => mail.ImportMessages(); now();", false)]
    [InlineData("Action now = () => mail.ImportMessages(); now.Invoke();", false)]
    [InlineData("Action now = () => mail.ImportMessages(); Task.WhenAny(Later(now));", false)]
    [InlineData("mail.ImportMessages();", false)]
    [InlineData("dispatcher.TryEnqueue((Action)Resize);", true)]
    [InlineData("window.Dispatcher.TryEnqueue((Action)Resize);", true)]
    [InlineData("work.TryEnqueue((Action)Resize);", false)]
    [InlineData("dispatcher.TryEnqueue(new Action(() => mail.ImportMessages()));", false)]
    public Task WorkOfAButton_IsNoSync(string show, bool isReported) => VerifySync.VerifyAsync(
        Server(
            $"{Read} {Keep} Show();",
            isReported,
            $"private void Show() {{ {show} }} private void Resize() {{ }} private static Task Later(Action act) => Task.Delay(1);",
            ", Window window")
        + "public class Window { public event Action? Clicked; public Action? Act; public dynamic? Dispatcher; public void Run() => Clicked?.Invoke(); }");

    [Theory]
    [MemberData(nameof(Dispatchers))]
    public Task ThreadOfAWindow_SyncsNothing(string dispatcher) => VerifySync.VerifyAsync(
        Server($"{Read} {Keep} mail.{dispatcher}.TryEnqueue(path);", isReported: true));

    /// <summary>One method opens the browser, one listens, and one reads the request.</summary>
    [Theory]
    [InlineData("return query[\"code\"]!;", true, true)]
    [InlineData("return query[\"state\"] == expected ? query[\"code\"]! : \"\";", true, false)]
    [InlineData("return query[\"name\"]!;", false, false)]
    public async Task CodeThatIsHandedOn(string read, bool isConnection, bool isUnchecked)
    {
        await VerifySync.VerifyAsync(Source(isConnection));
        await VerifyState.VerifyAsync(Source(isUnchecked));

        string Source(bool isReported) => $$"""
            public class Contoso(dynamic oauth, IBrowserListener server)
            {
                public async Task {{(isReported ? "[|ConnectAsync|]" : "ConnectAsync")}}() { var code = await RequestCodeAsync(); {{Keep}} }
                private async Task<string> RequestCodeAsync() { Console.WriteLine("Look at your browser."); return await server.RunAsync(); }
            }
            public interface IBrowserListener { Task<string> RunAsync(); }
            public class BrowserListener(HttpListener listener, string expected) : IBrowserListener
            {
                public async Task<string> RunAsync() { string code; code = await NextAsync(); listener.Stop(); return code; }
                private async Task<string> NextAsync()
                {
                    var query = (await listener.GetContextAsync()).Request.QueryString;
                    Console.WriteLine(expected);
                    {{read}}
                }
            }
            """;
    }

    [Theory]
    [InlineData("_ = new Window(OnReceived);", true)]
    [InlineData("window.Received = OnReceived;", true)]
    [InlineData("window.StartAsync(OnReceived);", true)]
    [InlineData("backs.ForEach(OnReceived);", false)]
    [InlineData("window.Received += OnReceived;", true)]
    [InlineData("Action<Back> received; received = OnReceived;", false)]
    public Task HandlerThatIsHandedOver_TakesTheCode(string handOver, bool isReported) =>
        VerifySync.VerifyAsync(Handler(handOver, isReported));

    [Theory]
    [MemberData(nameof(Listeners))]
    public Task CallThatListens_TakesAHandler(string listen) => VerifySync.VerifyAsync(
        Handler($"window.{listen}(OnReceived);", isReported: true).Replace("StartAsync(", listen + "(", StringComparison.Ordinal));

    [Theory]
    [InlineData("string Code, string State", "", true)]
    [InlineData("string Code, string State", "if (new Back(\"\", \"\").State != \"expected\") { return; }", false)]
    [InlineData("string Code, string Error", "", false)]
    public Task StateThatNobodyReads_IsNotChecked(string members, string look, bool isReported) =>
        VerifyState.VerifyAsync(Handler("_ = new Window(OnReceived);", isReported, members, look));

    /// <summary>A method that reads the code itself could also have read the state.</summary>
    [Theory]
    [InlineData("", true)]
    [InlineData("if (query[\"state\"] != expected) { return; }", false)]
    public Task HandlerThatReadsTheRequest_HasAState(string look, bool isReported) => VerifyState.VerifyAsync($$"""
        public class Contoso(dynamic oauth, HttpListener listener, string expected)
        {
            public void Start() { Console.WriteLine(expected); listener.BeginGetContext(new AsyncCallback(OnRequest), listener); }
            private async void {{(isReported ? "[|OnRequest|]" : "OnRequest")}}(IAsyncResult result)
            {
                var query = listener.EndGetContext(result).Request.QueryString;
                {{look}}
                var tokens = await oauth.ExchangeCodeAsync(query["code"]);
                File.WriteAllText("tokens.json", JsonSerializer.Serialize((object)tokens));
            }
        }
        """);

    [Theory]
    [InlineData("var tokens = await login.LoginAsync(); File.WriteAllText(\"tokens.json\", tokens);", true)]
    [InlineData("string tokens; tokens = await login.LoginAsync().ConfigureAwait(false); File.WriteAllText(\"tokens.json\", tokens);", true)]
    [InlineData("var tokens = await login.LoginAsync(); File.WriteAllText(\"tokens.json\", tokens); mail.ImportMessages();", false)]
    [InlineData("var tokens = await login.LoginAsync(); Console.WriteLine(tokens);", false)]
    [InlineData("var tokens = await login.LoginOfLastTimeAsync(); File.WriteAllText(\"tokens.json\", tokens);", false)]
    [InlineData("var tokens = await login.LoginAsync(\"code\"); File.WriteAllText(\"tokens.json\", tokens);", false)]
    [InlineData("var (tokens, _) = await login.AuthorizeAsync(); File.WriteAllText(\"tokens.json\", tokens);", true)]
    [InlineData("var tokens = await login.LoginAsync(); var (more, _) = await login.AuthorizeAsync(); File.WriteAllText(\"tokens.json\", tokens + more);", true)]
    public Task TokensThatAreGivenBack_AreKeptByTheCaller(string statements, bool isReported) => VerifySync.VerifyAsync(Receiver(statements, isReported));

    [Theory]
    [MemberData(nameof(TokenGivers))]
    public Task CallThatGivesTokens_IsKnownByItsName(string call) => VerifySync.VerifyAsync(
        Receiver($"var tokens = await login.{call}(); File.WriteAllText(\"tokens.json\", tokens);", isReported: true)
            .Replace("LoginAsync()", call + "()", StringComparison.Ordinal));

    [Theory]
    [InlineData("\"authorization_code\"", true)]
    [InlineData("\"discount\"", false)]
    public Task RequestOfATypeOfItsOwn_ExchangesTheCode(string grant, bool isReported) => VerifySync.VerifyAsync(
        Server(
            $"{Read} var body = new ContosoRequest(path, code!); var tokens = await PostAsync(body); File.WriteAllText(\"tokens.json\", tokens);",
            isReported,
            "private Task<string> PostAsync(object body) => mail.PostAsync(body);")
        + $"public class ContosoRequest(string client, string code) {{ public string Grant => {grant}; public string Code => code; public string Client => client; }}");

    private static string Receiver(string statements, bool isReported) => $$"""
        public class ContosoWindow(ContosoLogin login, dynamic mail)
        {
            public async Task {{(isReported ? "[|OnClick|]" : "OnClick")}}() { {{statements}} mail.Show(); }
        }
        public class ContosoLogin(dynamic oauth, HttpListener listener)
        {
            public async Task<string> LoginAsync()
            {
                var context = await listener.GetContextAsync();
                {{Read}}
                return await oauth.ExchangeCodeAsync(code);
            }
            public async Task<(string Access, string Refresh)> AuthorizeAsync()
            {
                var context = await listener.GetContextAsync();
                {{Read}}
                return await oauth.ExchangeCodeAsync(code);
            }
            public async Task<string> LoginOfLastTimeAsync() => await File.ReadAllTextAsync("code.json");
            public async Task<string> LoginAsync(string code) => await oauth.ExchangeCodeAsync(code);
        }
        """;

    private static string Handler(string handOver, bool isReported, string members = "string Code, string State", string look = "") => $$"""
        public class Contoso(dynamic oauth, dynamic settings, dynamic mail)
        {
            public void Login(Window window, List<Back> backs)
            {
                {{look}}
                {{handOver}}
                mail.Show();
            }
            private async void {{(isReported ? "[|OnReceived|]" : "OnReceived")}}(Back back)
            {
                var tokens = await oauth.ExchangeCodeAsync(back.Code);
                settings.OAuthToken = tokens.AccessToken;
            }
        }
        public record Back({{members}});
        public class Window(Action<Back>? received)
        {
            public Action<Back>? Received { get; set; } = received;
            public void StartAsync(Action<Back> handle) => Received = handle;
        }
        """;

    private static string Server(string statements, bool isReported, string members = "", string parameters = "") => $$"""
        public class ContosoServer(dynamic oauth, dynamic mail, dynamic dispatcher, dynamic work{{parameters}})
        {
            private async Task {{(isReported ? "[|HandleAsync|]" : "HandleAsync")}}(HttpListenerContext context, string path, string mode)
            {
                {{statements}}
                await Task.Yield();
            }
            private static string ValueOf(string[] query, string key, string none = "") => Array.Find(query, pair => pair.StartsWith(key)) ?? none;
            {{members}}
        }
        """;
}
