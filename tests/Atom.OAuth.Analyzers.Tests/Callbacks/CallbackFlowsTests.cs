using Atom.OAuth.Analyzers.Callbacks;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using Check = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ValidateOAuthStateAnalyzer>;
using Connect = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>ATOM002 and ATOM005: how a code, a state and the tokens pass through a flow.</summary>
public sealed class CallbackFlowsTests
{
    /// <summary>An API's response to a request with the token as its bearer is data of the account.</summary>
    [Theory]
    [InlineData("request.Headers.Authorization = new AuthenticationHeaderValue(\"Bearer\", tokens.AccessToken);", false)]
    [InlineData("request.Headers.Authorization = new(\"Bearer\", (string)tokens.AccessToken);", false)]
    [InlineData("request.Headers.Add(\"Authorization\", $\"Bearer {tokens.AccessToken}\");", false)]
    [InlineData("request.Headers.Add(\"Authorization\", \"Bearer \" + (string)tokens.AccessToken);", false)]
    [InlineData("request.Headers.TryAddWithoutValidation(\"Authorization\", $\"Bearer {tokens.AccessToken}\");", false)]
    [InlineData("request.AddHeader(\"Authorization\", $\"Bearer {tokens.AccessToken}\");", false)]
    [InlineData("request.Headers.Add(\"Authorization\", $\"Basic {tokens.AccessToken}\");", true)]
    [InlineData("request.Headers.Add(\"X-Contoso\", $\"Bearer {tokens.AccessToken}\");", true)]
    [InlineData("request.Content = new StringContent(tokens.AccessToken);", true)]
    public Task ResponseToABearer_IsNoToken(string use, bool isReported) => Connect.VerifyAsync(Controller(
        $$"""
        var tokens = await oauth.ExchangeCodeAsync(code);
        var request = new HttpRequestMessage(HttpMethod.Get, "https://api.contoso.com/v1/people");
        {{use}}
        using var response = await http.SendAsync(request);
        var account = await response.Content.ReadAsStringAsync();
        await store.SaveAsync(account);
        """,
        isReported: isReported) + """
        public static class Requests { public static void AddHeader(this HttpRequestMessage request, string name, string value) => request.Headers.Add(name, value); }
        """);

    public static TheoryData<string> Memberships => Names(SaveWords.Memberships);

    /// <summary>What the person who signs in belongs to is stored; the provider's tokens are not.</summary>
    [Theory]
    [MemberData(nameof(Memberships))]
    public async Task MembershipsOfAPerson_AreNoTokens(string name)
    {
        await Connect.VerifyAsync(Joined($"await oauth.Get{name}sAsync(tokens.AccessToken)", isReported: false));
        await Connect.VerifyAsync(Joined($"await oauth.Get{name}Async(code)", isReported: true));
        await Connect.VerifyAsync(Joined($"await oauth.Get{name}TokensAsync(tokens.AccessToken)", isReported: true));
        await Connect.VerifyAsync(Joined($"await oauth.Get{name}DetailsAsync(tokens.AccessToken)", isReported: true));
    }

    private static string Joined(string found, bool isReported) => Controller(
        $"var tokens = await oauth.ExchangeCodeAsync(code); var found = {found}; db.Members.AddRange(found); await db.SaveChangesAsync();",
        isReported: isReported);

    /// <summary>What a variable is set to later decides: an answer to a request with the token, or the tokens.</summary>
    [Theory]
    [InlineData("object user; user = await oauth.GetUserAsync(tokens.AccessToken);", false)]
    [InlineData("object account; account = await oauth.GetAccountAsync(tokens.AccessToken);", true)]
    [InlineData("db.Account.Token = tokens.AccessToken;", true)]
    public Task VariableThatIsSetLater(string statements, bool isReported) => Connect.VerifyAsync(Controller(
        $"var tokens = await oauth.ExchangeCodeAsync(code); {statements} db.Logins.Add(1); await db.SaveChangesAsync();", isReported: isReported));

