using Atom.OAuth.Diagnostics;
using Atom.OAuth.Store;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Refreshing;

/// <summary>Notifies the observers of a change to a connection after it is stored. A failing observer undoes nothing.</summary>
internal sealed class ConnectionEvents(
    IEnumerable<IOAuthConnectionObserver> observers, IOptions<ConnectionsOptions> options, ILogger<ConnectionEvents> logger, TimeProvider time)
{
    public async Task NotifyAsync(OAuthConnectionChangeKind kind, ConnectionKey key, string userId, string integrationId)
    {
        OAuthConnectionChange change = new(kind, integrationId, userId, key.TenantId, key.ConnectionId);
        if (Callback(kind) is { } callback)
        {
            await RunAsync(change, token => callback(change, token)).ConfigureAwait(false);
        }

        foreach (var observer in observers)
        {
            await RunAsync(change, token => observer.OnConnectionChangedAsync(change, token)).ConfigureAwait(false);
        }
    }

    private Func<OAuthConnectionChange, CancellationToken, ValueTask>? Callback(OAuthConnectionChangeKind kind) => kind switch
    {
        OAuthConnectionChangeKind.Connected or OAuthConnectionChangeKind.Reauthorized => options.Value.OnConnected,
        OAuthConnectionChangeKind.ReauthorizationRequired => options.Value.OnReauthorizationRequired,
        _ => options.Value.OnDisconnected,
    };

    private async Task RunAsync(OAuthConnectionChange change, Func<CancellationToken, ValueTask> observe)
    {
        using CancellationTokenSource timeout = new(options.Value.ObserverTimeout, time);
        try
        {
            // An observer that ignores the token is abandoned.
            await observe(timeout.Token).AsTask().WaitAsync(options.Value.ObserverTimeout + TimeSpan.FromSeconds(1), time).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            ConnectionsLog.ObserverFailed(logger, change.Kind, exception);
        }
    }
}
