using System.Buffers.Text;
using System.Text;
using Atom.OAuth.State;
using Atom.OAuth.Tests.State.Support;
using Microsoft.AspNetCore.DataProtection;

namespace Atom.OAuth.Tests.State;

/// <summary>The written format, which the next version has to be able to read, and the limits of what is accepted.</summary>
public class StateFormatTests
{
    private static StatePayload Payload => new()
    {
        Nonce = StateRandom.Bytes(StatePayload.NonceLength),
        IssuedAt = DateTimeOffset.MinValue,
        ExpiresAt = DateTimeOffset.MaxValue,
        RedirectPath = "/",
    };

    [Fact]
    public void Payload_HoldsEveryTime()
    {
        var read = StatePayload.TryRead(Payload.ToBytes())!;
        Assert.Equal((DateTimeOffset.MinValue, DateTimeOffset.MaxValue), (read.IssuedAt, read.ExpiresAt));
    }

    [Theory]
    [InlineData(17)]
    [InlineData(25)]
    public void Payload_WithoutATime_IsNone(int position)
    {
        foreach (var ticks in (long[])[-1, DateTime.MaxValue.Ticks + 1])
        {
            var bytes = Payload.ToBytes();
            BitConverter.TryWriteBytes(bytes.AsSpan(position), ticks);
            Assert.Null(StatePayload.TryRead(bytes));
        }
    }

    [Fact]
    public async Task LongestState_IsRead()
    {
        StateBench bench = new();
        bench.Options.MaxStateLength = StateFormat.LongestState;
        List<int> lengths = [];
        for (var length = 1; length <= StateFormat.LongestProvider; length++)
        {
            string provider = new('p', length);
            var state = await bench.BuildAsync(provider: provider, user: new string('u', 2800));
            lengths.Add(state.Length);
            Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(state, OAuthStateExpectation.WithoutUser(provider, StateBench.Browser)));
        }

        Assert.True(lengths.Max() > 512 && lengths.Distinct().Count() > 32);
    }

    [Theory]
    [InlineData(250, 43)]
    [InlineData(251, null)]
    public async Task Limit_AsksForAReference(int limit, int? length)
    {
        StateBench bench = new();
        bench.Options.MaxStateLength = limit;
        var state = await bench.BuildAsync(provider: "p", user: "u", tenant: null, path: "/");
        Assert.Equal(length ?? state.Length, state.Length);
        Assert.Equal(length is null, state.Length > 43);

        bench.Options.MaxStateLength = 500;
        var free = await bench.BuildAsync(provider: "p", user: new string('u', 100), tenant: null, path: "/");
        bench.Options.MaxStateLength = free.Length;
        Assert.Equal(free.Length, (await bench.BuildAsync(provider: "p", user: new string('u', 100), tenant: null, path: "/")).Length);
        bench.Options.MaxStateLength = free.Length - 1;
        Assert.Equal(43, (await bench.BuildAsync(provider: "p", user: new string('u', 100), tenant: null, path: "/")).Length);
    }

    [Fact]
    public async Task Entries_HaveTheirKind_AndTheirPurpose()
    {
        KeptStore store = new();
        StateBench bench = new(_ => store);
        bench.Options.UseReferences = true;
        var state = await bench.BuildAsync();
        Assert.True(await bench.Protector.CompleteAsync(await bench.ParseAsync(state), "/done"));
        Assert.Equal(["ref:", "use:"], store.Entries.Keys.Select(key => key[..4]).Order());

        // Nonce, number of the attempt, time and phase, hash of the code, and the text, encrypted for a separate purpose.
        var outcome = store.Entries.Single(entry => entry.Key.StartsWith("use:", StringComparison.Ordinal)).Value;
        var record = bench.Keys.CreateProtector("Atom.OAuth.State", "v1", "slack", "outcome-2").Unprotect(Base64Url.DecodeFromChars(outcome));
        const int Time = StatePayload.NonceLength + 1;
        const int Text = Time + 8 + 1 + StateUseRecord.MarkLength;
        Assert.Equal((0, (byte)StateUsePhase.Completed), (record[Time - 1], record[Time + 8]));
        Assert.Equal(bench.Time.GetUtcNow().UtcTicks, BitConverter.ToInt64(record, Time));
        Assert.Equal("/done", Encoding.UTF8.GetString(record, Text, record.Length - Text));
    }

    [Fact]
    public async Task Nonsense_OfAReferencesLength_IsNotLookedUp()
    {
        KeptStore store = new();
        Assert.Equal(OAuthStateOutcome.Invalid, await new StateBench(_ => store).OutcomeAsync(new string('!', StateReference.Length)));
        Assert.Equal(OAuthStateOutcome.Invalid, await new StateBench(_ => store).OutcomeAsync(new string('A', StateReference.Length)));
        Assert.Equal(1, store.Lookups);
    }

    [Theory]
    [InlineData("!")]
    [InlineData("AAAAA")]
    [InlineData("AB")]
    public void Base64_InAnotherForm_IsNone(string text) => Assert.Null(CanonicalBase64Url.TryDecode(text));

    [Fact]
    public void Comparison_IsOfLengthAndBytes()
    {
        Assert.True(StateRandom.AreEqual([1, 2], [1, 2]));
        Assert.False(StateRandom.AreEqual([1, 2], [1, 3]));
        Assert.False(StateRandom.AreEqual([1, 2], [1]));
        Assert.False(StateRandom.AreEqual([], [1]));
    }

    [Fact]
    public void Protectors_AreKept_ButNotForEveryNameThatARouteBrings()
    {
        CountingKeys keys = new();
        StateSeal seal = new(keys, new RecordingLogger());
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 70; i++)
            {
                seal.Protect($"p{i}", Payload);
            }
        }

        Assert.Equal(70 + (70 - 64), keys.Made);
    }

    private sealed class KeptStore : IOAuthStateStore
    {
        public Dictionary<string, string> Entries { get; } = [];

        public int Lookups { get; private set; }

        public ValueTask<bool> TryAddAsync(string key, string value, DateTimeOffset expiresAt, CancellationToken cancellationToken = default) =>
            new(Entries.TryAdd(key, value));

        public ValueTask<string?> FindAsync(string key, CancellationToken cancellationToken = default)
        {
            Lookups++;
            return new(Entries.GetValueOrDefault(key));
        }

        public ValueTask<bool> TryReplaceAsync(string key, string value, CancellationToken cancellationToken = default)
        {
            Entries[key] = value;
            return new(true);
        }
    }

    private sealed class CountingKeys : IDataProtectionProvider
    {
        private readonly EphemeralDataProtectionProvider _keys = new();

        public int Made { get; private set; }

        // Creates the first protector in a chain of three purposes.
        public IDataProtector CreateProtector(string purpose)
        {
            Made++;
            return _keys.CreateProtector(purpose);
        }
    }
}
