using Atom.OAuth.Simulation;

namespace Atom.OAuth.IntegrationHub.Tests;

/// <summary>Access tokens and grants expire during a history: after a refresh or a new consent it continues, and nothing is lost.</summary>
public sealed class RecoveryTests(HubFixture fixture) : IClassFixture<HubFixture>
{
    private readonly HubWorld _world = fixture.World;

    public static TheoryData<string> Integrations => [.. HubWorld.Ids];

    [Theory]
    [MemberData(nameof(Integrations))]
    public async Task A_refused_refresh_waits_for_the_person_and_a_new_consent_goes_on(string id)
    {
        // The token expires before the first page, and the refresh token has been used by someone else.
        _world.Providers.Fail(new SimulatedFault(FaultKind.TokenRefused, FaultTarget.Api) { Provider = id, Times = null });
        _world.Providers.Fail(new SimulatedFault(FaultKind.RefreshReuse, FaultTarget.Token) { Provider = id });
        using var visitor = await _world.SignInAsync();
        await visitor.ConnectAsync(id);
        var connection = (await _world.ConnectionsAsync(id))[0];
        var waiting = await _world.SyncAsync(connection.Id, HistoricalSyncState.NeedsReauthorization);
        FriendlyText.AssertFriendly(waiting.Failure!);

        _world.Providers.Heal(id);
        await visitor.GoAsync("/");
        Assert.Contains("Re-authorise", visitor.Page.Body, StringComparison.Ordinal);
        var page = await visitor.ConnectAsync(id, connection: connection.Id);

        Assert.Contains($"connected={id}", page.Address.Query, StringComparison.Ordinal);
        Assert.Equal(connection.Id, Assert.Single(await _world.ConnectionsAsync(id)).Id);
        var sync = await _world.SyncAsync(connection.Id, HistoricalSyncState.Completed, HistoricalSyncState.Failed);
        Assert.True(sync.State == HistoricalSyncState.Completed, $"{sync.State}: {sync.Failure}");
        Assert.Equal(ExpectedRecords.Of(_world, id, sync), await ExpectedRecords.StoredAsync(_world, connection.Id));
    }
}
