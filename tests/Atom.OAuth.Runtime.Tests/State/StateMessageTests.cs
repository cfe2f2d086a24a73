using Atom.OAuth.Tests.State.Support;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.Tests.State;

/// <summary>What users, logs and debuggers show.</summary>
public class StateMessageTests
{
    [Fact]
    public async Task Messages_TellAnAttackerNothing()
    {
        StateBench bench = new();
        var state = await bench.BuildAsync();
        string[] messages =
        [
            (await bench.ParseAsync("nonsense")).Error!,
            (await bench.ParseAsync(state, OAuthStateExpectation.ForUser("slack", "x", StateBench.Tenant, StateBench.Browser))).Error!,
            (await bench.ParseAsync(state, OAuthStateExpectation.ForUser("slack", StateBench.User, "x", StateBench.Browser))).Error!,
            (await bench.ParseAsync(state, OAuthStateExpectation.ForUser("slack", StateBench.User, StateBench.Tenant, "another"))).Error!,
            (await bench.ParseAsync(await bench.BuildAsync(provider: "zoom"))).Error!,
        ];
        Assert.Single(messages.Distinct());
        Assert.Equal(OAuthErrorMessage.ForUnsolicitedCallback, messages[0]);

        var valid = await bench.ParseAsync(state);
        Assert.Null(valid.Error);

        var late = await bench.BuildAsync();
        bench.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(
            "Slack OAuth failed: state_expired - This authorization is too old. If the account is not connected yet, please start again.",
            (await bench.ParseAsync(late)).Error);
    }

    [Fact]
    public async Task Log_TellsWhatBecameOfEachState()
    {
        StateBench bench = new();
        var state = await bench.BuildAsync();
        bench.Options.UseReferences = true;
        await bench.BuildAsync();
        await bench.ParseAsync(state, OAuthStateExpectation.ForUser("zoom", StateBench.User, StateBench.Tenant, StateBench.Browser));
        await bench.ParseAsync(state, OAuthStateExpectation.ForUser("slack", StateBench.User, "x", StateBench.Browser));
        await bench.ParseAsync(state, OAuthStateExpectation.ForUser("slack", "x", StateBench.Tenant, StateBench.Browser));
        await bench.ParseAsync(state, OAuthStateExpectation.ForUser("slack", StateBench.User, StateBench.Tenant, "x"));
        await bench.ParseAsync(state);
        await bench.ParseAsync(state);
        const string Attack = "belongs to someone or something else";
        Assert.Equal(
            [
                (4720, LogLevel.Debug, "Made a state for slack; by reference: False."),
                (4720, LogLevel.Debug, "Made a state for slack; by reference: True."),
                (4723, LogLevel.Warning, $"A genuine state at the callback of zoom {Attack}: WrongProvider. It may be an attack."),
                (4723, LogLevel.Warning, $"A genuine state at the callback of slack {Attack}: WrongTenant. It may be an attack."),
                (4723, LogLevel.Warning, $"A genuine state at the callback of slack {Attack}: WrongUser. It may be an attack."),
                (4723, LogLevel.Warning, $"A genuine state at the callback of slack {Attack}: WrongBrowser. It may be an attack."),
                (4721, LogLevel.Debug, "A state for slack is valid."),
                (4722, LogLevel.Information, "A state at the callback of slack is not accepted: Replayed."),
            ],
            bench.Log.Entries.Select(entry => (entry.Id, entry.Level, entry.Text.TrimEnd())));
    }

