using System.Net;
using System.Text.RegularExpressions;

namespace Atom.OAuth.Package.Tests;

/// <summary>
/// An application with a hand-written flow, fixed only by <c>dotnet format analyzers</c>: it starts, connects an account, and says what
/// it lacks.
/// </summary>
[Collection(PackageCollection.Name)]
public sealed partial class FixedApplicationTests(PackageFixture packages)
{
    private const string Program = """
        using System.Security.Claims;
        using Microsoft.AspNetCore.Authentication;
        using Microsoft.AspNetCore.Authentication.Cookies;

        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddHttpClient();
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
        builder.Services.AddAuthorization();
        builder.Services.AddSingleton<Connections>();
        builder.Services.AddControllers();

        var app = builder.Build();
        app.MapControllers();
        app.MapGet("/login", (HttpContext context) => context.SignInAsync(
            new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "user-1")], CookieAuthenticationDefaults.AuthenticationScheme))));
        app.MapGet("/connections", (Connections connections) => connections.All);
        app.Run();

        public sealed class Connections
        {
            private readonly List<string> _saved = [];

            public IReadOnlyList<string> All => _saved;

            public Task SaveTokenAsync(string userId, string token)
            {
                _saved.Add(userId + ":" + token);
                return Task.CompletedTask;
            }
        }

        """;

    private const string Controller = """
        using System.Security.Claims;
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Mvc;

        [Authorize]
        public sealed class SlackController(IHttpClientFactory clients, Connections connections, IConfiguration configuration) : ControllerBase
        {
            [HttpGet("/slack/connect")]
            public IActionResult Connect()
            {
                var userId = User.FindFirstValue(ClaimTypes.NameIdentifier)!;
                var state = Guid.NewGuid().ToString("N");
                return Redirect($"https://slack.com/oauth/v2/authorize?client_id=1&redirect_uri=x&state={state}");
            }

            [HttpGet("/slack/callback")]
            public async Task<IActionResult> Callback(string code, string? state, CancellationToken cancellationToken)
            {
                var userId = User.FindFirstValue(ClaimTypes.NameIdentifier)!;
                var form = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["grant_type"] = "authorization_code",
                    ["client_secret"] = "secret",
                    ["code"] = code,
                });
                using var http = clients.CreateClient();
                using var response = await http.PostAsync(configuration["Slack:TokenEndpoint"], form, cancellationToken);
                var token = await response.Content.ReadFromJsonAsync<SlackToken>(cancellationToken);
                await connections.SaveTokenAsync(userId, token!.access_token);
                return Ok("connected");
            }
        }

        public sealed record SlackToken(string access_token);

        """;

    private static readonly string[] Expected = ["ATOM001", "ATOM002", "ATOM003", "ATOM005"];

    /// <summary>What code scanning shows as security issues, because of the tags in the compiler's log.</summary>
    private static readonly string[] OfSecurity = ["ATOM003", "ATOM005"];

    [Fact]
    public async Task FixesAlone_MakeAnApplicationThatAnswers_AndSaysWhatItLacks()
    {
        using ScratchProject project = new(packages);
        project.Delete("App/Integration.cs");
        project.Write("App/App.csproj", ScratchProject.ProjectFile(ScratchProject.Reference(packages), sdk: "Microsoft.NET.Sdk.Web"));
        project.Write("App/Program.cs", Program);
        project.Write("App/SlackController.cs", Controller);
        var before = await project.BuildAsync();
        Assert.Equal(Expected, Rules(before));
        Assert.Equal(OfSecurity, Rules(before.Where(finding => finding.Tags.Contains("security"))));

        await project.FixAsync();

        Assert.Empty(Rules(await project.BuildAsync("-o", "../out")));
        var folder = Path.Combine(project.Folder, "App");
        Assert.Equal(
            Program.Replace("AddControllers();\n", "AddControllers();\nbuilder.Services.AddAtomOAuth();\n", StringComparison.Ordinal),
            await File.ReadAllTextAsync(Path.Combine(folder, "Program.cs")));

        using LoopbackProvider provider = new();
        await using var app = await RunningApplication.StartAsync(
            Path.Combine(project.Folder, "out/App.dll"), folder, ("Slack__TokenEndpoint", provider.Origin + "/token"));
        Assert.Contains("No historical sync service is registered", app.OutputOfTheStart, StringComparison.Ordinal);

        using Browser browser = new(app.Address);
        using var login = await browser.GetAsync("/login");
        using var connect = await browser.GetAsync("/slack/connect");
        Assert.Equal(HttpStatusCode.Redirect, connect.StatusCode);
        var state = State().Match(connect.Headers.Location!.Query).Groups[1].Value;

        using var forged = await browser.GetAsync("/slack/callback?code=c-1&state=forged");
        using var callback = await browser.GetAsync($"/slack/callback?code=c-1&state={state}");
        using var saved = await browser.GetAsync("/connections");
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (forged.StatusCode, callback.StatusCode));
        Assert.Equal("""["user-1:xoxb-1"]""", await saved.Content.ReadAsStringAsync());
    }

    private static IEnumerable<string> Rules(IEnumerable<Finding> findings) =>
        findings.Select(finding => finding.RuleId).Where(id => id.StartsWith("ATOM", StringComparison.Ordinal)).Distinct().Order();

    [GeneratedRegex(@"[?&]state=([^&]+)")]
    private static partial Regex State();
}
