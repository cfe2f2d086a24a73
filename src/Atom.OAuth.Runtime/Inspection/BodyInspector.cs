namespace Atom.OAuth.Inspection;

/// <summary>Inspects the first bytes of a body: content coding, character set, verdict, title.</summary>
internal static class BodyInspector
{
    /// <summary>Inspects the bytes of a body received so far.</summary>
    /// <param name="body">The raw bytes.</param>
    /// <param name="label">The content headers.</param>
    /// <returns>The verdict, or <see langword="null"/> if more bytes are needed.</returns>
    public static BodyVerdict? Inspect(in PooledBytes body, in ContentLabel label)
    {
        if (ContentDecoding.MayApply(body.Span) && label.ContentEncoding is { } coding)
        {
            PooledBytes decoded = default;
            try
            {
                if (ContentDecoding.TryDecode(body, coding, InspectionLimits.Page, ref decoded, out var complete, out _))
                {
                    return Inspect(decoded.Span, label, complete);
                }
            }
            finally
            {
                decoded.Return();
            }
        }

        return Inspect(body.Span, label, body.IsComplete);
    }

    /// <summary>Inspects the first bytes of a body without content coding.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="label">The content headers.</param>
    /// <param name="complete">Whether no more bytes follow.</param>
    /// <returns>The verdict, or <see langword="null"/> if more bytes are needed.</returns>
    public static BodyVerdict? Inspect(ReadOnlySpan<byte> body, in ContentLabel label, bool complete)
    {
        if (body.Length >= InspectionLimits.Page)
        {
            body = body.Slice(0, InspectionLimits.Page);
            complete = true;
        }

        if (!TextEncodings.TryDetectWide(body, complete, out var wide))
        {
            return null;
        }

        var text = TextEncodings.TrimByteOrderMark(wide is null ? body : TextEncodings.FromWide(body, wide));
        if (ResponseBodyClassifier.Classify(text, label, complete) is not ResponseBodyKind kind)
        {
            return null;
        }

        if (kind != ResponseBodyKind.Html)
        {
            return new BodyVerdict(kind);
        }

        var isSettled = PageTitle.TryFind(text, out var title);
        return isSettled || complete ? new BodyVerdict(kind, PageTitle.Clean(title, label)) : null;
    }
}
