using Atom.OAuth;
using Atom.OAuth.Handlers;
using Atom.OAuth.Integrations;
using Atom.OAuth.Refreshing;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Attaches tokens to the requests of an HTTP client.</summary>
public static class ConnectionTokenHttpClientBuilderExtensions
{
    /// <summary>
    /// Attaches a connection's token to the requests of a client: that of the connection which the request names
    /// (<see cref="ConnectionRequestExtensions.SetConnection"/>), else of <see cref="OAuthConnectionScope.Current"/>, else the signed-in user's only
    /// one.
    /// </summary>
    /// <remarks>
    /// The token goes to the provider's own hosts only, over https. A request that the provider refuses with 401 is sent once more with a fresh
    /// token, if its body can be. A request that has an <c>Authorization</c> header already is left alone. A web page as the answer is an
    /// <see cref="OAuthResponseException"/>. Add a resilience handler before or after, as you like: it never comes near the token endpoint.
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
