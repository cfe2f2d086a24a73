using System.Text;

namespace Atom.OAuth.Tokens;

/// <summary>A form-encoded token response: old Facebook versions, GitHub without an Accept header, OAuth 1.0a.</summary>
internal sealed class FormPairs
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public FormPairs(ReadOnlySpan<byte> form)
    {
        foreach (var pair in Encoding.UTF8.GetString(form.ToArray()).Split(['&'], StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=');
            if (equals > 0)
            {
                _values[Decode(pair.Substring(0, equals))] = Decode(pair.Substring(equals + 1));
            }
        }
    }

    /// <summary>Gets the tokens, or <see langword="null"/> if there are none or there is an error.</summary>
    public OAuthTokens? Tokens(in ReadContext context)
    {
        var accessToken = Value("access_token") ?? Value("oauth_token");
        return accessToken is null || Value("error") is not null ? null : new OAuthTokens(accessToken)
        {
            TokenType = Value("token_type") ?? (Value("oauth_token") is null ? "Bearer" : "OAuth"),
            TokenSecret = Value("oauth_token_secret"),
            RefreshToken = Value("refresh_token"),
            Scope = Value("scope"),
            ExpiresAt = Lifetime.Read(Value("expires_in") ?? Value("expires"), context.Time),
        };
    }

    /// <summary>Gets the error that the form reports, or <see langword="null"/>.</summary>
    public ErrorDetails? Error() => Value("error") is { } code
        ? new ErrorDetails { Code = code, Description = Value("error_description"), Uri = Value("error_uri") }
        : null;

    private string? Value(string name) => _values.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value : null;

    public static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
