using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.ProtectOAuthStateAnalyzer, Atom.OAuth.CodeFixes.Rules.ProtectOAuthStateFixer>;

namespace Atom.OAuth.CodeFixes.Tests.Rules;

/// <summary>ATOM003's fix in the callback: user and tenant come from the checked state.</summary>
public sealed class ProtectOAuthStateFixerCallbackTests
{
    private static string Callback(string body) => $$"""
        using Microsoft.AspNetCore.Mvc;

        public interface ISlack
        {
            Task<string> ExchangeCodeAsync(string code);
        }

        public sealed class SlackController(ISlack slack, IOAuthStateProtector states) : ControllerBase
        {
            [HttpGet("slack/callback")]
            public async Task<IActionResult> Callback(string code, string state)
            {
                {{body.Replace("\n", "\n        ", StringComparison.Ordinal).Replace("\n        \n", "\n\n", StringComparison.Ordinal)}}
            }

            private static string Keep(string token, string userId) => token + userId;

            public object All => (slack, states, Keep("", ""));
        }

        public static class Own
        {
            public static string GetString(byte[] bytes) => Convert.ToHexString(bytes);

            public static string Decode64(string text) => GetString(Convert.FromBase64String(text));
        }

        """.ReplaceLineEndings("\n");

    private const string Check = """
        var stateResult = await states.ParseAsync(state, OAuthStateExpectation.WithoutUser("slack", Request.Cookies[states.GetCookieName(state)]));
        if (!stateResult.TryGetState(out var oauthState))
        {
            return BadRequest(stateResult.Error);
        }


        """;

    [Theory]
    [InlineData(
        "var token = await slack.ExchangeCodeAsync(code);\nreturn Ok(Keep(token, state));",
        "var token = await slack.ExchangeCodeAsync(code);\nreturn Ok(Keep(token, oauthState.UserId!));")]
    [InlineData(
        "var token = await slack.ExchangeCodeAsync(code);\nreturn Ok(Keep(userId: state, token: token));",
        "var token = await slack.ExchangeCodeAsync(code);\nreturn Ok(Keep(userId: oauthState.UserId!, token: token));")]
    [InlineData(
        "var token = await slack.ExchangeCodeAsync(code);\nvar userId = state;\nreturn Ok(token + userId);",
        "var token = await slack.ExchangeCodeAsync(code);\nvar userId = oauthState.UserId;\nreturn Ok(token + userId);")]
    [InlineData(
        "var token = await slack.ExchangeCodeAsync(code);\nvar tenantId = state ?? \"none\";\nreturn Ok(token + tenantId);",
        "var token = await slack.ExchangeCodeAsync(code);\nvar tenantId = oauthState.TenantId ?? \"none\";\nreturn Ok(token + tenantId);")]
    [InlineData(
        "var token = await slack.ExchangeCodeAsync(code);\nif (!Guid.TryParse(state, out var userId))\n{\n    return BadRequest();\n}\n\nreturn Ok(token + userId);",
        "var token = await slack.ExchangeCodeAsync(code);\nif (!Guid.TryParse(oauthState.UserId, out var userId))\n{\n    return BadRequest();\n}\n\nreturn Ok(token + userId);")]
    [InlineData(
        "var token = await slack.ExchangeCodeAsync(code);\nvar returnUrl = string.IsNullOrEmpty(state) ? \"/\" : Uri.UnescapeDataString(state);\nreturn Redirect(returnUrl + token);",
        "var token = await slack.ExchangeCodeAsync(code);\nvar returnUrl = string.IsNullOrEmpty(state) ? \"/\" : oauthState.RedirectPath;\nreturn Redirect(returnUrl + token);")]
    [InlineData(
        "var userId = Uri.UnescapeDataString(state);\nvar token = await slack.ExchangeCodeAsync(code);\nreturn Ok(token + userId);",
        "var userId = oauthState.UserId;\nvar token = await slack.ExchangeCodeAsync(code);\nreturn Ok(token + userId);")]
    [InlineData(
        "var userId = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(state));\nvar token = await slack.ExchangeCodeAsync(code);\nreturn Ok(Keep(token, userId));",
        "var userId = oauthState.UserId!;\nvar token = await slack.ExchangeCodeAsync(code);\nreturn Ok(Keep(token, userId));")]
    [InlineData(
        "var userId = Uri.UnescapeDataString(state);\nvar token = await slack.ExchangeCodeAsync(code);\nreturn Ok(Keep(token, Guid.Parse(userId).ToString()));",
        "var userId = oauthState.UserId!;\nvar token = await slack.ExchangeCodeAsync(code);\nreturn Ok(Keep(token, Guid.Parse(userId).ToString()));")]
    [InlineData(
        "var userId = Uri.UnescapeDataString(state);\nvar token = await slack.ExchangeCodeAsync(code);\nreturn Ok(Keep(token, new Guid(userId).ToString()));",
        "var userId = oauthState.UserId!;\nvar token = await slack.ExchangeCodeAsync(code);\nreturn Ok(Keep(token, new Guid(userId).ToString()));")]
    [InlineData(
        "var returnUrl = Uri.UnescapeDataString(state);\nConsole.WriteLine(code);\nvar token = await slack.ExchangeCodeAsync(code);\nKeep(token, \"\");\nreturn Redirect(returnUrl);",
        "var returnUrl = oauthState.RedirectPath;\nConsole.WriteLine(code);\nvar token = await slack.ExchangeCodeAsync(code);\nKeep(token, \"\");\nreturn Redirect(returnUrl);")]
    public Task StateTakenAtItsWord_IsCheckedAndRead(string before, string after) =>
        VerifyCS.VerifyAsync(Callback(before), Callback(Check.ReplaceLineEndings("\n") + after), "ATOM003.Read");

