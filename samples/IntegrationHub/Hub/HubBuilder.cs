using Atom.OAuth.Simulation;

namespace Atom.OAuth.IntegrationHub.Hub;

/// <summary>An integration as displayed on the page.</summary>
/// <param name="Id">The id.</param>
/// <param name="Name">The name.</param>
/// <param name="Fetches">A short description of its history.</param>
/// <param name="IsSimulated">Whether the provider is simulated.</param>
/// <param name="AuthorizationOrigin">The origin of the authorization endpoint.</param>
internal sealed record HubIntegration(string Id, string Name, string Fetches, bool IsSimulated, string AuthorizationOrigin);

/// <summary>Adds integrations: each with its connection, its HTTP client and its history.</summary>
internal sealed class HubBuilder(WebApplicationBuilder builder, OAuthConnectionsBuilder connections, HistoricalSyncBuilder syncs, Uri simulator)
{
    private readonly List<HubIntegration> _integrations = [];

    public IReadOnlyList<HubIntegration> Integrations => _integrations;

    public IServiceCollection Services => builder.Services;

    /// <summary>Gets the builder of the syncs, for integrations whose history is pushed.</summary>
    public HistoricalSyncBuilder Syncs => syncs;

    /// <summary>Adds the source of a connection's history.</summary>
    /// <typeparam name="TSource">The source.</typeparam>
    /// <param name="id">The id of the integration.</param>
    /// <param name="isOneWindow">Whether the provider cannot filter by an end time, so that everything is read as one window.</param>
    public void AddHistory<TSource>(string id, bool isOneWindow = false)
        where TSource : HistorySource
    {
        Client(builder.Services.AddHttpClient<TSource>(), id);
        syncs.AddSource<TSource>(
            id,
            options => options.WindowLength = isOneWindow ? TimeSpan.FromDays(5 * 366) : options.WindowLength,
            appType: builder.Configuration[$"Integrations:{id}:AppType"]);
    }

    /// <summary>Adds a connection.</summary>
    /// <param name="id">The id of the integration, which is also that of the provider in the catalogue.</param>
    /// <param name="fetches">A short description of the history, for the page.</param>
    /// <param name="scopes">The scopes to request.</param>
    public HubBuilder AddConnection(string id, string fetches, params string[] scopes)
    {
        var settings = builder.Configuration.GetSection($"Integrations:{id}");
        var isSimulated = string.IsNullOrEmpty(settings["ClientId"]) || settings.GetValue("Simulated", false);
        connections.AddIntegration(id, options =>
        {
            settings.Bind(options);
            foreach (var scope in scopes)
            {
                options.Scopes.Add(scope);
            }

            if (isSimulated)
            {
                Simulate(options, id);
            }
        });
        var provider = OAuthProviders.Find(id);
        var authorization = settings["AuthorizationEndpoint"] ?? provider?.Endpoint(OAuthEndpointKind.Authorization)?.Url ?? simulator.AbsoluteUri;
        var origin = new Uri(isSimulated
            ? simulator.AbsoluteUri
            : authorization.Replace("{tenant}", "common", StringComparison.Ordinal)).GetLeftPart(UriPartial.Authority);
        _integrations.Add(new HubIntegration(id, settings["DisplayName"] ?? provider?.Name ?? id, fetches, isSimulated, origin));
        return this;
    }

    /// <summary>Attaches the connection's access token to the requests of an HTTP client.</summary>
    public void Client(IHttpClientBuilder client, string id)
    {
        client.ConfigureHttpClient(static http => http.Timeout = TimeSpan.FromSeconds(30)).AddConnectionToken(id);
        if (_integrations.First(integration => integration.Id == id).IsSimulated)
        {
            client.AddHttpMessageHandler(() => new SimulatorHandler(simulator, id));
        }
    }

    /// <summary>Replaces the provider's URLs with the simulator's; everything else works as with the real provider.</summary>
    private void Simulate(OAuthIntegrationOptions options, string id)
    {
        options.ClientId = string.IsNullOrEmpty(options.ClientId) ? SimulatorOptions.ClientId : options.ClientId;
        options.ClientSecret ??= SimulatorOptions.ClientSecret;
        options.AllowPrivateNetwork = true;
        options.AuthorizationEndpoint ??= At(OAuthEndpointKind.Authorization);
        options.TokenEndpoint ??= At(OAuthEndpointKind.Token);
        options.RevocationEndpoint ??= At(OAuthEndpointKind.Revocation);
        options.UserInfoEndpoint ??= At(OAuthEndpointKind.UserInfo);

        string? At(OAuthEndpointKind kind) =>
            OAuthProviders.Find(id)?.Endpoint(kind) is { } endpoint ? SimulatorAddress.Of(simulator, id, endpoint.Url) : null;
    }
}
