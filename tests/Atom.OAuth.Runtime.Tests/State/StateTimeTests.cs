using Atom.OAuth.State;
using Atom.OAuth.Tests.State.Support;

namespace Atom.OAuth.Tests.State;

/// <summary>Every edge of time, on a clock that the test moves.</summary>
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
        foreach (bool isReference in (bool[])[false, true])
        {
            StateBench bench = new();
            bench.Options.UseReferences = isReference;
            string state = await bench.BuildAsync();
            bench.Time.Advance(TimeSpan.FromTicks(ticks));
            Assert.Equal(outcome, await bench.OutcomeAsync(state));
        }
    }

    [Fact]
    public async Task SelfContainedState_IsExpiredForYears()
    {
        StateBench bench = new();
        string state = await bench.BuildAsync();
        bench.Time.Advance(TimeSpan.FromDays(3650));
        Assert.Equal(OAuthStateOutcome.Expired, await bench.OutcomeAsync(state));
    }

    [Fact]
    public async Task Lifetime_IsAnOption()
    {
        StateBench bench = new();
        bench.Options.Lifetime = TimeSpan.FromMinutes(1);
        string state = await bench.BuildAsync();
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
    public async Task UsedState_StaysUsed_AsLongAsAnyClockTakesItForAlive()
    {
        StateBench bench = new();
        string state = await bench.BuildAsync();
        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(state));

        // Another instance prunes the store while this one's clock is behind.
        bench.Time.Advance(TimeSpan.FromMinutes(10) - Tick);
        Assert.Equal(OAuthStateOutcome.Replayed, await bench.OutcomeAsync(state));
        DateTimeOffset slowest = bench.Time.GetUtcNow();
        bench.Time.Advance(OAuthStateProtector.ClockSkew);
        await bench.Store.TryAddAsync("other", "0", bench.Time.GetUtcNow().AddMinutes(1));
        bench.Time.AdjustTime(slowest);
        Assert.Equal(OAuthStateOutcome.Replayed, await bench.OutcomeAsync(state));
    }

    [Fact]
    public async Task Expiry_OutranksTheMissingCookie_ButNotTheProvider()
    {
        StateBench bench = new();
        string state = await bench.BuildAsync();
        bench.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(OAuthStateOutcome.Expired, await bench.OutcomeAsync(state, OAuthStateExpectation.ForUser("slack", StateBench.User, StateBench.Tenant, null)));
        Assert.Equal(OAuthStateOutcome.WrongProvider, await bench.OutcomeAsync(state, OAuthStateExpectation.ForUser("zoom", StateBench.User, StateBench.Tenant, StateBench.Browser)));
    }
}