    /// <summary>Who has signed in gets a token of the application's own; the provider's may be in a member.</summary>
    [Theory]
    [InlineData("var user = await oauth.HandleGoogleCallbackAsync(code); await store.CreateSessionAsync(user.Id, \"agent\");", false)]
    [InlineData("var user = await oauth.LoginAsync(code); await store.CreateSessionAsync(user.Id, \"agent\");", false)]
    [InlineData("var profile = await oauth.HandleGoogleCallbackAsync(code); await store.CreateSessionAsync(profile.Id, \"agent\");", false)]
    [InlineData("var userInfo = await oauth.HandleGoogleCallbackAsync(code); await store.CreateSessionAsync(userInfo.Id, \"agent\");", false)]
    [InlineData("var user = await oauth.HandleGoogleCallbackAsync(code); await store.SaveTokensAsync((string)user.AccessToken);", true)]
    [InlineData("var user = await oauth.HandleCallbackAsync(code); await store.SaveTokensAsync(user.Id, user.Tokens);", true)]
    [InlineData("var user = await oauth.ExchangeTokenAsync(code); db.Users.Add(user); await db.SaveChangesAsync();", true)]
    [InlineData("var dbUser = await oauth.ExchangeCodeAsync(code); db.Users.Add(dbUser); await db.SaveChangesAsync();", true)]
    public Task UserThatACallSignsIn_IsNoToken(string body, bool isReported) => Connect.VerifyAsync(Controller(body, isReported: isReported));

    /// <summary>A comparison that is written by hand, in constant time.</summary>
    [Theory]
    [InlineData("difference |= a[i] ^ b[i]", false)]
    [InlineData("difference = difference | (a[i] ^ b[i])", false)]
    [InlineData("difference |= a[i] ^ 7", true)]
    [InlineData("difference |= a[i] ^ b[i % 3]", true)]
    [InlineData("difference = (char)(a[i] ^ b[i])", true)]
    public Task ComparisonByHand_ChecksTheState(string step, bool isReported) => Check.VerifyAsync(Controller(
        "var flow = Request.Cookies[\"flow\"]; if (!Matches(flow!, state)) { return BadRequest(); } " + CallbackSources.Connect,
        members: $$"""
            private static bool Matches(string a, string b)
            {
                if (a.Length != b.Length) return false;
                var difference = 0;
                for (var i = 0; i < a.Length; i++) {{step}};
                return difference == 0;
            }
            """,
        isReported: isReported));

    /// <summary>A message that the application itself has queued arrives without the browser, and its state.</summary>
    [Theory]
    [InlineData("[QueueTrigger(\"codes\")] string authorizationCode", false)]
    [InlineData("[ServiceBusTrigger(\"codes\")] string authorizationCode", false)]
    [InlineData("[EventHubTrigger(\"codes\")] string authorizationCode", false)]
    [InlineData("[EventGridTrigger(\"codes\")] string authorizationCode", false)]
    [InlineData("[KafkaTrigger(\"codes\")] string authorizationCode", false)]
    [InlineData("[RabbitMQTrigger(\"codes\")] string authorizationCode", false)]
    [InlineData("[HttpTrigger(\"get\")] HttpRequest request, string authorizationCode", true)]
    public Task FunctionThatAQueueStarts_IsNoCallback(string parameters, bool isReported) => Check.VerifyAsync(
        Usings + $$"""
        public sealed class FunctionAttribute(string name) : Attribute { public string Name => name; }
        public sealed class QueueTriggerAttribute(string name) : Attribute { public string Name => name; }
        public sealed class ServiceBusTriggerAttribute(string name) : Attribute { public string Name => name; }
        public sealed class EventHubTriggerAttribute(string name) : Attribute { public string Name => name; }
        public sealed class EventGridTriggerAttribute(string name) : Attribute { public string Name => name; }
        public sealed class KafkaTriggerAttribute(string name) : Attribute { public string Name => name; }
        public sealed class RabbitMQTriggerAttribute(string name) : Attribute { public string Name => name; }
        public sealed class HttpTriggerAttribute(string method) : Attribute { public string Method => method; }

        public class StravaCodes(dynamic oauth, dynamic store)
        {
            [Function("Connect")]
            public async Task {{(isReported ? "[|RunAsync|]" : "RunAsync")}}({{parameters}})
            {
                var tokens = await oauth.ExchangeCodeAsync(authorizationCode);
                await store.SaveTokensAsync(tokens);
            }
        }
        """);

