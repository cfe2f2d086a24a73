using System.Globalization;
using System.Net;
using System.Text;

namespace Atom.OAuth.Testing;

/// <summary>Draws text as an editor or a terminal shows it: an SVG that tests generate from the product's actual output.</summary>
internal sealed class Picture(string title, int width)
{
    public const int LineHeight = 22;
    public const double CharacterWidth = 8.4;

    public const string Plain = "#d4d4d4";
    public const string Faint = "#858585";
    public const string Link = "#4daafc";
    public const string Good = "#89d185";
    public const string Warning = "#cca700";

    private const string Fonts = "Consolas, 'DejaVu Sans Mono', Menlo, monospace";
    private const int Top = 34;

    private readonly StringBuilder _drawn = new();

    public int Width => width;

    /// <summary>Gets the baseline of a line of text, counted from 0.</summary>
    public static int Y(int line) => Top + (line * LineHeight);

    /// <summary>Draws text with a fixed length, so that underlines and aligned text match in every font.</summary>
    public void Text(double x, double y, string text, string colour)
    {
        var indent = text.Length - text.TrimStart().Length;
        if (text.Length > indent)
        {
            var shown = text.Trim();
            var (from, length) = (x + (indent * CharacterWidth), shown.Length * CharacterWidth);
            Shape($"""<text x="{from:0.#}" y="{y}" textLength="{length:0.#}" fill="{colour}">{WebUtility.HtmlEncode(shown)}</text>""");
        }
    }

    public void Shape(FormattableString shape) => _drawn.Append(FormattableString.Invariant(shape)).Append('\n');

    public string Write(int height) => string.Create(CultureInfo.InvariantCulture, $"""
        <svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="{Fonts}" font-size="14">
        <title>{WebUtility.HtmlEncode(title)}</title>
        <rect width="{width}" height="{height}" rx="6" fill="#1e1e1e"/>
        {_drawn}</svg>

        """);

    /// <summary>Wraps text at spaces into lines with a maximum length.</summary>
    public static IEnumerable<string> Wrap(string text, int characters)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length + word.Length >= characters)
            {
                yield return line;
                line = "";
            }

            line += line.Length == 0 ? word : " " + word;
        }

        yield return line;
    }
}