    /// <summary>All else that the start packs into the state is its data: the callback takes that apart instead.</summary>
    [Theory]
    [InlineData("var token = await slack.ExchangeCodeAsync(code);\nvar room = STATE.Split('|')[0];\nreturn Ok(token + room);", "!")]
    [InlineData("var token = await slack.ExchangeCodeAsync(code);\nvar room = Uri.UnescapeDataString(STATE);\nreturn Ok(token + room.Split('|')[1]);", "!")]
    [InlineData("var room = Own.GetString(Convert.FromBase64String(STATE));\nvar token = await slack.ExchangeCodeAsync(code);\nreturn Ok(token + room);", "!")]
    [InlineData("var token = await slack.ExchangeCodeAsync(code);\nif (!int.TryParse(STATE, out var roomNumber))\n{\n    return BadRequest();\n}\n\nreturn Ok(token + roomNumber);", "")]
    [InlineData("var token = await slack.ExchangeCodeAsync(code);\nreturn Ok(STATE == \"connect\" ? token : code);", "")]
    [InlineData("var room = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(STATE));\nvar info = System.Text.Json.JsonSerializer.Deserialize<List<string>>(room);\nvar token = await slack.ExchangeCodeAsync(code);\nreturn Ok(token + info);", "!")]
    [InlineData("var token = await slack.ExchangeCodeAsync(code);\nvar room = Uri.UnescapeDataString(STATE);\nvar info = System.Text.Json.JsonDocument.Parse(room);\nreturn Ok(token + info);", "!")]
    [InlineData("var token = await slack.ExchangeCodeAsync(code);\nvar query = STATE.Replace(\";\", \"&\");\nvar parts = System.Web.HttpUtility.ParseQueryString(query);\nreturn Ok(token + parts[\"room\"]);", "!")]
    public Task WhatElseIsPackedIntoAState_IsReadFromTheData(string body, string mark) => VerifyCS.VerifyAsync(
        Callback(body.Replace("STATE", "state", StringComparison.Ordinal)),
        Callback(Check.ReplaceLineEndings("\n") + body.Replace("STATE", "oauthState.Data" + mark, StringComparison.Ordinal)),
        "ATOM003.ReadData");

