namespace Atom.OAuth.Testing;

/// <summary>The temporary folders of tests.</summary>
internal static class TestFolder
{
    private const int Tries = 50;

    /// <summary>
    /// Deletes a folder with all its contents. A program that has just been stopped may still have a child process that writes there, and a file
    /// created during the deletion makes it fail: it is retried for five seconds, and then the folder is left in place, because it is not what the
    /// test is about.
    /// </summary>
    public static void Delete(string path)
    {
        for (var attempt = 1; Directory.Exists(path) && attempt <= Tries; attempt++)
        {
            try
            {
                Directory.Delete(path, recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Thread.Sleep(100);
            }
        }
    }
}
