using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Atom.OAuth.Inspection;

/// <summary>The body of a response that should be JSON, from its first byte to the deserialized value.</summary>
/// <remarks>A mutable struct: keep it in a local.</remarks>
internal struct JsonBody(HttpResponseMessage response, string? provider) : IDisposable
{
    private BodyCollector _body = new(response.Content);

    /// <summary>Gets a value indicating whether the body is complete.</summary>
    public readonly bool IsComplete => _body.IsComplete;

    /// <summary>Reserves room for the next bytes.</summary>
    public ArraySegment<byte> Reserve() => _body.Reserve();

    /// <summary>Appends the bytes that were read into the reserved room, and inspects them until they are known to be JSON.</summary>
    /// <exception cref="OAuthResponseException">The body is not JSON, or too large.</exception>
    public void Append(int read)
    {
        _body.Append(read);
        ThrowIfNotJson();
    }

    /// <summary>Deserializes the whole body.</summary>
    /// <exception cref="OAuthResponseException">The body is damaged, too large or of another shape.</exception>
    public T? Deserialize<T>(JsonTypeInfo<T> typeInfo)
    {
        var json = _body.Utf8();
        ThrowIfNotJson();
        try
        {
            return JsonSerializer.Deserialize(json, typeInfo);
        }
        catch (JsonException exception)
        {
            var kind = IsWhole(json, typeInfo.Options) ? ResponseBodyKind.UnexpectedJson : ResponseBodyKind.MalformedJson;
            throw ResponseFailure.Create(response, provider, new BodyVerdict(kind), exception);
        }
    }

    /// <summary>Returns the memory to the pool.</summary>
    public void Dispose() => _body.Dispose();

    /// <summary>Distinguishes JSON that does not fit a type from invalid JSON.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> json, JsonSerializerOptions options)
    {
        Utf8JsonReader reader = new(json, new JsonReaderOptions
        {
            AllowTrailingCommas = options.AllowTrailingCommas,
            CommentHandling = options.ReadCommentHandling,
            MaxDepth = options.MaxDepth,
        });
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private readonly void ThrowIfNotJson()
    {
        if (_body.Verdict is { Kind: not (ResponseBodyKind.Json or ResponseBodyKind.JsonScalar) } verdict)
        {
            throw ResponseFailure.Create(response, provider, verdict);
        }
    }
}
