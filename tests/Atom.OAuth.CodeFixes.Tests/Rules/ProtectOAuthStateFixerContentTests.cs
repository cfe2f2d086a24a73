using Microsoft.CodeAnalysis.CodeFixes;
using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.ProtectOAuthStateAnalyzer, Atom.OAuth.CodeFixes.Rules.ProtectOAuthStateFixer>;

namespace Atom.OAuth.CodeFixes.Tests.Rules;

/// <summary>ATOM003's fix of a state that carries more than the user: the protected state has it as its data.</summary>
public sealed class ProtectOAuthStateFixerContentTests
{
    private const string Key = "ATOM003.BuildWithData";
    private const string Url = "https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x";

    private static string Controller(string start, string members = "") => $$"""
        using Microsoft.AspNetCore.Mvc;

        public interface IRooms
        {
            void Keep(string key, string room);

            string StateFor(string room);

            Task<string> ExchangeCodeAsync(string code);
        }

        public sealed class SlackController(IRooms rooms, IOAuthStateProtector states) : ControllerBase
        {
            {{start.Replace("URL", Url, StringComparison.Ordinal).Replace("\n", "\n    ", StringComparison.Ordinal)}}

            {{members}}

            public object All => (rooms, states);
        }

        """.ReplaceLineEndings("\n");

