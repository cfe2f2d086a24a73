using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Guards;

/// <summary>What it means if a body or a media type is compared with a literal.</summary>
internal static class BodyLiterals
{
    /// <summary>Parts of JSON media types.</summary>
    private static readonly WordTable OfJson = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "json");

    /// <summary>Parts of an HTML page's media type.</summary>
    private static readonly WordTable OfPage = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "html", "text/");

    /// <summary>Parts of an HTML page.</summary>
    private static readonly WordTable InPage = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "<html", "<!doctype");

    /// <summary>Gets the value of a literal, also of UTF-8 bytes: <c>"&lt;"u8</c>.</summary>
    public static object? Of(IOperation value) => value.Unwrap() is IUtf8StringOperation bytes ? bytes.Value : Constants.Of(value);

    /// <summary>The media type equals, contains or starts with the literal.</summary>
    public static GuardTruth MediaType(object? literal)
    {
        if (literal is not string text)
        {
            return GuardTruth.None;
        }

        if (OfJson.Matches(text))
        {
            return GuardTruth.SafeWhenTrue;
        }

        return OfPage.Matches(text) ? GuardTruth.SafeWhenFalse : GuardTruth.None;
    }

    /// <summary>The body's first character, or its beginning, is the literal.</summary>
    public static GuardTruth StartsWith(object? literal) => FirstCharacter(literal) switch
    {
        '{' or '[' => GuardTruth.SafeWhenTrue,
        '<' => GuardTruth.SafeWhenFalse,
        _ => GuardTruth.None,
    };

    /// <summary>The body contains the literal anywhere.</summary>
    public static GuardTruth Contains(object? literal) =>
        literal is string text && (InPage.Matches(text) || text is "<") || literal is '<'
            ? GuardTruth.SafeWhenFalse
            : GuardTruth.None;

    private static char? FirstCharacter(object? literal) => literal switch
    {
        char character => character,
        byte octet => (char)octet,
        int code and >= 0 and <= 127 => (char)code,
        string { Length: > 0 } text => text[0],
        _ => null,
    };
}
