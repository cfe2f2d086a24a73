using System.Security.Claims;
using Atom.OAuth.Testing;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Atom.OAuth.AspNetCore.Tests.Servers;

/// <summary>OpenIddict's server in this process, with rotation and reuse detection, and a configurable leeway for reusing refresh tokens.</summary>
internal sealed class OpenIddictServer : IServer
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;

    private OpenIddictServer(WebApplication app, DirectoryInfo folder, bool allowsRetry)
    {
        _app = app;
        _folder = folder;
        AllowsRetry = allowsRetry;
    }

    public string ClientId => "client";

    public string ClientSecret => "sec:ret+1/%";

    public string Scope => "offline_access read";

    public string? BasicEncoding => "percent";

    public bool AllowsRetry { get; }

    public Uri AuthorizationEndpoint => new(_app.Urls.First() + "/authorize");

    public Uri TokenEndpoint => new(_app.Urls.First() + "/token");

    public Uri? RevocationEndpoint => new(_app.Urls.First() + "/revoke");

    public static async Task<OpenIddictServer> StartAsync(string redirectUri, TimeSpan leeway)
    {
        var folder = Directory.CreateTempSubdirectory("atom-oauth-openiddict-");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddDbContext<DbContext>(options =>
        {
            options.UseSqlite($"Data Source={Path.Combine(folder.FullName, "server.db")}");
            options.UseOpenIddict();
        });
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>())
            .AddServer(server =>
            {
                server.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").SetRevocationEndpointUris("revoke");
                server.AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().RequireProofKeyForCodeExchange();
                server.SetRefreshTokenReuseLeeway(leeway);
                server.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
                server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().DisableTransportSecurityRequirement();
            });
        var app = builder.Build();
        app.MapGet("/authorize", (HttpContext http) =>
        {
            var request = http.GetOpenIddictServerRequest()!;
            ClaimsIdentity identity = new("tests", Claims.Name, Claims.Role);
            identity.SetClaim(Claims.Subject, "joe");
            identity.SetScopes(request.GetScopes());
            return Results.SignIn(new ClaimsPrincipal(identity), authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        });
        OpenIddictServer self = new(app, folder, leeway > TimeSpan.Zero);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var database = scope.ServiceProvider.GetRequiredService<DbContext>().Database;
            await database.EnsureCreatedAsync();

            // Lets readers and the writer not block each other.
            await database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL");
            await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(new OpenIddictApplicationDescriptor
            {
                ClientId = self.ClientId,
                ClientSecret = self.ClientSecret,
                RedirectUris = { new Uri(redirectUri) },
                Permissions =
                {
                    Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.Endpoints.Revocation,
                    Permissions.GrantTypes.AuthorizationCode,
                    Permissions.GrantTypes.RefreshToken, Permissions.ResponseTypes.Code, Permissions.Prefixes.Scope + "read",
                },
            });
            await scope.ServiceProvider.GetRequiredService<IOpenIddictScopeManager>().CreateAsync(new OpenIddictScopeDescriptor { Name = "read" });
        }

        await app.StartAsync();
        return self;
    }

    /// <summary>Returns the callback; the user is signed in, and consents to everything.</summary>
    public async Task<Uri> AuthorizeAsync(Uri authorization, string state, string? challenge)
    {
        using HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromMinutes(4) };
        using var response = await client.GetAsync(authorization);
        return response.Headers.Location ?? throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        TestFolder.Delete(_folder.FullName);
    }
}
