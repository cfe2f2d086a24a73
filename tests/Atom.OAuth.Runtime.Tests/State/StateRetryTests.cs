using Atom.OAuth.State;
using Atom.OAuth.Tests.State.Support;
using CsCheck;

namespace Atom.OAuth.Tests.State;

/// <summary>A state is used up by the code that connects the account, and by nothing before it.</summary>
public class StateRetryTests
{
    private static OAuthStateExpectation Code(string? code) => StateBench.Expected.WithCode(code);

    [Fact]
    public async Task RefusedConsent_LeavesTheStateToTheCodeThatFollows()
    {
        StateBench bench = new();
        var state = await bench.BuildAsync();
        for (var i = 0; i < 10; i++)
        {
            var refused = await bench.ParseAsync(state, Code(i % 2 == 0 ? null : string.Empty));
            Assert.True(refused.IsValid);
            Assert.True(await bench.Protector.FailAsync(refused, "/?error=access_denied"));
        }

        var allowed = await bench.ParseAsync(state, Code("code-1"));
        Assert.True(allowed.IsValid);
        await bench.Protector.CompleteAsync(allowed, "/?connected=slack");

        // Whatever follows, the account remains connected.
        foreach (var code in (string?[])[null, "code-1", "code-2"])
        {
            var later = await bench.ParseAsync(state, Code(code));
            Assert.Equal((OAuthStateOutcome.Replayed, "/?connected=slack"), (later.Outcome, later.PriorOutcome));
        }
    }

    [Fact]
    public async Task FailedExchange_LeavesTheStateToAnotherCode_AndNotToItsOwn()
    {
        StateBench bench = new();
        var state = await bench.BuildAsync();
        await bench.Protector.FailAsync(await bench.ParseAsync(state, Code("code-1")), "/?error=503");
        var reload = await bench.ParseAsync(state, Code("code-1"));
        Assert.Equal((OAuthStateOutcome.Replayed, "/?error=503", false), (reload.Outcome, reload.PriorOutcome, reload.CanRetry));

        var second = await bench.ParseAsync(state, Code("code-2"));
        Assert.True(second.IsValid);
        await bench.Protector.CompleteAsync(second, "/?connected=slack");
        Assert.Equal("/?connected=slack", (await bench.ParseAsync(state, Code("code-1"))).PriorOutcome);
        Assert.Equal("/?connected=slack", (await bench.ParseAsync(state, Code("code-2"))).PriorOutcome);
        Assert.Equal(OAuthStateOutcome.Replayed, await bench.OutcomeAsync(state, Code("code-3")));
    }

    [Fact]
    public async Task Retries_AreBounded()
    {
        StateBench bench = new();
        var state = await bench.BuildAsync();
        for (var i = 0; i < StateTicket.MostAttempts; i++)
        {
            await bench.Protector.FailAsync(await bench.ParseAsync(state, Code($"code-{i}")), $"/?failed={i}");
        }

        var more = await bench.ParseAsync(state, Code("another"));
        Assert.Equal((OAuthStateOutcome.Replayed, "/?failed=4"), (more.Outcome, more.PriorOutcome));
    }

    [Fact]
    public async Task OfManyCodesAtOnce_ExactlyOneIsLetIn_AfterAFailure()
    {
        StateBench bench = new();
        var state = await bench.BuildAsync();
        await bench.Protector.FailAsync(await bench.ParseAsync(state, Code("code-0")), "/failed");
        var results = await Task.WhenAll(
            Enumerable.Range(1, 30).Select(i => Task.Run(async () => await bench.Protector.ParseAsync(state, Code($"code-{i}")))));
        Assert.Single(results, result => result.IsValid);
    }

    [Fact]
    public async Task WithoutTheCode_AStateIsUsedOnce()
    {
        StateBench bench = new();
        var state = await bench.BuildAsync();
        await bench.Protector.FailAsync(await bench.ParseAsync(state), "/failed");
        Assert.Equal(
            (OAuthStateOutcome.Replayed, "/failed"),
            ((await bench.ParseAsync(state)).Outcome, (await bench.ParseAsync(state)).PriorOutcome));
        Assert.Equal(OAuthStateOutcome.Replayed, await bench.OutcomeAsync(state, Code("code-1")));
    }

