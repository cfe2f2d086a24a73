using System.Text;
using Atom.OAuth.Tests.Support;
using Atom.OAuth.Tests.TokenResponses;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Fuzz.Targets;

/// <summary>The parsing of states: only states that were built are valid, and any input gets a result.</summary>
/// <param name="name">The name on the command line.</param>
/// <param name="sealing">The encryption of payloads. Without encryption, mutations reach the payload parser, and may be valid.</param>
internal sealed class StateTarget(string name, IDataProtectionProvider sealing) : IFuzzTarget
{
    private const string Binding = "binding-of-the-browser";

    private readonly OAuthStateProtector _protector = Protector(sealing);
    private readonly bool _isSealed = sealing is EphemeralDataProtectionProvider;
    private readonly OAuthStateExpectation _expected = OAuthStateExpectation.ForUser("Slack", "user-1", "tenant-1", Binding);
    private string[] _valid = [];
    private string _state = string.Empty;

    public string Name => name;

    public string Input => $"{_state}\nvalid: {string.Join(' ', _valid)}";

    public long Interesting { get; private set; }

    public void Run(Rng rng)
    {
        if (_valid.Length == 0)
        {
            // The code verifier requires a store, and makes the state a reference to it.
            _valid = [Build(codeVerifier: null), Build(new string('v', 43)), Build(codeVerifier: null, "room-1")];
        }

        var original = rng.Pick(_valid);
        _state = rng.OneIn(2) ? MutateText(rng, original) : MutateBytes(rng, original);
        if (_valid.Contains(_state))
        {
            return;
        }

        var result = _protector.ParseAsync(_state, _expected).AsTask().GetAwaiter().GetResult();
        Oracles.Require(!_isSealed || result.Outcome == OAuthStateOutcome.Invalid, $"A state that nobody built is {result.Outcome}");
        Oracles.Require(result.Outcome != OAuthStateOutcome.StoreUnavailable, "An exception within the parser");
        Oracles.Require(result.TryGetState(out var state) == result.IsValid, "A state without being valid, or the other way about");
        Oracles.CheckText(result.Error, 401, secret: null);
        if (state is not null)
        {
            Oracles.Require(OAuthRedirectPath.IsSafe(state.RedirectPath), $"An unsafe path came out: {state.RedirectPath}");
            Oracles.Require(state is { UserId: "user-1", TenantId: "tenant-1", Provider: "slack" }, "Somebody else's state");
        }

        Interesting += result.Outcome == OAuthStateOutcome.Invalid ? 0 : 1;
        _ = _protector.GetCookieName(_state);
    }

    public void Finish()
    {
        // The originals are still valid: the inputs in between have not used them up, and the test could have failed.
        Oracles.Require(!_isSealed || Array.TrueForAll(_valid, IsValid), "A state that was built is not valid");
        _valid = [];
    }

    public void Dispose()
    {
    }

    private bool IsValid(string state) => _protector.ParseAsync(state, _expected).AsTask().GetAwaiter().GetResult().IsValid;

    private string Build(string? codeVerifier, string? data = null)
        => _protector.BuildAsync(new OAuthStateRequest("Slack", "user-1", "tenant-1", "/settings?tab=2")
        {
            BrowserBinding = Binding,
            CodeVerifier = codeVerifier,
            Data = data,
        })
            .AsTask()
            .GetAwaiter()
            .GetResult();

    private static string MutateText(Rng rng, string state)
    {
        StringBuilder text = new(state);
        for (var count = 1 + rng.Below(3); count > 0; count--)
        {
            var place = rng.Below(text.Length + 1);
            switch (rng.Below(6))
            {
                case 0 when place < text.Length:
                    text[place] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[rng.Below(64)];
                    break;
                case 1 when place < text.Length:
                    text[place] = (char)rng.Next();
                    break;
                case 2:
                    text.Length = place;
                    break;
                case 3:
                    text.Insert(place, rng.OneIn(2) ? rng.Pick(Corpus.Texts) : "AAAA");
                    break;
                case 4:
                    text.Append(rng.OneIn(2) ? "=" : state);
                    break;
                default:
                    text.Append(state.AsSpan(rng.Below(state.Length)));
                    break;
            }
        }

        return text.ToString();
    }

    private static string MutateBytes(Rng rng, string state)
    {
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(state);
        for (var count = 1 + rng.Below(4); count > 0; count--)
        {
            var place = rng.Below(bytes.Length);
            bytes = rng.Below(8) switch
            {
                0 => bytes[..(place + 1)],
                1 => [.. bytes[..place], .. bytes],
                2 => [.. bytes[..place], (byte)rng.Next(), .. bytes[place..]],
                3 => With(bytes, place, rng.OneIn(2) ? (byte)0xFF : (byte)0),
                4 => With(bytes, place, (byte)rng.Next()),
                _ => With(bytes, place, (byte)(bytes[place] ^ (1 << rng.Below(8)))),
            };
        }

        return System.Buffers.Text.Base64Url.EncodeToString(bytes);
    }

    private static byte[] With(byte[] bytes, int place, byte value)
    {
        bytes[place] = value;
        return bytes;
    }

    private static OAuthStateProtector Protector(IDataProtectionProvider sealing)
    {
        FixedTime time = new(TokenResponseSample.Now);
        var options = Options.Create(new OAuthStateOptions { DuplicateWait = TimeSpan.Zero });
        return new OAuthStateProtector(sealing, new MemoryStore(), options, time);
    }
}
