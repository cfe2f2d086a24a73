namespace Atom.OAuth;

/// <summary>A request to a source for one page of history.</summary>
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
    /// Gets the kind of history, for example <c>recordings</c>, if an integration has several; otherwise <c>history</c>.
    /// </summary>
    public string Kind { get; }

    /// <summary>Gets the window. Omit records outside it: they belong to another window.</summary>
    public HistoricalSyncWindow Window { get; }

    /// <summary>Gets the cursor returned with the previous page, or <see langword="null"/> for the first page of the window.</summary>
    public string? Cursor { get; }

    /// <summary>
    /// Gets the largest page size that the provider allows this type of application, or <see langword="null"/> if no limit is known.
    /// </summary>
    public int? PageSize { get; }
}