    [Fact]
    public async Task CallbackThatNeverEnded_LeavesTheStateToAnotherCode_OnceNobodyCanBeAtWork()
    {
        StateBench bench = new();
        var state = await bench.BuildAsync();
        await bench.ParseAsync(state, Code("code-1"));
        var early = await bench.ParseAsync(state, Code("code-2"));
        Assert.Equal(
            (OAuthStateOutcome.Replayed, true, "Slack is being connected. Please reload this page in a moment."),
            (early.Outcome, early.CanRetry, early.Error));

        bench.Time.Advance(StateUseRecord.LongestWork);
        var own = await bench.ParseAsync(state, Code("code-1"));
        Assert.Equal(
            (OAuthStateOutcome.Replayed, false, "Slack OAuth failed: code_already_used - This authorization could not be completed. Please start again."),
            (own.Outcome, own.CanRetry, own.Error));
        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(state, Code("code-2")));
    }

    [Fact]
    public async Task LateReload_IsToldThatTheAccountIsConnected()
    {
        StateBench bench = new();
        var state = await bench.BuildAsync();
        await bench.Protector.CompleteAsync(await bench.ParseAsync(state, Code("code-1")), "/done");
        bench.Time.Advance(TimeSpan.FromMinutes(2));
        var late = await bench.ParseAsync(state, Code("code-1"));
        Assert.Equal(
            (OAuthStateOutcome.Replayed, null, false, "Slack is already connected: this authorization was completed before."),
            (late.Outcome, late.PriorOutcome, late.CanRetry, late.Error));
    }

    [Fact]
    public async Task ByDefault_AReloadGetsTheOutcome_ForTenMinutes()
    {
        StateBench bench = new();
        bench.Options.DuplicateWindow = new OAuthStateOptions().DuplicateWindow;
        var state = await bench.BuildAsync();
        bench.Time.Advance(TimeSpan.FromMinutes(9));
        await bench.Protector.CompleteAsync(await bench.ParseAsync(state, Code("code-1")), "/done");
        bench.Time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal("/done", (await bench.ParseAsync(state, Code("code-1"))).PriorOutcome);
    }

    [Fact]
    public async Task DuplicateOfASlowCallback_GetsItsOutcome()
    {
        StateBench bench = new();
        bench.Options.DuplicateWait = new OAuthStateOptions().DuplicateWait;
        var state = await bench.BuildAsync();
        var first = await bench.ParseAsync(state, Code("code-1"));
        var start = bench.Time.GetUtcNow();
        bench.Time.DuringWait = async () =>
        {
            if (bench.Time.GetUtcNow() - start > TimeSpan.FromSeconds(8))
            {
                await bench.Protector.CompleteAsync(first, "/done");
            }
        };
        Assert.Equal("/done", (await bench.ParseAsync(state, Code("code-1"))).PriorOutcome);
    }

    [Theory]
    [InlineData('字', 900)]
    [InlineData('é', 4000)]
    [InlineData('x', 10_000)]
    public async Task OutcomeThatIsTooLong_IsCut_AndThrowsNothing(char unit, int count)
    {
        StateBench bench = new();
        var state = await bench.BuildAsync();
        var location = "/integrations?error=" + Uri.EscapeDataString(new string(unit, count));
        Assert.True(await bench.Protector.CompleteAsync(await bench.ParseAsync(state), location));
        var prior = (await bench.ParseAsync(state)).PriorOutcome!;
        Assert.StartsWith(prior, location, StringComparison.Ordinal);
        Assert.InRange(prior.Length, StateUseRecord.LargestOutcome - 12, StateUseRecord.LargestOutcome);
        Assert.All(Uri.UnescapeDataString(prior["/integrations?error=".Length..]), c => Assert.Equal(unit, c));
    }

    [Fact]
    public void PercentSignThatBeginsNoEscape_CostsNoCharacterBeforeIt()
        => Assert.Equal("%F0%A0%AE%B7"u8.ToArray(), StateOutcomeText.Shorten("%F0%A0%AE%B7%a字字", 16));

    [Fact]
    public void ShortenedOutcome_IsABeginning_ThatEndsAtACharacter()
        => Gen.Select(
            Gen.OneOf<string>("a", "é", "字", "𠮷", "%", "%41", "%C3%A9", "%E5%AD%97", "%F0%A0%AE%B7", "%zz", "%80").Array[20, 60],
            Gen.Int[12, 40]).Sample((parts, limit) =>
        {
            var outcome = string.Concat(parts);
            var whole = System.Text.Encoding.UTF8.GetBytes(outcome);
            var cut = StateOutcomeText.Shorten(outcome, limit);
            Assert.InRange(cut.Length, Math.Min(whole.Length, limit - 12), limit);
            Assert.True(whole.AsSpan().StartsWith(cut));
            Assert.DoesNotContain('\uFFFD', System.Text.Encoding.UTF8.GetString(cut));
        });

    [Fact]
    public async Task SlowStatesOfAnyKind_ThrowNothing_AndAreSpentByOneCodeAlone()
        => await Gen.Select(
            Gen.OneOf<string?>(null, "code-1", "code-2", "code-3"), Gen.Int[0, 3], Gen.Int[0, 200]).Array[1, 12].SampleAsync(async steps =>
        {
            StateBench bench = new();
            var state = await bench.BuildAsync();
            var isConnected = false;
            HashSet<string> exchanged = [];
            foreach ((var code, var end, var seconds) in steps)
            {
                var result = await bench.ParseAsync(state, Code(code));
                Assert.False(result.IsValid && isConnected);
                Assert.False(result.IsValid && code is not null && !exchanged.Add(code), "A code was let in twice.");
                if (result.IsValid && end > 0)
                {
                    await (end == 1 ? bench.Protector.FailAsync(result, "/failed") : bench.Protector.CompleteAsync(result, "/done"));
                    isConnected |= end > 1 && code is not null;
                }

                bench.Time.Advance(TimeSpan.FromSeconds(seconds));
            }
        }, iter: 500);
}
