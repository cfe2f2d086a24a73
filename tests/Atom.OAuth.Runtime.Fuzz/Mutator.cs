using System.Buffers;
using System.Text;
using Atom.OAuth.Tests.TokenResponses;

namespace Atom.OAuth.Fuzz;

/// <summary>Mutates a recorded body. Reuses its buffer for all inputs.</summary>
internal sealed class Mutator
{
    private const int Longest = 16384;

    private static readonly SearchValues<byte> Structure = SearchValues.Create(",:{}[]\"<>"u8);

    private readonly byte[] _bytes = new byte[2 * Longest];
    private int _length;

    public ReadOnlySpan<byte> Body => _bytes.AsSpan(0, _length);

    public void Start(Rng rng)
    {
        // As many bodies with a token as without, although fewer are recorded.
        Set(rng.OneIn(16) ? [] : Corpus.Bodies[rng.Below(rng.OneIn(2) ? SuccessSamples.All.Count : Corpus.Bodies.Count)]);
        var count = rng.OneIn(8) ? 0 : 1 + rng.Below(rng.OneIn(4) ? 16 : 4);
        for (var i = 0; i < count; i++)
        {
            Mutate(rng);
        }
    }

    public void Set(ReadOnlySpan<byte> bytes)
    {
        _length = Math.Min(bytes.Length, Longest);
        bytes.Slice(0, _length).CopyTo(_bytes);
    }

    /// <summary>Inserts a text, delimited by spaces; must be the last change, so that the text stays intact.</summary>
    public void Plant(Rng rng, string text) => Insert(Place(rng), Encoding.UTF8.GetBytes(" " + text + " "));

    private void Mutate(Rng rng)
    {
        switch (rng.Below(10))
        {
            case 0 when _length > 0:
                _bytes[rng.Below(_length)] ^= (byte)(1 << rng.Below(8));
                break;
            case 1 when _length > 0:
                _bytes[rng.Below(_length)] = (byte)rng.Next();
                break;
            case 2:
                _length = rng.Below(_length + 1);
                break;
            case 3 when _length > 0:
                Remove(rng);
                break;
            case 4 when _length > 0:
                Duplicate(rng);
                break;
            case 5:
                Splice(rng);
                break;
            case 6:
                Insert(0, rng.Pick(Corpus.Tokens));
                break;
            case 7:
                Insert(_length, rng.Pick(Corpus.Tokens));
                break;
            default:
                Insert(Place(rng), rng.Pick(Corpus.Tokens));
                break;
        }
    }

    /// <summary>Gets a position, usually between two JSON tokens, where an insertion changes more than a string.</summary>
    private int Place(Rng rng)
    {
        var place = rng.Below(_length + 1);
        if (!rng.OneIn(3))
        {
            var next = Body.Slice(place).IndexOfAny(Structure);
            place = next < 0 ? place : place + next + rng.Below(2);
        }

        return place;
    }

    private void Remove(Rng rng)
    {
        var start = rng.Below(_length);
        var end = start + 1 + rng.Below(Math.Min(24, _length - start));
        _bytes.AsSpan(end, _length - end).CopyTo(_bytes.AsSpan(start));
        _length -= end - start;
    }

    private void Duplicate(Rng rng)
    {
        var start = rng.Below(_length);
        var part = Body.Slice(start, 1 + rng.Below(Math.Min(rng.OneIn(16) ? 2048 : 64, _length - start))).ToArray();
        for (var times = rng.OneIn(16) ? 50 : 1; times > 0; times--)
        {
            Insert(start, part);
        }
    }

    private void Splice(Rng rng)
    {
        var other = rng.Pick(Corpus.Bodies);
        _length = rng.Below(_length + 1);
        Insert(_length, other.AsSpan(rng.Below(other.Length + 1)));
    }

    private void Insert(int place, ReadOnlySpan<byte> part)
    {
        if (_length + part.Length <= Longest)
        {
            _bytes.AsSpan(place, _length - place).CopyTo(_bytes.AsSpan(place + part.Length));
            part.CopyTo(_bytes.AsSpan(place));
            _length += part.Length;
        }
    }
}
