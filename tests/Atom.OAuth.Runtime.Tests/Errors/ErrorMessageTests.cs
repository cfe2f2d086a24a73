using System.Globalization;
using System.Security.Authentication;
using System.Text;
using System.Text.Json;
using Atom.OAuth.Tests.Support;

namespace Atom.OAuth.Tests.Errors;

/// <summary>Messages have the same wording everywhere, and are safe regardless of who wrote their parts.</summary>
public class ErrorMessageTests
{
    [Theory]
    [InlineData("Slack", "access_denied", "User denied access", "Slack OAuth failed: access_denied - User denied access")]
    [InlineData("slack", "access_denied", null, "Slack OAuth failed: access_denied - User denied access")]
    [InlineData("monday", "invalid_grant", " ", "monday.com OAuth failed: invalid_grant - The authorization code or refresh token is invalid or expired")]
    [InlineData("Contoso", "own_code", null, "Contoso OAuth failed: own_code")]
    [InlineData("Contoso", "Own.Code-1:x", "It says so", "Contoso OAuth failed: Own.Code-1:x - It says so")]
    [InlineData("Contoso", null, null, "Contoso OAuth failed: unknown_error")]
    [InlineData("Contoso", "", "Why", "Contoso OAuth failed: unknown_error - Why")]
    [InlineData("Contoso", "no code", null, "Contoso OAuth failed: unknown_error - no code")]
    [InlineData("Contoso", "no code", "Why", "Contoso OAuth failed: unknown_error - Why")]
    [InlineData(null, "x", null, "The provider OAuth failed: x")]
    public void Parts_AreJoined(string? provider, string? error, string? description, string expected)
        => Assert.Equal(expected, OAuthErrorMessage.Format(provider, error, description));

    [Theory]
    [InlineData("a\r\nb\tc\0d", "a b c d")]
    [InlineData("a\u202Eb\u2066c\u200Bd\uFEFFe", "abcde")]
    [InlineData("a\u2028b\u0085c", "a b c")]
    [InlineData("<script>alert(1)</script>done", "alert(1) done")]
    [InlineData("<img src=x onerror=alert(1)>x", "x")]
    [InlineData("a < b & c", "a < b & c")]
    [InlineData("e\u0301", "\u00E9")]
    [InlineData("Zugriff verweigert: für Müller", "Zugriff verweigert: für Müller")]
    [InlineData("アクセスが拒否されました", "アクセスが拒否されました")]
    [InlineData("token=abcdef123", "token=[redacted]")]
    [InlineData("access_token: abcdef", "access_token: [redacted]")]
    [InlineData("""{"client_secret":"hunter22"}""", "{'client_secret':'[redacted]'}")]
    [InlineData("Authorization: Bearer abcdefghij.kl", "Authorization: Bearer [redacted]")]
    [InlineData("jwt eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.c2ln!", "jwt [redacted]!")]
    [InlineData("xoxb-1234567890-abcdef and ghp_0123456789abcdef", "[redacted] and [redacted]")]
    [InlineData("xox\u200Bb-1234567890-abcdef", "[redacted]")]
    [InlineData("ya29.a0AfH6SMBx sk_live_0123456789", "[redacted] [redacted]")]
    [InlineData("0123456789abcdef0123456789abcdef01234567", "[redacted]")]
    [InlineData("the code was used", "the code was used")]
    [InlineData("AADSTS70011: bad scope.\r\nTrace ID: 1", "AADSTS70011: bad scope.")]
    public void Descriptions_AreCleaned(string description, string expected)
        => Assert.Equal($"X OAuth failed: e - {expected}", OAuthErrorMessage.Format("X", "e", description));

    [Fact]
    public void LoneSurrogates_AreRemoved() // Attributes cannot contain lone surrogates.
        => Assert.Equal("X OAuth failed: e - lone surrogate", OAuthErrorMessage.Format("X", "e", "lone \uD800 surrogate"));

