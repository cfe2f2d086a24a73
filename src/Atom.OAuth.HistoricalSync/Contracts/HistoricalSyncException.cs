using System.Diagnostics.CodeAnalysis;

namespace Atom.OAuth;

/// <summary>The exception that a source throws to report what went wrong. The message is shown to the user: no token, no body, no markup.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "It always has a kind.")]
public sealed class HistoricalSyncException : Exception
{
    /// <summary>Initializes a new instance of the <see cref="HistoricalSyncException"/> class.</summary>
    /// <param name="kind">What went wrong.</param>
    /// <param name="message">The message, for the user.</param>
    /// <param name="innerException">The cause.</param>
    public HistoricalSyncException(HistoricalSyncFailureKind kind, string message, Exception? innerException = null)
        : base(message, innerException) => Kind = kind;

    /// <summary>Gets what went wrong.</summary>
    public HistoricalSyncFailureKind Kind { get; }

    /// <summary>
    /// Gets how long to wait, for <see cref="HistoricalSyncFailureKind.RateLimited"/>; <see langword="null"/> if the provider does not say.
    /// </summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>The provider throttles.</summary>
    /// <param name="retryAfter">How long to wait according to the provider.</param>
    public static HistoricalSyncException RateLimited(TimeSpan? retryAfter)
        => new(HistoricalSyncFailureKind.RateLimited, "The provider limits how often it is asked.") { RetryAfter = retryAfter };

    /// <summary>The grant is no longer valid.</summary>
    public static HistoricalSyncException NeedsReauthorization()
        => new(HistoricalSyncFailureKind.NeedsReauthorization, "The provider no longer accepts the authorization. Connect again.");

    /// <summary>The provider no longer accepts the cursor.</summary>
    public static HistoricalSyncException CursorExpired()
        => new(HistoricalSyncFailureKind.CursorExpired, "The provider no longer knows where the last page ended. The window is read anew.");

    /// <summary>What was to be read no longer exists.</summary>
    /// <param name="message">What is missing, for the user.</param>
    public static HistoricalSyncException Gone(string message) => new(HistoricalSyncFailureKind.Gone, message);
}
