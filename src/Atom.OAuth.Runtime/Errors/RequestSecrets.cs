using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Atom.OAuth.Tokens;

namespace Atom.OAuth.Errors;

/// <summary>Finds the secrets in a token request.</summary>
internal static class RequestSecrets
{
    private const int LongestBody = 64 * 1024;

    // RFC 6749, 7521, 7523, 7636, 7662, 8628 and 8693; Meta; Trello.
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "client_secret", "code", "refresh_token", "code_verifier", "assertion", "client_assertion", "password", "access_token", "id_token", "token",
        "subject_token", "actor_token", "device_code", "app_secret", "secret", "input_token", "fb_exchange_token", "oauth_token",
        "oauth_token_secret", "oauth_verifier", "oauth_signature", "appsecret_proof", "clientSecret", "refreshToken", "codeVerifier",
        "accessToken", "private_key", "api_key", "key", "state",
    };

    /// <summary>Determines whether a parameter of this name is a secret.</summary>
    public static bool IsName(string name) => Names.Contains(name);

    /// <summary>All secrets known for a response: those passed by the caller, the current tokens, and the request as sent and as received.</summary>
    public static OAuthSecrets For(in ReadContext context, HttpResponseMessage? response)
    {
        List<string?> secrets = [];
        for (var tokens = context.Current; tokens is not null; tokens = ReferenceEquals(tokens, tokens.User) ? null : tokens.User)
        {
            secrets.AddRange([tokens.AccessToken, tokens.RefreshToken, tokens.TokenSecret, tokens.IdToken]);
        }

        if (context.Sent is { } sent)
        {
            secrets.AddRange(Of(sent.Uri, sent.Headers, sent.Content));
        }

        if (response?.RequestMessage is { } request)
        {
            secrets.AddRange(Of(request));
        }

        var found = secrets.Count == 0 ? OAuthSecrets.None : OAuthSecrets.From(secrets);
        return context.Secrets is { } given ? given.And(found) : found;
    }

    public static IEnumerable<string?> Of(HttpRequestMessage request) => Of(request.RequestUri, request.Headers, request.Content);

    private static List<string?> Of(Uri? uri, HttpRequestHeaders headers, HttpContent? content)
    {
        List<string?> secrets = [];
        if (headers.Authorization is { Parameter: { } parameter } authorization)
        {
            secrets.Add(parameter);
            if (authorization.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
            {
                AddBasic(parameter, secrets);
            }
        }

        if (uri is { IsAbsoluteUri: true, Query.Length: > 1 })
        {
            AddPairs(uri.Query.Substring(1), secrets);
        }

        if (Text(content) is { } text)
        {
            if (text.TrimStart() is ['{', ..])
            {
                AddMembers(text, secrets);
            }
            else
            {
                AddPairs(text, secrets);
            }
        }

        return secrets;
    }

    private static void AddBasic(string parameter, List<string?> secrets)
    {
        try
        {
            var pair = Encoding.UTF8.GetString(Convert.FromBase64String(parameter));
            var secret = pair.Substring(pair.IndexOf(':') + 1);
            secrets.Add(secret);
            secrets.Add(FormPairs.Decode(secret));
        }
        catch (FormatException)
        {
            // Not Base64: the parameter itself is the secret.
        }
    }

    private static void AddPairs(string form, List<string?> secrets)
    {
        foreach (var pair in form.Split('&'))
        {
            var equals = pair.IndexOf('=');
            if (equals > 0 && Names.Contains(FormPairs.Decode(pair.Substring(0, equals))))
            {
                secrets.Add(FormPairs.Decode(pair.Substring(equals + 1)));
            }
        }
    }

    private static void AddMembers(string json, List<string?> secrets)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (member.Value.ValueKind == JsonValueKind.String && Names.Contains(member.Name))
                {
                    secrets.Add(JsonText.Of(member.Value));
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A body that is not a JSON object has no members.
        }
    }

    /// <summary>Gets the text of a buffered content; only that can be read again.</summary>
    private static string? Text(HttpContent? content)
    {
        if (content is null || !(content is ByteArrayContent || content.GetType().FullName == "System.Net.Http.Json.JsonContent"))
        {
            return null;
        }

        try
        {
            using MemoryStream copy = new();
            var copying = content.CopyToAsync(copy);
            return copying.Status == TaskStatus.RanToCompletion && copy.Length <= LongestBody ? Encoding.UTF8.GetString(copy.ToArray()) : null;
        }
        catch (Exception exception) when (exception is ObjectDisposedException
            or InvalidOperationException or HttpRequestException or NotSupportedException)
        {
            // The request was disposed before its response was read.
            return null;
        }
    }
}
