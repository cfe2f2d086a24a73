
namespace Atom.OAuth.Inspection;

/// <summary>Reads as much of a response as the check needs, and leaves the content readable.</summary>
internal static class ResponseInspector
{
    public static async ValueTask<HtmlCheckResult> CheckAsync(HttpResponseMessage response, string? provider, CancellationToken cancellationToken)
    {
        if (DecideByStatus(response) is ResponseBodyKind kind)
        {
            return BodyInspector.ToResult(new BodyVerdict(kind), response, provider);
        }

        Stream stream = await OpenAsync(response.Content, cancellationToken).ConfigureAwait(false);
        ContentLabel label = new(response.Content);
        if (stream.CanSeek)
        {
            return BodyInspector.ToResult(InspectSeekable(stream, label), response, provider);
        }

        ReplayStream replay = Replace(response, stream);
        BodyVerdict? verdict;
        while ((verdict = BodyInspector.Inspect(replay.Prefix, label, replay.PrefixIsAll || replay.Prefix.Count >= InspectionLimits.Page)) is null)
        {
            await replay.FetchAsync(cancellationToken).ConfigureAwait(false);
        }

        return BodyInspector.ToResult(verdict.Value, response, provider);
    }

    public static HtmlCheckResult Check(HttpResponseMessage response, string? provider)
    {
        if (DecideByStatus(response) is ResponseBodyKind kind)
        {
            return BodyInspector.ToResult(new BodyVerdict(kind), response, provider);
        }

        Stream stream = OpenAsync(response.Content, CancellationToken.None).GetAwaiter().GetResult();
        ContentLabel label = new(response.Content);
        if (stream.CanSeek)
        {
            return BodyInspector.ToResult(InspectSeekable(stream, label), response, provider);
        }

        ReplayStream replay = Replace(response, stream);
        BodyVerdict? verdict;
        while ((verdict = BodyInspector.Inspect(replay.Prefix, label, replay.PrefixIsAll || replay.Prefix.Count >= InspectionLimits.Page)) is null)
        {
            replay.Fetch();
        }

        return BodyInspector.ToResult(verdict.Value, response, provider);
    }

    public static async ValueTask<HtmlCheckResult> CheckAsync(HttpContent content, string? provider, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await content.LoadIntoBufferAsync().ConfigureAwait(false);
        Stream stream = await OpenAsync(content, cancellationToken).ConfigureAwait(false);
        return BodyInspector.ToResult(InspectSeekable(stream, new ContentLabel(content)), null, provider);
    }

    public static HtmlCheckResult Check(HttpContent content, string? provider)
        => CheckAsync(content, provider, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    /// <summary>What the status alone decides.</summary>
    public static ResponseBodyKind? DecideByStatus(HttpResponseMessage response)
    {
        int status = (int)response.StatusCode;
        if (status is 204 or 205 or 304 || response.RequestMessage?.Method == HttpMethod.Head)
        {
            return ResponseBodyKind.NoContent;
        }

        return status is >= 300 and < 400 && response.Headers.Location is not null ? ResponseBodyKind.RedirectedToPage : null;
    }

    public static Task<Stream> OpenAsync(HttpContent content, CancellationToken cancellationToken)
    {
#if NET
        return content.ReadAsStreamAsync(cancellationToken);
#else
        cancellationToken.ThrowIfCancellationRequested();
        return content.ReadAsStreamAsync();
#endif
    }

    private static ReplayStream Replace(HttpResponseMessage response, Stream stream)
    {
        ReplayStream replay = new(stream);
        response.Content = new ReplayContent(response.Content, replay);
        return replay;
    }

    private static BodyVerdict InspectSeekable(Stream stream, in ContentLabel label)
    {
        long start = stream.Position;
        PooledBytes prefix = default;
        try
        {
            bool complete = false;
            while (true)
            {
                ArraySegment<byte> room = prefix.Reserve();
                int read = stream.Read(room.Array!, room.Offset, room.Count);
                prefix.Advance(read);
                complete |= read == 0 || prefix.Count >= InspectionLimits.Page;
                if (BodyInspector.Inspect(prefix.Segment, label, complete) is BodyVerdict verdict)
                {
                    return verdict;
                }
            }
        }
        finally
        {
            prefix.Return();
            stream.Position = start;
        }
    }
}
