using System.Text;

namespace Atom.OAuth.State;

/// <summary>Shortens an outcome that is too long for the store, so that a URL remains a URL.</summary>
internal static class StateOutcomeText
{
    /// <summary>Returns the outcome in UTF-8, cut without splitting a character or, in a URL, a percent-encoded character.</summary>
    public static byte[] Shorten(string outcome, int limit)
    {
        var text = Encoding.UTF8.GetBytes(outcome);
        return text.Length <= limit ? text : text.AsSpan(0, End(text, limit)).ToArray();
    }

    private static int End(byte[] text, int limit)
    {
        var end = limit;
        while (IsContinuation(text[end]))
        {
            end--;
        }

        // The last two bytes may be part of an escape; a character has at most four escapes, of which the first is not a continuation byte.
        var escape = text[end - 1] == '%' ? end - 1 : text[end - 2] == '%' ? end - 2 : end;
        if (escape == end && !IsEscape(text, end))
        {
            return end;
        }

        for (var i = 0; i < 3 && IsContinuationEscape(text, escape) && IsEscape(text, escape - 3); i++)
        {
            escape -= 3;
        }

        return escape;
    }

    private static bool IsContinuation(byte value) => (value & 0b1100_0000) == 0b1000_0000;

    private static bool IsEscape(byte[] text, int index)
        => index >= 0 && index + 2 < text.Length && text[index] == '%' && IsHexDigit(text[index + 1]) && IsHexDigit(text[index + 2]);

    private static bool IsHexDigit(byte value) => (char)value is (>= '0' and <= '9') or (>= 'A' and <= 'F') or (>= 'a' and <= 'f');

    /// <summary>Determines whether an escape is in the range 80 to BF.</summary>
    private static bool IsContinuationEscape(byte[] text, int index)
        => IsEscape(text, index) && (char)text[index + 1] is '8' or '9' or 'A' or 'B' or 'a' or 'b';
}
