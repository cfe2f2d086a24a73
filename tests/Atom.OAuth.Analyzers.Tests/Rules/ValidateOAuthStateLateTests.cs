using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ValidateOAuthStateAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM005: what comes before the exchange, what comes after it, and what decides whether it takes place.</summary>
public sealed class ValidateOAuthStateLateTests
{
    private const string Form = """
        var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["client_secret"] = "s", ["code"] = code });
        """;

    private const string Post = Form + """

        var answer = await http.PostAsync("https://zoom.us/oauth/token", form);
        """;

    private const string Check = "if (state != HttpContext.Session.GetString(\"state\")) { return BadRequest(); }";

    private const string Used = """

        public interface IUsed
        {
            Task<string?> GetStringAsync(string key);

            Task<bool> SendAsync(object question);
        }

        public sealed record Seen(string Code);
        """;

    /// <summary>A question about the code before the exchange is not the exchange.</summary>
    [Theory]
    [InlineData("if (await used.GetStringAsync(\"used:\" + code) is not null) { return BadRequest(); }")]
    [InlineData("var key = code.GetHashCode().ToString(); if (await used.GetStringAsync(key) is not null) { return BadRequest(); }")]
    [InlineData("if (await used.SendAsync(new Seen(code))) { return BadRequest(); }")]
    [InlineData("")]
    public Task QuestionAboutTheCode_IsNoExchange(string question) => VerifyCS.VerifyAsync(Controller(
        question + "\n" + Check + "\n" + Post,
        members: "private readonly IUsed used = null!;",
        isReported: false) + Used);

    /// <summary>Nor is it if the exchange is awaited elsewhere.</summary>
    [Fact]
    public Task ExchangeThatIsAwaitedLater_IsAfterTheCheck() => VerifyCS.VerifyAsync(Controller(
        "if (await used.SendAsync(new Seen(code))) { return BadRequest(); }\n" + Check + "\n" + Form + """

            var sent = http.PostAsync("https://zoom.us/oauth/token", form);
            var answer = await sent;
            """,
        members: "private readonly IUsed used = null!;",
        isReported: false) + Used);

    [Theory]
    [InlineData("")]
    [InlineData("if (await used.GetStringAsync(\"used:\" + code) is not null) { return BadRequest(); }")]
    public Task CheckAfterTheExchange_IsLate(string question) => VerifyCS.VerifyAsync(Controller(
        question + "\n" + Post + "\n" + Check,
        members: "private readonly IUsed used = null!;") + Used);

    /// <summary>The form is built by another method.</summary>
    [Theory]
    [InlineData("var answer = await http.PostAsync(\"https://zoom.us/oauth/token\", Build(code));", true, true)]
    [InlineData("var form = Build(code); var answer = await http.PostAsync(\"https://zoom.us/oauth/token\", form);", true, true)]
    [InlineData("var answer = await http.PostAsync(\"https://zoom.us/oauth/token\", Build(code));", false, false)]
    [InlineData("var form = Build(code);", true, false)]
    public Task CheckAfterASentForm_IsLate(string send, bool isLate, bool isReported) => VerifyCS.VerifyAsync(Controller(
        isLate ? send + "\n" + Check : Check + "\n" + send,
        members: $"private static HttpContent Build(string code) {{ {Form} return form; }}",
        isReported: isReported));

    /// <summary>The redirect's argument decides whether the code is exchanged, or is chosen after the exchange.</summary>
    [Theory]
    [InlineData("return Redirect(IsKnown(state) ? await ConnectAsync(code) : \"/denied\");", false)]
    [InlineData("var isKnown = IsKnown(state); return Redirect(isKnown ? await ConnectAsync(code) : \"/denied\");", false)]
    [InlineData("return Redirect(IsKnown(state) && await ConnectAsync(code) is { Length: > 0 } next ? next : \"/denied\");", false)]
    [InlineData("return Redirect(IsKnown(state) switch { true => await ConnectAsync(code), false => \"/denied\" });", false)]
    [InlineData("return Redirect(\"/\" + IsKnown(state) + await ConnectAsync(code));", false)]
    [InlineData("if (code.Length < 3) { return Redirect(\"/failed?known=\" + IsKnown(state)); } await ConnectAsync(code);", true)]
    public Task ConditionInARedirect(string statements, bool isReported) => VerifyCS.VerifyAsync(Type($$"""
            private readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> pending = new();

            [HttpGet("callback")]
            public async Task<IActionResult> {{(isReported ? "[|Callback|]" : "Callback")}}(string code, string state)
            {
                {{statements}}
                {{(statements.StartsWith("if", StringComparison.Ordinal) ? "return Ok();" : "")}}
            }

            private bool IsKnown(string state) => pending.TryRemove(state, out _);

            private async Task<string> ConnectAsync(string code)
            {
                {{Post}}
                return await answer.Content.ReadAsStringAsync();
            }
        """));

    /// <summary>Code of another project that takes the state after the exchange may refuse it, and save nothing.</summary>
    [Theory]
    [InlineData("await links.CompleteAsync(state, await answer.Content.ReadAsStringAsync());")]
    [InlineData("var text = await answer.Content.ReadAsStringAsync(); await links.CompleteAsync(state, text);")]
    [InlineData("var link = new Link(state, await answer.Content.ReadAsStringAsync()); await links.CompleteAsync(link);")]
    public Task UnseenCodeAfterTheExchange_MayRefuse(string statements) => VerifyCS.VerifyAsync(Controller(
        Post + "\n" + statements,
        members: "private readonly ILinks links = null!;",
        isReported: false) + """

        public sealed record Link(string Key, string Text);

        public interface ILinks
        {
            Task CompleteAsync(string state, string text);

            Task CompleteAsync(Link link);
        }
        """);

    /// <summary>A helper behind an endpoint is known by the calls of the method itself, not by others of the same name.</summary>
    [Theory]
    [InlineData("Listener", false)]
    [InlineData("Mailbox", true)]
    public Task CallsOfTheSameName_MakeNoHelper(string called, bool isReported) => VerifyCS.VerifyAsync(Usings + $$"""
        public sealed record Incoming(string Query);

        public sealed class Mailbox
        {
            public Task HandleAsync(string message) => Task.FromResult(message.Length);
        }

        public sealed class Listener(HttpClient http)
        {
            public async Task {{(isReported ? "[|HandleAsync|]" : "HandleAsync")}}(string url)
            {
                var code = QueryHelpers.ParseQuery(new Uri(url).Query)["code"].ToString();
                {{Post}}
                File.WriteAllText("tokens", await answer.Content.ReadAsStringAsync());
            }
        }

        public sealed class Dispatcher({{called}} next)
        {
            public Task Dispatch(string message) => next.HandleAsync(message);
        }

        public class OAuthController(Dispatcher dispatcher, dynamic oauth) : Controller
        {
            [HttpGet("oauth/callback")]
            public async Task<IActionResult> Callback(string code, string state)
            {
                {{Check}}
                await oauth.ExchangeCodeAsync(code);
                await dispatcher.Dispatch(code);
                return Ok();
            }
        }
        """);
}
