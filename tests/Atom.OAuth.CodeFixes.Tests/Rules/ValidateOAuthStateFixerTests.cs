using Microsoft.CodeAnalysis.CodeFixes;
using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.ValidateOAuthStateAnalyzer, Atom.OAuth.CodeFixes.Rules.ValidateOAuthStateFixer>;

namespace Atom.OAuth.CodeFixes.Tests.Rules;

/// <summary>ATOM005's fix: parses the state before the exchange, and rejects requests without a valid one.</summary>
public sealed class ValidateOAuthStateFixerTests
{
    private const string ByCookie = """OAuthStateExpectation.WithoutUser("slack", Request.Cookies[_states.GetCookieName(state)])""";

    [Theory]
    [InlineData("IActionResult", "return Ok();", "return BadRequest(stateResult.Error);")]
    [InlineData("ActionResult", "return Ok();", "return BadRequest(stateResult.Error);")]
    [InlineData("ActionResult<string>", "return Ok();", "return BadRequest(stateResult.Error);")]
    [InlineData("IResult", "return Results.Ok();", "return Results.BadRequest(stateResult.Error);")]
    [InlineData("IResult", "return TypedResults.Ok();", "return TypedResults.BadRequest(stateResult.Error);")]
    [InlineData("Results<Ok, ProblemHttpResult>", "return TypedResults.Ok();", "return TypedResults.Problem(stateResult.Error, statusCode: StatusCodes.Status400BadRequest);")]
    [InlineData("Results<Ok, BadRequest<string>>", "return TypedResults.Ok();", "return TypedResults.BadRequest(stateResult.Error);")]
    [InlineData("ContentResult", "return Content(code);", "return new ContentResult { StatusCode = 400, Content = stateResult.Error };")]
    [InlineData("Answered<string>", "return new();", "return Answered<string>.Error(400, stateResult.Error);")]
    [InlineData("bool", "if (code.Length == 0) return false; else return true;", "return false;")]
    public Task Rejection_IsOfTheActionsOwnKind(string type, string end, string rejection) => VerifyCS.VerifyAsync(
        Controller($"public async Task<{type}> Callback(string code, string state)", Exchange + "\n        " + end),
        Controller(
            $"public async Task<{type}> Callback(string code, string state)",
            Check(ByCookie, rejection) + Exchange + "\n        " + end,
            isInjected: true));

    /// <summary>The expected state has to match the one that is built.</summary>
    [Theory]
    [InlineData("states.BuildWithCookieAsync(new OAuthStateRequest(\"slack\", \"u\", null))", "WithoutUser(\"slack\"")]
    [InlineData("states.BuildAsync(new OAuthStateRequest(\"slack\", \"u\", null))", "ForUserSession(\"slack\"")]
    [InlineData("states.BuildAsync(new OAuthStateRequest(\"slack\", \"u\", null) { BrowserBinding = \"b\" })", "WithoutUser(\"slack\"")]
    [InlineData("states.BuildWithCookieAsync(new OAuthStateRequest(\"zoom\", \"u\", null))", "ForUserSession(\"slack\"")]
    public async Task StateThatIsBuilt_DecidesWhatIsExpected(string build, string expected) => Assert.Contains(
        $"OAuthStateExpectation.{expected}",
        await VerifyCS.Test(
            Controller(
                "public async Task<IActionResult> Callback(string code, string state)",
                "var userId = User.FindFirstValue(ClaimTypes.NameIdentifier)!;\n        " + Exchange + "\n        return Ok();")
            + $"\npublic static class Start {{ public static object Build(IOAuthStateProtector states) => {build}; }}\n").FixFirstAsync(),
        StringComparison.Ordinal);

