using System.Net;
using Atom.OAuth.Tests.Support;

namespace Atom.OAuth.Tests.Tokens;

/// <summary>Each format of errors: which members count, and which take precedence.</summary>
public class ErrorShapeTests
{
    [Theory]
    [InlineData("""{"error":{"code":"c","status":"s","message":"m"}}""", "c", "m")]
    [InlineData("""{"error":{"code":7,"status":"s","message":"m"}}""", "s", "m")]
    [InlineData("""{"error":{"code":"7","status":"s","message":"m"}}""", "7", "m")]
    [InlineData("""{"error":{"code":7,"message":"m"}}""", "7", "m")]
    [InlineData("""{"error":{"type":"t","name":"n","message":"m"}}""", "t", "m")]
    [InlineData("""{"error":{".tag":"g","name":"n"},"error_summary":"u"}""", "g", "u")]
    [InlineData("""{"error":{"name":"n","message":"m"}}""", "n", "m")]
    [InlineData("""{"error":{"message":"m"},"message":"of the root"}""", "http_400", "m")]
    [InlineData("""{"error":{},"errors":["e"]}""", "e", null)]
    [InlineData("""{"error":{"code":"c","message":"c"}}""", "c", null)]
    [InlineData("""{"error":true,"message":"m"}""", "http_400", "m")]
    [InlineData("""{"error":false,"code":"c","message":"m"}""", "c", "m")]
    [InlineData("""{"error":0,"code":"c","message":"m"}""", "c", "m")]
    [InlineData("""{"error":"e","errors":["other"]}""", "e", null)]
    [InlineData("""{"error":["e"]}""", "e", null)]
    public async Task Error_IsAnObject_AListOrAWord(string body, string code, string? description) => await CheckAsync(body, code, description);

    [Theory]
    [InlineData("""{"errors":["first","second"]}""", "first", null)]
    [InlineData("""{"errors":"a text","code":"c"}""", "http_400", "a text")]
    [InlineData("""{"errors":[],"code":"c"}""", "c", null)]
    [InlineData("""{"errors":{"x":1},"code":"c"}""", "c", null)]
    [InlineData("""{"errors":[7],"code":"c"}""", "c", null)]
    [InlineData("""{"errors":[{}],"code":"c"}""", "c", null)]
    [InlineData("""{"errors":[{"code":"c","type":"t","message":"m"}]}""", "c", "m")]
    [InlineData("""{"errors":[{"errorCode":"c","message":"m"}]}""", "c", "m")]
    [InlineData("""{"errors":[{"error_code":"c","message":"m"}]}""", "c", "m")]
    [InlineData("""{"errors":[{"type":"c","message":"m"}]}""", "c", "m")]
    [InlineData("""{"errors":[{"error":"c","message":"m"}]}""", "c", "m")]
    [InlineData("""{"errors":[{"message":"m","extensions":{"code":"c"}}]}""", "c", "m")]
    [InlineData("""{"errors":[{"code":"c","extensions":{"code":"x"}}]}""", "c", null)]
    [InlineData("""{"errors":[{"message":"m"}],"message":"of the root"}""", "http_400", "m")]
    [InlineData("""{"errors":["e"],"fault":{"error":["f"]}}""", "e", null)]
    [InlineData("""[{"errorCode":"c","message":"m"}]""", "c", "m")]
    [InlineData("""[]""", "http_400", null)]
    [InlineData("""7""", "http_400", null)]
    public async Task OfAList_TheFirstCounts(string body, string code, string? description) => await CheckAsync(body, code, description);

    [Theory]
    [InlineData("""{"fault":{"error":[{"code":"f","message":"m"}]},"code":"c"}""", "f", "m")]
    [InlineData("""{"fault":{"type":"x"},"code":"c"}""", "c", null)]
    [InlineData("""{"code":"c","status":"s","message":"m"}""", "c", "m")]
    [InlineData("""{"errorCode":"c","errorSummary":"m"}""", "c", "m")]
    [InlineData("""{"error_code":"c","error_message":"m"}""", "c", "m")]
    [InlineData("""{"status":"BAD_THING","category":"x","message":"m"}""", "BAD_THING", "m")]
    [InlineData("""{"status":"error","category":"x","message":"m"}""", "x", "m")]
    [InlineData("""{"status":"Error","reason":"r"}""", "r", null)]
    [InlineData("""{"status":400,"title":"m"}""", "http_400", "m")]
    [InlineData("""{"status":"400 Bad","title":"m"}""", "http_400", "m")]
    [InlineData("""{"detail":"d","title":"t"}""", "http_400", "d")]
    [InlineData("""{"errorMessage":"m"}""", "http_400", "m")]
    [InlineData("""{"code":"c","ok":false}""", "c", null)]
    public async Task Flat_HasCodeAndMessageSideBySide(string body, string code, string? description) => await CheckAsync(body, code, description);

