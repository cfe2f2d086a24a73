using System.Net;

namespace Atom.OAuth.Sync;

/// <summary>A failure as the sync understands it: the kind decides what comes next, the message can be shown.</summary>
internal sealed record RunFailure(HistoricalSyncFailureKind Kind, string Message, TimeSpan? RetryAfter = null)
{
    /// <summary>How long to wait where a provider throttles and does not say until when.</summary>
    private static readonly TimeSpan Unknown = TimeSpan.FromMinutes(1);

    /// <summary>Understands what a source threw. Messages of exceptions that are not ours stay out: they may hold what a URL holds.</summary>
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
