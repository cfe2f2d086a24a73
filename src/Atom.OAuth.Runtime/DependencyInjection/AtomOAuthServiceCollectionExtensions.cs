using Atom.OAuth;
using Atom.OAuth.DependencyInjection;
using Atom.OAuth.State;
using Atom.OAuth.Sync;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the services of Atom.OAuth.</summary>
public static class AtomOAuthServiceCollectionExtensions
{
    /// <summary>Adds the state protector, the historical sync trigger, and the services they depend on.</summary>
    /// <remarks>
    /// Existing registrations are kept, so every part can be replaced. Options are validated when the application starts. It is safe to
    /// call this method more than once.
    /// </remarks>
    /// <param name="services">The service collection.</param>
    /// <returns>A builder for the optional parts.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is <see langword="null"/>.</exception>
    public static AtomOAuthBuilder AddAtomOAuth(this IServiceCollection services)
    {
        _ = services ?? throw new ArgumentNullException(nameof(services));
        services.TryAddSingleton(TimeProvider.System);
        OAuthStateServices.Add(services);

        services.AddOptions<HistoricalSyncTriggerOptions>().ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<HistoricalSyncTriggerOptions>, HistoricalSyncTriggerOptionsValidator>());
        services.TryAddSingleton<IPendingHistoricalSyncStore, InMemoryPendingHistoricalSyncStore>();
        services.TryAddSingleton<HistoricalSyncLauncher>();
        services.TryAddSingleton<IHistoricalSyncTrigger, HistoricalSyncTrigger>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, HistoricalSyncSweeper>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, MemoryNotice>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, HistoricalSyncNotice>());
        return new AtomOAuthBuilder(services);
    }
}
