using Atom.OAuth.State;
using Atom.OAuth.Tests.State.Support;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Tests.State;

/// <summary>The default store.</summary>
public class InMemoryStateStoreTests : StateStoreTests
{
    private protected override IOAuthStateStore CreateStore(TimeProvider time) => new InMemoryOAuthStateStore(new OptionsWrapper<OAuthStateOptions>(new OAuthStateOptions()), time);

    [Fact]
    public async Task FullStore_LetsNobodyIn_UntilItHasRoom()
    {
        StateBench bench = new(time => new InMemoryOAuthStateStore(new OptionsWrapper<OAuthStateOptions>(new OAuthStateOptions { InMemoryCapacity = 2 }), time));
        string[] states = [await bench.BuildAsync(), await bench.BuildAsync(), await bench.BuildAsync()];
        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(states[0]));
        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(states[1]));
        OAuthStateResult refused = await bench.ParseAsync(states[2]);
        Assert.Equal((OAuthStateOutcome.StoreUnavailable, true), (refused.Outcome, refused.CanRetry));
        Assert.Equal(OAuthStateOutcome.Replayed, await bench.OutcomeAsync(states[0]));
        Assert.Contains(bench.Log.Entries, entry => entry.Id == 4725 && entry.Text.Contains(
            "The in-memory state store is full (2 entries). Raise OAuthStateOptions.InMemoryCapacity, or register a relational store.", StringComparison.Ordinal));

        bench.Options.UseReferences = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.BuildAsync());

        bench.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(await bench.BuildAsync()));
    }

    [Fact]
    public async Task UnknownReference_IsInvalid()
    {
        StateBench bench = new();
        bench.Options.UseReferences = true;
        string state = await bench.BuildAsync();
        Assert.Equal(OAuthStateOutcome.Invalid, await new StateBench { Keys = bench.Keys }.OutcomeAsync(state));
    }
}
