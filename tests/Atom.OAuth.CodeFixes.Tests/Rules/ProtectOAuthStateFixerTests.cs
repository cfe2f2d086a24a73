using Microsoft.CodeAnalysis.CodeFixes;
using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.ProtectOAuthStateAnalyzer, Atom.OAuth.CodeFixes.Rules.ProtectOAuthStateFixer>;

namespace Atom.OAuth.CodeFixes.Tests.Rules;

/// <summary>ATOM003's fix: the protector builds the state, with the values in scope.</summary>
public sealed class ProtectOAuthStateFixerTests
{
    private const string Url = "https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x";

    /// <summary>Creates a controller with an action that starts a connection.</summary>
    private static string Controller(
        string body,
        string signature,
        string members = "    private readonly IOAuthStateProtector _states;\n\n    public SlackController(IOAuthStateProtector states) => _states = states;\n") =>
        "using Microsoft.AspNetCore.Mvc;\n\npublic class SlackController : ControllerBase\n{\n"
            + members
            + "\n    public "
            + signature
            + "\n    {\n        "
            + body.Replace("\n", "\n        ", StringComparison.Ordinal)
            + "\n    }\n}\n";

    [Fact]
    public Task MadeByHand_IsMadeByTheProtector() => VerifyCS.VerifyAsync(
        Controller($$"""
            // The state.
            var state = Guid.NewGuid().ToString("N"); // random
            await Task.Yield();
            return Redirect($"{{Url}}&state={state}");
            """, "async Task<IActionResult> Connect(string userId, CancellationToken cancellationToken)"),
        Controller($$"""
            // The state.
            var state = await _states.BuildAsync(new OAuthStateRequest("slack", userId, null), cancellationToken); // random
            await Task.Yield();
            return Redirect($"{{Url}}&state={state}");
            """, "async Task<IActionResult> Connect(string userId, CancellationToken cancellationToken)"));

    [Fact]
    public Task SynchronousAction_BecomesAsync() => VerifyCS.VerifyAsync(
        Controller($$"""
            var state = Guid.NewGuid().ToString();
            return Redirect($"{{Url}}&state={state}");
            """, "IActionResult Connect(string userId)"),
        Controller($$"""
            var state = await _states.BuildAsync(new OAuthStateRequest("slack", userId, null));
            return Redirect($"{{Url}}&state={state}");
            """, "async Task<IActionResult> Connect(string userId)"));

    [Fact]
    public Task ValueInPlace_IsReplaced() => VerifyCS.VerifyAsync(
        Controller($$"""return Redirect($"{{Url}}&state={Guid.NewGuid()}");""", "IActionResult Connect(string userId, string tenantId)"),
        Controller(
            $$"""return Redirect($"{{Url}}&state={await _states.BuildAsync(new OAuthStateRequest("slack", userId, tenantId))}");""",
            "async Task<IActionResult> Connect(string userId, string tenantId)"));

    /// <summary>A constant state, in a literal or next to its key.</summary>
    [Theory]
    [InlineData("return Redirect($\"URL&state=12345&scope={userId}\");", "return Redirect($\"URL&state={STATE}&scope={userId}\");")]
    [InlineData("return Redirect($\"URL&scope={userId}&state=fixed\");", "return Redirect($\"URL&scope={userId}&state={STATE}\");")]
    [InlineData("return Redirect(\"URL&state=fixed&scope=\" + userId);", "return Redirect(\"URL&state=\" + STATE + \"&scope=\" + userId);")]
    [InlineData("return Redirect(@\"URL&state=fixed&scope=y\");", "return Redirect(@\"URL&state=\" + STATE + @\"&scope=y\");")]
    [InlineData("return Redirect(\"URL&\" + \"state=fixed&\" + \"scope=\" + userId);", "return Redirect(\"URL&\" + \"state=\" + STATE + \"&\" + \"scope=\" + userId);")]
    [InlineData("return Redirect(\"URL&state=fixed\");", "return Redirect(\"URL&state=\" + STATE);")]
    [InlineData("var state = \"fixed\";\nreturn Redirect($\"URL&state={state}\");", "var state = STATE;\nreturn Redirect($\"URL&state={state}\");")]
    public Task Constant_IsReplaced(string before, string after) => VerifyCS.VerifyAsync(
        Controller(before.Replace("URL", Url, StringComparison.Ordinal), "IActionResult Connect(string userId)"),
        Controller(
            after.Replace("URL", Url, StringComparison.Ordinal)
                .Replace("STATE", "await _states.BuildAsync(new OAuthStateRequest(\"slack\", userId, null))", StringComparison.Ordinal),
            "async Task<IActionResult> Connect(string userId)"));

    [Fact]
    public Task LeftOut_IsAddedToInterpolatedText() => VerifyCS.VerifyAsync(
        Controller($$"""return Redirect($"{{Url}}&scope={userId}");""", "IActionResult Connect(string userId)"),
        Controller(
            $$"""return Redirect($"{{Url}}&scope={userId}&state={await _states.BuildAsync(new OAuthStateRequest("slack", userId, null))}");""",
            "async Task<IActionResult> Connect(string userId)"));

    [Fact]
    public Task LeftOut_IsAddedToText() => VerifyCS.VerifyAsync(
        Controller($$"""return Redirect("{{Url}}" + "&scope=chat");""", "IActionResult Connect(string userId)"),
        Controller(
            $$"""return Redirect("{{Url}}" + "&scope=chat" + "&state=" + await _states.BuildAsync(new OAuthStateRequest("slack", userId, null)));""",
            "async Task<IActionResult> Connect(string userId)"));

