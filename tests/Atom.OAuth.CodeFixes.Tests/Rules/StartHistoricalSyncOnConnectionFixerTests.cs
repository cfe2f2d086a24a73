using Microsoft.CodeAnalysis.CodeFixes;
using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer, Atom.OAuth.CodeFixes.Rules.StartHistoricalSyncOnConnectionFixer>;

namespace Atom.OAuth.CodeFixes.Tests.Rules;

/// <summary>ATOM002's fix: starts the sync after the connection is saved, with ids that the code itself uses.</summary>
public sealed class StartHistoricalSyncOnConnectionFixerTests
{
    private const string Trigger = "await _historicalSync.TriggerHistoricalSyncOnConnectionAsync(\"slack\", userId, null);";
    private const string Save = "await _store.SaveTokensAsync(userId, tokens);";

    [Theory]
    [InlineData(Save, Save + "\n        " + Trigger)]
    [InlineData(Save + " // kept", Save + " // kept\n        " + Trigger)]
    [InlineData("var saved = await _store.SaveTokensAsync(userId, tokens);\n        if (!saved)\n        {\n            return BadRequest();\n        }\n", "var saved = await _store.SaveTokensAsync(userId, tokens);\n        if (!saved)\n        {\n            return BadRequest();\n        }\n        "
        + Trigger
        + "\n")]
    [InlineData("var saved = await _store.SaveTokensAsync(userId, tokens);\n        if (saved)\n        {\n            return Ok();\n        }\n", "var saved = await _store.SaveTokensAsync(userId, tokens);\n        if (saved)\n        {\n            "
        + Trigger
        + "\n            return Ok();\n        }\n")]
    [InlineData("try\n        {\n            "
        + Save
        + "\n        }\n        catch (Exception)\n        {\n            return BadRequest();\n        }", "try\n        {\n            "
        + Save
        + "\n            "
        + Trigger
        + "\n        }\n        catch (Exception)\n        {\n            return BadRequest();\n        }")]
    [InlineData("if (tokens.RefreshToken is null)\n        {\n            "
        + Save
        + "\n        }\n        else\n        {\n            await _store.SaveTokensAsync(\"x\", tokens);\n        }\n", "if (tokens.RefreshToken is null)\n        {\n            "
        + Save
        + "\n        }\n        else\n        {\n            await _store.SaveTokensAsync(\"x\", tokens);\n        }\n        "
        + Trigger
        + "\n")]
    [InlineData("if (tokens.RefreshToken is null)\n        {\n            "
        + Save
        + "\n        }\n        else\n        {\n            return BadRequest();\n        }\n", "if (tokens.RefreshToken is null)\n        {\n            "
        + Save
        + "\n            "
        + Trigger
        + "\n        }\n        else\n        {\n            return BadRequest();\n        }\n")]
    [InlineData(Save + "\n        await _store.SaveTokensAsync(\"y\", tokens);", Save
        + "\n        await _store.SaveTokensAsync(\"y\", tokens);\n        "
        + Trigger)]
    [InlineData(
        "if (tokens.RefreshToken.Length > 0)\n        {\n            _store.AddTokens(userId, tokens);\n        }\n\n        await _store.SaveChangesAsync();",
        "if (tokens.RefreshToken.Length > 0)\n        {\n            _store.AddTokens(userId, tokens);\n        }\n\n        await _store.SaveChangesAsync();\n        " + Trigger)]
    [InlineData("if (!await _store.SaveTokensAsync(userId, tokens))\n        {\n            return BadRequest();\n        }\n", "if (!await _store.SaveTokensAsync(userId, tokens))\n        {\n            return BadRequest();\n        }\n        "
        + Trigger
        + "\n")]
    [InlineData("if (await _store.SaveTokensAsync(userId, tokens))\n        {\n            return Redirect(\"/\");\n        }\n", "if (await _store.SaveTokensAsync(userId, tokens))\n        {\n            "
        + Trigger
        + "\n            return Redirect(\"/\");\n        }\n")]
    [InlineData("var saved = await _store.SaveTokensAsync(userId, tokens);\n        if (saved)\n            return Redirect(\"/\");\n        return BadRequest();", "var saved = await _store.SaveTokensAsync(userId, tokens);\n        if (saved)\n        {\n            "
        + Trigger
        + "\n            return Redirect(\"/\");\n        }\n        return BadRequest();")]
    [InlineData("if (!await _store.SaveTokensAsync(userId, tokens)) return BadRequest();\n", "if (!await _store.SaveTokensAsync(userId, tokens)) return BadRequest();\n        "
        + Trigger
        + "\n")]
    [InlineData("return Ok(await _store.SaveTokensAsync(userId, tokens));", "var connection = await _store.SaveTokensAsync(userId, tokens);\n        if (connection)\n        {\n            "
        + Trigger
        + "\n        }\n        return Ok(connection);")]
    [InlineData("var saved = await _store.SaveTokensAsync(userId, tokens); // kept\n        return saved ? Ok() : BadRequest();", "var saved = await _store.SaveTokensAsync(userId, tokens); // kept\n        if (saved)\n        {\n            "
        + Trigger
        + "\n        }\n        return saved ? Ok() : BadRequest();")]
    [InlineData("var link = await _store.LinkTokensAsync(userId, tokens);\n        return link.Succeeded ? Ok() : BadRequest();", "var link = await _store.LinkTokensAsync(userId, tokens);\n        if (link.Succeeded)\n        {\n            "
        + Trigger
        + "\n        }\n        return link.Succeeded ? Ok() : BadRequest();")]
    [InlineData("var saved = _store.SetTokens(userId, tokens, out var error);\n        return Ok(error);", "var saved = _store.SetTokens(userId, tokens, out var error);\n        if (saved)\n        {\n            "
        + Trigger
        + "\n        }\n        return Ok(error);")]
    [InlineData("_store.AddTokens(\"x\", tokens); var saved = await _store.SaveTokensAsync(userId, tokens);\n        return Ok(saved);", "_store.AddTokens(\"x\", tokens); var saved = await _store.SaveTokensAsync(userId, tokens); if (saved) { "
        + Trigger
        + " }\n        return Ok(saved);")]
    [InlineData("var added = await _store.UpsertTokensAsync(userId, tokens);\n        return Ok(added);", "var added = await _store.UpsertTokensAsync(userId, tokens);\n        "
        + Trigger
        + "\n        return Ok(added);")]
    public Task Trigger_ComesAfterTheSave(string before, string after) =>
        VerifyCS.VerifyAsync(Controller(before), Controller(after, isInjected: true));

