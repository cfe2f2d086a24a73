using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.StartHistoricalSyncOnConnectionAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Callbacks;

/// <summary>ATOM002: OpenIddict's client exchanges the code and saves nothing; it is a connection if the application saves the tokens.</summary>
public sealed class CallbackOpenIddictTests
{
    private const string Library = """

        public static class OpenIddictClientAspNetCoreDefaults { public const string AuthenticationScheme = "OpenIddict.Client.AspNetCore"; }
        public static class OtherDefaults { public const string AuthenticationScheme = "Cookies"; }
        """;

    [Theory]
    [InlineData(Scheme, "await store.SaveTokensAsync(user, result.Properties!.GetTokenValue(\"refresh_token\")); return Redirect(\"/connected\");", true)]
    [InlineData(Scheme, "return SignIn(new ClaimsPrincipal(new ClaimsIdentity(result.Principal!.Claims)), result.Properties!, \"Cookies\");", false)]
    [InlineData(
        Scheme,
        "await store.SaveTokensAsync(user, result.Properties!.GetTokenValue(\"refresh_token\")); return SignIn(result.Principal!, result.Properties!, \"Cookies\");",
        false)]
    [InlineData(
        "OtherDefaults.AuthenticationScheme",
        "await store.SaveTokensAsync(user, result.Properties!.GetTokenValue(\"refresh_token\")); return Redirect(\"/connected\");",
        false)]
    public Task Endpoint(string scheme, string statements, bool isReported) => VerifyCS.VerifyAsync($$"""
        using System.Security.Claims;
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Mvc;

        public interface IStore { Task SaveTokensAsync(string user, object? tokens); }

        public sealed class ConnectionsController(IStore store) : Controller
        {
            public IStore Store => store;

            [HttpGet("~/callback/connect/{provider}")]
            public async Task<IActionResult> {{(isReported ? "[|Connected|]" : "Connected")}}(string provider, string user)
            {
                var result = await HttpContext.AuthenticateAsync({{scheme}});
                {{statements}}
            }
        }

        """ + Library);

    private const string Scheme = "OpenIddictClientAspNetCoreDefaults.AuthenticationScheme";
}
