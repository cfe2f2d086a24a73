using System.Net;
using System.Text.RegularExpressions;

namespace Atom.OAuth.Package.Tests;

/// <summary>
/// From <c>dotnet new web</c> to a connected account, with the package and the code in docs/connections.md, against a provider on loopback.
/// </summary>
[Collection(PackageCollection.Name)]
public sealed partial class ConnectionsProjectTests(PackageFixture packages)
{
    private const int MostLines = 15;

    [Fact]
    public async Task NewWebProject_ConnectsAnAccount_WithFifteenLinesByHand()
    {
        using TemporaryFolder folder = new();
        folder.Write("nuget.config", $"""
            <?xml version="1.0" encoding="utf-8"?>
            <configuration>
              <packageSources>
                <add key="packed-by-the-tests" value="{packages.Feed}" />
              </packageSources>
            </configuration>
            """);
        await Dotnet.RunAsync(folder.Path, "new", "web", "-o", "MyApp", "--no-restore");
        var generated = await File.ReadAllTextAsync(folder["MyApp/Program.cs"]);
        var program = GuideProgram().Match(Repository.Read("docs/connections.md")).Groups[1].Value;
        string[] byHand = [.. Lines(program).Except(Lines(generated))];

        // One more line for the settings.
        Assert.InRange(byHand.Length + 1, 1, MostLines);
        folder.Write("MyApp/Program.cs", program);
        var restore = $"-p:RestorePackagesPath={packages.Packages}";
        await Dotnet.RunAsync(
            folder["MyApp"], "add", "package", "Atom.OAuth.AspNetCore", "--version", packages.Version, "--package-directory", packages.Packages);
        await Dotnet.RunAsync(
            folder["MyApp"], "add", "package", "Atom.OAuth.Analyzers", "--version", packages.Version, "--package-directory", packages.Packages);

        // The library's own callbacks are not reported; hand-written ones next to them still are.
        Assert.DoesNotContain(
            "ATOM00",
            await Dotnet.RunAsync(folder["MyApp"], "build", "-nodeReuse:false", "-tl:off", "-o", folder["out"], restore),
            StringComparison.Ordinal);
        using (new LegacyCode(folder))
        {
            var findings = await Dotnet.RunAsync(folder["MyApp"], "build", "-nodeReuse:false", "-tl:off", "-o", folder["legacy"], restore);
            Assert.All(["ATOM002", "ATOM003", "ATOM005"], rule => Assert.Matches(@"AsanaEndpoints\.cs\(\d+,\d+\): warning " + rule, findings));
            Assert.DoesNotMatch(@"Program\.cs\(\d+,\d+\): warning ATOM", findings);
        }

        using LoopbackProvider provider = new();
        await using var app = await RunningApplication.StartAsync(
            folder["out/MyApp.dll"],
            folder["MyApp"],
            ("Slack__ClientId", "client"),
            ("Slack__ClientSecret", "secret"),
            ("Slack__Scopes__0", "channels:read"),
            ("Slack__AuthorizationEndpoint", provider.Origin + "/authorize"),
            ("Slack__TokenEndpoint", provider.Origin + "/token"),
            ("Slack__AllowPrivateNetwork", "true"));
        Assert.Contains("\"status\":\"active\"", await ConnectAsync(app.Address), StringComparison.Ordinal);
    }

    /// <summary>Does what a user does: signs in, clicks connect, consents, and looks at the list.</summary>
    private static async Task<string> ConnectAsync(string address)
    {
        using Browser browser = new(address);
        await browser.GetAsync("/login");
        using var connect = await browser.GetAsync("/integrations/slack/connect?returnPath=/integrations");
        Assert.Equal(HttpStatusCode.Redirect, connect.StatusCode);
        var state = StateParameter().Match(connect.Headers.Location!.Query).Groups[1].Value;
        using var callback = await browser.GetAsync($"/integrations/slack/callback?code=c-1&state={state}");
        Assert.Contains("connected=slack", callback.Headers.Location!.OriginalString, StringComparison.Ordinal);
        using var list = await browser.GetAsync(callback.Headers.Location.OriginalString);
        return await list.Content.ReadAsStringAsync();
    }

    /// <summary>Adds a hand-written integration to the project until disposed.</summary>
    private sealed class LegacyCode : IDisposable
    {
        private const string Client = """
            namespace LegacyIntegrations;

            public class AsanaClient(HttpClient http)
            {
                public async Task<AsanaToken?> ExchangeCodeAsync(string code, string clientId, string clientSecret, CancellationToken cancellationToken)
                {
                    var form = new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code, ["client_id"] = clientId, ["client_secret"] = clientSecret };
                    using var response = await http.PostAsync("https://app.asana.com/-/oauth_token", new FormUrlEncodedContent(form), cancellationToken);
                    return await response.Content.ReadFromJsonAsync<AsanaToken>(cancellationToken);
                }
            }

            public record AsanaToken(string access_token, string? refresh_token);
            """;

        private readonly string _folder;

        public LegacyCode(TemporaryFolder project)
        {
            _folder = project["MyApp/Legacy"];
            project.Write("MyApp/Legacy/AsanaClient.cs", Client);
            foreach (var file in (string[])["AsanaEndpoints.cs", "ConnectionStore.cs"])
            {
                project.Write("MyApp/Legacy/" + file, Repository.Read("samples/LegacyIntegrations/" + file));
            }
        }

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }

    private static IEnumerable<string> Lines(string code) => code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);

    [GeneratedRegex(@"<!-- start -->\n```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex GuideProgram();

    [GeneratedRegex(@"[?&]state=([^&]+)")]
    private static partial Regex StateParameter();
}
