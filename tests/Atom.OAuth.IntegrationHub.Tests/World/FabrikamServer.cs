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

namespace Atom.OAuth.IntegrationHub.Tests;

/// <summary>Fabrikam: a real authorization server, OpenIddict, with a small API that validates each token.</summary>
internal sealed class FabrikamServer : IAsyncDisposable
{
    public const string ClientId = "hub";
    public const string ClientSecret = "fabrikam-secret";
    public const int Notes = 40;

    private const int PageSize = 7;

    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;

    private FabrikamServer(WebApplication app, DirectoryInfo folder) => (_app, _folder) = (app, folder);

    public Uri Origin => new(_app.Urls.Single());

    public static async Task<FabrikamServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("fabrikam-");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddDbContext<DbContext>(
            options => options.UseSqlite($"Data Source={Path.Combine(folder.FullName, "server.db")}").UseOpenIddict());
        builder.Services.AddOpenIddict().AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>()).AddServer(server =>
        {
            server.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token");
            server.AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().RequireProofKeyForCodeExchange();
            server.UseReferenceAccessTokens().AddEphemeralEncryptionKey().AddEphemeralSigningKey();
            server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().DisableTransportSecurityRequirement();
        });
        var app = builder.Build();
        app.MapGet("/authorize", Allow);
        app.MapGet("/fabrikam/api.fabrikam.example/notes", ListNotesAsync);
        await app.StartAsync();
        return new FabrikamServer(app, folder);
    }

    /// <summary>Registers the application, as a developer does in the provider's console.</summary>
    public async Task RegisterAsync(Uri redirectUri)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DbContext>().Database.EnsureCreatedAsync();
        await scope.ServiceProvider.GetRequiredService<IOpenIddictScopeManager>().CreateAsync(new OpenIddictScopeDescriptor { Name = "notes.read" });
        await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(new OpenIddictApplicationDescriptor
        {
            ClientId = ClientId,
            ClientSecret = ClientSecret,
            RedirectUris = { redirectUri },
            Permissions =
            {
                Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.GrantTypes.AuthorizationCode,
                Permissions.GrantTypes.RefreshToken, Permissions.ResponseTypes.Code, Permissions.Prefixes.Scope + "notes.read",
            },
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        TestFolder.Delete(_folder.FullName);
    }

    private static IResult Allow(HttpContext http)
    {
        ClaimsIdentity identity = new("fabrikam", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, "ada").SetScopes(http.GetOpenIddictServerRequest()!.GetScopes());
        return Results.SignIn(new ClaimsPrincipal(identity), authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    /// <summary>Returns one note per day, newest first.</summary>
    private static async Task<IResult> ListNotesAsync(
        HttpRequest request, IOpenIddictTokenManager tokens, DateTimeOffset from, DateTimeOffset to, string? page)
    {
        var number = int.TryParse(page, out var asked) ? asked : 0;
        var token = await tokens.FindByReferenceIdAsync(request.Headers.Authorization.ToString()["Bearer ".Length..]);
        if (token is null || !await tokens.HasStatusAsync(token, Statuses.Valid))
        {
            return Results.Unauthorized();
        }

        DateTimeOffset today = DateTimeOffset.UtcNow.UtcDateTime.Date;
        int[] found = [.. Enumerable.Range(1, Notes).Where(day => today.AddDays(-day) >= from && today.AddDays(-day) < to).Skip(number * PageSize)];
        return Results.Json(new
        {
            notes = found.Take(PageSize).Select(day => new { id = $"note-{day}", written = today.AddDays(-day), text = $"Note {day}" }),
            nextPage = found.Length > PageSize ? number + 1 : (int?)null,
        });
    }
}
