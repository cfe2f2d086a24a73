using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ProtectOAuthStateAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM003: states created by the application's services, and requests built by them.</summary>
public sealed class ProtectOAuthStateServicesTests
{
    private const string Protect = "provider.CreateProtector(\"oauth\").ToTimeLimitedDataProtector().Protect(user, TimeSpan.FromMinutes(10))";

    [Theory]
    [InlineData("IStates", "interface IStates { string Create(string user); }", "class States(IDataProtectionProvider provider) : IStates", "public string", "Create")]
    [InlineData("StatesBase", "abstract class StatesBase { public abstract string Create(string user); }", "class States(IDataProtectionProvider provider) : StatesBase", "public override string", "Create")]
    [InlineData("States", "", "class States(IDataProtectionProvider provider)", "public string", "Create")]
    [InlineData("States", "", "class States(IDataProtectionProvider provider)", "public string", "ProtectWithNonce")]
    [InlineData("States", "", "class States(IDataProtectionProvider provider)", "public string", "CreateRandom")]
    public Task ServiceThatProtects_IsFollowed(string type, string declaration, string service, string signature, string method) =>
        VerifyCS.VerifyAsync(Page(type, declaration, service, $"{signature} {method}(string user) => {Protect};", $"{{states.{method}(\"u\")}}"));

    [Theory]
    [InlineData("IStates", "interface IStates { string Create(string user); }", "class States : IStates", "Create")]
    [InlineData("States", "", "class States", "Create")]
    [InlineData("States", "", "class States", "ProtectWithNonce")]
    public Task ServiceThatProtectsNothing_Triggers(string type, string declaration, string service, string method) =>
        VerifyCS.VerifyAsync(Page(
            type,
            declaration,
            service,
            $"public string {method}(string user) => user + Guid.NewGuid();",
            $"{{[|states.{method}(\"u\")|]}}"));

    /// <summary>The service returns its state, and the caller creates none.</summary>
    [Theory]
    [InlineData("string BuildAuthorizationUrl(out string state);", "auth.BuildAuthorizationUrl(out _)")]
    [InlineData("string BuildAuthorizationUrl(out string state);", "auth.BuildAuthorizationUrl(out var state) + state")]
    [InlineData("string BuildAuthorizationUrl(string state);", "auth.BuildAuthorizationUrl([|Guid.NewGuid().ToString()|])")]
    public Task StateThatAServiceGivesBack_IsNotTheCallers(string member, string call) => VerifyCS.VerifyAsync($$"""
        public interface IYouTubeAuth { {{member}} }

        public class YouTubeOAuthController(IYouTubeAuth auth)
        {
            public string Start() => {{call}};
        }
        """);

    /// <summary>It is unknown which of the two implementations creates the state.</summary>
    [Fact]
    public Task OneOfTwoServices_IsUnknown() => VerifyCS.VerifyAsync(Page(
        "IStates",
        "interface IStates { string Create(string user); } public class Plain : IStates { public string Create(string user) => user; }",
        "class States(IDataProtectionProvider provider) : IStates",
        $"public string Create(string user) => {Protect};",
        "{[|states.Create(\"u\")|]}"));

    /// <summary>The service that creates the state is reported once, but not the callers that pass its state to the URL builder.</summary>
    [Fact]
    public Task ServiceThatIsReported_SparesItsCallers() => VerifyCS.VerifyAsync(Builder("""
                var state = [|Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))|];
                await cache.SetStringAsync(state, "1");
                return state;
        """, "await discord.CreateAsync()", "await discord.CreateForAsync(7)"));

    /// <summary>A method that does not mention a state is not reported, so its callers are, but not their callers.</summary>
    [Fact]
    public Task ServiceThatIsNotReported_LeavesTheCallers() => VerifyCS.VerifyAsync(Builder("""
                var bytes = RandomNumberGenerator.GetBytes(32);
                await cache.SetStringAsync("seen", "1");
                return Convert.ToBase64String(bytes);
        """, "[|await discord.CreateAsync()|]", "await discord.CreateForAsync(7)", inner: "[|await CreateAsync()|]"));

    private static string Builder(string body, string signIn, string link, string inner = "await CreateAsync()") => $$"""
        using System.Security.Cryptography;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.Caching.Distributed;

        public class DiscordOAuthService(IDistributedCache cache)
        {
            public string BuildAuthorizeUrl(string state) =>
                $"https://discord.com/oauth2/authorize?response_type=code&client_id=c&redirect_uri=https://x.contoso.com/cb&state={state}";

            public async Task<string> CreateAsync()
            {
        {{body}}
            }

            public async Task<string> CreateForAsync(int user)
            {
                var state = {{inner}};
                await cache.SetStringAsync(state + ":user", user.ToString());
                return state;
            }
        }

        public class DiscordController(DiscordOAuthService discord) : Controller
        {
            public async Task<IActionResult> SignIn()
            {
                var state = {{signIn}};
                return Redirect(discord.BuildAuthorizeUrl(state));
            }

            public async Task<IActionResult> Link()
            {
                var state = {{link}};
                return Redirect(discord.BuildAuthorizeUrl(state));
            }
        }
        """;

    private static string Page(string type, string declaration, string service, string member, string state) => $$"""
        using Microsoft.AspNetCore.DataProtection;
        using Microsoft.AspNetCore.Mvc;

        public {{(declaration.Length == 0 ? "record Unused" : declaration)}}{{(declaration.Length == 0 ? ";" : "")}}

        public {{service}}
        {
            {{member}}
        }

        public class ZoomController({{type}} states) : Controller
        {
            public IActionResult Connect() =>
                Redirect($"https://zoom.us/oauth/authorize?response_type=code&client_id=c&redirect_uri=https://x.contoso.com/cb&state={{state}}");
        }
        """;

    /// <summary>An omitted state is missing in the request, whatever the method would do with one.</summary>
    [Theory]
    [InlineData("Discord", "discord.Url(\"https://x.contoso.com/cb\")", true)]
    [InlineData("Discord", "discord.Url(\"https://x.contoso.com/cb\", null)", true)]
    [InlineData("IDiscord", "discord.Url(\"https://x.contoso.com/cb\", string.Empty)", true)]
    [InlineData("IDiscord", "discord.Url(\"https://x.contoso.com/cb\", \"\")", true)]
    public async Task StateThatTheCallerLeavesOut_IsMissing(string type, string call, bool isReported)
    {
        var reports = await VerifyCS.ReportsAsync($$"""
            using Microsoft.AspNetCore.Mvc;

            public interface IDiscord { string Url(string back, string? state = null); }

            public class Discord : IDiscord
            {
                public string Url(string back, string? state = null)
                {
                    var query = new Dictionary<string, string> { ["client_id"] = "c", ["redirect_uri"] = back, ["response_type"] = "code" };
                    if (state != null)
                    {
                        query["state"] = state;
                    }

                    return "https://discord.com/oauth2/authorize?" + string.Join("&", query.Select(pair => pair.Key + "=" + pair.Value));
                }
            }

            public class ConnectController({{type}} discord) : Controller
            {
                public IActionResult Connect() => Redirect({{call}});
            }
            """);

        Assert.Equal(isReported ? 1 : 0, reports.Count);
    }
}
