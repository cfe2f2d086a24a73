namespace Atom.OAuth;

/// <summary>
/// Is notified when a connection changes, for example to email a user who has to consent again, or to stop work for a removed connection.
/// </summary>
/// <remarks>Any number can be registered as services. They run one after another once the change is stored; an exception is logged and does not
/// undo the change.</remarks>
public interface IOAuthConnectionObserver
{
    /// <summary>Called after a connection has changed.</summary>
    /// <param name="change">What happened. It contains ids only, no tokens.</param>
    /// <param name="cancellationToken">Cancelled when the application stops or the observer takes too long, never when the browser's
    /// request is aborted.</param>
    ValueTask OnConnectionChangedAsync(OAuthConnectionChange change, CancellationToken cancellationToken);
}
