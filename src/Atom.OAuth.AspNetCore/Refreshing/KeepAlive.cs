using System.Data.Common;
using Atom.OAuth.Diagnostics;
using Atom.OAuth.Integrations;
using Atom.OAuth.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Refreshing;

/// <summary>
/// Refreshes connections whose refresh token would die unused, such as Zoom's after 90 days; off unless
/// <see cref="ConnectionsOptions.KeepAliveInterval"/> is set.
/// </summary>
internal sealed class KeepAlive(
    ConnectionStore store,
    ConnectionTokens tokens,
    IOptions<ConnectionsOptions> options,
    TimeProvider time,
    ILogger<KeepAlive> logger) : BackgroundService
{
    private const int Batch = 100;

    /// <summary>When a refresh token is to be used at the latest: at half of its life.</summary>
    /// <returns>Milliseconds since 1970; <see langword="null"/> where it does not die or there is none.</returns>
    public static long? At(Integration integration, OAuthTokens tokens, TimeProvider time)
        => tokens.RefreshToken is not null
            && integration.RefreshTokenLifetime is { } life ? (time.GetUtcNow() + (life / 2)).ToUnixTimeMilliseconds() : null;

    /// <summary>Refreshes what is due, one connection after the other; other processes that do the same share the work by the leases.</summary>
    internal async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        // Those that fail stay due, and must not keep the others from their turn.
        var left = 0;
        IReadOnlyList<ConnectionRow> due;
        do
        {
            due = await store.ListKeepAliveAsync(time.GetUtcNow(), left, Batch, cancellationToken).ConfigureAwait(false);
            foreach (var row in due)
            {
                cancellationToken.ThrowIfCancellationRequested();
                try
                {
                    var token = await tokens.RefreshAsync(row.Key, row.TokenVersion, cancellationToken).ConfigureAwait(false);
                    left += token.Version > row.TokenVersion ? 0 : 1;
                }
                catch (Exception exception) when (exception is OAuthFailureException or OAuthConnectionException)
                {
                    // It is logged and recorded where it happened.
                    left++;
                }
            }
        }
        while (due.Count == Batch);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.KeepAliveInterval is not { } interval)
        {
            return;
        }

        using PeriodicTimer timer = new(interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await RunOnceAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is DbException or TimeoutException)
            {
                ConnectionsLog.KeepAliveFailed(logger, exception);
            }
        }
    }
}
