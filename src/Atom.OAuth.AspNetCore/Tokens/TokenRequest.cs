using System.Net.Http.Headers;
using System.Text.Json;
using Atom.OAuth.Integrations;

namespace Atom.OAuth.Tokens;

/// <summary>Creates requests to an authorization server in the format that the provider expects.</summary>
internal static class TokenRequest
{
    /// <param name="integration">The integration.</param>
    /// <param name="address">The endpoint's URL.</param>
    /// <param name="parameters">The parameters, without the client's credentials.</param>
    /// <param name="encoding">The encoding of the request.</param>
    public static HttpRequestMessage Create(
        Integration integration, Uri address, IEnumerable<KeyValuePair<string, string>> parameters, OAuthRequestEncoding encoding)
    {
        List<KeyValuePair<string, string>> all = [.. parameters];
        var secret = integration.Options.ClientSecret;
        AuthenticationHeaderValue? authorization = null;
        switch (integration.Authentication)
        {
            case OAuthClientAuthentication.Basic:
                authorization = new OAuthClientCredentials(integration.Options.ClientId, secret!).ToBasicHeader(integration.BasicEncoding);
                break;
            case OAuthClientAuthentication.None:
                all.Add(new("client_id", integration.Options.ClientId));
                break;
            default:
                all.Add(new("client_id", integration.Options.ClientId));
                all.Add(new("client_secret", secret!));
                break;
        }

        var request = Write(address, all, encoding, integration.Authentication == OAuthClientAuthentication.Query);
        request.Headers.Authorization = authorization;
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (integration.Facts?.ApiVersionHeader is { } version)
        {
            request.Headers.TryAddWithoutValidation(version.Name, version.Value);
        }

        return request;
    }

    private static HttpRequestMessage Write(
        Uri address, List<KeyValuePair<string, string>> parameters, OAuthRequestEncoding encoding, bool mustBeQuery)
    {
        if (encoding.HasFlag(OAuthRequestEncoding.Form) && !mustBeQuery)
        {
            return new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(parameters) };
        }

        if (encoding.HasFlag(OAuthRequestEncoding.Json) && !mustBeQuery)
        {
            return new HttpRequestMessage(HttpMethod.Post, address) { Content = Json(parameters) };
        }

        var query = string.Join(
            '&',
            parameters.Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}"));
        UriBuilder builder = new(address);
        builder.Query = builder.Query.Length > 1 ? builder.Query[1..] + "&" + query : query;
        HttpRequestMessage request = new(HttpMethod.Get, builder.Uri);

        // A GET is resent automatically if a pooled connection turns out to be closed; a fresh connection avoids that.
        request.Headers.ConnectionClose = true;
        return request;
    }

    private static ByteArrayContent Json(List<KeyValuePair<string, string>> parameters)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            foreach ((var name, var value) in parameters)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        ByteArrayContent content = new(stream.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }
}
