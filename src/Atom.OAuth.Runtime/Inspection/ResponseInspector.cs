namespace Atom.OAuth.Inspection;

/// <summary>The HTML check: reads only as much of a response as it needs, and leaves the content readable.</summary>
internal static class ResponseInspector
{
    public static ValueTask<HtmlCheckResult> CheckAsync(HttpResponseMessage response, string? provider, CancellationToken cancellationToken)
    {
        if (DecideByStatus(response) is ResponseBodyKind kind)
        {
            return new ValueTask<HtmlCheckResult>(Result(new BodyVerdict(kind), response, provider));
        }

        // A buffered response, the usual case, needs no async method.
        var stream = BodyStream.TryOpen(response.Content, cancellationToken);
        return stream is { CanSeek: true }
            ? new ValueTask<HtmlCheckResult>(Result(InspectInPlace(stream, response.Content), response, provider))
            : CheckAsync(response, provider, stream, cancellationToken);
    }

    public static HtmlCheckResult Check(HttpResponseMessage response, string? provider)
    {
        if (DecideByStatus(response) is ResponseBodyKind kind)
        {
            return Result(new BodyVerdict(kind), response, provider);
        }

        var stream = BodyStream.Open(response.Content);
        if (stream.CanSeek)
        {
            return Result(InspectInPlace(stream, response.Content), response, provider);
        }

        var body = PutAside(response, stream);
        ContentLabel label = new(response.Content);
        BodyVerdict? verdict;
        while ((verdict = body.Inspect(label)) is null)
        {
            body.Keep(body.Fetch());
        }

        return Result(verdict.Value, response, provider);
    }

    public static async ValueTask<HtmlCheckResult> CheckAsync(HttpContent content, string? provider, CancellationToken cancellationToken)
    {
        // This content cannot be replaced in its response, so a stream has to be buffered, or what was read would be lost.
        await BodyStream.LoadAsync(content, cancellationToken).ConfigureAwait(false);
        var memory = BodyStream.TryOpen(content, cancellationToken)
            ?? await BodyStream.OpenLaterAsync(content, cancellationToken).ConfigureAwait(false);
        return Result(InspectInPlace(memory, content), null, provider);
    }

    public static HtmlCheckResult Check(HttpContent content, string? provider)
    {
        BodyStream.LoadAsync(content, CancellationToken.None).GetAwaiter().GetResult();
        return Result(InspectInPlace(BodyStream.Open(content), content), null, provider);
    }

    /// <summary>Decides by status and method, without inspecting the body.</summary>
    public static ResponseBodyKind? DecideByStatus(HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        if (status is 204 or 205 or 304 || response.RequestMessage?.Method == HttpMethod.Head)
        {
            return ResponseBodyKind.NoContent;
        }

        if (status is >= 300 and < 400 && response.Headers.Location is not null)
        {
            return ResponseBodyKind.RedirectedToPage;
        }

#if !NET
        // On .NET Framework a response may have no content.
        if (response.Content is null)
        {
            return ResponseBodyKind.Empty;
        }
#endif
        return null;
    }

    public static HtmlCheckResult Result(in BodyVerdict inspected, HttpResponseMessage? response, string? provider)
    {
        var verdict = inspected.Shown(response);
        var isPage = verdict.Kind is ResponseBodyKind.Html or ResponseBodyKind.RedirectedToPage;
        var error = isPage ? ResponseMessages.Create(provider, verdict, response) : null;
        return new HtmlCheckResult(verdict.Kind, response?.StatusCode, verdict.Title, error);
    }

    private static async ValueTask<HtmlCheckResult> CheckAsync(
        HttpResponseMessage response,
        string? provider,
        Stream? stream,
        CancellationToken cancellationToken)
    {
        stream ??= await BodyStream.OpenLaterAsync(response.Content, cancellationToken).ConfigureAwait(false);
        if (stream.CanSeek)
        {
            return Result(InspectInPlace(stream, response.Content), response, provider);
        }

        var body = PutAside(response, stream);
        ContentLabel label = new(response.Content);
        BodyVerdict? verdict;
        while ((verdict = body.Inspect(label)) is null)
        {
            body.Keep(await body.FetchAsync(cancellationToken).ConfigureAwait(false));
        }

        return Result(verdict.Value, response, provider);
    }

    /// <summary>Makes sure that the start of the body can be read again after the check.</summary>
    private static ReplayStream PutAside(HttpResponseMessage response, Stream stream)
    {
        if (stream is not ReplayStream body)
        {
            ReplayContent content = new(response.Content, stream);
            response.Content = content;
            body = content.Body;
        }

        return body;
    }

    /// <summary>Inspects a seekable stream: a buffered content, which needs no waiting.</summary>
    private static BodyVerdict InspectInPlace(Stream stream, HttpContent content)
    {
        ContentLabel label = new(content);
        var position = stream.Position;
        PooledBytes start = default;
        try
        {
            BodyVerdict? verdict;
            do
            {
                start.Append(BodyStream.Read(stream, start.Reserve()));
                verdict = BodyInspector.Inspect(start, label);
            }
            while (verdict is null);

            return verdict.Value;
        }
        finally
        {
            stream.Position = position;
            start.Return();
        }
    }
}
