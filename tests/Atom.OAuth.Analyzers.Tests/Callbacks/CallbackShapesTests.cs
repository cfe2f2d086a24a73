using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyState = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ValidateOAuthStateAnalyzer>;
using VerifySync = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>Other ways to get, exchange and keep a code, each with the nearest innocent code.</summary>
public sealed class CallbackShapesTests
{
    /// <summary>The library that looks the object up is unknown, the type that it is asked for is not.</summary>
    [Theory]
    [InlineData("await db.GetGrain<IOwner>(\"1\").AcceptAsync(code);", true)]
    [InlineData("var owner = db.GetGrain<IOwner>(\"1\"); await owner.AcceptAsync(code);", true)]
    [InlineData("await db.GetGrain<IOwner>(\"1\").LookAsync(code);", false)]
    public Task ObjectThatIsLookedUpByItsType(string statements, bool isReported) =>
        VerifySync.VerifyAsync(Controller(statements, isReported: isReported) + """

        public interface IOwner
        {
            Task AcceptAsync(string value);
            Task LookAsync(string value);
        }

        public class Owner(dynamic oauth, dynamic store) : IOwner
        {
            public async Task AcceptAsync(string value)
            {
                var tokens = await oauth.ExchangeCodeAsync(value);
                await store.SaveTokensAsync(tokens);
            }

            public async Task LookAsync(string value) => await store.FindAsync(value);
        }
        """);

    [Theory]
    [InlineData("await db.GetGrain<IOwner>(\"1\").StartAsync();", false)]
    [InlineData("await db.GetGrain<IOwner>(\"1\").NameAsync();", true)]
    [InlineData("await db.GetOwner(\"1\").StartAsync();", true)]
    public Task ActorThatIsStarted(string statements, bool isReported) =>
        VerifySync.VerifyAsync(Controller(Connect + statements, isReported: isReported) + "public interface IOwner { }");

    [Theory]
    [InlineData("Subject", "OnNext", false)]
    [InlineData("BehaviorSubject", "OnNext", true)]
    [InlineData("Subject", "Dispose", true)]
    public Task StreamThatTellsItsSubscribers(string type, string method, bool isReported) =>
        VerifySync.VerifyAsync(Controller(Connect + $"{type}<int> linked = cache; linked.{method}(1);", isReported: isReported)
            + $"public class {type}<T> {{ public void {method}(T value) {{ }} }}");

    /// <summary>No name of the callback speaks of OAuth, but the browser goes on to a page, and what is called exchanges the code.</summary>
    [Theory]
    [InlineData("AcceptAsync", true)]
    [InlineData("LookAsync", false)]
    public Task CallbackWithoutAWordOfOAuth(string method, bool isReported) => VerifySync.VerifyAsync(Usings + $$"""
        public class BooksController(Books books) : ControllerBase
        {
            [HttpGet("books/done")]
            public async Task<IActionResult> {{(isReported ? "[|Done|]" : "Done")}}(string code)
            {
                await books.{{method}}(code);
                return Redirect("/books");
            }
        }

        public class Books(dynamic oauth, dynamic store)
        {
            public async Task AcceptAsync(string value)
            {
                var tokens = await oauth.ExchangeCodeAsync(value);
                await store.SaveTokensAsync(tokens);
            }

            public async Task LookAsync(string value) => await store.SaveAsync(value);
        }
        """);

    [Theory]
    [InlineData("code", true)]
    [InlineData("coupon", false)]
    public Task PropertyThatIsBoundByAnotherName(string name, bool isReported) => VerifySync.VerifyAsync(Usings + $$"""
        public class SlackModel(dynamic oauth, dynamic store) : PageModel
        {
            [BindProperty(SupportsGet = true, Name = "{{name}}")]
            public string Ticket { get; set; } = "";

            public async Task {{(isReported ? "[|OnGetAsync|]" : "OnGetAsync")}}()
            {
                var tokens = await oauth.ExchangeCodeAsync(Ticket);
                await store.SaveTokensAsync(tokens);
            }
        }
        """);

    [Theory]
    [InlineData("if (pair[0] == \"code\") { code = pair[1]; }", true)]
    [InlineData("if (pair[0].ToLower().Equals(\"code\")) { code = pair[1]; }", true)]
    [InlineData("switch (pair[0]) { case \"code\": code = pair[1]; break; }", true)]
    [InlineData("var key = pair[0]; if (\"code\" == key) { code = pair[1]; }", true)]
    [InlineData("if (pair[0] == \"zip\") { code = pair[1]; }", false)]
    [InlineData("if (kind == \"code\") { code = pair[1]; }", false)]
    [InlineData("if (pair[0] == \"code\") { code = \"none\"; }", false)]
    public Task CodeInAPair(string statement, bool isReported) => VerifySync.VerifyAsync($$"""
        public class Spotify(dynamic oauth)
        {
            public async Task {{(isReported ? "[|TakeAsync|]" : "TakeAsync")}}(string text, string kind)
            {
                string code = "";
                foreach (var part in text.Split('&'))
                {
                    var pair = part.Split('=');
                    {{statement}}
                }

                var tokens = await oauth.ExchangeCodeAsync(code);
                File.WriteAllText("tokens.json", JsonSerializer.Serialize((object)tokens));
            }
        }
        """);