    /// <summary>Whether there is content, the callback asks the data; a log and a comparison with the state that was sent need the whole state.</summary>
    [Theory]
    [InlineData(
        "var token = await slack.ExchangeCodeAsync(code);\nvar room = \"none\";\nif (!string.IsNullOrEmpty(state))\n{\n    room = Own.GetString(Convert.FromBase64String(state));\n}\n\nreturn Ok(token + room);",
        "var token = await slack.ExchangeCodeAsync(code);\nvar room = \"none\";\nif (!string.IsNullOrEmpty(oauthState.Data))\n{\n    room = Own.GetString(Convert.FromBase64String(oauthState.Data));\n}\n\nreturn Ok(token + room);")]
    [InlineData(
        "Console.WriteLine($\"Got {state}\");\nvar token = await slack.ExchangeCodeAsync(code);\nreturn Ok(token + state.Split('|')[0]);",
        "Console.WriteLine($\"Got {state}\");\nvar token = await slack.ExchangeCodeAsync(code);\nreturn Ok(token + oauthState.Data!.Split('|')[0]);")]
    public async Task UsesOfTheWholeState_AreKept(string before, string after)
    {
        var text = await VerifyCS.Test(Callback(before)).FixFirstAsync("ATOM003.ReadData");

        Assert.Contains(Indented(after.Split("token", 2)[1]), text, StringComparison.Ordinal);
    }

    private static string Indented(string code) =>
        code.Replace("\n", "\n        ", StringComparison.Ordinal).Replace("\n        \n", "\n\n", StringComparison.Ordinal);

    /// <summary>A use that depends on the content, and is not replaced, would get the protected state.</summary>
    [Theory]
    [InlineData("return Ok(token + state.Split('|')[0] + new List<string>().Find(slug => slug == state));")]
    [InlineData("Keep(token, state.Split('|')[0]);\nreturn Redirect($\"/rooms/{state}\");")]
    [InlineData("return Ok(token + state.Split('|')[0] + state?.Length);")]
    public Task UseThatDependsOnTheContent_NoFix(string body) =>
        VerifyCS.VerifyNoFixAsync(Callback("var token = await slack.ExchangeCodeAsync(code);\n" + body));

    /// <summary>The data is bound to the browser only: it proves no user and no tenant, and nothing validates an address in it.</summary>
    [Theory]
    [InlineData("var userId = state.Split('|')[0];\nreturn Ok(token + userId);")]
    [InlineData("var parts = state.Split('|');\nreturn Ok(Keep(token, parts[0]));")]
    [InlineData("var parts = state.Split('|');\nvar owner = parts[0];\nreturn Ok(token + owner);")]
    [InlineData("var userId = Own.GetString(Convert.FromBase64String(state));\nreturn Ok(token + userId);")]
    [InlineData("if (!int.TryParse(state, out var companyId))\n{\n    return BadRequest();\n}\n\nreturn Ok(token + companyId);")]
    [InlineData("var values = System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, string>>(state)!;\nreturn Ok(token + values[\"tenantId\"]);")]
    [InlineData("var content = System.Text.Json.JsonDocument.Parse(state);\nreturn Ok(token + content.RootElement.GetProperty(\"user\").GetString());")]
    [InlineData("var (first, second) = System.Text.Json.JsonSerializer.Deserialize<Packed>(state)!;\nreturn Ok(token + second + Own.OfUser(first));")]
    [InlineData("var packed = System.Text.Json.JsonSerializer.Deserialize<Packed>(state)!;\nreturn Ok(token + packed.UserId);")]
    [InlineData("return state.Split('|') is [var memberId, ..] ? Ok(token + memberId) : BadRequest();")]
    [InlineData("var returnUrl = Uri.UnescapeDataString(state);\nreturn Redirect(Own.Decode64(returnUrl));")]
    [InlineData("var place = Own.GetString(Convert.FromBase64String(state));\nreturn Redirect(place + token);")]
    [InlineData("var returnUrl = \"/\";\nif (!string.IsNullOrEmpty(state))\n{\n    returnUrl = Own.GetString(Convert.FromBase64String(state));\n}\n\nreturn Ok(returnUrl + token);")]
    [InlineData("var query = state.Replace(\";\", \"&\");\nvar parts = System.Web.HttpUtility.ParseQueryString(query);\nreturn Ok(token + parts[\"returnUrl\"]);")]
    public Task UserOrAddressInTheContent_NoFix(string body) => VerifyCS.VerifyNoFixAsync(
        Callback("var token = await slack.ExchangeCodeAsync(code);\n" + body).Replace(
            "public static class Own\n{",
            "public sealed record Packed(string UserId, string Room);\n\npublic static class Own\n{\n    public static string OfUser(string id) => id;\n",
            StringComparison.Ordinal));

