using System.Diagnostics;
using Atom.OAuth.Errors;

namespace Atom.OAuth;

/// <summary>The secrets of a request. A provider may repeat them in its response; they are removed from every message in any form.</summary>
/// <remarks>
/// <para>
/// <see cref="OAuthTokenResponse"/> finds the secrets of a token request by itself: client secret, code, verifier, assertion and tokens in the
/// body, the query and the headers. Pass the ones it cannot see, and pass all of them to <see cref="OAuthErrorMessage"/>, which has no request.
/// </para>
/// <para>
/// A secret is recognized verbatim, in another case, encoded for a URL, JSON or HTML, in Base64 or hexadecimal, split by white space, and
/// truncated after twelve or more characters. Secrets of fewer than four characters are ignored.
/// </para>
/// <para>Neither <see cref="ToString"/> nor the debugger shows them.</para>
/// </remarks>
/// <example>
/// <code>
/// OAuthSecrets secrets = OAuthSecrets.Of(clientSecret, code, codeVerifier);
/// string message = OAuthErrorMessage.Format("Slack", error, description, secrets);
/// </code>
/// </example>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class OAuthSecrets
{
    private readonly SecretForm[] _forms;
    private readonly HashSet<string> _secrets;

    private OAuthSecrets(IEnumerable<string?> secrets)
    {
        _secrets = new HashSet<string>(StringComparer.Ordinal);
        foreach (var secret in secrets)
        {
            if (secret is { Length: >= SecretForm.ShortestSecret })
            {
                _secrets.Add(secret);
            }
        }

        List<SecretForm> forms = [];
        foreach (var secret in _secrets)
        {
            SecretForm.AddAll(secret, forms);
        }

        _forms = [.. forms];
    }

    /// <summary>Gets an empty set.</summary>
    public static OAuthSecrets None { get; } = new([]);

    internal bool IsEmpty => _forms.Length == 0;

    /// <summary>Creates a set of secrets.</summary>
    /// <param name="secrets">The secrets; <see langword="null"/> and empty ones are ignored.</param>
    /// <exception cref="ArgumentNullException"><paramref name="secrets"/> is <see langword="null"/>.</exception>
    public static OAuthSecrets Of(params string?[] secrets) => new(secrets ?? throw new ArgumentNullException(nameof(secrets)));

    /// <summary>
    /// Finds the secrets of a token request: in its <c>Authorization</c> header, its query, and its body if that is a form, text or JSON
    /// in memory.
    /// </summary>
    /// <param name="request">The request, whether sent or not.</param>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is <see langword="null"/>.</exception>
    public static OAuthSecrets OfRequest(HttpRequestMessage request)
        => new(RequestSecrets.Of(request ?? throw new ArgumentNullException(nameof(request))));

    /// <summary>Combines two sets.</summary>
    /// <param name="other">The other secrets.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is <see langword="null"/>.</exception>
    public OAuthSecrets And(OAuthSecrets other)
    {
        var secrets = (other ?? throw new ArgumentNullException(nameof(other)))._secrets;
        return secrets.Count == 0 ? this : IsEmpty ? other : new([.. _secrets, .. secrets]);
    }

    /// <summary>Replaces each of the secrets in a text, for example a log message, with <c>[redacted]</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text without the secrets; the same instance if it contains none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is <see langword="null"/>.</exception>
    public string RemoveFrom(string text)
        => (text ?? throw new ArgumentNullException(nameof(text))).Length == 0 || IsEmpty ? text : SecretForm.Remove(text, _forms);

    /// <summary>Returns the number of secrets, but not the secrets.</summary>
    public override string ToString() => _secrets.Count == 1 ? "1 secret" : $"{_secrets.Count} secrets";

    internal static OAuthSecrets From(IEnumerable<string?> secrets) => new(secrets);
}