    /// <summary>The name of the list says nothing, but a row with a token is added to it.</summary>
    [Theory]
    [InlineData("IMailboxes", "AddAsync", "AccessToken", true)]
    [InlineData("IMailboxes", "FindAsync", "AccessToken", false)]
    [InlineData("IMailboxes", "AddAsync", "Name", false)]
    public Task RowThatIsHandedOver(string type, string method, string member, bool isReported) => VerifySync.VerifyAsync(Controller(
        $"var tokens = await oauth.ExchangeCodeAsync(code); await boxes.{method}(new Mailbox {{ {member} = tokens.{member} }});",
        members: $"private readonly {type} boxes = null!;",
        isReported: isReported) + $$"""

        public interface {{type}} { Task {{method}}(Mailbox box); }
        public class Mailbox { public string? AccessToken { get; set; } public string? Name { get; set; } }
        """);

    /// <summary>The methods of a store may be named in any language.</summary>
    [Theory]
    [InlineData("IContaRepositorio", "Atualizar", true)]
    [InlineData("IContaRepository", "Atualizar", true)]
    [InlineData("IContaRepository", "Validate", false)]
    [InlineData("IContaConsulta", "Atualizar", false)]
    public Task StoreInAnotherLanguage(string type, string method, bool isReported) => VerifySync.VerifyAsync(Controller(
        $"string token = (await oauth.ExchangeCodeAsync(code)).AccessToken; {type} contas = cache; await contas.{method}(token);",
        isReported: isReported) + $"public interface {type} {{ Task {method}(string valor); }}");

    /// <summary>A user pastes the code into a bot's form, without a state.</summary>
    [Theory]
    [InlineData("slack_link", true)]
    [InlineData("gift", false)]
    public async Task FormOfABot(string id, bool isReported)
    {
        var source = $$"""
            public class Commands(dynamic oauth, dynamic store)
            {
                [ModalInteraction("{{id}}")]
                public async Task {0}(Form form)
                {
                    var tokens = await oauth.RedeemCodeAsync(form.Code);
                    await store.SaveTokensAsync(tokens);
                }
            }

            public class Form { public string Code { get; set; } = ""; }
            public class ModalInteractionAttribute(string id) : Attribute { public string Id => id; }
            """;
        await VerifySync.VerifyAsync(source.Replace("{0}", isReported ? "[|Finish|]" : "Finish", StringComparison.Ordinal));
        await VerifyState.VerifyAsync(source.Replace("{0}", "Finish", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("update.Message.Text", true)]
    [InlineData("update.Message?.Text", true)]
    [InlineData("update.Sender.Text", false)]
    public Task MessageToABot(string text, bool isReported) => VerifySync.VerifyAsync($$"""
        public class Bot(dynamic store, HttpClient http)
        {
            public async Task HandleAsync(Update update)
            {
                var text = {{text}} ?? "";
                await TakeAsync(text.Substring(5));
            }

            private async Task {{(isReported ? "[|TakeAsync|]" : "TakeAsync")}}(string code)
            {
                var form = new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code };
                var answer = await http.PostAsync("https://slack.com/api/oauth.v2.access", new FormUrlEncodedContent(form));
                var token = await answer.Content.ReadAsStringAsync();
                await store.SaveTokensAsync(token);
            }
        }

        public class Update { public Words Message { get; set; } = new(); public Words Sender { get; set; } = new(); }
        public class Words { public string? Text { get; set; } }
        """);

    [Theory]
    [InlineData("GetQueryParameter(\"code\")", true)]
    [InlineData("GetQueryParameter(\"zip\")", false)]
    [InlineData("GetSegment(\"code\")", false)]
    public Task LinkToAnApplication(string read, bool isReported) => VerifySync.VerifyAsync($$"""
        public class BackActivity(dynamic oauth, dynamic link)
        {
            public async void {{(isReported ? "[|OnCreate|]" : "OnCreate")}}()
            {
                var value = link.Data.{{read}};
                var tokens = await oauth.ExchangeCodeAsync(value);
                File.WriteAllText("tokens.json", JsonSerializer.Serialize((object)tokens));
            }
        }
        """);

    /// <summary>Bytes of a token are a token, unlike what a request with it returns.</summary>
    [Theory]
    [InlineData("Encoding.UTF8.GetBytes(tokens)", true)]
    [InlineData("cache.GetProfile(tokens)", false)]
    public Task BytesOfTheTokens(string value, bool isReported) => VerifySync.VerifyAsync(Controller(
        "string tokens = await oauth.ExchangeCodeAsync(code); Keep(tokens);",
        members: $"private void Keep(string tokens) {{ byte[] raw = {value}; System.IO.File.WriteAllBytes(\"tokens.bin\", raw); }}",
        isReported: isReported).Replace("using Atom.OAuth;", "using Atom.OAuth;\nusing System.Text;", StringComparison.Ordinal));
}
