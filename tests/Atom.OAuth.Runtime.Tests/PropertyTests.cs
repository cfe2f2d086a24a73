using System.Text;
using System.Text.Json;
using Atom.OAuth.Tests.Support;
using CsCheck;

namespace Atom.OAuth.Tests;

/// <summary>Invariants for every body, content type and chunking.</summary>
public class PropertyTests
{
    private static readonly Gen<string?> ContentTypes = Gen.OneOf<string?>(
        null, "", "application/json", "application/json; charset=utf-8", "application/problem+json", "text/html", "text/html; charset=iso-8859-1",
        "text/plain", "text/javascript; charset=utf-16", "application/x-www-form-urlencoded", "application/xml", "image/svg+xml",
        "nonsense; charset=\"", ";;;", "application/json; charset=no-such-thing", "application/octet-stream");

    private static readonly Gen<string?> Codings = Gen.Frequency(
        (8, Gen.OneOf<string?>((string?)null)),
        (2, Gen.OneOf<string?>("gzip", "deflate", "br", "zstd", "identity", "gzip, br", "")));

    private static readonly Gen<int[]> Chunks = Gen.Int[1, 40].Array[1, 8];

    // Random bytes alone would hardly ever be recognized as anything, so pieces of real bodies are included.
    private static readonly Gen<byte[]> Pieces = Gen.OneOf(
        Gen.Byte.Array[0, 30],
        Gen.OneOf<string>(
            "{", "}", "[", "]", "\"", ":", ",", "<", ">", "</", "/", "!", "-", "--", "?", "=", "&", "(", ")", " ", "\n", "\t", "\f", "\0",
            "\uFEFF", "true", "false", "null", "12", "-1.5e3", "<!DOCTYPE html", "<html", "<HTML>", "<title>", "</title>", "<body>",
            "<script>", "</script>", "<!--", "-->", "<?xml ", "?>", "<Error>", "access_token=", "error=", "callback(", ")]}'", "while(1);",
            "for(;;);", "/**/", "{\"ok\":true}", "[1,2]", "&lt;", "&amp;", "&#x202E;", "é", "😀", "Bad Gateway").Select(Encoding.UTF8.GetBytes),
        Gen.OneOf<byte[]>(
            [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3],
            [0x78, 0x9C],
            [0x28, 0xB5, 0x2F, 0xFD],
            [0xFF, 0xFE],
            [0xFE, 0xFF],
            [0x3C, 0],
            [0, 0x3C],
            [0xEF, 0xBB],
            [0xC3]));

    private static readonly Gen<byte[]> Bodies = Pieces.Array[0, 8].Select(pieces => pieces.SelectMany(piece => piece).ToArray());

    private static readonly Gen<string> Whitespace = Gen.OneOf<string>("", " ", "\r\n", "\t \n", "\uFEFF", "\uFEFF\n", "   ");

    private static readonly Gen<string> JsonObjects = Gen.Select(Gen.String, Gen.String, Gen.Int)
        .Select((name, text, number) => JsonSerializer.Serialize(new Dictionary<string, object>
        {
            [name] = text,
            ["<html>"] = number,
            ["n"] = new[] { text },
        }));

    private static readonly Gen<string> PageStarts = Gen.OneOf<string>(
        "<!DOCTYPE html>", "<!doctype HTML >", "<html>", "<HTML lang=\"en\">", "<head>", "<title>x</title>", "<body>", "<script>",
        "<!-- x -->", "<h1>", "<center>", "<form action=x>", "<meta charset=utf-8>", "<?xml version=\"1.0\"?><html>",
        "<?xml version=\"1.0\"?>\n<!-- x -->\n<!DOCTYPE html>", "<p>", "<svg/>");

    [Fact]
    public void Check_NeverThrows_NeverChangesTheBody_AndAnswersAlikeInEveryWay()
        => Gen.Select(Bodies, ContentTypes, Codings, Chunks).Sample((body, contentType, coding, chunks) =>
        {
            using var buffered = Make(body, contentType, coding);
            buffered.Content.LoadIntoBufferAsync().GetAwaiter().GetResult();
            var result = buffered.CheckHtmlResponse("Slack");
            Assert.Equal(result.IsHtml, result.Kind == ResponseBodyKind.Html);
            Assert.Equal(body, Checks.ReadSynchronously(buffered.Content));

            // Invalid compressed data may decompress to different lengths, so the results may differ.
            var isComparable = coding is not ("gzip" or "deflate" or "br");
            foreach (var late in (bool[])[false, true])
            {
                using var streamed = Make(body, contentType, coding, chunks, late);
                var asynchronous = streamed.CheckHtmlResponseAsync("Slack").AsTask().GetAwaiter().GetResult();
                Assert.Equal(asynchronous, streamed.CheckHtmlResponse("Slack"));
                Assert.True(!isComparable || asynchronous == result, $"{asynchronous} is not {result}");
                Assert.Equal(body, Checks.ReadSynchronously(streamed.Content));
            }

            using var whole = Make(body, contentType, coding, chunks);
            Assert.Equal(result.Kind, whole.Content.CheckHtmlContent("Slack").Kind);
            Assert.Equal(body, Checks.ReadSynchronously(whole.Content));
        });