    [Theory]
    [InlineData("""{"error":{"code":"c","request_id":"e"},"request_id":"r"}""", "r", null)]
    [InlineData("""{"error":{"code":"c","fbtrace_id":"e","innerError":{"request-id":"i"}}}""", "e", null)]
    [InlineData("""{"error":{"code":"c","innerError":{"request-id":"i"}}}""", "i", null)]
    [InlineData("""{"error":{"code":"c","innererror":{"trace_id":"i"}}}""", "i", null)]
    [InlineData("""{"error":{"code":"c"},"correlationId":"r"}""", "r", null)]
    [InlineData("""{"error":{"code":"c"},"correlation_id":"r","requestId":"s"}""", "r", null)]
    [InlineData("""{"error":{"code":"c","retry_after":2},"retry_after":1}""", null, 1)]
    [InlineData("""{"error":{"code":"c","retry_after":2,"extensions":{"retry_in_seconds":3}}}""", null, 2)]
    [InlineData("""{"errors":[{"message":"m","extensions":{"retry_in_seconds":3}}]}""", null, 3)]
    [InlineData("""{"error":{"code":"c","retry_in_seconds":"4"}}""", null, 4)]
    public async Task RootGoesBeforeTheError(string body, string? correlationId, int? seconds)
    {
        var failure = await ReadAsync(body);
        Assert.Equal((correlationId, seconds), (failure.CorrelationId, (int?)failure.RetryAfter?.TotalSeconds));
    }

    [Theory]
    [InlineData("""{"error":{"code":"c","is_transient":true}}""", true)]
    [InlineData("""{"error":{"code":"c","is_transient":false}}""", false)]
    [InlineData("""{"error":{"code":"c","is_transient":"true"}}""", false)]
    [InlineData("""{"error":{"code":"c"},"is_transient":true}""", false)]
    public async Task Transient_IsWhatTheErrorCallsSo(string body, bool isRetryable) =>
        Assert.Equal(isRetryable, (await ReadAsync(body)).IsRetryable);

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public async Task MetasCodes_TellWhetherItIsWorthAnotherTry(int code, bool isRetryable)
    {
        using var response = Respond.With(
            $$"""{"error":{"message":"m","type":"OAuthException","code":{{code}} } }""", status: HttpStatusCode.BadRequest);
        Assert.Equal(isRetryable, (await OAuthTokenResponse.ReadAsync(response, "WhatsApp")).Failure!.IsRetryable);
    }

    [Theory]
    [InlineData(408, true)]
    [InlineData(425, true)]
    [InlineData(500, true)]
    [InlineData(501, false)]
    [InlineData(502, true)]
    [InlineData(503, true)]
    [InlineData(504, true)]
    [InlineData(519, false)]
    [InlineData(520, true)]
    [InlineData(527, true)]
    [InlineData(528, false)]
    [InlineData(529, true)]
    [InlineData(400, false)]
    public async Task Status_TellsWhetherItIsWorthAnotherTry(int status, bool isRetryable)
    {
        var failure = await ReadAsync("""{"error":"invalid_grant"}""", (HttpStatusCode)status);
        Assert.Equal((isRetryable, !isRetryable), (failure.IsRetryable, failure.RequiresReauthorization));
    }

