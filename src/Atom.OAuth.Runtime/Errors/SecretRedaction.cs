using System.Text.RegularExpressions;

namespace Atom.OAuth.Errors;

/// <summary>Takes tokens and secrets out of a text that is to be shown or logged.</summary>
internal static class SecretRedaction
{
    public const string Replacement = "[redacted]";

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    // Between a name and its value: = or :, and around them quotes, which within a quoted text are escaped.
    private const string Separator = @"\\?[""']?\s{0,3}[=:]\s{0,3}\\?[""']?";
    private const string Value = @"(?:(?:bearer|basic)\s{1,3})?[^\s&""',;<>]{3,}";
    private const int LongestWord = 40;

    // A secret is never needed in a message; a word too many that is redacted costs little. Most texts have no secret: each rule
    // says what a text must contain for it to apply, which is far quicker to see than the rule is to try.
    private static readonly (Regex Rule, string[] Hints)[] Rules =
    [
        // name=value, "name":"value", name: value
        (new($@"(?<=\b(?:(?:access|refresh|id|oauth|auth|bearer|session|csrf|xsrf)[_-]?token(?:[_-]secret)?|client[_-]?(?:secret|assertion)|api[_-]?key|secret|password|passwd|pwd|code[_-]?verifier|assertion|token|signature|sig){Separator}){Value}", Options), ["=", ":"]),

        // The same, where a short number is a number of an error: code=70011, status code: 400
        (new($@"(?<=\b(?:code|state){Separator})(?!\d{{1,9}}(?:[\s&""',;)<>]|\.?$|\.\s)){Value}", Options), ["=", ":"]),

        // Authorization headers
        (new(@"(?<=\b(?:bearer|basic)\s{1,3})[A-Za-z0-9\-._~+/]{8,}=*", Options), ["bearer", "basic"]),

        // JSON Web Tokens
        (new(@"\beyJ[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*){0,4}", RegexOptions.CultureInvariant), ["eyJ"]),

        // Slack, GitHub, Google, Stripe, Dropbox, HubSpot, Notion, Meta
        (new(@"\b(?:xox[a-z]-|xoxe\.|xapp-|gh[opsur]_|github_pat_|ya29\.|1//|sk_(?:live|test)_|sl\.|pat-|secret_|ntn_|EAA)[A-Za-z0-9\-_.]{6,}", RegexOptions.CultureInvariant), ["-", "_", ".", "1//", "EAA"]),
    ];

    // Whatever else is a long run of the letters of Base64 or hexadecimal
    private static readonly Regex LongWord = new(@"[A-Za-z0-9+/_=-]{40,}", RegexOptions.CultureInvariant);

    /// <summary>Replaces each secret.</summary>
    public static string Redact(string text)
    {
        foreach ((Regex rule, string[] hints) in Rules)
        {
            if (HasAny(text, hints))
            {
                text = rule.Replace(text, Replacement);
            }
        }

        return text.Length < LongestWord ? text : LongWord.Replace(text, Replacement);
    }

    private static bool HasAny(string text, string[] hints)
    {
        foreach (string hint in hints)
        {
            if (text.AsSpan().Contains(hint.AsSpan(), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
