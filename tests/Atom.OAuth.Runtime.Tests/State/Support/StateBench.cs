using Atom.OAuth.State;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Tests.State.Support;

/// <summary>A protector with a clock that does not move by itself, and replaceable dependencies.</summary>
internal sealed class StateBench
{
    public const string Provider = "slack";
    public const string User = "user-123";
    public const string Tenant = "tenant-456";
    public const string Path = "/integrations";
    public const string Browser = "0123456789abcdefghijklmnopqrstuvwxyz-ABCDEF";

    private OAuthStateProtector? _protector;

    public StateBench(Func<TimeProvider, IOAuthStateStore>? createStore = null)
        => Store = createStore is null ? new InMemoryOAuthStateStore(new OptionsWrapper<OAuthStateOptions>(Options), Time) : createStore(Time);

    public StillClock Time { get; } = new();

    // Other tests cover waiting.
    public OAuthStateOptions Options { get; } = new()
    {
        DuplicateWait = TimeSpan.Zero,
        DuplicateWindow = TimeSpan.FromSeconds(60),

        // A loaded machine is slow, not broken.
        StoreTimeout = TimeSpan.FromMinutes(1),
    };

    public IOAuthStateStore Store { get; }

    public IDataProtectionProvider Keys { get; init; } = new EphemeralDataProtectionProvider();

    public RecordingLogger Log { get; } = new();

    public OAuthStateProtector Protector => _protector ??= Start();

    /// <summary>Gets the default expectation of the callback.</summary>
    public static OAuthStateExpectation Expected { get; } = OAuthStateExpectation.ForUser(Provider, User, Tenant, Browser);

    /// <summary>Starts another instance of the application, with the same keys, store, clock and options.</summary>
    public OAuthStateProtector Start(IDataProtectionProvider? keys = null) =>
        new(keys ?? Keys, Store, new OptionsWrapper<OAuthStateOptions>(Options), Time, Log);

    public async Task<string> BuildAsync(
        string? path = Path,
        string provider = Provider,
        string? user = User,
        string? tenant = Tenant,
        string? browser = Browser,
        string? codeVerifier = null)
        => await Protector.BuildAsync(new OAuthStateRequest(provider, user, tenant, path) { BrowserBinding = browser, CodeVerifier = codeVerifier });

    public async Task<OAuthStateResult> ParseAsync(string? state, OAuthStateExpectation? expected = null) =>
        await Protector.ParseAsync(state, expected ?? Expected);

    public async Task<OAuthStateOutcome> OutcomeAsync(string? state, OAuthStateExpectation? expected = null) =>
        (await ParseAsync(state, expected)).Outcome;

    /// <summary>Encrypts a payload from the test as the application would.</summary>
    public string Forge(StatePayload payload, string provider = Provider)
        => new StateSeal(Keys, Log).Protect(provider, payload);

    public static OAuthState Carried(OAuthStateResult result)
    {
        Assert.True(result.TryGetState(out var state), $"The result is {result.Outcome}.");
        return state;
    }
}
