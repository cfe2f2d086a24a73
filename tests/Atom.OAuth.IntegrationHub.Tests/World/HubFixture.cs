namespace Atom.OAuth.IntegrationHub.Tests;

/// <summary>Shares a hub between the tests of a class.</summary>
public sealed class HubFixture : IAsyncLifetime
{
    private HubWorld? _world;

    public HubWorld World => _world ?? throw new InvalidOperationException("It is not started.");

    public async Task InitializeAsync() => _world = await HubWorld.StartAsync();

    public async Task DisposeAsync() => await World.DisposeAsync();
}
