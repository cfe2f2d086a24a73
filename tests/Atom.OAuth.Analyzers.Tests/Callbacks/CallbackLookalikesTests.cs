using Atom.OAuth.Analyzers.Callbacks;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyState = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ValidateOAuthStateAnalyzer>;
using VerifySync = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>Code that looks like a sync, an exchange, a save or a callback, and is none.</summary>
public sealed class CallbackLookalikesTests
{
    public static TheoryData<string> Buses => Names(SyncWords.Buses);

    public static TheoryData<string> Shows => Names(SyncWords.Shows);

    public static TheoryData<string> SaveMessages => Names(SyncWords.SaveMessages);

    public static TheoryData<string> QueuesOfWork => Names(SyncWords.QueuesOfWork);

    public static TheoryData<string> OtherCommands => Names(SaveWords.OtherCommands);

    public static TheoryData<string> Lists => Names(SaveWords.Lists);

    public static TheoryData<string> RowAdditions => Names(SaveWords.RowAdditions);

    public static TheoryData<string> OtherTables => Names(SaveWords.OtherTables);

    public static TheoryData<string> Secrets => [.. ExchangeWords.Secrets];

    [Theory]
    [MemberData(nameof(Buses))]
    public Task CommandOnABus_DoesNotTrigger(string bus) => VerifySync.VerifyAsync(Controller(
        Connect + $"dynamic my{bus} = jobs; await my{bus}.SendAsync(new FetchMailbox(1));", isReported: false) + "public record FetchMailbox(int Id);");

    /// <summary>The handler of a command is visible, so it decides.</summary>
    [Theory]
    [InlineData("await store.SaveAsync(told.Id);", true)]
    [InlineData("await store.ImportMessagesAsync(told.Id);", false)]
    public Task CommandWithAVisibleHandler(string handling, bool isReported) => VerifySync.VerifyAsync(Controller(
        Connect + "await commandBus.SendAsync(new MarkSeen(1));",
        members: "private readonly ICommandBus commandBus = null!;",
        isReported: isReported) + $$"""

        public record MarkSeen(int Id);
        public interface ICommandBus { Task SendAsync(object command); }
        public class MarkSeenHandler(dynamic store) { public async Task HandleAsync(MarkSeen told) { {{handling}} } }
        """);

    [Theory]
    [MemberData(nameof(SaveMessages))]
    public Task MessageWithTheTokens_Triggers(string verb) => VerifySync.VerifyAsync(Controller(
        Connect + $"dynamic actorRef = jobs; actorRef.Tell(new {verb}Login(1, tokens)); actorRef.Tell(new {verb}Tokens(tokens));") + $$"""

        public record {{verb}}Login(int Id, object Tokens);
        public record {{verb}}Tokens(object Tokens);
        """);

    [Theory]
    [MemberData(nameof(Shows))]
    public Task MessageToWhatIsShown_Triggers(string name) => VerifySync.VerifyAsync(
        Controller(Connect + $"IActorRef my{name} = cache; my{name}.Tell(1); Subject<int> {name} = cache; {name}.OnNext(1);")
        + "public interface IActorRef { void Tell(object told); } public class Subject<T> { public void OnNext(T value) { } }");

    [Theory]
    [InlineData("\"Slack connected\"", true)]
    [InlineData("$\"{state} connected\"", true)]
    [InlineData("state", false)]
    public Task TextForAStream(string value, bool isReported) => VerifySync.VerifyAsync(
        Controller(Connect + $"Subject<string> linked = cache; linked.OnNext({value});", isReported: isReported)
        + "public class Subject<T> { public void OnNext(T value) { } }");

    /// <summary>A table or a list may be named after producers or a queue.</summary>
    [Theory]
    [InlineData("db.Producers.Add(new Producer(tokens));")]
    [InlineData("var queue = new List<int>(); queue.Add(1);")]
    [InlineData("db.Queue.Create(1);")]
    [InlineData("QueueChanged?.Invoke(this, EventArgs.Empty);")]
    public Task ListThatIsNamedAfterAQueue_Triggers(string statement) => VerifySync.VerifyAsync(
        Controller(Connect + statement, members: "public event EventHandler? QueueChanged;") + "public record Producer(object Token);");

