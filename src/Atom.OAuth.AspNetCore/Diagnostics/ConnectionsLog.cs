using Microsoft.Extensions.Logging;

namespace Atom.OAuth.Diagnostics;

/// <summary>
/// Log events 4800 to 4852. None contains a token, a code, a state, a user or a tenant; a connection's id is not secret.
/// </summary>
internal static partial class ConnectionsLog
{
    [LoggerMessage(4800, LogLevel.Information, "Connection {ConnectionId} with {Integration} was saved; new: {IsNew}.")]
    public static partial void Connected(ILogger logger, string integration, string connectionId, bool isNew);

    [LoggerMessage(4801, LogLevel.Warning, "Connecting {Integration} failed: {Failure}")]
    public static partial void ConnectFailed(ILogger logger, string integration, string failure);

    [LoggerMessage(
        4802,
        LogLevel.Error,
        "{Integration} gave tokens, but the connection could not be saved. They are revoked where the provider can do that, and the user is asked "
            + "to try again.")]
    public static partial void GrantNotSaved(ILogger logger, string integration, Exception exception);

    [LoggerMessage(4803, LogLevel.Warning, "A callback of {Integration} was refused: its issuer is not the one expected (RFC 9207).")]
    public static partial void WrongIssuer(ILogger logger, string integration);

    [LoggerMessage(4804, LogLevel.Warning, "A request to {Integration}'s endpoints was refused: it came from another site.")]
    public static partial void CrossSite(ILogger logger, string integration);

    [LoggerMessage(4805, LogLevel.Warning, "Whose account of {Integration} was connected is not known: {Failure}")]
    public static partial void AccountUnknown(ILogger logger, string integration, string failure);

    [LoggerMessage(4810, LogLevel.Debug, "Connection {ConnectionId} with {Integration} was refreshed.")]
    public static partial void Refreshed(ILogger logger, string integration, string connectionId);

    [LoggerMessage(4811, LogLevel.Warning, "Refreshing connection {ConnectionId} with {Integration} failed: {Failure} The stored tokens stay.")]
    public static partial void RefreshFailed(ILogger logger, string integration, string connectionId, string failure);

    [LoggerMessage(
        4812,
        LogLevel.Warning,
        "Connection {ConnectionId} with {Integration} needs the user's consent again: {Failure} Refreshes before it without a known outcome: "
            + "{Unresolved}.")]
    public static partial void ReauthorizationRequired(ILogger logger, string integration, string connectionId, string failure, int unresolved);

    [LoggerMessage(
        4813,
        LogLevel.Warning,
        "Connection {ConnectionId} with {Integration}: a refresh before this one was sent and came to no known outcome, {Unresolved} times. It is "
            + "tried again with the same refresh token.")]
    public static partial void Unresolved(ILogger logger, string integration, string connectionId, int unresolved);

    [LoggerMessage(
        4814,
        LogLevel.Critical,
        "Connection {ConnectionId} with {Integration} was refreshed, but the new tokens cannot be stored. They wait in memory and storing goes on: "
            + "do not stop this process before the database is back, or the connection may be lost.")]
    public static partial void NotStored(ILogger logger, string integration, string connectionId, Exception exception);

    [LoggerMessage(4815, LogLevel.Warning, "The tokens of connection {ConnectionId} that waited in memory are stored.")]
    public static partial void StoredAfterAll(ILogger logger, string connectionId);

    [LoggerMessage(
        4816,
        LogLevel.Information,
        "The tokens of a refresh of connection {ConnectionId} with {Integration} are not needed: newer ones are stored, or the connection is gone.")]
    public static partial void Superseded(ILogger logger, string integration, string connectionId);

    [LoggerMessage(4817, LogLevel.Warning, "The lease of connection {ConnectionId} could not be given back; it ends by itself.")]
    public static partial void NotReleased(ILogger logger, string connectionId, Exception exception);

    [LoggerMessage(
        4820,
        LogLevel.Warning,
        "The token of {Integration} was not attached to a request: its host is not one of the provider's. Name it in ApiHosts if it is.")]
    public static partial void ForeignHost(ILogger logger, string integration);

    [LoggerMessage(4830, LogLevel.Information, "Connection {ConnectionId} with {Integration} was removed.")]
    public static partial void Disconnected(ILogger logger, string integration, string connectionId);

    [LoggerMessage(4831, LogLevel.Warning, "The tokens of the removed connection {ConnectionId} could not be revoked at {Integration}: {Failure}")]
    public static partial void NotRevoked(ILogger logger, string integration, string connectionId, string failure);

    [LoggerMessage(4840, LogLevel.Error, "An observer of connections failed at {Kind}; the change stands.")]
    public static partial void ObserverFailed(ILogger logger, OAuthConnectionChangeKind kind, Exception exception);

    [LoggerMessage(4841, LogLevel.Error, "Looking for connections whose refresh token dies unused failed; the next round tries again.")]
    public static partial void KeepAliveFailed(ILogger logger, Exception exception);

    [LoggerMessage(4850, LogLevel.Warning, "Connection {ConnectionId} with {Integration} was saved, and its history was not started; it is started now.")]
    public static partial void HistoryOwed(ILogger logger, string integration, string connectionId);

    [LoggerMessage(4851, LogLevel.Warning, "A history was started, and that could not be recorded; it will be asked for once more.")]
    public static partial void HistoryNotSettled(ILogger logger, Exception exception);

    [LoggerMessage(4852, LogLevel.Error, "Looking for connections whose history was not started failed; the next round tries again.")]
    public static partial void HistoriesNotFound(ILogger logger, Exception exception);
}
