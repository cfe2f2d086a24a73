using System.Text.Json;
using Atom.OAuth.Inspection;

namespace Atom.OAuth.Handlers;

/// <summary>Errors of a token that a provider reports with status 200, as Slack does: <c>{"ok":false,"error":"token_expired"}</c>.</summary>
internal static class RefusedToken
{
    /// <summary>
    /// The codes that another access token helps against: docs.slack.dev/authentication/using-token-rotation and …/reference/methods, errors.
    /// </summary>
    private static readonly HashSet<string> Codes = new(StringComparer.Ordinal) { "token_expired" };

    // An answer about a token is short; a long one is data.
    private const int LongestError = 4096;

    /// <summary>Looks into a body, which stays readable. It is loaded into memory for that, as a reader of JSON does anyway.</summary>
    public static async ValueTask<bool> IsInBodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > LongestError)
        {
            return false;
        }

        // A body that stops coming is no reason to outlast the call's time-out.
        await BodyStream.LoadAsync(content, cancellationToken).ConfigureAwait(false);
        var body = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var start = body.Position;
        try
        {
            return body.Length <= LongestError && IsRefusal(body);
        }
        finally
        {
            body.Position = start;
        }
    }

    private static bool IsRefusal(Stream body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("ok", out var ok)
                && ok.ValueKind == JsonValueKind.False
                && document.RootElement.TryGetProperty("error", out var error)
                && error.ValueKind == JsonValueKind.String
                && Codes.Contains(error.GetString()!);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
