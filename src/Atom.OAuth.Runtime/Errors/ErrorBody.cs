using System.Text;
using System.Text.Json;
using Atom.OAuth.Inspection;
using Atom.OAuth.Tokens;

namespace Atom.OAuth.Errors;

/// <summary>Formats the body of a failed response when only its text is available.</summary>
internal static class ErrorBody
{
    public static string Message(string? provider, string? body, OAuthSecrets? secrets)
    {
        var name = ErrorText.ProviderName(provider);
        var check = HtmlResponse.CheckText(body, name);
        BodyVerdict verdict = new(check.Kind, check.Title);
        var details = check.Kind switch
        {
            ResponseBodyKind.Json or ResponseBodyKind.JsonScalar => OfJson(body!, ref verdict),
            ResponseBodyKind.Form => new FormPairs(Encoding.UTF8.GetBytes(body!)).Error(),
            _ => null,
        };
        return details is not null
            ? OAuthErrorMessage.Format(name, details.Code, details.Description, secrets)
            : DisplayText.Cut(ErrorText.Redact(ResponseMessages.Create(name, verdict, response: null), secrets), ErrorText.LongestMessage);
    }

    private static ErrorDetails? OfJson(string body, ref BodyVerdict verdict)
    {
        try
        {
            // Via bytes: text that is not valid Unicode must not throw.
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(body));
            verdict = new BodyVerdict(ResponseBodyKind.UnexpectedJson);
            return ErrorPayload.Read(document.RootElement, isMessageAnError: true);
        }
        catch (JsonException)
        {
            verdict = new BodyVerdict(ResponseBodyKind.MalformedJson);
            return null;
        }
    }
}
