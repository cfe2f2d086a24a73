using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ProtectOAuthStateAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM003: who uses the code that builds a request, and URLs that only look like one.</summary>
public sealed class ProtectOAuthStateUsesTests
{
    private const string Builder = """
        public interface ILinks { string GetAuthorizationUrl(); }

        public sealed class BoxLinks : ILinks
        {
            public string GetAuthorizationUrl()
            {
                var args = new Dictionary<string, string>();
                args.Add("response_type", "code");
                args.Add("client_id", "1");
                return Query.Build(<<"https://www.box.com/api/oauth2/authorize">>, args);
            }
        }

        public static class Query { public static string Build(string url, Dictionary<string, string> args) => url + "?" + string.Join("&", args); }

        public sealed class OtherLinks { public string GetAuthorizationUrl() => ""; public string LoginUrl => ""; }

        """;

    [Theory]
    [InlineData("public string A(OtherLinks links) => links.GetAuthorizationUrl() + \"&state=\" + [|new Random().Next()|];", true)]
    [InlineData("public string A(BoxLinks links, System.Collections.Specialized.NameValueCollection query) => links.GetAuthorizationUrl() + query[\"state\"];", true)]
    [InlineData("public string A(ILinks links, System.Collections.Specialized.NameValueCollection query) => links.GetAuthorizationUrl() + query.Get(\"state\");", true)]
    [InlineData("public string A(BoxLinks links, string user) => links.GetAuthorizationUrl() + \"&state=\" + [|user|];", false)]
    [InlineData("public string A(ILinks links, string user) => links.GetAuthorizationUrl() + \"&state=\" + [|user|];", false)]
    public Task StateIsPutOn_ByACallerOfThisMethod(string caller, bool isLeftOut) =>
        VerifyCS.VerifyAsync(Builder.Replace("<<", isLeftOut ? "[|" : "", StringComparison.Ordinal).Replace(
            ">>", isLeftOut ? "|]" : "", StringComparison.Ordinal) + $"public sealed class Page {{ {caller} }}");

    [Fact]
    public async Task EndpointThatIsAConstant_IsAnAdditionalLocation()
    {
        var source = Builder.Replace("<<\"https://www.box.com/api/oauth2/authorize\">>", "AuthorizeUrl", StringComparison.Ordinal)
            .Replace(
                "public string GetAuthorizationUrl()\n    {",
                "private const string AuthorizeUrl = \"https://www.box.com/api/oauth2/authorize\";\n    public string GetAuthorizationUrl()\n    {",
                StringComparison.Ordinal);

        var report = Assert.Single(await VerifyCS.ReportsAsync(source));

        Assert.Contains(
            report.AdditionalLocations,
            location => location.SourceTree!.ToString().Substring(location.SourceSpan.Start, location.SourceSpan.Length) == "AuthorizeUrl");
    }

    [Theory]
    [InlineData("public string A(OtherLinks links, string state) => links.LoginUrl + state;", true)]
    [InlineData("public string A(LoginLinks links, string state) => links.LoginUrl + state;", false)]
    public Task StateIsPutOn_ByAUserOfThisProperty(string user, bool isLeftOut) => Judge(
        $$"""
        public sealed class LoginLinks { public string LoginUrl => [|$"https://anilist.co/api/v2/oauth/authorize?client_id={1}&response_type=token"|]; }
        public sealed class OtherLinks { public string LoginUrl => ""; }
        public sealed class Page { {{user}} }
        """,
        isLeftOut);

    [Fact]
    public Task PrefixOfAState_IsTakenApart() => VerifyCS.VerifyAsync("""
        using Microsoft.AspNetCore.Mvc;

        public class AuthCallbackController : Controller
        {
            [HttpGet("{provider}")]
            public async Task<IActionResult> HandleCallback([FromRoute] string provider, [FromQuery] string? code = null, [FromQuery] string? state = null, CancellationToken cancellationToken = default)
            {
                var isMobile = false;
                if (!string.IsNullOrEmpty(state) && [|state.StartsWith("mobile_")|])
                {
                    isMobile = true;
                    state = state.Substring("mobile_".Length);
                }

                await Task.Delay(1, cancellationToken);
                return Ok(isMobile + state);
            }
        }
        """);