    [Theory]
    [InlineData("string code, string state, string userId", "", "userId")]
    [InlineData("string code, string state, Guid userId", "", "userId.ToString()")]
    [InlineData("string code, string state, int userId", "", "userId.ToString(CultureInfo.InvariantCulture)")]
    [InlineData("string code, string state, long userId", "", "userId.ToString(CultureInfo.InvariantCulture)")]
    [InlineData("string code, string state", "var currentUser = new Person(\"1\", \"2\");", "currentUser.Id")]
    [InlineData("string code, string state", "var user = new Person(\"1\", \"2\"); var link = new Link { UserId = user.Id };", "user.Id")]
    [InlineData("string code, string state", "var id = _users.GetUserId(User);", "_users.GetUserId(User)")]
    [InlineData("string code, string state", "var user = new Person(\"1\", \"2\"); dynamic command = user; command.Parameters.AddWithValue(\"@userId\", user.Id);", "user.Id")]
    [InlineData("string code, string state", "string? userId = User.FindFirstValue(ClaimTypes.NameIdentifier);", "userId!")]
    [InlineData("string code, string state", "var user = new Person(\"1\", \"2\"); await _store.LinkAsync(userId: user.Id);", "user.Id")]
    public async Task User_ComesFromTheScope(string parameters, string before, string expression)
    {
        var changed = await VerifyCS.Test(Controller(
            "await _store.SaveTokensAsync(\"x\", tokens);", parameters: parameters, before: before)).FixFirstAsync();
        Assert.Contains($"TriggerHistoricalSyncOnConnectionAsync(\"slack\", {expression}, null);", changed, StringComparison.Ordinal);
    }

