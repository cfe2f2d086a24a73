using Atom.OAuth.Analyzers.Rules;
using Atom.OAuth.CodeFixes.Rules;

namespace Atom.OAuth.CodeFixes.Tests.Rules;

/// <summary>
/// The fixes of ATOM002 and ATOM005 if one callback serves many providers, and if the namespace of a framework type contains a provider's
/// name.
/// </summary>
public sealed class CallbacksOfManyProvidersFixerTests
{
    private const string ManyProviders = $$"""
        using Microsoft.AspNetCore.Mvc;

        public interface IStore { Task SaveTokensAsync(string userId, string tokens); }
        {{ManyProvidersSample.Source}}

        public class ConnectionsController(Providers providers, IStore store) : ControllerBase
        {
            [HttpGet("callback/{provider}")]
            public async Task<IActionResult> Callback(string provider, string code, string state)
            {
                var userId = User.Identity!.Name!;
                await store.SaveTokensAsync(userId, await providers.Get(provider).ExchangeCodeAsync(code));
                return Ok();
            }
        }
        """;

    private const string Page = """
        using Microsoft.AspNetCore.Mvc;

        public interface IStore { Task SaveTokensAsync(string userId, string tokens); }

        public class CallbackModel(HttpClient http, IStore store) : Microsoft.AspNetCore.Mvc.RazorPages.PageModel
        {
            public async Task<IActionResult> OnGetAsync(string code, string state)
            {
                var userId = User.Identity!.Name!;
                var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code });
                var answer = await http.PostAsync("https://app.asana.com/-/oauth_token", form);
                await store.SaveTokensAsync(userId, await answer.Content.ReadAsStringAsync());
                return Page();
            }
        }
        """;

    [Theory]
    [InlineData(ManyProviders, "ForUserSession(provider, userId")]
    [InlineData(Page, "ForUserSession(\"asana\", userId")]
    public async Task StateIsExpected_OfTheProviderOfTheRequest(string source, string expected) => Assert.Contains(
        expected,
        await CodeFixVerifier<ValidateOAuthStateAnalyzer, ValidateOAuthStateFixer>.Test(source).FixFirstAsync(),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(ManyProviders, "TriggerHistoricalSyncOnConnectionAsync(provider, userId")]
    [InlineData(Page, "TriggerHistoricalSyncOnConnectionAsync(\"asana\", userId")]
    public async Task HistoryIsFetched_OfTheProviderOfTheRequest(string source, string expected) => Assert.Contains(
        expected,
        await CodeFixVerifier<StartHistoricalSyncOnConnectionAnalyzer, StartHistoricalSyncOnConnectionFixer>.Test(source).FixFirstAsync(),
        StringComparison.Ordinal);
}
