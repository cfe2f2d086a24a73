using static Atom.OAuth.Analyzers.Tests.CallbackSources;
using VerifyCS = Atom.OAuth.Testing.AnalyzerVerifier<Atom.OAuth.Analyzers.Rules.ValidateOAuthStateAnalyzer>;

namespace Atom.OAuth.Analyzers.Tests.Rules;

/// <summary>ATOM005: code that inserts a code into a text, shows it or passes it on is neither a redirect nor an exchange.</summary>
public sealed class ValidateOAuthStateShownTests
{
    /// <summary>A format string inserts the code into the request, whereas one that is searched for identifies the redirect.</summary>
    [Theory]
    [InlineData("writer.Write(\"code={0}&\", code);", false)]
    [InlineData("if (!url.Contains(\"code=\")) { return url; } writer.Write(\"code=\" + code);", true)]
    public Task CodeInsertedIntoAText_IsNoRedirect(string statements, bool isReported) => VerifyCS.VerifyAsync(Usings + $$"""
        public sealed class ContosoOAuthService(HttpClient http)
        {
            private async Task<string> {{(isReported ? "[|GetAccessTokenAsync|]" : "GetAccessTokenAsync")}}(string url, string code)
            {
                var writer = new StringWriter();
                {{statements}}
                writer.Write("grant_type=authorization_code");
                var response = await http.PostAsync("https://contoso.example/oauth2/token", new StringContent(writer.ToString()));
                return await response.Content.ReadAsStringAsync();
            }

            public Task<string> SignInAsync(string url, string code) => GetAccessTokenAsync(url, code);
        }
        """);

    /// <summary>A page shows the settings of the client and the code that has arrived; nothing is exchanged yet.</summary>
    [Theory]
    [InlineData("return View(model);", false)]
    [InlineData("return View(\"Settings\", model);", false)]
    [InlineData("await http.PostAsJsonAsync(\"https://contoso.example/tokens\", model); return View(model);", true)]
    [InlineData("await http.PostAsJsonAsync(\"https://contoso.example/tokens\", model); return Ok();", true)]
    public Task ModelOfAPage_IsNoRequest(string end, bool isReported) => VerifyCS.VerifyAsync(Usings + $$"""
        public sealed class SettingsModel
        {
            public string? client_secret { get; set; }

            public string? code { get; set; }
        }

        public class ContosoOAuthController(SettingsModel settings, HttpClient http) : Controller
        {
            public async Task<IActionResult> {{(isReported ? "[|Show|]" : "Show")}}(string code, string state)
            {
                var model = new SettingsModel { client_secret = settings.client_secret };
                model.client_secret ??= settings.client_secret;
                model.code = code;
                http.CancelPendingRequests();
                await Task.Yield();
                {{end}}
            }
        }
        """);

    /// <summary>A page of the browser gives the code to the application's own server, where the exchange is reported.</summary>
    [Theory]
    [InlineData("\"/api/connect\"", false)]
    [InlineData("$\"api/connect/{1}\"", false)]
    [InlineData("\"https://contoso.example/oauth/token\"", true)]
    public Task PageOfTheApplication_HandsTheCodeToItsServer(string address, bool isReported) => VerifyCS.VerifyAsync(Usings + $$"""
        public sealed class Connect { public string? AuthorizationCode { get; set; } }

        public sealed class ConnectStravaPage(HttpClient http)
        {
            public string? AuthorizationCode { get; set; }

            public async Task {{(isReported ? "[|OnInitializedAsync|]" : "OnInitializedAsync")}}(Uri uri)
            {
                AuthorizationCode = QueryHelpers.ParseQuery(uri.Query)["code"];
                Console.WriteLine($"The code is {AuthorizationCode}");
                await SendAsync(AuthorizationCode!);
            }

            private async Task SendAsync(string authorizationCode) =>
                await http.PostAsJsonAsync({{address}}, new Connect { AuthorizationCode = authorizationCode });
        }
        """);

    /// <summary>An address of the application that the code is not sent to: the redirect URI, a page.</summary>
    [Theory]
    [InlineData("var answer = await http.PostAsJsonAsync(address, request); await store.SaveAsync(answer);")]
    [InlineData("var answer = await http.PostAsJsonAsync(\"/api/acme/token\", new Exchange { Grant = GrantType.AuthorizationCode, Code = code });")]
    public Task AddressOfTheApplication_HidesNoExchange(string send) => VerifyCS.VerifyAsync(Usings + $$"""
        public enum GrantType { AuthorizationCode }

        public sealed class Exchange { public GrantType Grant { get; set; } public string? Code, RedirectUri; }

        public sealed class AcmeController(HttpClient http, dynamic store, string address) : ControllerBase
        {
            public object Kept => (store, address);

            [HttpGet("/api/acme/callback")]
            public async Task<IActionResult> [|Callback|](string code, string state)
            {
                var request = new Exchange { Grant = GrantType.AuthorizationCode, Code = code, RedirectUri = $"{address}/api/acme/callback" };
                {{send}}
                return Redirect("/api/status");
            }
        }
        """);
}