    /// <summary>The connection is saved for the signed-in user, whom the callback does not call an id.</summary>
    [Theory]
    [InlineData("", "User.Identity!.Name!", "User.Identity!.Name!")]
    [InlineData("var name = HttpContext.User.Identity!.Name!;", "name", "name")]
    [InlineData("", "GetUserKey()", "GetUserKey()")]
    [InlineData("var key = GetUserKey();", "key", "key")]
    [InlineData("var member = GetCurrentMember();", "member", "member.Id")]
    [InlineData("var person = await GetUserAsync(User);", "person", "person.Id")]
    [InlineData("var person = await GetUserAsync(User);", "person.Name", "person.Name")]
    [InlineData("var person = await GetUserAsync(User);", "person.Id", "person.Id")]
    public async Task User_IsSavedInAnotherForm(string before, string saved, string expression)
    {
        var changed = await VerifyCS.Test(ForSignedIn(before, $"await _store.SaveTokensAsync({saved}, tokens);")).FixFirstAsync();
        Assert.Contains($"TriggerHistoricalSyncOnConnectionAsync(\"slack\", {expression}, null);", changed, StringComparison.Ordinal);
    }

    /// <summary>The same user, but nothing shows that the connection is theirs.</summary>
    [Theory]
    [InlineData("ViewData[\"Name\"] = User.Identity?.Name;", "\"x\"")]
    [InlineData("dynamic log = _store; log.LogInformation(\"Connected by {User}\", GetUserKey());", "\"x\"")]
    [InlineData("var who = User.Identity!.Name; dynamic log = _store; log.LogInformation(\"{Who}\", who);", "\"x\"")]
    [InlineData("var person = await GetUserAsync(User);", "\"x\"")]
    [InlineData("", "User.Identity?.Name ?? \"system\"")]
    [InlineData("var who = User.Identity?.Name ?? \"system\";", "who")]
    [InlineData("var who = User.Identity!.Name!; if (code.Length > 9) { who = \"system\"; }", "who")]
    [InlineData("", "GetUserName()")]
    [InlineData("var person = await GetUserAsync(new ClaimsPrincipal());", "person.Name")]
    [InlineData("var person = await _client.For(code).GetCurrentUserAsync();", "person.Name")]
    [InlineData("var person = await _client.For(code).GetCurrentUserAsync();", "person")]
    public async Task User_IsNotWhoTheConnectionIsSavedFor(string before, string saved)
    {
        var changed = await VerifyCS.Test(ForSignedIn(before, $"await _store.SaveTokensAsync({saved}, tokens);")).FixFirstAsync();
        Assert.Contains("TriggerHistoricalSyncOnConnectionAsync(\"slack\", oauthState.UserId!, ", changed, StringComparison.Ordinal);
    }

    /// <summary>The id that the tokens are saved under comes before the user who saved them.</summary>
    [Theory]
    [InlineData("ViewData[\"Name\"] = User.Identity?.Name;", "realmId", "realmId")]
    [InlineData("var me = await _client.For(code).GetCurrentUserAsync();", "pending.OwnerId", "pending.OwnerId")]
    public async Task User_IsNotTheIdOfTheConnection(string before, string saved, string expression)
    {
        var source = ForSignedIn(
            "if (HttpContext.Session.GetString(\"state\") != state) { return BadRequest(); }\n        var realmId = code; var pending = new Link();\n        " + before,
            $"await _store.SaveTokensAsync({saved}, tokens);");
        Assert.Contains(
            $"TriggerHistoricalSyncOnConnectionAsync(\"slack\", {expression}, null);",
            await VerifyCS.Test(source).FixFirstAsync(),
            StringComparison.Ordinal);
    }

    /// <summary>The row that is saved says whose it is; who wrote it, or a row of a workspace, does not.</summary>
    [Theory]
    [InlineData("UserName = User.Identity!.Name!, AccessToken = tokens.AccessToken", true)]
    [InlineData("UserName = User.Identity!.Name!, ConnectedBy = User.Identity!.Name!, ConnectedAt = DateTime.UtcNow, Kind = \"slack\"", true)]
    [InlineData("ConnectedBy = User.Identity!.Name!, AccessToken = tokens.AccessToken", false)]
    [InlineData("Workspace = code, ConnectedBy = User.Identity!.Name!, AccessToken = tokens.AccessToken", false)]
    [InlineData("Workspace = code, UserName = User.Identity!.Name!, AccessToken = tokens.AccessToken", false)]
    public async Task User_IsTheOwnerOfTheRow(string members, bool isOwner)
    {
        var source = ForSignedIn("dynamic rows = _store;", $"await rows.SaveTokensAsync(new SlackRow {{ {members}, RefreshToken = tokens.RefreshToken }});")
            + """
            public sealed class SlackRow
            {
                public string? UserName { get; set; }
                public string? Workspace { get; set; }
                public string? Kind { get; set; }
                public string? ConnectedBy { get; set; }
                public DateTime ConnectedAt { get; set; }
                public string? AccessToken { get; set; }
                public string? RefreshToken { get; set; }
            }

            """.ReplaceLineEndings("\n");
        Assert.Contains(
            $"TriggerHistoricalSyncOnConnectionAsync(\"slack\", {(isOwner ? "User.Identity!.Name!" : "oauthState.UserId!")}, ",
            await VerifyCS.Test(source).FixFirstAsync(),
            StringComparison.Ordinal);
    }

