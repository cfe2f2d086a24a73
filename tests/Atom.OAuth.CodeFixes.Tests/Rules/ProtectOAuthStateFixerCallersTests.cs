using Microsoft.CodeAnalysis.CodeFixes;
using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.ProtectOAuthStateAnalyzer, Atom.OAuth.CodeFixes.Rules.ProtectOAuthStateFixer>;

namespace Atom.OAuth.CodeFixes.Tests.Rules;

/// <summary>ATOM003's fix if the URL is built by code without access to user or response: its callers pass the state.</summary>
public sealed class ProtectOAuthStateFixerCallersTests
{
    private const string Url = "https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x";

    private const string Built =
        "var (state, stateCookie) = await states.BuildWithCookieAsync(new OAuthStateRequest(\"slack\", null, null));\n"
            + "        Response.Headers.Append(\"Set-Cookie\", stateCookie.ToHeaderValue());\n";

    /// <summary>Creates the service, with the two declarations of its method.</summary>
    private static string Service(string parameters, string body) => $$"""
        public interface ISlackUrls
        {
            string Connect({{parameters}});
        }

        public sealed class SlackUrls : ISlackUrls
        {
            public string Connect({{parameters}})
            {
                {{body}}
            }
        }

        """.ReplaceLineEndings("\n");

    private static string Controller(string member) => $$"""
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;

        public sealed class SlackController(ISlackUrls urls, IOAuthStateProtector states) : ControllerBase
        {
            {{member}}

            public object All => (urls, states);
        }

        """.ReplaceLineEndings("\n");

    [Theory]
    [InlineData("", "urls.Connect()", "string state", "urls.Connect(state)")]
    [InlineData("string scope", "urls.Connect(\"x\")", "string scope, string state", "urls.Connect(\"x\", state)")]
    [InlineData("string scope = \"x\"", "urls.Connect(\"y\")", "string state, string scope = \"x\"", "urls.Connect(state, \"y\")")]
    [InlineData("string scope = \"x\"", "urls.Connect(scope: \"y\")", "string state, string scope = \"x\"", "urls.Connect(scope: \"y\", state: state)")]
    public async Task LeftOut_TheMethodTakesAState_AndItsCallerBuildsIt(string before, string callBefore, string after, string callAfter)
    {
        var texts = await VerifyCS.Test(
            ("SlackUrls.cs", Service(before, $"return $\"{Url}&scope={{1}}\";")),
            ("SlackController.cs", Controller($"public IActionResult Connect() => Redirect({callBefore});"))).FixAllAsync(FixAllScope.Solution);

        Assert.Equal(Service(after, $"return $\"{Url}&scope={{1}}&state={{state}}\";"), texts[0]);
        Assert.Equal(
            Controller($"public async Task<IActionResult> Connect()\n    {{\n        {Built}        return Redirect({callAfter});\n    }}"),
            texts[1]);
    }

    /// <summary>A callback cannot check a state to which the service adds an id; the key of a cache is no state.</summary>
    [Theory]
    [InlineData("return $\"{Url}&state={System.Uri.EscapeDataString($\"{id}:{state}\")}\";", false)]
    [InlineData("var fullState = $\"{id}:{state}\"; return $\"{Url}&state={fullState}\";", false)]
    [InlineData("return \"{Url}&state=\" + state + \"-1\";", false)]
    [InlineData("return string.Format(\"{Url}&id={0}&state={1}\", id, state);", true)]
    [InlineData("return \"{Url}&id=\" + id + \"&state=\" + System.Uri.EscapeDataString(state) + \"&prompt=\" + id;", true)]
    [InlineData("System.Console.WriteLine($\"{id}:{state}\"); return $\"{Url}&state={state}\";", true)]
    public async Task StateThatTheServiceExtends_NoFix(string body, bool isOffered) => Assert.Equal(
        isOffered ? 1 : 0,
        (await VerifyCS.Test(
            ("SlackController.cs", Controller("public IActionResult Connect(int id) => Redirect(urls.Connect(id, Guid.NewGuid().ToString()));")),
            ("SlackUrls.cs", Service("int id, string state", body.Replace("{Url}", Url, StringComparison.Ordinal)))).TitlesAsync()).Count);

    /// <summary>The caller adds its own state to the URL, which would have two then.</summary>
    [Theory]
    [InlineData("state", false)]
    [InlineData("mark", true)]
    public async Task StateThatTheCallerAdds_NoFix(string variable, bool isOffered) => Assert.Equal(
        isOffered ? 1 : 0,
        (await VerifyCS.Test(
            ("SlackUrls.cs", Service("", $"return $\"{Url}&scope={{1}}\";")),
            ("SlackController.cs", Controller($$"""
                public IActionResult Connect()
                    {
                        var (url, {{variable}}) = Add(urls.Connect());
                        return Redirect(url + {{variable}});
                    }

                    private static (string, string) Add(string url) => (url, url);
                """))).TitlesAsync()).Count);

