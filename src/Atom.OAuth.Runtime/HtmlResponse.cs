using System.Text;
using Atom.OAuth.Inspection;

namespace Atom.OAuth;

/// <summary>The HTML check for bodies that were already read.</summary>
/// <remarks>
/// It decides as <see cref="HtmlResponseExtensions"/> does, but by the body alone: a page that does not start with a tag
/// needs its content type to be told. It never throws, and looks at the first 64 KiB at most.
/// </remarks>
public static class HtmlResponse
{
    // In characters. The verdict, and the title of most pages, stand within them.
    private const int UsualHead = 2048;

    /// <summary>Checks a body that was already read as text.</summary>
    /// <param name="text">The body; <see langword="null"/> counts as empty.</param>
    /// <param name="provider">The provider's name for the message, for example <c>Slack</c>; <see langword="null"/> reads as "The provider".</param>
    /// <returns>The answer; its status is <see langword="null"/>.</returns>
    public static HtmlCheckResult CheckText(string? text, string? provider = null)
    {
        text ??= string.Empty;
        var verdict = Inspect(text, Math.Min(text.Length, UsualHead)) ?? Inspect(text, Math.Min(text.Length, InspectionLimits.Page));
        return ResponseInspector.Result(verdict.GetValueOrDefault(), null, provider);
    }

    /// <summary>Checks a body that was already read as bytes.</summary>
    /// <param name="body">The body.</param>
    /// <param name="provider">The provider's name for the message, for example <c>Slack</c>; <see langword="null"/> reads as "The provider".</param>
    /// <returns>The answer; its status is <see langword="null"/>.</returns>
    public static HtmlCheckResult CheckBytes(ReadOnlySpan<byte> body, string? provider = null)
        => ResponseInspector.Result(BodyInspector.Inspect(body, default, complete: true).GetValueOrDefault(), null, provider);

    private static BodyVerdict? Inspect(string text, int length)
    {
        PooledBytes start = default;
        try
        {
            var room = start.Reserve(Encoding.UTF8.GetMaxByteCount(length));
            start.Append(Encoding.UTF8.GetBytes(text, 0, length, room.Array!, room.Offset));
            return BodyInspector.Inspect(start.Span, default, complete: length is InspectionLimits.Page || length == text.Length);
        }
        finally
        {
            start.Return();
        }
    }
}
