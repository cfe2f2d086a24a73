using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ProtectOAuthStateAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM003: a state that is created in one method and added to the request in another, and objects that contain it.</summary>
public sealed class ProtectOAuthStateCallersTests
{
    private const string Request = "https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state=";

    /// <summary>Creates a method that adds its parameter to a request, and its callers.</summary>
    private static string Build(string callers, string use = "state", string signature = "private static string Build(string state)") => $$"""
        using Atom.OAuth;

        public sealed class SlackLinks(IOAuthStateProtector states)
        {
            {{callers}}

            {{signature}} => "{{Request}}" + {{use}};

            private Task<string> ProtectedAsync() => states.BuildAsync("slack", "user", null).AsTask();
        }
        """;

    [Theory]
    [InlineData("public async Task<string> AAsync() => Build(await ProtectedAsync());", "state")]
    [InlineData("public async Task<string> AAsync() => Build(state: await ProtectedAsync());", "state")]
    [InlineData("public async Task<string> AAsync() => Between(await ProtectedAsync()); private static string Between(string text) => Build(text);", "state")]
    [InlineData("public async Task<string> AAsync() => Build(await ProtectedAsync()); public async Task<string> BAsync() => Build(await ProtectedAsync());", "state")]
    [InlineData("public string A(string user) => Build(user + 1);", "[|state|]")]
    [InlineData("public async Task<string> AAsync() => Build(await ProtectedAsync()); public string B(string user) => Build(user + 1);", "[|state|]")]
    [InlineData("public string A(string user) => Between(user + 1); private static string Between(string text) => Build(text);", "[|state|]")]
    [InlineData("public string Between(string text) => Build(text);", "[|state|]")]
    [InlineData("public async Task<string> AAsync() => Build(await ProtectedAsync()); public string Between(string text) => Build(text);", "[|state|]")]
    [InlineData("public async Task<string> AAsync() { await Task.Yield(); return nameof(Build); }", "[|state|]")]
    [InlineData("", "[|state|]")]
    public Task MethodThatBuildsIt_IsReported_UnlessAllCallersPassAProtectedState(string callers, string use) =>
        VerifyCS.VerifyAsync(Build(callers, use));

    /// <summary>A member that keeps the state is set next to the call, which only passes it.</summary>
    [Theory]
    [InlineData("this.state = [|Guid.NewGuid().ToString()|]; return links.GetAuthorizeUri(\"1\", this.state);")]
    [InlineData("state = [|Guid.NewGuid().ToString()|]; return links.GetAuthorizeUri(\"1\", state);")]
    [InlineData("var uri = links.GetAuthorizeUri(\"1\", [|this.state|]); this.state = Guid.NewGuid().ToString(); return uri;")]
    [InlineData("this.state = Guid.NewGuid().ToString(); if (isNew) { this.state = Guid.NewGuid().ToString(); } return links.GetAuthorizeUri(\"1\", [|this.state|]);")]
    public Task MemberThatKeepsTheState(string statements) => VerifyCS.VerifyAsync($$"""
        public sealed class SpotifyLinks
        {
            public string GetAuthorizeUri(string clientId, string state) =>
                "https://accounts.spotify.com/authorize?redirect_uri=x&client_id=" + clientId + "&state=" + state;
        }

        public sealed class LoginWindow(SpotifyLinks links)
        {
            private string state = "";

            public string Open(bool isNew) { {{statements}} }

            public bool IsOwn(string returned) => returned == this.state;
        }
        """);

    [Theory]
    [InlineData("private static string Build(string id, string state)", "Build(\"x\", await ProtectedAsync())", "state")]
    [InlineData("private static string Build(string id, string state)", "Build(state: await ProtectedAsync(), id: \"x\")", "state")]
    [InlineData("private static string Build(string id, string state)", "Build(await ProtectedAsync(), \"x\")", "[|state|]")]
    [InlineData("private static string Build(string id, string state = \"\")", "Build(await ProtectedAsync())", "[|state|]")]
    public Task ArgumentsAreMatchedWithParameters(string signature, string call, string use) => VerifyCS.VerifyAsync(
        Build($"public async Task<string> AAsync() => {call};", use, signature));

