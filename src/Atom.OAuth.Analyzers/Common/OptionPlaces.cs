using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.Analyzers.Common;

/// <summary>
/// Finds where an option is set. The compiler passes analyzers the values but not the files they come from, so the package's targets also pass
/// the files that set our options as additional files.
/// </summary>
internal static class OptionPlaces
{
    private static readonly char[] Separators = ['=', ':'];

    /// <summary>Finds file and location of the value: in the closest configuration file above the tree, or else the start of the tree.</summary>
    public static (object File, Location Location) Find(
        ImmutableArray<AdditionalText> files, SyntaxTree tree, string key, string value, CancellationToken cancellationToken)
    {
        foreach (var file in files.OrderByDescending(file => Nearness(file.Path, tree.FilePath)))
        {
            if (file.GetText(cancellationToken) is { } text && Line(text, key, value) is { } span)
            {
                return (file, Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span)));
            }
        }

        return (tree, Location.Create(tree, default));
    }

    /// <summary>A file applies to everything below its folder, and the deepest takes precedence. A global one may be anywhere.</summary>
    private static int Nearness(string configuration, string source)
    {
        var folder = configuration.Substring(0, configuration.LastIndexOfAny(['/', '\\']) + 1);
        return source.StartsWith(folder, StringComparison.OrdinalIgnoreCase) ? folder.Length : -1;
    }

    /// <summary>Finds the value in the first line that sets it, ignoring a trailing comment.</summary>
    private static TextSpan? Line(SourceText text, string key, string value)
    {
        foreach (var line in text.Lines)
        {
            var written = line.ToString();
            var separator = written.IndexOfAny(Separators);
            if (separator > 0
                && written.Substring(0, separator).Trim().Equals(key, StringComparison.OrdinalIgnoreCase)
                && written.Substring(separator + 1).TrimStart().StartsWith(value, StringComparison.Ordinal))
            {
                return new TextSpan(line.Start + written.IndexOf(value, separator + 1, StringComparison.Ordinal), value.Length);
            }
        }

        return null;
    }
}
