using Atom.OAuth.State;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Runtime.Benchmarks;

/// <summary>One flow with a state, and what of it is encryption alone.</summary>
internal sealed class StateFlows
{
    private const string User = "0f8fad5b-d9cb-469f-a165-70867728950e";
    private const string Tenant = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    private const string Browser = "0123456789abcdefghijklmnopqrstuvwxyz-ABCDEF";

    private static readonly OAuthStateRequest Request = new("slack", User, Tenant, "/integrations") { BrowserBinding = Browser };
    private static readonly OAuthStateExpectation Expected = OAuthStateExpectation.ForUser("slack", User, Tenant, Browser);

    private readonly SteppingClock _clock = new();
    private readonly IDataProtector _bare;
    private readonly byte[] _payload;
    private readonly OAuthStateProtector _protector;

    public StateFlows()
    {
        EphemeralDataProtectionProvider keys = new();
        OptionsWrapper<OAuthStateOptions> options = new(new OAuthStateOptions { InMemoryCapacityPerUser = int.MaxValue });
        _bare = keys.CreateProtector("Atom.OAuth.State", "v1", "slack");
        _protector = new OAuthStateProtector(keys, new InMemoryOAuthStateStore(options, _clock), options, _clock);
        _payload = new StatePayload
        {
            Nonce = StateRandom.Bytes(StatePayload.NonceLength),
            IssuedAt = DateTimeOffset.UtcNow,
            ExpiresAt = DateTimeOffset.UtcNow.AddMinutes(10),
            UserId = User,
            TenantId = Tenant,
            RedirectPath = "/integrations",
            BindingHash = StateRandom.Hash(Browser),
        }.ToBytes();
    }

    /// <summary>Data Protection on the same payload, and nothing else.</summary>
    public bool Bare() => _bare.Unprotect(_bare.Protect(_payload)).Length == _payload.Length;

    /// <summary>A state from beginning to end: made, checked against everything, used up in the in-memory store.</summary>
    public async Task<bool> BuildAndParseAsync()
    {
        _clock.Ahead += SteppingClock.Step;
        var state = await _protector.BuildAsync(Request).ConfigureAwait(false);
        var result = await _protector.ParseAsync(state, Expected).ConfigureAwait(false);
        return result.IsValid ? true : throw new InvalidOperationException($"The state is {result.Outcome}.");
    }

    /// <summary>
    /// The system's clock, and a second more for each flow: the store forgets as much as it is given, as in an application that runs for long.
    /// </summary>
    private sealed class SteppingClock : TimeProvider
    {
        public static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}
