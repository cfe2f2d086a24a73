namespace Atom.OAuth.Inspection;

/// <summary>Collects the body of a response, bounded, and looks at it as it comes.</summary>
/// <remarks>A struct that changes: keep it in a local or a field, and pass it by reference.</remarks>
internal struct BodyCollector(HttpContent content) : IDisposable
{
    // A token response fits into the first array; a large one is made room for by what the headers promise.
    private const int Usual = 4096;

    private readonly ContentLabel _label = new(content);
    private PooledBytes _body;
    private PooledBytes _decoded;

    /// <summary>Gets what the body is, or <see langword="null"/> while that is open.</summary>
    public BodyVerdict? Verdict { get; private set; }

    /// <summary>Gets a value indicating whether the body has ended.</summary>
    public readonly bool IsComplete => _body.IsComplete;

    /// <summary>Gets how many bytes have come so far.</summary>
    public readonly int Length => _body.Count;

    /// <summary>Makes room for the next bytes.</summary>
    public ArraySegment<byte> Reserve()
    {
        var isLarge = _body.Count > 0 && _body.IsFull;
        return _body.Reserve(isLarge ? (int)Math.Min(_label.ContentLength, InspectionLimits.Json) + 1 : Usual);
    }

    /// <summary>Takes over bytes that were read into the reserved room.</summary>
    /// <param name="read">How many; 0 means that the body has ended.</param>
    /// <exception cref="InvalidOperationException">Someone has read the body to its end before.</exception>
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

    /// <summary>Takes what has come for the whole, where the connection broke behind it.</summary>
    /// <returns>Whether anything has come, and it can be told what it is.</returns>
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

    /// <summary>Gives the whole body as UTF-8, decoded. <see cref="Verdict"/> may change to "too large" or "damaged".</summary>
    public ReadOnlySpan<byte> Utf8()
    {
        var body = _body.Span;
        if (ContentDecoding.MayApply(body)
            && ContentDecoding.TryDecode(_body, _label.ContentEncoding, InspectionLimits.Json, ref _decoded, out _, out var isDamaged))
        {
            if (isDamaged)
            {
                // What was altered on the way may still look like JSON, and be another token.
                Verdict = new BodyVerdict(ResponseBodyKind.MalformedJson);
            }

            RefuseIfTooLarge(_decoded);
            body = _decoded.Span;
        }

        return TextEncodings.ToUtf8(body, _label);
    }

    /// <summary>Gives the memory back.</summary>
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