    /// <summary>An action that returns only successes has no result for a rejection.</summary>
    [Theory]
    [InlineData("RedirectResult", "return Redirect(\"/\");")]
    [InlineData("string", "return code;")]
    [InlineData("Numbered", "return new();")]
    public async Task ActionWithoutRejection_Throws(string type, string end)
    {
        var changed = await VerifyCS.Test(
            Controller($"public async Task<{type}> Callback(string code, string state)", Exchange + "\n        " + end)
            + "public sealed class Numbered { public static Numbered Error(int row, string? message) => new(); }\n").FixFirstAsync();

        Assert.Contains("if (!stateResult.TryGetState(out var oauthState))", changed, StringComparison.Ordinal);
        Assert.Contains("throw new BadHttpRequestException(stateResult.Error!);", changed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ActionWithoutRejectionThatKnowsTheUser_Throws()
    {
        var changed = await VerifyCS.Test(Controller(
            "public async Task<string> Callback(string code, string state)",
            "var userId = User.FindFirstValue(ClaimTypes.NameIdentifier)!;\n        " + Exchange + "\n        return code;")).FixFirstAsync();

        Assert.Contains("if (!stateResult.IsValid)", changed, StringComparison.Ordinal);
        Assert.Contains("throw new BadHttpRequestException(stateResult.Error);", changed, StringComparison.Ordinal);
    }

    /// <summary>Clients of a hub cannot send another argument, and nobody answers its exceptions with a status.</summary>
    [Theory]
    [InlineData("string code")]
    [InlineData("string code, string state")]
    public Task Hub_GetsNoFix(string parameters) => VerifyCS.VerifyNoFixAsync($$"""
        using Microsoft.AspNetCore.SignalR;

        public interface ISlack
        {
            Task<string?> ExchangeCodeAsync(string code);
        }

        public sealed class SlackHub : Hub
        {
            private readonly ISlack _oauth;

            public SlackHub(ISlack oauth) => _oauth = oauth;

            public async Task<string> SlackCallback({{parameters}})
            {
                await _oauth.ExchangeCodeAsync(code);
                return code;
            }
        }
        """);

    [Fact]
    public async Task CodeReadWithOut_GivesTheStateAlike() => Assert.Contains(
        "Request.Query.TryGetValue(\"state\", out var state);",
        await VerifyCS.Test(Controller(
            "public async Task<IActionResult> Callback()",
            "if (!Request.Query.TryGetValue(\"code\", out var code)) return BadRequest();\n        "
                + "await _oauth.ExchangeCodeAsync(code!);\n        return Ok();")).FixFirstAsync(),
        StringComparison.Ordinal);

    /// <summary>The object with the code cannot get a member, because it is another project's: the title says what clients have to change.</summary>
    [Fact]
    public async Task ObjectOfAnotherAssembly_LeavesTheStateToTheQuery()
    {
        var contracts = TestReferences.Emit("public sealed class Posted { public string Code { get; set; } = \"\"; }\n");
        var callback = Controller(
            "public async Task<IActionResult> Callback([FromBody] Posted posted)",
            "await _oauth.ExchangeCodeAsync(posted.Code);\n        return Ok();");
        var test = VerifyCS.Test(callback) with { References = [.. TestReferences.All, contracts] };

        Assert.Contains("Callback([FromBody] Posted posted, [FromQuery] string? state)", await test.FixFirstAsync(), StringComparison.Ordinal);
        Assert.StartsWith(
            "Validate the state before the exchange (clients have to send it in the query)", Assert.Single(await test.TitlesAsync()), StringComparison.Ordinal);
    }

    /// <summary>An own object should get the member, and a local one is not bound at all.</summary>
    [Theory]
    [InlineData("[FromBody] Posted posted", "")]
    [InlineData("", "var posted = (await Request.ReadFromJsonAsync<Posted>())!;\n        ")]
    public Task OwnObjectWithoutRoomForTheState_GetsNoFix(string parameter, string before) => VerifyCS.VerifyNoFixAsync(
        Controller(
            $"public async Task<IActionResult> Callback({parameter})",
            before + "await _oauth.ExchangeCodeAsync(posted.Code);\n        return Ok();")
        + "public sealed class Posted { public string Code { get; set; } = \"\"; }\n");

    [Theory]
    [InlineData("string code", "string code, string? state")]
    [InlineData("[FromQuery] string code", "[FromQuery] string code, [FromQuery] string? state")]
    [InlineData("string code, string? error = null", "string code, string? state, string? error = null")]
    public Task MissingState_BecomesAParameter(string before, string after) => VerifyCS.VerifyAsync(
        Controller($"public async Task<IActionResult> Callback({before})", Exchange + "\n        return Ok();"),
        Controller($"public async Task<IActionResult> Callback({after})", Check(ByCookie) + Exchange + "\n        return Ok();", isInjected: true));

    [Fact]
    public Task StateOfAnObject_IsRead() => VerifyCS.VerifyAsync(
        Controller(
            "public async Task<IActionResult> Callback([FromBody] Answer answer)",
            "await _oauth.ExchangeCodeAsync(answer.Code);\n        return Ok();"),
        Controller(
            "public async Task<IActionResult> Callback([FromBody] Answer answer)",
            Check(ByCookie).Replace("(state,", "(answer.State,").Replace("(state)", "(answer.State)")
                + "await _oauth.ExchangeCodeAsync(answer.Code);\n        return Ok();",
            isInjected: true));

    [Theory]
    [InlineData(
        "public sealed class Body\n{\n    [JsonPropertyName(\"code\")]\n    public required string Code { get; init; }\n}",
        "public sealed class Body\n{\n    [JsonPropertyName(\"code\")]\n    public required string Code { get; init; }\n\n    [JsonPropertyName(\"state\")]\n    public string? State { get; init; }\n}",
        "SlackDto.cs")]
    [InlineData("public sealed record Body(string Code, string Uri);", "public sealed record Body(string Code, string Uri, string? State = null);", "SlackDto.cs")]
    public async Task ObjectWithoutAState_GetsOne(string before, string after, string file)
    {
        const string Usings = "using System.Text.Json.Serialization;\n\n";
        var test = VerifyCS.Test(
            ("SlackController.cs", Controller(
                "public async Task<IActionResult> Callback([FromBody] Body body)", "await _oauth.ExchangeCodeAsync(body.Code);\n        return Ok();")),
            (file, Usings + before + "\n"));
        var texts = await test.FixAllAsync(FixAllScope.Solution);
        Assert.Contains("_states.ParseAsync(body.State,", texts[0], StringComparison.Ordinal);
        Assert.Equal(Usings + after + "\n", texts[1]);
    }

    [Theory]
    [InlineData("", "    [BindProperty(SupportsGet = true)]\n    public string? state { get; set; }\n")]
    [InlineData("    [BindProperty(SupportsGet = true)]\n    public string? State { get; set; }\n", "_states.ParseAsync(State, ")]
    public async Task PageThatBindsTheCode_BindsTheState(string member, string expected)
    {
        var text = await VerifyCS.Test($$"""
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.AspNetCore.Mvc.RazorPages;

            public interface ISlack
            {
                Task<string?> ExchangeCodeAsync(string code);
            }

            public sealed class SlackCallbackModel(ISlack slack) : PageModel
            {
                [BindProperty(SupportsGet = true)]
                public string? code { get; set; }

            {{member}}
                public async Task OnGet()
                {
                    await slack.ExchangeCodeAsync(code!);
                }
            }

            """.ReplaceLineEndings("\n")).FixFirstAsync();
        Assert.Contains(expected.Replace("_states", "states", StringComparison.Ordinal), text, StringComparison.Ordinal);
        Assert.Contains("Response.StatusCode = StatusCodes.Status400BadRequest;", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("var request = new Dictionary<string, string>();\n        request.Add(\"grant_type\", \"authorization_code\");\n        request.Add(\"code\", code);", "request.Add(\"code\", code);")]
    [InlineData("var request = new { grant_type = \"authorization_code\", code };", "var request = new {")]
    public async Task CodeThatIsAddedToARequest_ComesAfterTheCheck(string request, string first) => Assert.Contains(
        "return BadRequest(stateResult.Error);\n        }\n\n        " + first,
        await VerifyCS.Test(Controller(
            "public async Task<IActionResult> Callback(string code, string state, [FromServices] HttpClient http)",
            request + "\n        await http.PostAsync(\"https://slack.com/api/oauth.v2.access\", System.Net.Http.Json.JsonContent.Create(request));\n        return Ok(_oauth);")).FixFirstAsync(),
        StringComparison.Ordinal);

    [Fact]
    public async Task CodeThatIsAllOfTheBody_StateComesInTheQuery() => Assert.Contains(
        "Callback([FromBody] string code, [FromQuery] string? state)",
        await VerifyCS.Test(Controller(
            "public async Task<IActionResult> Callback([FromBody] string code)", Exchange + "\n        return Ok();")).FixFirstAsync(),
        StringComparison.Ordinal);

    [Fact]
    public Task CodeReadByHand_StateIsReadAlike() => VerifyCS.VerifyAsync(
        Controller(
            "public async Task<IActionResult> Callback()",
            "var code = Request.Query[\"code\"].ToString();\n        " + Exchange + "\n        return Ok();"),
        Controller(
            "public async Task<IActionResult> Callback()",
            "var code = Request.Query[\"code\"].ToString();\n        string? state = Request.Query[\"state\"];\n        "
                + Check(ByCookie)
                + Exchange
                + "\n        return Ok();",
            isInjected: true));

    [Theory]
    [InlineData("var userId = User.FindFirstValue(ClaimTypes.NameIdentifier)!;\n        ", "userId", "")]
    [InlineData("var userId = User.FindFirstValue(ClaimTypes.NameIdentifier);\n        ", "userId!", "")]
    [InlineData("", "GetUserId()", "\n    private string GetUserId() => User.Identity!.Name!;\n")]
    [InlineData("", "CurrentUserId.ToString()", "\n    private Guid CurrentUserId => Guid.Empty;\n")]
    public Task SignedInUser_IsExpected(string before, string user, string members) => VerifyCS.VerifyAsync(
        Controller(
            "public async Task<IActionResult> Callback(string code, string state)",
            before + Exchange + "\n        return Ok();",
            members: members),
        Controller(
            "public async Task<IActionResult> Callback(string code, string state)",
            before + Check(
                $"OAuthStateExpectation.ForUserSession(\"slack\", {user}, null)", test: "!stateResult.IsValid") + Exchange + "\n        return Ok();",
            members: members,
            isInjected: true));

    [Theory]
    [InlineData("string tenantId, ", "ForUserSession(\"slack\", userId)", "!stateResult.TryGetState(out var oauthState)")]
    [InlineData("", "ForUserSession(\"slack\", userId, null)", "!stateResult.IsValid")]
    public Task TenantOfTheWayThere_ComesFromTheState(string parameter, string expectation, string test)
    {
        const string User = "var userId = User.FindFirstValue(ClaimTypes.NameIdentifier)!;\n        ";
        var connect = $"\n    public string Connect({parameter}string path) => path;\n";
        return VerifyCS.VerifyAsync(
            Controller(
                "public async Task<IActionResult> Callback(string code, string state)",
                User + Exchange + "\n        return Ok();",
                members: connect),
            Controller(
                "public async Task<IActionResult> Callback(string code, string state)",
                User + Check("OAuthStateExpectation." + expectation, test: test) + Exchange + "\n        return Ok();",
                members: connect,
                isInjected: true));
    }

    [Theory]
    [InlineData("string code, string state, string userId", "")]
    [InlineData("string code, string state", "var userId = state.Split('|')[0];\n        ")]
    [InlineData("string code, string state", "string userId = Request.Query[\"user\"].ToString();\n        ")]
    public Task UserOfTheRequest_IsNotBelieved(string parameters, string before) => VerifyCS.VerifyAsync(
        Controller($"public async Task<IActionResult> Callback({parameters})", before + Exchange + "\n        return Ok();"),
        Controller(
            $"public async Task<IActionResult> Callback({parameters})",
            before + Check(ByCookie) + Exchange + "\n        return Ok();",
            isInjected: true));

    /// <summary>The user is read from the request in a member of the controller.</summary>
    [Theory]
    [InlineData("private string UserId => Request.Query[\"user\"].ToString();")]
    [InlineData("private string GetUserId()\n    {\n        return HttpContext.Request.Headers[\"X-User\"].ToString();\n    }")]
    public Task UserOfTheRequestBehindAMember_IsNotBelieved(string member) => VerifyCS.VerifyAsync(
        Controller(
            "public async Task<IActionResult> Callback(string code, string state)", Exchange + "\n        return Ok();", members: $"\n    {member}\n"),
        Controller(
            "public async Task<IActionResult> Callback(string code, string state)",
            Check(ByCookie) + Exchange + "\n        return Ok();",
            members: $"\n    {member}\n",
            isInjected: true));

    [Fact]
    public Task CancellationToken_IsPassed() => VerifyCS.VerifyAsync(
        Controller("public async Task<IActionResult> Callback(string code, string state, CancellationToken ct)", Exchange + "\n        return Ok();"),
        Controller(
            "public async Task<IActionResult> Callback(string code, string state, CancellationToken ct)",
            Check(ByCookie).Replace(");\n        if", ", ct);\n        if") + Exchange + "\n        return Ok();",
            isInjected: true));

    [Fact]
    public Task SynchronousAction_BecomesAsync() => VerifyCS.VerifyAsync(
        Controller("public IActionResult Callback(string code, string state)", "_oauth.ExchangeCode(code);\n        return Ok();"),
        Controller(
            "public async Task<IActionResult> Callback(string code, string state)",
            Check(ByCookie) + "_oauth.ExchangeCode(code);\n        return Ok();",
            isInjected: true));

    [Fact]
    public Task WindowsLineEndings_AreKept() => VerifyCS.VerifyAsync(
        Controller("public async Task<IActionResult> Callback(string code, string state)", Exchange + "\n        return Ok();").Replace("\n", "\r\n"),
        Controller(
            "public async Task<IActionResult> Callback(string code, string state)",
            Check(ByCookie) + Exchange + "\n        return Ok();",
            isInjected: true).Replace("\n", "\r\n"));

    [Theory]
    [InlineData("async (string code, string state, ISlack oauth, HttpContext http) =>", "async (string code, string state, ISlack oauth, HttpContext http, IOAuthStateProtector states) =>", "http.Request")]
    [InlineData("async (string code, ISlack oauth, HttpRequest request) =>", "async (string code, ISlack oauth, HttpRequest request, string? state, IOAuthStateProtector states) =>", "request")]
    public Task Handler_GetsTheProtector(string before, string after, string request) => VerifyCS.VerifyAsync(
        Handler(before, "await oauth.ExchangeCodeAsync(code);\n            return Results.Ok();"),
        Handler(
            after,
            $$"""
            var stateResult = await states.ParseAsync(state, OAuthStateExpectation.WithoutUser("slack", {{request}}.Cookies[states.GetCookieName(state)]));
            if (!stateResult.TryGetState(out var oauthState))
            {
                return Results.BadRequest(stateResult.Error);
            }

            await oauth.ExchangeCodeAsync(code);
            return Results.Ok();
            """.ReplaceLineEndings("\n").Replace("\n", "\n            ").Replace("\n            \n", "\n\n")));

    [Fact]
    public Task HandlerWithoutTheRequest_TakesIt() => VerifyCS.VerifyAsync(
        Handler("async (string code, string state, ISlack oauth) =>", "await oauth.ExchangeCodeAsync(code);\n            return Results.Ok();"),
        Handler(
            "async (string code, string state, ISlack oauth, HttpRequest request, IOAuthStateProtector states) =>",
            """
            var stateResult = await states.ParseAsync(state, OAuthStateExpectation.WithoutUser("slack", request.Cookies[states.GetCookieName(state)]));
            if (!stateResult.TryGetState(out var oauthState))
            {
                return Results.BadRequest(stateResult.Error);
            }

            await oauth.ExchangeCodeAsync(code);
            return Results.Ok();
            """.ReplaceLineEndings("\n").Replace("\n", "\n            ").Replace("\n            \n", "\n\n")));

    /// <summary>A group that is created with a method of a missing package is still recognized.</summary>
    [Theory]
    [InlineData("app.MapGroup(\"/slack\").WithVersions()", true)]
    [InlineData("app", true)]
    [InlineData("new Routes()", false)]
    public async Task GroupOfAMissingPackage_TakesTheProtector(string group, bool isHandler)
    {
        var source = $$"""
            using Microsoft.AspNetCore.Builder;
            using Microsoft.AspNetCore.Http;

            public interface ISlack
            {
                Task<string?> ExchangeCodeAsync(string code);
            }

            public sealed class Routes
            {
                public void MapGet(string path, Func<string, string, ISlack, Task<IResult>> handler) => handler("", "", null!);
            }

            public static class SlackEndpoints
            {
                public static void Map(WebApplication app) => {{group}}.MapGet("/slack/callback", Callback);

                private static async Task<IResult> Callback(string code, string state, ISlack oauth)
                {
                    await oauth.ExchangeCodeAsync(code);
                    return Results.Ok();
                }
            }

            """.ReplaceLineEndings("\n");
        if (isHandler)
        {
            Assert.Contains(
                "Callback(string code, string state, ISlack oauth, HttpRequest request, IOAuthStateProtector states)",
                await VerifyCS.Test(source).FixFirstAsync(),
                StringComparison.Ordinal);
        }
        else
        {
            await VerifyCS.VerifyNoFixAsync(source);
        }
    }

    /// <summary>The services are named after the provider, and the application contains one of its URLs; the name alone may mean anything.</summary>
    [Theory]
    [InlineData("https://www.fabrikam.com/oauth/token", true)]
    [InlineData("https://api.contoso.com/oauth/token", false)]
    [InlineData("https://fabrikam.contoso.com/oauth/token", false)]
    [InlineData("https://api.fabrikam.com/mails", false)]
    public async Task ProviderThatTheCatalogueDoesNotKnow_IsThatOfTheService(string url, bool isFixed)
    {
        var source = $$"""
            using Microsoft.AspNetCore.Mvc;

            public interface IFabrikamService
            {
                Task<string?> ExchangeCodeAsync(string code);
            }

            public static class Urls
            {
                public const string Token = "{{url}}";
            }

            public sealed class AccountController(IFabrikamService fabrikam) : ControllerBase
            {
                [HttpGet("account/callback")]
                public async Task<IActionResult> Callback(string code, string state)
                {
                    await fabrikam.ExchangeCodeAsync(code);
                    return Ok();
                }
            }

            """.ReplaceLineEndings("\n");
        if (isFixed)
        {
            Assert.Contains("WithoutUser(\"fabrikam\", ", await VerifyCS.Test(source).FixFirstAsync(), StringComparison.Ordinal);
        }
        else
        {
            await VerifyCS.VerifyNoFixAsync(source);
        }
    }

    /// <summary>Both ends use the same provider id, although one is named after a product.</summary>
    [Theory]
    [InlineData("slack-calls", null, "slack-calls")]
    [InlineData("slack-calls", "slack", "slack")]
    [InlineData("slacker", null, "slack")]
    public async Task OtherEndNamesTheProviderOtherwise_ItsNameIsExpected(string built, string? parsed, string expected)
    {
        var source = Controller("public async Task<IActionResult> Callback(string code, string state)", Exchange + "\n        return Ok();")
            + $"public static class Start {{ public static object State(IOAuthStateProtector states) => states.BuildWithCookieAsync(new OAuthStateRequest(\"{built}\", \"u\", null)); }}\n"
            + (parsed is null
                ? string.Empty
                : $"public static class Other {{ public static object State => OAuthStateExpectation.WithoutUser(\"{parsed}\", null); }}\n");
        Assert.Contains($"WithoutUser(\"{expected}\", Request.Cookies", await VerifyCS.Test(source).FixFirstAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_RejectsWithItsOwnMethod()
    {
        var changed = await VerifyCS.Test("""
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.AspNetCore.Mvc.RazorPages;

            public interface ISlack
            {
                Task<string?> ExchangeCodeAsync(string code);
            }

            public sealed class SlackCallbackModel(ISlack oauth) : PageModel
            {
                public async Task<IActionResult> OnGetAsync(string code, string state)
                {
                    await oauth.ExchangeCodeAsync(code);
                    return Page();
                }
            }
            """.ReplaceLineEndings("\n")).FixFirstAsync();
        Assert.Contains(
            "        if (!stateResult.IsValid)\n        {\n            return BadRequest(stateResult.Error);\n        }\n",
            changed,
            StringComparison.Ordinal);
        Assert.Contains("SlackCallbackModel(ISlack oauth, IOAuthStateProtector states) : PageModel", changed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RequestThatIsWrittenInAHandler_ComesAfterTheCheck()
    {
        var changed = await VerifyCS.Test(Handler("async (string code, string state, HttpClient http, HttpRequest request) =>", """
            var form = new Dictionary<string, string> { { "grant_type", "authorization_code" }, { "code", code } };
                        var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", new FormUrlEncodedContent(form));
                        return Results.Ok(response.StatusCode);
            """.ReplaceLineEndings("\n"))).FixFirstAsync();
        Assert.Contains("}\n\n            var form = new", changed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RequestThatIsWrittenInTheCallback_ComesAfterTheCheck()
    {
        var changed = await VerifyCS.Test("""
            using Microsoft.AspNetCore.Mvc;

            public sealed class SlackController(HttpClient http) : ControllerBase
            {
                [HttpGet("slack/callback")]
                public async Task<IActionResult> Callback(string code, string state)
                {
                    Console.WriteLine($"code {code}");
                    FormUrlEncodedContent form = new(new Dictionary<string, string> { { "grant_type", "authorization_code" }, { "code", code } });
                    using HttpResponseMessage response = await http.PostAsync("https://slack.com/api/oauth.v2.access", form);
                    return Ok();
                }
            }
            """.ReplaceLineEndings("\n")).FixFirstAsync();
        Assert.Contains("}\n\n        FormUrlEncodedContent form", changed, StringComparison.Ordinal);
    }

    /// <summary>The library is missing: the check comes before the call that takes the code.</summary>
    [Theory]
    [InlineData("var tokens = await slack.OAuthV2.Access(clientId, clientSecret, code);", true)]
    [InlineData("var tokens = code is null ? null : await slack.OAuthV2.Access(clientId, clientSecret, code);", false)]
    public async Task CodeThatALibraryTakes_ComesAfterTheCheck(string exchange, bool isFixed)
    {
        var source = $$"""
            using Microsoft.AspNetCore.Mvc;

            public interface IVault
            {
                Task UpsertSecret(string name, string value);
            }

            public sealed class SlackController(SlackNet.ISlackApiClient slack, IVault vault) : ControllerBase
            {
                [HttpGet("slack/callback")]
                public async Task<IActionResult> Callback(string code, string state)
                {
                    var clientId = "id";
                    var clientSecret = "secret";
                    {{exchange}}
                    await vault.UpsertSecret($"slack_token:{tokens.AuthedUser.Id}", tokens.AuthedUser.AccessToken);
                    return Ok(tokens.AccessToken);
                }
            }

            """.ReplaceLineEndings("\n");
        if (isFixed)
        {
            Assert.Contains("}\n\n        var tokens = await slack", await VerifyCS.Test(source).FixFirstAsync(), StringComparison.Ordinal);
        }
        else
        {
            await VerifyCS.VerifyNoFixAsync(source);
        }
    }

    /// <summary>The code follows its key in a URL or a formatted text: the check comes before the first use.</summary>
    [Theory]
    [InlineData("url += $\"&code={code}\";", "url += $")]
    [InlineData("url = url + \"&code=\" + code;", "url = url")]
    [InlineData("var form = string.Format(\"grant_type=authorization_code&code={0}\", code);\n        url += form;", "var form")]
    public async Task CodeThatIsWrittenIntoAUrl_ComesAfterTheCheck(string use, string first)
    {
        var changed = await VerifyCS.Test($$"""
            using Microsoft.AspNetCore.Mvc;

            public sealed class SlackController(HttpClient http) : ControllerBase
            {
                [HttpGet("slack/callback")]
                public async Task<IActionResult> Callback(string code, string state)
                {
                    Console.WriteLine($"&code={code}");
                    var url = "https://slack.com/api/oauth.v2.access?grant_type=authorization_code&client_id=1&client_secret=2";
                    {{use}}
                    using HttpResponseMessage response = await http.GetAsync(url);
                    return Ok(response.StatusCode);
                }
            }
            """.ReplaceLineEndings("\n")).FixFirstAsync();
        Assert.Contains("}\n\n        " + first, changed, StringComparison.Ordinal);
    }

    /// <summary>The code is read into a variable.</summary>
    [Fact]
    public async Task CodeThatIsReadAndAddedToARequest_ComesAfterTheCheck() => Assert.Contains(
        "}\n\n        var form = new Dictionary",
        await VerifyCS.Test("""
            using Microsoft.AspNetCore.Mvc;

            public sealed class SlackController(HttpClient http) : ControllerBase
            {
                [HttpGet("slack/callback")]
                public async Task<IActionResult> Callback()
                {
                    var code = HttpContext.Request.Query["code"];
                    var form = new Dictionary<string, string> { { "grant_type", "authorization_code" }, { "code", code! } };
                    var response = await http.PostAsync("https://slack.com/api/oauth.v2.access", new FormUrlEncodedContent(form));
                    return Ok(response.StatusCode);
                }
            }
            """.ReplaceLineEndings("\n")).FixFirstAsync(),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("public async Task<IActionResult> Callback(string code, string state)", "while (await _oauth.ExchangeCodeAsync(code) is null) { }\n        return Ok();")]
    [InlineData("public async Task<IActionResult> Callback(string code, string state)", "var tokens = code is null ? null : await _oauth.ExchangeCodeAsync(code);\n        return Ok(tokens);")]
    [InlineData("public async Task<IActionResult> Callback(string code, string state)", "\n#if X\n        await _oauth.ExchangeCodeAsync(code);\n#endif\n        return await\n#if Y\n            Task.FromResult(Ok());\n#else\n            _oauth.ExchangeCodeAsync(code) is null ? Ok() : Ok();\n#endif")]
    public Task NothingIsGuessed(string signature, string body) => VerifyCS.VerifyNoFixAsync(Controller(signature, body));

    /// <summary>The statement that reads the code also sends it: the check precedes it.</summary>
    [Fact]
    public async Task CodeInTheRequest_IsCheckedBefore()
    {
        var changed = await VerifyCS.Test(Controller(
            "public async Task<IActionResult> Callback([FromServices] HttpClient http)",
            "var response = await http.PostAsync(\"https://slack.com/api/oauth.v2.access\", new FormUrlEncodedContent(new Dictionary<string, string> { "
                + "[\"client_secret\"] = \"1\", [\"code\"] = Request.Query[\"code\"]! }));\n        return Ok(response);")).FixFirstAsync();

        Assert.InRange(changed.IndexOf("ParseAsync", StringComparison.Ordinal), 0, changed.IndexOf("PostAsync", StringComparison.Ordinal));
    }

    /// <summary>The content of a request may be set later than the request is made.</summary>
    [Fact]
    public async Task CodeInTheContent_IsCheckedBefore() => Assert.Contains(
        "_states.ParseAsync(state,",
        await VerifyCS.Test(Controller(
            "public async Task<IActionResult> Callback(string code, string state, [FromServices] HttpClient http)",
            "var request = new HttpRequestMessage(HttpMethod.Post, \"https://slack.com/api/oauth.v2.access\");\n        "
                + "request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { { \"client_secret\", \"1\" }, { \"code\", code } });\n        "
                + "return Ok(await http.SendAsync(request));")).FixFirstAsync(),
        StringComparison.Ordinal);

    /// <summary>The statement that reads the code also sends it: its result is not a code, and a later check would be too late.</summary>
    [Theory]
    [InlineData("var code = Request.Query[\"code\"].ToString(); HttpResponseMessage response; response = await http.PostAsync(Url, new StringContent(\"client_secret=1&code=\" + code)); var mark = await ReadAsync(code);")]
    public Task AnswerOfTheExchange_IsNoCode(string body) => VerifyCS.VerifyNoFixAsync($$"""
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;

        public sealed class SlackController(HttpClient http) : ControllerBase
        {
            private const string Url = "https://slack.com/api/oauth.v2.access";

            [HttpGet("slack/callback")]
            public async Task<IActionResult> Callback()
            {
                {{body}}
                return Ok();
            }

            private static Task<string> ReadAsync(object value) => Task.FromResult(value.ToString()!);
        }
        """.ReplaceLineEndings("\n"));

    /// <summary>A variable that was read from the query is used as it is.</summary>
    [Fact]
    public async Task VariableWithTheState_IsChecked() => Assert.Contains(
        "var stateResult = await _states.ParseAsync(state, OAuth",
        await VerifyCS.Test(Controller(
            "public async Task<IActionResult> Callback()",
            "var code = Request.Query[\"code\"].ToString();\n        var state = Request.Query[\"state\"].ToString();\n        "
                + "Console.WriteLine(state);\n        await _oauth.ExchangeCodeAsync(code);\n        return Ok();")).FixFirstAsync(),
        StringComparison.Ordinal);

    /// <summary>The code is copied, or a member of the posted object, before the call that sends it.</summary>
    [Theory]
    [InlineData("var own = code; var form = new Form(); form.grant_type = \"authorization_code\"; form.code = own;", "await _oauth.PostAsync(Url, form)", "var own")]
    [InlineData("var form = new Form(); form.grant_type = \"authorization_code\"; form.code = code;", "_oauth.PostAsync(Url, form).Result", "form.code")]
    public async Task CopiedCode_IsPrecededByTheCheck(string before, string exchange, string copy)
    {
        var changed = await VerifyCS.Test(Posted("string code, string state", before, exchange)).FixFirstAsync();

        Assert.InRange(changed.IndexOf("stateResult.Error", StringComparison.Ordinal), 0, changed.IndexOf(copy, StringComparison.Ordinal));
    }

    /// <summary>A synchronous action sends the member in a dictionary.</summary>
    [Fact]
    public async Task PostedCode_IsPrecededByTheCheck() => Assert.Contains(
        Check(ByCookie).Replace("(state,", "(answer.State,").Replace("(state)", "(answer.State)") + "var form = new Dictionary",
        await VerifyCS.Test(Posted(
            "[FromBody] Answer answer",
            "var form = new Dictionary<string, string> { [\"grant_type\"] = \"authorization_code\", [\"code\"] = answer.Code };",
            "_oauth.PostAsync(Url, form).Result")).FixFirstAsync(),
        StringComparison.Ordinal);

    /// <summary>Tests and logs of the code do not exchange it.</summary>
    [Fact]
    public async Task PostedCodeThatIsTestedFirst_IsPrecededByTheCheck() => Assert.Contains(
        "(answer.State,",
        await VerifyCS.Test(Posted(
            "[FromBody] Answer answer",
            "if (string.IsNullOrWhiteSpace(answer.Code)) { return BadRequest(); } ArgumentException.ThrowIfNullOrEmpty(answer.Code, nameof(answer.Code)); Console.WriteLine(answer.Code.Trim());",
            "new Dictionary<string, string> { [\"grant_type\"] = \"authorization_code\", [\"code\"] = answer.Code }")).FixFirstAsync(),
        StringComparison.Ordinal);

    /// <summary>A check after the exchange would be too late, whether that is awaited or not.</summary>
    [Theory]
    [InlineData("if (_oauth.PostAsync(Url, answer.Code).Result is null) { return BadRequest(); }")]
    [InlineData("var json = new System.Net.WebClient().UploadString(Url, answer.Code); Console.WriteLine(json);")]
    [InlineData("var url = string.Concat(Url, answer.Code); var json = new System.Net.WebClient().DownloadString(url); Console.WriteLine(json);")]
    [InlineData("var form = new StringContent(answer.Code); Console.WriteLine(_oauth.PostAsync(Url, form).Result);")]
    public Task PostedCodeThatIsSentFirst_NoFix(string before) => VerifyCS.VerifyNoFixAsync(Posted(
        "[FromBody] Answer answer",
        before,
        "new Dictionary<string, string> { [\"grant_type\"] = \"authorization_code\", [\"code\"] = answer.Code }"));

    private static string Posted(string parameters, string before, string exchange) => $$"""
        using Microsoft.AspNetCore.Mvc;

        public sealed record Answer(string Code, string State);

        public sealed class Form
        {
            public string grant_type { get; set; } = "authorization_code";

            public string code { get; set; } = "";
        }

        public interface IPoster
        {
            Task<string?> PostAsync(string url, object form);
        }

        public sealed class SlackController : ControllerBase
        {
            private const string Url = "https://slack.com/api/oauth.v2.access";
            private readonly IPoster _oauth;
            private readonly IOAuthStateProtector _states;

            public SlackController(IPoster oauth, IOAuthStateProtector states)
            {
                _oauth = oauth;
                _states = states;
            }

            [HttpGet("slack/callback")]
            public async Task<IActionResult> Callback({{parameters}})
            {
                await Task.Yield();
                {{before}}
                var access_token = {{exchange}};
                return Ok(access_token + Url + _states);
            }
        }

        """.ReplaceLineEndings("\n");

    /// <summary>
    /// The author of a link controls values that are bound from the request, so the browser that started the flow is checked instead.
    /// </summary>
    [Theory]
    [InlineData("[BindProperty(SupportsGet = true)] public string UserId { get; set; } = \"\";", "UserId")]
    [InlineData("[FromQuery] public string UserId { get; set; } = \"\";", "UserId")]
    [InlineData("private string UserId => Request?.Query[\"user\"].ToString() ?? \"\";", "UserId")]
    [InlineData("private string _userId = \"\";", "_userId = Request.Query[\"user\"].ToString()")]
    public async Task UserThatComesWithTheRequest_IsNotBelieved(string member, string user)
    {
        var name = user.Split(' ')[0];
        var changed = await VerifyCS.Test(Controller(
            "public async Task<IActionResult> Callback(string code, string state)",
            (user == name ? "" : user + ";\n        ") + Exchange + $"\n        Keep(userId: {name});\n        return Ok();",
            members: "\n    " + member + "\n    private static void Keep(string userId) => Console.WriteLine(userId);\n")).FixFirstAsync();

        Assert.DoesNotContain(".ForUserSession(\"slack\", " + name, changed, StringComparison.Ordinal);
        Assert.Contains("ParseAsync(", changed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FixAll_InjectsOnce()
    {
        var source = Controller("public async Task<IActionResult> Callback(string code, string state)", Exchange + "\n        return Ok();", members: """

                [HttpGet("other/callback")]
                public async Task<IActionResult> OtherCallback(string code, string state)
                {
                    await _oauth.ExchangeCodeAsync(code);
                    return Ok();
                }

            """.ReplaceLineEndings("\n"));
        foreach (var scope in new[] { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution })
        {
            var fixedText = Assert.Single(await VerifyCS.Test(source).FixAllAsync(scope));
            Assert.Equal(2, fixedText.Split("await _states.ParseAsync(").Length - 1);
            Assert.Equal(1, fixedText.Split("IOAuthStateProtector _states;").Length - 1);
            Assert.Equal(0, await VerifyCS.Test(fixedText).CountReportsAsync());
        }
    }

    private const string Exchange = "await _oauth.ExchangeCodeAsync(code);";

    private static string Check(string expectation, string rejection = "return BadRequest(stateResult.Error);", string test = "!stateResult.TryGetState(out var oauthState)") => $$"""
        var stateResult = await _states.ParseAsync(state, {{expectation}});
                if ({{test}})
                {
                    {{rejection}}
                }


        """.ReplaceLineEndings("\n").TrimEnd(' ') + "        ";

    private static string Controller(string signature, string body, string members = "", bool isInjected = false) => $$"""
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Http.HttpResults;
        using Microsoft.AspNetCore.Mvc;
        using System.Security.Claims;

        public interface ISlack
        {
            Task<string?> ExchangeCodeAsync(string code);

            string? ExchangeCode(string code);
        }

        public sealed record Answer(string Code, string State);

        public sealed class Answered<T>
        {
            public static Answered<T> Error(int code, string? message) => new();
        }

        public sealed class SlackController : ControllerBase
        {
            private readonly ISlack _oauth;{{(isInjected ? "\n    private readonly IOAuthStateProtector _states;" : "")}}

            public SlackController(ISlack oauth{{(isInjected ? ", IOAuthStateProtector states" : "")}})
            {
                _oauth = oauth;{{(isInjected ? "\n        _states = states;" : "")}}
            }

            [HttpGet("slack/callback")]
            {{signature}}
            {
                {{body}}
            }
        {{members}}}

        """.ReplaceLineEndings("\n");

    private static string Handler(string head, string body) => $$"""
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;

        public interface ISlack
        {
            Task<string?> ExchangeCodeAsync(string code);
        }

        public static class SlackEndpoints
        {
            public static void Map(WebApplication app)
            {
                app.MapGet("/slack/callback", {{head}}
                {
                    {{body}}
                });
            }
        }

        """.ReplaceLineEndings("\n");
}
