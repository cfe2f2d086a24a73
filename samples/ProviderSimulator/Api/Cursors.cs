using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Atom.OAuth.Simulation.Faults;

namespace Atom.OAuth.Simulation.Api;

/// <summary>A part of a list, and the opaque cursor of the next one.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>The cursors of all providers. They are opaque to clients; these hide an offset, and a generation that ends with the fault.</summary>
internal sealed class Cursors(FaultInjector faults)
{
    private readonly ConcurrentDictionary<string, int> _generations = new(StringComparer.Ordinal);

    /// <summary>Cuts a page.</summary>
    /// <returns>The page; <see langword="null"/> for a cursor that was never given out, or has expired.</returns>
    public Page<T>? Page<T>(string provider, IEnumerable<T> items, string? cursor, int size)
    {
        var offset = 0;
        if (!string.IsNullOrEmpty(cursor))
        {
            // For good: none of those that were given out so far is good again.
            if (faults.TakeCursorExpiry(provider))
            {
                _generations.AddOrUpdate(provider, 1, static (_, generation) => generation + 1);
            }

            if (Read(cursor) is not var (generation, place) || generation != _generations.GetValueOrDefault(provider))
            {
                return null;
            }

            offset = place;
        }

        T[] rest = [.. items.Skip(offset)];
        return new Page<T>([.. rest.Take(size)], rest.Length > size ? Write(_generations.GetValueOrDefault(provider), offset + size) : null);
    }

    private static string Write(int generation, int offset)
        => Convert.ToHexStringLower(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"offset:{generation}:{offset}")));

    private static (int Generation, int Offset)? Read(string cursor)
    {
        try
        {
            return Encoding.ASCII.GetString(Convert.FromHexString(cursor)).Split(':') is ["offset", var first, var second]
                && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var generation)
                && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? (generation, offset) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
