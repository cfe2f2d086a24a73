using System.Buffers;
using System.Text;

namespace Atom.OAuth.Inspection;

/// <summary>Inspects the bytes of a body as far as they have come: content coding, character set, verdict, title.</summary>
internal static class BodyInspector
{
    /// <summary>Inspects the first bytes of a body.</summary>
    /// <param name="body">The bytes as sent.</param>
    /// <param name="label">What the content says about itself.</param>
    /// <param name="complete">Whether no more bytes follow, or none are to be read.</param>
    /// <returns>The verdict, or <see langword="null"/> when more bytes are needed.</returns>
    public static BodyVerdict? Inspect(ArraySegment<byte> body, in ContentLabel label, bool complete)
    {
        if (body.Count > 0 && label.ContentEncoding is { } contentEncoding)
        {
            PooledBytes decoded = default;
            try
            {
                if (ContentDecoding.TryDecode(body, contentEncoding, InspectionLimits.Page, ref decoded))
                {
                    return InspectDecoded(decoded.Span, label, complete || decoded.Count >= InspectionLimits.Page);
                }
            }
            finally
            {
                decoded.Return();
            }
        }

        return InspectDecoded(body, label, complete);
    }

    /// <summary>Inspects a body that was read as text.</summary>
    public static HtmlCheckResult CheckText(string? text, string? provider)
    {
        text ??= string.Empty;
        byte[] bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(Math.Min(text.Length, InspectionLimits.Page)));
        try
        {
            int count = Encoding.UTF8.GetBytes(text, 0, Math.Min(text.Length, InspectionLimits.Page), bytes, 0);
            return CheckBytes(bytes.AsSpan(0, count), provider);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }

    /// <summary>Inspects a body that was read as bytes.</summary>
    public static HtmlCheckResult CheckBytes(ReadOnlySpan<byte> body, string? provider)
    {
        BodyVerdict verdict = InspectDecoded(body.Slice(0, Math.Min(body.Length, InspectionLimits.Page)), default, complete: true)!.Value;
        return ToResult(verdict, null, provider);
    }

    public static HtmlCheckResult ToResult(in BodyVerdict verdict, HttpResponseMessage? response, string? provider)
    {
        bool isPage = verdict.Kind is ResponseBodyKind.Html or ResponseBodyKind.RedirectedToPage;
        string? error = isPage ? ResponseMessages.Create(provider, verdict.Kind, response, verdict.Title) : null;
        return new HtmlCheckResult(verdict.Kind, response?.StatusCode, verdict.Title, error);
    }

    private static BodyVerdict? InspectDecoded(ReadOnlySpan<byte> body, in ContentLabel label, bool complete)
    {
        if (!TextEncodings.TryDetectWide(body, complete, out Encoding? wide))
        {
            return null;
        }

        ReadOnlySpan<byte> text = TextEncodings.TrimByteOrderMark(wide is null ? body : TextEncodings.ToUtf8(body, wide));
        if (ResponseBodyClassifier.Classify(text, label, complete) is not ResponseBodyKind kind)
        {
            return null;
        }

        if (kind != ResponseBodyKind.Html)
        {
            return new BodyVerdict(kind);
        }

        return PageTitle.TryFind(text, out ReadOnlySpan<byte> title) || complete
            ? new BodyVerdict(kind, PageTitle.Clean(title, label))
            : null;
    }
}
