using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Atom.OAuth.Inspection;

/// <summary>The safe read: collects the bounded body in one pooled array, inspects it as it comes, and deserializes it.</summary>
internal static class JsonBodyReader
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    [RequiresUnreferencedCode("Reads by reflection.")]
    [RequiresDynamicCode("Reads by reflection.")]
    public static JsonTypeInfo<T> TypeInfo<T>(JsonSerializerOptions? options)
    {
        options ??= Web;
        options.MakeReadOnly(populateMissingResolver: true);
        return (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
    }

    public static async Task<T?> ReadAsync<T>(HttpResponseMessage response, string? provider, JsonTypeInfo<T> typeInfo, CancellationToken cancellationToken)
    {
        if (ResponseInspector.DecideByStatus(response) is ResponseBodyKind decided)
        {
            throw Failure(response, provider, new BodyVerdict(decided));
        }

        ContentLabel label = new(response.Content);
        Stream stream = await ResponseInspector.OpenAsync(response.Content, cancellationToken).ConfigureAwait(false);
        PooledBytes body = default;
        try
        {
            BodyVerdict? verdict = null;
            bool complete = false;
            while (!complete)
            {
                ArraySegment<byte> room = body.Reserve();
#if NET
                int read = await stream.ReadAsync(room.AsMemory(), cancellationToken).ConfigureAwait(false);
#else
                int read = await stream.ReadAsync(room.Array, room.Offset, room.Count, cancellationToken).ConfigureAwait(false);
#endif
                body.Advance(read);
                complete = read == 0;
                verdict ??= Accept(response, provider, body, label, complete);
            }

            return Deserialize(response, provider, body, label, typeInfo);
        }
        finally
        {
            body.Return();
        }
    }

    public static T? Read<T>(HttpResponseMessage response, string? provider, JsonTypeInfo<T> typeInfo)
        => ReadAsync(response, provider, typeInfo, CancellationToken.None).GetAwaiter().GetResult();

    private static BodyVerdict? Accept(HttpResponseMessage response, string? provider, in PooledBytes body, in ContentLabel label, bool complete)
    {
        if (body.Count > InspectionLimits.Json)
        {
            throw Failure(response, provider, new BodyVerdict(ResponseBodyKind.TooLarge));
        }

        BodyVerdict? verdict = BodyInspector.Inspect(body.Segment, label, complete || body.Count >= InspectionLimits.Page);
        return verdict is null or { Kind: ResponseBodyKind.Json or ResponseBodyKind.JsonScalar }
            ? verdict
            : throw Failure(response, provider, verdict.Value);
    }

    private static T? Deserialize<T>(HttpResponseMessage response, string? provider, in PooledBytes body, in ContentLabel label, JsonTypeInfo<T> typeInfo)
    {
        try
        {
            TextEncodings.TryDetectWide(body.Span, complete: true, out Encoding? wide);
            return JsonSerializer.Deserialize(TextEncodings.TrimByteOrderMark(wide is null ? body.Span : TextEncodings.ToUtf8(body.Span, wide)), typeInfo);
        }
        catch (JsonException exception)
        {
            throw Failure(response, provider, new BodyVerdict(ResponseBodyKind.MalformedJson), exception);
        }
    }

    private static OAuthResponseException Failure(HttpResponseMessage response, string? provider, in BodyVerdict verdict, Exception? innerException = null)
        => new(ResponseMessages.Create(provider, verdict.Kind, response, verdict.Title), innerException, response.StatusCode)
        {
            Provider = ResponseMessages.Provider(provider),
            Kind = verdict.Kind,
            Code = ResponseMessages.Code(verdict.Kind),
            Title = verdict.Title,
            ContentType = DisplayText.Clean(new ContentLabel(response.Content).MediaType, 100),
        };
}