    [Fact]
    public Task UrlBesideOneWithAState_IsLookedAtByItself() => VerifyCS.VerifyAsync("""
        public sealed class Links
        {
            public string Build(bool isNew, string user)
            {
                if (isNew)
                {
                    return $"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state={[|user|]}";
                }

                return [|"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x"|];
            }
        }
        """);

    [Theory]
    [InlineData("var url = $\"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x\"; return isNew ? url + \"&state=\" + [|user|] : url;")]
    [InlineData("var url = \"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x\"; if (isNew) { url += \"&state=\" + [|user|]; } return url;")]
    [InlineData("string url; if (isNew) { url = \"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state=\" + [|user|]; } else { url = \"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x\"; } return url;")]
    public Task OneUrlInTwoForms_IsOne(string statements) => VerifyCS.VerifyAsync($$"""
        public sealed class Links
        {
            public string Build(bool isNew, string user)
            {
                {{statements}}
            }
        }
        """);

    [Theory]
    [InlineData("links.State = Guid.NewGuid().ToString();", true)]
    [InlineData("links.State = user + \"|\" + 1;", true)]
    [InlineData("", false)]
    [InlineData("other.State = Guid.NewGuid().ToString();", false)]
    [InlineData("links.State = await states.BuildAsync(\"box\", user, null);", false)]
    public Task PropertyOfTheBuilder_IsSetFromOutside(string statement, bool isMade) => Judge(
        $$"""
        using Atom.OAuth;

        public sealed class BoxLinks
        {
            public string? State { get; set; }

            public string GetAuthorizationUrl()
            {
                var args = new Dictionary<string, string?>();
                args.Add("response_type", "code");
                args.Add("client_id", "1");
                args.Add("state", [|State|]);
                return "https://www.box.com/api/oauth2/authorize?" + string.Join("&", args);
            }
        }

        public sealed class Vehicle { public string? State { get; set; } }

        public sealed class Page(IOAuthStateProtector states)
        {
            public async Task<string> StartAsync(BoxLinks links, Vehicle other, string user)
            {
                _ = await states.BuildAsync("box", user, null);
                {{statement}}
                return links.GetAuthorizationUrl();
            }
        }
        """,
        isMade);

    [Theory]
    [InlineData("userId", true)]
    [InlineData("state", false)]
    public Task InterfaceNamesTheParameterOtherwise(string parameter, bool isReportedInTheBuilder) => VerifyCS.VerifyAsync($$"""
        public interface IXero { string GetAuthUrl(string {{parameter}}); }

        public sealed class Xero : IXero
        {
            public string GetAuthUrl(string state) => "https://login.xero.com/identity/connect/authorize?response_type=code&client_id=1&redirect_uri=x&state=" + {{(isReportedInTheBuilder ? "[|state|]" : "state")}};
        }

        public sealed class Page(IXero xero)
        {
            public string Start() => xero.GetAuthUrl({{(isReportedInTheBuilder ? "Guid.NewGuid().ToString()" : "[|Guid.NewGuid().ToString()|]")}});
        }
        """);

    [Theory]
    [InlineData("http.GetAsync($\"{api}/user/issues?filter=all&state=open&per_page=30\")")]
    [InlineData("http.GetAsync(\"https://api.github.com/user/issues?filter=all&state=open\")")]
    public Task FilterOfAnApi_IsNoState(string call) => VerifyCS.VerifyAsync($$"""
        public sealed class GitHubOAuthConnector(HttpClient http)
        {
            public async Task<string> SyncAsync(string api, string token)
            {
                // client_id
                http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
                var response = await {{call}};
                return await response.Content.ReadAsStringAsync();
            }
        }
        """);

    [Theory]
    [InlineData("https://trello.com/1/authorize?expiration=never&name=Contoso&scope=read&response_type=token&key={key}&return_url=https://app.contoso.com/done", false)]
    [InlineData("https://trello.com/1/authorize?scope=read&response_type=token&client_id={key}", true)]
    public Task ConsentWithoutAClient_IsNoOAuthRequest(string url, bool isReported) =>
        Judge($"public sealed class Links {{ public string Build(string key) => [|$\"{url}\"|]; }}", isReported);

    private static Task Judge(string marked, bool isReported) =>
        VerifyCS.VerifyAsync(isReported ? marked : marked.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal));
}
