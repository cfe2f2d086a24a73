using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Atom.OAuth.Sync;

/// <summary>Reads error responses of the Graph API.</summary>
internal static class WhatsAppFailures
{
    /// <summary>Creates the exception for a response.</summary>
    /// <param name="response">The response, with an error status.</param>
    /// <param name="refusal">The meaning of a refusal, for the user.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public static async Task<Exception> ReadAsync(HttpResponseMessage response, string refusal, CancellationToken cancellationToken)
    {
        // Codes of the Graph API: developers.facebook.com/docs/graph-api/guides/error-handling.
        var code = await ReadCodeAsync(response, cancellationToken).ConfigureAwait(false);
        return (response.StatusCode, code) switch
        {
            (HttpStatusCode.Unauthorized, _) or (_, 190) => HistoricalSyncException.NeedsReauthorization(),
            (HttpStatusCode.TooManyRequests, _) or (_, 4 or 80007 or 130429)
                => HistoricalSyncException.RateLimited(response.Headers.RetryAfter?.Delta),
            (HttpStatusCode.BadRequest or HttpStatusCode.Forbidden, _) => new HistoricalSyncException(
                HistoricalSyncFailureKind.Refused, $"{refusal} (error {code}). Connect again, and agree to share it."),
            _ => new HttpRequestException("WhatsApp could not be asked.", null, response.StatusCode),
        };
    }

    private static async Task<int> ReadCodeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        (var isHtml, _) = await response.CheckHtmlResponseAsync("WhatsApp", cancellationToken).ConfigureAwait(false);
        if (isHtml)
        {
            return 0;
        }

        try
        {
            using var body = await response.Content.ReadFromJsonAsync(
                WhatsAppJson.Default.JsonDocument, cancellationToken).ConfigureAwait(false);
            return body is not null && body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty(
                "error", out var error)
                && error.ValueKind == JsonValueKind.Object && error.TryGetProperty(
                    "code", out var code) && code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out var number)
                    ? number
                    : 0;
        }
        catch (JsonException)
        {
            return 0;
        }
    }
}
