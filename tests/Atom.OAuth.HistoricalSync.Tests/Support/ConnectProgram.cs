using Atom.OAuth.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.HistoricalSync.Tests.Support;

/// <summary>
/// A worker that also serves the connection endpoints: an instance of an application as users have it. Its first output line is its origin.
/// </summary>
internal static class ConnectProgram
{
    public const string Name = "connect";

    /// <summary>Runs until the end of the input.</summary>
    /// <param name="provider">The origin of the provider.</param>
    /// <param name="options">The options, as for a worker without endpoints.</param>
    public static async Task<int> RunAsync(string provider, WorkerOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WorkerProgram.LogToErrors(builder.Logging, builder.Services);
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication("header").AddScheme<AuthenticationSchemeOptions, HeaderSignIn>("header", null);
        AddKeys(builder.Services, options.Folder);
        builder.Services.AddAtomOAuth().AddConnections().AddIntegration(SyncApp.Integration, integration =>
        {
            integration.ClientId = "client";
            integration.ClientSecret = "hunter22";
            integration.AuthorizationEndpoint = provider + "/authorize";
            integration.TokenEndpoint = provider + "/token";
            integration.AllowPrivateNetwork = true;
        });

        // In a slow test, a reconnect must not fetch the minutes since the start of the test.
        WorkerProgram.AddSync(builder.Services, options, sync => sync.MinimumGap = TimeSpan.FromHours(1));
        await using var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapIntegrations().RequireAuthorization();
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        while (await Console.In.ReadLineAsync() is not null)
        {
            // Only the end of the input matters.
        }

        await app.StopAsync();
        return 0;
    }

    /// <summary>Configures the keys that all instances share.</summary>
    public static void AddKeys(IServiceCollection services, string folder)
        => services.AddDataProtection().SetApplicationName("tests").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(folder, "keys")));
}
