using Atom.OAuth.Analyzers.Callbacks;
using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>
/// Codes that are only identified by the route of a type, its provider or a nearby state, codes in posted token requests, and tokens that are
/// passed as a whole object.
/// </summary>
public sealed class CallbackContextsTests
{
    public static TheoryData<string> Mappings => Names(SaveWords.Mappings);

    public static TheoryData<string> OwnMappings => Names(SaveWords.OwnMappings);

    public static TheoryData<string> RefreshTokenMembers => Names(SaveWords.RefreshTokenMembers);

    [Theory]
    [InlineData("oauth/answers", true)]
    [InlineData("home/answers", false)]
    public Task RouteOfTheType(string route, bool isReported) => VerifyCS.VerifyAsync(
        Controller("var tokens = await oauth.GetTokenAsync(code); await store.SaveTokensAsync(tokens);", "string code", attributes: "[HttpGet]", name: "Index", isReported: isReported)
            .Replace("public class SlackController", $"[Route(\"{route}\")] public class HomeController", StringComparison.Ordinal));

    [Theory]
    [InlineData("SlackController", true)]
    [InlineData("HomeController", false)]
    public Task ProviderOfTheType(string type, bool isReported) => VerifyCS.VerifyAsync(
        Controller("await links.AttachAsync(code);", "string code", "private readonly Links links = null!;", "[HttpGet]", "Index", isReported)
            .Replace("SlackController", type, StringComparison.Ordinal) + Links);

    [Theory]
    [InlineData("State", true)]
    [InlineData("Page", false)]
    public Task StateInTheSameObject(string member, bool isReported) => VerifyCS.VerifyAsync(
        Controller("await links.AttachAsync(answer.Code);", "[FromQuery] Answer answer", "private readonly Links links = null!;", "[HttpGet]", "Index", isReported)
            .Replace("SlackController", "HomeController", StringComparison.Ordinal)
            + Links + $"public class Answer {{ public string Code {{ get; set; }} = \"\"; public string {member} {{ get; set; }} = \"\"; }}");

    [Theory]
    [InlineData("model.grant_type = \"authorization_code\";", true)]
    [InlineData("if (model.grant_type != \"authorization_code\") { return BadRequest(); }", false)]
    [InlineData("", false)]
    public Task RequestThatIsPosted(string statement, bool isReported) => VerifyCS.VerifyAsync(Controller(
        statement + " var tokens = await oauth.GetAccessTokenAsync(model); await store.SaveTokensAsync(tokens);", "[FromBody] TokenModel model", isReported: isReported)
        + TokenModel);

    [Theory]
    [MemberData(nameof(Mappings))]
    public Task RequestThatIsMapped_Triggers(string map) => VerifyCS.VerifyAsync(Controller(
        $"""
        model.grant_type = "authorization_code";
        var request = oauth.{map}<TokenModel>(model);
        var tokens = await oauth.GetAccessTokenAsync(request);
        await store.SaveTokensAsync(tokens);
        """,
        "[FromBody] TokenModel model") + TokenModel);

    [Theory]
    [MemberData(nameof(OwnMappings))]
    public Task RequestThatMapsItself_Triggers(string map) => VerifyCS.VerifyAsync(MappedByItself(map, "ConnectCommand", isReported: true));

    /// <summary>The text of a request, and another object beside it, are no request.</summary>
    [Theory]
    [InlineData("Describe", "string")]
    [InlineData("ToString", "string")]
    public Task RequestThatIsDescribed_DoesNotTrigger(string call, string type) => VerifyCS.VerifyAsync(MappedByItself(call, type, isReported: false));

    private static string MappedByItself(string call, string type, bool isReported) => Controller(
        $"var mapped = request.{call}(); await connector.SendAsync(mapped);",
        "[FromBody] ConnectRequest request",
        "private readonly Connector connector = null!;",
        isReported: isReported) + $$"""
        public record ConnectCommand(string Code);
        public record ConnectRequest(string Code) { public {{(call == "ToString" ? "override " : "")}}{{type}} {{call}}() => {{(type == "string" ? "Code" : "new(Code)")}}; }
        public class Connector(dynamic db, HttpClient http)
        {
            public async Task SendAsync({{type}} command)
            {
                var form = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["grant_type"] = "authorization_code", ["code"] = {{(type == "string" ? "command" : "command.Code")}},
                });
                var answer = await http.PostAsync("https://contoso.com/token", form);
                var token = await answer.Content.ReadAsStringAsync();
                db.Links.Add(token);
            }
        }
        """;

    [Fact]
    public Task OtherObjectOfTheRequest_DoesNotTrigger() => VerifyCS.VerifyAsync(Controller(
        """
        model.grant_type = "authorization_code";
        var request = oauth.Map<TokenModel>(oauth);
        var tokens = await oauth.GetAccessTokenAsync(request);
        await store.SaveTokensAsync(tokens);
        """,
        "[FromBody] TokenModel model",
        isReported: false) + TokenModel);

    [Theory]
    [MemberData(nameof(RefreshTokenMembers))]
    public Task TokensThatAreHandedOverWhole_Trigger(string member) => VerifyCS.VerifyAsync(HandOver("await linker.ActivateAsync(tokens);", member, isReported: true));

    [Theory]
    [InlineData("await linker.ActivateAsync(tokens);", "AccessToken")]
    [InlineData("await linker.ValidateAsync(tokens);", "RefreshToken")]
    [InlineData("return Ok(await linker.AskAsync(tokens));", "RefreshToken")]
    [InlineData("await linkerClient.ActivateAsync(tokens);", "RefreshToken")]
    public Task TokensThatAreNotKept_DoNotTrigger(string call, string member) => VerifyCS.VerifyAsync(HandOver(call, member, isReported: false));

    [Fact]
    public Task TokensThatAreHandedOverAsTheyCome_Trigger() => VerifyCS.VerifyAsync(
        HandOver("await linker.ActivateAsync(await RedeemAsync(\"https://contoso.com/oauth/token\", code));", "RefreshToken", isReported: true));

    private const string TokenModel = """
        public class TokenModel { public string code { get; set; } = ""; public string grant_type { get; set; } = ""; }
        """;

    private const string Links = """
        public class Links(dynamic db, HttpClient http)
        {
            public async Task AttachAsync(string code)
            {
                var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code });
                var answer = await http.PostAsync("https://contoso.com/token", form);
                var token = await answer.Content.ReadAsStringAsync();
                db.Links.Add(token);
            }
        }
        """;

    // CS0162: calls that return make the end of the callback unreachable.
    private static string HandOver(string call, string member, bool isReported) => Controller(
        "Tokens tokens = await oauth.ExchangeCodeAsync(code);\n#pragma warning disable CS0162\n" + call,
        members: """
            private readonly ILinker linker = null!;
            private readonly ILinker linkerClient = null!;
            private Task<Tokens> RedeemAsync(string url, string code) => oauth.ExchangeCodeAsync(url, code);
            """,
        isReported: isReported) + $$"""
        public class Tokens { public string? {{member}} { get; set; } }
        public interface ILinker { Task ActivateAsync(Tokens tokens); Task ValidateAsync(Tokens tokens); Task<int> AskAsync(Tokens tokens); }
        """;
}
