using System.Collections.Concurrent;
using Quartz;
using Quartz.Extensibility;

namespace Atom.OAuth.Sync;

/// <summary>
/// Runs what the dispatcher claimed from the ledger, with Quartz and its in-memory store. Crash recovery is up to the ledger, so Quartz
/// needs no tables, misfires or recovery. This is the only file that depends on Quartz.
/// </summary>
internal sealed class RunExecutor : IAsyncDisposable
{
    private readonly Runs _runs;
    private readonly StandaloneSchedulerFactory _factory;
    private readonly IScheduler _scheduler;

    private RunExecutor(Runs runs, StandaloneSchedulerFactory factory, IScheduler scheduler)
    {
        _runs = runs;
        _factory = factory;
        _scheduler = scheduler;
    }

    /// <summary>Starts an executor.</summary>
    /// <param name="name">The name, unique within the process.</param>
    /// <param name="maxConcurrency">The maximum number of concurrent runs.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static async Task<RunExecutor> StartAsync(string name, int maxConcurrency, CancellationToken cancellationToken)
    {
        Runs runs = new();
        var factory = QuartzSchedulerBuilder
            .Create(quartz => quartz.UseInMemoryStore().UseDefaultThreadPool(maxConcurrency).UseJobFactory(runs))
            .UseProperties([new("quartz.scheduler.instanceName", name)])
            .Build();
        var scheduler = await factory.GetScheduler(cancellationToken).ConfigureAwait(false);
        await scheduler.Start(cancellationToken).ConfigureAwait(false);
        return new(runs, factory, scheduler);
    }

    /// <summary>Starts a run without waiting for it.</summary>
    /// <param name="id">An id that is not used again.</param>
    /// <param name="run">The run; it must not throw.</param>
    /// <param name="cancellationToken">Cancels the start, not the run.</param>
    public async Task ExecuteAsync(string id, Func<Task> run, CancellationToken cancellationToken)
    {
        _runs.Add(id, run);
        var job = JobBuilder.Create<RunJob>().WithIdentity(id).Build();
        var trigger = TriggerBuilder.Create(TimeProvider.System).WithIdentity(id).StartNow().Build();
        await _scheduler.ScheduleJob(job, trigger, new ScheduleJobOptions(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Counts the waiting and executing runs, for tests.</summary>
    internal async Task<int> CountAsync()
        => (await _scheduler.GetJobKeys(Quartz.GroupMatcher<JobKey>.AnyGroup(), CancellationToken.None).ConfigureAwait(false)).Count;

    /// <summary>Waits for the runs and shuts down.</summary>
    public async ValueTask DisposeAsync()
    {
        await _scheduler.Shutdown(true, CancellationToken.None).ConfigureAwait(false);
        await _factory.DisposeAsync().ConfigureAwait(false);
    }

    private sealed class RunJob(Func<Task> run) : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => new(run());
    }

    /// <summary>Creates the job for each run.</summary>
    private sealed class Runs : IJobFactory
    {
        private readonly ConcurrentDictionary<string, Func<Task>> _waiting = new(StringComparer.Ordinal);

        public void Add(string id, Func<Task> run) => _waiting[id] = run;

        public ValueTask<JobScope> CreateJob(TriggerFiredBundle bundle, IScheduler scheduler, CancellationToken cancellationToken)
            => _waiting.TryRemove(bundle.JobDetail.Key.Name, out var run)
                ? new(new JobScope(new RunJob(run), null))
                : throw new InvalidOperationException("A run is executed once.");

        public ValueTask ReturnJob(JobScope scope, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
