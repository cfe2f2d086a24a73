using System.Globalization;

namespace Atom.OAuth.Inspection;

/// <summary>The content headers: media type, character set, content coding.</summary>
/// <remarks>Reads the raw headers only on demand, because most bodies are recognized without them.</remarks>
internal readonly struct ContentLabel(HttpContent? content)
{
    /// <summary>Gets the kind of the media type.</summary>
    public MediaKind Media => MediaKindOf(MediaTypeOf(Header("Content-Type")));

    /// <summary>Gets the media type without parameters, or <see langword="null"/>.</summary>
    public string? MediaType => MediaTypeOf(Header("Content-Type")) is { IsEmpty: false } type ? type.ToString() : null;

    /// <summary>Gets the character set, or <see langword="null"/> if there is none or it is UTF-8 in any spelling.</summary>
    public string? Charset => CharsetOf(Header("Content-Type"));

    /// <summary>Gets the raw content coding, or <see langword="null"/>.</summary>
    public string? ContentEncoding => Header("Content-Encoding");

    /// <summary>Gets the Content-Length, or 0.</summary>
    public long ContentLength =>
        long.TryParse(Header("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : 0;

    private static ReadOnlySpan<char> MediaTypeOf(string? contentType)
    {
        // Two content types in one header are joined by a comma: the first counts.
        var type = contentType.AsSpan();
        var end = type.IndexOfAny(';', ',');
        return (end < 0 ? type : type.Slice(0, end)).Trim();
    }

    private static MediaKind MediaKindOf(ReadOnlySpan<char> type)
    {
        if (Is(type, "application/json") || Is(type, "text/json") || type.EndsWith("+json".AsSpan(), StringComparison.OrdinalIgnoreCase))
        {
            return MediaKind.Json;
        }

        if (Is(type, "text/html") || Is(type, "application/xhtml+xml"))
        {
            return MediaKind.Html;
        }

        if (Is(type, "application/x-www-form-urlencoded"))
        {
            return MediaKind.Form;
        }

        return Is(type, "application/xml") || Is(type, "text/xml") || type.EndsWith("+xml".AsSpan(), StringComparison.OrdinalIgnoreCase)
            ? MediaKind.Xml
            : MediaKind.Other;
    }

    private static string? CharsetOf(string? contentType)
    {
        var rest = contentType.AsSpan();
        for (var next = rest.IndexOf(';'); next >= 0; next = rest.IndexOf(';'))
        {
            rest = rest.Slice(next + 1);
            var end = rest.IndexOfAny(';', ',');
            var parameter = end < 0 ? rest : rest.Slice(0, end);
            var equals = parameter.IndexOf('=');
            if (equals >= 0 && Is(parameter.Slice(0, equals).Trim(), "charset"))
            {
                var value = parameter.Slice(equals + 1).Trim().Trim('"').Trim('\'');
                return value.IsEmpty || Is(value, "utf-8") || Is(value, "utf8") ? null : value.ToString();
            }
        }

        return null;
    }

    private static bool Is(ReadOnlySpan<char> text, string expected)
        => text.Equals(expected.AsSpan(), StringComparison.OrdinalIgnoreCase);

    private string? Header(string name)
    {
        if (content is null)
        {
            return null;
        }

#if NET
        // Not validated: parsing the header would allocate, and what the server actually sent is needed.
        return content.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
#else
        return content.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
#endif
    }
}