    /// <summary>The check would come too late; the state is changed; a call may need the whole state or its content.</summary>
    [Theory]
    [InlineData("if (code.Length > 0)\n{\n    var userId = Uri.UnescapeDataString(state);\n    Keep(code, userId);\n}\n\nvar token = await slack.ExchangeCodeAsync(code);\nreturn Ok(token);")]
    [InlineData("var token = await slack.ExchangeCodeAsync(code);\nif (!state.Contains('.'))\n{\n    state = state.Substring(0, 32);\n}\n\nreturn Ok(token + state);")]
    [InlineData("var token = await slack.ExchangeCodeAsync(code);\nvar room = state.Split('|')[0];\nreturn Ok(Own.Decode64(state) + token + room);")]
    public Task ContentThatIsNotOnlyTakenApart_NoFix(string body) => VerifyCS.VerifyNoFixAsync(Callback(body));

    /// <summary>What a visible start puts into the data is no user: the callback then has none.</summary>
    [Theory]
    [InlineData("room", false)]
    [InlineData("Guid.NewGuid().ToString()", true)]
    public async Task StartOfTheFlow_DecidesWhetherThereIsAUser(string made, bool isUser)
    {
        var texts = await VerifyCS.Test(Callback("var token = await slack.ExchangeCodeAsync(code);\nreturn Ok(Keep(token, state));").Replace(
            "    private static string Keep",
            $"    public IActionResult Connect(string room) => Redirect($\"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state={{{made}}}\");\n\n    private static string Keep",
            StringComparison.Ordinal)).TitlesAsync();

        Assert.Equal(isUser ? 1 : 0, texts.Count(static title => title.StartsWith("Take the user", StringComparison.Ordinal)));
        Assert.DoesNotContain(texts, static title => title.StartsWith("Read the content", StringComparison.Ordinal));
    }

    /// <summary>A return URL that the start puts into its state is the path of the checked one, which the library validates.</summary>
    [Fact]
    public async Task ReturnUrlOfTheStart_IsTheRedirectPath() => Assert.Contains(
        "var returnUrl = oauthState.RedirectPath;",
        await VerifyCS.Test(Callback("var returnUrl = Uri.UnescapeDataString(state);\nvar token = await slack.ExchangeCodeAsync(code);\nKeep(token, \"\");\nreturn Redirect(returnUrl);").Replace(
            "    private static string Keep",
            "    public IActionResult Connect(string returnUrl) => Redirect($\"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state={Uri.EscapeDataString(returnUrl)}\");\n\n    private static string Keep",
            StringComparison.Ordinal)).FixFirstAsync("ATOM003.Read"),
        StringComparison.Ordinal);

    /// <summary>Between the use of the state and the exchange, other requests than callbacks are answered: the check would reject them.</summary>
    [Theory]
    [InlineData("if (code is null)\n{\n    return Redirect(Keep(\"\", \"\"));\n}\n")]
    [InlineData("if (userId.Length == 0)\n{\n    return Redirect(Keep(\"\", \"\"));\n}\n")]
    public Task RequestThatIsNoCallback_NoFix(string between) => VerifyCS.VerifyNoFixAsync(Callback(
        $"var userId = Uri.UnescapeDataString(state);\n{between}\nvar token = await slack.ExchangeCodeAsync(code);\nreturn Ok(token + userId);"));
}
