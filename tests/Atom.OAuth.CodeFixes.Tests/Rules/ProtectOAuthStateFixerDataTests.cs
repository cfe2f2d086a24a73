using Microsoft.CodeAnalysis.CodeFixes;
using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.ProtectOAuthStateAnalyzer, Atom.OAuth.CodeFixes.Rules.ProtectOAuthStateFixer>;

namespace Atom.OAuth.CodeFixes.Tests.Rules;

/// <summary>ATOM003's fix of a state that carries a value of the application: it becomes the data of a protected one, at both ends.</summary>
public sealed class ProtectOAuthStateFixerDataTests
{
    private const string Build = "ATOM003.Build";
    private const string Read = "ATOM003.Read";

    /// <summary>Creates a controller with both ends of a flow.</summary>
    private static string Controller(string first, string second, string members = "") => $$"""
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;

        public enum Mode { SignIn, SignUp }

        public sealed class Room
        {
            public string Code { get; set; } = "";
        }

        public interface ISpotify
        {
            Task<string> ExchangeCodeAsync(string code);
        }

        public sealed class SpotifyController(ISpotify spotify, IOAuthStateProtector states) : ControllerBase
        {
            {{Indent(first)}}

            {{Indent(second)}}

            public object All => (spotify, states);{{members}}
        }

        """.ReplaceLineEndings("\n");

    private static string Indent(string text) =>
        text.ReplaceLineEndings("\n").Replace("\n", "\n    ", StringComparison.Ordinal).Replace("\n    \n", "\n\n", StringComparison.Ordinal);

    private static string Start(string parameters, string state, string before = "") => $$"""
        [HttpGet("spotify/connect")]
        public IActionResult Connect({{parameters}})
        {
            {{before}}return Redirect($"https://accounts.spotify.com/authorize?client_id=1&redirect_uri=x&response_type=code&state={{state}}");
        }
        """;

    private static string Callback(string body, string check = "") => $$"""
        [HttpGet("spotify/callback")]
        public async Task<IActionResult> Callback(string code, string state)
        {
            {{check}}{{(check.Length > 0 ? "    " : "")}}{{body.ReplaceLineEndings("\n").Replace("\n", "\n    ", StringComparison.Ordinal)}}
        }
        """;

    private const string Check = """
        var stateResult = await states.ParseAsync(state, OAuthStateExpectation.WithoutUser("spotify", Request.Cookies[states.GetCookieName(state)]));
            if (!stateResult.TryGetState(out var oauthState))
            {
                return BadRequest(stateResult.Error);
            }


        """;

    private const string Room = "var roomCode = state;\nvar token = await spotify.ExchangeCodeAsync(code);\nreturn Redirect(\"/room/\" + roomCode + token);";

    /// <summary>The value becomes the data, as the text that the callback got.</summary>
    [Theory]
    [InlineData("string roomCode", "{roomCode}", "roomCode")]
    [InlineData("string roomCode", "{Uri.EscapeDataString(roomCode)}", "roomCode")]
    [InlineData("Room room", "{room.Code}", "room.Code")]
    [InlineData("Guid teamId", "{teamId}", "teamId.ToString()")]
    [InlineData("ulong guildId", "{guildId}", "guildId.ToString(CultureInfo.InvariantCulture)")]
    [InlineData("int id", "{id.ToString(System.Globalization.CultureInfo.InvariantCulture)}", "id.ToString(System.Globalization.CultureInfo.InvariantCulture)")]
    [InlineData("Mode mode", "{mode.ToString()}", "mode.ToString()")]
    public async Task Value_BecomesTheData(string parameters, string state, string data)
    {
        var text = await VerifyCS.Test(Controller(Start(parameters, state), Callback(Room))).FixFirstAsync(Build);

        Assert.Contains(
            $"await states.BuildWithCookieAsync(new OAuthStateRequest(\"spotify\", null, null) {{ Data = {data} }});", text, StringComparison.Ordinal);
        Assert.Contains(state.StartsWith("{Uri", StringComparison.Ordinal) ? "&state={Uri.EscapeDataString(state)}\");" : "&state={state}\");", text, StringComparison.Ordinal);
    }

