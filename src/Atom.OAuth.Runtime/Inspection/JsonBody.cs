using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Atom.OAuth.Inspection;

/// <summary>The body of a response that should be JSON, from its first byte to its value.</summary>
/// <remarks>A struct that changes: keep it in a local.</remarks>
internal struct JsonBody(HttpResponseMessage response, string? provider) : IDisposable
{
    // A token response fits into the first array; a large one is made room for by what the headers promise.
    private const int Usual = 4096;

    private readonly ContentLabel _label = new(response.Content);
    private PooledBytes _body;
    private bool _isJson;

    /// <summary>Gets a value indicating whether the body has ended.</summary>
    public readonly bool IsComplete => _body.IsComplete;

    /// <summary>Makes room for the next bytes.</summary>
    public ArraySegment<byte> Reserve()
    {
        bool isLarge = _body.Count > 0 && _body.IsFull;
        return _body.Reserve(isLarge ? (int)Math.Min(_label.ContentLength, InspectionLimits.Json) + 1 : Usual);
    }

    /// <summary>Takes over bytes that were read into the reserved room, and looks at them until they are known to be JSON.</summary>
    /// <exception cref="OAuthResponseException">The body is no JSON, or too large.</exception>
    public void Append(int read)
    {
        _body.Append(read);
        if (!_isJson)
        {
            BodyStream.ThrowIfDrained(_body, _label);
            if (BodyInspector.Inspect(_body, _label) is BodyVerdict verdict)
            {
                _isJson = verdict.Kind is ResponseBodyKind.Json or ResponseBodyKind.JsonScalar;
                if (!_isJson)
                {
                    throw ResponseFailure.Create(response, provider, verdict);
                }
            }
        }

        ThrowIfTooLarge(_body);
    }

    /// <summary>Reads the value of the whole body.</summary>
    /// <exception cref="OAuthResponseException">The body is damaged, too large or of another shape.</exception>
    public readonly T? Deserialize<T>(JsonTypeInfo<T> typeInfo)
    {
        PooledBytes decoded = default;
        try
        {
            ReadOnlySpan<byte> body = _body.Span;
            if (ContentDecoding.MayApply(body)
                && ContentDecoding.TryDecode(_body, _label.ContentEncoding, InspectionLimits.Json, ref decoded, out _))
            {
                ThrowIfTooLarge(decoded);
                body = decoded.Span;
            }

            return Deserialize(TextEncodings.ToUtf8(body, _label), typeInfo);
        }
        finally
        {
            decoded.Return();
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => _body.Return();

    private readonly T? Deserialize<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> typeInfo)
    {
        try
        {
            return JsonSerializer.Deserialize(json, typeInfo);
        }
        catch (JsonException exception)
        {
            ResponseBodyKind kind = IsWhole(json, typeInfo.Options) ? ResponseBodyKind.UnexpectedJson : ResponseBodyKind.MalformedJson;
            throw ResponseFailure.Create(response, provider, new BodyVerdict(kind), exception);
        }
    }

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

    private readonly void ThrowIfTooLarge(in PooledBytes body)
    {
        if (body.Count > InspectionLimits.Json)
        {
            throw ResponseFailure.Create(response, provider, new BodyVerdict(ResponseBodyKind.TooLarge));
        }
    }
}
