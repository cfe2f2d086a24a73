using System.Net;
using System.Text;

namespace Atom.OAuth.Tests.TokenResponses;

/// <summary>A token response that a provider sent, or was reported to have sent, and its meaning.</summary>
/// <remarks>If the source only specifies the structure, names and numbers are made up.</remarks>
public sealed record TokenResponseSample(string Name, string Source)
{
    public string Provider { get; init; } = "Slack";

    public HttpStatusCode Status { get; init; } = HttpStatusCode.OK;

    public string? ContentType { get; init; } = "application/json";

    public string Body { get; init; } = string.Empty;

    /// <summary>Gets the body, if it is not UTF-8 text.</summary>
    public byte[]? Bytes { get; init; }

    /// <summary>Gets further response or content headers.</summary>
    public (string Name, string Value)[] Headers { get; init; } = [];

    /// <summary>Gets the expected kind of failure, or <see langword="null"/> for tokens.</summary>
    public OAuthFailureKind? Kind { get; init; }

    public string? Code { get; init; }

    public string? Description { get; init; }

    public bool Retryable { get; init; }

    public bool Reauthorize { get; init; }

    /// <summary>Gets the expected delay in seconds, or <see langword="null"/>.</summary>
    public double? RetryAfter { get; init; }

    public string? CorrelationId { get; init; }

    public string AccessToken { get; init; } = "at-1";

    public string? RefreshToken { get; init; }

    /// <summary>Gets the expected seconds until the token expires, counted from <see cref="Now"/>, or <see langword="null"/>.</summary>
    public double? ExpiresIn { get; init; }

    /// <summary>Gets the time at which the response is read.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public HttpResponseMessage Respond()
    {
        HttpResponseMessage response = new(Status)
        {
            Content = new ByteArrayContent(Bytes ?? Encoding.UTF8.GetBytes(Body)),
            RequestMessage = new HttpRequestMessage(HttpMethod.Post, "https://provider.example/oauth/token"),
        };
        if (ContentType is not null)
        {
            response.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        }

        foreach ((var name, var value) in Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                response.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return response;
    }

    public override string ToString() => Name;
}
