using Atom.OAuth;
using Atom.OAuth.Simulation;
using Atom.OAuth.Simulation.Api;
using Atom.OAuth.Simulation.Faults;
using Atom.OAuth.Simulation.OAuth;
using Atom.OAuth.Simulation.Providers;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Adds the simulated providers to an application.</summary>
public static class ProviderSimulatorExtensions
{
    private static readonly string[] Both = [HttpMethods.Get, HttpMethods.Post];

    /// <summary>Adds the services of the simulator.</summary>
    /// <param name="services">The services.</param>
    /// <param name="options">What the providers have and allow; the defaults without.</param>
    public static IServiceCollection AddProviderSimulator(this IServiceCollection services, SimulatorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options ?? new SimulatorOptions());
        services.AddSingleton(provider => new Timeline(
            provider.GetRequiredService<SimulatorOptions>(), provider.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime.Date));
        services.AddSingleton<Grants>();
        services.AddSingleton<FaultInjector>();
        services.AddSingleton<FaultFilter>();
        services.AddSingleton<RateLimiter>();
        services.AddSingleton<Cursors>();
        services.AddSingleton<TokenEndpoint>();
        services.AddSingleton<AuthorizationEndpoint>();
        services.AddSingleton<WhatsAppPush>();
        services.AddHostedService(provider => provider.GetRequiredService<WhatsAppPush>());
        services.AddSingleton(provider => new ProviderSimulator(
            provider.GetRequiredService<FaultInjector>(),
            provider.GetRequiredService<Grants>(),
            provider.GetRequiredService<RateLimiter>(),
            provider.GetRequiredService<SimulatorOptions>()));
        AddProvider<Slack>();
        AddProvider<Zoom>();
        AddProvider<GoogleChat>();
        AddProvider<GoogleCalendar>();
        AddProvider<Discord>();
        AddProvider<MicrosoftTeams>();
        AddProvider<Notion>();
        AddProvider<Asana>();
        AddProvider<Trello>();
        AddProvider<Monday>();
        AddProvider<Dropbox>();
        AddProvider<HubSpot>();
        AddProvider<WhatsApp>();
        return services;

        void AddProvider<T>()
            where T : SimulatedProvider
            => services.AddSingleton<SimulatedProvider, T>();
    }

    /// <summary>Maps the endpoints of all providers, and those by which faults are made: see <c>/_simulator</c>.</summary>
    /// <param name="app">The application.</param>
    public static IEndpointRouteBuilder MapProviderSimulator(this IEndpointRouteBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        foreach (var provider in app.ServiceProvider.GetServices<SimulatedProvider>())
        {
            Map(app, provider);
        }

        ControlEndpoints.Map(app);
        return app;
    }

    private static void Map(IEndpointRouteBuilder app, SimulatedProvider provider)
    {
        var faults = app.ServiceProvider.GetRequiredService<FaultFilter>();
        var authorization = app.ServiceProvider.GetRequiredService<AuthorizationEndpoint>();
        var token = app.ServiceProvider.GetRequiredService<TokenEndpoint>();
        MapEndpoint(OAuthEndpointKind.Authorization, FaultTarget.Authorization, Both, http => authorization.HandleAsync(http, provider));
        MapEndpoint(OAuthEndpointKind.Token, FaultTarget.Token, Both, http => token.HandleAsync(http, provider));
        MapEndpoint(OAuthEndpointKind.Revocation, FaultTarget.Revocation, [HttpMethods.Post], http => token.RevokeAsync(http, provider));
        provider.MapApi(new ApiMap(app, provider));

        void MapEndpoint(OAuthEndpointKind kind, FaultTarget target, string[] methods, Func<HttpContext, Task<IResult>> handle)
        {
            if (provider.Facts.Endpoint(kind) is { } endpoint)
            {
                app.MapMethods(
                    SimulatorAddress.Path(provider.Facts.Id, endpoint.Url),
                    methods,
                    http => faults.InvokeAsync(http, provider.Facts.Id, target, async () => await (await handle(http)).ExecuteAsync(http)));
            }
        }
    }
}