    /// <summary>The callback does with the data what it did with the state.</summary>
    [Theory]
    [InlineData(
        "var token = await spotify.ExchangeCodeAsync(code);\nvar roomCode = state;\nreturn Ok(token + roomCode);",
        "var token = await spotify.ExchangeCodeAsync(code);\nvar roomCode = oauthState.Data;\nreturn Ok(token + roomCode);")]
    [InlineData(
        "if (!int.TryParse(state, out var staffId))\n{\n    return BadRequest();\n}\n\nvar token = await spotify.ExchangeCodeAsync(code);\nreturn Ok(token + staffId);",
        "if (!int.TryParse(oauthState.Data, out var staffId))\n{\n    return BadRequest();\n}\n\nvar token = await spotify.ExchangeCodeAsync(code);\nreturn Ok(token + staffId);")]
    [InlineData(
        "var teamId = Guid.Parse(state);\nvar token = await spotify.ExchangeCodeAsync(code);\nreturn Ok(token + teamId);",
        "var teamId = Guid.Parse(oauthState.Data!);\nvar token = await spotify.ExchangeCodeAsync(code);\nreturn Ok(token + teamId);")]
    [InlineData(
        "var token = await spotify.ExchangeCodeAsync(code);\nreturn Ok(state == \"bot\" ? token : code);",
        "var token = await spotify.ExchangeCodeAsync(code);\nreturn Ok(oauthState.Data == \"bot\" ? token : code);")]
    [InlineData(
        "var parts = state.Split(':');\nvar token = await spotify.ExchangeCodeAsync(code);\nreturn Ok(token + parts[0]);",
        "var parts = oauthState.Data!.Split(':');\nvar token = await spotify.ExchangeCodeAsync(code);\nreturn Ok(token + parts[0]);")]
    public async Task Callback_ReadsTheData(string before, string after)
    {
        var start = Start("string roomCode", "{roomCode}");
        Assert.Equal(
            Controller(Callback(after, Check), start),
            await VerifyCS.Test(Controller(Callback(before), start)).FixFirstAsync(Read));
    }

