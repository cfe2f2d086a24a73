using System.Text;
using Atom.OAuth.Inspection;

namespace Atom.OAuth;

/// <summary>The HTML check for bodies that have already been read.</summary>
/// <remarks>
/// Works like <see cref="HtmlResponseExtensions"/>, but on the body alone: without the content type, a page that does not start with a tag
/// is not recognized. It never throws, and reads at most the first 64 KiB.
/// </remarks>
public static class HtmlResponse
{
    // In characters. Usually enough for the verdict, and for the title of most pages.
    private const int UsualHead = 2048;

    /// <summary>Checks a body that has been read as text.</summary>
    /// <param name="text">The body; <see langword="null"/> is treated as empty.</param>
    /// <param name="provider">The provider's name for the message, for example <c>Slack</c>; <see langword="null"/> reads as "The provider".</param>
    /// <returns>The result; its status is <see langword="null"/>.</returns>
    public static HtmlCheckResult CheckText(string? text, string? provider = null)
    {
        text ??= string.Empty;
        var verdict = Inspect(text, Math.Min(text.Length, UsualHead)) ?? Inspect(text, Math.Min(text.Length, InspectionLimits.Page));
        return ResponseInspector.Result(verdict.GetValueOrDefault(), null, provider);
    }

    /// <summary>Checks a body that has been read as bytes.</summary>
    /// <param name="body">The body.</param>
    /// <param name="provider">The provider's name for the message, for example <c>Slack</c>; <see langword="null"/> reads as "The provider".</param>
    /// <returns>The result; its status is <see langword="null"/>.</returns>
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
