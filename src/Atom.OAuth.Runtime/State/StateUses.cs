using Atom.OAuth.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Atom.OAuth.State;

/// <summary>Enforces single use, and provides the outcome for duplicate callbacks.</summary>
internal sealed class StateUses
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(400);

    private readonly BoundedStateStore _store;
    private readonly StateSeal _seal;
    private readonly OAuthStateOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public StateUses(BoundedStateStore store, StateSeal seal, OAuthStateOptions options, TimeProvider time, ILogger logger)
    {
        _store = store;
        _seal = seal;
        _options = options;
        _time = time;
        _logger = logger;
    }

    /// <summary>
    /// Returns how long to keep an entry: longer than its state lives by the slowest clock, so that no forgotten state is accepted again.
    /// </summary>
    public DateTimeOffset KeepUntil(DateTimeOffset expiresAt) =>
        expiresAt + OAuthStateProtector.ClockSkew + _options.Lifetime + _options.DuplicateWindow;

    /// <summary>
    /// Uses a state. Of all callers, in all processes that share the store, exactly one gets a ticket; the others get the outcome of
    /// its use, after waiting for it briefly. After a failed use, one caller with another code gets the next ticket. If the store cannot
    /// provide the outcome, an exception is thrown, so that the caller can retry: "already used" would turn the user away for good.
    /// </summary>
    public async ValueTask<(StateTicket? Won, StateUseRecord? Before)> UseAsync(
        StateTicket ticket, StateOwner owner, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        var start = _time.GetUtcNow();
        while (!await TryUseAsync(ticket, owner, expiresAt, cancellationToken).ConfigureAwait(false))
        {
            var record = await WaitForEndAsync(ticket, start, FindAsync, cancellationToken).ConfigureAwait(false);
            if (!record.LeavesOpen(ticket) || ticket.Attempt + 1 == StateTicket.MostAttempts)
            {
                // After a code failed, the user may have succeeded with another one.
                var mayBeOver = record.Phase == StateUsePhase.Failed;
                return (null, mayBeOver ? await FindLastAsync(ticket, waits: false, cancellationToken).ConfigureAwait(false) : record);
            }

            ticket = ticket.Next();
        }

        return (ticket, null);
    }

    /// <summary>Finds the outcome of the last use of a state.</summary>
    public async ValueTask<StateUseRecord> FindLastAsync(StateTicket ticket, bool waits, CancellationToken cancellationToken)
    {
        DateTimeOffset? start = waits ? _time.GetUtcNow() : null;
        var last = await WaitForEndAsync(ticket, start, TryFindAsync, cancellationToken).ConfigureAwait(false);
        while (last.Phase is StateUsePhase.Failed or StateUsePhase.Abandoned && ticket.Attempt + 1 < StateTicket.MostAttempts)
        {
            ticket = ticket.Next();
            var next = await WaitForEndAsync(ticket, start, TryFindAsync, cancellationToken).ConfigureAwait(false);
            if (next.Phase == StateUsePhase.Unknown)
            {
                break;
            }

            last = next;
        }

        return last;
    }

    /// <summary>Determines whether duplicates still get the outcome of a use.</summary>
    public bool IsTold(StateUseRecord record) => record.Time > _time.GetUtcNow() - _options.DuplicateWindow;

    /// <summary>Records the outcome for duplicates. A failing store undoes nothing: the account is already connected.</summary>
    public async ValueTask<bool> RecordAsync(StateTicket ticket, StateUsePhase phase, string outcome, CancellationToken cancellationToken)
    {
        if (ticket.IsUnused)
        {
            return true;
        }

        Exception? failure = null;
        try
        {
            var value = StateUseRecord.End(ticket, phase, outcome, _time.GetUtcNow(), _seal);
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

    private ValueTask<bool> TryUseAsync(StateTicket ticket, StateOwner owner, DateTimeOffset expiresAt, CancellationToken cancellationToken)
        => _store.AddUseAsync(ticket.Key, StateUseRecord.Begin(ticket, _time.GetUtcNow()), KeepUntil(expiresAt), owner, cancellationToken);

    /// <summary>
    /// Waits for a use to end, until <see cref="OAuthStateOptions.DuplicateWait"/> after the start; without a start, not at all.
    /// </summary>
    private async ValueTask<StateUseRecord> WaitForEndAsync(
        StateTicket ticket,
        DateTimeOffset? start,
        Func<StateTicket, CancellationToken, ValueTask<StateUseRecord>> find,
        CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        while (true)
        {
            // Determined before the lookup, so that there is one last lookup after the wait.
            var isLast = start is null || _time.GetUtcNow() - start >= _options.DuplicateWait || _options.DuplicateWindow == TimeSpan.Zero;
            var record = await find(ticket, cancellationToken).ConfigureAwait(false);
            if (isLast || record.Phase != StateUsePhase.Working)
            {
                return record;
            }

            await Clock.DelayAsync(pause, _time, cancellationToken).ConfigureAwait(false);
            pause = pause >= LongestPause ? LongestPause : pause + pause;
        }
    }

    private async ValueTask<StateUseRecord> FindAsync(StateTicket ticket, CancellationToken cancellationToken)
        => StateUseRecord.Read(ticket, await _store.FindAsync(ticket.Key, cancellationToken).ConfigureAwait(false), _time.GetUtcNow(), _seal);

    /// <summary>For callers to whom the record is only additional information, so a failing store is tolerated.</summary>
    private async ValueTask<StateUseRecord> TryFindAsync(StateTicket ticket, CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(ticket, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            StateLog.StoreFailed(_logger, exception, StateLog.Name(ticket.Provider));
            return StateUseRecord.Read(ticket, null, _time.GetUtcNow(), _seal);
        }
    }
}
