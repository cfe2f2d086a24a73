namespace Atom.OAuth;

/// <summary>One page of history, as the sync asks a source for it.</summary>
public sealed class HistoricalSyncPageRequest
{
    internal HistoricalSyncPageRequest(HistoricalSyncConnection connection, string kind, HistoricalSyncWindow window, string? cursor, int? pageSize)
    {
        Connection = connection;
        Kind = kind;
        Window = window;
        Cursor = cursor;
        PageSize = pageSize;
    }

    /// <summary>Gets the connection.</summary>
    public HistoricalSyncConnection Connection { get; }

    /// <summary>
    /// Gets what is fetched, where an integration has several histories, for example <c>recordings</c>; <c>history</c> where it has one.
    /// </summary>
    public string Kind { get; }

    /// <summary>Gets the window. Records outside it belong to another window: leave them out.</summary>
    public HistoricalSyncWindow Window { get; }

    /// <summary>Gets the cursor that the page before this one gave, or <see langword="null"/> for the first page of the window.</summary>
    public string? Cursor { get; }

    /// <summary>
    /// Gets the largest page that the provider gives to this type of application, or <see langword="null"/> where no limit is known.
    /// </summary>
    public int? PageSize { get; }
}
