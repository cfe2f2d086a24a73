using Atom.OAuth.Tests.State.Support;

namespace Atom.OAuth.Tests.State;

/// <summary>What users, logs and debuggers get to read.</summary>
public class StateMessageTests
{
    [Fact]
    public async Task Messages_TellAnAttackerNothing()
    {
        StateBench bench = new();
        string state = await bench.BuildAsync();
        string[] messages =
        [
            (await bench.ParseAsync("nonsense")).Error!,
            (await bench.ParseAsync(state, OAuthStateExpectation.ForUser("slack", "x", StateBench.Tenant, StateBench.Browser))).Error!,
            (await bench.ParseAsync(state, OAuthStateExpectation.ForUser("slack", StateBench.User, "x", StateBench.Browser))).Error!,
            (await bench.ParseAsync(state, OAuthStateExpectation.ForUser("slack", StateBench.User, StateBench.Tenant, null))).Error!,
            (await bench.ParseAsync(await bench.BuildAsync(provider: "zoom"))).Error!,
        ];
        Assert.Single(messages.Distinct());
        Assert.StartsWith("Slack OAuth failed: invalid_state - ", messages[0], StringComparison.Ordinal);

        OAuthStateResult valid = await bench.ParseAsync(state);
        Assert.Null(valid.Error);
        Assert.Equal(messages[0], (await bench.ParseAsync(state)).Error);

        string late = await bench.BuildAsync();
        bench.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.StartsWith("Slack OAuth failed: state_expired - ", (await bench.ParseAsync(late)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProviderFromARoute_IsCleaned()
    {
        StateBench bench = new();
        string error = (await bench.ParseAsync("x", OAuthStateExpectation.WithoutUser("<script>alert(1)</script>\r\nevil" + new string('x', 1000), null))).Error!;
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
        foreach (bool isReference in (bool[])[false, true])
        {
            bench.Options.UseReferences = isReference;
            OAuthStateRequest request = new("slack", StateBench.User, StateBench.Tenant, StateBench.Path) { BrowserBinding = StateBench.Browser };
            string state = await bench.Protector.BuildAsync(request);
            (string other, OAuthStateCookie cookie) = await bench.Protector.BuildWithCookieAsync(new OAuthStateRequest("slack", StateBench.User, StateBench.Tenant));
            secrets.AddRange([state, other, cookie.Value]);
            OAuthStateResult wrong = await bench.ParseAsync(other);
            OAuthStateResult result = await bench.ParseAsync(state);
            OAuthStateResult again = await bench.ParseAsync(state);
            await bench.Protector.CompleteAsync(result, "/done");
            seen.AddRange([request, cookie, StateBench.Expected, wrong, result, again, StateBench.Carried(result), wrong.Error!, again.Error!, bench.Protector]);
            await bench.ParseAsync(state[..^2] + "AA");
        }

        Assert.True(bench.Log.Entries.Count >= 10);
        Assert.All(bench.Log.Entries, entry => Assert.InRange(entry.Id, 4720, 4749));
        foreach (string text in seen.Select(value => value.ToString()!).Concat(bench.Log.Entries.Select(entry => entry.Text)))
        {
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        }
    }
}
