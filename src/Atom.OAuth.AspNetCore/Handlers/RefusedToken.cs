using System.Text.Json;
using Atom.OAuth.Inspection;

namespace Atom.OAuth.Handlers;

/// <summary>Token errors that a provider reports with status 200, as Slack does: <c>{"ok":false,"error":"token_expired"}</c>.</summary>
internal static class RefusedToken
{
    /// <summary>
    /// The codes for which another access token helps: docs.slack.dev/authentication/using-token-rotation and …/reference/methods, errors.
    /// </summary>
    private static readonly HashSet<string> Codes = new(StringComparer.Ordinal) { "token_expired" };

    // A token error is short; a longer response is data.
    private const int LongestError = 4096;

    /// <summary>Inspects a body and leaves it readable. It is buffered for that, as readers of JSON do anyway.</summary>
    public static async ValueTask<bool> IsInBodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > LongestError)
        {
            return false;
        }

        // A body that stalls must not outlast the call's timeout.
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
