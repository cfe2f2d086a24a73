using System.Text;
using Atom.OAuth.Tests.TokenResponses;

namespace Atom.OAuth.Fuzz;

/// <summary>The material for inputs: the recorded responses, and pieces of JSON, HTML, forms and encodings.</summary>
internal static class Corpus
{
    // The sample of 1 MiB would take all the time.
    private const int Longest = 4096;

    public static IReadOnlyList<TokenResponseSample> Samples { get; } =
        [.. SuccessSamples.All.Concat(FailureSamples.All).Where(sample => sample.Body.Length <= Longest)];

    /// <summary>Gets the samples' bodies, with an access token that can be found again.</summary>
    public static IReadOnlyList<byte[]> Bodies { get; } =
        [.. Samples.Select(sample => sample.Bytes
            ?? Encoding.UTF8.GetBytes(sample.Body.Replace("at-1", Secrets.AccessToken, StringComparison.Ordinal)))];

    public static IReadOnlyList<string> Texts { get; } =
    [
        "{", "}", "[", "]", "\"", ":", ",", "\\", "\\u0000", "\\u0061", "\\ud83d", "\\ude00", "\\n", "\\/", "null", "true", "false", "0",
        "-1", "1e999", "3600", "\"3600\"",
        "\"access_token\":\"" + Secrets.AccessToken + "\"", "\"access_token\":", "\"refresh_token\":\"rt\"", "\"expires_in\":",
        "\"token_type\":\"bearer\"", "\"scope\":[\"a\",1,[\"b\"]]",
        "\"id_token\":\"", "\"ok\":false", "\"ok\":true", "\"authed_user\":{", "\"error\":", "\"error\":\"\"", "\"error\":[", "\"error\":{",
        "\"errors\":[", "\"error\":\"invalid_grant\"", "\"error_description\":\"", "\"error_uri\":\"https://provider.example/help?x=",
        "\"message\":\"", "\"reason\":\"", "\"status\":\"", "\"code\":", "\"extensions\":{\"code\":\"", "\"fault\":{\"error\":[",
        "\"request_id\":\"", "\"correlationId\":\"", "\"retry_after\":", "\"retry_in_seconds\":", "\"type\":\"", "\"\\ud800\":1",
        "\"\\ud800rror\":\"x\"", "\"\\u0065rror\":\"x\"", "[[[[[[[[", "{\"a\":{\"a\":{\"a\":", "[\"\\ud800\"]", "//", "/*", "*/", ",}",
        "<!DOCTYPE html>", "<html>", "<HTML lang=x>", "<head>", "<title>", "</title>", "<TITLE >", "<body", "<script>", "</script>",
        "<style>", "<!--", "-->", "<?xml version=\"1.0\"?>", "<Error>", "<", ">", "</", "&lt;script&gt;", "&amp;lt;b&amp;gt;", "&#60;",
        "&#x202E;", "&#0;", "&#xD800;", "&quot;", "access_token=", "oauth_token=", "error=", "error_description=", "expires_in=", "&", "=",
        "%", "%zz", "%3C", "%00", "+", ")]}'\n", "while(1);", "for(;;);", "/**/", "callback(", "AADSTS70011: ", " ", "\r\n", "\t", "\f",
        "\0", "\u0085", "\u2028", "\u200B", "\u202E", "\u2066", "\uFEFF", "\u00AD", "\u0338", "é", "😀", "\U000E0001", "\uFFFF", "\u3000",
        "ﷺ", "a\u0301\u0301\u0301",
    ];

    public static IReadOnlyList<byte[]> Tokens { get; } =
    [
        .. Texts.Select(Encoding.UTF8.GetBytes),
        [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3], [0x78, 0x9C], [0x28, 0xB5, 0x2F, 0xFD], [0xFF, 0xFE], [0xFE, 0xFF], [0xFF, 0xFE, 0, 0],
        [0, 0, 0xFE, 0xFF], [0xEF, 0xBB, 0xBF], [0xEF, 0xBB],
        [0xC3], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC0, 0xAF], [0x3C, 0], [0, 0x3C], [0x7B, 0], [0, 0x7B],
    ];

    public static IReadOnlyList<string?> ContentTypes { get; } =
    [
        "application/json", "application/json; charset=utf-8", null, "", "application/problem+json", "text/json", "text/html",
        "text/html; charset=iso-8859-1", "text/plain", "text/plain; charset=us-ascii", "text/javascript; charset=utf-16",
        "application/json; charset=utf-32", "application/x-www-form-urlencoded", "application/xml", "application/xhtml+xml",
        "image/svg+xml", "application/octet-stream", "application/json; charset=utf8", "application/json; charset=\"utf-8\"",
        "application/json; charset=bogus", "application/json; charset=utf-7", "application/json;charset", "nonsense; charset=\"", ";;;",
        "a/b, c/d",
    ];

    public static IReadOnlyList<string> Codings { get; } = ["gzip", "deflate", "br", "zstd", "identity", "gzip, br", "GZIP", "", "x-gzip"];

    public static IReadOnlyList<int> Statuses { get; } = [
        200, 200, 200, 200, 201, 204, 206, 302, 304, 400, 400, 401, 403, 404, 408, 418, 429, 500, 502, 503, 504, 520, 599, 999,
    ];

    public static IReadOnlyList<string> Providers { get; } =
        [
            "Slack",
            "slack",
            "WhatsApp",
            "HubSpot",
            "Zoom",
            "monday.com",
            "Notion",
            "Google Chat",
            "Trello",
            "Contoso",
            "<b>x</b>",
            "a\u202Eb",
            "\0",
            "x\ud800",
            new string('n', 300),
            " spaced   out ",
        ];
}