    /// <summary>An administrator connects the account of an employee: it is not for the fix to say whose data it is.</summary>
    [Theory]
    [InlineData("employeeId", null)]
    [InlineData("person.Id", null)]
    [InlineData("code", "userId")]
    [InlineData("userId", "userId")]
    [InlineData("ownerId", "userId")]
    [InlineData("employee.Id", null)]
    public async Task User_IsNotThePersonWhoseTokensAreSaved(string saved, string? expression)
    {
        var source = Controller(
            $"await _store.SaveTokensAsync({saved}, tokens);",
            parameters: "string code, string state, string employeeId",
            before: "if (HttpContext.Session.GetString(\"state\") != state) { return BadRequest(); }\n"
                + "        var userId = User.FindFirstValue(ClaimTypes.NameIdentifier)!; await _store.LinkAsync(userId);\n"
                + "        var ownerId = userId; var employee = new Person(employeeId, \"2\"); var person = employee;");
        if (expression is null)
        {
            await VerifyCS.VerifyNoFixAsync(source);
            return;
        }

        Assert.Contains(
            $"TriggerHistoricalSyncOnConnectionAsync(\"slack\", {expression}, null);",
            await VerifyCS.Test(source).FixFirstAsync(),
            StringComparison.Ordinal);
    }

    /// <summary>An anonymous request has no name.</summary>
    [Fact]
    public async Task NobodyNeedsToBeSignedIn_TheStateSaysWho() => Assert.Contains(
        "TriggerHistoricalSyncOnConnectionAsync(\"slack\", oauthState.UserId!, ",
        await VerifyCS.Test(ForSignedIn("", "await _store.SaveTokensAsync(User.Identity!.Name!, tokens);")
            .Replace("[HttpGet(\"slack/callback\")]", "[HttpGet(\"slack/callback\")]\n    [Microsoft.AspNetCore.Authorization.AllowAnonymous]")).FixFirstAsync(),
        StringComparison.Ordinal);

    private static string ForSignedIn(string before, string save) => Controller(
        save,
        parameters: "string code, string state",
        before: before,
        members: """
            private readonly IPeople _client = null!;

            private string GetUserKey() => User.FindFirst("email")!.Value;

                private static string GetUserName() => "x";

                private Person GetCurrentMember() => new(User.FindFirst("email")!.Value, "2");

                private static Task<Person> GetUserAsync(ClaimsPrincipal user) => Task.FromResult(new Person(user.ToString()!, "2"));
            """);

    /// <summary>The state is already checked, and no user is known: the sync uses the id under which the tokens are saved.</summary>
    [Theory]
    [InlineData("await _store.SaveTokensAsync(realmId, tokens);", "realmId")]
    [InlineData("await _store.SaveTokensAsync(person.Id, tokens);", "person.Id")]
    [InlineData("await _store.SaveTokensAsync($\"slack_token:{person.Id}\", tokens);", "person.Id")]
    [InlineData("var key = $\"slack_token:{person.Id}\"; await _store.SaveTokensAsync(key, tokens);", "person.Id")]
    [InlineData("var link = new Link { OwnerId = person.Id, Tokens = tokens }; await _store.SaveTokensAsync(link);", "person.Id")]
    [InlineData("var account = await _store.SaveAccountAsync(tokens);\n        return Ok(account.Id);", "account.Id")]
    public async Task NobodyIsKnown_TheSyncIsForWhatTheTokensAreSavedUnder(string save, string expression) => Assert.Contains(
        $"TriggerHistoricalSyncOnConnectionAsync(\"slack\", {expression}, null);",
        await VerifyCS.Test(Controller(
            save,
            parameters: "string code, string state, string realmId",
            before: "if (HttpContext.Session.GetString(\"state\") != state) { return BadRequest(); }\n        var person = new Person(\"1\", \"2\");")).FixFirstAsync(),
        StringComparison.Ordinal);

