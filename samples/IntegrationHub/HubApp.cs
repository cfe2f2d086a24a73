using System.Security.Claims;
using Atom.OAuth.IntegrationHub.Hub;
using Atom.OAuth.IntegrationHub.Integrations;
using Atom.OAuth.IntegrationHub.Security;
using Atom.OAuth.IntegrationHub.Sync;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;

namespace Atom.OAuth.IntegrationHub;

/// <summary>Composes the application.</summary>
internal static class HubApp
{
    /// <summary>Builds the application.</summary>
    /// <param name="builder">The builder with its configuration.</param>
    /// <param name="simulator">The address of the simulated providers, for the integrations without a client id.</param>
    /// <param name="add">Adds further integrations.</param>
    public static WebApplication Build(WebApplicationBuilder builder, Uri simulator, Action<HubBuilder>? add = null)
    {
        var folder = Path.GetFullPath(builder.Configuration["DataFolder"]!, builder.Environment.ContentRootPath);
        Directory.CreateDirectory(folder);
        var services = builder.Services;
        services.AddDataProtection().SetApplicationName("IntegrationHub").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(folder, "keys")));
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
        {
            options.LoginPath = "/sign-in";
            options.Cookie.Name = "__Host-hub";
            options.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            options.Cookie.SameSite = SameSiteMode.Lax;
        });
        services.AddAuthorization();
        services.AddRazorPages(options => options.Conventions.AuthorizeFolder("/").AllowAnonymousToPage("/SignIn").AllowAnonymousToPage("/Error"));
        services.AddAntiforgery(options => options.Cookie.Name = "hub-antiforgery");
        services.AddSingleton<RecordStore>();
        services.AddHostedService(provider => provider.GetRequiredService<RecordStore>());
        AddIntegrations(builder, simulator, folder, add);

        var app = builder.Build();
        app.UseExceptionHandler("/error");

        // Browsers get an error page for a status without a body; other clients get the status only.
        app.UseWhen(
            static http => HttpMethods.IsGet(http.Request.Method)
                && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal),
            static browser => browser.UseStatusCodePagesWithReExecute("/error", "?status={0}"));
        app.UseMiddleware<SecurityHeaders>();
        app.UseStaticFiles();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<AntiforgeryOnEveryPost>();
        app.MapRazorPages();
        app.MapIntegrations().RequireAuthorization();
        app.MapHistoricalSyncs("/syncs").RequireAuthorization();
        app.MapGet("/live", LiveUpdates.Stream).RequireAuthorization();
        app.MapWhatsAppHistory("/webhooks/whatsapp").WithMetadata(new CalledByServer());
        return app;
    }

    private static void AddIntegrations(WebApplicationBuilder builder, Uri simulator, string folder, Action<HubBuilder>? add)
    {
        var oauth = builder.Services.AddAtomOAuth();
        if (builder.Configuration.GetConnectionString("PostgreSql") is { } connectionString)
        {
            oauth.UsePostgreSql(connectionString);
        }
        else
        {
            oauth.UseSqlite(Path.Combine(folder, "hub.db"));
        }

        var syncs = oauth.AddHistoricalSync(options => builder.Configuration
            .GetSection("HistoricalSync")
            .Bind(options)).AddTransactionalSink<RecordSink>();
        HubBuilder hub = new(builder, oauth.AddConnections(), syncs, simulator);
        Catalogue.AddAll(hub);
        add?.Invoke(hub);
        builder.Services.AddSingleton(hub.Integrations);
    }

    /// <summary>Gets the signed-in user.</summary>
    public static (string TenantId, string UserId) Of(ClaimsPrincipal user)
        => (user.FindFirstValue("tenant_id")!, user.FindFirstValue(ClaimTypes.NameIdentifier)!);
}
