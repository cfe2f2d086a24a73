namespace Atom.OAuth;

/// <summary>Runs historical syncs in this process, without persistence: for tests and prototypes.</summary>
/// <remarks>
/// Thread-safe. Only one sync of a connection runs at a time; a later one fetches only what is new. Registered with
/// <c>AddInMemoryHistoricalSync</c>, it stops with the host: running syncs are cancelled and awaited.
/// </remarks>
public sealed class InMemoryHistoricalSync : IHistoricalSyncService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _stopping;

    private readonly Func<HistoricalSyncRequest, CancellationToken, Task> _run;
    private readonly Dictionary<(string?, string, string), Job> _jobs = [];
    private int _count;
    private bool _isStopped;

    /// <summary>Initializes a new instance of the <see cref="InMemoryHistoricalSync"/> class.</summary>
    /// <param name="run">Fetches the history from <see cref="HistoricalSyncRequest.From"/> to
    /// <see cref="HistoricalSyncRequest.RequestedAt"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="run"/> is <see langword="null"/>.</exception>
    public InMemoryHistoricalSync(Func<HistoricalSyncRequest, CancellationToken, Task> run)
    {
        _run = run ?? throw new ArgumentNullException(nameof(run));
        _stopping = _stop.Token;
    }

    /// <inheritdoc/>
    public ValueTask<HistoricalSyncStart> StartAsync(HistoricalSyncRequest request, CancellationToken cancellationToken)
    {
        _ = request ?? throw new ArgumentNullException(nameof(request));
        cancellationToken.ThrowIfCancellationRequested();
        lock (_jobs)
        {
            if (_isStopped)
            {
                throw new InvalidOperationException("The application stops: no historical sync is started any more.");
            }

            if (_jobs.TryGetValue(request.Key, out var last))
            {
                if (!last.Completion.IsCompleted)
                {
                    return new(HistoricalSyncStart.AlreadyRunning(last.Id));
                }

                if (last.IsDone && last.Request.From <= request.From && last.Request.RequestedAt >= request.RequestedAt)
                {
                    return new(HistoricalSyncStart.AlreadyDone(last.Id));
                }

                if (last.IsDone && last.Request.From <= request.From && last.Request.RequestedAt > request.From)
                {
                    request = Gap(request, last.Request);
                }
            }

            Job job = new($"memory-{++_count}", request, _run, _stopping);
            _jobs[request.Key] = job;
            return new(HistoricalSyncStart.Started(job.Id));
        }
    }

    /// <summary>Waits until no sync is running. The task faults if a sync has failed.</summary>
    public Task WaitForIdleAsync()
    {
        lock (_jobs)
        {
            return Task.WhenAll(_jobs.Values.Select(job => job.Completion).ToArray());
        }
    }

    /// <summary>Cancels the running syncs and waits until they have ended, successfully or not. No further syncs are started.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Task[] running;
        lock (_jobs)
        {
            _isStopped = true;
            running = [.. _jobs.Values.Select(job => job.Completion)];
        }

        // On another thread: the cancellation callbacks of a job must not block the host's shutdown.
        var ended = Task.WhenAll([Task.Run(_stop.Cancel, CancellationToken.None), .. running]);
        await Task.WhenAny(ended, Task.Delay(Timeout.Infinite, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>Cancels the running syncs without waiting for them; <see cref="StopAsync"/> waits.</summary>
    public void Dispose()
    {
        lock (_jobs)
        {
            _isStopped = true;
        }

        _stop.Cancel();
        _stop.Dispose();
    }

    private static HistoricalSyncRequest Gap(HistoricalSyncRequest request, HistoricalSyncRequest before)
        => new(request.IntegrationId, request.UserId, request.TenantId, request.RequestedAt, request.SyncMonths, request.ConnectionId) { From = before.RequestedAt };

    private sealed class Job(
        string id, HistoricalSyncRequest request, Func<HistoricalSyncRequest, CancellationToken, Task> run, CancellationToken stopping)
    {
        public string Id => id;

        public HistoricalSyncRequest Request => request;

        public Task Completion { get; } = Task.Run(() => run(request, stopping), CancellationToken.None);

        public bool IsDone => Completion.Status == TaskStatus.RanToCompletion;
    }
}