    [Fact]
    public Task MethodOfThatNameElsewhere_IsNoCaller() =>
        VerifyCS.VerifyAsync(Build("public async Task<string> AAsync() => Other.Build(await ProtectedAsync());", "[|state|]")
        + "public static class Other { public static string Build(string state) => state; }");

    [Theory]
    [InlineData("public interface ILinks { string Build(string state); }", "ILinks", "public string Build(string state)")]
    [InlineData("public abstract class LinksBase { public abstract string Build(string state); }", "LinksBase", "public override string Build(string state)")]
    public async Task CallerBehindABase_PassesItOn(string declaration, string type, string signature)
    {
        var source = (string made, string use) => $$"""
            using Atom.OAuth;
            {{declaration}}
            public sealed class Links : {{type}} { {{signature}} => "{{Request}}" + {{use}}; }
            public sealed class Page(IOAuthStateProtector states, {{type}} links) { public async Task<string> StartAsync(string user) => links.Build({{made}}) + await states.BuildAsync("slack", user, null); }
            """;

        await VerifyCS.VerifyAsync(source("await states.BuildAsync(\"slack\", user, null)", "state"));
        await VerifyCS.VerifyAsync(source("user + 1", "[|state|]"));
    }

    [Fact]
    public async Task Report_NamesWhatTheCallersPass()
    {
        var report = Assert.Single(
            await VerifyCS.ReportsAsync(
                Build("public string A(string user) => Build(user + user); public string B() => Build(Guid.NewGuid().ToString());")));

        Assert.Equal(["user + user", "Guid.NewGuid().ToString()", "Guid.NewGuid()"], report.OwnLocations()
            .Select(static place => place.SourceTree!.ToString().Substring(place.SourceSpan.Start, place.SourceSpan.Length))
            .Distinct());
    }

    [Theory]
    [InlineData("GetAuthorizationUrl(string state)", "links.GetAuthorizationUrl([|user + 1|])")]
    [InlineData("GetAuthorizationUrl(string id, string state)", "links.GetAuthorizationUrl(\"x\", [|user + 1|])")]
    [InlineData("GetAuthorizationUrl(string id, string state)", "links.GetAuthorizationUrl(state: [|user + 1|], id: \"x\")")]
    [InlineData("GetAuthorizationUrl(string state)", "links?.GetAuthorizationUrl([|user + 1|]) ?? \"\"")]
    [InlineData("BuildLoginUri(string oauthState)", "links.BuildLoginUri([|Guid.NewGuid().ToString()|])")]
    [InlineData("GetAuthorizationUrl(string state)", "links.GetAuthorizationUrl(user)")]
    [InlineData("GetAuthorizationUrl(string id)", "links.GetAuthorizationUrl(user + 1)")]
    [InlineData("GetAuthorizationUrl(object state)", "links.GetAuthorizationUrl(user + 1)")]
    [InlineData("GetAuthorizationUrl(State state)", "links.GetAuthorizationUrl(State.Open)")]
    [InlineData("GetAuthorizationUrl(State state, string stateText)", "links.GetAuthorizationUrl(State.Open, [|user + 1|])")]
    [InlineData("GetAuthorizationUrl(string state = \"\")", "links.GetAuthorizationUrl()")]
    [InlineData("GetTokenUrl(string state)", "links.GetTokenUrl(user + 1)")]
    [InlineData("GetPage(string state)", "links.GetPage(user + 1)")]
    public Task CallThatAsksForARequest_IsReported(string method, string call) => VerifyCS.VerifyAsync($$"""
        public enum State { Open }
        public interface ILinks { string {{method}}; }
        public sealed class Page(ILinks? links) { public string Start(string user) => {{call.Replace("links.", "links!.", StringComparison.Ordinal)}}; }
        """);

