using System.Diagnostics;
using Atom.OAuth.Errors;

namespace Atom.OAuth;

/// <summary>The secrets of a request: what a provider may repeat in an answer to it, and what no message shows in any form.</summary>
/// <remarks>
/// <para>
/// <see cref="OAuthTokenResponse"/> finds those of a token request by itself: client secret, code, verifier, assertion and tokens in the
/// body, the query and the headers. Give it the ones that it cannot see, and give them to <see cref="OAuthErrorMessage"/>, which sees no request.
/// </para>
/// <para>
/// A secret is found as it is, in another case, encoded for a URL, for JSON, for HTML, in Base64 or hexadecimal, split by white space, and cut
/// off behind its first twelve characters. One of fewer than four characters is not looked for.
/// </para>
/// <para><see cref="ToString"/> and the debugger show none.</para>
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

    /// <summary>Gets the set without a secret.</summary>
    public static OAuthSecrets None { get; } = new([]);

    internal bool IsEmpty => _forms.Length == 0;

    /// <summary>Takes up secrets.</summary>
    /// <param name="secrets">The secrets; <see langword="null"/> and empty ones do not count.</param>
    /// <exception cref="ArgumentNullException"><paramref name="secrets"/> is <see langword="null"/>.</exception>
    public static OAuthSecrets Of(params string?[] secrets) => new(secrets ?? throw new ArgumentNullException(nameof(secrets)));

    /// <summary>
    /// Finds the secrets of a token request: in its <c>Authorization</c> header, its query and its body, where that is a form, a text or JSON
    /// in memory.
    /// </summary>
    /// <param name="request">The request, sent or not.</param>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is <see langword="null"/>.</exception>
    public static OAuthSecrets OfRequest(HttpRequestMessage request)
        => new(RequestSecrets.Of(request ?? throw new ArgumentNullException(nameof(request))));

    /// <summary>Gives the secrets of both.</summary>
    /// <param name="other">The other secrets.</param>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is <see langword="null"/>.</exception>
    public OAuthSecrets And(OAuthSecrets other)
    {
        var secrets = (other ?? throw new ArgumentNullException(nameof(other)))._secrets;
        return secrets.Count == 0 ? this : IsEmpty ? other : new([.. _secrets, .. secrets]);
    }

    /// <summary>Replaces each of the secrets in a text, for example one that you log, by <c>[redacted]</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text without them; the same text where it has none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is <see langword="null"/>.</exception>
    public string RemoveFrom(string text)
        => (text ?? throw new ArgumentNullException(nameof(text))).Length == 0 || IsEmpty ? text : SecretForm.Remove(text, _forms);

    /// <summary>Says how many there are, and shows none.</summary>
    public override string ToString() => _secrets.Count == 1 ? "1 secret" : $"{_secrets.Count} secrets";

    internal static OAuthSecrets From(IEnumerable<string?> secrets) => new(secrets);
}
