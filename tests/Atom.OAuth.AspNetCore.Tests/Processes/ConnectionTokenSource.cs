using Atom.OAuth.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.AspNetCore.Tests.Processes;

/// <summary>The library, as used by an instance of an application.</summary>
internal sealed class ConnectionTokenSource : ITokenSource
{
    private readonly ServiceProvider _services;

    public ConnectionTokenSource(InstanceSettings settings, TimeProvider clock)
    {
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSingleton(clock);
        services.AddDataProtection().SetApplicationName("tests").PersistKeysToFileSystem(new DirectoryInfo(settings.Keys));
        services.AddAtomOAuth()
            .AddConnections(o =>
            {
                Use(o, settings);
                o.RefreshLease = TimeSpan.FromSeconds(settings.LeaseSeconds);
                o.TokenRequestTimeout = TimeSpan.FromSeconds(Math.Min(30, settings.LeaseSeconds * 0.8));
            })
            .AddIntegration("demo", o => Configure(o, settings));
        _services = services.BuildServiceProvider();
    }

    public static void Use(ConnectionsOptions options, InstanceSettings settings)
    {
        if (settings.DatabaseKind == nameof(OAuthDatabaseKind.Sqlite))
        {
            options.UseSqlite(settings.Database);
        }
        else
        {
            options.UsePostgreSql(settings.Database);
        }
    }

    public static void Configure(OAuthIntegrationOptions options, InstanceSettings settings)
    {
        options.ClientId = settings.ClientId;
        options.ClientSecret = settings.ClientSecret;
        options.AuthorizationEndpoint = settings.TokenEndpoint;
        options.TokenEndpoint = settings.TokenEndpoint;
        options.AllowPrivateNetwork = true;
        options.ClientAuthentication = settings.BasicEncoding is null ? OAuthClientAuthentication.Body : OAuthClientAuthentication.Basic;
        options.BasicSecretEncoding = settings.BasicEncoding == "raw" ? OAuthBasicEncoding.Raw : OAuthBasicEncoding.FormUrlEncoded;
    }

    public async Task<Answer> GetAsync(string connection)
    {
        try
        {
            return new Answer((await _services.GetRequiredService<IOAuthConnections>().GetAccessTokenAsync(TestApp.Tenant, connection)).Value, null);
        }
        catch (OAuthConnectionException exception)
        {
            return new Answer(null, exception.Problem.ToString());
        }
        catch (OAuthFailureException exception)
        {
            return new Answer(null, exception.Failure.Code);
        }
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
