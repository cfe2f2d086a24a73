using Atom.OAuth.Errors;

namespace Atom.OAuth.Tokens;

/// <summary>Finds the id under which a provider's support finds a request.</summary>
internal static class CorrelationIds
{
    private const int Longest = 128;

    private static readonly string[] Headers =
    [
        "x-request-id", "request-id", "x-correlation-id", "x-ms-request-id", "client-request-id", "x-hubspot-correlation-id",
        "x-slack-req-id", "x-dropbox-request-id", "x-fb-trace-id", "x-fb-request-id", "x-zm-trackingid", "cf-ray",
    ];

    /// <summary>Takes the id from the body, else from the headers.</summary>
    public static string? Find(HttpResponseMessage response, string? inBody)
    {
        if (IsId(inBody))
        {
            return inBody;
        }

        foreach (string name in Headers)
        {
            if (response.Headers.TryGetValues(name, out IEnumerable<string>? values))
            {
                foreach (string value in values)
                {
                    if (IsId(value))
                    {
                        return value;
                    }
                }
            }
        }

        return null;
    }

    /// <summary>An id has no spaces and no markup: what else comes is not passed on.</summary>
    private static bool IsId(string? text)
    {
        if (string.IsNullOrEmpty(text) || text!.Length > Longest)
        {
            return false;
        }

        foreach (char c in text)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or '.' or ':' or '/' or '+' or '='))
            {
                return false;
            }
        }

        return SecretRedaction.Redact(text) == text;
    }
}
