using System.Net;

namespace Atom.OAuth.Sync;

/// <summary>A failure as the sync handles it: the kind decides what happens next, the message can be shown.</summary>
internal sealed record RunFailure(HistoricalSyncFailureKind Kind, string Message, TimeSpan? RetryAfter = null)
{
    /// <summary>How long to wait if a provider throttles without saying how long.</summary>
    private static readonly TimeSpan Unknown = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Classifies an exception of a source. Messages of foreign exceptions are not used, because they may contain a URL and its secrets.
    /// </summary>
    public static RunFailure Of(Exception exception) => exception switch
    {
        HistoricalSyncException { Kind: HistoricalSyncFailureKind.RateLimited } limited => new(
            limited.Kind, limited.Message, limited.RetryAfter ?? Unknown),
        HistoricalSyncException typed => new(typed.Kind, typed.Message),
        OAuthConnectionException { RequiresReauthorization: true } unusable => new(HistoricalSyncFailureKind.NeedsReauthorization, unusable.Message),
        OAuthConnectionException unusable => new(HistoricalSyncFailureKind.Transient, unusable.Message),
        OAuthFailureException { Failure.RequiresReauthorization: true } refused => new(
            HistoricalSyncFailureKind.NeedsReauthorization, refused.Failure.Message),
        OAuthFailureException { Failure: { Kind: OAuthFailureKind.RateLimited } limited } => new(
            HistoricalSyncFailureKind.RateLimited, limited.Message, limited.RetryAfter ?? Unknown),
        OAuthFailureException failed => new(HistoricalSyncFailureKind.Transient, failed.Failure.Message),
        HttpRequestException { StatusCode: HttpStatusCode.TooManyRequests } => new(
            HistoricalSyncFailureKind.RateLimited, "The provider limits how often it is asked.", Unknown),
        HttpRequestException { StatusCode: HttpStatusCode.Unauthorized } => new(
            HistoricalSyncFailureKind.NeedsReauthorization, "The provider no longer accepts the authorization. Connect again."),
        OAuthResponseException unreadable => new(HistoricalSyncFailureKind.Transient, unreadable.Message),
        HttpRequestException { StatusCode: { } status } => new(HistoricalSyncFailureKind.Transient, $"The provider answered with {(int)status}."),
        HttpRequestException => new(HistoricalSyncFailureKind.Transient, "The provider could not be reached."),
        OperationCanceledException or TimeoutException => new(HistoricalSyncFailureKind.Transient, "The provider did not answer in time."),
        _ => new(HistoricalSyncFailureKind.Transient, $"The source failed ({exception.GetType().Name})."),
    };

    public static RunFailure OfSink(Exception exception)
        => new(HistoricalSyncFailureKind.SinkFailed, $"The records could not be written ({exception.GetType().Name}).");
}
