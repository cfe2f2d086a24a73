using System.Text;

namespace Atom.OAuth.Libraries.Tests;

/// <summary>The tables of docs/libraries.md.</summary>
internal static class LibraryTable
{
    public static string Write()
    {
        StringBuilder text = new();
        foreach (var library in Libraries.All)
        {
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"### {library.Name} {library.Version}\n\n| call | ATOM001 | |\n| --- | --- | --- |\n");
            foreach (var call in library.Calls)
            {
                text.Append(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"| {Code(call.Call)} | {(call.IsReported ? "reported" : "silent")} | {call.Remark} |\n");
            }

            foreach (var clause in library.Catches)
            {
                text.Append(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"| `catch ({clause.Exception})` around a read | {(clause.IsGuard ? "a check" : "no check")} | {clause.Remark} |\n");
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>Formats a call as code; a description in words already contains the marks.</summary>
    private static string Code(string call) => call.Contains('`', StringComparison.Ordinal) ? call : $"`{call}`";
}