    /// <summary>A file that does not mention a state is not analyzed, so the report is where the state enters the request.</summary>
    [Theory]
    [InlineData("links.GetAuthorizationUrl(Guid.NewGuid().ToString())", "[|state|]")]
    [InlineData("links.GetAuthorizationUrl(state: [|Guid.NewGuid().ToString()|])", "state")]
    [InlineData("links.GetAuthorizationUrl(Keys.Make())", "state")]
    public Task CallInAFileWithoutTheWord_IsReportedWhereItEnters(string call, string use) => VerifyCS.VerifyAsync(
        ("Links.cs", $$"""
        using Atom.OAuth;
        public sealed class Links { public string GetAuthorizationUrl(string state) => "{{Request}}" + {{use}}; }
        public static class Keys { public static IOAuthStateProtector? States; public static string Make() => States!.BuildAsync("slack", "user", null).AsTask().Result; }
        """),
        ("Page.cs", $$"""public sealed class Page(Links links) { public string Start() => {{call}}; }"""));

    [Theory]
    [InlineData("links.GetAuthorizationUrl(state)", 1)]
    [InlineData("links.GetAuthorizationUrl(\"x\", _state)", 1)]
    [InlineData("links.GetAuthorizationUrl(state: user + 1)", 1)]
    [InlineData("links.GetAuthorizationUrl(id: state)", 0)]
    [InlineData("links.GetAuthorizationUrl(\"x\", user)", 0)]
    [InlineData("links.GetAuthorizationUrl()", 0)]
    public async Task CallOfAMissingLibrary_IsReportedByTheNamesOfItsArguments(string call, int count)
    {
        var reports = await (VerifyCS.Test($$"""
            public sealed class Page(Missing links)
            {
                private readonly string _state = "x";
                public string Start(string user) { var state = user + 1; return {{call}}; }
            }
            """) with { AllowErrors = true }).RunAsync();

        Assert.Equal(count, reports.Length);
    }

    /// <summary>A state that is created here and used there is reported once, with the place where it enters the request.</summary>
    [Theory]
    [InlineData("$\"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state={state}\"", "state")]
    [InlineData("string.Format(\"https://slack.com/oauth/v2/authorize?client_id={0}&state={1}\", 1, state)", "state")]
    [InlineData("new AuthorizationRequest { State = state }.State!", "state")]
    [InlineData("$\"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state={Uri.EscapeDataString(state)}\"", "Uri.EscapeDataString(state)")]
    [InlineData("$\"https://slack.com/oauth/token?client_id=1&redirect_uri=x&state={state}\"", null)]
    [InlineData("state", null)]
    public async Task Report_NamesWhereItEnters(string body, string? place)
    {
        var report = Assert.Single(await VerifyCS.ReportsAsync($$"""
            public sealed class AuthorizationRequest { public string? State { get; set; } }
            public sealed class Links { public string GetAuthorizationUrl(string state) => {{body}}; }
            public sealed class Page(Links links) { public string Start(string user) => links.GetAuthorizationUrl(user + user); }
            """));

        Assert.Equal(place, report.OwnLocations()
            .Select(static found => found.SourceTree!.ToString().Substring(found.SourceSpan.Start, found.SourceSpan.Length))
            .SingleOrDefault());
    }

