using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Sync;

/// <summary>Runs a sync, page by page, until it is done, has to wait, fails, or its time slice is over.</summary>
internal sealed class SyncRunner(
    LedgerRuns ledger,
    LedgerBudgets budgets,
    LedgerClock clock,
    Sources sources,
    PushedRun pushed,
    LedgerChunks chunks,
    IServiceScopeFactory scopes,
    IOptions<HistoricalSyncOptions> options,
    TimeProvider time,
    SyncSignals signals,
    ILogger<SyncRunner> logger)
{
    /// <summary>A window whose cursor keeps expiring takes too long to read, and is split.</summary>
    private const int MaxPasses = 3;

    private static readonly TimeSpan OutagePause = TimeSpan.FromSeconds(1);

    /// <summary>Runs a sync. Never throws.</summary>
    /// <param name="run">The sync as claimed.</param>
    /// <param name="lease">Cancelled when other processes may have taken over the sync.</param>
    /// <param name="stopping">Cancelled when the process stops; the current batch is completed.</param>
    public async Task RunAsync(SyncRow run, CancellationToken lease, CancellationToken stopping)
    {
        using var activity = HistoricalSyncTelemetry.StartTurn(run);
        try
        {
            var end = await TurnAsync(run, lease, stopping).ConfigureAwait(false);
            await EndAsync(run, end, lease, stopping).ConfigureAwait(false);
            if (end.Deadline is not null)
            {
                await chunks.WakeIfAnyAsync(run, lease).ConfigureAwait(false);
            }
        }
        catch (LeaseLostException)
        {
            DiagnosticsLog.RunSuperseded(logger, run.Id);
        }
        catch (OperationCanceledException) when (lease.IsCancellationRequested)
        {
            DiagnosticsLog.RunSuperseded(logger, run.Id);
        }
        catch (Exception exception)
        {
            // The process stops during a database outage: the next process finds this sync without an owner.
            DiagnosticsLog.LedgerUnavailable(logger, exception);
        }
    }

    private async Task<RunEnd> TurnAsync(SyncRow run, CancellationToken lease, CancellationToken stopping)
    {
        try
        {
            if (sources.Find(run.Integration, run.Kind) is not { } source)
            {
                DiagnosticsLog.NoSource(logger, run.Id, run.Integration, run.Kind);
                return Later(
                    TimeSpan.FromMinutes(1), new(HistoricalSyncFailureKind.Transient, "No source of this history is registered in the application."));
            }

            using var fetching = CancellationTokenSource.CreateLinkedTokenSource(lease, stopping);
            await using var scope = scopes.CreateAsyncScope();
            return source.IsPushed
                ? await pushed.RunAsync(
                    run,
                    scope.ServiceProvider,
                    (window, failure) => FailAsync(run, source, window, failure, lease),
                    lease,
                    fetching.Token).ConfigureAwait(false)
                : await PagesAsync(run, source, scope.ServiceProvider, lease, fetching.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && !lease.IsCancellationRequested)
        {
            return new(SyncTrigger.Yield);
        }
        catch (Exception exception) when (LedgerErrors.IsOutage(exception))
        {
            DiagnosticsLog.LedgerUnavailable(logger, exception);
            return Later(OutagePause, null);
        }
        catch (Exception exception) when (exception is not LeaseLostException && !lease.IsCancellationRequested)
        {
            DiagnosticsLog.RunFailed(logger, run.Id, exception);
            return Later(
                TimeSpan.FromMinutes(1), new(HistoricalSyncFailureKind.Transient, $"The sync met an error of its own ({exception.GetType().Name})."));
        }
    }

    private async Task<RunEnd> PagesAsync(
        SyncRow run, SourceRegistration registration, IServiceProvider services, CancellationToken lease, CancellationToken fetching)
    {
        if (run.Windows == 0)
        {
            HistoricalSyncWindow[] plan = [.. WindowPlan.Divide(run.Range, run.Skip, registration.Options.WindowLength)];
            await ledger.PlanAsync(run, plan, lease).ConfigureAwait(false);
        }

        var source = registration.Create(services);
        BatchWriter writer = new(services, ledger);
        var began = time.GetTimestamp();
        var isBooked = run.IsBooked;
        var window = await ledger.NextWindowAsync(run, lease).ConfigureAwait(false);
        while (window is not null)
        {
            fetching.ThrowIfCancellationRequested();
            if (time.GetElapsedTime(began) > options.Value.TimeSlice)
            {
                return new(SyncTrigger.Yield) { IsBooked = isBooked };
            }

            if (!isBooked && registration.Options.Budgets.Count > 0)
            {
                (var at, isBooked) = await budgets.BookAsync(run, registration.Options.Budgets, lease).ConfigureAwait(false);
                if (at > clock.Now)
                {
                    return new(SyncTrigger.Wait, at) { IsBooked = isBooked };
                }
            }

            isBooked = false;
            (var end, window) = await PageAsync(run, registration, source, writer, window, lease, fetching).ConfigureAwait(false);
            if (end is not null)
            {
                return end;
            }

            window ??= await ledger.NextWindowAsync(run, lease).ConfigureAwait(false);
        }

        return new(SyncTrigger.Complete);
    }

    /// <summary>Reads and writes a page.</summary>
    /// <returns>The end of the run, or <see langword="null"/> to continue; and the window, unless it is done.</returns>
    private async Task<(RunEnd? End, WindowRow? Window)> PageAsync(
        SyncRow run,
        SourceRegistration registration,
        IHistoricalSyncSource source,
        BatchWriter writer,
        WindowRow window,
        CancellationToken lease,
        CancellationToken fetching)
    {
        using var activity = HistoricalSyncTelemetry.StartBatch(run);
        var began = time.GetTimestamp();
        HistoricalSyncPage page;
        try
        {
            HistoricalSyncPageRequest request = new(run.ToConnection(), run.Kind, window.Window, window.Cursor, registration.Options.PageSize);
            using var ambient = OAuthConnectionScope.Enter(LedgerText.TenantId(run.Tenant), run.Connection);
            page = await source.FetchAsync(request, fetching).ConfigureAwait(false)
                ?? throw new InvalidOperationException("The source gave null in place of a page.");
        }
        catch (Exception exception) when (exception is not LeaseLostException && !fetching.IsCancellationRequested)
        {
            DiagnosticsLog.Thrown(logger, run.Id, exception);
            return (await FailAsync(run, registration, window, RunFailure.Of(exception), lease).ConfigureAwait(false), null);
        }

        var checkpoint = Next(window, page);
        try
        {
            var control = await writer.WriteAsync(run, window, page, checkpoint, lease).ConfigureAwait(false);
            HistoricalSyncTelemetry.CountBatch(run, page.Records.Count, time.GetElapsedTime(began));
            signals.Advanced(run.Id);
            return (control is { } wanted ? new RunEnd(wanted) : null, checkpoint.IsDone ? null : checkpoint.Window);
        }
        catch (SinkFailedException exception)
        {
            DiagnosticsLog.Thrown(logger, run.Id, exception.InnerException!);
            return (await FailAsync(run, registration, window, RunFailure.OfSink(exception.InnerException!), lease).ConfigureAwait(false), null);
        }
    }

    private static Checkpoint Next(WindowRow window, HistoricalSyncPage page)
    {
        var next = window with { Cursor = page.NextCursor, Position = window.Position + 1, Attempts = 0 };
        return (page.IsTruncated, page.NextCursor) switch
        {
            (true, _) when WindowPlan.Halve(window.Window) is { } halves => new(next, LedgerText.Split, page.Records.Count, halves),
            (true, null) => new(next, LedgerText.Truncated, page.Records.Count),
            (_, null) => new(next, LedgerText.Done, page.Records.Count),
            _ => new(next, LedgerText.Open, page.Records.Count),
        };
    }

    /// <summary>Decides what to do after a failure.</summary>
    private async Task<RunEnd> FailAsync(SyncRow run, SourceRegistration registration, WindowRow window, RunFailure failure, CancellationToken lease)
    {
        switch (failure.Kind)
        {
            case HistoricalSyncFailureKind.RateLimited:
                var until = clock.Now + (long)failure.RetryAfter!.Value.TotalMilliseconds;
                await budgets.BlockAsync(run, registration.Options.Budgets, until, lease).ConfigureAwait(false);
                return new(SyncTrigger.Wait, until, failure);
            case HistoricalSyncFailureKind.NeedsReauthorization:
                return new(SyncTrigger.LoseAuthorization, null, failure);
            case HistoricalSyncFailureKind.Gone or HistoricalSyncFailureKind.Refused or HistoricalSyncFailureKind.Expired:
                return new(SyncTrigger.Fail, null, failure);
            case HistoricalSyncFailureKind.CursorExpired when window.Cursor is not null:
                return await StartWindowAnewAsync(run, window, failure, lease).ConfigureAwait(false);
            default:
                var tried = window with { Attempts = window.Attempts + 1 };
                return tried.Attempts >= options.Value.MaxAttempts
                    ? new(SyncTrigger.Fail, null, failure) { Window = tried }
                    : Later(Backoff(tried.Attempts), failure) with { Window = tried };
        }
    }

    private async Task<RunEnd> StartWindowAnewAsync(SyncRow run, WindowRow window, RunFailure failure, CancellationToken lease)
    {
        if (window.Pass >= MaxPasses && WindowPlan.Halve(window.Window) is { } halves)
        {
            await ledger.CheckpointAsync(run, new(window, LedgerText.Split, 0, halves), null, lease).ConfigureAwait(false);
            return new(SyncTrigger.Yield, null, failure);
        }

        return new(SyncTrigger.Yield, null, failure) { Window = window with { Cursor = null, Pass = window.Pass + 1, Position = 0 } };
    }

    /// <summary>Ends the run, retrying during a database outage: until then no other process can get the sync.</summary>
    private async Task EndAsync(SyncRow run, RunEnd end, CancellationToken lease, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                await ledger.EndAsync(run, end, lease).ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (
                exception is not LeaseLostException && !(lease.IsCancellationRequested || stopping.IsCancellationRequested))
            {
                DiagnosticsLog.LedgerUnavailable(logger, exception);
                await Task.WhenAny(Task.Delay(OutagePause, stopping)).ConfigureAwait(false);
            }
        }
    }

    private RunEnd Later(TimeSpan pause, RunFailure? failure) => new(SyncTrigger.Yield, clock.Now + (long)pause.TotalMilliseconds, failure);

    /// <summary>Doubles with each attempt, minus up to a quarter, so that runs that failed together do not retry together.</summary>
    private TimeSpan Backoff(int attempts)
    {
        var pause = Math.Min(
            options.Value.FirstRetryDelay.TotalMilliseconds * Math.Pow(2, attempts - 1), options.Value.LongestRetryDelay.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(pause * (1 - (Random.Shared.NextDouble() / 4)));
    }
}
