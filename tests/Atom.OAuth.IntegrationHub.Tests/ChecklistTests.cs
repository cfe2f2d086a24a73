using System.Net;
using Atom.OAuth.Simulation;

namespace Atom.OAuth.IntegrationHub.Tests;

/// <summary>
/// The template's six checks for each of the thirteen integrations. The table in docs/integration-hub.md has a row for each of them, and passes
/// if these do.
/// </summary>
public sealed class ChecklistTests(HubFixture fixture) : IClassFixture<HubFixture>
{
    private readonly HubWorld _world = fixture.World;

    public static TheoryData<string> Integrations => [.. HubWorld.Ids];

    [Theory]
    [MemberData(nameof(Integrations))]
    public async Task Connects_with_valid_credentials(string id)
    {
        using var visitor = await _world.SignInAsync();

        var page = await visitor.ConnectAsync(id);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("/", page.Address.AbsolutePath);
        Assert.Contains($"connected={id}", page.Address.Query, StringComparison.Ordinal);
        Assert.EndsWith("is connected. Its history is on its way.", page.Notice, StringComparison.Ordinal);
        var connection = Assert.Single(await _world.ConnectionsAsync(id));
        Assert.Equal(OAuthConnectionStatus.Active, connection.Status);
        Assert.Empty(connection.MissingScopes);
    }

    [Theory]
    [MemberData(nameof(Integrations))]
    public async Task Shows_an_error_with_invalid_credentials(string id)
    {
        _world.Providers.Fail(new SimulatedFault(FaultKind.InvalidCredentials, FaultTarget.Token) { Provider = id });
        var before = (await _world.ConnectionsAsync(id)).Count;
        using var visitor = await _world.SignInAsync();

        var page = await visitor.ConnectAsync(id);

        FriendlyText.AssertFailure(page, id);
        Assert.Equal(before, (await _world.ConnectionsAsync(id)).Count);
    }

    [Theory]
    [MemberData(nameof(Integrations))]
    public async Task Shows_an_error_when_the_provider_returns_an_HTML_page(string id)
    {
        _world.Providers.Fail(new SimulatedFault(FaultKind.ErrorPage, FaultTarget.Token)
        {
            Provider = id,
            Status = 200,
            ContentType = "application/json",
        });
        using var visitor = await _world.SignInAsync();

        var page = await visitor.ConnectAsync(id);

        FriendlyText.AssertFailure(page, id);
        Assert.Contains("page", page.Notice, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Integrations))]
    public async Task Starts_the_sync_by_itself_after_the_connection(string id)
    {
        using var visitor = await _world.SignInAsync();
        await visitor.ConnectAsync(id);
        var connection = (await _world.ConnectionsAsync(id))[0];

        var sync = await _world.SyncAsync(
            connection.Id, HistoricalSyncState.Completed, HistoricalSyncState.Failed, HistoricalSyncState.NeedsReauthorization);

        Assert.True(sync.State == HistoricalSyncState.Completed, $"{sync.State}: {sync.Failure}");
        Assert.Equal(ExpectedRecords.Of(_world, id, sync), await ExpectedRecords.StoredAsync(_world, connection.Id));
        var history = await visitor.GoAsync($"/connections/{connection.Id}");
        Assert.Contains("The history is complete.", history.Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Integrations))]
    public async Task Words_what_went_wrong_for_a_person(string id)
    {
        using var visitor = await _world.SignInAsync();

        var denied = await visitor.ConnectAsync(id, decision: "deny");

        FriendlyText.AssertFailure(denied, id);
        Assert.Contains("access_denied", denied.Notice, StringComparison.Ordinal);
        Assert.Contains("Try again", denied.Body, StringComparison.Ordinal);

        _world.Providers.Fail(new SimulatedFault(FaultKind.ExpiredCode, FaultTarget.Token) { Provider = id });
        FriendlyText.AssertFailure(await visitor.ConnectAsync(id), id);
    }

    [Theory]
    [MemberData(nameof(Integrations))]
    public async Task Passes_the_state_through_and_refuses_a_wrong_one(string id)
    {
        using var visitor = await _world.SignInAsync();
        var before = (await _world.ConnectionsAsync(id)).Count;

        _world.Providers.Fail(new SimulatedFault(FaultKind.WrongState, FaultTarget.Authorization) { Provider = id });
        var wrong = await visitor.ConnectAsync(id);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Equal(before, (await _world.ConnectionsAsync(id)).Count);

        // The right browser returns to the path of its request; a duplicate callback gets the first one's result; another person's browser
        // gets nothing.
        var right = await visitor.ConnectAsync(id);
        Assert.Equal("/", right.Address.AbsolutePath);
        var twice = await visitor.GoAsync(visitor.Callback!);
        Assert.Contains($"connected={id}", twice.Address.Query, StringComparison.Ordinal);
        using var other = await _world.SignInAsync("grace");
        Assert.Equal(HttpStatusCode.BadRequest, (await other.GoAsync(visitor.Callback!)).Status);
        Assert.Empty(await _world.ConnectionsAsync(id, "grace", "fabrikam"));
    }
}
