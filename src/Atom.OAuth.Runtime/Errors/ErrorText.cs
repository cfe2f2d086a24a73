using System.Text;
using Atom.OAuth.Inspection;
using Atom.OAuth.Tokens;

namespace Atom.OAuth.Errors;

/// <summary>Makes the words of a provider, or of whoever calls the callback, fit to be shown and logged.</summary>
internal static class ErrorText
{
    /// <summary>The code of an error whose own code is no code.</summary>
    public const string UnknownCode = "unknown_error";

    public const int LongestMessage = 400;

    private const int LongestCode = 64;
    private const int LongestDescription = 300;
    private const int LongestLink = 2048;

    // More is not looked at: no description is that long, and cleaning has to have a bound.
    private const int LongestInput = 4096;

    /// <summary>The provider's name for messages: as the catalogue writes it, else as the caller does, cleaned.</summary>
    public static string ProviderName(string? provider)
        => OAuthProviders.Find(provider)?.Name ?? ResponseMessages.Name(provider) ?? "The provider";

    /// <summary>Cleans a code.</summary>
    /// <returns>The code, <see cref="UnknownCode"/> when it has characters that no code has, <see langword="null"/> when there is none.</returns>
    public static string? Code(string? code, OAuthSecrets? secrets = null)
    {
        var trimmed = code?.Trim();
        if (string.IsNullOrEmpty(trimmed))
        {
            return null;
        }

        return IsCode(trimmed!) && IsSafe(trimmed!, secrets) ? trimmed : UnknownCode;
    }

    /// <summary>Cleans a description; where none is left, a known code explains itself, and an unusable code is the description.</summary>
    public static string? Description(string? code, string? description, OAuthSecrets? secrets = null)
        => Clean(description, secrets)
            ?? (Code(code, secrets) is { } known && known != UnknownCode ? KnownErrors.Description(known) : Clean(code, secrets));

    /// <summary>Takes secrets out of a text: those that are known, and whatever else may be one.</summary>
    public static string Redact(string text, OAuthSecrets? secrets = null)
        => SecretRedaction.Redact(secrets is null ? text : secrets.RemoveFrom(text));

    /// <summary>Whether a text has no secret.</summary>
    public static bool IsSafe(string text, OAuthSecrets? secrets = null)
        => SecretRedaction.IsSafe(text) && (secrets is null || ReferenceEquals(secrets.RemoveFrom(text), text));

    /// <summary>Puts the message together.</summary>
    public static string Message(string provider, string code, string? description)
        => DisplayText.Cut(
            description is null ? $"{provider} OAuth failed: {code}" : $"{provider} OAuth failed: {code} - {description}",
            LongestMessage);

    /// <summary>Takes an <c>error_uri</c> when it is an absolute https address without user, password, secret and markup.</summary>
    public static Uri? Link(string? uri, OAuthSecrets? secrets = null)
        => uri is { Length: <= LongestLink } && IsUrl(uri)
            && Uri.TryCreate(uri, UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttps && link.UserInfo.Length == 0
            && IsSafe(uri, secrets) ? link : null;

    /// <summary>One line without markup, invisible characters or secrets.</summary>
    private static string? Clean(string? text, OAuthSecrets? secrets)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        // Known secrets go before what else is cleaned away, and once more where cleaning has put their parts together.
        var first = FirstPart(text!);
        var clean = DisplayText.Clean(secrets is null ? first : secrets.RemoveFrom(first), LongestInput);
        if (clean is null)
        {
            return null;
        }

        return DisplayText.Cut(Redact(clean.Normalize(NormalizationForm.FormC), secrets), LongestDescription);
    }

    /// <summary>Of Microsoft's descriptions the first line: trace ids and times follow. Of others, what a bound leaves.</summary>
    private static string FirstPart(string text)
    {
        if (text.StartsWith("AADSTS", StringComparison.Ordinal))
        {
            var line = text.IndexOfAny(['\r', '\n']);
            text = line < 0 ? text : text.Substring(0, line);
        }

        if (text.Length <= LongestInput)
        {
            return text;
        }

        // Not within a word: half of a secret is not known as one.
        var space = text.LastIndexOf(' ', LongestInput - 1);
        return space < 0 ? string.Empty : text.Substring(0, space);
    }

    /// <summary>Whether there are only the characters that RFC 3986 knows.</summary>
    private static bool IsUrl(string text)
    {
        foreach (var c in text)
        {
            if (c is <= ' ' or > '~' or '"' or '<' or '>' or '\\' or '^' or '`' or '{' or '|' or '}')
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsCode(string text)
    {
        foreach (var c in text)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_' or ':' or '-'))
            {
                return false;
            }
        }

        return text.Length <= LongestCode;
    }
}
