using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>A constant state in the text of a URL: <c>$"{url}&amp;state=12345&amp;scope=x"</c>.</summary>
internal static class ConstantInText
{
    private const string Key = "state=";

    /// <summary>Replaces the constant, and keeps the text before and after it. Null if the text has another form.</summary>
    public static StateTarget? Of(SyntaxNode text) => text switch
    {
        LiteralExpressionSyntax { Token: { RawKind: (int)SyntaxKind.StringLiteralToken } literal, Parent: not (MemberAccessExpressionSyntax or CaseSwitchLabelSyntax) }
            when PlaceIn(literal.Text) is { } place => Target(text, literal, place, build => WrittenBetween(literal, place, build)),
        InterpolatedStringExpressionSyntax { StringStartToken.RawKind: (int)SyntaxKind.InterpolatedStringStartToken } interpolated =>
            interpolated.Contents.OfType<InterpolatedStringTextSyntax>()
                .Select(part => PlaceIn(part.TextToken.Text) is { } place && (place.End < part.TextToken.Text.Length || part == interpolated.Contents.Last())
                    ? Target(text, part.TextToken, place, static build => $"{{{build}}}")
                    : null)
                .FirstOrDefault(static target => target is not null),
        // One of several parts: "…&response_type=code&" + "state=fixed&" + "client_id=".
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => Of(sum.Right) ?? Of(sum.Left),
        _ => null,
    };

    /// <summary>
    /// Returns true if the constant is also used elsewhere: a callback that compares the state with it would reject every protected one.
    /// </summary>
    public static bool IsUsedElsewhere(StateTarget target, Compilation compilation) =>
        target.Constant is { } constant && compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().TokensWith(constant)).Any(token =>
            token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText == constant && token.Parent != target.Node);

    private static StateTarget Target(SyntaxNode text, SyntaxToken token, TextSpan place, Func<string, string> write) =>
        new(text, build => new TextChange(Replaced(token, place), write(build)))
        {
            Constant = token.Text.Substring(place.Start, place.Length),
        };

    /// <summary>Includes the closing quote of the literal if it follows directly.</summary>
    private static TextSpan Replaced(SyntaxToken token, TextSpan place) =>
        new(token.SpanStart + place.Start, place.Length + (EndsWith(token, place) ? 1 : 0));

    private static bool EndsWith(SyntaxToken token, TextSpan place) =>
        token.IsKind(SyntaxKind.StringLiteralToken) && place.End == token.Text.Length - 1;

    private static string WrittenBetween(SyntaxToken literal, TextSpan place, string build) =>
        "\" + " + build + (EndsWith(literal, place) ? string.Empty : literal.Text[0] == '@' ? " + @\"" : " + \"");

    /// <summary>Gets the span of the constant in the source text; it consists of plain characters only, and ends with the parameter.</summary>
    private static TextSpan? PlaceIn(string written)
    {
        var start = written.IndexOf(Key, StringComparison.Ordinal);
        if (start < 1 || written[start - 1] is not ('?' or '&' or '"'))
        {
            return null;
        }

        start += Key.Length;
        var end = start;
        while (end < written.Length && (char.IsLetterOrDigit(written[end]) || written[end] is '-' or '_' or '.'))
        {
            end++;
        }

        return end > start && (end == written.Length || written[end] is '&' or '#' or '"') ? TextSpan.FromBounds(start, end) : null;
    }
}