    [Theory]
    [MemberData(nameof(QueuesOfWork))]
    public Task WorkForAQueue_DoesNotTrigger(string type) => VerifySync.VerifyAsync(
        Controller(Connect + $"I{type} work = cache; work.Add(1);", isReported: false) + $"public interface I{type} {{ void Add(int id); }}");

    [Theory]
    [InlineData("store.SaveAsync(tokens)", true)]
    [InlineData("store.ImportMessagesAsync(tokens)", false)]
    public Task ActorWhoseSourceIsVisible(string start, bool isReported) => VerifySync.VerifyAsync(
        Controller(Connect + "await db.GetGrain<IOwner>(\"1\").StartAsync((object)tokens);", isReported: isReported) + $$"""

        public interface IOwner { Task StartAsync(object tokens); }
        public class Owner(dynamic store) : IOwner { public async Task StartAsync(object tokens) => await {{start}}; }
        """);

    /// <summary>The base type is in a library, so no file names an outbox.</summary>
    [Theory]
    [InlineData("IOutbox", false)]
    [InlineData("IMailbox", true)]
    public async Task InheritedBox(string type, bool isReported)
    {
        var library = OtherProject.Image(OtherProject.Compile("Library", $$"""
            public interface {{type}} { void Add(int id); }
            public class Linking : Microsoft.AspNetCore.Mvc.ControllerBase { protected {{type}} Messages { get; } = null!; }
            """));
        var source = Controller(Connect + "Messages.Add(1);", isReported: isReported).Replace(": ControllerBase", ": Linking", StringComparison.Ordinal);
        await (VerifySync.Test(source) with { MoreReferences = [library] }).VerifyAsync();
    }

    /// <summary>The members of an answer in JSON are pairs, and a service may name one of them a code.</summary>
    [Theory]
    [InlineData("foreach (var pair in text.Split('&').Select(part => part.Split('=')))", "pair[0]", "code = pair[1]", true)]
    [InlineData("foreach (var pair in text.Split('&').Select(part => part.Split('=')))", "pair[0]", "errorCode = pair[1]", false)]
    [InlineData("foreach (var pair in JsonDocument.Parse(text).RootElement.EnumerateObject())", "pair.Name", "code = pair.Value.ToString()", false)]
    [InlineData("foreach (var pair in rows)", "pair.Key", "code = pair.Value", false)]
    public Task PairsOfAnAnswer(string loop, string key, string set, bool isReported) => VerifySync.VerifyAsync("using System.Linq;" + $$"""
        public class Spotify(dynamic oauth)
        {
            public async Task {{(isReported ? "[|TakeAsync|]" : "TakeAsync")}}(string text, Dictionary<string, string> rows)
            {
                string code = "", errorCode = "";
                {{loop}}
                {
                    switch ({{key}}) { case "code": {{set}}; break; }
                }

                var tokens = await oauth.ExchangeCodeAsync({{(set.StartsWith("error", StringComparison.Ordinal) ? "errorCode" : "code")}});
                File.WriteAllText("tokens.json", JsonSerializer.Serialize((object)tokens));
            }
        }
        """);

    [Theory]
    [MemberData(nameof(Secrets))]
    public Task SecretOfAnApp_Triggers(string secret) => VerifySync.VerifyAsync(Controller(
        $$"""
        var form = new Dictionary<string, string> { ["{{secret}}"] = "x", ["auth_code"] = code };
        var response = await http.PostAsync("https://login.contoso.com/take", new FormUrlEncodedContent(form));
        await store.SaveAsync(await response.Content.ReadAsStringAsync());
        """));

    /// <summary>The proof of a secret goes with any call, and so does the secret of another service.</summary>
    [Theory]
    [InlineData("$\"https://graph.contoso.com/events?access_token={state}&appsecret_proof={state}\"")]
    [InlineData("\"https://sms.contoso.com/check\" + cache[\"Sms:appsecret\"]")]
    public Task SecretThatIsNoKey_DoesNotTrigger(string url) => VerifySync.VerifyAsync(Controller(
        $$"""
        var response = await http.PostAsync({{url}}, new StringContent(JsonSerializer.Serialize(new Dictionary<string, string> { ["code"] = code })));
        await store.SaveAsync(await response.Content.ReadAsStringAsync());
        """,
        isReported: false));

