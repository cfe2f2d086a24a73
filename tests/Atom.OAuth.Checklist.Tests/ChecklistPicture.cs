using System.Text.RegularExpressions;

namespace Atom.OAuth.Checklist.Tests;

/// <summary>Draws the picture in docs/checklist.md: the command's actual output in a terminal.</summary>
internal static partial class ChecklistPicture
{
    private const int Left = 20;
    private const int Columns = 118;

    public static string Draw(string command, string output)
    {
        string[] lines = ["$ " + command, .. output.Split('\n').SelectMany(Wrap)];
        Picture picture = new(
            "What the checklist says of a project: its integrations with their parts, and what to do first",
            (int)((2 * Left) + (lines.Max(static line => line.Length) * Picture.CharacterWidth)));
        for (var line = 0; line < lines.Length; line++)
        {
            foreach (Match cell in Cell().Matches(lines[line]))
            {
                var x = Left + (cell.Index * Picture.CharacterWidth);
                picture.Text(x, Picture.Y(line), cell.Value, line == 0 ? Picture.Link : Colour(cell.Value));
            }
        }

        return picture.Write(Picture.Y(lines.Length));
    }

    /// <summary>Wraps a line; continuation lines are aligned with the text of the list item.</summary>
    private static IEnumerable<string> Wrap(string line)
    {
        var indent = line[..(line.Length - line.TrimStart().Length)];
        return line.Length <= Columns
            ? [line]
            : Picture.Wrap(line[indent.Length..], Columns - 5).Select((part, index) => (index == 0 ? indent : indent + "   ") + part);
    }

    private static string Colour(string cell) =>
        cell == "done" ? Picture.Good : cell.StartsWith("missing: ", StringComparison.Ordinal) ? Picture.Warning : Picture.Plain;

    [GeneratedRegex(@"\S+( \S+)*")]
    private static partial Regex Cell();
}
