using Atom.OAuth.State;
using Atom.OAuth.Tests.State.Support;

namespace Atom.OAuth.Tests.State;

/// <summary>Time limits, with a clock that the test controls.</summary>
public class StateTimeTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    public static TheoryData<long, OAuthStateOutcome> Ages { get; } = new()
    {
        { 0, OAuthStateOutcome.Valid },
        { TimeSpan.FromMinutes(10).Ticks - 1, OAuthStateOutcome.Valid },
        { TimeSpan.FromMinutes(10).Ticks, OAuthStateOutcome.Expired },
        { TimeSpan.FromMinutes(10).Ticks + 1, OAuthStateOutcome.Expired },
        { TimeSpan.FromSeconds(601).Ticks, OAuthStateOutcome.Expired },
        { TimeSpan.FromMinutes(15).Ticks, OAuthStateOutcome.Expired },
    };

    [Theory]
    [MemberData(nameof(Ages))]
    public async Task Lifetime_IsOverExactlyAtExpiry(long ticks, OAuthStateOutcome outcome)
    {
        foreach (var isReference in (bool[])[false, true])
        {
            StateBench bench = new();
            bench.Options.UseReferences = isReference;
            var state = await bench.BuildAsync();
            bench.Time.Advance(TimeSpan.FromTicks(ticks));
            Assert.Equal(outcome, await bench.OutcomeAsync(state));
        }
    }

    [Fact]
    public async Task SelfContainedState_IsExpiredForYears()
    {
        StateBench bench = new();
        var state = await bench.BuildAsync();
        bench.Time.Advance(TimeSpan.FromDays(3650));
        Assert.Equal(OAuthStateOutcome.Expired, await bench.OutcomeAsync(state));
    }

    [Fact]
    public async Task Lifetime_IsAnOption()
    {
        StateBench bench = new();
        bench.Options.Lifetime = TimeSpan.FromMinutes(1);
        var state = await bench.BuildAsync();
        bench.Time.Advance(TimeSpan.FromMinutes(1) - Tick);
        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(state));

        state = await bench.BuildAsync();
        bench.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(OAuthStateOutcome.Expired, await bench.OutcomeAsync(state));
    }

    [Theory]
    [InlineData(60, 0, OAuthStateOutcome.Valid)]
    [InlineData(60, 1, OAuthStateOutcome.Invalid)]
    [InlineData(61, 0, OAuthStateOutcome.Invalid)]
    [InlineData(3600, 0, OAuthStateOutcome.Invalid)]
    public async Task OtherClock_MayBeAheadByAMinute(int seconds, int ticks, OAuthStateOutcome outcome)
    {
        StateBench bench = new();
        StatePayload payload = new()
        {
            Nonce = StateRandom.Bytes(StatePayload.NonceLength),
            IssuedAt = bench.Time.GetUtcNow().AddSeconds(seconds).AddTicks(ticks),
            ExpiresAt = bench.Time.GetUtcNow().AddMinutes(10),
            UserId = StateBench.User,
            TenantId = StateBench.Tenant,
            RedirectPath = "/",
            BindingHash = StateRandom.Hash(StateBench.Browser),
        };
        Assert.Equal(outcome, await bench.OutcomeAsync(bench.Forge(payload)));
    }

    [Fact]
    public async Task Duplicate_IsOne_UntilTheWindowAfterTheExpiryIsOver()
    {
        StateBench bench = new();
        var state = await bench.BuildAsync();
        bench.Time.Advance(TimeSpan.FromMinutes(10) - Tick);
        var first = await bench.ParseAsync(state);
        bench.Time.Advance(TimeSpan.FromSeconds(30));
        await bench.Protector.CompleteAsync(first, "/done");
        bench.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(OAuthStateOutcome.Replayed, await bench.OutcomeAsync(state));
        bench.Time.Advance(Tick);
        Assert.Equal(OAuthStateOutcome.Expired, await bench.OutcomeAsync(state));
    }

    [Fact]
    public async Task WindowOfZero_IsOverAtOnce()
    {
        StateBench bench = new();
        bench.Options.DuplicateWindow = TimeSpan.Zero;
        var state = await bench.BuildAsync();
        await bench.ParseAsync(state);
        bench.Options.DuplicateWait = TimeSpan.FromSeconds(3);
        var start = bench.Time.GetUtcNow();
        Assert.Equal(OAuthStateOutcome.Replayed, await bench.OutcomeAsync(state));
        Assert.Equal(start, bench.Time.GetUtcNow());
    }

    [Fact]
    public async Task Entry_IsKept_BeyondTheLifeOfItsState_OnTheSlowestClock()
    {
        KeepingStore store = new();
        StateBench bench = new(_ => store);
        var start = bench.Time.GetUtcNow();
        await bench.ParseAsync(await bench.BuildAsync());
        Assert.Equal(
            start + TimeSpan.FromMinutes(10) + TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(60) + TimeSpan.FromSeconds(60),
            store.KeptUntil);
    }

    [Fact]
    public async Task Waits_GrowToTheirBound()
    {
        StateBench bench = new();
        bench.Options.DuplicateWait = TimeSpan.FromMilliseconds(1550);
        var state = await bench.BuildAsync();
        await bench.ParseAsync(state);
        List<double> looks = [];
        var start = bench.Time.GetUtcNow();
        bench.Time.DuringWait = () =>
        {
            looks.Add((bench.Time.GetUtcNow() - start).TotalMilliseconds);
            return Task.CompletedTask;
        };
        await bench.ParseAsync(state);

        // The delays are 50, 100, 200, 400 and 400 milliseconds; the last one ends exactly at the limit.
        Assert.Equal([0, 50, 150, 350, 750, 1150], looks);
        Assert.Equal(1550, (bench.Time.GetUtcNow() - start).TotalMilliseconds);
    }

    [Fact]
    public async Task UsedState_StaysUsed_AsLongAsAnyClockTakesItForAlive()
    {
        StateBench bench = new();
        var state = await bench.BuildAsync();
        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(state));

        // Another instance prunes the store while this one's clock is behind.
        bench.Time.Advance(TimeSpan.FromMinutes(10) - Tick);
        Assert.Equal(OAuthStateOutcome.Replayed, await bench.OutcomeAsync(state));
        var slowest = bench.Time.GetUtcNow();
        bench.Time.Advance(OAuthStateProtector.ClockSkew);
        await bench.Store.TryAddAsync("other", "0", bench.Time.GetUtcNow().AddMinutes(1));
        bench.Time.AdjustTime(slowest);
        Assert.Equal(OAuthStateOutcome.Replayed, await bench.OutcomeAsync(state));
    }

    [Fact]
    public async Task Expiry_OutranksTheMissingCookie_ButNotTheProvider()
    {
        StateBench bench = new();
        var state = await bench.BuildAsync();
        bench.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(
            OAuthStateOutcome.Expired,
            await bench.OutcomeAsync(state, OAuthStateExpectation.ForUser("slack", StateBench.User, StateBench.Tenant, null)));
        Assert.Equal(
            OAuthStateOutcome.WrongProvider,
            await bench.OutcomeAsync(state, OAuthStateExpectation.ForUser("zoom", StateBench.User, StateBench.Tenant, StateBench.Browser)));
    }

    private sealed class KeepingStore : IOAuthStateStore
    {
        public DateTimeOffset KeptUntil { get; private set; }

        public ValueTask<bool> TryAddAsync(string key, string value, DateTimeOffset expiresAt, CancellationToken cancellationToken = default)
        {
            KeptUntil = expiresAt;
            return new(true);
        }

        public ValueTask<string?> FindAsync(string key, CancellationToken cancellationToken = default) => new((string?)null);

        public ValueTask<bool> TryReplaceAsync(string key, string value, CancellationToken cancellationToken = default) => new(false);
    }
}
