using System.Net.Http.Headers;

namespace Atom.OAuth.Tokens;

/// <summary>A request as it was sent: a client that follows redirects modifies it, and removes its body.</summary>
internal sealed class SentRequest(HttpRequestMessage request)
{
    public HttpRequestMessage Request { get; } = request;

    public Uri? Uri { get; } = request.RequestUri;

    public HttpMethod Method { get; } = request.Method;

    public HttpContent? Content { get; } = request.Content;

    public HttpRequestHeaders Headers { get; } = request.Headers;
}
