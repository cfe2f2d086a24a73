namespace Atom.OAuth;

/// <summary>Runs historical syncs in this process and forgets them with it: for tests and first steps.</summary>
/// <remarks>Thread-safe. One sync of a connection runs at a time; after it, the next one fetches only what came since.</remarks>
public sealed class InMemoryHistoricalSync : IHistoricalSyncService
{
    private readonly Func<HistoricalSyncRequest, CancellationToken, Task> _run;
    private readonly Dictionary<(string?, string, string), Job> _jobs = [];
    private int _count;

    /// <summary>Initializes a new instance of the <see cref="InMemoryHistoricalSync"/> class.</summary>
    /// <param name="run">Fetches the history from <see cref="HistoricalSyncRequest.From"/> to <see cref="HistoricalSyncRequest.RequestedAt"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="run"/> is <see langword="null"/>.</exception>
    public InMemoryHistoricalSync(Func<HistoricalSyncRequest, CancellationToken, Task> run)
        => _run = run ?? throw new ArgumentNullException(nameof(run));

    /// <inheritdoc/>
    public ValueTask<HistoricalSyncStart> StartAsync(HistoricalSyncRequest request, CancellationToken cancellationToken)
    {
        _ = request ?? throw new ArgumentNullException(nameof(request));
        cancellationToken.ThrowIfCancellationRequested();
        lock (_jobs)
        {
            if (_jobs.TryGetValue(request.Key, out Job? last))
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

            Job job = new($"memory-{++_count}", request, _run);
            _jobs[request.Key] = job;
            return new(HistoricalSyncStart.Started(job.Id));
        }
    }

    /// <summary>Waits until nothing runs. A sync that failed makes it fail.</summary>
    public Task WaitForIdleAsync()
    {
        lock (_jobs)
        {
            return Task.WhenAll(_jobs.Values.Select(job => job.Completion).ToArray());
        }
    }

    private static HistoricalSyncRequest Gap(HistoricalSyncRequest request, HistoricalSyncRequest before)
        => new(request.IntegrationId, request.UserId, request.TenantId, request.RequestedAt, request.SyncMonths, request.ConnectionId) { From = before.RequestedAt };

    private sealed class Job(string id, HistoricalSyncRequest request, Func<HistoricalSyncRequest, CancellationToken, Task> run)
    {
        public string Id => id;

        public HistoricalSyncRequest Request => request;

        public Task Completion { get; } = Task.Run(() => run(request, CancellationToken.None));

        public bool IsDone => Completion.Status == TaskStatus.RanToCompletion;
    }
}