    [Fact]
    public void Lengths_AreBounded()
    {
        var words = string.Concat(Enumerable.Repeat("word ", 100_000));
        var accents = string.Concat(Enumerable.Repeat("e\u0323\u0301 ", 500));

        Assert.Equal($"X OAuth failed: {new string('a', 39)}", OAuthErrorMessage.Format("X", new string('a', 39)));
        Assert.StartsWith(
            "X OAuth failed: unknown_error",
            OAuthErrorMessage.Format("X", string.Concat(Enumerable.Repeat("ab.", 22))),
            StringComparison.Ordinal);
        Assert.InRange(OAuthErrorMessage.Format("X", "e", words).Length, 300, 330);
        Assert.InRange(OAuthErrorMessage.Format(words, "e", words).Length, 300, 401);
        Assert.Equal(
            NormalizationForm.FormC,
            OAuthErrorMessage.Format("X", "e", accents).IsNormalized() ? NormalizationForm.FormC : NormalizationForm.FormD);
        Assert.DoesNotContain(new string('A', 30), OAuthErrorMessage.Format("X", "e", new string('A', 5000)), StringComparison.Ordinal);
    }

    [Fact]
    public void SecretsInTheCode_AreNotShown()
        => Assert.Equal("X OAuth failed: unknown_error - [redacted]", OAuthErrorMessage.Format("X", "xoxb-1234567890-abcdef"));

    [Theory]
    [InlineData("error=access_denied", "Slack OAuth failed: access_denied - User denied access")]
    [InlineData("error=access_denied&error_description=No", "Slack OAuth failed: access_denied - No")]
    [InlineData("error=access_denied&error_reason=user_denied&error_description=Permissions+error", "Slack OAuth failed: access_denied - Permissions error")]
    [InlineData("error=access_denied&error_reason=user_denied", "Slack OAuth failed: access_denied - user_denied")]
    [InlineData("error_code=1349126&error_message=App+not+set+up", "Slack OAuth failed: 1349126 - App not set up")]
    [InlineData("error_message=App+not+set+up", "Slack OAuth failed: unknown_error - App not set up")]
    [InlineData("error_reason=user_denied", "Slack OAuth failed: user_denied")]
    [InlineData("error=first&error=second", "Slack OAuth failed: first")]
    [InlineData("error=%3Cscript%3E&error_description=%3Cscript%3Ealert(1)%3C/script%3E", "Slack OAuth failed: unknown_error - alert(1)")]
    [InlineData("code=1&state=2", null)]
    [InlineData("error=", null)]
    [InlineData("", null)]
    public void CallbackErrors_AreWorded(string query, string? expected)
        => Assert.Equal(expected, OAuthErrorMessage.FromCallback("slack", Parse(query)));

