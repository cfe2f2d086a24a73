using Atom.OAuth.Analyzers.Rules;
using Atom.OAuth.CodeFixes.Rules;
using VerifyCS = Atom.OAuth.Testing.CodeFixVerifier<Atom.OAuth.Analyzers.Rules.ValidateOAuthStateAnalyzer, Atom.OAuth.CodeFixes.Rules.ValidateOAuthStateFixer>;

namespace Atom.OAuth.CodeFixes.Tests.Rules;

/// <summary>The provider's name if only a called service says it.</summary>
public sealed class ProviderOfServicesFixerTests
{
    [Theory]
    [InlineData("private static string Id => Settings[\"Upstox:ClientId\"];", "upstox")]
    [InlineData("private readonly UpstoxOptions _options = new(); private string Id => _options.ClientId;", "upstox")]
    [InlineData("private static readonly UpstoxOptions upstox = new(); private string Id => upstox.ClientId;", "upstox")]
    [InlineData("private string Address(string tenant) => $\"https://login.upstox-auth.com/{tenant}/oauth2/token\";", "upstox-auth")]
    public async Task ServiceWithItsClient_NamesTheProvider(string member, string id) =>
        Assert.Contains($"\"{id}\"", await VerifyCS.Test(Controller(member)).FixFirstAsync(), StringComparison.Ordinal);

    [Theory]
    [InlineData("private static string Id => Settings[\"Mail:ClientId\"];")]
    [InlineData("private readonly OtherOptions _options = new(); private string Id => _options.ClientId;")]
    [InlineData("private string Font => \"https://fonts.googleapis.com/css\";")]
    public Task ServiceWithoutIt_NamesNone(string member) => VerifyCS.VerifyNoFixAsync(Controller(member));

    /// <summary>The tokens are saved under the integration's name: so is the history.</summary>
    [Theory]
    [InlineData("string serviceName", "alias")]
    [InlineData("string providerName", "alias")]
    public async Task NameOfTheSave_IsTheIntegration(string parameter, string expected) => Assert.Contains(
        $"TriggerHistoricalSyncOnConnectionAsync({expected}, userId, null)",
        await CodeFixVerifier<StartHistoricalSyncOnConnectionAnalyzer, StartHistoricalSyncOnConnectionFixer>.Test(Saving(parameter)).FixFirstAsync(),
        StringComparison.Ordinal);

    /// <summary>An id may be a row's, and a platform the device's.</summary>
    [Theory]
    [InlineData("string label")]
    [InlineData("string integrationId")]
    [InlineData("string providerId")]
    [InlineData("string providerKey")]
    [InlineData("string platform")]
    public Task AnotherNameOfTheSave_IsNot(string parameter) =>
        CodeFixVerifier<StartHistoricalSyncOnConnectionAnalyzer, StartHistoricalSyncOnConnectionFixer>.VerifyNoFixAsync(Saving(parameter));

    private static string Controller(string member) => $$"""
        using Microsoft.AspNetCore.Mvc;

        public sealed class UpstoxOptions
        {
            public string ClientId { get; set; } = "";
        }

        public sealed class OtherOptions
        {
            public string ClientId { get; set; } = "";
        }

        public sealed class UpstoxService(HttpClient http)
        {
            private static readonly Dictionary<string, string> Settings = new();

            {{member}}

            public Task<HttpResponseMessage> ExchangeCodeAsync(string code) => http.PostAsync(
                "login/token", new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code }));
        }

        public sealed class BrokerController(UpstoxService broker) : ControllerBase
        {
            [HttpGet("broker/callback")]
            public async Task<IActionResult> Callback(string code)
            {
                await broker.ExchangeCodeAsync(code);
                return Ok();
            }
        }
        """;

    private static string Saving(string parameter) => $$"""
        using Microsoft.AspNetCore.Mvc;

        public interface IStore
        {
            Task SaveTokensAsync(string userId, {{parameter}}, string refreshToken);
        }

        public interface IExchange
        {
            Task<string> ExchangeCodeAsync(string code);
        }

        public sealed class BrokerController(IExchange exchange, IStore store) : ControllerBase
        {
            [HttpGet("broker/{alias}/callback")]
            public async Task<IActionResult> Callback(string alias, string code, string state)
            {
                if (Request.Cookies["state"] != state)
                {
                    return BadRequest();
                }

                var userId = User.Identity!.Name!;
                var refreshToken = await exchange.ExchangeCodeAsync(code);
                await store.SaveTokensAsync(userId, alias, refreshToken);
                return Ok();
            }
        }
        """;
}
