using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Atom.OAuth.Inspection;

/// <summary>The body of a response that should be JSON, from its first byte to its value.</summary>
/// <remarks>A struct that changes: keep it in a local.</remarks>
internal struct JsonBody(HttpResponseMessage response, string? provider) : IDisposable
{
    private BodyCollector _body = new(response.Content);

    /// <summary>Gets a value indicating whether the body has ended.</summary>
    public readonly bool IsComplete => _body.IsComplete;

    /// <summary>Makes room for the next bytes.</summary>
    public ArraySegment<byte> Reserve() => _body.Reserve();

    /// <summary>Takes over bytes that were read into the reserved room, and looks at them until they are known to be JSON.</summary>
    /// <exception cref="OAuthResponseException">The body is no JSON, or too large.</exception>
    public void Append(int read)
    {
        _body.Append(read);
        ThrowIfNotJson();
    }

    /// <summary>Reads the value of the whole body.</summary>
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

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => _body.Dispose();

    /// <summary>Tells JSON that does not fit a type from JSON that is broken.</summary>
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