    [Theory]
    [InlineData("return Base() + \"\";", false)]
    [InlineData("return Base() + \"&state=\" + await states.BuildAsync(\"slack\", user, null);", true)]
    [InlineData("return $\"{Base()}&state={await states.BuildAsync(\"slack\", user, null)}\";", true)]
    [InlineData("return Base() + new Dictionary<string, string> { [\"state\"] = await states.BuildAsync(\"slack\", user, null) };", true)]
    [InlineData("return Base() + \"&estate=\" + await states.BuildAsync(\"slack\", user, null);", true)]
    [InlineData("Console.WriteLine(\"In this state\"); return Base();", false)]
    [InlineData("Console.WriteLine(nameof(Base) + \"&state=\"); return user;", false)]
    public Task RequestThatTheCallerCompletes(string statements, bool isCompleted) => VerifyCS.VerifyAsync($$"""
        using Atom.OAuth;

        public class HubSpot(IOAuthStateProtector states)
        {
            private static string Base() => {{(isCompleted ? "" : "[|")}}"https://app.hubspot.com/oauth/authorize?client_id=1&redirect_uri=x"{{(isCompleted ? "" : "|]")}};

            public async Task<string> StartAsync(string user) { await Task.Yield(); {{statements}} }

            public object Used => states;
        }
        """);

    [Theory]
    [InlineData("public string A(string user) => Url + user;", false)]
    [InlineData("public string A(string user) { var state = user; return Url + user; }", true)]
    [InlineData("public string A(string user) => Url + \"&state=\" + user;", true)]
    [InlineData("public string A(string user) => user; public string B(string state) => state;", false)]
    [InlineData("public string A(string realEstate) => Url + realEstate;", false)]
    public Task ConstantThatItsUserCompletes(string user, bool isCompleted) => VerifyCS.VerifyAsync($$"""
        public class HubSpot
        {
            private const string Url = {{(isCompleted ? "" : "[|")}}"https://app.hubspot.com/oauth/authorize?client_id=1&redirect_uri=x"{{(isCompleted ? "" : "|]")}};

            {{user}}

            public string Used => Url;
        }
        """);

    [Theory]
    [InlineData("new AuthorizationRequest { State = [|user|] }")]
    [InlineData("new OAuthLinkRequest { State = [|user|] }")]
    [InlineData("new LoginRequest { State = [|user|] }")]
    [InlineData("new Other { State = [|user|], RedirectUri = \"x\", ClientId = \"1\" }")]
    [InlineData("new Other { State = user }")]
    [InlineData("new Other { State = user, RedirectUri = \"x\" }")]
    [InlineData("new Other { State = user, ClientId = \"1\" }")]
    [InlineData("new Other { State = user, RedirectUri = \"x\", ClientId = \"1\", Code = \"1\" }")]
    [InlineData("new AuthorizationRequest { State = user, Code = \"1\" }")]
    [InlineData("new Other { State = user, RedirectUri = \"x\", ClientId = \"y\", CodeVerifier = \"z\" }")]
    [InlineData("new AuthorizationRequest { State = [|user|], RedirectUri = \"x\", ClientId = \"y\", CodeVerifier = \"z\" }")]
    [InlineData("new OAuthToken { State = user }")]
    [InlineData("new OpenIdConnectMessage { State = user, RedirectUri = \"x\", ClientId = \"1\" }")]
    public Task Initializers(string creation) => VerifyCS.VerifyAsync($$"""
        public class Other { public string? State { get; set; } public string? RedirectUri { get; set; } public string? ClientId { get; set; } public string? Code { get; set; } public string? CodeVerifier { get; set; } }
        public class AuthorizationRequest : Other;
        public class OAuthLinkRequest : Other;
        public class LoginRequest : Other;
        public class OAuthToken : Other;
        public class OpenIdConnectMessage : Other;
        public class Page { public object Start(string user) => {{creation}}; }
        """);

