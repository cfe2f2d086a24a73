namespace Atom.OAuth;

/// <summary>A page returned by a source: records, and the cursor of the next page.</summary>
public sealed class HistoricalSyncPage
{
    private const int LongestCursor = 4096;

    /// <summary>Initializes a new instance of the <see cref="HistoricalSyncPage"/> class.</summary>
    /// <param name="records">The records; a page may be empty even if another one follows.</param>
    /// <param name="nextCursor">
    /// The cursor of the next page, opaque to the sync, at most 4,096 characters; <see langword="null"/> after the last page of the window.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="nextCursor"/> is longer than 4,096 characters.</exception>
    public HistoricalSyncPage(IReadOnlyList<HistoricalSyncRecord> records, string? nextCursor = null)
    {
        ArgumentNullException.ThrowIfNull(records);
        if (nextCursor is { Length: > LongestCursor })
        {
            throw new ArgumentException(
                $"The cursor has {nextCursor.Length} characters, more than the {LongestCursor} that the ledger keeps. Keep what is long "
                + "with you, and give out a name for it.", nameof(nextCursor));
        }

        Records = records;
        NextCursor = nextCursor;
    }

    /// <summary>Gets the records.</summary>
    public IReadOnlyList<HistoricalSyncRecord> Records { get; }

    /// <summary>Gets the cursor of the next page, or <see langword="null"/> after the last one.</summary>
    public string? NextCursor { get; }

    /// <summary>
    /// Gets a value indicating whether the provider stopped before the end of the window without saying so, as Notion does after 10,000
    /// rows (<c>has_more: false</c>). The window is then split in two and each half is fetched; if a window is still too full when the
    /// halves would be shorter than one minute, the sync is reported as truncated.
    /// </summary>
    public bool IsTruncated { get; init; }
}
