using System.Text;
using Atom.OAuth.Inspection;
using Atom.OAuth.Tokens;

namespace Atom.OAuth.Errors;

/// <summary>Sanitizes text from a provider, or from whoever calls the callback, so that it can be shown and logged.</summary>
internal static class ErrorText
{
    /// <summary>Replaces a code with invalid characters.</summary>
    public const string UnknownCode = "unknown_error";

    public const int LongestMessage = 400;

    private const int LongestCode = 64;
    private const int LongestDescription = 300;
    private const int LongestLink = 2048;

    // Longer texts are cut: no description is that long, and sanitizing must have a limit.
    private const int LongestInput = 4096;

    /// <summary>The provider's name for messages: from the catalogue, else as passed by the caller, sanitized.</summary>
    public static string ProviderName(string? provider)
        => OAuthProviders.Find(provider)?.Name ?? ResponseMessages.Name(provider) ?? "The provider";

    /// <summary>Sanitizes a code.</summary>
    /// <returns>The code; <see cref="UnknownCode"/> if it has characters that codes do not have; <see langword="null"/> if there is none.</returns>
    public static string? Code(string? code, OAuthSecrets? secrets = null)
    {
        var trimmed = code?.Trim();
        if (string.IsNullOrEmpty(trimmed))
        {
            return null;
        }

        return IsCode(trimmed!) && IsSafe(trimmed!, secrets) ? trimmed : UnknownCode;
    }

    /// <summary>Sanitizes a description. If nothing is left, uses the standard explanation of a known code, or the text of an invalid code.</summary>
    public static string? Description(string? code, string? description, OAuthSecrets? secrets = null)
        => Clean(description, secrets)
            ?? (Code(code, secrets) is { } known && known != UnknownCode ? KnownErrors.Description(known) : Clean(code, secrets));

    /// <summary>Removes secrets from a text: the known ones, and anything else that may be one.</summary>
    public static string Redact(string text, OAuthSecrets? secrets = null)
        => SecretRedaction.Redact(secrets is null ? text : secrets.RemoveFrom(text));

    /// <summary>Determines whether a text contains no secret.</summary>
    public static bool IsSafe(string text, OAuthSecrets? secrets = null)
        => SecretRedaction.IsSafe(text) && (secrets is null || ReferenceEquals(secrets.RemoveFrom(text), text));

    /// <summary>Composes the message.</summary>
    public static string Message(string provider, string code, string? description)
        => DisplayText.Cut(
            description is null ? $"{provider} OAuth failed: {code}" : $"{provider} OAuth failed: {code} - {description}",
            LongestMessage);

    /// <summary>Accepts an <c>error_uri</c> if it is an absolute https URI without user, password, secret and markup.</summary>
    public static Uri? Link(string? uri, OAuthSecrets? secrets = null)
        => uri is { Length: <= LongestLink } && IsUrl(uri)
            && Uri.TryCreate(uri, UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttps && link.UserInfo.Length == 0
            && IsSafe(uri, secrets) ? link : null;

    /// <summary>Returns a single line without markup, invisible characters or secrets.</summary>
    private static string? Clean(string? text, OAuthSecrets? secrets)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        // Known secrets are removed before the cleanup, and again afterwards, because it may have joined their parts.
        var first = FirstPart(text!);
        var clean = DisplayText.Clean(secrets is null ? first : secrets.RemoveFrom(first), LongestInput);
        if (clean is null)
        {
            return null;
        }

        return DisplayText.Cut(Redact(clean.Normalize(NormalizationForm.FormC), secrets), LongestDescription);
    }

    /// <summary>Of Microsoft's descriptions, returns the first line, because trace ids and times follow. Cuts long texts.</summary>
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

        // Not within a word: half of a secret is not recognized.
        var space = text.LastIndexOf(' ', LongestInput - 1);
        return space < 0 ? string.Empty : text.Substring(0, space);
    }

    /// <summary>Determines whether a text has only the characters that RFC 3986 allows.</summary>
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
