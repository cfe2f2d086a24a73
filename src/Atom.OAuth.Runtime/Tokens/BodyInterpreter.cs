using System.Text;
using System.Text.Json;
using Atom.OAuth.Inspection;

namespace Atom.OAuth.Tokens;

/// <summary>Interprets a body as tokens or a failure. The body decides, whatever its content type.</summary>
internal static class BodyInterpreter
{
    // In bytes
    private const int LongestText = 200;

    /// <summary>Determines whether enough has been received: the whole body, or enough to know that it has no token.</summary>
    public static bool IsSettled(in BodyCollector body)
        => body.IsComplete || body.Verdict?.Kind switch
        {
            null or ResponseBodyKind.Json or ResponseBodyKind.JsonScalar or ResponseBodyKind.Form => false,

            // A short text is an error message.
            ResponseBodyKind.Text => body.Length > LongestText,
            _ => true,
        };

    public static OAuthTokenResponse Interpret(ref BodyCollector body, HttpResponseMessage response, in ReadContext context)
    {
        var text = body.IsComplete ? body.Utf8() : default;
        var verdict = body.Verdict ?? new BodyVerdict(ResponseBodyKind.Empty);
        return verdict.Kind switch
        {
            ResponseBodyKind.Json or ResponseBodyKind.JsonScalar => OfJson(text, response, context),
            ResponseBodyKind.Form => OfForm(new FormPairs(text), response, context),
            ResponseBodyKind.Text =>
                OAuthTokenResponse.Of(context, FailureFactory.OfBody(context, response, verdict, body.IsComplete ? ShortText(text, response) : null)),
            _ => OAuthTokenResponse.Of(context, FailureFactory.OfBody(context, response, verdict)),
        };
    }

    private static OAuthTokenResponse OfJson(ReadOnlySpan<byte> json, HttpResponseMessage response, in ReadContext context)
    {
        try
        {
            // The fast path for nearly all responses, without a document. Anything but a plain success is parsed again.
            if (response.IsSuccessStatusCode && TokenJson.TryRead(json, context, out var tokens))
            {
                return Success(context, tokens);
            }

            // For a revocation, a message with a success status is not an error.
            var isMessageAnError = !(context.IsRevocation && response.IsSuccessStatusCode);
            using var document = JsonDocument.Parse(json.ToArray());
            return OAuthTokenResponse.Of(
                context, FailureFactory.OfError(context, response, ErrorPayload.Read(document.RootElement, isMessageAnError)));
        }
        catch (JsonException)
        {
            return OAuthTokenResponse.Of(context, FailureFactory.OfBody(context, response, new BodyVerdict(ResponseBodyKind.MalformedJson)));
        }
    }

    private static OAuthTokenResponse OfForm(FormPairs form, HttpResponseMessage response, in ReadContext context)
        => response.IsSuccessStatusCode && form.Tokens(context) is { } tokens
            ? Success(context, tokens)
            : OAuthTokenResponse.Of(context, FailureFactory.OfError(context, response, form.Error()));

    private static OAuthTokenResponse Success(in ReadContext context, OAuthTokens tokens)
        => OAuthTokenResponse.Of(context, context.Current is null ? tokens : tokens.Over(context.Current));

    /// <summary>Gets the error message of a plain-text response, as Trello sends it; longer texts are not shown.</summary>
    private static string? ShortText(ReadOnlySpan<byte> text, HttpResponseMessage response)
    {
        if ((int)response.StatusCode < 400 || text.Length > LongestText)
        {
            return null;
        }

        var line = Encoding.UTF8.GetString(text.ToArray()).Trim();
        return line.IndexOfAny(['\r', '\n', '<', '{', '=']) < 0 ? line : null;
    }
}
