using System.Net;
using Atom.OAuth.Simulation;
using Microsoft.Extensions.DependencyInjection;

namespace Atom.OAuth.IntegrationHub.Tests;

/// <summary>All faults for all integrations: nothing crashes, nothing leaks, and a working connection keeps working.</summary>
public sealed class FaultTests(HubFixture fixture) : IClassFixture<HubFixture>
{
    private readonly HubWorld _world = fixture.World;

    public static TheoryData<string> Integrations => [.. HubWorld.Ids];

    /// <summary>Gets the faults of the token endpoint.</summary>
    private static IEnumerable<SimulatedFault> TokenFaults
    {
        get
        {
            foreach (var page in ProxyPages.All)
            {
                yield return new(FaultKind.ErrorPage, FaultTarget.Token) { Page = page };
                yield return new(FaultKind.ErrorPage, FaultTarget.Token) { Page = page, Status = 200, ContentType = "application/json" };
                yield return new(FaultKind.ErrorPage, FaultTarget.Token) { Page = page, Status = 404, ContentType = "text/plain" };
                yield return new(FaultKind.ErrorPage, FaultTarget.Token) { Page = page, Status = 503, ContentType = "image/png" };
            }

            yield return new(FaultKind.EmptyBody, FaultTarget.Token);
            yield return new(FaultKind.EmptyBody, FaultTarget.Token) { Status = 200 };
            yield return new(FaultKind.CutConnection, FaultTarget.Token);
            foreach (var form in Enum.GetValues<RetryAfterForm>())
            {
                yield return new(FaultKind.RateLimited, FaultTarget.Token) { RetryAfter = form };
            }

            yield return new(FaultKind.ExpiredCode, FaultTarget.Token);
            yield return new(FaultKind.InvalidCredentials, FaultTarget.Token);
        }
    }

    [Theory]
    [MemberData(nameof(Integrations))]
    public async Task No_answer_of_a_token_endpoint_crashes_the_hub_leaks_or_costs_a_connection(string id)
    {
        using var visitor = await _world.SignInAsync();
        await visitor.ConnectAsync(id);
        var connection = (await _world.ConnectionsAsync(id))[0];

        foreach (var fault in TokenFaults)
        {
            _world.Providers.Fail(fault with { Provider = id });
            FriendlyText.AssertFailure(await visitor.ConnectAsync(id), id);
        }

        _world.Providers.Fail(new SimulatedFault(FaultKind.SlowBody, FaultTarget.Token) { Provider = id, Duration = TimeSpan.FromMilliseconds(200) });
        Assert.Contains($"connected={id}", (await visitor.ConnectAsync(id)).Address.Query, StringComparison.Ordinal);

        await AssertUnharmedAsync(id, connection.Id);
    }

    [Theory]
    [MemberData(nameof(Integrations))]
    public async Task Denied_fewer_scopes_another_state_and_a_second_callback_are_answered(string id)
    {
        using var visitor = await _world.SignInAsync();
        await visitor.ConnectAsync(id);
        var connection = (await _world.ConnectionsAsync(id))[0];

        FriendlyText.AssertFailure(await visitor.ConnectAsync(id, "deny"), id);
        Assert.Equal(HttpStatusCode.OK, (await visitor.ConnectAsync(id, "fewer")).Status);

        _world.Providers.Fail(new SimulatedFault(FaultKind.WrongState, FaultTarget.Authorization) { Provider = id });
        var wrong = await visitor.ConnectAsync(id);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        FriendlyText.AssertFriendly(wrong.Body);

        await visitor.ConnectAsync(id);
        var both = await Task.WhenAll(new Visitor[] { visitor, visitor }.Select(async each => await each.GoAsync(visitor.Callback!)));
        Assert.All(both, page => Assert.Contains($"connected={id}", page.Address.Query, StringComparison.Ordinal));

        await AssertUnharmedAsync(id, connection.Id);
    }

    [Theory]
    [MemberData(nameof(Integrations))]
    public async Task A_history_comes_through_pages_cuts_and_limits(string id)
    {
        foreach (var page in new[] { "nginx", "varnish", "caddy", "h2o" })
        {
            _world.Providers.Fail(new SimulatedFault(FaultKind.ErrorPage, FaultTarget.Api)
            {
                Provider = id,
                Page = page,
                Status = page == "caddy" ? 502 : 503,
            });
        }

        _world.Providers.Fail(new SimulatedFault(FaultKind.ErrorPage, FaultTarget.Api)
        {
            Provider = id,
            Page = "squid",
            Status = 200,
            ContentType = "application/json",
        });
        _world.Providers.Fail(new SimulatedFault(FaultKind.CutConnection, FaultTarget.Api) { Provider = id });
        _world.Providers.Fail(new SimulatedFault(FaultKind.RateLimited, FaultTarget.Api) { Provider = id, Duration = TimeSpan.FromSeconds(1) });
        using var visitor = await _world.SignInAsync("grace");
        await visitor.ConnectAsync(id);
        var connection = (await _world.ConnectionsAsync(id, "grace", "fabrikam"))[0];

        var sync = await _world.SyncAsync(
            connection.Id,
            "fabrikam",
            HistoricalSyncState.Completed,
            HistoricalSyncState.Failed,
            HistoricalSyncState.NeedsReauthorization);

        Assert.True(sync.State == HistoricalSyncState.Completed, $"{sync.State}: {sync.Failure}");
        Assert.Equal(ExpectedRecords.Of(_world, id, sync), await ExpectedRecords.StoredAsync(_world, connection.Id, "fabrikam"));
        Assert.DoesNotContain(_world.Providers.Faults, fault => fault.Provider == id && fault.Target == FaultTarget.Api);
        AssertNothingLeaked();
    }

    /// <summary>Asserts that the connection exists and its token works, and that no errors were logged and no secrets leaked.</summary>
    private async Task AssertUnharmedAsync(string id, string connectionId)
    {
        var connection = Assert.Single(await _world.ConnectionsAsync(id), each => each.Id == connectionId);
        Assert.Equal(OAuthConnectionStatus.Active, connection.Status);
        var token = await _world.Services.GetRequiredService<IOAuthConnections>().GetAccessTokenAsync("contoso", connectionId);
        Assert.Contains(token.Value, _world.Providers.Secrets);
        AssertNothingLeaked();
    }

    private void AssertNothingLeaked()
    {
        Assert.Empty(_world.Witness.Errors);
        Assert.Empty(_world.Witness.Find([.. _world.Providers.Secrets, SimulatorOptions.ClientSecret, SimulatorOptions.DiscordBotToken]));
    }
}
