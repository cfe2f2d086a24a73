using Atom.OAuth.Refreshing;
using Atom.OAuth.Store;
using Atom.OAuth.Testing;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.AspNetCore.Tests.Support;

/// <summary>An application with connections, on loopback. Its users sign in with a header.</summary>
internal sealed class TestApp : IAsyncDisposable
{
    public const string Tenant = "tenant-1";
    public const string User = "user-1";

    private readonly DirectoryInfo _folder;
    private readonly WebApplication _app;

    private TestApp(WebApplication app, DirectoryInfo folder, FakeProvider provider)
    {
        _app = app;
        _folder = folder;
        Provider = provider;
    }

    public FakeProvider Provider { get; }

    public IServiceProvider Services => _app.Services;

    public string Origin => _app.Urls.First();

    public RecordingLog Log { get; private init; } = new();

    public IOAuthConnections Connections => Services.GetRequiredService<IOAuthConnections>();

    public ConnectionStore Store => Services.GetRequiredService<ConnectionStore>();

    /// <summary>Gets the changes of which the application was notified.</summary>
    public List<OAuthConnectionChangeKind> Changes { get; } = [];

    /// <param name="configure">Adds integrations in addition to <c>demo</c>.</param>
    /// <param name="options">Configures the options.</param>
    /// <param name="services">Configures the services.</param>
    /// <param name="demo">Configures the options of <c>demo</c>.</param>
    /// <param name="keys">The folder of the Data Protection keys, shared with other processes; null for keys in memory.</param>
    /// <param name="port">The port to listen on; 0 for any.</param>
    public static async Task<TestApp> StartAsync(
        Action<OAuthConnectionsBuilder, FakeProvider>? configure = null,
        Action<ConnectionsOptions>? options = null,
        Action<IServiceCollection>? services = null,
        Action<OAuthIntegrationOptions>? demo = null,
        string? keys = null,
        int port = 0)
    {
        var provider = await FakeProvider.StartAsync();
        var folder = Directory.CreateTempSubdirectory("atom-oauth-");
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var protection = builder.Services.AddDataProtection().SetApplicationName("tests");
        _ = keys is null ? protection.UseEphemeralDataProtectionProvider() : protection.PersistKeysToFileSystem(new DirectoryInfo(keys));
        TestApp? self = null;
        var connections = builder.Services.AddAtomOAuth().AddConnections(o =>
        {
            o.UseSqlite(Path.Combine(folder.FullName, "connections.db"));
            o.OnConnected = o.OnReauthorizationRequired = o.OnDisconnected = (change, _) =>
            {
                lock (self!.Changes)
                {
                    self.Changes.Add(change.Kind);
                }

                return ValueTask.CompletedTask;
            };
            options?.Invoke(o);
        });
        connections.AddIntegration("demo", o =>
        {
            Point(o, provider);
            demo?.Invoke(o);
        });
        configure?.Invoke(connections, provider);
        builder.Services.AddHttpClient("demo").AddConnectionToken("demo");
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication("header").AddScheme<AuthenticationSchemeOptions, HeaderSignIn>("header", null);
        services?.Invoke(builder.Services);
        builder.Logging.ClearProviders();
        WebApplication app;
        RecordingLog log = new();
        builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        app = builder.Build();
        self = new TestApp(app, folder, provider) { Log = log };
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapIntegrations("/integrations").RequireAuthorization();
        await app.StartAsync();
        return self;
    }

    /// <summary>Configures an integration to use the tests' provider.</summary>
    public static void Point(OAuthIntegrationOptions options, FakeProvider provider)
    {
        options.ClientId = "client";
        options.ClientSecret = "hunter22";
        options.AuthorizationEndpoint = provider.Origin + "/authorize";
        options.TokenEndpoint = provider.Origin + "/token";
        options.RevocationEndpoint = provider.Origin + "/revoke";
        options.UserInfoEndpoint = provider.Origin + "/userinfo";
        options.ApiHosts.Add(provider.Origin);
        options.AllowPrivateNetwork = true;
        if (options.Scopes.Count == 0)
        {
            options.Scopes.Add("read");
            options.Scopes.Add("write");
        }
    }

    /// <summary>Connects like a browser.</summary>
    /// <returns>The URL to which the browser is finally redirected.</returns>
    public async Task<string> ConnectAsync(Browser browser, string integration = "demo", string? scope = null, string? query = null)
    {
        var authorization = await browser.StartAsync(integration, query);
        return (await browser.CallbackAsync(integration, Provider.Consent(authorization, scope))).Location;
    }

    /// <summary>Connects, and returns the connection.</summary>
    public async Task<OAuthConnection> ConnectedAsync(Browser? browser = null, string integration = "demo")
    {
        browser ??= new Browser(this);
        var location = await ConnectAsync(browser, integration);
        string id = QueryHelpers.ParseQuery(location[location.IndexOf('?', StringComparison.Ordinal)..])["connection"]!;
        return (await Connections.FindAsync(Tenant, id))!;
    }

    /// <summary>Gets a stored connection with its decrypted tokens.</summary>
    public async Task<(ConnectionRow Row, TokenSet Tokens)> StoredAsync(string connectionId, string? tenant = Tenant)
    {
        ConnectionKey key = new(tenant, connectionId);
        var row = (await Store.FindAsync(key, default))!;
        return (row, Services.GetRequiredService<TokenSeal>().Open(key, row.Tokens));
    }

    /// <summary>Stores a connection directly.</summary>
    public async Task<string> AddConnectionAsync(OAuthTokens tokens, string user = User, string integration = "demo", string account = "")
    {
        Grant grant = new(Tenant, user, integration)
        {
            AskedScopes = "read write",
            AccountId = account.Length == 0 ? null : account,
            ExpiresAt = tokens.ExpiresAt?.ToUnixTimeMilliseconds(),
            Time = Services.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds(),
        };
        var seal = Services.GetRequiredService<TokenSeal>();
        (var key, _) = await Store.SaveGrantAsync(grant, (id, _) => seal.Protect(id, new TokenSet(tokens)), default);
        return key.ConnectionId;
    }

    /// <summary>Stores a connection whose access token has expired.</summary>
    public Task<string> AddExpiredAsync(string user = User, string? refreshToken = null, string integration = "demo")
        => AddConnectionAsync(
            new OAuthTokens("at-old") { RefreshToken = refreshToken ?? Provider.Issue(), ExpiresAt = DateTimeOffset.UtcNow.AddMinutes(-1) },
            user,
            integration);

    /// <summary>Clears the tokens in memory, like a restart.</summary>
    public void Restart(string connectionId) => Services.GetRequiredService<TokenCache>().Forget(new ConnectionKey(Tenant, connectionId));

    public HttpClient Client(string name = "demo") => Services.GetRequiredService<IHttpClientFactory>().CreateClient(name);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Provider.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        TestFolder.Delete(_folder.FullName);
    }
}
