using Atom.OAuth.Simulation;

namespace Atom.OAuth.IntegrationHub.Hub;

/// <summary>An integration as the page shows it.</summary>
/// <param name="Id">The id.</param>
/// <param name="Name">The name.</param>
/// <param name="Fetches">What its history is, in a few words.</param>
/// <param name="IsSimulated">Whether a simulated provider answers.</param>
/// <param name="AuthorizationOrigin">Where the person is sent to.</param>
internal sealed record HubIntegration(string Id, string Name, string Fetches, bool IsSimulated, string AuthorizationOrigin);

/// <summary>Adds integrations: each with its connection, its HTTP client and its history.</summary>
internal sealed class HubBuilder(WebApplicationBuilder builder, OAuthConnectionsBuilder connections, HistoricalSyncBuilder syncs, Uri simulator)
{
    private readonly List<HubIntegration> _integrations = [];

    public IReadOnlyList<HubIntegration> Integrations => _integrations;

    public IServiceCollection Services => builder.Services;

    /// <summary>Gets a builder for the syncs, for an integration whose history is pushed.</summary>
    public HistoricalSyncBuilder Syncs => syncs;

    /// <summary>Adds what fetches the history of a connection.</summary>
    /// <typeparam name="TSource">What fetches it.</typeparam>
    /// <param name="id">The id of the connection.</param>
    /// <param name="isOneWindow">Whether the provider has no filter for an end of time: everything is then read in one go.</param>
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
    /// <param name="id">The id, which is also that of the provider in the catalogue.</param>
    /// <param name="fetches">What is fetched, in a few words for the page.</param>
    /// <param name="scopes">What the person is asked for.</param>
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

    /// <summary>Gives an HTTP client the token of the connection that it works for.</summary>
    public void Client(IHttpClientBuilder client, string id)
    {
        client.ConfigureHttpClient(static http => http.Timeout = TimeSpan.FromSeconds(30)).AddConnectionToken(id);
        if (_integrations.First(integration => integration.Id == id).IsSimulated)
        {
            client.AddHttpMessageHandler(() => new SimulatorHandler(simulator, id));
        }
    }

    /// <summary>The simulator answers for all addresses of the provider; everything else is as with the real one.</summary>
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
