using System.Text;
using Atom.OAuth.Tests.Support;

namespace Atom.OAuth.Tests;

/// <summary>Character sets that are declared correctly, incorrectly, or not at all.</summary>
public class EncodingTests
{
    private const string Json = """{"access_token":"xoxb-é-€-😀"}""";

    public static TheoryData<string, bool, string?> WideCases()
    {
        TheoryData<string, bool, string?> cases = [];
        foreach (var encoding in (string[])["utf-16", "utf-16BE", "utf-32", "utf-32BE"])
        {
            foreach (var label in (string?[])[null, "application/json", "application/json; charset=utf-8", $"text/html; charset={encoding}"])
            {
                cases.Add(encoding, true, label);
                cases.Add(encoding, false, label);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(WideCases))]
    public async Task WideText_IsDecidedAndReadUnderAnyLabel(string encoding, bool withByteOrderMark, string? contentType)
    {
        Assert.Equal(ResponseBodyKind.Json, (await Checks.EveryWayAsync(Encode(Json), contentType)).Kind);
        Assert.Equal(ResponseBodyKind.Empty, (await Checks.EveryWayAsync(Encode(" \n"), contentType)).Kind);
        Assert.Equal(ResponseBodyKind.Xml, (await Checks.EveryWayAsync(Encode("<Error/>"), null)).Kind);

        var page = await Checks.EveryWayAsync(Encode("<!DOCTYPE html><title>Wartung für alle</title>"), contentType);
        Assert.Equal((ResponseBodyKind.Html, "Wartung für alle"), (page.Kind, page.Title));

        using var response = Respond.With(Encode(Json), contentType);
        Assert.Equal(new SampleToken("xoxb-é-€-😀"), await response.ReadOAuthJsonAsync<SampleToken>());

        byte[] Encode(string text)
        {
            var named = Encoding.GetEncoding(encoding);
            return [.. withByteOrderMark ? named.GetPreamble() : [], .. named.GetBytes(text)];
        }
    }

    [Theory]
    [InlineData("{")]
    [InlineData("<")]
    [InlineData("x")]
    public async Task WideText_OfOneCharacter_IsDecided(string text)
    {
        foreach (var encoding in (Encoding[])[Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            var wide = await Checks.EveryWayAsync(encoding.GetBytes(text));
            Assert.Equal(HtmlResponse.CheckText(text).Kind, wide.Kind);
        }
    }

    [Theory]
    [InlineData(new byte[] { 0 })]
    [InlineData(new byte[] { 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0, 0xFF, 1, 2 })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10, 0x4A, 0x46 })]
    [InlineData(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A })]
    [InlineData(new byte[] { 0x50, 0x4B, 0x03, 0x04 })]
    public async Task BinaryBytes_AreUnknown(byte[] body)
    {
        foreach (var contentType in (string?[])[null, "application/json", "text/html", "image/jpeg"])
        {
            Assert.Equal(ResponseBodyKind.Unknown, (await Checks.EveryWayAsync(body, contentType)).Kind);
        }
    }

    [Theory]
    [InlineData("application/json; charset=utf8")]
    [InlineData("application/json; charset=\"UTF-8\"")]
    [InlineData("application/json; charset=utf-8; charset=latin1")]
    [InlineData("application/json;charset='utf-8'")]
    [InlineData("application/json; charset=")]
    [InlineData("application/json; charset")]
    [InlineData("application/json; charset=windows-1252")]
    [InlineData("application/json; charset=utf-7")]
    [InlineData("application/json; charset=no-such-thing")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; boundary=x; CHARSET=utf-32")]
    [InlineData("application/json, text/html")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task Utf8_IsReadUnderAnyCharset(string contentType)
    {
        foreach (var body in (byte[][])[Respond.Bytes(Json), Respond.Bytes("\uFEFF" + Json), Respond.Bytes("\uFEFF\uFEFF\n" + Json)])
        {
            Assert.Equal(ResponseBodyKind.Json, (await Checks.EveryWayAsync(body, contentType)).Kind);
            using var response = Respond.With(body, contentType);
            Assert.Equal(new SampleToken("xoxb-é-€-😀"), await response.ReadOAuthJsonAsync<SampleToken>());
        }
    }

    [Fact]
    public async Task Latin1_IsReadAsItsLabelSays_WhereItIsNoUtf8()
    {
        var body = Encoding.Latin1.GetBytes("""{"access_token":"é"}""");

        using var named = Respond.With(body, "application/json; charset=iso-8859-1");
        Assert.Equal(new SampleToken("é"), await named.ReadOAuthJsonAsync<SampleToken>());

        using var unnamed = Respond.With(body);
        await Assert.ThrowsAsync<OAuthResponseException>(() => unnamed.ReadOAuthJsonAsync<SampleToken>());

        using var unknown = Respond.With(body, "application/json; charset=no-such-thing");
        await Assert.ThrowsAsync<OAuthResponseException>(() => unknown.ReadOAuthJsonAsync<SampleToken>());
    }

    [Theory]
    [InlineData("text/html; charset=iso-8859-1", "Zugriff verweigert: für Sie")]
    [InlineData("text/html; charset=no-such-thing", "Zugriff verweigert: f\uFFFDr Sie")]
    [InlineData("text/html", "Zugriff verweigert: f\uFFFDr Sie")]
    public async Task Title_IsDecodedAsItsLabelSays_WhereItIsNoUtf8(string contentType, string title)
    {
        var page = Encoding.Latin1.GetBytes("<html><title>Zugriff verweigert: für Sie</title>");

        Assert.Equal(title, (await Checks.EveryWayAsync(page, contentType)).Title);
    }
}
