namespace Atom.OAuth.Testing;

/// <summary>The temporary folders of tests.</summary>
internal static class TestFolder
{
    private const int Tries = 50;

    /// <summary>
    /// Deletes a folder with all that is in it. A program that has just been stopped may still have a child that writes there, and what
    /// appears while the folder is being emptied makes the deletion fail: it is tried again for five seconds, and then the folder is left to
    /// the machine, for a test is about something else.
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
