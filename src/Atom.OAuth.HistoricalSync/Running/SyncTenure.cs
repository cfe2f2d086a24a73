using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Sync;

/// <summary>
/// The period in which a process may run syncs. It sends heartbeats and, if it could not for too long, stops before others can declare
/// it dead. Wall clocks are not compared: each process measures by its own monotonic clock how long another's heartbeat has not changed.
/// </summary>
internal sealed class SyncTenure(
    LedgerNodes nodes, SyncSignals signals, IOptions<HistoricalSyncOptions> options, TimeProvider time, bool isAlone, ILogger logger) : IDisposable
{
    private readonly CancellationTokenSource _lease = new();
    private readonly Dictionary<string, (long Beat, long Seen)> _others = new(StringComparer.Ordinal);
    private readonly TimeSpan _duration = options.Value.LeaseDuration;

    /// <summary>Gets the id, which is used for this tenure only.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("n");

    /// <summary>Gets a token that is cancelled when the tenure is lost.</summary>
    public CancellationToken Lease => _lease.Token;

    /// <summary>Starts the tenure.</summary>
    /// <param name="replaced">The previous tenure, whose syncs this process has stopped, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task EnterAsync(string? replaced, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var recovered = await nodes.EnterAsync(Id, replaced, isAlone, cancellationToken).ConfigureAwait(false);
        Renew(began);
        signals.Changed(recovered);
        DiagnosticsLog.Entered(logger, options.Value.InstanceName, Id, options.Value.MaxConcurrentSyncs);
    }

    /// <summary>Sends heartbeats until the tenure ends or the process stops.</summary>
    public async Task BeatAsync(CancellationToken stopping)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stopping, Lease);
        var interval = isAlone ? _duration : _duration / 4;
        var swept = time.GetTimestamp();
        var last = time.GetTimestamp();
        while (!both.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(interval, both.Token).ConfigureAwait(false);
                var began = time.GetTimestamp();
                var beats = await nodes.BeatAsync(Id, both.Token).ConfigureAwait(false);
                if (!beats.ContainsKey(Id))
                {
                    await _lease.CancelAsync().ConfigureAwait(false);
                    return;
                }

                Renew(began);
                var wasAway = time.GetElapsedTime(last) > _duration / 2;
                last = time.GetTimestamp();
                var dead = Judge(beats, wasAway);
                if (dead.Count > 0 || time.GetElapsedTime(swept) > _duration)
                {
                    swept = time.GetTimestamp();
                    signals.Changed(await nodes.BuryAsync(dead, both.Token).ConfigureAwait(false));
                }
            }
            catch (OperationCanceledException) when (both.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                DiagnosticsLog.LedgerUnavailable(logger, exception);
            }
        }
    }

    /// <summary>Ends the tenure cleanly.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
        => signals.Changed(await nodes.LeaveAsync(Id, cancellationToken).ConfigureAwait(false));

    public void Dispose() => _lease.Dispose();

    /// <summary>Finds the other processes whose heartbeat has not changed for the duration of a lease.</summary>
    /// <param name="beats">The heartbeats of all processes.</param>
    /// <param name="wasAway">Whether this process itself could not read them, so that it cannot judge the others.</param>
    private Dictionary<string, long> Judge(IReadOnlyDictionary<string, long> beats, bool wasAway)
    {
        Dictionary<string, long> dead = new(StringComparer.Ordinal);
        foreach (var gone in _others.Keys.Where(id => !beats.ContainsKey(id)).ToArray())
        {
            _others.Remove(gone);
        }

        foreach ((var id, var beat) in beats)
        {
            if (id == Id)
            {
                continue;
            }

            if (wasAway || !_others.TryGetValue(id, out var known) || known.Beat != beat)
            {
                _others[id] = (beat, time.GetTimestamp());
            }
            else if (time.GetElapsedTime(known.Seen) >= _duration)
            {
                dead[id] = beat;
            }
        }

        return dead;
    }

    /// <summary>Extends the lease to three quarters of its duration, counted from sending the heartbeat; the rest is for stopping in time.</summary>
    private void Renew(long began)
    {
        if (!isAlone)
        {
            var left = (_duration * 0.75) - time.GetElapsedTime(began);
            _lease.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
    }
}
