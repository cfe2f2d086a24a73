using System.Net;
using System.Text;

namespace Atom.OAuth.Tests.Support;

/// <summary>Creates responses.</summary>
internal static class Respond
{
    public static readonly IReadOnlyList<Delivery> Deliveries = Enum.GetValues<Delivery>();

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static HttpResponseMessage With(
        string body,
        string? contentType = "application/json",
        Delivery delivery = Delivery.Buffered,
        HttpStatusCode status = HttpStatusCode.OK)
        => With(Bytes(body), contentType, delivery, status);

    public static HttpResponseMessage With(
        byte[] body,
        string? contentType = "application/json",
        Delivery delivery = Delivery.Buffered,
        HttpStatusCode status = HttpStatusCode.OK,
        string? contentEncoding = null)
    {
        ForwardStream stream = new(body, delivery == Delivery.ByteByByte ? [1] : null, delivery == Delivery.Late);
        var response = With(stream, contentType, status);
        if (contentEncoding is not null)
        {
            response.Content.Headers.TryAddWithoutValidation("Content-Encoding", contentEncoding);
        }

        if (delivery == Delivery.Buffered)
        {
            response.Content.LoadIntoBufferAsync().GetAwaiter().GetResult();
        }

        return response;
    }

    public static HttpResponseMessage With(Stream stream, string? contentType = "application/json", HttpStatusCode status = HttpStatusCode.OK)
    {
        HttpResponseMessage response = new(status)
        {
            Content = new ConnectionContent(stream),
            RequestMessage = new HttpRequestMessage(HttpMethod.Post, "https://slack.com/api/oauth.v2.access"),
        };
        if (contentType is not null)
        {
            response.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return response;
    }
}
