using System.Collections.Concurrent;
using Atom.OAuth.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Sync;

/// <summary>Starts a sync with a timeout, and keeps it recorded as pending until it is known to have started.</summary>
internal sealed class HistoricalSyncLauncher
{
    /// <summary>
    /// How long after its timeout an attempt may still finish, and is joined by others. An attempt that never finishes must not block all
    /// later ones.
    /// </summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>How many hanging attempts are abandoned at most: each may hold a thread for as long as the service hangs.</summary>
    internal const int MostGivenUp = 100;

    private readonly ConcurrentDictionary<(string?, string, string), Attempt> _attempts = new();
    private readonly IServiceScopeFactory _scopes;
    private readonly IPendingHistoricalSyncStore _pending;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private int _givenUp;

    public HistoricalSyncLauncher(
        IServiceScopeFactory scopes,
        IPendingHistoricalSyncStore pending,
        IOptions<HistoricalSyncTriggerOptions> options,
        TimeProvider time,
        ILogger<HistoricalSyncLauncher>? logger = null)
    {
        _scopes = scopes;
        _pending = pending;
        _timeout = options.Value.StartTimeout;
        _time = time;
        _logger = logger ?? NullLogger<HistoricalSyncLauncher>.Instance;
    }

    /// <summary>Starts a sync. Never throws, and never takes longer than the timeout.</summary>
    public async Task<HistoricalSyncOutcome> LaunchAsync(HistoricalSyncRequest request)
    {
        Attempt own = new(this, request);
        var attempt = Join(own);
        try
        {
            await Clock.WaitAsync(attempt.Completion, _timeout, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            SyncLog.StartIsLate(_logger, request.IntegrationId, _timeout);
        }

        var outcome = attempt.Outcome;
        return attempt != own && outcome.Status == HistoricalSyncStatus.Started
            ? HistoricalSyncOutcome.Of(HistoricalSyncStart.AlreadyRunning(outcome.JobId!))
            : outcome;
    }

    /// <summary>Concurrent callbacks share one attempt, unless it hangs.</summary>
    private Attempt Join(Attempt own)
    {
        while (true)
        {
            var attempt = _attempts.GetOrAdd(own.Key, own);
            if (attempt == own || !attempt.Hangs || Volatile.Read(ref _givenUp) >= MostGivenUp)
            {
                return attempt;
            }

            if (_attempts.TryUpdate(own.Key, own, attempt))
            {
                _ = CountGivenUpAsync(attempt);
                return own;
            }
        }
    }

    private async Task CountGivenUpAsync(Attempt attempt)
    {
        Interlocked.Increment(ref _givenUp);
        await attempt.Completion.ConfigureAwait(false);
        Interlocked.Decrement(ref _givenUp);
    }

    /// <summary>An attempt to start a sync. It runs to its end even if no caller is waiting.</summary>
    private sealed class Attempt
    {
        private readonly HistoricalSyncLauncher _launcher;
        private readonly HistoricalSyncRequest _request;
        private readonly DateTimeOffset _madeAt;
        private readonly Lazy<Task> _run;

        public Attempt(HistoricalSyncLauncher launcher, HistoricalSyncRequest request)
        {
            _launcher = launcher;
            _request = request;
            _madeAt = launcher._time.GetUtcNow();

            // On another thread: a service that blocks must not block the callback.
            _run = new Lazy<Task>(() => Task.Run(RunAsync));
        }

        public (string? TenantId, string IntegrationId, string ConnectionId) Key => _request.Key;

        /// <summary>Gets a task for the end of the attempt, which starts on first access. It never faults.</summary>
        public Task Completion => _run.Value;

        /// <summary>Gets a value indicating whether the attempt has taken so long that it is not expected to finish.</summary>
        public bool Hangs => _launcher._time.GetUtcNow() - _madeAt >= _launcher._timeout + Patience;

        /// <summary>Gets the outcome known so far.</summary>
        public HistoricalSyncOutcome Outcome { get; private set; } = HistoricalSyncOutcome.Failed();

        private async Task RunAsync()
        {
            using var bound = Clock.CancelAfter(_launcher._timeout, _launcher._time);
            try
            {
                await RunAsync(bound.Token).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                // Whatever the service throws, the connection is kept.
                SyncLog.StartFailed(_launcher._logger, _request.IntegrationId, exception);
            }
            finally
            {
                // Remove only this attempt: if it hung, another one has replaced it.
                ((ICollection<KeyValuePair<(string?, string, string), Attempt>>)_launcher._attempts).Remove(new(Key, this));
            }
        }

        private async Task RunAsync(CancellationToken cancellationToken)
        {
#if NET
            await using var scope = _launcher._scopes.CreateAsyncScope();
#else
            using var scope = _launcher._scopes.CreateScope();
#endif
            var isRecorded = await RecordAsync(cancellationToken).ConfigureAwait(false);
            if (scope.ServiceProvider.GetService<IHistoricalSyncService>() is not { } service)
            {
                Outcome = HistoricalSyncOutcome.NotConfigured();
                SyncLog.NotConfigured(_launcher._logger, _request.IntegrationId);
                await ForgetAsync(isRecorded).ConfigureAwait(false);
                return;
            }

            Outcome = HistoricalSyncOutcome.Of(await service.StartAsync(_request, cancellationToken).ConfigureAwait(false));
            await ForgetAsync(isRecorded).ConfigureAwait(false);
        }

        /// <summary>
        /// Records the request before the attempt, so that it is not lost if the process dies, provided that the store is persistent.
        /// </summary>
        private async Task<bool> RecordAsync(CancellationToken cancellationToken)
        {
            try
            {
                // A store that never responds must not keep the service from being called.
                var adding = Task.Run(() => _launcher._pending.AddAsync(_request, cancellationToken).AsTask(), CancellationToken.None);
                await Clock.WaitAsync(adding, TimeSpan.FromTicks(_launcher._timeout.Ticks / 2), _launcher._time).ConfigureAwait(false);
                Outcome = HistoricalSyncOutcome.Pending();
                return true;
            }
            catch (Exception exception)
            {
                SyncLog.NotRecorded(_launcher._logger, _request.IntegrationId, exception);
                return false;
            }
        }

        private async Task ForgetAsync(bool isRecorded)
        {
            if (!isRecorded)
            {
                return;
            }

            try
            {
                await _launcher._pending.RemoveAsync(_request, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                // It will be started again, which the service has to expect.
                SyncLog.NotForgotten(_launcher._logger, _request.IntegrationId, exception);
            }
        }
    }
}
