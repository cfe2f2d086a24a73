using System.Buffers.Binary;
using System.Text;
using Atom.OAuth.State;
using Atom.OAuth.Tests.State.Support;
using CsCheck;
using Microsoft.AspNetCore.DataProtection;

namespace Atom.OAuth.Tests.State;

/// <summary>The application's own value in a state.</summary>
public class StateDataTests
{
    private static readonly string Verifier = new('v', 43);

    // Well-formed text of all planes, with everything that means something to a format.
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.String[Gen.Char['\0', '\u00FF'], 0, 600],
        Gen.String[Gen.Char['\uE000', '\uFFFF'], 0, 600],
        Gen.Int[0x10000, 0x10FFFF].Array[0, 400].Select(runes => string.Concat(runes.Select(char.ConvertFromUtf32))),
        Gen.OneOf<string>("a", ":", "|", "\0", "\"", "{}", "/", "é", "用户", "😀", "\u202E", "null", " ").Array[0, 100].Select(string.Concat));

    private static readonly Gen<string?> MaybeTexts = Gen.OneOf(Gen.Const((string?)null), Texts.Select(text => (string?)text));

    [Fact]
    public async Task EveryText_ComesBack_InEveryForm()
    {
        StateBench bench = new();
        await Gen.Select(MaybeTexts, Gen.Bool, Gen.Bool, Gen.Bool).SampleAsync(
            async (data, isReference, hasVerifier, hasCookie) =>
            {
                bench.Options.UseReferences = isReference;
                OAuthStateRequest request = new("slack", StateBench.User, StateBench.Tenant)
                {
                    Data = data,
                    CodeVerifier = hasVerifier ? Verifier : null,
                };
                var (state, cookie) = hasCookie
                    ? await bench.Protector.BuildWithCookieAsync(request)
                    : (await bench.Protector.BuildAsync(request), null);
                var expected = cookie is null
                    ? OAuthStateExpectation.ForUserSession("slack", StateBench.User, StateBench.Tenant)
                    : OAuthStateExpectation.ForUser("slack", StateBench.User, StateBench.Tenant, cookie.Value);

                Assert.InRange(state.Length, StateReference.Length, bench.Options.MaxStateLength);
                var carried = StateBench.Carried(await bench.ParseAsync(state, expected));
                Assert.Equal((data, request.CodeVerifier), (carried.Data, carried.CodeVerifier));
            },
            iter: 150,
            threads: 1);
    }

    [Fact]
    public void Payload_KeepsEveryPartApart()
        => Gen.Select(MaybeTexts, MaybeTexts, MaybeTexts, Gen.Bool).Sample(
            (user, tenant, data, hasVerifier) =>
            {
                var payload = Payload(data);
                (payload.UserId, payload.TenantId, payload.CodeVerifier) = (user, tenant, hasVerifier ? Verifier : null);
                var read = StatePayload.TryRead(payload.ToBytes())!;
                Assert.Equal((user, tenant, payload.CodeVerifier, data), (read.UserId, read.TenantId, read.CodeVerifier, read.Data));
                Assert.Equal("/", read.RedirectPath);
            },
            iter: 2_000);

    [Fact]
    public async Task EveryFlippedBit_IsInvalid()
    {
        StateBench bench = new();
        var state = await BuildAsync(bench, "room-1");
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(state);
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Equal(
                (bit, OAuthStateOutcome.Invalid),
                (bit, await bench.OutcomeAsync(System.Buffers.Text.Base64Url.EncodeToString(bytes), Expected)));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        Assert.Equal("room-1", StateBench.Carried(await bench.ParseAsync(state, Expected)).Data);
    }

    [Fact]
    public async Task NoData_IsNotEmptyData()
    {
        StateBench bench = new();
        Assert.Null(StateBench.Carried(await bench.ParseAsync(await BuildAsync(bench, null), Expected)).Data);
        Assert.Equal(string.Empty, StateBench.Carried(await bench.ParseAsync(await BuildAsync(bench, string.Empty), Expected)).Data);
    }

    [Fact]
    public void FlagAndText_ComeTogether()
    {
        // The flag without the text, and the text without the flag.
        var without = Payload(null).ToBytes();
        var with = Payload("room-1").ToBytes();
        Assert.Equal(32, without[0] ^ with[0]);
        without[0] ^= 32;
        with[0] ^= 32;
        Assert.Null(StatePayload.TryRead(without));
        Assert.Null(StatePayload.TryRead(with));

        for (var length = 0; length < with.Length; length++)
        {
            Assert.Null(StatePayload.TryRead(Payload("room-1").ToBytes()[..length]));
        }
    }

    [Fact]
    public async Task StateOfAVersionWithoutData_IsValid()
    {
        StateBench bench = new();
        var now = bench.Time.GetUtcNow();
        var old = new byte[1 + 16 + 8 + 8];
        old[0] = 1;
        StateRandom.Bytes(16).CopyTo(old, 1);
        BinaryPrimitives.WriteInt64LittleEndian(old.AsSpan(17), now.UtcTicks);
        BinaryPrimitives.WriteInt64LittleEndian(old.AsSpan(25), now.AddMinutes(10).UtcTicks);
        old = [.. old, (byte)StateBench.User.Length, 0, .. Encoding.UTF8.GetBytes(StateBench.User), 2, 0, (byte)'/', (byte)'a'];
        var state = StateFormat.Join("slack", bench.Keys.CreateProtector("Atom.OAuth.State", "v1", "slack").Protect(old));

        var carried = StateBench.Carried(await bench.ParseAsync(state, OAuthStateExpectation.ForUserSession("slack", StateBench.User)));
        Assert.Equal((StateBench.User, "/a", null, null), (carried.UserId, carried.RedirectPath, carried.CodeVerifier, carried.Data));
    }

    [Fact]
    public async Task LongData_GoesByReference_AndTooLongData_IsRefused()
    {
        StateBench bench = new();
        Assert.NotEqual(StateReference.Length, (await BuildAsync(bench, "room-1")).Length);
        foreach (var longest in (string[])[new('d', 2048), new('é', 1024), string.Concat(Enumerable.Repeat("😀", 512))])
        {
            var state = await BuildAsync(bench, longest);
            Assert.Equal(StateReference.Length, state.Length);
            Assert.Equal(longest, StateBench.Carried(await bench.ParseAsync(state, Expected)).Data);
        }

        foreach (var bad in (string[])[new('d', 2049), new('é', 1025), "room\uD800", "\uDC00room", new('d', 1_000_000)])
        {
            var exception = await Assert.ThrowsAsync<ArgumentException>("request", () => BuildAsync(bench, bad));
            Assert.StartsWith(
                "The data is longer than 2048 bytes, or is not well-formed text: store it in the application, and pass its key.",
                exception.Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task LargestState_StaysWithinTheStoresLimit()
    {
        StateBench bench = new();
        var state = await bench.Protector.BuildAsync(
            new OAuthStateRequest(new string('p', 64), new string('u', 4096), new string('t', 4096), "/" + new string('r', OAuthRedirectPath.MaxLength - 1))
            {
                BrowserBinding = StateBench.Browser,
                CodeVerifier = new string('v', 128),
                Data = new string('d', 2048),
            });
        Assert.InRange((await bench.Store.FindAsync(StateReference.Key(state)))!.Length, 1, 16 * 1024);
    }

    [Fact]
    public async Task WhatTheProviderSees_SaysNothing()
    {
        StateBench bench = new();
        var seen = Encoding.Latin1.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(await BuildAsync(bench, "room-1")));
        Assert.DoesNotContain("room-1", seen, StringComparison.Ordinal);
    }

    private static OAuthStateExpectation Expected => OAuthStateExpectation.ForUserSession("slack", StateBench.User, StateBench.Tenant);

    private static async Task<string> BuildAsync(StateBench bench, string? data)
        => await bench.Protector.BuildAsync(new OAuthStateRequest("slack", StateBench.User, StateBench.Tenant) { Data = data });

    private static StatePayload Payload(string? data) => new()
    {
        Nonce = StateRandom.Bytes(StatePayload.NonceLength),
        IssuedAt = DateTimeOffset.MinValue,
        ExpiresAt = DateTimeOffset.MaxValue,
        RedirectPath = "/",
        Data = data,
    };
}
