using Atom.OAuth.Tests.State.Support;

namespace Atom.OAuth.Tests.State;

/// <summary>Behavior of all stores.</summary>
public abstract class StateStoreTests
{
    private const int Callers = 50;

    private protected abstract IOAuthStateStore CreateStore(TimeProvider time);

    private StateBench Bench() => new(CreateStore);

    [StoreFact]
    public async Task Entry_IsAddedOnce_Found_AndReplaced()
    {
        var bench = Bench();
        var later = bench.Time.GetUtcNow().AddMinutes(1);
        Assert.Null(await bench.Store.FindAsync("key"));
        Assert.False(await bench.Store.TryReplaceAsync("key", "value"));
        Assert.True(await bench.Store.TryAddAsync("key", "value", later));
        Assert.False(await bench.Store.TryAddAsync("key", "another", later));
        Assert.Equal("value", await bench.Store.FindAsync("key"));
        Assert.True(await bench.Store.TryReplaceAsync("key", "another"));
        Assert.Equal("another", await bench.Store.FindAsync("key"));
        Assert.Null(await bench.Store.FindAsync("KEY"));
        string large = new('v', 16 * 1024);
        Assert.True(await bench.Store.TryAddAsync(new string('k', 64), large, later));
        Assert.Equal(large, await bench.Store.FindAsync(new string('k', 64)));
    }

    [StoreFact]
    public async Task Entry_IsKeptUntilItsTime_AndForgottenAfterwards()
    {
        var bench = Bench();
        var start = bench.Time.GetUtcNow();
        await bench.Store.TryAddAsync("early", "1", start.AddMinutes(5));
        await bench.Store.TryAddAsync("exact", "1", start.AddMinutes(10));
        bench.Time.SetUtcNow(start.AddMinutes(5).AddTicks(-1));
        await bench.Store.TryAddAsync("late", "2", start.AddMinutes(30));
        Assert.Equal("1", await bench.Store.FindAsync("early"));
        bench.Time.SetUtcNow(start.AddMinutes(10));
        await bench.Store.TryAddAsync("latest", "3", start.AddMinutes(30));
        Assert.Null(await bench.Store.FindAsync("early"));
        Assert.Null(await bench.Store.FindAsync("exact"));
        Assert.Equal("2", await bench.Store.FindAsync("late"));
    }

    [StoreFact]
    public async Task CancelledCall_DoesNothing()
    {
        var bench = Bench();
        var later = bench.Time.GetUtcNow().AddMinutes(1);
        CancellationToken cancelled = new(canceled: true);
        await bench.Store.TryAddAsync("key", "value", later);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await bench.Store.TryAddAsync("other", "value", later, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await bench.Store.TryReplaceAsync("key", "another", cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await bench.Store.FindAsync("key", cancelled));
        Assert.Equal(("value", null), (await bench.Store.FindAsync("key"), await bench.Store.FindAsync("other")));
    }

    [StoreTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OfManyAtOnce_ExactlyOneIsValid(bool isReference)
    {
        var bench = Bench();
        bench.Options.UseReferences = isReference;
        var state = await bench.BuildAsync();
        OAuthStateProtector[] instances = [bench.Start(), bench.Start(), bench.Start()];
        var results = await Task.WhenAll(
            Enumerable.Range(0, Callers).Select(i => Task.Run(async () => await instances[i % 3].ParseAsync(state, StateBench.Expected))));
        Assert.Single(results, result => result.Outcome == OAuthStateOutcome.Valid);
        Assert.Equal(Callers - 1, results.Count(result => result.Outcome == OAuthStateOutcome.Replayed));
    }

    [StoreTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SecondUse_IsReplayed(bool isReference)
    {
        var bench = Bench();
        bench.Options.UseReferences = isReference;
        var state = await bench.BuildAsync();
        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(state));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(OAuthStateOutcome.Replayed, await bench.OutcomeAsync(state));
        }

        Assert.Equal(OAuthStateOutcome.Replayed, (await bench.Start().ParseAsync(state, StateBench.Expected)).Outcome);
    }

    [StoreTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Duplicate_GetsTheFirstOutcome_WithinTheWindow(bool isReference)
    {
        var bench = Bench();
        bench.Options.UseReferences = isReference;
        var state = await bench.BuildAsync();
        var first = await bench.ParseAsync(state);
        Assert.Null((await bench.ParseAsync(state)).PriorOutcome);
        Assert.True(await bench.Protector.CompleteAsync(first, "/integrations?done=ü"));

        var duplicate = await bench.Start().ParseAsync(state, StateBench.Expected);
        Assert.Equal((OAuthStateOutcome.Replayed, "/integrations?done=ü"), (duplicate.Outcome, duplicate.PriorOutcome));
        var stranger = await bench.ParseAsync(
            state, OAuthStateExpectation.ForUser("slack", StateBench.User, StateBench.Tenant, StateBench.Browser + "x"));
        Assert.Equal((OAuthStateOutcome.WrongBrowser, null), (stranger.Outcome, stranger.PriorOutcome));

        bench.Time.Advance(TimeSpan.FromSeconds(60) - TimeSpan.FromTicks(1));
        Assert.NotNull((await bench.ParseAsync(state)).PriorOutcome);
        bench.Time.Advance(TimeSpan.FromTicks(1));
        var late = await bench.ParseAsync(state);
        Assert.Equal((OAuthStateOutcome.Replayed, null), (late.Outcome, late.PriorOutcome));
    }

    [StoreFact]
    public async Task Duplicate_AfterTheExpiry_StillGetsTheFirstOutcome()
    {
        var bench = Bench();
        var used = await bench.BuildAsync();
        var unused = await bench.BuildAsync();
        bench.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        await bench.Protector.CompleteAsync(await bench.ParseAsync(used), "/done");
        bench.Time.Advance(TimeSpan.FromSeconds(2));

        var duplicate = await bench.ParseAsync(used);
        Assert.Equal((OAuthStateOutcome.Replayed, "/done"), (duplicate.Outcome, duplicate.PriorOutcome));
        Assert.Equal(
            OAuthStateOutcome.Expired,
            await bench.OutcomeAsync(used, OAuthStateExpectation.ForUser("slack", StateBench.User, StateBench.Tenant, null)));
        Assert.Equal(OAuthStateOutcome.Expired, await bench.OutcomeAsync(unused));
        Assert.Equal(OAuthStateOutcome.Expired, await bench.OutcomeAsync(unused));
        bench.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(OAuthStateOutcome.Expired, await bench.OutcomeAsync(used));
    }

    [StoreFact]
    public async Task Duplicate_WaitsForTheFirst_AndNoLongerThanItsBound()
    {
        var bench = Bench();
        bench.Options.DuplicateWait = TimeSpan.FromSeconds(3);
        var state = await bench.BuildAsync();
        var first = await bench.ParseAsync(state);

        var start = bench.Time.GetUtcNow();
        Assert.Null((await bench.ParseAsync(state)).PriorOutcome);
        Assert.InRange(bench.Time.GetUtcNow() - start, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3.5));

        var waits = 0;
        bench.Time.DuringWait = async () =>
        {
            if (++waits == 3)
            {
                await bench.Protector.CompleteAsync(first, "/done");
            }
        };
        Assert.Equal("/done", (await bench.ParseAsync(state)).PriorOutcome);
        Assert.Equal(3, waits);
    }
}
