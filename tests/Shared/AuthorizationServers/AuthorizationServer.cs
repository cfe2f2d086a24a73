using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Atom.OAuth.Testing;

/// <summary>
/// A real authorization server from another ecosystem, on a free loopback port, with a test user and a test client. It is started by a script
/// with the same name, which installs missing packages if possible, and stopped by <see cref="DisposeAsync"/>.
/// </summary>
/// <remarks>For how each server rotates refresh tokens and decodes client secrets, see README.md in this folder.</remarks>
public sealed class AuthorizationServer : IAsyncDisposable
{
    public const string OidcProvider = "oidc-provider";
    public const string OAuth2Server = "oauth2-server";
    public const string Django = "django";
    public const string Doorkeeper = "doorkeeper";
    public const string Glewlwyd = "glewlwyd";

    // The first start on a fresh machine installs packages.
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(4);

    private readonly Process _process;
    private readonly string _folder;
    private readonly string _line;
    private readonly JsonElement _facts;

    private AuthorizationServer(string name, Process process, string folder, string line)
    {
        Name = name;
        _process = process;
        _folder = folder;
        _line = line;
        _facts = JsonDocument.Parse(line).RootElement;
    }

    public string Name { get; }

    public Uri AuthorizationEndpoint => new(Text("authorization_endpoint")!);

    public Uri TokenEndpoint => new(Text("token_endpoint")!);

    public Uri? RevocationEndpoint => Text("revocation_endpoint") is { } url ? new Uri(url) : null;

    public string ClientId => Text("client_id")!;

    /// <summary>Gets the secret; it contains characters that reveal encoding errors.</summary>
    public string ClientSecret => Text("client_secret")!;

    /// <summary>Gets the registered redirect URI; nothing listens there.</summary>
    public string RedirectUri => Text("redirect_uri")!;

    public string Scope => Text("scope")!;

    /// <summary>
    /// Gets the encoding of the secret in a Basic header: <c>percent</c>, <c>raw</c>, or <see langword="null"/> if Basic does not work with this
    /// secret.
    /// </summary>
    public string? BasicEncoding => Text("basic_encoding");

    /// <summary>
    /// Gets the result of reusing the first refresh token after two refreshes: <c>revokes-all</c>, <c>rejected</c> or <c>accepted</c>.
    /// </summary>
    public string Reuse => Text("reuse")!;

    private static string Scripts => Repository.PathOf("tests/Shared/AuthorizationServers");

    /// <summary>Starts a server.</summary>
    /// <param name="name">One of the constants of this class.</param>
    /// <param name="accessTokenLifetime">The lifetime of access tokens, in whole seconds; an hour if <see langword="null"/>.</param>
    /// <param name="redirectUri">The redirect URI to register; <c>http://127.0.0.1:9/cb</c> if <see langword="null"/>.</param>
    /// <param name="environment">Further environment variables for the script, such as <c>REVOKE_OLD</c>.</param>
    public static async Task<AuthorizationServer> StartAsync(
        string name, TimeSpan? accessTokenLifetime = null, string? redirectUri = null, params (string Name, string Value)[] environment)
    {
        var folder = Directory.CreateTempSubdirectory("atom-oauth-server-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // If the tests run as root, the server runs as the user nobody.
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead
                | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }

        ProcessStartInfo start = new("bash", [Path.Combine(Scripts, $"start-{name}.sh"), $"{FreePort()}", folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ACCESS_TOKEN_TTL"] = $"{(int)(accessTokenLifetime ?? TimeSpan.FromHours(1)).TotalSeconds}";
        if (redirectUri is not null)
        {
            start.Environment["REDIRECT_URI"] = redirectUri;
        }

        foreach ((var variable, var value) in environment)
        {
            start.Environment[variable] = value;
        }

        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        using CancellationTokenSource timeout = new(StartTimeout);
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(timeout.Token);
            return line is not null
                ? new AuthorizationServer(name, process, folder, line)
                : throw new InvalidOperationException($"{name} did not start: {await errors}");
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    /// <summary>Logs in the test user and consents, as a browser would.</summary>
    /// <param name="state">The state of the authorization request.</param>
    /// <param name="codeChallenge">The PKCE challenge (S256), or <see langword="null"/> for a request without PKCE.</param>
    /// <returns>The URL to which the server redirects the browser: the redirect URI with <c>code</c> and <c>state</c>.</returns>
    public async Task<Uri> AuthorizeAsync(string state, string? codeChallenge = null)
    {
        string[] arguments = [Path.Combine(Scripts, "authorize.mjs"), state, .. codeChallenge is null ? Array.Empty<string>() : [codeChallenge]];
        using var login = Process.Start(new ProcessStartInfo("node", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        await login.StandardInput.WriteAsync(_line);
        login.StandardInput.Close();
        var errors = login.StandardError.ReadToEndAsync();
        var output = await login.StandardOutput.ReadToEndAsync();
        await login.WaitForExitAsync();
        return login.ExitCode == 0 ? new Uri(output.Trim()) : throw new InvalidOperationException($"{Name}: {await errors}");
    }

    public async ValueTask DisposeAsync()
    {
        // SIGTERM lets the script stop the server, which runs as another user.
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        using CancellationTokenSource timeout = new(TimeSpan.FromSeconds(20));
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        TestFolder.Delete(_folder);
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string? Text(string name) =>
        _facts.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
