using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Fixing;

/// <summary>Maps positions in a file across text changes.</summary>
internal static class PositionMap
{
    public static TextSpan Map(IReadOnlyList<TextChange> changes, TextSpan span)
    {
        var (start, end) = (span.Start, span.End);
        foreach (var change in changes)
        {
            var growth = (change.NewText?.Length ?? 0) - change.Span.Length;
            start += change.Span.End <= span.Start ? growth : 0;
            end += change.Span.End <= span.End ? growth : 0;
        }

        return TextSpan.FromBounds(start, Math.Max(start, end));
    }
}