    [Theory]
    [InlineData("AuthorizationRequest request = new() { State = [|user|] };")]
    [InlineData("Other other = new() { State = user };")]
    [InlineData("var request = new AuthorizationRequest(); request.State = [|user|];")]
    [InlineData("var req = new AuthorizationRequest(); req.State = [|user|];")]
    [InlineData("var other = new Other(); other.State = user;")]
    [InlineData("var request = new Other(); request.State = user;")]
    [InlineData("var x = GetAuthorizationRequest(); x.State = [|user|];")]
    [InlineData("var x = await GetAuthorizationRequestAsync(); x.State = [|user|];")]
    [InlineData("var x = (AuthorizationRequest)make(); x.State = [|user|];")]
    [InlineData("var x = new AuthorizationRequest(); x.State = [|user|];")]
    [InlineData("var x = (Other)make(); x.State = user;")]
    [InlineData("var request = new AuthorizationRequest(); user = request.State!;")]
    public Task Variables(string statements) => VerifyCS.VerifyAsync($$"""
        public class Other { public string? State { get; set; } }
        public class AuthorizationRequest : Other;
        public class Page(Func<object> make)
        {
            public async Task StartAsync(string user) { await Task.Yield(); {{statements}} }

            private static Other GetAuthorizationRequest() => new();

            private static Task<Other> GetAuthorizationRequestAsync() => Task.FromResult(new Other());

            public object Used => make;
        }
        """);

    /// <summary>The report is where the state is created, unless the variable may have another value when it is passed on.</summary>
    [Theory]
    [InlineData("var state = [|Guid.NewGuid().ToString()|]; return GetAuthorizationUrl(state);")]
    [InlineData("var state = Guid.NewGuid().ToString(); state = state + user; return GetAuthorizationUrl([|state|]);")]
    [InlineData("string state; state = [|Guid.NewGuid().ToString()|]; return GetAuthorizationUrl(state);")]
    [InlineData("return GetAuthorizationUrl([|Guid.NewGuid().ToString()|]);")]
    [InlineData("var state = [|Guid.NewGuid().ToString()|]; Listen(() => OAuthRedirectHandler(user, state)); return GetAuthorizationUrl(state);")]
    public Task MadeInAVariable_IsReportedWhereItIsMade(string statements) => VerifyCS.VerifyAsync($$"""
        public sealed class SlackLinks
        {
            public string Start(string user) { {{statements}} }

            private static string GetAuthorizationUrl(string state) => "{{Request}}" + state;

            private static void Listen(Func<bool> listener) => listener();

            private static bool OAuthRedirectHandler(string received, string state) => received == state;
        }
        """);

    /// <summary>A member that only the object's own type can set is followed there; one that others may set is not.</summary>
    [Theory]
    [InlineData("public string State { get; }", "JsonSerializer.Serialize(url)", true)]
    [InlineData("public string State { get; set; }", "JsonSerializer.Serialize(url)", false)]
    public async Task MemberOfAnotherObject_NamesWhereItsTypeMakesIt(string member, string made, bool isNamed)
    {
        var report = Assert.Single(await VerifyCS.ReportsAsync($$"""
            public sealed class Flow
            {
                public Flow(string url) => State = {{made}};

                {{member}}
            }

            public sealed class SlackLinks
            {
                public string Start(string user) { var flow = new Flow(user); return "{{Request}}" + flow.State; }
            }
            """));

        Assert.Equal(
            isNamed,
            report.AdditionalLocations.Select(static place => place.SourceTree!.GetText().ToString(place.SourceSpan)).Contains(made));
    }

    /// <summary>A variable of the same name in another block is another one: only the value of this one is named.</summary>
    [Fact]
    public async Task VariableOfAnotherBlock_IsNotNamed()
    {
        var report = Assert.Single(await VerifyCS.ReportsAsync($$"""
            public sealed class SlackLinks
            {
                public string Start(string action, Func<string> read)
                {
                    if (action.Length == 0)
                    {
                        string state = Guid.NewGuid().ToString();
                        return "{{Request}}" + state;
                    }
                    else
                    {
                        string state = read();
                        return state;
                    }
                }
            }
            """));

        Assert.DoesNotContain("read()", report.AdditionalLocations.Select(static place => place.SourceTree!.GetText().ToString(place.SourceSpan)));
    }
}