    [Fact]
    public Task LeftOut_IsAddedToADictionary() => VerifyCS.VerifyAsync(
        Controller("""
            var query = new Dictionary<string, string?>
            {
                ["client_id"] = "1",
                ["redirect_uri"] = "x",
            };
            return Redirect(Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString("https://slack.com/oauth/v2/authorize", query));
            """, "IActionResult Connect(string userId)"),
        Controller("""
            var query = new Dictionary<string, string?>
            {
                ["client_id"] = "1",
                ["redirect_uri"] = "x",
                ["state"] = await _states.BuildAsync(new OAuthStateRequest("slack", userId, null)),
            };
            return Redirect(Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString("https://slack.com/oauth/v2/authorize", query));
            """, "async Task<IActionResult> Connect(string userId)"));

    [Fact]
    public Task LeftOut_IsAddedToABracedDictionary() => VerifyCS.VerifyAsync(
        Controller("""
            var query = new Dictionary<string, string?> { { "client_id", "1" }, { "redirect_uri", "x" } };
            return Redirect(Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString("https://slack.com/oauth/v2/authorize", query));
            """, "IActionResult Connect(string userId)"),
        Controller("""
            var query = new Dictionary<string, string?> { { "client_id", "1" }, { "redirect_uri", "x" }, { "state", await _states.BuildAsync(new OAuthStateRequest("slack", userId, null)) } };
            return Redirect(Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString("https://slack.com/oauth/v2/authorize", query));
            """, "async Task<IActionResult> Connect(string userId)"));

    [Fact]
    public Task LeftOut_IsAddedToAQuery() => VerifyCS.VerifyAsync(
        Controller("""
            var query = System.Web.HttpUtility.ParseQueryString("");
            query["client_id"] = "1";
            query["redirect_uri"] = "x";
            return Redirect("https://slack.com/oauth/v2/authorize?" + query);
            """, "IActionResult Connect(string userId)"),
        Controller("""
            var query = System.Web.HttpUtility.ParseQueryString("");
            query["client_id"] = "1";
            query["state"] = await _states.BuildAsync(new OAuthStateRequest("slack", userId, null));
            query["redirect_uri"] = "x";
            return Redirect("https://slack.com/oauth/v2/authorize?" + query);
            """, "async Task<IActionResult> Connect(string userId)"));

    [Theory]
    [InlineData("Guid userId", "userId.ToString()")]
    [InlineData("string currentUserId", "currentUserId")]
    public Task UserIdOfAnyType_IsText(string parameter, string text) => VerifyCS.VerifyAsync(
        Controller($$"""return Redirect($"{{Url}}&state={Guid.NewGuid()}");""", $"IActionResult Connect({parameter})"),
        Controller(
            $$"""return Redirect($"{{Url}}&state={await _states.BuildAsync(new OAuthStateRequest("slack", {{text}}, null))}");""",
            $"async Task<IActionResult> Connect({parameter})"));

    [Fact]
    public async Task NumberOfAUser_IsTextOfNoCulture()
    {
        var changed = await VerifyCS.Test(Controller(
            $$"""return Redirect($"{{Url}}&state={Guid.NewGuid()}");""", "IActionResult Connect(int userId)")).FixFirstAsync();
        Assert.Contains("new OAuthStateRequest(\"slack\", userId.ToString(CultureInfo.InvariantCulture), null)", changed, StringComparison.Ordinal);
        Assert.Contains("using System.Globalization;\n", changed, StringComparison.Ordinal);
    }

    [Fact]
    public Task UserOfTheTypesOwnMethod_IsUsed() => VerifyCS.VerifyAsync(
        Controller(
            $$"""return Redirect($"{{Url}}&state={Guid.NewGuid()}");""",
            "IActionResult Connect()",
            "    private readonly IOAuthStateProtector _states;\n\n    public SlackController(IOAuthStateProtector states) => _states = states;\n\n    private string GetCurrentUserId() => \"1\";\n"),
        Controller(
            $$"""return Redirect($"{{Url}}&state={await _states.BuildAsync(new OAuthStateRequest("slack", GetCurrentUserId(), null))}");""",
            "async Task<IActionResult> Connect()",
            "    private readonly IOAuthStateProtector _states;\n\n    public SlackController(IOAuthStateProtector states) => _states = states;\n\n    private string GetCurrentUserId() => \"1\";\n"));

    [Fact]
    public Task ActionWithoutAConstructor_TakesAService() => VerifyCS.VerifyAsync(
        Controller($$"""return Redirect($"{{Url}}&state={Guid.NewGuid()}");""", "IActionResult Connect(string userId)", ""),
        Controller(
            $$"""return Redirect($"{{Url}}&state={await states.BuildAsync(new OAuthStateRequest("slack", userId, null))}");""",
            "async Task<IActionResult> Connect(string userId, [FromServices] IOAuthStateProtector states)",
            ""));

