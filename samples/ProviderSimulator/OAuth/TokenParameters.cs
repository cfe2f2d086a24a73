using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Atom.OAuth.Simulation.OAuth;

/// <summary>
/// A token request as the provider reads it: only in the encodings and by the client authentications that the catalogue names for it.
/// </summary>
internal sealed class TokenParameters
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private TokenParameters()
    {
    }

    public string? ClientId { get; private set; }

    public string? ClientSecret { get; private set; }

    /// <summary>How the client proves itself; both at once where it says it twice.</summary>
    public OAuthClientAuthentication Authentication { get; private set; }

    public string? this[string name] => _values.GetValueOrDefault(name);

    public static async Task<TokenParameters?> ReadAsync(HttpRequest request, OAuthProvider provider)
    {
        TokenParameters parameters = new();
        var allowed = provider.RequestEncoding.Value;
        var used = HttpMethods.IsGet(request.Method) ? OAuthRequestEncoding.Query
            : request.HasFormContentType ? OAuthRequestEncoding.Form
            : request.HasJsonContentType() ? OAuthRequestEncoding.Json
            : default;
        if (used == default || !allowed.HasFlag(used) || !await parameters.ReadBodyAsync(request, used))
        {
            return null;
        }

        parameters.ReadClient(request, used == OAuthRequestEncoding.Query, provider.BasicSecretEncoding.Value == OAuthBasicEncoding.Raw);
        return parameters;
    }

    private async Task<bool> ReadBodyAsync(HttpRequest request, OAuthRequestEncoding encoding)
    {
        if (encoding == OAuthRequestEncoding.Json)
        {
            try
            {
                var json = await request.ReadFromJsonAsync<Dictionary<string, string>>(request.HttpContext.RequestAborted);
                Add(json ?? []);
            }
            catch (JsonException)
            {
                return false;
            }
        }
        else if (encoding == OAuthRequestEncoding.Form)
        {
            Add((await request.ReadFormAsync(request.HttpContext.RequestAborted)).Select(pair => KeyValuePair.Create(
                pair.Key, pair.Value.ToString())));
        }
        else
        {
            Add(request.Query.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToString())));
        }

        return true;
    }

    private void ReadClient(HttpRequest request, bool isQuery, bool isRaw)
    {
        if (AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) && header.Scheme == "Basic")
        {
            var pair = Encoding.UTF8.GetString(Convert.FromBase64String(header.Parameter ?? string.Empty)).Split(':', 2);
            Authentication = OAuthClientAuthentication.Basic;
            (ClientId, ClientSecret) = isRaw ? (pair[0], pair[^1]) : (Decode(pair[0]), Decode(pair[^1]));
        }

        if (this["client_secret"] is { } secret)
        {
            Authentication |= isQuery ? OAuthClientAuthentication.Query : OAuthClientAuthentication.Body;
            (ClientId, ClientSecret) = (this["client_id"], secret);
        }
    }

    private void Add(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        foreach ((var name, var value) in pairs)
        {
            _values[name] = value;
        }
    }

    /// <summary>RFC 6749, section 2.3.1: id and secret are form-encoded within the header.</summary>
    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
