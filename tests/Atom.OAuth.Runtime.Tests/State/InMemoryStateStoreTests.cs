using Atom.OAuth.State;
using Atom.OAuth.Tests.State.Support;
using CsCheck;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Tests.State;

/// <summary>The default store, in memory.</summary>
public class InMemoryStateStoreTests : StateStoreTests
{
    private protected override IOAuthStateStore CreateStore(TimeProvider time) =>
        new InMemoryOAuthStateStore(new OptionsWrapper<OAuthStateOptions>(new OAuthStateOptions()), time);

    [Fact]
    public async Task FullStore_LetsNobodyIn_UntilItHasRoom()
    {
        StateBench bench = new(time => new InMemoryOAuthStateStore(
            new OptionsWrapper<OAuthStateOptions>(new OAuthStateOptions { InMemoryCapacity = 2 }), time));
        string[] states = [await bench.BuildAsync(), await bench.BuildAsync(), await bench.BuildAsync()];
        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(states[0]));
        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(states[1]));
        var refused = await bench.ParseAsync(states[2]);
        Assert.Equal((OAuthStateOutcome.StoreUnavailable, true), (refused.Outcome, refused.CanRetry));
        Assert.Equal(OAuthStateOutcome.Replayed, await bench.OutcomeAsync(states[0]));
        Assert.Contains(bench.Log.Entries, entry => entry.Id == 4725 && entry.Text.Contains(
            "The in-memory state store is full (2 entries). Raise OAuthStateOptions.InMemoryCapacity, or register a relational store.",
            StringComparison.Ordinal));

        bench.Options.UseReferences = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.BuildAsync());

        bench.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(await bench.BuildAsync()));
    }

    [Fact]
    public async Task FiftyThousandStatesOfOneUser_ShutNobodyElseOut()
    {
        StateBench bench = new();
        bench.Options.UseReferences = true;
        var early = await bench.BuildAsync(user: "somebody");
        var first = await bench.BuildAsync();
        for (var i = 0; i < 50_000; i++)
        {
            await bench.BuildAsync();
        }

        var last = await bench.BuildAsync();
        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(early, Expect("somebody")));
        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(await bench.BuildAsync(user: "else"), Expect("else")));
        Assert.Equal((OAuthStateOutcome.Invalid, OAuthStateOutcome.Valid), (await bench.OutcomeAsync(first), await bench.OutcomeAsync(last)));
    }

    [Fact]
    public async Task UserWhoUsesMoreStatesThanTheQuota_WaitsAlone()
    {
        StateBench bench = new();
        bench.Options.InMemoryCapacityPerUser = 2;
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(await bench.BuildAsync()));
        }

        Assert.Equal(OAuthStateOutcome.StoreUnavailable, await bench.OutcomeAsync(await bench.BuildAsync()));
        Assert.Contains(bench.Log.Entries, entry => entry.Id == 4725 && entry.Text.Contains(
            "One user has used 2 states, as many as OAuthStateOptions.InMemoryCapacityPerUser allows. The others are served.",
            StringComparison.Ordinal));
        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(await bench.BuildAsync(user: "else"), Expect("else")));
        bench.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(await bench.BuildAsync()));
    }

    [Fact]
    public void EntriesOfMany_AreBounded_AndNoUseIsForgotten()
        => Gen.Select(Gen.Int[0, 4], Gen.Bool, Gen.Int[0, 3]).Array[0, 200].Sample(steps =>
        {
            const int Capacity = 12;
            const int Quota = 5;
            StillClock time = new();
            InMemoryOAuthStateStore store = new(
                new OptionsWrapper<OAuthStateOptions>(new OAuthStateOptions { InMemoryCapacity = Capacity, InMemoryCapacityPerUser = Quota }),
                time);
            List<(string Key, int User, bool IsReference, DateTimeOffset ExpiresAt)> added = [];
            foreach ((var user, var isReference, var minutes) in steps)
            {
                time.Advance(TimeSpan.FromMinutes(minutes));
                var now = time.GetUtcNow();
                added.RemoveAll(entry => entry.ExpiresAt <= now);
                int[] before = [.. Enumerable.Range(0, 5).Select(other => Alive(other, true))];
                var key = $"key{added.Count}-{now.UtcTicks}-{Guid.NewGuid()}";
                bool isAdded;
                try
                {
                    isAdded = store.TryAdd(key, "value", now.AddMinutes(20), new StateOwner("tenant", $"user{user}"), isReference);
                }
                catch (InvalidOperationException)
                {
                    // Only a use over the user's quota is refused, or any entry if the store is full of uses.
                    Assert.True((!isReference && Alive(user, false) == Quota)
                        || Enumerable.Range(0, 5).Sum(other => Alive(other, false)) == Capacity);
                    continue;
                }

                Assert.True(isAdded);
                added.Add((key, user, isReference, now.AddMinutes(20)));
                Assert.InRange(added.Count(entry => IsThere(entry.Key)), 1, Capacity);
                Assert.All(added.Where(entry => !entry.IsReference), entry => Assert.True(IsThere(entry.Key)));
                Assert.InRange(Alive(user, true), 0, Quota);

                // Only a user with the most references can lose one to another user.
                for (var other = 0; other < 5; other++)
                {
                    Assert.True(other == user || Alive(other, true) >= before[other] || before[other] == before.Max());
                }
            }

            bool IsThere(string key) => store.FindAsync(key).AsTask().GetAwaiter().GetResult() is not null;

            int Alive(int user, bool isReference) =>
                added.Count(entry => entry.User == user && entry.IsReference == isReference && IsThere(entry.Key));
        });

    private static OAuthStateExpectation Expect(string user) =>
        OAuthStateExpectation.ForUser(StateBench.Provider, user, StateBench.Tenant, StateBench.Browser);

    [Fact]
    public async Task UnknownReference_IsInvalid()
    {
        StateBench bench = new();
        bench.Options.UseReferences = true;
        var state = await bench.BuildAsync();
        Assert.Equal(OAuthStateOutcome.Invalid, await new StateBench { Keys = bench.Keys }.OutcomeAsync(state));
    }
}
