namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>The traces in a piece of code. Every expression of a callback is asked for its traces, so a set is one number.</summary>
internal readonly struct TraceSet
{
    public static readonly TraceSet Empty;

    private readonly int _bits;

    private TraceSet(int bits) => _bits = bits;

    public bool IsEmpty => _bits == 0;

    public TraceSet With(Trace? trace) => trace is { } one ? new(_bits | Bit(one)) : this;

    public bool Contains(Trace trace) => (_bits & Bit(trace)) != 0;

    public bool HasOtherThan(Trace trace) => (_bits & ~Bit(trace)) != 0;

    private static int Bit(Trace trace) => 1 << (int)trace;
}
