using System.Text.RegularExpressions;

namespace Atom.OAuth.Errors;

/// <summary>Takes tokens and secrets out of a text that is to be shown or logged.</summary>
internal static class SecretRedaction
{
    public const string Replacement = "[redacted]";

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    // A secret is never needed in a message; a word too many that is redacted costs little.
    private static readonly Regex[] Secrets =
    [
        // name=value, "name":"value", name: value
        new(@"(?<=\b(?:(?:access|refresh|id|oauth|auth|bearer|session|csrf|xsrf)[_-]?token(?:[_-]secret)?|client[_-]?(?:secret|assertion)|api[_-]?key|secret|password|passwd|pwd|code[_-]?verifier|assertion|code|state|token|signature|sig)[""']?\s{0,3}[=:]\s{0,3}[""']?)[^\s&""',;<>]{3,}", Options),

        // Authorization headers
        new(@"(?<=\b(?:bearer|basic)\s{1,3})[A-Za-z0-9\-._~+/]{8,}=*", Options),

        // JSON Web Tokens
        new(@"\beyJ[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*){0,4}", RegexOptions.CultureInvariant),

        // Slack, GitHub, Google, Stripe, Dropbox, HubSpot, Notion, Meta
        new(@"\b(?:xox[a-z]-|xoxe\.|xapp-|gh[opsur]_|github_pat_|ya29\.|1//|sk_(?:live|test)_|sl\.|pat-|secret_|ntn_|EAA)[A-Za-z0-9\-_.]{6,}", RegexOptions.CultureInvariant),

        // Whatever else is a long run of the letters of Base64 or hexadecimal
        new(@"[A-Za-z0-9+/_=-]{40,}", RegexOptions.CultureInvariant),
    ];

    /// <summary>Replaces each secret.</summary>
    public static string Redact(string text)
    {
        foreach (Regex secret in Secrets)
        {
            text = secret.Replace(text, Replacement);
        }

        return text;
    }
}