    [Fact]
    public async Task MissingCookie_IsSaid_AndIsNoAttack()
    {
        StateBench bench = new();
        foreach (var binding in (string?[])[null, string.Empty])
        {
            var result = await bench.ParseAsync(
                await bench.BuildAsync(), OAuthStateExpectation.ForUser("slack", StateBench.User, StateBench.Tenant, binding));
            Assert.Equal(OAuthStateOutcome.WrongBrowser, result.Outcome);
            Assert.Equal(
                "The sign-in could not be matched to a request from this browser: its cookie did not come back. Please start again in the same browser, and over https.",
                result.Error);
        }

        (var id, var level, var text) = bench.Log.Entries.Last();
        Assert.Equal((4729, LogLevel.Warning), (id, level));
        Assert.Contains("over plain http, except on localhost", text, StringComparison.Ordinal);
        Assert.Contains("AllowCrossSitePost", text, StringComparison.Ordinal);
        Assert.DoesNotContain(bench.Log.Entries, entry => entry.Text.Contains("attack", StringComparison.Ordinal));

        // Another user's state reveals nothing, with or without a cookie.
        var other = await bench.ParseAsync(await bench.BuildAsync(), OAuthStateExpectation.ForUser("slack", "x", StateBench.Tenant, null));
        Assert.Equal(OAuthErrorMessage.ForUnsolicitedCallback, other.Error);
    }

    [Fact]
    public async Task ProviderFromARoute_IsCleaned()
    {
        StateBench bench = new();
        var provider = "<script>alert(1)</script>\r\nevil" + new string('x', 1000);
        Assert.Equal(
            OAuthErrorMessage.ForUnsolicitedCallback,
            (await bench.ParseAsync("x", OAuthStateExpectation.WithoutUser(provider, null))).Error);
        var error = (await new StateBench(_ => new BrokenStore()).ParseAsync(
            new string('A', 43), OAuthStateExpectation.WithoutUser(provider, null))).Error!;
        Assert.Contains("temporarily_unavailable", error, StringComparison.Ordinal);
        Assert.DoesNotContain('<', error);
        Assert.DoesNotContain('\n', error);
        Assert.True(error.Length < 300);
        Assert.All(bench.Log.Entries, entry => Assert.DoesNotContain('\n', entry.Text));
    }

    [Fact]
    public async Task SecretsAndUsers_AreInNoLogAndNoText()
    {
        StateBench bench = new();
        List<object> seen = [];
        List<string> secrets = [StateBench.Browser, StateBench.User, StateBench.Tenant];
        foreach (var isReference in (bool[])[false, true])
        {
            bench.Options.UseReferences = isReference;
            OAuthStateRequest request = new("slack", StateBench.User, StateBench.Tenant, StateBench.Path) { BrowserBinding = StateBench.Browser };
            var state = await bench.Protector.BuildAsync(request);
            (var other, var cookie) = await bench.Protector.BuildWithCookieAsync(new OAuthStateRequest("slack", StateBench.User, StateBench.Tenant));
            secrets.AddRange([state, other, cookie.Value]);
            var wrong = await bench.ParseAsync(other);
            var result = await bench.ParseAsync(state);
            var again = await bench.ParseAsync(state);
            await bench.Protector.CompleteAsync(result, "/done");
            seen.AddRange([
                request,
                cookie,
                StateBench.Expected,
                wrong,
                result,
                again,
                StateBench.Carried(result),
                wrong.Error!,
                again.Error!,
                bench.Protector,
            ]);
            await bench.ParseAsync(state[..^2] + "AA");
        }

        Assert.True(bench.Log.Entries.Count >= 10);
        Assert.All(bench.Log.Entries, entry => Assert.InRange(entry.Id, 4720, 4749));
        foreach (var text in seen.Select(value => value.ToString()!).Concat(bench.Log.Entries.Select(entry => entry.Text)))
        {
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        }
    }

    private sealed class BrokenStore : IOAuthStateStore
    {
        public ValueTask<bool> TryAddAsync(string key, string value, DateTimeOffset expiresAt, CancellationToken cancellationToken = default) =>
            throw new IOException("Broken.");

        public ValueTask<string?> FindAsync(string key, CancellationToken cancellationToken = default) => throw new IOException("Broken.");

        public ValueTask<bool> TryReplaceAsync(string key, string value, CancellationToken cancellationToken = default) =>
            throw new IOException("Broken.");
    }
}
