using System.Buffers.Text;
using System.Text;
using Atom.OAuth.State;
using Atom.OAuth.Tests.State.Support;
using Microsoft.AspNetCore.DataProtection;

namespace Atom.OAuth.Tests.State;

/// <summary>Anything that an attacker can put into the parameter <c>state</c>.</summary>
public class StateAttackTests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    public static TheoryData<string?> Nonsense { get; } =
    [
        null, "", " ", "\0", "null", "undefined", "[object Object]", "[]", "{}", "a", "AA", "AAA", "AAAA", "AQ", new string('A', 43),
        new string('A', 42), new string('A', 44), new string('A', 283), new string('A', 4096),
        new string('A', 4097), new string('A', 1_000_000), new string('=', 300), new string('\uD800', 300),
        "user-123|tenant-456|/integrations", "eyJ1c2VyX2lkIjoidXNlci0xMjMifQ==",
        "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJ1c2VyX2lkIjoidXNlci0xMjMiLCJ0ZW5hbnRfaWQiOiJ0ZW5hbnQtNDU2In0.", "AQVzbGFjaw",
        "AQVzbGFja0FBQUFBQUFBQUFB", "__8", "AQA", "AUA", "💥",
    ];

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task Nonsense_IsInvalid_AndThrowsNothing(string? state)
    {
        StateBench bench = new();
        Assert.Equal(OAuthStateOutcome.Invalid, await bench.OutcomeAsync(state));
        Assert.Equal(OAuthStateOutcome.Invalid, await bench.OutcomeAsync(state, OAuthStateExpectation.WithoutUser(new string('p', 100_000), state)));
        Assert.StartsWith("__Host-atom-oauth", bench.Protector.GetCookieName(state), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EveryFlippedBit_IsInvalid(bool isReference)
    {
        StateBench bench = new();
        bench.Options.UseReferences = isReference;
        var state = await bench.BuildAsync();
        var bytes = Base64Url.DecodeFromChars(state);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal((bit, OAuthStateOutcome.Invalid), (bit, await bench.OutcomeAsync(Base64Url.EncodeToString(bytes))));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(state));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EveryOtherCharacter_IsInvalid(bool isReference)
    {
        StateBench bench = new();
        bench.Options.UseReferences = isReference;
        var state = await bench.BuildAsync();
        for (var i = 0; i < state.Length; i++)
        {
            // All values of the last character are tried: one that decodes to the same bytes is invalid, too.
            foreach (var c in i == state.Length - 1 ? Alphabet + "=+/ \n%" : "=+/ \n%\u00E9" + (state[i] == 'A' ? 'B' : 'A'))
            {
                if (c != state[i])
                {
                    Assert.Equal((i, c, OAuthStateOutcome.Invalid), (i, c, await bench.OutcomeAsync(state[..i] + c + state[(i + 1)..])));
                }
            }
        }

        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(state));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EveryTruncationAndExtension_IsInvalid(bool isReference)
    {
        StateBench bench = new();
        bench.Options.UseReferences = isReference;
        var state = await bench.BuildAsync();
        for (var length = 0; length < state.Length; length++)
        {
            Assert.Equal((length, OAuthStateOutcome.Invalid), (length, await bench.OutcomeAsync(state[..length])));
            Assert.Equal((length, OAuthStateOutcome.Invalid), (length, await bench.OutcomeAsync(state[(state.Length - length)..])));
        }

        foreach (var unit in (string[])["A", "=", "_", " ", "\n", "%3D", ",", "&", "\0"])
        {
            var longer = state;
            for (var more = 1; more <= 64; more++)
            {
                longer += unit;
                Assert.Equal((unit, more, OAuthStateOutcome.Invalid), (unit, more, await bench.OutcomeAsync(longer)));
            }
        }

        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(state));
    }

    [Fact]
    public async Task EncodingsOfTheSameBytes_AreInvalid()
    {
        StateBench bench = new();
        var state = await bench.BuildAsync();
        string[] variants =
        [
            state + "=", state + "==", " " + state, state + " ", state.Insert(40, "\n"), state.Insert(40, "\r\n"), state.Insert(40, "%0A"),
            state + "%3D", state + "%253D", state + "," + state, state + "&state=" + state, state + "\0",
            $"[\"{state}\"]", $"\"{state}\"", state.ToUpperInvariant(), Convert.ToBase64String(Base64Url.DecodeFromChars(state)) + "=",
            Convert.ToHexString(Base64Url.DecodeFromChars(state)),
        ];
        foreach (var variant in variants)
        {
            Assert.Equal((variant, OAuthStateOutcome.Invalid), (variant, await bench.OutcomeAsync(variant)));
        }

        Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(state));
    }

    [Fact]
    public async Task LeftOverBits_AreInvalid_InEveryLength()
    {
        // Provider names of three lengths result in all three remainders.
        StateBench bench = new();
        HashSet<int> remainders = [];
        for (var length = 1; length <= 64; length++)
        {
            var state = await bench.BuildAsync(provider: "p" + new string('x', length % 3));
            var expected = OAuthStateExpectation.WithoutUser("p" + new string('x', length % 3), StateBench.Browser);
            remainders.Add(state.Length % 4);
            foreach (var c in Alphabet.Where(c => c != state[^1]))
            {
                Assert.Equal(OAuthStateOutcome.Invalid, await bench.OutcomeAsync(state[..^1] + c, expected));
            }

            Assert.Equal(OAuthStateOutcome.Valid, await bench.OutcomeAsync(state, expected));
        }

        Assert.Equal([0, 2, 3], remainders.Order());
    }

    [Fact]
    public async Task OtherPurpose_IsInvalid()
    {
        StateBench bench = new();
        var state = await bench.BuildAsync();
        var payload = bench.Keys.CreateProtector("Atom.OAuth.State", "v1", "slack").Unprotect(Encrypted(state));
        foreach (var purposes in (string[][])[
            ["Atom.OAuth.State", "v1"],
            ["Atom.OAuth.State", "v2", "slack"],
            ["Atom.OAuth.State", "v1", "slack", "outcome"],
            ["Atom.OAuth.State", "v1", "zoom"],
            ["Other", "v1", "slack"],
        ])
        {
            var other = bench.Keys.CreateProtector(purposes[0], purposes[1..]).Protect(payload);
            Assert.Equal(OAuthStateOutcome.Invalid, await bench.OutcomeAsync(StateFormat.Join("slack", other)));
        }

        Assert.Equal(
            OAuthStateOutcome.Valid,
            await bench.OutcomeAsync(StateFormat.Join("slack", bench.Keys.CreateProtector("Atom.OAuth.State", "v1", "slack").Protect(payload))));
    }

    [Fact]
    public async Task OtherVersion_IsInvalid()
    {
        StateBench bench = new();
        var state = await bench.BuildAsync();
        var bytes = Base64Url.DecodeFromChars(state);
        for (var version = 0; version < 256; version++)
        {
            bytes[0] = (byte)version;
            Assert.Equal(
                version == 1 ? OAuthStateOutcome.Valid : OAuthStateOutcome.Invalid,
                await bench.OutcomeAsync(Base64Url.EncodeToString(bytes)));
        }
    }

    [Fact]
    public async Task GenuineEncryptionOfAnythingElse_IsInvalid()
    {
        StateBench bench = new();
        var protector = bench.Keys.CreateProtector("Atom.OAuth.State", "v1", "slack");
        var payload = protector.Unprotect(Encrypted(await bench.BuildAsync()));
        List<byte[]> payloads = [
            [],
            [0],
            Encoding.UTF8.GetBytes("{\"user_id\":\"user-123\"}"),
            [.. payload, 0],
            [.. Enumerable.Repeat((byte)0xFF, payload.Length)],
        ];
        payloads.AddRange(Enumerable.Range(0, payload.Length).Select(length => payload[..length]));
        payloads.AddRange(Enumerable.Range(5, 3).Select(bit => (byte[])[(byte)(payload[0] | (1 << bit)), .. payload[1..]]));
        foreach (var other in payloads)
        {
            Assert.Equal(OAuthStateOutcome.Invalid, await bench.OutcomeAsync(StateFormat.Join("slack", protector.Protect(other))));
        }
    }

    [Fact]
    public async Task WhatTheProviderSees_SaysNothing()
    {
        StateBench bench = new();
        var seen = Encoding.Latin1.GetString(Base64Url.DecodeFromChars(await bench.BuildAsync()));
        Assert.DoesNotContain(StateBench.User, seen, StringComparison.Ordinal);
        Assert.DoesNotContain(StateBench.Tenant, seen, StringComparison.Ordinal);
        Assert.DoesNotContain(StateBench.Path, seen, StringComparison.Ordinal);
    }

    private static byte[] Encrypted(string state)
    {
        Assert.True(StateFormat.TrySplit(state, out _, out var encrypted));
        return encrypted;
    }
}
