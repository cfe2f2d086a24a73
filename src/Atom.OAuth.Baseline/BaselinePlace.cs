using System.Security.Cryptography;
using System.Text;

namespace Atom.OAuth.Baseline;

/// <summary>
/// A place as a baseline knows it: by the rule, the file and the reported code, not by its line. It stays the same while code around it
/// moves or is formatted anew, and becomes another one when the reported code itself changes.
/// </summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Code">A hash of the reported code. The code itself may hold what does not belong into a file of its own.</param>
/// <param name="File">The file, relative to the baseline, with forward slashes.</param>
internal readonly record struct BaselinePlace(string Rule, string Code, string File)
{
    private const int HashBytes = 8;

    /// <summary>The place of a report.</summary>
    /// <param name="rule">The rule's id.</param>
    /// <param name="code">The text that is reported.</param>
    /// <param name="file">The file's full path.</param>
    /// <param name="folder">The folder of the baseline.</param>
    public static BaselinePlace Of(string rule, string code, string file, string folder) => new(rule, Hash(code), Relative(file, folder));

    /// <summary>Without white space: a formatter changes nothing that counts.</summary>
    private static string Hash(string code)
    {
        StringBuilder text = new(code.Length);
        foreach (var c in code)
        {
            if (!char.IsWhiteSpace(c))
            {
                text.Append(c);
            }
        }

        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(text.ToString()));
        StringBuilder hex = new(2 * HashBytes);
        for (var i = 0; i < HashBytes; i++)
        {
            hex.Append(hash[i].ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return hex.ToString();
    }

    /// <summary>Both paths are full; a file that is not below the folder keeps its whole path.</summary>
    private static string Relative(string file, string folder)
    {
        file = file.Replace('\\', '/');
        folder = folder.Replace('\\', '/').TrimEnd('/') + "/";
        return file.StartsWith(folder, StringComparison.Ordinal) ? file.Substring(folder.Length) : file;
    }
}
