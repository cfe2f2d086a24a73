using System.Net;
using System.Text.Json;
using Atom.OAuth.Tests.Support;

namespace Atom.OAuth.Tests;

/// <summary>The safe read returns the value, or throws an exception that says what was received instead.</summary>
public class SafeReadTests
{
    public static TheoryData<Delivery> Deliveries => [.. Respond.Deliveries];

    [Theory]
    [MemberData(nameof(Deliveries))]
    public async Task Json_IsReadByEveryOverload(Delivery delivery)
    {
        const string Json = """{"Access_Token":"xoxb-1"}""";
        SampleToken expected = new("xoxb-1");

        Assert.Equal(expected, await Make().ReadOAuthJsonAsync<SampleToken>());
        Assert.Equal(expected, await Make().ReadOAuthJsonAsync<SampleToken>("Slack"));
        Assert.Equal(expected, await Make().ReadOAuthJsonAsync<SampleToken>("Slack", CancellationToken.None));
        Assert.Equal(expected, await Make().ReadOAuthJsonAsync<SampleToken>("Slack", options: null));
        Assert.Equal(
            new SampleToken(null),
            await Make().ReadOAuthJsonAsync<SampleToken>("Slack", new JsonSerializerOptions(), CancellationToken.None));
        Assert.Equal(new SampleToken(null), await Make().ReadOAuthJsonAsync("Slack", SampleJsonContext.Default.SampleToken));
        Assert.Equal(expected, Make().ReadOAuthJson<SampleToken>("Slack"));
        Assert.Equal(new SampleToken(null), Make().ReadOAuthJson<SampleToken>("Slack", new JsonSerializerOptions()));
        Assert.Equal(new SampleToken(null), Make().ReadOAuthJson("Slack", SampleJsonContext.Default.SampleToken));

        HttpResponseMessage Make() => Respond.With(Json, "text/html", delivery);
    }

    [Theory]
    [MemberData(nameof(Deliveries))]
    public async Task Json_OfEverySize_IsRead(Delivery delivery)
    {
        foreach (var size in (int[])[1, 1022, 1023, 1024, 1025, 4094, 4095, 4096, 16384, 65535, 65536, 70_000])
        {
            string text = new('x', size);
            var body = JsonSerializer.SerializeToUtf8Bytes(new SampleToken(text));
            foreach (var withLength in (bool[])[false, true])
            {
                using var response = Respond.With(body, delivery: delivery);
                if (withLength)
                {
                    response.Content.Headers.ContentLength = body.Length;
                }

                Assert.Equal(text, (await response.ReadOAuthJsonAsync<SampleToken>())?.AccessToken);
            }
        }
    }

    [Fact]
    public void JsonOfAFailedRequest_IsRead()
    {
        using var response = Respond.With("""{"error":"invalid_grant"}""", status: HttpStatusCode.BadRequest);

        Assert.Equal("invalid_grant", response.ReadOAuthJson<JsonElement>().GetProperty("error").GetString());
    }

    [Fact]
    public async Task Scalars_AreRead_WhereTheyAreLabelledAsJson()
    {
        Assert.Equal(42, await Respond.With("42").ReadOAuthJsonAsync<int>());
        Assert.Equal("x", await Respond.With("\"x\"").ReadOAuthJsonAsync<string>());
        Assert.True(await Respond.With(" true ").ReadOAuthJsonAsync<bool>());
        Assert.Null(await Respond.With("null").ReadOAuthJsonAsync<SampleToken>());

        await AssertFails(Respond.With("42", "text/plain"), ResponseBodyKind.Text);
    }

