using Atom.OAuth;
using Atom.OAuth.Handlers;
using Atom.OAuth.Integrations;
using Atom.OAuth.Refreshing;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Attaches access tokens to the requests of an HTTP client.</summary>
public static class ConnectionTokenHttpClientBuilderExtensions
{
    /// <summary>
    /// Attaches a connection's access token to the requests of a client: the connection set on the request
    /// (<see cref="ConnectionRequestExtensions.SetConnection"/>), else <see cref="OAuthConnectionScope.Current"/>, else the signed-in user's only
    /// one.
    /// </summary>
    /// <remarks>
    /// The token is sent only to the provider's own hosts, over https. A request that the provider rejects with 401 is sent once more with a new
    /// token, if its body can be resent. Requests that already have an <c>Authorization</c> header are left alone. A web page as the response throws
    /// an <see cref="OAuthResponseException"/>. A resilience handler can be added before or after: it never affects the token endpoint.
    /// </remarks>
    /// <param name="builder">The client's builder.</param>
    /// <param name="integrationId">The integration.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="integrationId"/> is <see langword="null"/> or empty.</exception>
    public static IHttpClientBuilder AddConnectionToken(this IHttpClientBuilder builder, string integrationId)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(integrationId);
        return builder.AddHttpMessageHandler(services =>
        {
            var integration = services.GetRequiredService<IntegrationRegistry>().Find(integrationId)
                ?? throw new InvalidOperationException(
                    $"There is no integration '{integrationId}': add it with AddConnections(…).AddIntegration(\"{integrationId}\", …).");
            return new ConnectionTokenHandler(
                integration,
                services.GetRequiredService<TokenCache>(),
                services.GetRequiredService<ConnectionTokens>(),
                services.GetRequiredService<ConnectionFinder>(),
                services.GetRequiredService<ILogger<ConnectionTokenHandler>>());
        });
    }
}
