using Atom.OAuth.Inspection;

namespace Atom.OAuth;

/// <summary>The HTML check for bodies that were already read.</summary>
public static class HtmlResponse
{
    /// <summary>Checks a body that was already read as text.</summary>
    /// <param name="text">The body; <see langword="null"/> counts as empty.</param>
    /// <param name="provider">The provider's name for the message; <see langword="null"/> reads as "The provider".</param>
    /// <returns>The answer; its status is <see langword="null"/>.</returns>
    public static HtmlCheckResult CheckText(string? text, string? provider = null) => BodyInspector.CheckText(text, provider);

    /// <summary>Checks a body that was already read as bytes.</summary>
    /// <param name="body">The body.</param>
    /// <param name="provider">The provider's name for the message; <see langword="null"/> reads as "The provider".</param>
    /// <returns>The answer; its status is <see langword="null"/>.</returns>
    public static HtmlCheckResult CheckBytes(ReadOnlySpan<byte> body, string? provider = null) => BodyInspector.CheckBytes(body, provider);
}
