using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ProtectOAuthStateAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM003 for incomplete code: it may or may not report, but it neither throws nor loops.</summary>
public sealed class ProtectOAuthStateRobustnessTests
{
    /// <summary>A file with almost every way to create, pass on, omit and decode a state.</summary>
    private const string Everything = """
        using System.Text;
        using Atom.OAuth;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.WebUtilities;

        public sealed record AuthorizationRequest(string ClientId) { public string? State { get; set; } }

        public class SlackController(IOAuthStateProtector states, HttpClient http) : Controller
        {
            private const string AuthorizeUrl = "https://slack.com/oauth/v2/authorize?client_id={0}&redirect_uri={1}&state={2}";
            private static readonly string Start = "https://slack.com/oauth/v2/authorize?response_type=code&client_id=";
            private string? _state;

            public string ClientId { get; set; } = "1";

            public IActionResult Connect(string userId, string? returnUrl)
            {
                var state = _state = $"{userId}|{Guid.NewGuid():N}|{returnUrl ?? "/"}";
                var query = new Dictionary<string, string?> { ["client_id"] = ClientId, ["redirect_uri"] = "x", ["state"] = state };
                var url = new StringBuilder("https://slack.com/oauth/v2/authorize").Append("?client_id=").Append(ClientId).Append("&state=" + state);
                Func<string, string> encode = value => Convert.ToBase64String(Encoding.UTF8.GetBytes(value));
                return Redirect(userId.Length > 0 ? QueryHelpers.AddQueryString("https://slack.com/oauth/v2/authorize", query) : url + "&redirect_uri=" + encode(state));
            }

            public async Task<string> ConnectAsync(string userId) =>
                string.Format(AuthorizeUrl, ClientId, "x", await states.BuildAsync(new OAuthStateRequest("slack", userId, null)));

            public string Build(string state) => Prepare(new AuthorizationRequest(ClientId) { State = Pack(state) }, state: Build(state));

            public string LeftOut => Start + ClientId + "&redirect_uri=" + Prepare(new("2"), "");

            public async Task<IActionResult> Callback(string code, string state, string? error)
            {
                switch (state.Split('|'))
                {
                    case [var user, .., { Length: > 0 } path] when user is not "admin":
                        await http.PostAsync("https://slack.com/api/oauth.v2.access", new StringContent(code));
                        return LocalRedirect(path);
                    default:
                        return state == _state ? Ok(JsonDocument.Parse(Unpack(state))) : BadRequest(error);
                }
            }

            private static string Prepare(AuthorizationRequest request, string state) =>
                $"https://slack.com/oauth/v2/authorize?client_id={request.ClientId}&redirect_uri=x&state={Uri.EscapeDataString(state)}";

            private static string Pack(string state) => Unpack(state) + Pack(state);

            private static string Unpack(string state) { string Inner(string text) => Pack(text); return Inner(state); }
        }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static TheoryData<int> Lengths() => [.. Enumerable.Range(1, Everything.Length / 40).Select(static i => i * 40)];

    [Fact]
    public async Task TheSampleItself_IsReported()
    {
        var reports = await VerifyCS.Test(Everything).RunAsync();

        Assert.NotEmpty(reports);
        Assert.All(reports, static report => Assert.Equal("ATOM003", report.Id));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public Task CutOffFile_IsLookedThrough(int length) => NoCrash(Everything[..length]);

    [Theory]
    [MemberData(nameof(Lengths))]
    public Task FileWithAHole_IsLookedThrough(int start) => NoCrash(Everything.Remove(start, Math.Min(25, Everything.Length - start)));

    [Theory]
    [InlineData("state")]
    [InlineData("\"state\"")]
    [InlineData("state=")]
    [InlineData("code")]
    [InlineData("Prepare")]
    [InlineData("AuthorizeUrl")]
    [InlineData("Start")]
    [InlineData("SlackController")]
    [InlineData("string ")]
    [InlineData("client_id")]
    [InlineData("await ")]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("[")]
    [InlineData(";")]
    [InlineData("\"")]
    [InlineData("$")]
    [InlineData("=>")]
    [InlineData("=")]
    [InlineData(",")]
    public Task WhatIsMissingEverywhere_IsLookedThrough(string text) => NoCrash(Everything.Replace(text, "", StringComparison.Ordinal));

    [Theory]
    [InlineData("public string (string state) => $\"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state={state}\";")]
    [InlineData("public static string  = \"https://slack.com/oauth/v2/authorize?client_id=\";")]
    [InlineData("public string Url(string ) => \"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state=\" + ;")]
    [InlineData("Func<string, string> url = (state => \"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state=\" + state;")]
    [InlineData("public string Url() { var = Guid.NewGuid(); return \"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state=\" + state; }")]
    [InlineData("public object Url() => new { client_id = 1, redirect_uri = , state = }; ")]
    [InlineData("public object Url() => new Dictionary<string, string> { [\"client_id\"] = , [\"state\"] = , { \"redirect_uri\" }, { } };")]
    [InlineData("public object Url() => string.Format(\"https://slack.com/oauth/v2/authorize?client_id={0}&redirect_uri={1}&state={7}\", );")]
    [InlineData("public object Callback(string code, string state) => state.")]
    [InlineData("public object Callback(string code, string state) { var [a, ] = state.Split(; return a; }")]
    public Task NamesThatAreMissing_AreLookedThrough(string member) => NoCrash($"public class SlackOAuth {{ {member} }}");

    private static async Task NoCrash(string source)
    {
        var test = VerifyCS.Test(source) with { AllowErrors = true };

        Assert.All(await Task.Run(test.RunAsync).WaitAsync(Patience), static report => Assert.Equal("ATOM003", report.Id));
    }
}
