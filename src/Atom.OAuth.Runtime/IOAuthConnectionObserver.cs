namespace Atom.OAuth;

/// <summary>
/// Learns of changes of connections, for example to mail a user whose consent is needed, or to stop what runs for a connection that is gone.
/// </summary>
/// <remarks>Register any number as services. They run one after the other, after the change is stored; what one throws is logged and undoes
/// nothing.</remarks>
public interface IOAuthConnectionObserver
{
    /// <summary>A connection has changed.</summary>
    /// <param name="change">What happened. It has ids only, no tokens.</param>
    /// <param name="cancellationToken">Cancelled when the application stops or the observer takes too long; never by the browser's request.</param>
    ValueTask OnConnectionChangedAsync(OAuthConnectionChange change, CancellationToken cancellationToken);
}
