using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Atom.OAuth.Inspection;

/// <summary>The safe read: collects the body up to a limit, inspects it while it arrives, and deserializes it.</summary>
internal static class JsonBodyReader
{
    private static readonly JsonSerializerOptions WebOptions = new(JsonSerializerDefaults.Web);

    [RequiresUnreferencedCode("The contract is made by reflection.")]
    [RequiresDynamicCode("The contract is made by reflection.")]
    public static JsonTypeInfo<T> TypeInfo<T>(JsonSerializerOptions? options)
    {
        options ??= WebOptions;
        options.MakeReadOnly(populateMissingResolver: true);
        return (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
    }

    public static async Task<T?> ReadAsync<T>(
        HttpResponseMessage response,
        string? provider,
        JsonTypeInfo<T> typeInfo,
        CancellationToken cancellationToken)
    {
        ThrowIfDecidedByStatus(response, provider);
        var stream = BodyStream.TryOpen(response.Content, cancellationToken)
            ?? await BodyStream.OpenLaterAsync(response.Content, cancellationToken).ConfigureAwait(false);
        long? start = stream.CanSeek ? stream.Position : null;
        JsonBody body = new(response, provider);
        try
        {
            while (!body.IsComplete)
            {
                body.Append(await BodyStream.ReadAsync(stream, body.Reserve(), cancellationToken).ConfigureAwait(false));
            }

            return body.Deserialize(typeInfo);
        }
        finally
        {
            body.Dispose();
            Release(stream, start);
        }
    }

    public static T? Read<T>(HttpResponseMessage response, string? provider, JsonTypeInfo<T> typeInfo)
    {
        ThrowIfDecidedByStatus(response, provider);
        var stream = BodyStream.Open(response.Content);
        long? start = stream.CanSeek ? stream.Position : null;
        JsonBody body = new(response, provider);
        try
        {
            while (!body.IsComplete)
            {
                body.Append(BodyStream.Read(stream, body.Reserve()));
            }

            return body.Deserialize(typeInfo);
        }
        finally
        {
            body.Dispose();
            Release(stream, start);
        }
    }

    private static void ThrowIfDecidedByStatus(HttpResponseMessage response, string? provider)
    {
        if (ResponseInspector.DecideByStatus(response) is ResponseBodyKind kind)
        {
            throw ResponseFailure.Create(response, provider, new BodyVerdict(kind));
        }
    }

    /// <summary>Rewinds a buffered content, so that an exception handler can read it, and closes a stream, which releases its connection.</summary>
    private static void Release(Stream stream, long? start)
    {
        if (start is long position)
        {
            stream.Position = position;
        }
        else
        {
            stream.Dispose();
        }
    }
}
