using Atom.OAuth.Tests.State.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.Tests.State;

/// <summary>What happens to states when keys are added, revoked or removed.</summary>
public sealed class StateKeyTests : IDisposable
{
    private readonly KeyFolder _folder = new();
    private readonly StateBench _bench;
    private readonly IServiceProvider _instance;

    public StateKeyTests()
    {
        _instance = _folder.Start();
        _bench = new StateBench { Keys = KeyFolder.Keys(_instance) };
    }

    public void Dispose() => _folder.Dispose();

    // An instance refreshes the key ring in the background; only one that starts afterwards is certain to have the new key.
    [Fact]
    public async Task RotatedKey_Works()
    {
        var before = await _bench.BuildAsync();
        var now = DateTimeOffset.UtcNow;
        KeyFolder.Manager(_instance).CreateNewKey(now, now.AddDays(90));

        StateBench later = new() { Keys = KeyFolder.Keys(_folder.Start()) };
        var after = await later.BuildAsync();
        Assert.NotEqual(KeyIdOf(before), KeyIdOf(after));
        Assert.Equal(OAuthStateOutcome.Valid, await later.OutcomeAsync(before));
        Assert.Equal(OAuthStateOutcome.Valid, await later.OutcomeAsync(after));
    }

    [Fact]
    public async Task RevokedKey_Fails_AndIsLogged()
    {
        var state = await _bench.BuildAsync();
        KeyFolder.Manager(_instance).RevokeKey(KeyIdOf(state), "test");

        StateBench later = new() { Keys = KeyFolder.Keys(_folder.Start()) };
        Assert.Equal(OAuthStateOutcome.Invalid, await later.OutcomeAsync(state));
        AssertKeyIsLogged(later, state);
        Assert.Equal(OAuthStateOutcome.Valid, await later.OutcomeAsync(await later.BuildAsync()));
    }

    [Fact]
    public async Task LostKeys_Fail_AndAreLogged()
    {
        var state = await _bench.BuildAsync();
        using KeyFolder others = new();
        StateBench later = new() { Keys = KeyFolder.Keys(others.Start()) };
        await later.BuildAsync();
        Assert.Equal(OAuthStateOutcome.Invalid, await later.OutcomeAsync(state));
        AssertKeyIsLogged(later, state);
    }

    [Fact]
    public async Task DamagedState_SaysNothingAboutKeys()
    {
        var state = await _bench.BuildAsync();
        Assert.Equal(OAuthStateOutcome.Invalid, await _bench.OutcomeAsync(state[..^4] + "AAAA"));
        Assert.Equal(OAuthStateOutcome.Invalid, await _bench.OutcomeAsync(new string('A', 300)));
        Assert.DoesNotContain(_bench.Log.Entries, entry => entry.Id == 4724);
    }

    [Fact]
    public async Task OtherInstance_OnTheSameKeys_Works()
    {
        var state = await _bench.BuildAsync();
        StateBench other = new() { Keys = KeyFolder.Keys(_folder.Start()) };
        Assert.Equal(OAuthStateOutcome.Valid, await other.OutcomeAsync(state));
    }

    [Fact]
    public async Task OtherApplication_OnTheSameKeys_Fails()
    {
        var state = await _bench.BuildAsync();
        StateBench other = new() { Keys = KeyFolder.Keys(_folder.Start("another application")) };
        Assert.Equal(OAuthStateOutcome.Invalid, await other.OutcomeAsync(state));
    }

    [Fact]
    public async Task UnreachableKeys_LetNobodyIn()
    {
        var state = await _bench.BuildAsync();
        var broken = _bench.Start(new BrokenKeys());
        Assert.Equal(OAuthStateOutcome.StoreUnavailable, (await broken.ParseAsync(state, StateBench.Expected)).Outcome);
        Assert.Equal(OAuthStateOutcome.Valid, await _bench.OutcomeAsync(state));
    }

    private static void AssertKeyIsLogged(StateBench bench, string state)
    {
        (_, var level, var text) = Assert.Single(bench.Log.Entries, entry => entry.Id == 4724);
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains(KeyIdOf(state).ToString(), text, StringComparison.Ordinal);
        Assert.DoesNotContain(state, text, StringComparison.Ordinal);
    }

    private static Guid KeyIdOf(string state)
    {
        Assert.True(OAuth.State.StateFormat.TrySplit(state, out _, out var encrypted));
        return new Guid(encrypted.AsSpan(4, 16));
    }

    private sealed class BrokenKeys : IDataProtectionProvider, IDataProtector
    {
        public IDataProtector CreateProtector(string purpose) => this;

        public byte[] Protect(byte[] plaintext) => throw new IOException("The keys cannot be read.");

        public byte[] Unprotect(byte[] protectedData) => throw new IOException("The keys cannot be read.");
    }
}
