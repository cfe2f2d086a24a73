using System.Diagnostics.CodeAnalysis;

namespace Atom.OAuth.Testing;

/// <summary>
/// A test that needs a program beyond the SDK. If the program is missing, the test is skipped and says what to install; CI skips none.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[SuppressMessage("Performance", "CA1813:Avoid unsealed attributes", Justification = "A fact for a server derives from it.")]
public class NeedsFactAttribute : FactAttribute
{
    /// <param name="install">How to install the program.</param>
    /// <param name="anyOf">Its alternative names, one of which must exist.</param>
    public NeedsFactAttribute(string install, params string[] anyOf)
    {
        if (!anyOf.Any(IsInPath))
        {
            Skip = $"Needs {string.Join(" or ", anyOf)}: {install}";
        }
    }

    private static bool IsInPath(string program)
        => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe")));
}
