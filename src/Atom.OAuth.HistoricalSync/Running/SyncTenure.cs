using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Sync;

/// <summary>
/// The time in which a process may run syncs: it gives signs of life, and when it could not for too long, it stops before others can take
/// it for dead. Nobody compares wall clocks: each process counts, by its own monotonic clock, how long it has seen no new sign of another.
/// </summary>
internal sealed class SyncTenure(
    LedgerNodes nodes, SyncSignals signals, IOptions<HistoricalSyncOptions> options, TimeProvider time, bool isAlone, ILogger logger) : IDisposable
{
    private readonly CancellationTokenSource _lease = new();
    private readonly Dictionary<string, (long Beat, long Seen)> _others = new(StringComparer.Ordinal);
    private readonly TimeSpan _duration = options.Value.LeaseDuration;

    /// <summary>Gets the id, used for this one tenure.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("n");

    /// <summary>Gets what is cancelled when the tenure ends without having been given up.</summary>
    public CancellationToken Lease => _lease.Token;

    /// <summary>Begins it.</summary>
    /// <param name="replaced">The tenure before, whose syncs this process has stopped; or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task EnterAsync(string? replaced, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var recovered = await nodes.EnterAsync(Id, replaced, isAlone, cancellationToken).ConfigureAwait(false);
        Renew(began);
        signals.Changed(recovered);
        DiagnosticsLog.Entered(logger, options.Value.InstanceName, Id, options.Value.MaxConcurrentSyncs);
    }

    /// <summary>Gives signs of life until the tenure ends or the process stops.</summary>
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

    /// <summary>Ends it in good order.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
        => signals.Changed(await nodes.LeaveAsync(Id, cancellationToken).ConfigureAwait(false));

    public void Dispose() => _lease.Dispose();

    /// <summary>Which of the others gave no sign for as long as a lease lasts.</summary>
    /// <param name="beats">The signs of all.</param>
    /// <param name="wasAway">Whether this process itself could not look: then it knows nothing of what the others did.</param>
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

    /// <summary>Three quarters of the lease from the moment at which the sign was on its way: the rest is for stopping in time.</summary>
    private void Renew(long began)
    {
        if (!isAlone)
        {
            var left = (_duration * 0.75) - time.GetElapsedTime(began);
            _lease.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
    }
}
