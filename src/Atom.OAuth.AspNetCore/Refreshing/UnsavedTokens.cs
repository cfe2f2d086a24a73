using System.Collections.Concurrent;
using System.Data.Common;
using Atom.OAuth.Diagnostics;
using Atom.OAuth.Integrations;
using Atom.OAuth.Store;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Refreshing;

/// <summary>
/// Stores refreshed tokens. If the database fails, keeps them in memory until it is back, because a provider that rotates tokens has invalidated the
/// old ones. They are not used before they are stored.
/// </summary>
internal sealed class UnsavedTokens(
    ConnectionStore store, IOptions<ConnectionsOptions> options, TimeProvider time, ILogger<UnsavedTokens> logger) : IAsyncDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<ConnectionKey, Task<long?>> _waiting = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Gets the number of connections with unsaved tokens.</summary>
    public int Count => _waiting.Count;

    /// <summary>Stores tokens.</summary>
    /// <returns>Their version; <see langword="null"/> if newer ones are stored, or the connection no longer exists.</returns>
    /// <exception cref="DbException">The database failed for too long. Saving continues in the background.</exception>
    public async Task<long?> SaveAsync(Integration integration, ConnectionKey key, Lease lease, RefreshedTokens tokens)
    {
        var end = time.GetUtcNow() + options.Value.StoreRetryTime;
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await store.SaveRefreshedAsync(key, lease, tokens, CancellationToken.None).ConfigureAwait(false);
            }
            catch (DbException exception)
            {
                if (time.GetUtcNow() >= end)
                {
                    ConnectionsLog.NotStored(logger, integration.Id, key.ConnectionId, exception);
                    ConnectionsTelemetry.CountUnsaved(1);
                    SaveLater(key, lease, tokens);
                    throw;
                }
            }

            await PauseAsync(attempt, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until this process has stored its unsaved tokens of a connection, for at most the store retry time.</summary>
    /// <exception cref="TimeoutException">They are not stored yet.</exception>
    public Task SettleAsync(ConnectionKey key)
        => _waiting.TryGetValue(key, out var saving) ? saving.WaitAsync(options.Value.StoreRetryTime, time) : Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The last chance: all pending saves are tried once more.
        await _stopping.CancelAsync().ConfigureAwait(false);
        await ((Task)Task.WhenAll(_waiting.Values)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    /// <summary>
    /// Continues in the background. The task is registered before it starts, and removes only its own entry, because there may be a newer one.
    /// </summary>
    private void SaveLater(ConnectionKey key, Lease lease, RefreshedTokens tokens)
    {
        Task<Task<long?>> start = new(() => SaveLaterAsync(key, lease, tokens));
        var saving = start.Unwrap();
        _waiting[key] = saving;
        _ = saving.ContinueWith(
            ended => _waiting.TryRemove(KeyValuePair.Create(key, ended)),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        start.Start(TaskScheduler.Default);
    }

    private async Task<long?> SaveLaterAsync(ConnectionKey key, Lease lease, RefreshedTokens tokens)
    {
        try
        {
            for (var attempt = 0; ; attempt++)
            {
                var isLast = _stopping.IsCancellationRequested;
                try
                {
                    var version = await store.SaveRefreshedAsync(key, lease, tokens, CancellationToken.None).ConfigureAwait(false);
                    ConnectionsLog.StoredAfterAll(logger, key.ConnectionId);
                    return version;
                }
                catch (DbException) when (!isLast)
                {
                }

                await PauseAsync(attempt, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            ConnectionsTelemetry.CountUnsaved(-1);
        }
    }

    private Task PauseAsync(int attempt, CancellationToken cancellationToken)
    {
        var pause = TimeSpan.FromMilliseconds(100 << Math.Min(attempt, 6));
        return Task.Delay(pause < LongestPause ? pause : LongestPause, time, cancellationToken);
    }
}
