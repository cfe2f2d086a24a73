using System.IO.Compression;
using System.Text.Json;
using Atom.OAuth.Tests.Support;

namespace Atom.OAuth.Tests;

/// <summary>Contents that the HTTP handler did not decompress.</summary>
public class CompressionTests
{
    private const string Json = """{"access_token":"xoxb-1"}""";
    private const string Page = "<!DOCTYPE html><html><head><title>Server Error | Slack</title></head></html>";

    public static TheoryData<string> Codings => new()
    {
        "gzip", "x-gzip", "GZIP", " gzip ", "deflate", "deflate (raw)",
#if !RUNTIME_NETSTANDARD
        "br",
#endif
    };

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task CodedBody_IsDecidedByWhatIsInside(string coding)
    {
        var page = await Checks.EveryWayAsync(Compress(coding, Respond.Bytes(Page)), "application/json", Header(coding));
        Assert.Equal((ResponseBodyKind.Html, "Server Error | Slack"), (page.Kind, page.Title));

        var json = await Checks.EveryWayAsync(Compress(coding, Respond.Bytes(Json)), "text/html", Header(coding));
        Assert.Equal(ResponseBodyKind.Json, json.Kind);

        var text = await Checks.EveryWayAsync(Compress(coding, Respond.Bytes("Bad Gateway")), null, Header(coding));
        Assert.Equal(ResponseBodyKind.Text, text.Kind);
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task CodedJson_IsRead(string coding)
    {
        foreach (var delivery in Respond.Deliveries)
        {
            using var response = Respond.With(Compress(coding, Respond.Bytes(Json)), delivery: delivery, contentEncoding: Header(coding));
            Assert.Equal(new SampleToken("xoxb-1"), await response.ReadOAuthJsonAsync<SampleToken>());
        }
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task CodedJson_CutOff_IsDamagedJson(string coding)
    {
        var body = Compress(coding, JsonSerializer.SerializeToUtf8Bytes(Enumerable.Range(0, 2000)));
        foreach (var delivery in (Delivery[])[Delivery.Buffered, Delivery.Streamed])
        {
            using var response = Respond.With(body[..(body.Length / 2)], delivery: delivery, contentEncoding: Header(coding));
            var exception = await Assert.ThrowsAsync<OAuthResponseException>(() => response.ReadOAuthJsonAsync<int[]>());
            Assert.Equal(ResponseBodyKind.MalformedJson, exception.Kind);
        }
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task CodedBody_OfMoreThanTheBound_IsTooLarge(string coding)
    {
        // 2 MiB, sent as a few KB: the decompressed size counts.
        var body = Compress(coding, Respond.Bytes("[" + new string(' ', 2 * 1024 * 1024) + "]"));
        Assert.InRange(body.Length, 1, 16 * 1024);

        using var response = Respond.With(body, contentEncoding: Header(coding));
        Assert.Equal(ResponseBodyKind.Json, response.CheckHtmlResponse().Kind);
        var exception = await Assert.ThrowsAsync<OAuthResponseException>(() => response.ReadOAuthJsonAsync<int[]>());
        Assert.Equal(ResponseBodyKind.TooLarge, exception.Kind);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("identity")]
    [InlineData("utf-8")]
    [InlineData("")]
    public async Task BodyThatIsNotCoded_IsTakenAsItIs(string coding)
    {
        foreach ((var body, var kind) in new[] { (Json, ResponseBodyKind.Json), ("[1,2,3]", ResponseBodyKind.Json), (Page, ResponseBodyKind.Html) })
        {
            Assert.Equal(kind, (await Checks.EveryWayAsync(Respond.Bytes(body), "application/json", coding)).Kind);
        }

        using var response = Respond.With(Respond.Bytes(Json), contentEncoding: coding);
        Assert.Equal(new SampleToken("xoxb-1"), response.ReadOAuthJson<SampleToken>());
    }

    [Theory]
    [InlineData("gzip", null)]
    [InlineData("gzip", "zstd")]
    [InlineData("gzip", "gzip, br")]
    [InlineData("deflate", null)]
    public async Task CodedBody_ThatNothingAnnounces_IsCompressed(string coding, string? header)
    {
        Assert.Equal(ResponseBodyKind.Compressed, (await Checks.EveryWayAsync(Compress(coding, Respond.Bytes(Page)), "text/html", header)).Kind);
    }

    [Theory]
    [InlineData(new byte[] { 0x28, 0xB5, 0x2F, 0xFD, 0x04, 0x00 })]
    [InlineData(new byte[] { 0x1F, 0x8B })]
    [InlineData(new byte[] { 0x78, 0x01 })]
    [InlineData(new byte[] { 0x78, 0xDA, 0x00 })]
    public async Task MagicNumber_IsCompressed(byte[] body)
    {
        Assert.Equal(ResponseBodyKind.Compressed, (await Checks.EveryWayAsync(body, "application/json")).Kind);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(10)]
    public async Task GzipCutOffBeforeItsFirstByte_IsCompressed(int length)
    {
        var body = Compress("gzip", Respond.Bytes(Page))[..length];

        var expected = length == 1 ? ResponseBodyKind.Unknown : ResponseBodyKind.Compressed;
        Assert.Equal(expected, (await Checks.EveryWayAsync(body, "application/json", "gzip")).Kind);
    }

    [Fact]
    public void Check_OfACodedStream_TakesNoMoreThanItNeeds()
    {
        var random = new byte[200_000];
        new Random(1).NextBytes(random);
        var body = Compress("gzip", Respond.Bytes($$"""{"access_token":"{{Convert.ToBase64String(random)}}"}"""));
        ForwardStream stream = new(body);
        using var response = Respond.With(stream);
        response.Content.Headers.TryAddWithoutValidation("Content-Encoding", "gzip");

        Assert.Equal(ResponseBodyKind.Json, response.CheckHtmlResponse().Kind);

        Assert.InRange(stream.Taken, 1, 64 * 1024);
        Assert.Equal(body, Checks.ReadSynchronously(response.Content));
    }

    private static string Header(string coding) => coding == "deflate (raw)" ? "deflate" : coding;

    private static byte[] Compress(string coding, byte[] body)
    {
        using MemoryStream compressed = new();
        using (Stream encoder = coding.Trim().ToUpperInvariant() switch
        {
            "GZIP" or "X-GZIP" => new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true),
            "DEFLATE" => new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true),
            "BR" => new BrotliStream(compressed, CompressionLevel.Optimal, leaveOpen: true),
            _ => new DeflateStream(compressed, CompressionLevel.Optimal, leaveOpen: true),
        })
        {
            encoder.Write(body);
        }

        return compressed.ToArray();
    }
}
