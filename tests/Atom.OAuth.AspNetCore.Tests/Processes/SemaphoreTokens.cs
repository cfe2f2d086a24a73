using Atom.OAuth.AspNetCore.Tests.Support;
using Atom.OAuth.Integrations;
using Atom.OAuth.Store;
using Atom.OAuth.Tokens;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.AspNetCore.Tests.Processes;

/// <summary>
/// What libraries do that coordinate within one process only: wait for a semaphore, read the shared store, refresh, and store the tokens.
/// Requests, store and parsing are those of the library, so only the coordination differs.
/// </summary>
internal sealed class SemaphoreTokens : ITokenSource
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly ServiceProvider _services;
    private readonly TimeProvider _clock;

    public SemaphoreTokens(InstanceSettings settings, TimeProvider clock)
    {
        _clock = clock;
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSingleton(clock);
        services.AddDataProtection().SetApplicationName("tests").PersistKeysToFileSystem(new DirectoryInfo(settings.Keys));
        services.AddAtomOAuth().AddConnections(o => ConnectionTokenSource.Use(o, settings)).AddIntegration(
            "demo",
            o => ConnectionTokenSource.Configure(o, settings));
        _services = services.BuildServiceProvider();
    }

    public async Task<Answer> GetAsync(string connection)
    {
        var store = _services.GetRequiredService<ConnectionStore>();
        var seal = _services.GetRequiredService<TokenSeal>();
        var integration = _services.GetRequiredService<IntegrationRegistry>().Find("demo")!;
        ConnectionKey key = new(TestApp.Tenant, connection);
        await _one.WaitAsync();
        try
        {
            var row = (await store.FindAsync(key, default))!;
            var tokens = seal.Open(key, row.Tokens);
            if (!tokens.Tokens.IsExpired(_clock, TimeSpan.FromMinutes(2)))
            {
                return new Answer(tokens.Tokens.AccessToken, null);
            }

            var answer = await _services.GetRequiredService<TokenEndpointClient>().RefreshAsync(integration, tokens.Tokens, null);
            if (!answer.TryGetTokens(out var refreshed, out var failure))
            {
                return new Answer(null, failure.Code);
            }

            RefreshedTokens stored = new(
                seal.Protect(key, new TokenSet(refreshed)), refreshed.ExpiresAt?.ToUnixTimeMilliseconds(), null, refreshed.Scope);
            await store.SaveRefreshedAsync(key, new Lease(row.Fence, row.TokenVersion, 0, 0), stored, default);
            return new Answer(refreshed.AccessToken, null);
        }
        finally
        {
            _one.Release();
        }
    }

    public ValueTask DisposeAsync()
    {
        _one.Dispose();
        return _services.DisposeAsync();
    }
}