    [Theory]
    [InlineData("", ResponseBodyKind.Empty, "empty_response")]
    [InlineData(" \n", ResponseBodyKind.Empty, "empty_response")]
    [InlineData("<html>", ResponseBodyKind.Html, "unexpected_html")]
    [InlineData("<Error/>", ResponseBodyKind.Xml, "unexpected_xml")]
    [InlineData("access_token=x", ResponseBodyKind.Form, "unexpected_form")]
    [InlineData("Bad Gateway", ResponseBodyKind.Text, "unexpected_text")]
    [InlineData("cb({})", ResponseBodyKind.Jsonp, "unexpected_script")]
    [InlineData(")]}'{}", ResponseBodyKind.JsonGuarded, "guarded_json")]
    [InlineData("\u0001\u0002\u0003\u0004", ResponseBodyKind.Unknown, "unexpected_content")]
    [InlineData("x\u0001", ResponseBodyKind.Compressed, "undecoded_compression")]
    [InlineData("{\"access_token\":", ResponseBodyKind.MalformedJson, "malformed_json")]
    [InlineData("{\"access_token\":\"x\"}<!-- served in 7 ms -->", ResponseBodyKind.MalformedJson, "malformed_json")]
    [InlineData("{}{}", ResponseBodyKind.MalformedJson, "malformed_json")]
    [InlineData("{\"access_token\":nope}", ResponseBodyKind.MalformedJson, "malformed_json")]
    [InlineData("{", ResponseBodyKind.MalformedJson, "malformed_json")]
    [InlineData("[1,2", ResponseBodyKind.MalformedJson, "malformed_json")]
    [InlineData("{\"access_token\":7}", ResponseBodyKind.UnexpectedJson, "unexpected_json")]
    [InlineData("[]", ResponseBodyKind.UnexpectedJson, "unexpected_json")]
    [InlineData("\"x\"", ResponseBodyKind.UnexpectedJson, "unexpected_json")]
    public async Task EverythingElse_Fails(string body, ResponseBodyKind kind, string code)
    {
        foreach (var delivery in Respond.Deliveries)
        {
            var exception = await AssertFails(Respond.With(body, "application/json; charset=utf-8", delivery, HttpStatusCode.BadGateway), kind);
            var synchronous = Assert.Throws<OAuthResponseException>(
                () => Respond.With(body, "application/json; charset=utf-8", delivery, HttpStatusCode.BadGateway).ReadOAuthJson<SampleToken>("Slack"));
            Assert.Equal(exception.Message, synchronous.Message);
            Assert.Equal(code, exception.Code);
            Assert.Equal("Slack", exception.Provider);
            Assert.Equal(HttpStatusCode.BadGateway, exception.StatusCode);
            Assert.Equal("application/json", exception.ContentType);
            Assert.StartsWith($"Slack OAuth failed: {code} - Slack returned ", exception.Message, StringComparison.Ordinal);
            Assert.Contains("(HTTP 502 Bad Gateway)", exception.Message, StringComparison.Ordinal);
            Assert.Equal(kind is ResponseBodyKind.MalformedJson or ResponseBodyKind.UnexpectedJson, exception.InnerException is JsonException);
        }
    }

    [Fact]
    public async Task Status_DecidesFirst()
    {
        await AssertFails(Respond.With("{}", status: HttpStatusCode.NoContent), ResponseBodyKind.NoContent);

        var redirect = Respond.With("{}", status: HttpStatusCode.Found);
        redirect.Headers.Location = new Uri("/login", UriKind.Relative);
        var exception = await AssertFails(redirect, ResponseBodyKind.RedirectedToPage);
        Assert.Equal("redirected_to_page", exception.Code);
        Assert.Null(exception.Title);
    }

    [Fact]
    public async Task Exception_CarriesWhatIsKnown()
    {
        var response = Respond.With("<html><title>Just a moment...</title>", "text/html; charset=utf-8", status: HttpStatusCode.Forbidden);

        var exception = await AssertFails(response, ResponseBodyKind.Html);

        Assert.Equal("Just a moment...", exception.Title);
        Assert.Equal("text/html", exception.ContentType);
        Assert.Equal(HttpStatusCode.Forbidden, exception.StatusCode);
        Assert.Null(exception.InnerException);
        Assert.IsAssignableFrom<HttpRequestException>(exception);
    }

    [Fact]
    public void Exception_WithoutProviderAndType_SaysSo()
    {
        using var response = Respond.With("Bad Gateway", contentType: null, status: HttpStatusCode.BadGateway);

        var exception = Assert.Throws<OAuthResponseException>(() => response.ReadOAuthJson<SampleToken>());

        Assert.Null(exception.Provider);
        Assert.Null(exception.ContentType);
        Assert.Equal(
            "OAuth failed: unexpected_text - The provider returned plain text (HTTP 502 Bad Gateway) instead of JSON. A proxy in front of the provider got no answer from it: try again later.",
            exception.Message);
    }

    [Fact]
    public async Task TrailingCommasAndComments_AreTheOptionsAffair()
    {
        const string Json = """{/* note */"access_token":7,}""";
        JsonSerializerOptions tolerant = new() { AllowTrailingCommas = true, ReadCommentHandling = JsonCommentHandling.Skip };

        var strictly = await Assert.ThrowsAsync<OAuthResponseException>(() => Respond.With(Json).ReadOAuthJsonAsync<SampleToken>());
        var tolerantly = await Assert.ThrowsAsync<OAuthResponseException>(() => Respond.With(Json).ReadOAuthJsonAsync<SampleToken>(null, tolerant));

        Assert.Equal(ResponseBodyKind.MalformedJson, strictly.Kind);
        Assert.Equal(ResponseBodyKind.UnexpectedJson, tolerantly.Kind);
    }