    /// <summary>A voucher or a code of a text message is taken with a secret as well, and the browser goes on.</summary>
    [Theory]
    [InlineData("request.Headers.Add(\"X-Client-Secret\", \"x\");", "https://vouchers.contoso.com/take", false)]
    [InlineData("request.Headers.Add(\"client_secret\", \"x\");", "https://sms.contoso.com/check", false)]
    [InlineData("request.Headers.Add(\"client_secret\", \"x\");", "https://contoso.com/oauth/token", true)]
    public Task CodeThatIsOnlySentWithASecret(string header, string url, bool isReported) => VerifyState.VerifyAsync(Usings + $$"""
        public class CartController(Vouchers vouchers) : ControllerBase
        {
            [HttpPost("cart/apply")]
            public async Task<IActionResult> {{(isReported ? "[|Apply|]" : "Apply")}}(string code)
            {
                await vouchers.ApplyAsync(code);
                return Redirect("/cart");
            }
        }

        public class Vouchers(HttpClient http)
        {
            public async Task ApplyAsync(string value)
            {
                var request = new HttpRequestMessage(HttpMethod.Post, "{{url}}");
                {{header}}
                request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["code"] = value });
                await http.SendAsync(request);
            }
        }
        """);

    /// <summary>Only the object that a bot's form fills holds a code that the user typed.</summary>
    [Theory]
    [InlineData("Form form", "form.Code", false)]
    [InlineData("string name", "back.Code", true)]
    public Task CodeOfACommand(string parameter, string code, bool isReported) => VerifyState.VerifyAsync($$"""
        public class Commands(dynamic oauth, dynamic store, Browser browser)
        {
            [Command("slack_link")]
            public async Task {{(isReported ? "[|Link|]" : "Link")}}({{parameter}})
            {
                var back = await browser.WaitForCallbackAsync();
                var tokens = await oauth.ExchangeCodeAsync({{code}});
                await store.SaveTokensAsync(tokens);
            }
        }

        public class Back { public string Code { get; set; } = ""; public string State { get; set; } = ""; }
        public interface Browser { Task<Back> WaitForCallbackAsync(); }
        public class Form { public string Code { get; set; } = ""; }
        public class CommandAttribute(string id) : Attribute { public string Id => id; }
        """);

    [Theory]
    [InlineData("TakeAsync", true)]
    [InlineData("ConfirmPhoneAsync", false)]
    public Task MessageToABot(string method, bool isReported) => VerifySync.VerifyAsync($$"""
        public class Bot(dynamic store, HttpClient http)
        {
            public async Task HandleAsync(Update update) => await {{method}}(update.Message!.Text!);

            private async Task {{(isReported ? $"[|{method}|]" : method)}}(string code)
            {
                var form = new Dictionary<string, string> { ["client_secret"] = "x", ["code"] = code };
                var answer = await http.PostAsync("https://slack.com/api/oauth.v2.access", new FormUrlEncodedContent(form));
                var token = await answer.Content.ReadAsStringAsync();
                await store.SaveTokensAsync(token);
            }
        }

        public class Update { public Words? Message { get; set; } }
        public class Words { public string? Text { get; set; } }
        """);

    /// <summary>A link that opens an application may bring a gift.</summary>
    [Theory]
    [InlineData("", "", false)]
    [InlineData("var state = link.Data.GetQueryParameter(\"state\");", "", true)]
    [InlineData("", "private const string Path = \"contoso://callback\";", true)]
    public Task LinkToAnApplication(string before, string member, bool isReported) => VerifySync.VerifyAsync($$"""
        public class BackActivity(dynamic rewards, dynamic link)
        {
            {{member}}

            public async void {{(isReported ? "[|OnCreate|]" : "OnCreate")}}()
            {
                {{before}}
                var token = await rewards.RedeemCodeAsync(link.Data.GetQueryParameter("code"));
                File.WriteAllText("token.json", JsonSerializer.Serialize((object)token));
            }
        }
        """);

