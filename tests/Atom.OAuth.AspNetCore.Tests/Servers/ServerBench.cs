using System.Net;
using System.Net.Sockets;
using Atom.OAuth.AspNetCore.Tests.Processes;
using Atom.OAuth.AspNetCore.Tests.Support;
using Atom.OAuth.Testing;

namespace Atom.OAuth.AspNetCore.Tests.Servers;

/// <summary>An application, a real server, and a relay between them; further instances of the application are processes.</summary>
internal sealed class ServerBench : IAsyncDisposable
{
    public const string OpenIddict = "openiddict";
    public const string OpenIddictStrict = "openiddict without leeway";

    /// <summary>Gets whether tests cover everything with every server (ATOM_OAUTH_ALL_SERVERS=1), for the tables of docs/connections.md.</summary>
    public static bool IsThorough => Environment.GetEnvironmentVariable("ATOM_OAUTH_ALL_SERVERS") is not null;

    private readonly DirectoryInfo _keys;

    private ServerBench(IServer server, TokenRelay relay, TestApp app, DirectoryInfo keys, InstanceSettings settings)
    {
        Server = server;
        Relay = relay;
        App = app;
        _keys = keys;
        Settings = settings;
    }

    public IServer Server { get; }

    public TokenRelay Relay { get; }

    public TestApp App { get; }

    public InstanceSettings Settings { get; }

    public static async Task<ServerBench> StartAsync(string name, OAuthDatabaseKind kind, string database)
    {
        var port = FreePort();
        var redirectUri = $"http://127.0.0.1:{port}/integrations/demo/callback";
        IServer server = name switch
        {
            OpenIddict => await OpenIddictServer.StartAsync(redirectUri, TimeSpan.FromMinutes(5)),
            OpenIddictStrict => await OpenIddictServer.StartAsync(redirectUri, TimeSpan.Zero),
            _ => new ForeignServer(await AuthorizationServer.StartAsync(name, redirectUri: redirectUri)),
        };
        var relay = await TokenRelay.StartAsync(server.TokenEndpoint);
        var keys = Directory.CreateTempSubdirectory("atom-oauth-keys-");
        InstanceSettings settings = new(
            kind.ToString(), database, keys.FullName, relay.Endpoint, server.ClientId, server.ClientSecret, server.BasicEncoding);
        var app = await TestApp.StartAsync(
            options: o => ConnectionTokenSource.Use(o, settings),
            demo: o =>
            {
                ConnectionTokenSource.Configure(o, settings);
                o.AuthorizationEndpoint = server.AuthorizationEndpoint.ToString();
                o.RevocationEndpoint = server.RevocationEndpoint?.ToString() ?? string.Empty;
                o.UserInfoEndpoint = string.Empty;
                o.Scopes.Clear();
                foreach (var scope in server.Scope.Split(' '))
                {
                    o.Scopes.Add(scope);
                }
            },
            keys: keys.FullName,
            port: port);
        return new ServerBench(server, relay, app, keys, settings);
    }

    /// <summary>Creates a connection, or consents again to an existing one.</summary>
    public async Task<string> ConnectAsync(string? connectionId = null)
    {
        Browser browser = new(App);
        var authorization = await browser.StartAsync(query: connectionId is null ? null : $"?connection={connectionId}");
        var query = ConnectTests.Query(authorization);
        var callback = await Server.AuthorizeAsync(authorization, query["state"], query["code_challenge"]);
        var reply = await browser.SendAsync(HttpMethod.Get, callback.PathAndQuery);
        Assert.StartsWith("/?connected=demo", reply.Location, StringComparison.Ordinal);
        return ConnectTests.Query(reply.Location)["connection"];
    }

    public Task<Instance[]> StartInstancesAsync(int count, Func<InstanceSettings, InstanceSettings>? change = null)
        => Task.WhenAll(Enumerable.Range(0, count).Select(_ => Instance.StartAsync(change?.Invoke(Settings) ?? Settings)));

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Relay.DisposeAsync();
        await Server.DisposeAsync();
        TestFolder.Delete(_keys.FullName);
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