    /// <summary>Text with more than one part stays what it was, if the signed-in user is one of them.</summary>
    [Theory]
    [InlineData("", "{roomId}:{Guid.NewGuid()}", "null")]
    [InlineData("var userId = User.FindFirst(\"sub\")?.Value;\n    ", "{userId}:{roomId}", "userId")]
    public async Task Parts_StayTogether(string before, string state, string user)
    {
        var text = await VerifyCS.Test(Controller(
            Start("int roomId", "{state}", $"{before}var state = $\"{state}\";\n    "),
            Callback("var parts = state.Split(':');\nvar token = await spotify.ExchangeCodeAsync(code);\nreturn Ok(token + parts[0]);"))).FixFirstAsync(Build);

        Assert.Contains($"new OAuthStateRequest(\"spotify\", {user}, null) {{ Data = $\"{state}\" }}", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BothEnds_FitTogether()
    {
        var start = Start("string roomCode", "{roomCode}");
        foreach (var (first, second, keys) in new[] { (start, Callback(Room), new[] { Build, Read }), (Callback(Room), start, new[] { Read, Build }) })
        {
            var once = await VerifyCS.Test(Controller(first, second)).FixFirstAsync(keys[0]);
            var twice = await VerifyCS.Test(once).FixFirstAsync(keys[1]);
            Assert.Contains("new OAuthStateRequest(\"spotify\", null, null) { Data = roomCode }", twice, StringComparison.Ordinal);
            Assert.Contains("var roomCode = oauthState.Data;", twice, StringComparison.Ordinal);
            Assert.Equal(0, await VerifyCS.Test(twice).CountReportsAsync());
        }
    }

    /// <summary>A service builds the URL: the caller builds the state, and passes it instead of a value that is nothing else, or in addition.</summary>
    [Theory]
    [InlineData("string roomCode", "{roomCode}", "string roomCode", "{roomCode}", "state", "roomCode")]
    [InlineData("int staffId", "{staffId.ToString()}", "int staffId, string state", "{state}", "staffId, state", "staffId.ToString()")]
    public async Task Service_GetsTheStateFromItsCaller(string before, string state, string after, string stateAfter, string arguments, string data)
    {
        var name = before.Split(' ')[1];
        var texts = await VerifyCS.Test(
            ("AuthorizeUrls.cs", Service(before, state)),
            ("SpotifyController.cs", Controller(
                $"public IActionResult Connect({before}) => Redirect(new SpotifyUrls().Connect({name}));", Callback(Room)))).FixAllAsync(FixAllScope.Solution, Build);

        Assert.Equal(Service(after, stateAfter), texts[0]);
        Assert.Contains(
            $"await states.BuildWithCookieAsync(new OAuthStateRequest(\"spotify\", null, null) {{ Data = {data} }});", texts[1], StringComparison.Ordinal);
        Assert.Contains($"Redirect(new SpotifyUrls().Connect({arguments}));", texts[1], StringComparison.Ordinal);
    }

    /// <summary>Another caller passes something else, which the callback would no longer get.</summary>
    [Fact]
    public async Task ServiceWithAnotherCaller_NoFix() => Assert.Empty(await VerifyCS.Test(
        ("AuthorizeUrls.cs", Service("string roomCode", "{roomCode}")),
        ("SpotifyController.cs", Controller(
            """
            public IActionResult Connect(string roomCode) => Redirect(new SpotifyUrls().Connect(roomCode));

            public IActionResult Again() => Redirect(new SpotifyUrls().Connect(Guid.NewGuid().ToString()));
            """,
            Callback(Room)))).TitlesAsync());

    private static string Service(string parameters, string state) => $$"""
        public sealed class SpotifyUrls
        {
            public string Connect({{parameters}}) =>
                $"https://accounts.spotify.com/authorize?client_id=1&redirect_uri=x&response_type=code&state={{state}}";
        }

        """.ReplaceLineEndings("\n");

    /// <summary>What is no value of the application, or not only one.</summary>
    [Theory]
    [InlineData("string returnUrl", "{returnUrl}")]
    [InlineData("string roomCode, string returnUrl", "{roomCode}|{returnUrl}")]
    [InlineData("string sessionId", "{sessionId}")]
    [InlineData("string nonce", "{nonce}")]
    [InlineData("Guid requestId", "{requestId}")]
    [InlineData("int targetUserId", "{targetUserId}")]
    [InlineData("string roomCode", "{Pack(roomCode)}")]
    [InlineData("int teamId", "{teamId:X}")]
    [InlineData("int roomId, string userId", "{userId}:{roomId}")]
    public Task AnythingElse_NoFix(string parameters, string state) => VerifyNoFixAsync(Controller(
        Start(parameters, state), Callback(Room), "\n\n    private static string Pack(string text) => string.Concat(text.Reverse());"));

    /// <summary>A callback that is not in the project, or uses the received state in another way as well, before it could be checked.</summary>
    [Theory]
    [InlineData("var token = await spotify.ExchangeCodeAsync(code);\nreturn Ok(token);")]
    [InlineData("spotify.ToString()!.Contains(state);\nvar token = await spotify.ExchangeCodeAsync(code);\nvar roomCode = state;\nreturn Ok(token + roomCode);")]
    [InlineData("var token = await spotify.ExchangeCodeAsync(code);\nvar roomCode = state;\nstate = token;\nreturn Ok(token + roomCode + state);")]
    public Task OtherCallback_NoFix(string body) => VerifyNoFixAsync(Controller(Start("string roomCode", "{roomCode}"), Callback(body)));

    /// <summary>Without the start, it is unknown what the state carries; with two, a callback would get no data from one of them.</summary>
    [Theory]
    [InlineData("public int Nothing => 1;")]
    [InlineData("""
        [HttpGet("spotify/again")]
        public IActionResult Again() =>
            Redirect($"https://accounts.spotify.com/authorize?client_id=1&redirect_uri=x&response_type=code&state={Guid.NewGuid()}");

        [HttpGet("spotify/connect")]
        public IActionResult Connect(string roomCode) =>
            Redirect($"https://accounts.spotify.com/authorize?client_id=1&redirect_uri=x&response_type=code&state={roomCode}");
        """)]
    public async Task OtherStart_NoRead(string start) =>
        Assert.DoesNotContain(
            "Take the value from the checked state",
            await VerifyCS.Test(Controller(Callback(Room), start)).TitlesAsync());

    private static async Task VerifyNoFixAsync(string code) =>
        Assert.DoesNotContain(
            await VerifyCS.Test(code).TitlesAsync(),
            static title => title.StartsWith("Take", StringComparison.Ordinal) || title.StartsWith("Build", StringComparison.Ordinal));
}