    [Theory]
    [MemberData(nameof(Deliveries))]
    public async Task TheBound_IsOneMiB(Delivery delivery)
    {
        const int Bound = 1024 * 1024;
        var largest = Respond.Bytes("[\"" + new string('x', Bound - 4) + "\"]");
        byte[] tooLarge = [.. largest, (byte)' '];

        if (delivery != Delivery.ByteByByte)
        {
            Assert.Equal(Bound, largest.Length);
            Assert.NotNull(await Respond.With(largest, delivery: delivery).ReadOAuthJsonAsync<string[]>());
            var exception = await AssertFails(Respond.With(tooLarge, delivery: delivery), ResponseBodyKind.TooLarge);
            Assert.Equal("Slack OAuth failed: response_too_large - Slack returned JSON (HTTP 200 OK) of more than 1 MiB.", exception.Message);
        }
    }

    [Fact]
    public async Task TheBound_EndsTheRead()
    {
        ForwardStream endless = new(Respond.Bytes("[" + new string(' ', 16 * 1024 * 1024)), [8192]);

        await AssertFails(Respond.With(endless), ResponseBodyKind.TooLarge);

        Assert.InRange(endless.Taken, 1024 * 1024, 2 * 1024 * 1024);
        Assert.True(endless.IsDisposed);
    }

    [Fact]
    public async Task APage_IsNotReadToItsEnd()
    {
        ForwardStream page = new(Respond.Bytes("<html><title>x</title>" + new string(' ', 16 * 1024 * 1024)), [8192]);

        await AssertFails(Respond.With(page), ResponseBodyKind.Html);

        Assert.InRange(page.Taken, 1, 8192);
        Assert.True(page.IsDisposed);
    }

    [Fact]
    public async Task ContentInMemory_CanBeReadAgainAfterwards()
    {
        using var good = Respond.With("""{"access_token":"x"}""");
        Assert.Equal(new SampleToken("x"), await good.ReadOAuthJsonAsync<SampleToken>());
        Assert.Equal(new SampleToken("x"), good.ReadOAuthJson<SampleToken>());

        using var bad = Respond.With("<html>why</html>");
        await Assert.ThrowsAsync<OAuthResponseException>(() => bad.ReadOAuthJsonAsync<SampleToken>());
        Assert.Equal("<html>why</html>", await bad.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task StreamedContent_IsClosedAfterwards()
    {
        foreach (var body in (string[])["{}", "<html>"])
        {
            ForwardStream stream = new(Respond.Bytes(body));
            await Record.ExceptionAsync(() => Respond.With(stream).ReadOAuthJsonAsync<SampleToken>());
            Assert.True(stream.IsDisposed);
        }
    }

    private static async Task<OAuthResponseException> AssertFails(HttpResponseMessage response, ResponseBodyKind kind)
    {
        var exception = await Assert.ThrowsAsync<OAuthResponseException>(() => response.ReadOAuthJsonAsync<SampleToken>("Slack"));
        Assert.Equal(kind, exception.Kind);
        return exception;
    }

    [Fact]
    public void SynchronousRead_DoesWhatTheOtherDoes()
    {
        using var none = Respond.With(string.Empty, status: HttpStatusCode.NoContent);
        Assert.Equal(ResponseBodyKind.NoContent, Assert.Throws<OAuthResponseException>(() => none.ReadOAuthJson<JsonElement>("Slack")).Kind);

        // The stream is closed, which releases its connection.
        ForwardStream stream = new(Respond.Bytes("{}"));
        using var streamed = Respond.With(stream);
        streamed.ReadOAuthJson<JsonElement>("Slack");
        Assert.True(stream.IsDisposed);
    }

    [Fact]
    public async Task Tokens_AreNotLeftInPooledMemory()
    {
        using var response = Respond.With("""{"access_token":"not-to-be-found"}""");
        var read = OAuthTokenResponse.ReadAsync(response, "Slack");

        // The pool returns the array that this thread returned last.
        Assert.True(read.IsCompleted);
        var pooled = System.Buffers.ArrayPool<byte>.Shared.Rent(4096);
        Assert.Equal(-1, pooled.AsSpan().IndexOf("not-to-be-found"u8));
        System.Buffers.ArrayPool<byte>.Shared.Return(pooled);
        Assert.Equal("not-to-be-found", (await read).Tokens?.AccessToken);
    }

    [Fact]
    public async Task CancelledCheck_LeavesTheContentAsItIs()
    {
        CancellationToken cancelled = new(canceled: true);
        using var response = Respond.With("<html>", delivery: Delivery.Streamed);
        await response.CheckHtmlResponseAsync("Slack");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await response.CheckHtmlResponseAsync("Slack", cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await response.Content.CheckHtmlContentAsync("Slack", cancelled));
        Assert.Equal("<html>", await response.Content.ReadAsStringAsync());

        var once = await response.Content.ReadAsStreamAsync();
        Assert.Equal(0, once.Position);
    }
}