    [Fact]
    public async Task PrimaryConstructor_TakesTheProtector()
    {
        var text = await VerifyCS.Test($$"""
            using Microsoft.AspNetCore.Mvc;

            public class SlackController(HttpClient http) : ControllerBase
            {
                public async Task<string> Connect(string userId)
                {
                    var state = Guid.NewGuid().ToString();
                    return await http.GetStringAsync($"{{Url}}&state={state}");
                }
            }

            """).FixFirstAsync();

        Assert.Contains("SlackController(HttpClient http, IOAuthStateProtector states) : ControllerBase", text, StringComparison.Ordinal);
        Assert.Contains("var state = await states.BuildAsync(new OAuthStateRequest(\"slack\", userId, null));", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Constructor_TakesTheProtector()
    {
        var text = await VerifyCS.Test($$"""
            using Microsoft.AspNetCore.Mvc;

            public class SlackController : ControllerBase
            {
                private readonly HttpClient _http;

                public SlackController(HttpClient http)
                {
                    _http = http;
                }

                public async Task<string> Connect(string userId)
                {
                    var state = Guid.NewGuid().ToString();
                    return await _http.GetStringAsync($"{{Url}}&state={state}");
                }
            }

            """).FixFirstAsync();

        Assert.Contains("private readonly IOAuthStateProtector _states;", text, StringComparison.Ordinal);
        Assert.Contains("public SlackController(HttpClient http, IOAuthStateProtector states)", text, StringComparison.Ordinal);
        Assert.Contains("_states = states;", text, StringComparison.Ordinal);
        Assert.Contains("await _states.BuildAsync(", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Endpoint_TakesTheProtector()
    {
        var text = await (VerifyCS.Test($$"""
            using Microsoft.AspNetCore.Builder;
            using Microsoft.AspNetCore.Http;

            var app = WebApplication.Create();
            app.MapGet("/slack/connect", (string userId) =>
            {
                var state = Guid.NewGuid().ToString();
                return Results.Redirect($"{{Url}}&state={state}");
            });

            """, "Program.cs") with { OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication }).FixFirstAsync();

        Assert.Contains("async (string userId, IOAuthStateProtector states) =>", text, StringComparison.Ordinal);
    }

    [Fact]
    public Task UnknownUser_BindsTheStateToTheBrowser() => VerifyCS.VerifyAsync(
        Controller($$"""
            // The state.
            var state = Guid.NewGuid().ToString("N"); // random
            await Task.Yield();
            return Redirect($"{{Url}}&state={state}");
            """, "async Task<IActionResult> Connect(CancellationToken cancellationToken)").Replace("using Microsoft.AspNetCore.Mvc;", "using Microsoft.AspNetCore.Http;\nusing Microsoft.AspNetCore.Mvc;", StringComparison.Ordinal),
        Controller($$"""
            // The state.
            var (state, stateCookie) = await _states.BuildWithCookieAsync(new OAuthStateRequest("slack", null, null), cancellationToken);
            Response.Headers.Append("Set-Cookie", stateCookie.ToHeaderValue()); // random
            await Task.Yield();
            return Redirect($"{{Url}}&state={state}");
            """, "async Task<IActionResult> Connect(CancellationToken cancellationToken)").Replace("using Microsoft.AspNetCore.Mvc;", "using Microsoft.AspNetCore.Http;\nusing Microsoft.AspNetCore.Mvc;", StringComparison.Ordinal));

    [Theory]
    [InlineData("var bytes = new byte[32];\nRandom.Shared.NextBytes(bytes);")]
    [InlineData("using var rng = System.Security.Cryptography.RandomNumberGenerator.Create();\nvar bytes = new byte[32];\nrng.GetBytes(bytes);")]
    [InlineData("var bytes = System.Security.Cryptography.RandomNumberGenerator.GetBytes(32);")]
    public async Task BytesFilledAtRandom_AreARandomState(string bytes) => Assert.Contains(
        "var (state, stateCookie) = await _states.BuildWithCookieAsync(new OAuthStateRequest(\"slack\", null, null));",
        await VerifyCS.Test(Controller(
            bytes + $"\nvar state = Convert.ToBase64String(bytes);\nreturn Redirect($\"{Url}&state={{state}}\");",
            "IActionResult Connect()")).FixFirstAsync(),
        StringComparison.Ordinal);

    /// <summary>A method of the project that creates a random value, whatever its name.</summary>
    [Theory]
    [InlineData("private static string MakeState() => Guid.NewGuid().ToString();", true)]
    [InlineData("private static string MakeState() { var bytes = new byte[32]; Random.Shared.NextBytes(bytes); return Convert.ToBase64String(bytes).TrimEnd('='); }", true)]
    [InlineData("private static string MakeState() { var text = Guid.NewGuid().ToString(); return text; }", true)]
    [InlineData("private static string MakeState() { const string chars = \"abc\"; var random = new Random(); return new string(Enumerable.Repeat(chars, 16).Select(s => s[random.Next(s.Length)]).ToArray()); }", true)]
    [InlineData("private static string MakeState() { var bytes = new byte[32]; using (var rng = System.Security.Cryptography.RandomNumberGenerator.Create()) { rng.GetBytes(bytes); } return Convert.ToHexString(bytes); }", true)]
    [InlineData("private static string MakeState() => Inner(); private static string Inner() => Guid.NewGuid().ToString();", true)]
    [InlineData("private readonly HashSet<string> _made = []; private string MakeState() { var text = Guid.NewGuid().ToString(); _made.Add(text); return text; }", false)]
    [InlineData("private string _last = \"\"; private string MakeState() { var text = Guid.NewGuid().ToString(); _last = text; return text; }", false)]
    [InlineData("private readonly string _tenant = \"\"; private string MakeState() => _tenant + Guid.NewGuid();", false)]
    [InlineData("private string MakeState() { var text = Request.Path.ToString(); return text + Guid.NewGuid(); }", false)]
    [InlineData("private static string MakeState() => DateTime.UtcNow.Ticks.ToString();", false)]
    [InlineData("private static string MakeState() => MakeState();", false)]
    public async Task MethodThatMakesTheState(string members, bool isOffered)
    {
        var source = "using System.Linq;\n" + Controller(
            $"var state = MakeState();\nreturn Redirect($\"{Url}&state={{state}}\");",
            "IActionResult Connect(string name)",
            $"    private readonly IOAuthStateProtector _states;\n\n    public SlackController(IOAuthStateProtector states) => _states = states;\n\n    {members}\n");
        if (isOffered)
        {
            Assert.Contains(
                "var (state, stateCookie) = await _states.BuildWithCookieAsync(new OAuthStateRequest(\"slack\", null, null));",
                await VerifyCS.Test(source).FixFirstAsync(),
                StringComparison.Ordinal);
        }
        else
        {
            await VerifyCS.VerifyNoFixAsync(source);
        }
    }

    /// <summary>A method behind an interface, which must have only one implementation in the project.</summary>
    [Theory]
    [InlineData("", true)]
    [InlineData("public sealed class OtherIds : IIds { public string Make() => \"\"; }\n", false)]
    public async Task MethodBehindAnInterfaceThatMakesTheState(string other, bool isOffered)
    {
        var source = Controller(
            $"var state = ids.Make();\nreturn Redirect($\"{Url}&state={{state}}\");", "IActionResult Connect([FromServices] IIds ids)")
            + "public interface IIds { string Make(); }\n"
            + "public sealed class Ids : IIds { public string Make() => Guid.NewGuid().ToString(\"N\"); }\n"
            + other;
        if (isOffered)
        {
            Assert.Contains("var (state, stateCookie) = await _states.BuildWithCookieAsync(", await VerifyCS.Test(source).FixFirstAsync(), StringComparison.Ordinal);
        }
        else
        {
            await VerifyCS.VerifyNoFixAsync(source);
        }
    }

    /// <summary>Pairs, members and call chains: the state is added in the same way as the other parameters.</summary>
    [Theory]
    [InlineData("new List<KeyValuePair<string, string>> { new(\"client_id\", \"1\"), new(\"redirect_uri\", \"x\") }", ", new(\"state\", STATE) }")]
    [InlineData("new[] { new KeyValuePair<string, string>(\"client_id\", \"1\"), new KeyValuePair<string, string>(\"redirect_uri\", \"x\") }", ", new KeyValuePair<string, string>(\"state\", STATE) }")]
    [InlineData("new { client_id = \"1\", redirect_uri = \"x\" }", ", state = STATE }")]
    [InlineData("new Parts().SetQueryParam(\"client_id\", \"1\").SetQueryParam(\"redirect_uri\", \"x\")", ".SetQueryParam(\"client_id\", \"1\").SetQueryParam(\"state\", STATE).SetQueryParam(")]
    public async Task LeftOut_IsAddedAsItsNeighboursAre(string pairs, string changed) => Assert.Contains(
        changed.Replace("STATE", "await _states.BuildAsync(new OAuthStateRequest(\"slack\", userId, null))", StringComparison.Ordinal),
        await VerifyCS.Test(Controller(
            $"var query = {pairs};\nreturn Redirect(\"https://slack.com/oauth/v2/authorize\" + query);",
            "IActionResult Connect(string userId)") + "public class Parts { public Parts SetQueryParam(string name, string value) => this; }\n").FixFirstAsync(),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Span<byte> bytes = stackalloc byte[32];\nSystem.Security.Cryptography.RandomNumberGenerator.Fill(bytes);")]
    public Task BytesOnTheStack_NoFix(string bytes) => VerifyCS.VerifyNoFixAsync(Controller(
        bytes + $"\nvar state = Convert.ToBase64String(bytes);\nreturn Redirect($\"{Url}&state={{state}}\");", "IActionResult Connect(string name)"));

    [Fact]
    public Task UnknownUser_LeftOut_BindsTheStateToTheBrowser() => VerifyCS.VerifyAsync(
        Controller($$"""
            if (name.Length > 0)
                return Redirect($"{{Url}}&scope={name}");
            return Ok();
            """, "IActionResult Connect(string name)"),
        Controller($$"""
            if (name.Length > 0)
            {
                var (state, stateCookie) = await _states.BuildWithCookieAsync(new OAuthStateRequest("slack", null, null));
                Response.Headers.Append("Set-Cookie", stateCookie.ToHeaderValue());
                return Redirect($"{{Url}}&scope={name}&state={state}");
            }
            return Ok();
            """, "async Task<IActionResult> Connect(string name)").Replace("using Microsoft.AspNetCore.Mvc;", "using Microsoft.AspNetCore.Http;\nusing Microsoft.AspNetCore.Mvc;", StringComparison.Ordinal));

    [Fact]
    public Task UnknownUser_LeftOutOfAVariable_TheVariableKeepsTheUrl() => VerifyCS.VerifyAsync(
        Controller($$"""
            var url = $"{{Url}}&scope={name}";
            return Redirect(url);
            """, "IActionResult Connect(string name)").Replace("using Microsoft.AspNetCore.Mvc;", "using Microsoft.AspNetCore.Http;\nusing Microsoft.AspNetCore.Mvc;", StringComparison.Ordinal),
        Controller($$"""
            var (state, stateCookie) = await _states.BuildWithCookieAsync(new OAuthStateRequest("slack", null, null));
            Response.Headers.Append("Set-Cookie", stateCookie.ToHeaderValue());
            var url = $"{{Url}}&scope={name}&state={state}";
            return Redirect(url);
            """, "async Task<IActionResult> Connect(string name)").Replace("using Microsoft.AspNetCore.Mvc;", "using Microsoft.AspNetCore.Http;\nusing Microsoft.AspNetCore.Mvc;", StringComparison.Ordinal));

    /// <summary>The built state has to match the callback's expectation.</summary>
    [Theory]
    [InlineData("ForUserSession(\"slack\", \"u\", null)", "string userId", "await _states.BuildAsync(new OAuthStateRequest(\"slack\", userId, null))")]
    [InlineData("ForUserSession(\"slack\", \"u\", null)", "string name", null)]
    [InlineData("ForUser(\"slack\", \"u\", null, \"c\")", "string userId", "await _states.BuildWithCookieAsync(new OAuthStateRequest(\"slack\", userId, null))")]
    [InlineData("ForUser(\"slack\", \"u\", null, \"c\")", "string name", null)]
    [InlineData("WithoutUser(\"slack\", \"c\")", "string userId", "await _states.BuildWithCookieAsync(new OAuthStateRequest(\"slack\", userId, null))")]
    [InlineData("WithoutUser(\"slack\", \"c\")", "string name", "await _states.BuildWithCookieAsync(new OAuthStateRequest(\"slack\", null, null))")]
    [InlineData("WithoutUser(\"zoom\", \"c\")", "string userId", "await _states.BuildAsync(new OAuthStateRequest(\"slack\", userId, null))")]
    public async Task CallbackThatIsThere_DecidesHowTheStateIsBuilt(string expectation, string parameters, string? build)
    {
        var source = Controller($$"""return Redirect($"{{Url}}&state={Guid.NewGuid()}");""", $"IActionResult Connect({parameters})")
            + $"public static class Callback {{ public static OAuthStateExpectation Expected => OAuthStateExpectation.{expectation}; }}\n";
        if (build is null)
        {
            await VerifyCS.VerifyNoFixAsync(source);
        }
        else
        {
            Assert.Contains(build, await VerifyCS.Test(source).FixFirstAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/youtube/connect", "youtube")]
    [InlineData("/youtube/connect/{discordUserId}", "youtube")]
    [InlineData("/battlenet/connect", "battle-net")]
    public async Task RouteOfAHandler_NamesTheProvider_AsItDoesForTheCallback(string route, string id) => Assert.Contains(
        $"new OAuthStateRequest(\"{id}\", userId, null)",
        await (VerifyCS.Test($$"""
            using Microsoft.AspNetCore.Builder;
            using Microsoft.AspNetCore.Http;

            var app = WebApplication.Create();
            app.MapGet("{{route}}", (string userId) => Results.Redirect($"https://accounts.google.com/o/oauth2/v2/auth?client_id=1&redirect_uri=x&state={Guid.NewGuid()}"));

            """, "Program.cs") with { OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication }).FixFirstAsync(),
        StringComparison.Ordinal);

    [Fact]
    public async Task UnknownUser_InAHandler_TakesTheResponse()
    {
        var text = await (VerifyCS.Test($$"""
            using Microsoft.AspNetCore.Builder;
            using Microsoft.AspNetCore.Http;

            var app = WebApplication.Create(args);
            app.MapGet("/slack/connect", () =>
            {
                var state = Guid.NewGuid().ToString();
                return Results.Redirect($"{{Url}}&state={state}");
            });

            """, "Program.cs") with { OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication }).FixFirstAsync();

        Assert.Contains("async (IOAuthStateProtector states, HttpResponse response) =>", text, StringComparison.Ordinal);
        Assert.Contains(
            "var (state, stateCookie) = await states.BuildWithCookieAsync(new OAuthStateRequest(\"slack\", null, null));",
            text,
            StringComparison.Ordinal);
        Assert.Contains("response.Headers.Append(\"Set-Cookie\", stateCookie.ToHeaderValue());", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""return Redirect($"URL&state={Guid.NewGuid()}{name}");""", "IActionResult Connect(string name)")]
    [InlineData("""return Redirect($"URL&state={Guid.NewGuid()}-{userId}");""", "IActionResult Connect(string userId)")]
    [InlineData("""return Redirect($"URL&state=n{Guid.NewGuid()}");""", "IActionResult Connect(string userId)")]
    [InlineData("""return Redirect("URL&state=fixed").Url == "fixed" ? Ok() : NotFound();""", "IActionResult Connect(string userId)")]
    [InlineData("""return Redirect($"URL&state=fix:ed");""", "IActionResult Connect(string userId)")]
    [InlineData("""return name.Length > 0 ? Redirect($"URL&state={Guid.NewGuid()}") : Ok();""", "IActionResult Connect(string name)")]
    [InlineData("""return $"URL&state={Guid.NewGuid()}";""", "static string Connect(string userId)")]
    public Task NothingToGuessFrom_NoFix(string body, string signature) =>
        VerifyCS.VerifyNoFixAsync(Controller(body.Replace("URL", Url, StringComparison.Ordinal), signature));

    /// <summary>The protected state contains the user, or other content as its data; not both from one value, and not what a method may also store.</summary>
    [Theory]
    [InlineData("userId", "user")]
    [InlineData("$\"{userId}|{Guid.NewGuid():N}\"", "user")]
    [InlineData("userId + \"_\" + DateTime.UtcNow.Ticks", "user")]
    [InlineData("Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(userId))", "user")]
    [InlineData("System.Text.Json.JsonSerializer.Serialize(new { user = userId, nonce = Guid.NewGuid(), at = DateTime.UtcNow })", "user")]
    [InlineData("System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string> { [\"user\"] = userId })", "user")]
    [InlineData("$\"user-{userId}\"", "user")]
    [InlineData("$\"slack:{userId}\"", "nothing")]
    [InlineData("\"slack:\" + userId", "nothing")]
    [InlineData("$\"{userId}|{name}\"", "nothing")]
    [InlineData("name", "data")]
    [InlineData("$\"slack:{name}\"", "data")]
    [InlineData("Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(\"slack:\" + name))", "data")]
    [InlineData("System.Text.Json.JsonSerializer.Serialize(new { name })", "data")]
    [InlineData("Keep(userId)", "nothing")]
    [InlineData("Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(userId + name))", "nothing")]
    [InlineData("System.Text.Json.JsonSerializer.Serialize(new { userId, returnUrl = name })", "nothing")]
    public async Task StateThatSaysMoreThanTheUser_HasData(string state, string kept)
    {
        var source = Controller(
            $"var state = {state};\nreturn Redirect($\"{Url}&state={{state}}\");",
            "IActionResult Connect(string userId, string name)",
            """
                private readonly IOAuthStateProtector _states;
                private readonly List<string> _kept = new();

                public SlackController(IOAuthStateProtector states) => _states = states;

                private string Keep(string id) { _kept.Add(id); return id; }

                public bool IsSlack(string flow) => flow == "slack";

            """.ReplaceLineEndings("\n"));
        if (kept == "user")
        {
            Assert.Contains(
                "var state = await _states.BuildAsync(new OAuthStateRequest(\"slack\", userId, null));",
                await VerifyCS.Test(source).FixFirstAsync(),
                StringComparison.Ordinal);
        }
        else if (kept == "nothing")
        {
            await VerifyCS.VerifyNoFixAsync(source);
        }
        else
        {
            Assert.Contains(
                $"var state = await _states.BuildAsync(new OAuthStateRequest(\"slack\", userId, null) {{ Data = {state} }});",
                await VerifyCS.Test(source).FixFirstAsync("ATOM003.BuildWithData"),
                StringComparison.Ordinal);
        }
    }

    /// <summary>A variable that is also tested keeps the user as its value.</summary>
    [Fact]
    public async Task UserInAVariable_IsReplacedInTheRequestOnly()
    {
        var changed = await VerifyCS.Test(Controller(
            $$"""
            var userId = User.FindFirst("sub")?.Value;
            if (userId is null)
                return Unauthorized();
            return Redirect($"{{Url}}&state={userId}");
            """,
            "IActionResult Connect()")).FixFirstAsync();

        Assert.Contains("var userId = User.FindFirst(\"sub\")?.Value;\n        if (userId is null)\n", changed, StringComparison.Ordinal);
        Assert.Contains(
            "&state={await _states.BuildAsync(new OAuthStateRequest(\"slack\", userId, null))}\");",
            changed,
            StringComparison.Ordinal);
    }

    /// <summary>The claim that another action reads says nothing about an anonymous action, in which nobody is signed in.</summary>
    [Theory]
    [InlineData("", "[Authorize]", "Connect", false)]
    [InlineData("[AllowAnonymous]", "", "Connect", false)]
    [InlineData("", "", "Login", false)]
    [InlineData("[Authorize]", "[Authorize]", "Connect", true)]
    [InlineData("", "", "Connect", true)]
    public async Task ClaimThatAnotherActionReads_IsTheUserWhereOneIsSignedIn(string own, string other, string name, bool isUser) => Assert.Contains(
        isUser
            ? "var state = await _states.BuildAsync(new OAuthStateRequest(\"slack\", User.FindFirst(\"sub\")?.Value, null));"
            : "var (state, stateCookie) = await _states.BuildWithCookieAsync(new OAuthStateRequest(\"slack\", null, null));",
        await VerifyCS.Test("using Microsoft.AspNetCore.Authorization;\n" + Controller(
            $"var state = Guid.NewGuid().ToString();\nreturn Redirect($\"{Url}&state={{state}}\");",
            $"IActionResult {name}()",
            $$"""
                private readonly IOAuthStateProtector _states;

                public SlackController(IOAuthStateProtector states) => _states = states;

                {{other}}
                public string? Me() => User.FindFirst("sub")?.Value;

            """.ReplaceLineEndings("\n")).Replace($"public IActionResult {name}", $"{own}\n    public IActionResult {name}", StringComparison.Ordinal)).FixFirstAsync(),
        StringComparison.Ordinal);

    /// <summary>A provider that is not in the catalogue is named after the domain of its endpoints, if it is the only one.</summary>
    [Theory]
    [InlineData("", "contoso")]
    [InlineData("public const string Api = \"https://api.fabrikam.com/v1\";", "contoso")]
    [InlineData("public const string Token = \"https://api.contoso.co.uk/oauth/token\";", "contoso")]
    [InlineData("public const string Token = \"https://api.fabrikam.com/oauth/token\";", null)]
    public async Task ProviderThatTheCatalogueDoesNotKnow_IsNamedByItsDomain(string member, string? id)
    {
        var source = $$"""
            using Microsoft.AspNetCore.Mvc;

            public class ConnectController(IOAuthStateProtector states) : ControllerBase
            {
                {{member}}

                public async Task<string> Connect(string userId)
                {
                    await Task.Yield();
                    return $"https://login.contoso.com/authorize?client_id=1&redirect_uri=x&state={Guid.NewGuid()}" + states + userId;
                }
            }

            """.ReplaceLineEndings("\n");
        if (id is null)
        {
            await VerifyCS.VerifyNoFixAsync(source);
        }
        else
        {
            Assert.Contains($"new OAuthStateRequest(\"{id}\", userId, null)", await VerifyCS.Test(source).FixFirstAsync(), StringComparison.Ordinal);
        }
    }

    /// <summary>The registered domain counts, without subdomains; some country domains have a second level, such as <c>com.au</c>.</summary>
    [Theory]
    [InlineData("oauth.wix.io", "wix")]
    [InlineData("login.contoso.co", "contoso")]
    [InlineData("login.contoso.com.au", "contoso")]
    [InlineData("auth.eu.contoso.ne.jp", "contoso")]
    public async Task Domain_IsWhatSomebodyRegistered(string host, string id) => Assert.Contains(
        $"new OAuthStateRequest(\"{id}\", userId, null)",
        await VerifyCS.Test($$"""
            using Microsoft.AspNetCore.Mvc;

            public class ConnectController(IOAuthStateProtector states) : ControllerBase
            {
                public async Task<string> Connect(string userId)
                {
                    await Task.Yield();
                    return $"https://{{host}}/authorize?client_id=1&redirect_uri=x&state={Guid.NewGuid()}" + states + userId;
                }
            }
            """).FixFirstAsync(),
        StringComparison.Ordinal);

    /// <summary>The type of a client's options identifies its provider, even in another method or wrapped in <c>IOptions</c>.</summary>
    [Theory]
    [InlineData("private readonly ContosoOptions _options = new();", "", true)]
    [InlineData("private readonly IOptions<ContosoOptions> _options = null!;", "", true)]
    [InlineData("private readonly string _options = \"\";", "", false)]
    [InlineData("private readonly FabrikamOptions _options = new();", "", false)]
    public async Task ProviderOfTheTypesSettings_IsFound(string field, string more, bool isOffered)
    {
        var titles = await VerifyCS.Test($$"""
            using Microsoft.AspNetCore.Mvc;

            public interface IOptions<T> { T Value { get; } }
            public sealed class ContosoOptions { public string RedirectUri { get; set; } = ""; }
            public sealed class FabrikamOptions { public string RedirectUri { get; set; } = ""; }

            public class ContosoController(IOAuthStateProtector states) : ControllerBase
            {
                {{field}}

                public async Task<string> Connect(string userId, string authorizeUrl)
                {
                    await Task.Yield();
                    return $"{authorizeUrl}?client_id=1&redirect_uri=x&response_type=code&state={Guid.NewGuid()}" + states + userId;
                }

                public object Other() => _options;{{more}}
            }
            """).TitlesAsync();
        Assert.Equal(isOffered, titles.Count > 0);
    }

    /// <summary>An Azure function accesses the response through its request, and becomes async.</summary>
    [Fact]
    public async Task FunctionOfAzure_SetsTheCookieByItsRequest()
    {
        var changed = await VerifyCS.Test("""
            using Microsoft.AspNetCore.Http;
            using Microsoft.AspNetCore.Mvc;

            [AttributeUsage(AttributeTargets.Method)]
            public sealed class FunctionAttribute(string name) : Attribute
            {
                public string Name => name;
            }

            public sealed class SlackFunctions
            {
                [Function("SlackLogin")]
                public IActionResult Login(HttpRequest req)
                {
                    var url = $"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri={req.Host}";
                    return new RedirectResult(url, false);
                }
            }

            """.ReplaceLineEndings("\n")).FixFirstAsync();
        Assert.Contains("public async Task<IActionResult> Login(HttpRequest req)\n", changed, StringComparison.Ordinal);
        Assert.Contains(
            "await _states.BuildWithCookieAsync(new OAuthStateRequest(\"slack\", null, null));\n"
                + "        req.HttpContext.Response.Headers.Append(\"Set-Cookie\", stateCookie.ToHeaderValue());\n",
            changed,
            StringComparison.Ordinal);
    }

    /// <summary>A service accesses the response of the current request through the accessor that it has.</summary>
    [Theory]
    [InlineData("IHttpContextAccessor", true)]
    [InlineData("IHttpClientFactory", false)]
    public async Task ServiceWithTheAccessor_SetsTheCookie(string type, bool isOffered)
    {
        var test = VerifyCS.Test($$"""
            using Microsoft.AspNetCore.Http;
            using Microsoft.Extensions.DependencyInjection;

            public static class Setup
            {
                public static void Add(IServiceCollection services) => services.AddScoped<SlackService>();
            }

            public sealed class SlackService({{type}} current, IOAuthStateProtector states)
            {
                public object All => (current, states);

                public async Task<string> StartAsync()
                {
                    await Task.Yield();
                    var state = Guid.NewGuid().ToString();
                    return $"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state={state}";
                }
            }

            """.ReplaceLineEndings("\n"));
        if (!isOffered)
        {
            Assert.Empty(await test.TitlesAsync());
            return;
        }

        Assert.Contains(
            """
                    var (state, stateCookie) = await states.BuildWithCookieAsync(new OAuthStateRequest("slack", null, null));
                    current.HttpContext!.Response.Headers.Append("Set-Cookie", stateCookie.ToHeaderValue());

            """.ReplaceLineEndings("\n"),
            await test.FixFirstAsync(),
            StringComparison.Ordinal);
    }

    /// <summary>Without a user, the cookie binds the state; a state for a user also needs the tenant.</summary>
    [Theory]
    [InlineData("", true)]
    [InlineData("var userId = User.Identity!.Name!; Console.WriteLine(userId); ", false)]
    public async Task TenantThatIsUnknown_MattersForAUser(string before, bool isOffered) => Assert.Equal(
        isOffered ? 1 : 0,
        (await VerifyCS.Test($$"""
            using Microsoft.AspNetCore.Mvc;

            public sealed class XeroController(IOAuthStateProtector states) : ControllerBase
            {
                public async Task<IActionResult> Connect()
                {
                    await Task.Yield();
                    {{before}}
                    return Redirect($"https://login.xero.com/identity/connect/authorize?client_id=1&redirect_uri=x&state={Guid.NewGuid()}");
                }

                public object Save(string tenantId) => (tenantId, states);
            }
            """).TitlesAsync()).Count);

    /// <summary>An out argument remains unchanged; the state is built where the value is added to the request.</summary>
    [Fact]
    public async Task UserParsedByACall_IsReplacedInTheRequest() => Assert.Contains(
        "if (!Guid.TryParse(text, out var userId))\n        {\n            return Unauthorized();\n        }\n\n        return Redirect($\""
            + Url + "&state={await _states.BuildAsync(new OAuthStateRequest(\"slack\", userId.ToString(), null))}\");",
        await VerifyCS.Test(Controller(
            $"if (!Guid.TryParse(text, out var userId))\n{{\n    return Unauthorized();\n}}\n\nreturn Redirect($\"{Url}&state={{userId}}\");".Replace("\n\n", "\n\u0001\n", StringComparison.Ordinal),
            "IActionResult Connect(string text)").Replace("        \u0001", "", StringComparison.Ordinal)).FixFirstAsync(),
        StringComparison.Ordinal);

    [Fact]
    public Task UnknownProvider_NoFix() => VerifyCS.VerifyNoFixAsync("""
        using Microsoft.AspNetCore.Mvc;
        public class ConnectController(IOAuthStateProtector states, string authorizeUrl) : ControllerBase
        {
            public async Task<string> Connect(string userId)
            {
                await Task.Yield();
                return $"{authorizeUrl}?client_id=1&redirect_uri=x&state={Guid.NewGuid()}" + states + userId;
            }
        }
        """);

    [Fact]
    public Task ActionThatIsCalled_NoFix() => VerifyCS.VerifyNoFixAsync(Controller(
        $$"""return Redirect($"{{Url}}&state={Guid.NewGuid()}");""",
        "IActionResult Connect(string userId)",
        "    private readonly IOAuthStateProtector _states;\n\n    public SlackController(IOAuthStateProtector states) => _states = states;\n\n    public IActionResult Again(string userId) => Connect(userId);\n"));

    [Fact]
    public Task Constant_NoFix() => VerifyCS.VerifyNoFixAsync($$"""public class Slack { public const string Url = "{{Url}}"; }""");

    [Fact]
    public Task TakenApart_NoFix() => VerifyCS.VerifyNoFixAsync("""
        public class SlackCallback(IOAuthStateProtector states)
        {
            public async Task<string> ReceiveAsync(string code, string state, string userId)
            {
                await Task.Yield();
                return ExchangeToken(code) + state.Split('|')[0] + states + userId;
            }

            private static string ExchangeToken(string code) => code;
        }
        """);

    [Theory]
    [InlineData(FixAllScope.Document, 0)]
    [InlineData(FixAllScope.Project, 0)]
    [InlineData(FixAllScope.Solution, 0)]
    public async Task FixAll_ClearsAll(FixAllScope scope, int left)
    {
        var source = Controller(
            $$"""
            var state = Guid.NewGuid().ToString();
            return Redirect($"{{Url}}&state={state}");
            """,
            "IActionResult Connect(string userId)",
            "    private readonly string _name;\n\n    public SlackController(string name)\n    {\n        _name = name;\n    }\n\n    public async Task<string> Other(string userId)\n    {\n        await Task.Yield();\n        return $\""
                + Url
                + "&scope={_name}\" + userId;\n    }\n");
        var test = VerifyCS.Test(source);
        var texts = await test.FixAllAsync(scope);

        Assert.Equal(left, await (VerifyCS.Test(texts[0])).CountReportsAsync());
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(texts[0], "private readonly IOAuthStateProtector _states;"));
    }

    [Fact]
    public async Task WindowsLineEndings_Stay()
    {
        var source = Controller($$"""
            var query = System.Web.HttpUtility.ParseQueryString("");
            query["client_id"] = "1";
            query["redirect_uri"] = "x";
            return Redirect("https://slack.com/oauth/v2/authorize?" + query);
            """, "IActionResult Connect(string userId)", "    private readonly string _name;\n\n    public SlackController(string name)\n    {\n        _name = name;\n    }\n").ReplaceLineEndings("\r\n");
        var text = await VerifyCS.Test(source).FixFirstAsync();

        Assert.DoesNotContain("\n", text.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
