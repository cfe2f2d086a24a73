using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Atom.OAuth.Package.Tests;

/// <summary>
/// From <c>dotnet new web</c> to a connected account, with the package and the lines of docs/connections.md, against a provider on loopback.
/// </summary>
[Collection(PackageCollection.Name)]
public sealed partial class ConnectionsProjectTests(PackageFixture packages)
{
    private const int MostLines = 15;

    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);

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
        string generated = await File.ReadAllTextAsync(folder["MyApp/Program.cs"]);
        string program = GuideProgram().Match(Repository.Read("docs/connections.md")).Groups[1].Value;
        string[] byHand = [.. Lines(program).Except(Lines(generated))];

        // One more for the settings.
        Assert.InRange(byHand.Length + 1, 1, MostLines);
        folder.Write("MyApp/Program.cs", program);
        string restore = $"-p:RestorePackagesPath={packages.Packages}";
        await Dotnet.RunAsync(
            folder["MyApp"], "add", "package", "Atom.OAuth.AspNetCore", "--version", packages.Version, "--package-directory", packages.Packages);
        await Dotnet.RunAsync(
            folder["MyApp"], "add", "package", "Atom.OAuth.Analyzers", "--version", packages.Version, "--package-directory", packages.Packages);

        // The library's own callbacks are no finding; hand-written ones beside it still are.
        Assert.DoesNotContain(
            "ATOM00",
            await Dotnet.RunAsync(folder["MyApp"], "build", "-nodeReuse:false", "-tl:off", "-o", folder["out"], restore),
            StringComparison.Ordinal);
        using (new LegacyCode(folder))
        {
            string findings = await Dotnet.RunAsync(folder["MyApp"], "build", "-nodeReuse:false", "-tl:off", "-o", folder["legacy"], restore);
            Assert.All(["ATOM002", "ATOM003", "ATOM005"], rule => Assert.Matches(@"AsanaEndpoints\.cs\(\d+,\d+\): warning " + rule, findings));
            Assert.DoesNotMatch(@"Program\.cs\(\d+,\d+\): warning ATOM", findings);
        }

        using HttpListener provider = StartProvider(out string origin);
        using Process app = Start(folder, origin);
        try
        {
            string address = await ListeningAsync(app);
            Assert.Contains("\"status\":\"active\"", await ConnectAsync(address), StringComparison.Ordinal);
        }
        finally
        {
            app.Kill();
            await app.WaitForExitAsync();
        }
    }

    /// <summary>What the user does: signs in, clicks connect, consents, and looks at the list.</summary>
    private static async Task<string> ConnectAsync(string address)
    {
        // A cookie of __Host- is for https; browsers take loopback for as safe, HttpClient's container does not.
        Dictionary<string, string> cookies = [];
        using HttpClient browser = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(address) };
        await GetAsync("/login");
        using HttpResponseMessage connect = await GetAsync("/integrations/slack/connect?returnPath=/integrations");
        Assert.Equal(HttpStatusCode.Redirect, connect.StatusCode);
        string state = StateParameter().Match(connect.Headers.Location!.Query).Groups[1].Value;
        using HttpResponseMessage callback = await GetAsync($"/integrations/slack/callback?code=c-1&state={state}");
        Assert.Contains("connected=slack", callback.Headers.Location!.OriginalString, StringComparison.Ordinal);
        using HttpResponseMessage list = await GetAsync(callback.Headers.Location.OriginalString);
        return await list.Content.ReadAsStringAsync();

        async Task<HttpResponseMessage> GetAsync(string path)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, path);
            if (cookies.Count > 0)
            {
                request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            }

            HttpResponseMessage response = await browser.SendAsync(request);
            foreach (string cookie in response.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? set) ? set : [])
            {
                string[] pair = cookie.Split(';')[0].Split('=', 2);
                cookies[pair[0]] = pair[1];
            }

            return response;
        }
    }

    private static Process Start(TemporaryFolder folder, string origin)
    {
        ProcessStartInfo start = new(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [folder["out/MyApp.dll"], "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = folder["MyApp"],
            RedirectStandardOutput = true,
        };
        foreach ((string name, string value) in new[]
        {
            ("ClientId", "client"), ("ClientSecret", "secret"), ("Scopes__0", "channels:read"), ("AuthorizationEndpoint", origin + "/authorize"),
            ("TokenEndpoint", origin + "/token"), ("AllowPrivateNetwork", "true"),
        })
        {
            start.Environment["Slack__" + name] = value;
        }

        return Process.Start(start)!;
    }

    private static async Task<string> ListeningAsync(Process app)
    {
        using CancellationTokenSource timeout = new(LongestStart);
        StringBuilder output = new();
        while (await app.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
        {
            output.AppendLine(line);
            if (ListeningOn().Match(line) is { Success: true } found)
            {
                // The rest is read as well, so that the application does not wait for a full pipe.
                _ = app.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return found.Groups[1].Value;
            }
        }

        throw new InvalidOperationException($"The application ended: {output}");
    }

    /// <summary>A token endpoint that gives everybody Slack's tokens.</summary>
    private static HttpListener StartProvider(out string origin)
    {
        using (System.Net.Sockets.TcpListener free = new(IPAddress.Loopback, 0))
        {
            free.Start();
            origin = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        }

        HttpListener listener = new();
        listener.Prefixes.Add(origin + "/");
        listener.Start();
        _ = AnswerAsync(listener);
        return listener;
    }

    private static async Task AnswerAsync(HttpListener listener)
    {
        byte[] tokens = """{"ok":true,"access_token":"xoxb-1","scope":"channels:read","team":{"id":"T1","name":"Acme"},"authed_user":{"id":"U1"}}"""u8.ToArray();
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            context.Response.ContentType = "application/json";
            await context.Response.OutputStream.WriteAsync(tokens);
            context.Response.Close();
        }
    }

    /// <summary>An integration as people write it by hand, for as long as this lives.</summary>
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
            foreach (string file in (string[])["AsanaEndpoints.cs", "ConnectionStore.cs"])
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

    [GeneratedRegex(@"Now listening on: (\S+)")]
    private static partial Regex ListeningOn();
}
