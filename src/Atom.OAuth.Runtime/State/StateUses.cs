using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Atom.OAuth.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.State;

/// <summary>Single use, and the outcome that a duplicate callback gets. An entry is first the time of its use, then the encrypted outcome.</summary>
internal sealed class StateUses
{
    private const int OutcomeHeader = StatePayload.NonceLength + 8;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(400);

    private readonly IOAuthStateStore _store;
    private readonly StateSeal _seal;
    private readonly OAuthStateOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public StateUses(IOAuthStateStore store, StateSeal seal, OAuthStateOptions options, TimeProvider time, ILogger logger)
    {
        _store = store;
        _seal = seal;
        _options = options;
        _time = time;
        _logger = logger;
    }

    /// <summary>Until when an entry has to be kept: beyond its state's life on the slowest clock, so that nothing forgotten is let in again.</summary>
    public DateTimeOffset KeepUntil(DateTimeOffset expiresAt) => expiresAt + OAuthStateProtector.ClockSkew + _options.Lifetime + _options.DuplicateWindow;

    /// <summary>Uses a state. Of all callers, in all processes on the same store, exactly one gets <see langword="true"/>.</summary>
    public ValueTask<bool> TryUseAsync(StateTicket ticket, DateTimeOffset expiresAt, CancellationToken cancellationToken)
        => _store.TryAddAsync(ticket.Key, _time.GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture), KeepUntil(expiresAt), cancellationToken);

    /// <summary>Tells whether a state was used within the window, and what came of it, waiting a little while for the first to come to an end.</summary>
    public async ValueTask<(bool WasUsed, string? Outcome)> FindOutcomeAsync(StateTicket ticket, CancellationToken cancellationToken)
    {
        DateTimeOffset start = _time.GetUtcNow();
        TimeSpan pause = FirstPause;
        while (true)
        {
            // Taken before the look, so that the last look comes when the wait is over.
            bool isLast = _time.GetUtcNow() - start >= _options.DuplicateWait;
            string? value = await FindAsync(ticket, cancellationToken).ConfigureAwait(false);
            if (value is null)
            {
                return (false, null);
            }

            DateTimeOffset now = _time.GetUtcNow();
            if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long usedAt))
            {
                return ReadOutcome(ticket, value, now);
            }

            if (usedAt <= now.UtcTicks - _options.DuplicateWindow.Ticks)
            {
                return (false, null);
            }

            if (isLast)
            {
                return (true, null);
            }

            await Clock.DelayAsync(pause, _time, cancellationToken).ConfigureAwait(false);
            pause = pause >= LongestPause ? LongestPause : pause + pause;
        }
    }

    /// <summary>Records what a duplicate gets. A store that fails takes nothing back: the account is connected by now.</summary>
    public async ValueTask<bool> RecordAsync(StateTicket ticket, string outcome, CancellationToken cancellationToken)
    {
        byte[] text = Encoding.UTF8.GetBytes(outcome);
        byte[] record = new byte[OutcomeHeader + text.Length];
        ticket.Nonce.CopyTo(record, 0);
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(StatePayload.NonceLength), _time.GetUtcNow().UtcTicks);
        text.CopyTo(record, OutcomeHeader);
        Exception? failure = null;
        try
        {
            string value = Base64Url.EncodeToString(_seal.ProtectOutcome(ticket.Provider, record));
            if (await _store.TryReplaceAsync(ticket.Key, value, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            failure = exception;
        }

        StateLog.OutcomeNotRecorded(_logger, failure, StateLog.Name(ticket.Provider));
        return false;
    }

    private (bool WasUsed, string? Outcome) ReadOutcome(StateTicket ticket, string value, DateTimeOffset now)
    {
        if (CanonicalBase64Url.TryDecode(value) is not { } encrypted
            || _seal.TryOpenOutcome(ticket.Provider, encrypted) is not { Length: >= OutcomeHeader } record
            || !StateRandom.AreEqual(record.AsSpan(0, StatePayload.NonceLength), ticket.Nonce))
        {
            return (true, null);
        }

        long completedAt = BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(StatePayload.NonceLength));
        return completedAt > now.UtcTicks - _options.DuplicateWindow.Ticks
            ? (true, Encoding.UTF8.GetString(record, OutcomeHeader, record.Length - OutcomeHeader))
            : (false, null);
    }

    /// <summary>A duplicate is refused anyway: a store that fails now costs no more than the first one's outcome.</summary>
    private async ValueTask<string?> FindAsync(StateTicket ticket, CancellationToken cancellationToken)
    {
        try
        {
            return await _store.FindAsync(ticket.Key, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            StateLog.StoreFailed(_logger, exception, StateLog.Name(ticket.Provider));
            return null;
        }
    }
}