    [Fact]
    public void CheckOfBytesAndText_NeverThrows_AndAgrees()
        => Bodies.Sample(body =>
        {
            var ofBytes = HtmlResponse.CheckBytes(body, "Slack");
            using var response = Make(body, null, null);
            Assert.Equal(response.CheckHtmlResponse().Kind, ofBytes.Kind);
            Assert.Equal(ofBytes, HtmlResponse.CheckBytes(body, "Slack"));
            Assert.NotNull(HtmlResponse.CheckText(Encoding.Latin1.GetString(body)).ToString());
        });

    [Fact]
    public void Check_OfAnyText_NeverThrows()
        => Gen.Select(PageStarts, Gen.String, Gen.String).Sample((start, title, provider) =>
        {
            var result = HtmlResponse.CheckText($"{start}<title>{title}</title>", provider);
            Assert.True(result.IsHtml);
            AssertFit(result.Error);
        });

    [Fact]
    public void BodyThatStartsWithAJsonObject_IsJsonUnderEveryLabel()
        => Gen.Select(Whitespace, JsonObjects, Bodies, ContentTypes, Chunks).Sample((whitespace, json, rest, contentType, chunks) =>
        {
            byte[] body = [.. Encoding.UTF8.GetBytes(whitespace + json), .. rest];

            using var response = Make(body, contentType, null, chunks);
            var result = response.CheckHtmlResponse();

            Assert.Equal(ResponseBodyKind.Json, result.Kind);
            Assert.False(result.IsHtml);
            Assert.Equal(ResponseBodyKind.Json, HtmlResponse.CheckBytes(body).Kind);
        });

    [Fact]
    public void JsonObject_IsReadUnderEveryLabel()
        => Gen.Select(Whitespace, JsonObjects, ContentTypes, Chunks).Sample((whitespace, json, contentType, chunks) =>
        {
            using var response = Make(Encoding.UTF8.GetBytes(whitespace + json), contentType, null, chunks);

            var value = response.ReadOAuthJsonAsync<JsonElement>().GetAwaiter().GetResult();

            Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(json).RootElement, value));
        });

    [Fact]
    public void BodyThatStartsWithAPage_IsAPageUnderEveryLabel()
        => Gen.Select(Whitespace, PageStarts, Bodies, ContentTypes, Chunks).Sample((whitespace, start, rest, contentType, chunks) =>
        {
            byte[] body = [.. Encoding.UTF8.GetBytes(whitespace + start), .. rest];

            using var response = Make(body, contentType, null, chunks);
            var result = response.CheckHtmlResponse();

            Assert.Equal(ResponseBodyKind.Html, result.Kind);
            Assert.True(result.IsHtml);
            AssertFit(result.Error);
            Assert.Equal(ResponseBodyKind.Html, HtmlResponse.CheckBytes(body).Kind);
        });

    [Fact]
    public void SafeRead_ReturnsOrThrowsItsOwnException()
        => Gen.Select(Bodies, ContentTypes, Codings, Chunks).Sample((body, contentType, coding, chunks) =>
        {
            using var response = Make(body, contentType, coding, chunks);
            using var again = Make(body, contentType, coding, chunks, late: true);

            var synchronous = Record.Exception(() => response.ReadOAuthJson<SampleToken>("Slack"));
            var asynchronous = Record.Exception(() => again.ReadOAuthJsonAsync<SampleToken>("Slack").GetAwaiter().GetResult());

            Assert.Equal(synchronous?.Message, asynchronous?.Message);
            if (synchronous is not null)
            {
                var exception = Assert.IsType<OAuthResponseException>(synchronous);
                Assert.NotEqual(ResponseBodyKind.Json, exception.Kind);
                AssertFit(exception.Message);
            }
        });

    /// <summary>Requires a single short line, without markup, control or invisible characters.</summary>
    private static void AssertFit(string? message)
    {
        Assert.NotNull(message);
        Assert.InRange(message.Length, 1, 500);
        Assert.DoesNotContain(message, char.IsControl);
        Assert.DoesNotContain(message, c => char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format);
        Assert.DoesNotMatch("<[A-Za-z/!?]", message);
        Assert.DoesNotContain("  ", message, StringComparison.Ordinal);
        _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(message);
    }

    private static HttpResponseMessage Make(byte[] body, string? contentType, string? coding, int[]? chunks = null, bool late = false)
    {
        var response = Respond.With(new ForwardStream(body, chunks, late), contentType);
        if (coding is not null)
        {
            response.Content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        }

        return response;
    }
}