    [Fact]
    public async Task FixAll_InjectsOnce()
    {
        var source = Controller(Save, parameters: "string code, string userId", members: $$"""
            [HttpGet("other/callback")]
                public async Task<IActionResult> OtherCallback(string code, string userId)
                {
                    var tokens = await _oauth.ExchangeCodeAsync(code);
                    {{Save}}
                    return Ok();
                }
            """);
        foreach (var scope in new[] { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution })
        {
            var fixedText = Assert.Single(await VerifyCS.Test(source).FixAllAsync(scope));
            Assert.Equal(2, fixedText.Split(Trigger).Length - 1);
            Assert.Equal(1, fixedText.Split("IHistoricalSyncTrigger _historicalSync;").Length - 1);
            Assert.Equal(0, await VerifyCS.Test(fixedText).CountReportsAsync());
        }
    }

    [Fact]
    public async Task NobodyIsKnown_TheParsedStateSaysWho()
    {
        var source = Controller("await _store.SaveTokensAsync(\"x\", tokens);", parameters: "string code, string state");
        var changed = await VerifyCS.Test(source).FixFirstAsync();
        Assert.Contains(
            """
                    var stateResult = await _states.ParseAsync(state, OAuthStateExpectation.WithoutUser("slack", Request.Cookies[_states.GetCookieName(state)]));
                    if (!stateResult.TryGetState(out var oauthState))
                    {
                        return BadRequest(stateResult.Error);
                    }

                    var tokens = await _oauth.ExchangeCodeAsync(code);
                    await _store.SaveTokensAsync("x", tokens);
                    await _historicalSync.TriggerHistoricalSyncOnConnectionAsync("slack", oauthState.UserId!, oauthState.TenantId);
            """.ReplaceLineEndings("\n"),
            changed,
            StringComparison.Ordinal);
        Assert.Contains(
            "SlackController(ISlack oauth, ITokenStore store, IOAuthStateProtector states, IHistoricalSyncTrigger historicalSync)",
            changed,
            StringComparison.Ordinal);
        Assert.Equal(changed, Assert.Single(await VerifyCS.Test(source).FixAllAsync(FixAllScope.Solution)));
    }

    /// <summary>
    /// A flow that starts without a user has none in the callback: the sync uses the id under which the tokens are saved, if there is one.
    /// </summary>
    [Theory]
    [InlineData("await _store.SaveTokensAsync(\"x\", tokens);", null, null)]
    [InlineData("var link = new Link { OwnerId = shopId, Tokens = tokens }; await _store.SaveTokensAsync(link);", null, "shopId")]
    [InlineData("await _store.SaveTokensAsync(\"x\", tokens);", "string userId", "oauthState.UserId!")]
    public async Task FlowThatStartsForNobody_SaysNoUser(string save, string? starter, string? user)
    {
        var source = Controller(save, parameters: "string code, string state, string shopId", members: $$"""
            [HttpGet("slack/connect")]
                public IActionResult Connect({{starter}}) =>
                    Redirect($"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state={Guid.NewGuid()}");
            """);
        if (user is null)
        {
            await VerifyCS.VerifyNoFixAsync(source);
            return;
        }

        Assert.Contains(
            $"TriggerHistoricalSyncOnConnectionAsync(\"slack\", {user}, ", await VerifyCS.Test(source).FixFirstAsync(), StringComparison.Ordinal);
    }

    /// <summary>The same applies if the protector already builds the state.</summary>
    [Theory]
    [InlineData("null", false)]
    [InlineData("userId", true)]
    public async Task StateThatIsBuiltForNobody_SaysNoUser(string user, bool isOffered)
    {
        var source = "using Microsoft.Extensions.DependencyInjection;\n" + Controller(
            "await _store.SaveTokensAsync(\"x\", tokens);",
            parameters: "string code, string state",
            before: "if (!(await Services.GetRequiredService<IOAuthStateProtector>().ParseAsync(state, OAuthStateExpectation.WithoutUser(\"slack\", null))).TryGetState(out var oauthState)) { return BadRequest(); }",
            members: $$"""
            private static readonly IServiceProvider Services = new ServiceCollection().BuildServiceProvider();

                public async Task<IActionResult> Connect(string userId) => Ok(
                    await Services.GetRequiredService<IOAuthStateProtector>().BuildWithCookieAsync(new OAuthStateRequest("slack", {{user}}, null)));
            """);
        Assert.Equal(isOffered, (await VerifyCS.Test(source).TitlesAsync()).Count > 0);
    }

