using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Atom.OAuth.State;

/// <summary>The progress of a use of a state.</summary>
internal enum StateUsePhase
{
    /// <summary>There is no entry, or an unreadable one.</summary>
    Unknown,

    /// <summary>A callback is in progress.</summary>
    Working,

    /// <summary>The callback never finished: the process died, or the store responded after the caller had given up.</summary>
    Abandoned,

    /// <summary>The callback succeeded: the state cannot be used again.</summary>
    Completed,

    /// <summary>The callback failed: the code cannot be used again, but the state can.</summary>
    Failed,
}

/// <summary>
/// The entry of a use in the store. During the callback: the time, and a hash of the code if there is one. Afterwards, encrypted:
/// the ticket, the time, the phase, the hash, and the outcome.
/// </summary>
internal sealed class StateUseRecord
{
    /// <summary>An entry whose callback never started.</summary>
    public const string Released = "0";

    /// <summary>The maximum length of an outcome in bytes, so that its entry stays within the store's limit.</summary>
    public const int LargestOutcome = 4096;

    public const int MarkLength = 16;

    /// <summary>How long a callback may take: longer than the default timeout of <see cref="HttpClient"/> for the token response.</summary>
    public static readonly TimeSpan LongestWork = TimeSpan.FromMinutes(2);

    private const int HeaderLength = StatePayload.NonceLength + 1 + 8 + 1 + MarkLength;
    private const int TimeAt = StatePayload.NonceLength + 1;
    private const int PhaseAt = TimeAt + 8;
    private const int MarkAt = PhaseAt + 1;

    private readonly byte[] _mark;

    private StateUseRecord(StateUsePhase phase, DateTimeOffset time, byte[] mark, string? outcome = null)
    {
        Phase = phase;
        Time = time;
        _mark = mark;
        Outcome = outcome;
    }

    public StateUsePhase Phase { get; }

    /// <summary>Gets when the callback started or, once it has ended, when it ended.</summary>
    public DateTimeOffset Time { get; }

    public string? Outcome { get; }

    /// <summary>
    /// Determines whether the state is valid for one more use: this one has ended without success, and the other code was never exchanged.
    /// Unknown codes are assumed to be the same.
    /// </summary>
    public bool LeavesOpen(StateTicket ticket)
        => Phase is StateUsePhase.Failed or StateUsePhase.Abandoned
            && (Time == default || (ticket.CodeMark is { } mark && _mark.Length > 0 && !StateRandom.AreEqual(mark, _mark)));

    public static string Begin(StateTicket ticket, DateTimeOffset now)
        => now.UtcTicks.ToString(CultureInfo.InvariantCulture) + (ticket.CodeMark is { } mark ? "." + Base64Url.EncodeToString(mark) : string.Empty);

    public static string End(StateTicket ticket, StateUsePhase phase, string outcome, DateTimeOffset now, StateSeal seal)
    {
        var text = StateOutcomeText.Shorten(outcome, LargestOutcome);
        var record = new byte[HeaderLength + text.Length];
        ticket.Nonce.CopyTo(record, 0);
        record[StatePayload.NonceLength] = (byte)ticket.Attempt;
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(TimeAt), now.UtcTicks);
        record[PhaseAt] = (byte)phase;
        ticket.CodeMark?.CopyTo(record, MarkAt);
        text.CopyTo(record, HeaderLength);
        return Base64Url.EncodeToString(seal.ProtectOutcome(ticket.Provider, record));
    }

    public static StateUseRecord Read(StateTicket ticket, string? value, DateTimeOffset now, StateSeal seal)
    {
        if (value is null)
        {
            return new(StateUsePhase.Unknown, now, []);
        }

        var dot = value.IndexOf('.');
        var time = dot < 0 ? value : value.Substring(0, dot);
        if (long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks)
        {
            DateTimeOffset begun = new(ticks, TimeSpan.Zero);
            var mark = dot < 0 ? [] : CanonicalBase64Url.TryDecode(value.Substring(dot + 1)) is { Length: MarkLength } known ? known : [];
            return new(now - begun < LongestWork ? StateUsePhase.Working : StateUsePhase.Abandoned, begun, mark);
        }

        if (CanonicalBase64Url.TryDecode(value) is not { } encrypted
            || seal.TryOpenOutcome(ticket.Provider, encrypted) is not { Length: >= HeaderLength } record
            || !StateRandom.AreEqual(record.AsSpan(0, StatePayload.NonceLength), ticket.Nonce)
            || record[StatePayload.NonceLength] != ticket.Attempt)
        {
            return new(StateUsePhase.Unknown, now, []);
        }

        var code = record.AsSpan(MarkAt, MarkLength).ToArray();
        return new(
            (StateUsePhase)record[PhaseAt],
            new DateTimeOffset(BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(TimeAt)), TimeSpan.Zero),
            code.All(b => b == 0) ? [] : code,
            Encoding.UTF8.GetString(record, HeaderLength, record.Length - HeaderLength));
    }
}
