using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace Atom.OAuth;

/// <summary>The id and secret of a client, and the HTTP Basic header that sends them to a token endpoint.</summary>
/// <remarks>
/// RFC 6749, section 2.3.1, requires both to be form-encoded before they are joined; RFC 7617 does not, and providers
/// follow one or the other. It matters for secrets with <c>+</c>, <c>/</c> or <c>%</c>: in the wrong encoding they are rejected.
/// Neither <see cref="ToString"/> nor the debugger shows the secret.
/// </remarks>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class OAuthClientCredentials
{
    /// <summary>Initializes a new instance of the <see cref="OAuthClientCredentials"/> class.</summary>
    /// <param name="clientId">The client id.</param>
    /// <param name="clientSecret">The client secret.</param>
    /// <exception cref="ArgumentException">An argument is <see langword="null"/> or empty.</exception>
    public OAuthClientCredentials(string clientId, string clientSecret)
    {
        ClientId = string.IsNullOrEmpty(clientId) ? throw new ArgumentException("A client id is needed.", nameof(clientId)) : clientId;
        ClientSecret = string.IsNullOrEmpty(clientSecret)
            ? throw new ArgumentException(
                "A client secret is needed; a public client sends its id in the body, and no Basic header.", nameof(clientSecret))
            : clientSecret;
    }

    /// <summary>Gets the client id (RFC 6749, section 2.2).</summary>
    public string ClientId { get; }

    /// <summary>Gets the client secret (RFC 6749, section 2.3.1).</summary>
    public string ClientSecret { get; }

    /// <summary>Creates the header in the encoding that a provider in the catalogue expects.</summary>
    /// <param name="provider">The provider, for example <see cref="OAuthProviders.Zoom"/>.</param>
    /// <returns>The value of the <c>Authorization</c> header. It contains the secret: do not log it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="provider"/> is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">See <see cref="ToBasicHeader(OAuthBasicEncoding)"/>.</exception>
    public AuthenticationHeaderValue ToBasicHeader(OAuthProvider provider)
        => ToBasicHeader((provider ?? throw new ArgumentNullException(nameof(provider))).BasicSecretEncoding.Value);

    /// <summary>Creates the header in a given encoding.</summary>
    /// <param name="encoding">How id and secret are encoded; <see cref="OAuthBasicEncoding.Unspecified"/> means form-encoded, as the standard
    /// requires.</param>
    /// <returns>The value of the <c>Authorization</c> header. It contains the secret: do not log it.</returns>
    /// <exception cref="InvalidOperationException">The encoding is <see cref="OAuthBasicEncoding.Raw"/> and the client id contains a colon, which
    /// would be read as the separator before the secret (RFC 7617, section 2).</exception>
    public AuthenticationHeaderValue ToBasicHeader(OAuthBasicEncoding encoding)
    {
        if (encoding == OAuthBasicEncoding.Raw && ClientId.AsSpan().IndexOf(':') >= 0)
        {
            throw new InvalidOperationException(
                "A client id with a colon cannot be sent in a Basic header without form-encoding (RFC 7617, section 2). Send the credentials in the body.");
        }

        var pair = encoding == OAuthBasicEncoding.Raw ? $"{ClientId}:{ClientSecret}" : $"{FormEncode(ClientId)}:{FormEncode(ClientSecret)}";
        return new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
    }

    /// <summary>Returns the client id, but not the secret.</summary>
    public override string ToString() => $"Client {ClientId}";

    /// <summary>Encodes as in RFC 6749, appendix B: letters, digits and <c>- . _ ~</c> are kept, a space becomes a plus sign.</summary>
    private static string FormEncode(string text) => Uri.EscapeDataString(text).Replace("%20", "+");
}
