using System.Globalization;
using System.Net;
using System.Text;

namespace Atom.OAuth.Tests.Answers;

/// <summary>A response that was once read incorrectly, and the current result.</summary>
/// <param name="Name">A description of the response.</param>
/// <param name="Read">Reads it, and describes the relevant parts of the result.</param>
internal sealed record AnswerCase(string Name, Func<Task<string>> Read)
{
    private const string Now = "2026-11-28T12:00:00Z";

    /// <summary>Gets all cases: <see cref="AnswerTests"/> compares the current results with docs/answers.md.</summary>
    public static IReadOnlyList<AnswerCase> All { get; } =
    [
        // Lost tokens
        new("Slack: the refresh of a user's token, where the connection has it alone", () => Refresh(
            "slack",
            new OAuthTokens("A") { TokenType = "user", RefreshToken = "R", User = new OAuthTokens("A") { TokenType = "user", RefreshToken = "R" } },
            SlackUser)),
        new("Slack: the refresh of a user's token beside a bot's", () => Refresh(
            "slack",
            new OAuthTokens("B") { TokenType = "bot", RefreshToken = "RB", User = new OAuthTokens("A") { TokenType = "user", RefreshToken = "R" } },
            SlackUser)),
        new("Slack: the refresh of the bot's token beside a user's", () => Refresh(
            "slack", new OAuthTokens("B")
            {
                TokenType = "bot",
                RefreshToken = "RB",
                User = new OAuthTokens("A") { TokenType = "user", RefreshToken = "R" },
            },
            """{"ok":true,"access_token":"B2","token_type":"bot","refresh_token":"RB2","expires_in":43200}""")),
        new(
            "the standard's answer within `body` (Withings)",
            () => Exchange("withings", 200, """{"status":0,"body":{"access_token":"a","refresh_token":"r","expires_in":10800}}""")),
        new("names in camel case", () => Exchange("acme", 200, """{"accessToken":"a","refreshToken":"r","expireIn":7200}""")),
        new("`expires_in` is 0", () => Exchange("acme", 200, """{"access_token":"a","refresh_token":"r","expires_in":0}""")),
        new("`expires_in` is -5", () => Exchange("acme", 200, """{"access_token":"a","refresh_token":"r","expires_in":-5}""")),
        new("`expires_in` is a date", () => Exchange("acme", 200, """{"access_token":"a","refresh_token":"r","expires_in":1790000000}""")),

        // Secrets that were shown, and words that were not
        new("a secret of 32 characters in quotes", () => Described("Invalid refresh token '7Hq2LpXw9ZtRb4KvNc8MdYs3FgJe6UaQ'")),
        new("Dropbox's 15 characters, assigned", () => Described("app_secret=k4x9w2m7q1z8p5t rejected")),
        new("Microsoft's secret in a sentence", () => Described("client_secret Xy78Q~aBcDeF1gH2iJkL3mN4oPqR5sTuV6wXyZ expired")),
        new("Google's secret, dumped", () => Described("[client_secret] => 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")),
        new("Asana's token", () => Described("no such token 2/1200123412341234/1200567856785678:0f1e2d3c4b5a69788796a5b4c3d2e1f0")),
        new("a UUID", () => Described("Invalid refresh token '3f2b8c1e-7d4a-4e9b-a1c6-5d8e9f0a1b2c'")),
        new("a secret, encoded for a URL", () => Described("body: client_secret%3D7Hq2LpXw9ZtRb4Kv%26code")),
        new("a word behind 'code:'", () => Described("Error code: invalid_scope")),
        new("a word behind 'state:'", () => Described("state: expired")),
        new("a word behind 'token:'", () => Described("token: not found")),
        new("Asana's 'refresh_token: invalid'", () => Exchange("asana", 400, """{"errors":[{"message":"refresh_token: invalid"}]}""")),
        new(
            "a secret as the id of a request",
            () => Exchange("slack", 400, """{"error":"invalid_grant","request_id":"7Hq2LpXw9ZtRb4KvNc8MdYs3FgJe6UaQ"}""")),
        new(
            "a secret in `error_uri`",
            () => Exchange("slack", 400, """{"error":"invalid_grant","error_uri":"https://docs.contoso.com/?t=7Hq2LpXw9ZtRb4KvNc8MdYs3FgJe6UaQ"}""")),

        // Errors
        new("Meta: the session has expired", () => Exchange("whatsapp", 400,
            """{"error":{"message":"Error validating access token: Session has expired on Monday.","type":"OAuthException","code":190,"error_subcode":463}}""")),
        new("Discord: complaints for each field", () => Exchange("discord", 400, """{"client_id":["Value \"undefined\" is not snowflake."]}""")),
        new("Apigee: faultstring", () => Exchange(
            "acme",
            400,
            """{"fault":{"faultstring":"Invalid refresh token","detail":{"errorcode":"keymanagement.service.invalid_refresh_token"}}}""")),
        new(
            "Fitbit: errorType",
            () => Exchange("fitbit", 400, """{"errors":[{"errorType":"invalid_grant","message":"Refresh token invalid."}],"success":false}""")),
        new("WeChat: errcode", () => Exchange("wechat", 200, """{"errcode":40163,"errmsg":"code been used"}""")),
        new(
            "Withings: too many requests, with HTTP 200",
            () => Exchange("withings", 200, """{"status":601,"body":{},"error":"Too Many Requests"}""")),
        new("Instagram: the status repeated as a code", () => Exchange(
            "instagram", 400, """{"error_type":"OAuthException","code":400,"error_message":"This authorization code has been used"}""")),
        new("Trello: plain text", () => Exchange("trello", 401, "expired token", "text/plain")),
        new("a status and its phrase", () => Exchange("acme", 404, """{"status":404,"error":"Not Found"}""")),
        new("a number without a word", () => Exchange("acme", 400, """{"result":0,"error":"9"}""")),
        new("403 unauthorized_client", () => Exchange("acme", 403, """{"error":"unauthorized_client"}""")),
        new("Retry-After: 12, 13", () => Exchange("acme", 429, string.Empty, null, ("Retry-After", "12, 13"))),

        // Pages and empty answers
        new("a title that tells an error of OAuth", () => Exchange("acme", 400,
            "<html><head><title>Oauth error invalid_request: The authorization code was not found or was already used</title></head></html>",
            "text/html")),
        new("301 to the same address with a slash", () => Exchange("acme", 301, string.Empty, null, ("Location", "/oauth/token/"))),
        new("502 with an empty body", () => Exchange("acme", 502, string.Empty, null)),
        new("503 as text", () => Exchange("acme", 503, "no healthy upstream", "text/plain")),
        new("504, titled Error", () => Exchange("acme", 504, "<html><title>Error</title></html>", "text/html")),
        new("404 with an empty body", () => Exchange("acme", 404, string.Empty, null)),
        new("500, titled Server Error (500)", () => Exchange("acme", 500, "<html><title>Server Error (500)</title></html>", "text/html")),
        new("404, titled 502 - Bad Gateway", () => Exchange("acme", 404, "<html><title>502 - Bad Gateway</title></html>", "text/html")),
        new("405 with an empty body", () => Exchange("acme", 405, string.Empty, null)),
        new("413 with an empty body", () => Exchange("acme", 413, string.Empty, null)),
        new(
            "400: plain HTTP on an https port",
            () => Exchange("acme", 400, "<html><title>400 The plain HTTP request was sent to HTTPS port</title></html>", "text/html")),
        new("an empty answer with 200 to a revocation", async () =>
        {
            using var response = Respond(200, string.Empty, null, null);
            return (await OAuthRevocationResponse.ReadAsync(response, "acme")).ToString();
        }),
    ];