    [Theory]
    [MemberData(nameof(OtherCommands))]
    public Task CallOnAStoreThatKeepsNothing_DoesNotTrigger(string call) => VerifySync.VerifyAsync(Controller(
        $"string token = (await oauth.ExchangeCodeAsync(code)).AccessToken; IContaRepository contas = cache; await contas.{call}Async(token);",
        isReported: false) + $"public interface IContaRepository {{ Task {call}Async(string value); }}");

    [Theory]
    [MemberData(nameof(Lists))]
    public Task CallOnAListOfWhoWaits_DoesNotTrigger(string list) => VerifySync.VerifyAsync(Controller(
        $"string token = (await oauth.ExchangeCodeAsync(code)).AccessToken; IMy{list} logins = cache; await logins.Atualizar(token);",
        isReported: false) + $"public interface IMy{list} {{ Task Atualizar(string value); }}");

    [Theory]
    [InlineData("await db.SaveAsync(value);", true)]
    [InlineData("await db.FindAsync(value);", false)]
    public Task StoreWithSource(string handling, bool isReported) => VerifySync.VerifyAsync(Controller(
        "string token = (await oauth.ExchangeCodeAsync(code)).AccessToken; ContaRepository contas = cache; await contas.Atualizar(token);",
        isReported: isReported)
        + $$"""public class ContaRepository(dynamic db) { public async Task Atualizar(string value) { {{handling}} } }""");

    [Theory]
    [MemberData(nameof(RowAdditions))]
    public Task RowThatIsAdded_Triggers(string call) => VerifySync.VerifyAsync(Rows("IMailboxes", call, isReported: true));

    [Theory]
    [MemberData(nameof(OtherTables))]
    public Task ListOfThisRun_DoesNotTrigger(string type) => VerifySync.VerifyAsync(Rows($"IMy{type}", "Add", isReported: false));

    [Theory]
    [InlineData("Write")]
    [InlineData("Put")]
    [InlineData("Create")]
    public Task ObjectThatIsSent_DoesNotTrigger(string call) => VerifySync.VerifyAsync(Rows("IReplies", call, isReported: false));

    /// <summary>The base type of a window, or what it gives the query to, may check the state.</summary>
    [Theory]
    [InlineData("", "", true)]
    [InlineData("if (query[\"state\"] != Expected) { return; }", "", false)]
    [InlineData("", "if (!guard.Matches(query)) { return; }", false)]
    public Task WindowThatReadsTheRedirect(string inBase, string inWindow, bool isReported) => VerifyState.VerifyAsync(Usings + $$"""
        public class Spotify(dynamic oauth, dynamic store)
        {
            public async Task {{(isReported ? "[|ConnectAsync|]" : "ConnectAsync")}}()
            {
                var window = new SlackWindow();
                window.ShowDialog();
                var tokens = await oauth.ExchangeCodeAsync(window.Code);
                await store.SaveAsync(tokens);
            }
        }

        public class BackWindow
        {
            protected string Expected = "";

            public void ShowDialog() => OnRedirect(new Dictionary<string, string>());

            protected virtual void OnRedirect(Dictionary<string, string> query)
            {
                {{inBase}}
            }
        }

        public class SlackWindow : BackWindow
        {
            private readonly dynamic guard = null!;

            public string Code { get; private set; } = "";

            protected override void OnRedirect(Dictionary<string, string> query)
            {
                {{inWindow}}
                base.OnRedirect(new Dictionary<string, string>());
                Code = query["code"];
            }
        }
        """);

    private static string Rows(string type, string call, bool isReported) => Controller(
        $"var tokens = await oauth.ExchangeCodeAsync(code); await boxes.{call}Async(new Mailbox {{ AccessToken = tokens.AccessToken }});",
        members: $"private readonly {type} boxes = null!;",
        isReported: isReported) + $$"""

        public interface {{type}} { Task {{call}}Async(Mailbox box); }
        public class Mailbox { public string? AccessToken { get; set; } }
        """;
}