    [Fact]
    public void Exceptions_AreWorded_WithoutTheirText()
    {
        const string Secret = "https://graph.facebook.com/?client_secret=hunter22";

        Assert.Equal(
            "Zoom OAuth failed: connection_failed - The connection to Zoom failed",
            OAuthErrorMessage.FromException("zoom", new HttpRequestException(Secret)));
        Assert.Equal(
            "Zoom OAuth failed: connection_failed - The connection to Zoom failed",
            OAuthErrorMessage.FromException("zoom", new IOException(Secret)));
        Assert.Equal(
            "Zoom OAuth failed: tls_failed - No secure connection to Zoom: the server speaks no TLS on this port, or its certificate is not trusted. Check the URL and its port",
            OAuthErrorMessage.FromException("zoom", new HttpRequestException(Secret, new AuthenticationException(Secret))));
        Assert.Equal(
            "Zoom OAuth failed: timeout - Zoom did not answer in time",
            OAuthErrorMessage.FromException("zoom", new TaskCanceledException(Secret)));
        Assert.Equal(
            "Zoom OAuth failed: timeout - Zoom did not answer in time",
            OAuthErrorMessage.FromException("zoom", new TimeoutException(Secret)));
        Assert.Equal(
            "Zoom OAuth failed: malformed_json - Zoom returned something that could not be read",
            OAuthErrorMessage.FromException("zoom", new JsonException(Secret)));
        Assert.Equal(
            "Zoom OAuth failed: internal_error - The connection could not be completed because of an internal error",
            OAuthErrorMessage.FromException("zoom", new InvalidCastException(Secret)));
        Assert.StartsWith(
            "The provider OAuth failed: internal_error",
            OAuthErrorMessage.FromException(null, new InvalidCastException(Secret)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task OwnFailures_KeepTheirText()
    {
        using var page = Respond.With("<html>", "text/html");
        var response = await Assert.ThrowsAsync<OAuthResponseException>(() => page.ReadOAuthJsonAsync<SampleToken>("Slack"));
        var failure = (await OAuthTokenResponse.ReadAsync(page, "Slack")).Failure!;

        Assert.Equal(response.Message, OAuthErrorMessage.FromException("Zoom", response));
        Assert.Equal(failure.Message, OAuthErrorMessage.FromException("Zoom", failure.ToException()));
        Assert.Equal(failure.Message, OAuthErrorMessage.Format(failure));
        Assert.Equal(failure.Message, failure.ToString());
    }

    [Fact]
    public async Task HtmlMessage_IsEncoded()
    {
        using var response = Respond.With("""{"error":"e","error_description":"a < b & 'c'"}""", status: System.Net.HttpStatusCode.BadRequest);

        Assert.Equal(
            "Slack OAuth failed: e - a &lt; b &amp; &#39;c&#39;",
            (await OAuthTokenResponse.ReadAsync(response, "Slack")).Failure!.HtmlMessage);
    }

    [Theory]
    [InlineData("http://docs.example/e")]
    [InlineData("//docs.example/e")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://user:pass@docs.example/")]
    [InlineData("not a uri")]
    public async Task ErrorUri_IsOnlyKept_WhenItIsSafe(string uri)
    {
        using var response = Respond.With($$"""{"error":"e","error_uri":"{{uri}}"}""", status: System.Net.HttpStatusCode.BadRequest);

        Assert.Null((await OAuthTokenResponse.ReadAsync(response, "Slack")).Failure!.ErrorUri);
    }

    [Fact]
    public void Culture_DoesNotMatter()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("tr-TR");
            Assert.Equal(
                "Slack OAuth failed: INVALID_GRANT - The authorization code or refresh token is invalid or expired",
                OAuthErrorMessage.Format("SLACK", "INVALID_GRANT"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Arguments_AreRequired()
    {
        Assert.Throws<ArgumentNullException>("parameters", () => OAuthErrorMessage.FromCallback("Slack", null!));
        Assert.Throws<ArgumentNullException>("exception", () => OAuthErrorMessage.FromException("Slack", null!));
        Assert.Throws<ArgumentNullException>("failure", () => OAuthErrorMessage.Format(null!));
        Assert.DoesNotContain("Slack", OAuthErrorMessage.ForUnsolicitedCallback, StringComparison.Ordinal);
    }

    private static IEnumerable<KeyValuePair<string, string?>> Parse(string query)
        => query.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('='))
            .Select(pair => KeyValuePair.Create(pair[0], (string?)Uri.UnescapeDataString(pair[1].Replace('+', ' '))));

    [Theory]
    [InlineData("""{"error":"invalid_grant","error_description":"Bad code"}""", "Slack OAuth failed: invalid_grant - Bad code")]
    [InlineData("""{"ok":false,"error":"invalid_code"}""", "Slack OAuth failed: invalid_code - The authorization code is invalid or expired")]
    [InlineData("""{"error":{"code":190,"type":"OAuthException","message":"Expired"}}""", "Slack OAuth failed: 190 - Expired")]
    [InlineData("""{"status":"BAD_AUTH_CODE","message":"missing or unknown auth code"}""", "Slack OAuth failed: BAD_AUTH_CODE - missing or unknown auth code")]
    [InlineData("""{"message":"It says so"}""", "Slack OAuth failed: unknown_error - It says so")]
    [InlineData("error=bad_verification_code&error_description=Too+late", "Slack OAuth failed: bad_verification_code - Too late")]
    [InlineData("<html><title>Oops</title></html>", "Slack OAuth failed: unexpected_html - Slack returned a web page (\"Oops\") instead of JSON.")]
    [InlineData("Internal Server Error", "Slack OAuth failed: unexpected_text - Slack returned plain text instead of JSON.")]
    [InlineData("""{"error":""", "Slack OAuth failed: malformed_json - Slack returned JSON that is damaged or cut off.")]
    [InlineData("""{"access_token":"xoxb-1234567890-abcdef"}""", "Slack OAuth failed: unexpected_json - Slack returned JSON of an unexpected shape.")]
    [InlineData("5", "Slack OAuth failed: unexpected_text - Slack returned plain text instead of JSON.")]
    [InlineData("", "Slack OAuth failed: empty_response - Slack returned an empty body instead of JSON.")]
    [InlineData(null, "Slack OAuth failed: empty_response - Slack returned an empty body instead of JSON.")]
    public void Body_IsWordedAndNeverShown(string? body, string expected)
        => Assert.Equal(expected, OAuthErrorMessage.FromBody("slack", body));

    [Fact]
    public void BodyThatIsNoUnicode_IsWorded()
        => Assert.Equal("Slack OAuth failed: unknown_error - \uFFFD", OAuthErrorMessage.FromBody("slack", "{\"error\":\"" + (char)0xD800 + "\"}"));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Code_IsAtMost64Characters(int length, bool isKept)
    {
        var code = string.Concat(Enumerable.Repeat("Code09._:-", 7))[..Math.Min(length, 64)].PadRight(length, 'x');
        Assert.Equal(
            $"Slack OAuth failed: {(isKept ? code : "unknown_error")}",
            OAuthErrorMessage.Format("Slack", code, null)[..(isKept ? 20 + length : 33)]);
    }

    [Fact]
    public void Description_BeyondEveryMeasure_WithoutAWordsEnd_IsLeftOut()
    {
        Assert.Equal("Slack OAuth failed: c", OAuthErrorMessage.Format("Slack", "c", new string('é', 5000)));
        Assert.Equal("Slack OAuth failed: c - word", OAuthErrorMessage.Format("Slack", "c", "word " + new string('é', 5000)));
    }

    [Fact]
    public void Description_OfEntra_EndsWithItsFirstLine()
    {
        Assert.Equal(
            "Microsoft Teams OAuth failed: invalid_scope - AADSTS70011: Wrong scope.",
            OAuthErrorMessage.Format("Microsoft Teams", "invalid_scope", "AADSTS70011: Wrong scope.\r\nTrace ID: x"));
        Assert.Equal(
            "Microsoft Teams OAuth failed: invalid_scope - AADSTS70011: Wrong scope.",
            OAuthErrorMessage.Format("Microsoft Teams", "invalid_scope", "AADSTS70011: Wrong scope."));
    }

    [Theory]
    [InlineData("https://docs.example/~x", true)]
    [InlineData("https://docs.example/ x", false)]
    [InlineData("https://docs.example/\u007F", false)]
    [InlineData("http://docs.example/", false)]
    [InlineData("https://user@docs.example/", false)]
    public void Link_IsAPlainAddress(string uri, bool isKept) => Assert.Equal(isKept, Atom.OAuth.Errors.ErrorText.Link(uri) is not null);

    [Fact]
    public void Link_IsNotLonger_ThanBrowsersTakeIt()
    {
        var link = "https://docs.example/" + string.Concat(Enumerable.Repeat("a.", 1100));
        Assert.NotNull(Atom.OAuth.Errors.ErrorText.Link(link[..2048]));
        Assert.Null(Atom.OAuth.Errors.ErrorText.Link(link[..2049]));
    }
}
