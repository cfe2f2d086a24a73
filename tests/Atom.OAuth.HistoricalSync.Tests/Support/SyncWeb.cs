using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.HistoricalSync.Tests.Support;

/// <summary>An application with the sync service and its endpoints on loopback. Two headers specify the user.</summary>
internal static class SyncWeb
{
    /// <summary>Starts the application.</summary>
    /// <param name="setup">The configuration of the sync service.</param>
    /// <param name="map">Maps further endpoints.</param>
    public static async Task<WebApplication> StartAsync(SyncApp.Setup setup, Action<WebApplication>? map = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        RecordedLog log = new();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.Services.AddSingleton(log);
        builder.Services.AddHealthChecks().AddHistoricalSyncCheck();
        SyncApp.Register(builder.Services, setup);
        var app = builder.Build();
        app.Use((http, next) =>
        {
            // A simple substitute for the application's authentication.
            if (http.Request.Headers.TryGetValue("X-User", out var user))
            {
                List<Claim> claims = [];
                Add("sub", user.ToString());
                Add("tenant_id", Uri.UnescapeDataString(http.Request.Headers["X-Tenant"].ToString()));
                http.User = new(new ClaimsIdentity(claims, "tests"));

                void Add(string type, string value)
                {
                    if (value.Length > 0)
                    {
                        claims.Add(new(type, value));
                    }
                }
            }

            return next(http);
        });
        app.UseRouting();
        app.MapHistoricalSyncs("/syncs");
        map?.Invoke(app);
        await app.StartAsync();
        return app;
    }

    /// <summary>Creates a client with a signed-in user.</summary>
    public static HttpClient Client(WebApplication app, string? tenant, string user)
    {
        HttpClient client = new() { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.Add("X-Tenant", Uri.EscapeDataString(tenant ?? string.Empty));
        client.DefaultRequestHeaders.Add("X-User", user);
        return client;
    }
}
