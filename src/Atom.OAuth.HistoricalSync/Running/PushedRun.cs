using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Sync;

/// <summary>
/// A run of a history that arrives by webhooks: it is requested once, then each webhook is a batch, and it ends after a day without any.
/// </summary>
internal sealed class PushedRun(
    LedgerRuns ledger,
    LedgerChunks chunks,
    LedgerClock clock,
    IOptions<WhatsAppHistoryOptions> options,
    IOptions<HistoricalSyncOptions> sync,
    TimeProvider time)
{
    private const int Everything = 100;

    private long Window => (long)options.Value.RequestWindow.TotalMilliseconds;

    public async Task<RunEnd> RunAsync(
        SyncRow run, IServiceProvider services, Func<WindowRow, RunFailure, Task<RunEnd>> fail, CancellationToken lease, CancellationToken fetching)
    {
        if (run.Windows == 0)
        {
            // Written before the request, so that after a crash it is known that the request may have been sent.
            await ledger.PlanAsync(run, [run.Range], lease).ConfigureAwait(false);
        }

        var window = await ledger.NextWindowAsync(run, lease).ConfigureAwait(false);
        if (window is null)
        {
            return new(SyncTrigger.Complete);
        }

        if (run.Deadline is null)
        {
            return await RequestAsync(run, window, services, fail, fetching).ConfigureAwait(false);
        }

        return await ReadAsync(run, window, services, fail, lease, fetching).ConfigureAwait(false);
    }

    private async Task<RunEnd> RequestAsync(
        SyncRow run, WindowRow window, IServiceProvider services, Func<WindowRow, RunFailure, Task<RunEnd>> fail, CancellationToken fetching)
    {
        if (time.GetUtcNow().ToUnixTimeMilliseconds() - run.CreatedAt > Window && clock.Now - (run.Begun ?? clock.Now) > Window)
        {
            return new(SyncTrigger.Fail, null, new(
                HistoricalSyncFailureKind.Expired,
                "WhatsApp can be asked for the history on the day of onboarding only, and that has passed. Disconnect and connect again."));
        }

        try
        {
            using var ambient = OAuthConnectionScope.Enter(LedgerText.TenantId(run.Tenant), run.Connection);
            await services.GetRequiredService<WhatsAppHistory>().RequestAsync(
                run.ToConnection(), isRepeated: run.Windows > 0, fetching).ConfigureAwait(false);
        }
        catch (Exception exception) when (!fetching.IsCancellationRequested)
        {
            return await fail(window, RunFailure.Of(exception)).ConfigureAwait(false);
        }

        var deadline = clock.Now + Window;
        return new(SyncTrigger.Wait, deadline) { Deadline = deadline };
    }

    private async Task<RunEnd> ReadAsync(
        SyncRow run,
        WindowRow window,
        IServiceProvider services,
        Func<WindowRow, RunFailure, Task<RunEnd>> fail,
        CancellationToken lease,
        CancellationToken fetching)
    {
        BatchWriter writer = new(services, ledger);
        var began = time.GetTimestamp();
        var isAny = false;
        while (await chunks.NextAsync(run, lease).ConfigureAwait(false) is { } chunk)
        {
            fetching.ThrowIfCancellationRequested();
            if (time.GetElapsedTime(began) > sync.Value.TimeSlice)
            {
                return new(SyncTrigger.Yield) { Deadline = clock.Now + Window };
            }

            isAny = true;
            var webhook = WhatsAppWebhook.Read(chunk.Body) ?? new(0, 0, 0, false, []);
            if (webhook.IsRefused)
            {
                return new(SyncTrigger.Fail, null, new(
                    HistoricalSyncFailureKind.Refused, "The business does not share its WhatsApp history. Connect again, and agree to share it."));
            }

            try
            {
                // The hash distinguishes chunks with the same number, so the key does not depend on how often or in which order they arrive.
                var position = ((long)webhook.Order << 32) | Convert.ToUInt32(chunk.Hash[..8], 16);
                HistoricalSyncBatch batch = new(
                    run.ToConnection(), run.Kind, run.Generation, window.Window, webhook.Phase, position, webhook.Records);
                window = window with { Position = window.Position + 1, Attempts = 0 };
                Checkpoint checkpoint = new(window, LedgerText.Open, webhook.Records.Count)
                {
                    Also = (transaction, token) => LedgerChunks.DoneAsync(transaction, run, chunk, webhook.Progress, token),
                };
                if (await writer.WriteAsync(run, batch, checkpoint, lease).ConfigureAwait(false) is { } control)
                {
                    return new(control) { Deadline = clock.Now + Window };
                }
            }
            catch (SinkFailedException exception)
            {
                return await fail(window, RunFailure.OfSink(exception.InnerException!)).ConfigureAwait(false);
            }
        }

        return await AfterAsync(run, window, isAny, lease).ConfigureAwait(false);
    }

    /// <summary>Decides what to do once all received webhooks are processed.</summary>
    private async Task<RunEnd> AfterAsync(SyncRow run, WindowRow window, bool isAny, CancellationToken lease)
    {
        var progress = await chunks.ProgressAsync(run, lease).ConfigureAwait(false);
        if (progress >= Everything)
        {
            await ledger.CheckpointAsync(run, new(window, LedgerText.Done, 0), null, lease).ConfigureAwait(false);
            return new(SyncTrigger.Complete);
        }

        if (!isAny && clock.Now >= run.Deadline)
        {
            return new(SyncTrigger.Fail, null, new(
                HistoricalSyncFailureKind.Expired,
                $"WhatsApp sent {progress} % of the history and nothing more for a day. Disconnect and connect again to ask for the rest."));
        }

        var deadline = isAny ? clock.Now + Window : run.Deadline!.Value;
        return new(SyncTrigger.Wait, deadline) { Deadline = deadline };
    }
}
