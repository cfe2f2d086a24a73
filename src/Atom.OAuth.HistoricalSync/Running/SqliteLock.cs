namespace Atom.OAuth.Sync;

/// <summary>Prevents a second process from running the syncs of an SQLite file, with a lock that ends with the process, however it ends.</summary>
internal static class SqliteLock
{
    private static readonly TimeSpan Retry = TimeSpan.FromMilliseconds(250);

    /// <summary>Gets the path of the lock file next to the database.</summary>
    public static string PathOf(string database) => database + ".sync-lock";

    /// <summary>Waits for the lock.</summary>
    /// <param name="database">The database's path.</param>
    /// <param name="onWaiting">Called once if another process holds the lock.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The lock, which is released on dispose.</returns>
    /// <exception cref="InvalidOperationException">The file cannot be written.</exception>
    public static async Task<IDisposable> AcquireAsync(string database, Action onWaiting, CancellationToken cancellationToken)
    {
        var path = PathOf(database);
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (UnauthorizedAccessException exception)
            {
                throw new InvalidOperationException(
                    $"{path} cannot be written: {exception.Message} The application needs the right to write beside its database.", exception);
            }
            catch (IOException) when (File.Exists(path))
            {
                if (isFirst)
                {
                    onWaiting();
                }
            }

            await Task.Delay(Retry, cancellationToken).ConfigureAwait(false);
        }
    }
}
