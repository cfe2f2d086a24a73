using System.Collections.Concurrent;
using Atom.OAuth.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Sync;

/// <summary>Starts a sync within a bound, and records it until it is known to have started.</summary>
internal sealed class HistoricalSyncLauncher
{
    private readonly ConcurrentDictionary<(string?, string, string), Lazy<Attempt>> _attempts = new();
    private readonly IServiceScopeFactory _scopes;
    private readonly IPendingHistoricalSyncStore _pending;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

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

    /// <summary>Starts a sync. Never throws, and never waits longer than the bound.</summary>
    public async Task<HistoricalSyncOutcome> LaunchAsync(HistoricalSyncRequest request)
    {
        // Two callbacks at once share one attempt.
        Lazy<Attempt> own = new(() => new Attempt(this, request));
        Lazy<Attempt> attempt = _attempts.GetOrAdd(request.Key, own);
        try
        {
            await Clock.WaitAsync(attempt.Value.Completion, _timeout, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            SyncLog.StartIsLate(_logger, request.IntegrationId, _timeout);
        }

        HistoricalSyncOutcome outcome = attempt.Value.Outcome;
        return attempt != own && outcome.Status == HistoricalSyncStatus.Started
            ? HistoricalSyncOutcome.Of(HistoricalSyncStart.AlreadyRunning(outcome.JobId!))
            : outcome;
    }

    /// <summary>One try to start, which ends whether or not somebody waits for it.</summary>
    private sealed class Attempt
    {
        private readonly HistoricalSyncLauncher _launcher;
        private readonly HistoricalSyncRequest _request;

        public Attempt(HistoricalSyncLauncher launcher, HistoricalSyncRequest request)
        {
            _launcher = launcher;
            _request = request;

            // On a thread of its own: a service that blocks must not block the callback.
            Completion = Task.Run(RunAsync);
        }

        /// <summary>Gets the end of the attempt. It never fails.</summary>
        public Task Completion { get; }

        /// <summary>Gets what is known so far.</summary>
        public HistoricalSyncOutcome Outcome { get; private set; } = HistoricalSyncOutcome.Failed();

        private async Task RunAsync()
        {
            using CancellationTokenSource bound = Clock.CancelAfter(_launcher._timeout, _launcher._time);
            try
            {
                await RunAsync(bound.Token).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                // Whatever a service throws, the connection stands.
                SyncLog.StartFailed(_launcher._logger, _request.IntegrationId, exception);
            }
            finally
            {
                _launcher._attempts.TryRemove(_request.Key, out _);
            }
        }

        private async Task RunAsync(CancellationToken cancellationToken)
        {
#if NET
            await using AsyncServiceScope scope = _launcher._scopes.CreateAsyncScope();
#else
            using IServiceScope scope = _launcher._scopes.CreateScope();
#endif
            bool isRecorded = await RecordAsync(cancellationToken).ConfigureAwait(false);
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

        /// <summary>Records the request before it is tried: a process that dies on the way has lost nothing, if the store outlives it.</summary>
        private async Task<bool> RecordAsync(CancellationToken cancellationToken)
        {
            try
            {
                await _launcher._pending.AddAsync(_request, cancellationToken).ConfigureAwait(false);
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
                // It will be started once more, which the service has to expect.
                SyncLog.NotForgotten(_launcher._logger, _request.IntegrationId, exception);
            }
        }
    }
}
