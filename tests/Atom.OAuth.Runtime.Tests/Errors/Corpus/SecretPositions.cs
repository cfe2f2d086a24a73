using System.Net;
using System.Text;
using System.Text.Json;
using Atom.OAuth.Tests.Support;

namespace Atom.OAuth.Tests.Errors.Corpus;

/// <summary>Where a provider, a proxy or a caller of the callback may put a secret, and what a program would then show.</summary>
internal static class SecretPositions
{
    /// <summary>Gets the encodings in which a secret may occur.</summary>
    public static IReadOnlyList<(string Name, Func<string, string> Encode)> Encodings { get; } =
    [
        ("plain", secret => secret),
        ("URL", Uri.EscapeDataString),
        ("JSON", secret => JsonSerializer.Serialize(secret)[1..^1]),
        ("HTML", WebUtility.HtmlEncode),
        ("Base64", secret => Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))),
        ("URL, twice", secret => Uri.EscapeDataString(Uri.EscapeDataString(secret))),
    ];

    /// <summary>Gets the positions, each with a function that returns everything that is shown if a secret is there.</summary>
    public static IReadOnlyList<(string Name, Func<string, OAuthSecrets?, Task<string>> Show)> All { get; } =
    [
        ("quoted", (x, s) => Described($"Invalid refresh token '{x}'", s)),
        ("in double quotes", (x, s) => Described($"The code \"{x}\" was not found", s)),
        ("in a sentence", (x, s) => Described($"refresh_token {x} expired", s)),
        ("at the end", (x, s) => Described($"Cannot find the grant for {x}.", s)),
        ("in brackets", (x, s) => Described($"Unknown client ({x})", s)),
        ("dumped", (x, s) => Described($"[client_secret] => {x} [grant_type] => refresh_token", s)),
        ("assigned", (x, s) => Described($"app_secret={x}&redirect_uri=https", s)),
        ("assigned, as a code", (x, s) => Described($"bad authorization_code={x}", s)),
        ("assigned, encoded", (x, s) => Described($"body was client_secret%3D{x}%26code%3Dabc", s)),
        ("a member", (x, s) => Described($$"""body was {"client_secret":"{{x}}"}""", s)),
        ("a header", (x, s) => Described($"Authorization: Bearer {x}", s)),
        ("in a URL", (x, s) => Described($"GET https://graph.facebook.com/v26.0/oauth/access_token?client_secret={x} failed", s)),
        ("in a path", (x, s) => Described($"POST https://hooks.contoso.com/services/{x} failed", s)),
        ("behind a colon", (x, s) => Described($"token: {x}", s)),
        ("the code of the error", (x, s) => Shown(OAuthErrorMessage.Format("Slack", x, null, s))),
        ("a body", (x, s) => Shown(OAuthErrorMessage.FromBody(
            "Slack", JsonSerializer.Serialize(new { error = "invalid_grant", error_description = $"no such token {x}" }), s))),
        ("a page's title", (x, s) => Read($"<html><head><title>Session {x} not found</title></head></html>", "text/html", null, s)),
        ("a text", (x, s) => Read($"invalid token {x}", "text/plain", null, s)),
        ("a challenge", (x, s) => Read(
            string.Empty,
            null,
            ("WWW-Authenticate", $"Bearer error=\"invalid_token\", error_description=\"token {x.Replace("\"", string.Empty, StringComparison.Ordinal)} unknown\""),
            s)),
        ("an id in a header", (x, s) => Read("{\"error\":\"invalid_grant\"}", "application/json", ("x-request-id", x), s)),
        ("an id in the body", (x, s) => Read(JsonSerializer.Serialize(new { error = "invalid_grant", request_id = x }), "application/json", null, s)),
        ("error_uri", (x, s) => Read(
            JsonSerializer.Serialize(new { error = "invalid_grant", error_uri = $"https://docs.contoso.com/e?t={x}" }),
            "application/json",
            null,
            s)),
        ("a callback", (x, s) => Shown(
            OAuthErrorMessage.FromCallback(
                "Slack",
                [KeyValuePair.Create<string, string?>("error", "access_denied"), KeyValuePair.Create<string, string?>(
                    "error_description", $"code {x} denied")],
                s))),
    ];

    private static Task<string> Described(string description, OAuthSecrets? secrets) =>
        Shown(OAuthErrorMessage.Format("Slack", "invalid_grant", description, secrets));

    private static Task<string> Shown(string? message) => Task.FromResult(message ?? string.Empty);

    /// <summary>Reads a response, and returns everything that its failure shows.</summary>
    private static async Task<string> Read(string body, string? contentType, (string Name, string Value)? header, OAuthSecrets? secrets)
    {
        using var response = Respond.With(body, contentType, status: HttpStatusCode.Unauthorized);
        if (header is { } added)
        {
            response.Headers.TryAddWithoutValidation(added.Name, added.Value);
        }

        var check = await response.CheckHtmlResponseAsync("Slack");
        using HttpRequestMessage request = new(HttpMethod.Post, "https://slack.com/api/oauth.v2.access");
        using HttpMessageInvoker client = new(new Answer(response));
        var failure = (await OAuthTokenResponse.SendAsync(client, request, "Slack", secrets: secrets)).Failure!;
        var known = secrets is null ? $"{check.Title} {check.Error}" : string.Empty;
        return $"{failure.Message} {failure.Description} {failure.Code} {failure.CorrelationId} {failure.ErrorUri?.OriginalString} {known}";
    }

    private sealed class Answer(HttpResponseMessage response) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(response);
    }
}