    [Theory]
    [InlineData("string code, string state", "var userId = User.FindFirstValue(ClaimTypes.NameIdentifier)!;", "userId, oauthState.TenantId")]
    [InlineData("string code, string state", "var userId = Request.Query[\"user\"].ToString();", "oauthState.UserId!, oauthState.TenantId")]
    [InlineData("string code, string state, string userId", "", "oauthState.UserId!, oauthState.TenantId")]
    public async Task StateIsParsed_ItSaysWhatTheCallbackDoesNotKnow(string parameters, string before, string ids)
    {
        var parse = "if (!(await new ServiceCollection().BuildServiceProvider().GetRequiredService<IOAuthStateProtector>().ParseAsync(state, OAuthStateExpectation.WithoutUser(\"slack\", null))).TryGetState(out var oauthState)) { return BadRequest(); }";
        var changed = await VerifyCS.Test("using Microsoft.Extensions.DependencyInjection;\n"
            + Controller(Save, parameters: parameters, before: before + parse)).FixFirstAsync();
        Assert.Contains($"TriggerHistoricalSyncOnConnectionAsync(\"slack\", {ids});", changed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SynchronousAction_BecomesAsync()
    {
        var changed = await VerifyCS.Test(Controller("_store.SaveTokens(userId, tokens);", parameters: "string code, string userId")
            .Replace("public async Task<IActionResult> Callback", "public IActionResult Callback")
            .Replace("await _oauth.ExchangeCodeAsync", "_oauth.ExchangeCode")).FixFirstAsync();
        Assert.Contains("public async Task<IActionResult> Callback(", changed, StringComparison.Ordinal);
        Assert.Contains("_store.SaveTokens(userId, tokens);\n        " + Trigger, changed, StringComparison.Ordinal);
    }

    private static string Controller(string save, bool isInjected = false, string parameters = "string code, string userId", string before = "", string members = "") => $$"""
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using System.Security.Claims;

        public sealed record SlackTokens(string AccessToken, string RefreshToken);

        public sealed record Person(string Id, string Name);

        public sealed record LinkResult(bool Succeeded);

        public sealed record Flow(Guid UserId, string TenantId);

        public sealed class Link
        {
            public string UserId { get; set; } = "";

            public string OwnerId { get; set; } = "";

            public SlackTokens? Tokens { get; set; }
        }

        public interface IUsers
        {
            string GetUserId(ClaimsPrincipal user);
        }

        public interface IPeople
        {
            IPeople For(string token);

            Task<Person> GetCurrentUserAsync();
        }

        public interface ISlack
        {
            Task<SlackTokens> ExchangeCodeAsync(string code);

            SlackTokens ExchangeCode(string code);
        }

        public interface ITokenStore
        {
            Task<bool> SaveTokensAsync(string owner, SlackTokens tokens);

            Task<Person> SaveAccountAsync(SlackTokens tokens);

            Task<bool> SaveTokensAsync(Person owner, SlackTokens tokens);

            bool SaveTokens(string owner, SlackTokens tokens);

            bool SetTokens(string owner, SlackTokens tokens, out string error);

            Task<bool> UpsertTokensAsync(string owner, SlackTokens tokens);

            Task SaveTokensAsync(Link link);

            void AddTokens(string owner, SlackTokens tokens);

            Task SaveChangesAsync();

            Task LinkAsync(string userId);

            Task<LinkResult> LinkTokensAsync(string owner, SlackTokens tokens);
        }

        public sealed class SlackController : ControllerBase
        {
            private readonly ISlack _oauth;
            private readonly IUsers _users = null!;
            private readonly ITokenStore _store;{{(isInjected ? "\n    private readonly IHistoricalSyncTrigger _historicalSync;" : "")}}

            public SlackController(ISlack oauth, ITokenStore store{{(isInjected ? ", IHistoricalSyncTrigger historicalSync" : "")}})
            {
                _oauth = oauth;
                _store = store;{{(isInjected ? "\n        _historicalSync = historicalSync;" : "")}}
            }

            [HttpGet("slack/callback")]
            public async Task<IActionResult> Callback({{parameters}})
            {
                {{before}}
                var tokens = await _oauth.ExchangeCodeAsync(code);
                {{save}}
                return Ok();
            }

            {{members}}
        }

        """.ReplaceLineEndings("\n");
}