    /// <summary>The state that the caller adds may also be a parameter or a member.</summary>
    [Theory]
    [InlineData("string state", "state", false)]
    [InlineData("string mark", "mark", true)]
    [InlineData("", "_state", false)]
    [InlineData("", "_mark", true)]
    public async Task StateThatTheCallerHasAndAdds_NoFix(string parameters, string added, bool isOffered) => Assert.Equal(
        isOffered ? 1 : 0,
        (await VerifyCS.Test(
            ("SlackUrls.cs", Service("", $"return $\"{Url}&scope={{1}}\";")),
            ("SlackController.cs", Controller($$"""
                private readonly string _state = "", _mark = "";

                    public IActionResult Connect({{parameters}}) => Redirect(urls.Connect() + {{added}});

                    public string Both => _state + _mark;
                """))).TitlesAsync()).Count);

    [Fact]
    public async Task RandomState_BecomesTheParameter()
    {
        var texts = await VerifyCS.Test(
            ("SlackUrls.cs", Service("string scope", $"var nonce = Guid.NewGuid().ToString();\n        return $\"{Url}&scope={{scope}}&state={{nonce}}\";")),
            ("SlackController.cs", Controller("public IActionResult Connect()\n    {\n        return Redirect(urls.Connect(\"x\"));\n    }"))).FixAllAsync(FixAllScope.Solution);

        Assert.Equal(Service("string scope, string nonce", $"return $\"{Url}&scope={{scope}}&state={{nonce}}\";"), texts[0]);
        Assert.Contains(Built + "        return Redirect(urls.Connect(\"x\", state));", texts[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task StateThatTheCallerMakes_IsBuiltThere()
    {
        var texts = await VerifyCS.Test(
            ("SlackUrls.cs", Service("string route", $"return $\"{Url}&scope=x&state={{route}}\";")),
            ("SlackController.cs", Controller("public IActionResult Connect(string userId) => Redirect(urls.Connect(userId));"))).FixAllAsync(FixAllScope.Solution);

        Assert.Equal(Service("string route", $"return $\"{Url}&scope=x&state={{route}}\";"), texts[0]);
        Assert.Contains(
            "async Task<IActionResult> Connect(string userId) => Redirect(urls.Connect(await states.BuildAsync(new OAuthStateRequest(\"slack\", userId, null))));",
            texts[1],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task ClaimOfTheApplicationsOwn_IsTheUser()
    {
        var texts = await VerifyCS.Test(
            ("SlackUrls.cs", Service("string route", $"return $\"{Url}&scope=x&state={{route}}\";")),
            ("SlackController.cs", Controller("public IActionResult Connect() => Redirect(urls.Connect(User.FindFirst(\"UserId\")?.Value ?? \"\"));"))).FixAllAsync(FixAllScope.Solution);

        Assert.Contains(
            "Redirect(urls.Connect(await states.BuildAsync(new OAuthStateRequest(\"slack\", User.FindFirst(\"UserId\")?.Value, null))));",
            texts[1],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task MethodThatIsMappedToARoute_BecomesAsync() => Assert.Contains(
        "private static async Task<IResult> Connect(HttpContext context, IOAuthStateProtector states)",
        await VerifyCS.Test($$"""
            using Microsoft.AspNetCore.Builder;
            using Microsoft.AspNetCore.Http;
            using Microsoft.AspNetCore.Routing;

            public static class SlackEndpoints
            {
                public static void Map(IEndpointRouteBuilder app) => app.MapGet("/slack/connect", Connect);

                private static IResult Connect(HttpContext context)
                {
                    return Results.Redirect($"{{Url}}&state={Guid.NewGuid()}");
                }
            }

            """.ReplaceLineEndings("\n")).FixFirstAsync(),
        StringComparison.Ordinal);

    [Theory]
    // A request may contain any state.
    [InlineData("public string Connect(string state) => urls.Connect(state);")]
    // Nothing requests the URL, or its caller cannot be made async.
    [InlineData("")]
    [InlineData("public string Start => urls.Connect(Guid.NewGuid().ToString());")]
    [InlineData("public Func<string, string> Start => urls.Connect;")]
    public Task CallerThatCannotBuildAState_NoFix(string member) => VerifyCS.VerifyNoFixAsync(
        Controller(member) + Service("string route", $"return $\"{Url}&scope=x&state={{route}}\";"));

    [Fact]
    public Task OtherImplementationOfTheInterface_NoFix() => VerifyCS.VerifyNoFixAsync(
        Controller("public IActionResult Connect() => Redirect(urls.Connect());")
            + Service("", $"return \"{Url}&scope=x\";")
            + "public sealed class NoUrls : ISlackUrls { public string Connect() => \"\"; }\n");

    [Theory]
    [InlineData("TwitchController", "Twitch", "twitch")]
    [InlineData("ContosoController", "Contoso", "contoso")]
    public async Task ProviderThatTheUrlDoesNotName_IsThatOfTheTypesAround(string type, string settings, string id) => Assert.Contains(
        $"new OAuthStateRequest(\"{id}\", userId, null)",
        await VerifyCS.Test($$"""
            using Microsoft.AspNetCore.Mvc;

            public sealed record {{settings}}Settings(string ClientId, string AuthUrl);

            public sealed class {{type}}({{settings}}Settings settings, IOAuthStateProtector states) : ControllerBase
            {
                public IActionResult Connect(string userId) =>
                    Redirect($"{settings.AuthUrl}?client_id={settings.ClientId}&response_type=code&redirect_uri=x&state={Guid.NewGuid()}" + states);
            }

            """).FixFirstAsync(),
        StringComparison.Ordinal);

    [Fact]
    public async Task StateThatTheRequestMayBring_IsReplaced() => Assert.Contains(
        "var (toSend, stateCookie) = await states.BuildWithCookieAsync(new OAuthStateRequest(\"slack\", null, null));",
        await VerifyCS.Test(Controller(
            $"public IActionResult Connect(string? state)\n    {{\n        var toSend = state ?? Guid.NewGuid().ToString();\n        return Redirect($\"{Url}&state={{Uri.EscapeDataString(toSend)}}\");\n    }}")
            + Service("", "return \"\";")).FixFirstAsync(),
        StringComparison.Ordinal);

    /// <summary>The variable keeps its value: only the state in the call is replaced.</summary>
    [Fact]
    public async Task UserInAVariableOfTheCaller_IsReplacedInTheCallOnly()
    {
        var texts = await VerifyCS.Test(
            ("SlackUrls.cs", Service("string state", $"return $\"{Url}&scope=x&state={{state}}\";")),
            ("SlackController.cs", Controller("""
                public IActionResult Connect()
                    {
                        var userId = User.FindFirst("UserId")?.Value;
                        if (userId is null)
                        {
                            return Unauthorized();
                        }

                        return Redirect(urls.Connect(userId));
                    }
                """))).FixAllAsync(FixAllScope.Solution);

        Assert.Contains(
            "        var userId = User.FindFirst(\"UserId\")?.Value;\n        if (userId is null)\n",
            texts[1],
            StringComparison.Ordinal);
        Assert.Contains(
            "return Redirect(urls.Connect(await states.BuildAsync(new OAuthStateRequest(\"slack\", userId, null))));",
            texts[1],
            StringComparison.Ordinal);
    }

    /// <summary>A service that also uses the user for other purposes keeps that parameter, and gets another one for the state.</summary>
    [Fact]
    public async Task UserThatTheServiceUsesOtherwise_StaysBesideTheState()
    {
        var texts = await VerifyCS.Test(
            ("SlackUrls.cs", Service("string userId", $"Console.WriteLine(userId);\n        return $\"{Url}&scope=x&state={{userId}}\";")),
            ("SlackController.cs", Controller("public IActionResult Connect(string userId) => Redirect(urls.Connect(userId));"))).FixAllAsync(FixAllScope.Solution);

        Assert.Equal(
            Service("string userId, string state", $"Console.WriteLine(userId);\n        return $\"{Url}&scope=x&state={{state}}\";"),
            texts[0]);
        Assert.Contains(
            "Redirect(urls.Connect(userId, await states.BuildAsync(new OAuthStateRequest(\"slack\", userId, null))));",
            texts[1],
            StringComparison.Ordinal);
    }

    /// <summary>The caller that now builds the state has to know the user that was in it.</summary>
    [Fact]
    public Task UserThatTheServiceUsesOtherwise_OfACallerThatKnowsNone_NoFix() => VerifyCS.VerifyNoFixAsync(
        Controller("public IActionResult Connect() => Redirect(urls.Connect(\"1\"));")
            + Service("string userId", $"Console.WriteLine(userId);\n        return $\"{Url}&scope=x&state={{userId}}\";"));

    /// <summary>The state is for the customer that the caller passes, not for the signed-in user.</summary>
    [Fact]
    public Task UserOfSomebodyElse_NoFix() => VerifyCS.VerifyNoFixAsync(
        Controller("public IActionResult Connect(string customerId, string userId) => Redirect(urls.Connect(customerId));")
            + Service("string userId", $"Console.WriteLine(userId);\n        return $\"{Url}&scope=x&state={{userId}}\";"));

    /// <summary>Another implementation of the interface may need the user.</summary>
    [Fact]
    public Task UserThatAnotherImplementationUses_NoFix() => VerifyCS.VerifyNoFixAsync(
        Controller("public IActionResult Connect(string userId) => Redirect(urls.Connect(userId));")
            + Service("string userId", $"return $\"{Url}&scope=x&state={{userId}}\";")
            + "public sealed class OtherUrls : ISlackUrls { public string Connect(string userId) => userId; }\n");

    /// <summary>The caller passes more than the user.</summary>
    [Theory]
    [InlineData("userId + \":\" + name")]
    [InlineData("name")]
    [InlineData("System.Text.Json.JsonSerializer.Serialize(new { userId, name })")]
    public Task MoreThanTheUser_NoFix(string state) => VerifyCS.VerifyNoFixAsync(
        Controller($"public IActionResult Connect(string userId, string name) => Redirect(urls.Connect({state}));")
            + Service("string state", $"return $\"{Url}&scope=x&state={{state}}\";"));
}