    [Theory]
    [InlineData("Bearer error=\"invalid_token\", error_description=\"gone\"", """{"message":"m"}""", "invalid_token", "gone")]
    [InlineData("Bearer error=\"invalid_token\"", """{"error":"c"}""", "c", null)]
    [InlineData("Bearer realm=\"x\"", """{"message":"m"}""", "http_401", "m")]
    public async Task Header_CountsWhereTheBodyHasNoCode(string header, string body, string code, string? description)
    {
        using var response = Respond.With(body, status: HttpStatusCode.Unauthorized);
        response.Headers.TryAddWithoutValidation("WWW-Authenticate", header);
        var failure = (await OAuthTokenResponse.ReadAsync(response, "Acme")).Failure!;
        Assert.Equal(code, failure.Code);
        Assert.True(description is null || failure.Description == description, failure.Description);
    }

    [Fact]
    public async Task Header_MayNameAPage()
    {
        using var response = Respond.With(string.Empty, status: HttpStatusCode.Unauthorized);
        response.Headers.TryAddWithoutValidation("WWW-Authenticate", "Bearer error=\"invalid_token\", error_uri=\"https://docs.example/e\"");
        Assert.Equal("docs.example", (await OAuthTokenResponse.ReadAsync(response, "Acme")).Failure!.ErrorUri?.Host);
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("azAZ09-_.:/+=", true)]
    [InlineData("a b", false)]
    [InlineData("a<b", false)]
    [InlineData("é", false)]
    public async Task CorrelationId_IsAnId(string id, bool isId)
    {
        using var response = Respond.With("{}");
        response.Headers.TryAddWithoutValidation("x-request-id", id);
        Assert.Equal(isId ? id : null, (await OAuthTokenResponse.ReadAsync(response, "Acme")).Failure!.CorrelationId);
    }

    /// <summary>Some providers' ids look like secrets: they are recognized by their header and their format.</summary>
    [Theory]
    [InlineData("x-fb-trace-id", "AbC4dEfGhI9", true)]
    [InlineData("x-fb-trace-id", "AbC4<EfGhI9", false)]
    [InlineData("x-fb-trace-id", "AbC4dEfGhI9k", false)]
    [InlineData("x-request-id", "AbC4dEfGhI9", false)]
    public async Task CorrelationId_MayHaveAFormOfItsOwn(string header, string id, bool isId)
    {
        using var response = Respond.With("{}");
        response.Headers.TryAddWithoutValidation(header, id);
        Assert.Equal(isId ? id : null, (await OAuthTokenResponse.ReadAsync(response, "Acme")).Failure!.CorrelationId);
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public async Task CorrelationId_IsShort(int length, bool isId)
    {
        var id = string.Concat(Enumerable.Repeat("request:", 20))[..length];
        var failure = await ReadAsync($$"""{"error":"c","request_id":"{{id}}"}""");
        Assert.Equal(isId ? id : null, failure.CorrelationId);
    }

    [Theory]
    [InlineData("0", 0d)]
    [InlineData("2678400", 2678400d)]
    [InlineData("2678401", null)]
    [InlineData("-1", null)]
    [InlineData("Mon, 23 Nov 2026 11:00:00 GMT", 0d)]
    [InlineData("Mon, 23 Nov 2026 12:00:30 GMT", 30d)]
    [InlineData("Thu, 24 Dec 2026 12:00:00 GMT", 2678400d)]
    [InlineData("Thu, 24 Dec 2026 12:00:01 GMT", null)]
    [InlineData("soon", null)]
    public async Task RetryAfter_IsANumberOrADate_OfTheNextMonth(string value, double? seconds)
    {
        using var response = Respond.With("""{"error":"c"}""", status: HttpStatusCode.BadRequest);
        response.Headers.TryAddWithoutValidation("Retry-After", value);
        DateTimeOffset now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(seconds, (await OAuthTokenResponse.ReadAsync(response, "Acme", new FixedTime(now), default)).Failure!.RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task MissingToken_IsSaid()
    {
        var failure = await ReadAsync("{}", HttpStatusCode.OK);
        Assert.Equal(("missing_token", "Acme answered HTTP 200 without an access token"), (failure.Code, failure.Description));
    }

    private static async Task CheckAsync(string body, string code, string? description)
    {
        var failure = await ReadAsync(body);
        Assert.Equal((code, description), (failure.Code, failure.Description));
    }

    private static async Task<OAuthFailure> ReadAsync(string body, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        using var response = Respond.With(body, status: status);
        return (await OAuthTokenResponse.ReadAsync(response, "Acme")).Failure!;
    }
}
