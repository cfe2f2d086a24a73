using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.State;

/// <summary>Registers the services for states. Existing registrations are kept.</summary>
internal static class OAuthStateServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddDataProtection();
        services.AddOptions<OAuthStateOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OAuthStateOptions>, OAuthStateOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IOAuthStateStore, InMemoryOAuthStateStore>();
        services.TryAddSingleton<IOAuthStateProtector>(provider => new OAuthStateProtector(
            provider.GetRequiredService<IDataProtectionProvider>(),
            provider.GetRequiredService<IOAuthStateStore>(),
            provider.GetRequiredService<IOptions<OAuthStateOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<OAuthStateProtector>>()));
    }
}
