using System.Text;
using System.Text.Json;
using Atom.OAuth.Inspection;

namespace Atom.OAuth.Tokens;

/// <summary>Makes tokens or a failure out of a body. The body decides what it is, whatever the label says.</summary>
internal static class BodyInterpreter
{
    // In bytes
    private const int LongestText = 200;

    /// <summary>Whether what is there decides: the whole body, or as much of it as tells that it has no token.</summary>
    public static bool IsSettled(in BodyCollector body)
        => body.IsComplete || body.Verdict?.Kind switch
        {
            null or ResponseBodyKind.Json or ResponseBodyKind.JsonScalar or ResponseBodyKind.Form => false,

            // A short text is a message.
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
            // The way of nearly every response: no document is made. What is no plain success is looked at once more.
            if (response.IsSuccessStatusCode && TokenJson.TryRead(json, context, out var tokens))
            {
                return Success(context, tokens);
            }

            // To a revocation, a message beside a status of success is no error.
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

    /// <summary>The line that a server says of an error in plain text, as Trello does; of a longer text nothing is shown.</summary>
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
