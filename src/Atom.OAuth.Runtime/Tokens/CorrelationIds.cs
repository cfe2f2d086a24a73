using System.Diagnostics.CodeAnalysis;
using Atom.OAuth.Errors;

namespace Atom.OAuth.Tokens;

/// <summary>Finds the id that identifies a request to the provider's support team.</summary>
internal static class CorrelationIds
{
    private const int Longest = 128;

    private static readonly string[] Headers =
    [
        "x-request-id", "request-id", "x-correlation-id", "x-ms-request-id", "client-request-id", "x-hubspot-correlation-id",
        "x-slack-req-id", "x-dropbox-request-id", "x-fb-trace-id", "x-fb-request-id", "x-zm-trackingid", "cf-ray",
    ];

    /// <summary>Gets the id from the body, else from the headers.</summary>
    public static string? Find(HttpResponseMessage response, string? inBody, OAuthSecrets secrets)
    {
        if (IsId(inBody, secrets))
        {
            return inBody;
        }

        foreach (var name in Headers)
        {
            if (response.Headers.TryGetValues(name, out var values))
            {
                foreach (var value in values)
                {
                    if (IsId(value, secrets) || IsOwnForm(name, value, secrets))
                    {
                        return value;
                    }
                }
            }
        }

        return null;
    }

    /// <summary>Determines whether a text can be an id: without spaces, markup and secrets.</summary>
    private static bool IsId(string? text, OAuthSecrets secrets)
        => HasFormOfId(text)
            && !Has(secrets, text!)
            && (SecretRedaction.IsSafe(text!) || SecretFinder.IsUuid(text.AsSpan()) || (!secrets.IsEmpty && IsHex(text!)));

    /// <summary>Accepts ids that look like secrets from the headers that have them: those of Cloudflare, Slack, Dropbox and Meta.</summary>
    private static bool IsOwnForm(string name, string value, OAuthSecrets secrets) => !Has(secrets, value) && name switch
    {
        "cf-ray" => value.Length == 20 && value[16] == '-' && IsHex(value.Substring(0, 16)),
        "x-slack-req-id" or "x-dropbox-request-id" => value.Length == 32 && IsHex(value),
        "x-fb-trace-id" => value.Length == 11 && HasFormOfId(value),
        _ => false,
    };

    private static bool Has(OAuthSecrets secrets, string text) => !ReferenceEquals(secrets.RemoveFrom(text), text);

    private static bool HasFormOfId([NotNullWhen(true)] string? text)
    {
        if (string.IsNullOrEmpty(text) || text!.Length > Longest)
        {
            return false;
        }

        foreach (var c in text)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or '.' or ':' or '/' or '+' or '='))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Determines whether a text is 16 or 32 lower-case hex digits, as in W3C trace contexts and from nginx. If the request's secrets are
    /// known, it is
    /// not one of them.
    /// </summary>
    private static bool IsHex(string text)
    {
        foreach (var c in text)
        {
            if (c is not ((>= 'a' and <= 'f') or (>= '0' and <= '9')))
            {
                return false;
            }
        }

        return text.Length is 16 or 32;
    }
}