    /// <summary>The value goes into the data as the callback would get it: as text, and without the encoding for the URL.</summary>
    [Theory]
    [InlineData("IActionResult Connect(string room) => Redirect($\"URL&state={room}\");", "room")]
    [InlineData("IActionResult Connect(string room) => Redirect($\"URL&state={Uri.EscapeDataString(room + \"|slack\")}\");", "room + \"|slack\"")]
    [InlineData("IActionResult Connect(Guid room) => Redirect($\"URL&state={room}\");", "room.ToString()")]
    [InlineData("IActionResult Connect(int room) => Redirect($\"URL&state={room}\");", "room.ToString(System.Globalization.CultureInfo.InvariantCulture)")]
    [InlineData("IActionResult Connect(string room)\n{\n    if (string.IsNullOrEmpty(room))\n    {\n        return BadRequest();\n    }\n\n    return Redirect($\"URL&state={room}\");\n}", "room")]
    [InlineData("IActionResult Connect(string room)\n{\n    var state = $\"{Guid.NewGuid()}|{room}\";\n    Console.WriteLine(state);\n    return Redirect($\"URL&state={state}\");\n}", "$\"{Guid.NewGuid()}|{room}\"")]
    [InlineData("IActionResult Connect(string room)\n{\n    var content = new { room, at = 1 };\n    return Redirect($\"URL&state={System.Text.Json.JsonSerializer.Serialize(content)}\");\n}", "System.Text.Json.JsonSerializer.Serialize(content)")]
    [InlineData("IActionResult Connect(string room)\n{\n    var state = Pack(room);\n    return Redirect($\"URL&state={state}\");\n}\n\nprivate static string Pack(string room) => \"1|\" + room;", "Pack(room)")]
    public async Task Content_IsTheDataOfTheState(string start, string data)
    {
        var text = await VerifyCS.Test(Controller("public " + start)).FixFirstAsync(Key);

        Assert.Contains(
            $"var (state, stateCookie) = await states.BuildWithCookieAsync(new OAuthStateRequest(\"slack\", null, null) {{ Data = {data} }});",
            text.Replace("ToString(CultureInfo", "ToString(System.Globalization.CultureInfo", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.Contains("&state={state}", text.Replace("{Uri.EscapeDataString(state)}", "{state}", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    /// <summary>
    /// A client sends its own state, and may compare it; a service may have stored it; the function stores it under another name; the callback
    /// receives a number.
    /// </summary>
    [Theory]
    [InlineData("IActionResult Connect(string state) => Redirect($\"URL&state={state}\");", "")]
    [InlineData("IActionResult Connect(string room) => Redirect($\"URL&state={rooms.StateFor(room)}\");", "")]
    [InlineData("IActionResult Connect(string room)\n{\n    rooms.Keep(room, room);\n    return Redirect($\"URL&state={room}\");\n}", "")]
    [InlineData("IActionResult Connect(int room) => Redirect($\"URL&state={room}\");", "public string Callback(string code, long state) => code + state;")]
    [InlineData("IActionResult Connect(object room) => Redirect($\"URL&state={room}\");", "")]
    public Task ContentOfOthers_NoFix(string start, string members) => VerifyCS.VerifyNoFixAsync(Controller("public " + start, members));

    /// <summary>The callback may compare the returned state with the stored one, or read the content of the stored one.</summary>
    [Theory]
    [InlineData("rooms.Keep(state, room);\n    return Redirect($\"URL&state={state}\");")]
    [InlineData("Response.Cookies.Append(\"s\", state);\n    return Redirect($\"URL&state={state}\");")]
    [InlineData("return Ok(new { url = $\"URL&state={state}\", state });")]
    [InlineData("var encoded = Uri.EscapeDataString(state);\n    rooms.Keep(encoded, room);\n    return Redirect($\"URL&state={encoded}\");")]
    [InlineData("_last = state;\n    return Redirect($\"URL&state={state}\");")]
    public Task StateThatOtherCodeUses_NoFix(string body) => VerifyCS.VerifyNoFixAsync(Controller(
        "public IActionResult Connect(string room)\n{\n    var state = $\"{room}|{Guid.NewGuid()}\";\n    " + body + "\n}\n\nprivate string? _last;\n\npublic string? Last => _last;"));

    /// <summary>
    /// Only the browser is bound to the data of a state, and nobody validates an address in it: user, tenant and path have members of their own.
    /// A body may be longer than the data can be.
    /// </summary>
    [Theory]
    [InlineData("string userId, string room", "$\"{userId}|{room}\"")]
    [InlineData("string room", "room + \"|\" + User.Identity!.Name")]
    [InlineData("string id, string room", "System.Text.Json.JsonSerializer.Serialize(new { tenant = id, room })")]
    [InlineData("string id, string room", "System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string> { [\"companyId\"] = id, [\"room\"] = room })")]
    [InlineData("string id, string room", "$\"user={id}&room={room}\"")]
    [InlineData("string id, string room", "Pack(id, room)")]
    [InlineData("string id, string room", "System.Text.Json.JsonSerializer.Serialize(new Packed(id, room))")]
    [InlineData("string returnUrl", "Uri.EscapeDataString(returnUrl)")]
    [InlineData("string room", "room + \"|\" + Request.Path")]
    [InlineData("string room, string next", "$\"{room}|{next}\"")]
    [InlineData("[FromBody] string note", "note")]
    [InlineData("[FromBody] Filter filter", "System.Text.Json.JsonSerializer.Serialize(filter)")]
    public Task UserAddressOrBodyInTheContent_NoFix(string parameters, string made) => VerifyCS.VerifyNoFixAsync(Controller(
        "public IActionResult Connect(" + parameters + ")\n{\n    var state = " + made + ";\n    return Redirect($\"URL&state={state}\");\n}",
        "private static string Pack(string owner, string room) => owner + room;\n\n    public string Packing => Pack(\"\", \"\");\n\n    public sealed record Packed(string UserId, string Room);\n\n    public sealed record Filter(string Text);"));

    /// <summary>An address that the application validates is no data either.</summary>
    [Fact]
    public Task ValidatedReturnUrl_NoFix() => VerifyCS.VerifyNoFixAsync(Controller(
        "public IActionResult Connect(string returnUrl) => Url.IsLocalUrl(returnUrl) ? Redirect($\"URL&state={Uri.EscapeDataString(returnUrl)}\") : BadRequest();"));

    /// <summary>What the start adds to an object later is in the content, too.</summary>
    [Fact]
    public Task UserThatIsAddedLater_NoFix() => VerifyCS.VerifyNoFixAsync(Controller(
        "public IActionResult Connect(string id, string room)\n{\n    var parts = new Dictionary<string, string> { [\"room\"] = room };\n    parts[\"userId\"] = id;\n    return Redirect($\"URL&state={System.Text.Json.JsonSerializer.Serialize(parts)}\");\n}"));

    /// <summary>A callback that parses the protected state, but not its data, would not get the content.</summary>
    [Theory]
    [InlineData("oauthState.Data", true)]
    [InlineData("oauthState.RedirectPath", false)]
    [InlineData("new { Data = oauthState.RedirectPath }.Data", false)]
    public async Task CallbackThatParsesTheState_HasToReadTheData(string read, bool isOffered)
    {
        var titles = await VerifyCS.Test(Controller(
            "public IActionResult Connect(string room) => Redirect($\"URL&state={room}\");",
            "public async Task<string?> Callback(string state) => (await states.ParseAsync(state, OAuthStateExpectation.WithoutUser(\"slack\", state))).TryGetState(out var oauthState) ? "
                + read + " : null;")).TitlesAsync();

        Assert.Equal(isOffered ? 1 : 0, titles.Count);
    }

    /// <summary>Both ends of a flow, one after the other.</summary>
    [Fact]
    public async Task BothEnds_AgreeOnTheData()
    {
        var source = Controller(
            "public IActionResult Connect(string room)\n{\n    var state = $\"{room}|{Guid.NewGuid()}\";\n    return Redirect($\"URL&state={state}\");\n}",
            "public async Task<IActionResult> Callback(string code, string state)\n    {\n        var token = await rooms.ExchangeCodeAsync(code);\n        return Ok(token + state.Split('|')[0]);\n    }");
        var started = await VerifyCS.Test(source).FixFirstAsync(Key);
        var ended = await VerifyCS.Test(started).FixFirstAsync("ATOM003.ReadData");

        Assert.Contains("{ Data = $\"{room}|{Guid.NewGuid()}\" }", ended, StringComparison.Ordinal);
        Assert.Contains("return Ok(token + oauthState.Data!.Split('|')[0]);", ended, StringComparison.Ordinal);
        Assert.Equal(0, await VerifyCS.Test(ended).CountReportsAsync());
    }

    [Fact]
    public async Task FixAll_PutsEachContentIntoItsState()
    {
        var texts = await VerifyCS.Test(Controller(
            "public IActionResult Connect(string room) => Redirect($\"URL&state={room}\");",
            $"public IActionResult Again(string team) => Redirect($\"{Url}&state={{team}}\");")).FixAllAsync(FixAllScope.Document, Key);

        Assert.Contains("{ Data = room }", texts[0], StringComparison.Ordinal);
        Assert.Contains("{ Data = team }", texts[0], StringComparison.Ordinal);
    }

    /// <summary>
    /// The service that builds the URL names the provider if it uses the client of that name, unless its callback shows another one. Other services
    /// are named after what they do.
    /// </summary>
    [Theory]
    [InlineData("EgnyteAuthService", "Egnyte:ClientId", "", "egnyte")]
    [InlineData("EgnyteAuthService", "ClientId", "", null)]
    [InlineData("EgnyteAuthService", "ClientId", "var host = \"https://www.dropbox.com/oauth2/token\";", "dropbox")]
    [InlineData("AuthUrlBuilder", "ClientId", "", null)]
    [InlineData("SocialAuthService", "ClientId", "", null)]
    [InlineData("AuthService", "ClientId", "", null)]
    public async Task Service_NamesTheProvider(string service, string setting, string callback, string? id)
    {
        var test = VerifyCS.Test($$"""
            using Microsoft.AspNetCore.Mvc;

            public sealed class {{service}}
            {
                public string GetAuthorizationUrl(string domain, string state) => $"{domain}/oauth/authorize?client_id=1&redirect_uri=x&state={state}";

                public string Client(IReadOnlyDictionary<string, string> settings) => settings["{{setting}}"];

                public Task<string> ExchangeCodeAsync(string code) => Task.FromResult(code);
            }

            public sealed class StartController({{service}} auth, IOAuthStateProtector states) : ControllerBase
            {
                public IActionResult Connect(string domain)
                {
                    var state = Guid.NewGuid().ToString();
                    return Redirect(auth.GetAuthorizationUrl(domain, state));
                }

                public object All => states;
            }

            public sealed class EndController({{service}} auth) : ControllerBase
            {
                [HttpGet("callback")]
                public async Task<IActionResult> Callback(string code, string state)
                {
                    {{callback}}
                    return Ok(await auth.ExchangeCodeAsync(code) + state);
                }
            }

            """);
        if (id is null)
        {
            Assert.Empty(await test.TitlesAsync());
        }
        else
        {
            Assert.Contains($"new OAuthStateRequest(\"{id}\", null, null)", await test.FixFirstAsync(), StringComparison.Ordinal);
        }
    }

    /// <summary>A callback of one provider that starts the flow of another knows no user of the application.</summary>
    [Fact]
    public async Task CallbackThatStartsAnotherFlow_IsForNobody() => Assert.Contains(
        "BuildWithCookieAsync(new OAuthStateRequest(\"slack\", null, null))",
        await VerifyCS.Test($$"""
            using Microsoft.AspNetCore.Mvc;

            public sealed class ConnectController(IOAuthStateProtector states) : ControllerBase
            {
                public async Task<IActionResult> ZoomSuccess(string code)
                {
                    var userId = await ExchangeTokenAsync(code);
                    return Redirect($"{{Url}}&state={userId}");
                }

                private static Task<string> ExchangeTokenAsync(string code) => Task.FromResult(code);

                public object All => states;
            }

            """.Replace("&state={userId}", "&scope={userId}", StringComparison.Ordinal)).FixFirstAsync(),
        StringComparison.Ordinal);

    /// <summary>An id that is set later is none.</summary>
    [Fact]
    public async Task EmptyUser_IsNobody() => Assert.Contains(
        "BuildWithCookieAsync(new OAuthStateRequest(\"slack\", null, null))",
        await VerifyCS.Test(Controller(
            "public IActionResult Connect()\n{\n    var result = new Result { UserId = string.Empty };\n    return Redirect($\"URL&state={Guid.NewGuid()}\");\n}\n\npublic sealed class Result\n{\n    public string UserId { get; set; } = \"\";\n}")).FixFirstAsync(),
        StringComparison.Ordinal);

    /// <summary>A variable of the same name in another block is another one.</summary>
    [Fact]
    public async Task VariableOfAnotherBlock_IsIgnored() => Assert.Contains(
        "var (state, stateCookie) = await states.BuildWithCookieAsync(new OAuthStateRequest(\"slack\", null, null));",
        await VerifyCS.Test(Controller(
            "public IActionResult Connect(string action)\n{\n    if (action.Length == 0)\n    {\n        var state = Guid.NewGuid().ToString();\n        return Redirect($\"URL&state={state}\");\n    }\n    else\n    {\n        string state = Request.Query[\"state\"]!;\n        return Ok(state);\n    }\n}")).FixFirstAsync(),
        StringComparison.Ordinal);
}
