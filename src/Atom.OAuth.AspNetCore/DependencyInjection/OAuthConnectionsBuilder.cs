using Atom.OAuth;
using Atom.OAuth.Integrations;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds integrations to <see cref="ConnectionsServiceCollectionExtensions.AddConnections"/>.</summary>
public sealed class OAuthConnectionsBuilder
{
    private const int LongestId = 64;

    internal OAuthConnectionsBuilder(AtomOAuthBuilder root) => Root = root;

    /// <summary>Gets the service collection.</summary>
    public IServiceCollection Services => Root.Services;

    /// <summary>Gets the builder of <c>AddAtomOAuth()</c>, for everything unrelated to connections.</summary>
    public AtomOAuthBuilder Root { get; }

    /// <summary>Adds an integration. Its options are validated when the application starts.</summary>
    /// <param name="id">
    /// Its id, which is part of the endpoint URLs: lower-case letters, digits and hyphens. For a provider in <see cref="OAuthProviders"/>, use
    /// the provider's id, or set <see cref="OAuthIntegrationOptions.Provider"/>.
    /// </param>
    /// <param name="configure">Sets client id, secret and scopes, for example <c>o => configuration.Bind("Slack", o)</c>.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="id"/> is invalid or already added.</exception>
    public OAuthConnectionsBuilder AddIntegration(string id, Action<OAuthIntegrationOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        if (id is not { Length: > 0 and <= LongestId } || !id.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))
        {
            throw new ArgumentException(
                $"The id of an integration is up to {LongestId} lower-case letters, digits and hyphens, for example \"google-calendar\".",
                nameof(id));
        }

        // A state treats "teams" and "microsoft-teams" as the same provider, so callbacks of two such integrations could be swapped.
        var canonical = OAuthProviders.Find(id)?.Id ?? id;
        bool IsSame(string other) => (OAuthProviders.Find(other)?.Id ?? other) == canonical;
        if (Services.Any(service => service.ImplementationInstance is IntegrationName name && IsSame(name.Id)))
        {
            throw new ArgumentException(
                $"The integration '{id}' was added before. A second one of the same provider needs an id of its own, and "
                    + $"{nameof(OAuthIntegrationOptions.Provider)} = \"{canonical}\".",
                nameof(id));
        }

        Services.AddSingleton(new IntegrationName(id));
        Services.Configure(id, configure);
        return this;
    }
}