    /// <summary>A mediator's handler that deconstructs its request.</summary>
    [Theory]
    [InlineData("var (code, state) = request;")]
    [InlineData("(var code, var state) = request;")]
    public Task DeconstructedRequest_CarriesTheCode(string parts) => Connect.VerifyAsync(
        Usings + $$"""
        public interface IMediator { Task<bool> Send(object request); }
        public interface ITokensClient { Task<(string AccessToken, string RefreshToken)> GetAccessTokenAsync(string code); }
        public interface IRepository { void Create(object row); }
        public record Request(string Code, string State);
        public record Kept(string AccessToken, string RefreshToken);

        public class CallbackController(IMediator mediator) : Controller
        {
            [HttpGet]
            public async Task<IActionResult> [|Get|]([FromQuery] string code, [FromQuery] string state)
            {
                var done = await mediator.Send(new Request(code, state));
                return done ? Redirect("/") : BadRequest();
            }
        }

        public class Handler(ITokensClient client, IRepository repository)
        {
            public async Task<bool> Handle(Request request)
            {
                {{parts}}
                if (!IsValid(state)) return false;
                var (access, refresh) = await client.GetAccessTokenAsync(code);
                repository.Create(new Kept(access, refresh));
                return true;
            }

            private static bool IsValid(string state) => state.Length > 5;
        }
        """);

    /// <summary>The record has names of its own for what the callback passes by position.</summary>
    [Theory]
    [InlineData("var kept = await states.FindByNonceAsync(request.StateNonce); if (kept is null) return false;", false)]
    [InlineData("", true)]
    public async Task StateInAMemberOfAnotherName(string check, bool isReported)
    {
        var source = Usings + $$"""
            public record CallbackRequest(string StateNonce, string Code, string Trace);
            public interface IStates { Task<object?> FindByNonceAsync(string nonce); }
            public interface ITokenService { Task PersistAsync(string id, object tokens); }

            public class CallbackSkill(IStates states, dynamic exchanger, ITokenService tokenService)
            {
                public async Task<bool> ExecuteAsync(CallbackRequest request)
                {
                    {{check}}
                    var tokens = await exchanger.ExchangeCodeAsync(request.Code);
                    await tokenService.PersistAsync("1", tokens);
                    return true;
                }
            }

            public class CalendarController(CallbackSkill callback) : Controller
            {
                [HttpGet("calendar/callback")]
                public async Task<IActionResult> Callback(string code, string state) =>
                    await callback.ExecuteAsync(new CallbackRequest(state, code, "1")) ? Ok() : BadRequest();
            }
            """;
        Assert.Single(await Connect.ReportsAsync(source));
        Assert.Equal(isReported, (await Check.ReportsAsync(source)).Count > 0);
    }

    /// <summary>Only a helper of the action reads the code from what is posted.</summary>
    [Fact]
    public Task PostedCodeThatAHelperReads() => Connect.VerifyAsync(Controller(
        """
        if (!IsValid(dto.State)) { return BadRequest(); }
        var token = await ResolveTokenAsync(dto);
        if (token is null) { return BadRequest(); }
        await store.UpsertAsync("1", token.Value.AccessToken, token.Value.RefreshToken);
        """,
        parameters: "[FromBody] ConnectDto dto",
        attributes: "[HttpPost(\"accounts/connect/outlook\")]",
        name: "ConnectOutlook",
        members: """
            public sealed class ConnectDto { public string State { get; set; } = ""; public string? AuthorizationCode { get; set; } }

            private static bool IsValid(string state) => state.Length > 5;

            private async Task<(string AccessToken, string? RefreshToken)?> ResolveTokenAsync(ConnectDto dto)
            {
                var form = new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = dto.AuthorizationCode! };
                return await ExchangeTokenAsync("https://login.microsoftonline.com/common/oauth2/v2.0/token", form);
            }

            private async Task<(string AccessToken, string? RefreshToken)?> ExchangeTokenAsync(string url, Dictionary<string, string> form)
            {
                using var response = await http.PostAsync(url, new FormUrlEncodedContent(form));
                var body = await response.Content.ReadAsStringAsync();
                return (body, body);
            }
            """));
}
