using System.Globalization;
using System.Text;

namespace Atom.OAuth.Simulation.Api;

/// <summary>A part of a list, and the opaque cursor of the next one.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>Cuts a page. Cursors are opaque to clients; these hide an offset.</summary>
    /// <returns>The page; <see langword="null"/> for a cursor that was never given out.</returns>
    public static Page<T>? Of(IEnumerable<T> items, string? cursor, int size)
    {
        if (!TryRead(cursor, out int offset))
        {
            return null;
        }

        T[] rest = [.. items.Skip(offset)];
        return new Page<T>([.. rest.Take(size)], rest.Length > size ? Write(offset + size) : null);
    }

    private static string Write(int offset) => Convert.ToHexStringLower(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"offset:{offset}")));

    private static bool TryRead(string? cursor, out int offset)
    {
        offset = 0;
        if (string.IsNullOrEmpty(cursor))
        {
            return true;
        }

        try
        {
            string text = Encoding.ASCII.GetString(Convert.FromHexString(cursor));
            return text.StartsWith("offset:", StringComparison.Ordinal) && int.TryParse(text["offset:".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out offset);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
