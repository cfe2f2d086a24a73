namespace Atom.OAuth.Inspection;

/// <summary>Collects the body of a response up to a limit, and inspects it while it arrives.</summary>
/// <remarks>A mutable struct: keep it in a local or a field, and pass it by reference.</remarks>
internal struct BodyCollector(HttpContent content) : IDisposable
{
    // A token response fits into the first array; for a larger one, the Content-Length determines the size of the next.
    private const int Usual = 4096;

    private readonly ContentLabel _label = new(content);
    private PooledBytes _body;
    private PooledBytes _decoded;

    /// <summary>Gets what the body is, or <see langword="null"/> while undecided.</summary>
    public BodyVerdict? Verdict { get; private set; }

    /// <summary>Gets a value indicating whether the body is complete.</summary>
    public readonly bool IsComplete => _body.IsComplete;

    /// <summary>Gets the number of bytes received so far.</summary>
    public readonly int Length => _body.Count;

    /// <summary>Reserves room for the next bytes.</summary>
    public ArraySegment<byte> Reserve()
    {
        var isLarge = _body.Count > 0 && _body.IsFull;
        return _body.Reserve(isLarge ? (int)Math.Min(_label.ContentLength, InspectionLimits.Json) + 1 : Usual);
    }

    /// <summary>Appends the bytes that were read into the reserved room.</summary>
    /// <param name="read">The number of bytes; 0 means that the body is complete.</param>
    /// <exception cref="InvalidOperationException">The body has already been read to its end.</exception>
    public void Append(int read)
    {
        _body.Append(read);
        if (Verdict is null)
        {
            BodyStream.ThrowIfDrained(_body, _label);
            Verdict = BodyInspector.Inspect(_body, _label);
        }

        RefuseIfTooLarge(_body);
    }

    /// <summary>Treats what was received before the connection failed as the whole body.</summary>
    /// <returns>Whether anything was received, and its kind can be determined.</returns>
    public bool TryConclude()
    {
        if (_body.Count == 0)
        {
            return false;
        }

        _body.Append(0);
        Verdict ??= BodyInspector.Inspect(_body, _label);
        return Verdict is not null;
    }

    /// <summary>Returns the whole body decoded and as UTF-8. May change <see cref="Verdict"/> to "too large" or "damaged".</summary>
    public ReadOnlySpan<byte> Utf8()
    {
        var body = _body.Span;
        if (ContentDecoding.MayApply(body)
            && ContentDecoding.TryDecode(_body, _label.ContentEncoding, InspectionLimits.Json, ref _decoded, out _, out var isDamaged))
        {
            if (isDamaged)
            {
                // A body damaged in transit may still look like JSON, but contain a wrong token.
                Verdict = new BodyVerdict(ResponseBodyKind.MalformedJson);
            }

            RefuseIfTooLarge(_decoded);
            body = _decoded.Span;
        }

        return TextEncodings.ToUtf8(body, _label);
    }

    /// <summary>Returns the memory to the pool.</summary>
    public void Dispose()
    {
        _decoded.Return();
        _body.Return();
    }

    private void RefuseIfTooLarge(in PooledBytes body)
    {
        if (body.Count > InspectionLimits.Json)
        {
            Verdict = new BodyVerdict(ResponseBodyKind.TooLarge);
        }
    }
}
