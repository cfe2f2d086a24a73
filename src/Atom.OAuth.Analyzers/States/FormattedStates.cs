using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.States;

/// <summary>Finds states that string.Format inserts into the text of an authorization request.</summary>
internal static class FormattedStates
{
    /// <summary>Calls that fill the placeholders of a format string.</summary>
    private static readonly string[] Formats = { "Format", "AppendFormat", ExtensionFormat };

    /// <summary>The one that is called on the format string itself.</summary>
    private const string ExtensionFormat = "FormatWith";

    public static IEnumerable<ExpressionSyntax> In(SyntaxNode function, StateTracer tracer)
    {
        foreach (var token in Functions.TokensWith(function, "Format"))
        {
            if (Formats.Contains(token.ValueText)
                && Callers.CallOf(token.Parent) is { } call
                && Arguments(call) is { Length: > 1 } arguments
                && TextOf(arguments[0], tracer) is { } text
                && PlaceOfState(text) is >= 0 and var place && place < arguments.Length - 1)
            {
                yield return arguments[place + 1];
            }
        }
    }

    /// <summary>Checks by syntax for a call that formats a named text that may be a URL.</summary>
    public static bool MayFormat(SyntaxToken name) =>
        Formats.Contains(name.ValueText)
        && Callers.CallOf(name.Parent) is { } call
        && Arguments(call) is { Length: > 1 } arguments
        && arguments[0] is IdentifierNameSyntax or MemberAccessExpressionSyntax
        && RequestNames.MayBeTemplate(arguments[0].ToString());

    /// <summary>Gets the value of a leading placeholder: <c>url.AppendFormat("&amp;state={0}", state)</c>; null for other text.</summary>
    public static ExpressionSyntax? FillingOf(ExpressionSyntax format, string words) =>
        words.Length > 2 && words[0] == '{' && NumberAt(words, 1) is >= 0 and var place
            && format.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
            && Formats.Contains(call.CalledName())
            && Arguments(call) is { Length: > 1 } arguments
            && arguments[0] == format && place < arguments.Length - 1
            ? arguments[place + 1]
            : null;

    /// <summary>Gets the format and its values; a culture before them is left out.</summary>
    public static ExpressionSyntax[] Arguments(InvocationExpressionSyntax call)
    {
        var arguments = call.ArgumentList.Arguments.Select(static argument => argument.Expression);
        if (call is { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: ExtensionFormat } access })
        {
            return arguments.Prepend(access.Expression).ToArray();
        }

        // A culture may precede the format.
        return arguments.SkipWhile(static argument => argument.ToString().IndexOf("Culture", StringComparison.Ordinal) >= 0
            || argument.IsKind(SyntaxKind.NullLiteralExpression)).ToArray();
    }

    private static string? TextOf(ExpressionSyntax format, StateTracer tracer) =>
        !RequestNames.MayBeTemplate(format.ToString()) ? null
            : format is LiteralExpressionSyntax or BinaryExpressionSyntax
                ? string.Concat(RequestText.Pieces(format).Select(static piece => piece.Words))
            : tracer.ConstantOf(format);

    /// <summary>Gets the number in <c>state={1}</c>, or -1 if the text is not an authorization request.</summary>
    private static int PlaceOfState(string text)
    {
        var at = text.IndexOf("state={", StringComparison.Ordinal);
        if (at < 0 || (text.IndexOf("client_id=", StringComparison.Ordinal) < 0 && !RequestNames.HasEndpointPath(text)))
        {
            return -1;
        }

        return NumberAt(text, at + "state={".Length);
    }

    private static int NumberAt(string text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsDigit(text[end]))
        {
            end++;
        }

        return int.TryParse(text.Substring(start, end - start), out var number) ? number : -1;
    }
}
