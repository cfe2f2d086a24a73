using System.Data.Common;
using Atom.OAuth.Diagnostics;
using Atom.OAuth.Integrations;
using Atom.OAuth.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Refreshing;

/// <summary>
/// Refreshes connections whose refresh token would expire unused, such as Zoom's after 90 days; disabled unless
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

    /// <summary>Returns when a refresh token has to be used at the latest: after half of its lifetime.</summary>
    /// <returns>Unix time in milliseconds; <see langword="null"/> if it does not expire or there is none.</returns>
    public static long? At(Integration integration, OAuthTokens tokens, TimeProvider time)
        => tokens.RefreshToken is not null
            && integration.RefreshTokenLifetime is { } life ? (time.GetUtcNow() + (life / 2)).ToUnixTimeMilliseconds() : null;

    /// <summary>Refreshes the connections that are due, one after another; other processes share the work by means of the leases.</summary>
    internal async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        // Failed ones remain due, and must not block the others.
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
                    // Already logged and recorded.
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