    private const string SlackUser = """{"ok":true,"access_token":"A2","token_type":"user","refresh_token":"R2","expires_in":43200}""";

    private static async Task<string> Refresh(string provider, OAuthTokens current, string body)
    {
        using var response = Respond(200, body, "application/json", null);
        return Word(await OAuthTokenResponse.ReadRefreshAsync(response, provider, current, new Clock(), CancellationToken.None));
    }

    private static async Task<string> Exchange(
        string provider, int status, string body, string? type = "application/json", (string Name, string Value)? header = null)
    {
        using var response = Respond(status, body, type, header);
        return Word(await OAuthTokenResponse.ReadAsync(response, provider, new Clock(), CancellationToken.None));
    }

    private static Task<string> Described(string description) => Task.FromResult(OAuthErrorMessage.Format("Acme", "invalid_grant", description));

    private static HttpResponseMessage Respond(int status, string body, string? type, (string Name, string Value)? header)
    {
        HttpResponseMessage response = new((HttpStatusCode)status)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
            RequestMessage = new HttpRequestMessage(HttpMethod.Post, "https://provider.example/oauth/token"),
        };
        if (type is not null)
        {
            response.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        if (header is { } added)
        {
            response.Headers.TryAddWithoutValidation(added.Name, added.Value);
        }

        return response;
    }

    private static string Word(OAuthTokenResponse answer)
    {
        if (answer.Tokens is { } tokens)
        {
            var end = tokens.ExpiresAt is { } time
                ? $", ends {time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}"
                : string.Empty;
            var expired = tokens.IsExpired(new Clock()) ? ", expired" : string.Empty;
            var user = tokens.User is { } own ? $", user {own.AccessToken}/{own.RefreshToken}" : string.Empty;
            return $"tokens {tokens.AccessToken}/{tokens.RefreshToken}{user}{end}{expired}";
        }

        var failure = answer.Failure!;
        var retryable = failure.IsRetryable ? "; retryable" : string.Empty;
        var wait = failure.RetryAfter is { } after ? $" after {after.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s" : string.Empty;
        var consent = failure.RequiresReauthorization ? "; connect again" : string.Empty;
        var id = failure.CorrelationId is { } request ? $"; id {request}" : string.Empty;
        var link = failure.ErrorUri is { } page ? $"; page {page.OriginalString}" : string.Empty;
        return $"{failure.Message}{retryable}{wait}{consent}{id}{link}";
    }

    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.Parse(Now, CultureInfo.InvariantCulture);
    }
}
