using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Errors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Errors;

/// <summary>Determines what the formatter's call replaces: a whole message, a value in a URL, or an argument of a log template.</summary>
internal static class MessagePlacement
{
    /// <summary>Gets the changes; null if the message is spread over locations that a single call cannot replace.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="call">The formatter's call.</param>
    /// <param name="uri">The name of <see cref="Uri"/> as to be written in the code.</param>
    /// <param name="keepsWords">Whether to keep the words around the value, because they may contain what the call does not know.</param>
    public static TextChange[]? Changes(ErrorMessageFinding finding, string call, string uri, bool keepsWords)
    {
        if (finding.Kind == SinkKind.Redirect && !IsGivenToBuilder(finding))
        {
            return InUrl(finding, call, uri);
        }

        if (finding.IsBuilt)
        {
            if (finding.Sources.Any(source => IsEncoded(source.Written, finding.Message)))
            {
                return InWords(finding, call);
            }

            if (keepsWords && InWords(finding, call) is { } kept)
            {
                return kept;
            }

            return finding.Sources.All(source => finding.Message.Span.Contains(source.Written.Span))
                ? new[] { new TextChange(finding.Message.Span, IsTemplate(finding) ? $"\"{{OAuthError}}\", {call}" : call) }
                : null;
        }

        var arguments = finding.Sources.Select(static source => source.Argument).Distinct().ToList();
        return arguments.Count == 1 ? InArgument(finding, arguments[0], call) : InTemplate(finding, arguments, call);
    }

    /// <summary>Recognizes words passed to an application's method that builds the URL: they are a message there, not part of a URL yet.</summary>
    private static bool IsGivenToBuilder(ErrorMessageFinding finding) =>
        finding.Sources.All(source => source.Argument.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax builder }
            && builder != finding.Sink);

    /// <summary>Replaces the only value of the error in the message.</summary>
    private static TextChange[]? InWords(ErrorMessageFinding finding, string call)
    {
        if (finding.Sources.Count != 1 || !finding.Message.Span.Contains(finding.Sources[0].Written.Span))
        {
            return null;
        }

        // The fallback for a missing value is never used, because the call always returns text.
        var value = finding.Sources[0].Written;
        while (value.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } choice && choice.Left == value
            || value.Parent is ParenthesizedExpressionSyntax
                or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
        {
            value = (ExpressionSyntax)value.Parent;
        }

        if (IsTemplate(finding))
        {
            return InWordsOfTemplate(finding.Message, value) is { } template
                ? new[] { new TextChange(finding.Message.Span, $"{template}, {call}") }
                : null;
        }

        // A colon would start the format string of an interpolation.
        return new[] { new TextChange(value.Span, value.Parent is InterpolationSyntax && call.Contains("::") ? $"({call})" : call) };
    }

    /// <summary>Converts the message to a log template with the value as its only placeholder; null if there are others.</summary>
    private static string? InWordsOfTemplate(ExpressionSyntax message, ExpressionSyntax value)
    {
        const string Hole = "{OAuthError}";
        switch (message)
        {
            case InterpolatedStringExpressionSyntax { StringStartToken.Text: "$\"" } text
                when text.Contents.OfType<InterpolationSyntax>().ToList() is [{ } only] && only.Expression == value:
                return "\"" + string.Concat(text.Contents.Select(part => part == only ? Hole : part.ToString())) + "\"";
            case BinaryExpressionSyntax { Left: LiteralExpressionSyntax { Token.Text: var words }, Right: var last }
                when last == value && words.StartsWith("\"", StringComparison.Ordinal) && words.IndexOf('{') < 0:
                return words.Substring(0, words.Length - 1) + Hole + "\"";
            default:
                return null;
        }
    }

    private static TextChange[]? InArgument(ErrorMessageFinding finding, ExpressionSyntax argument, string call)
    {
        switch (argument)
        {
            // The call replaces a single value of the object; a second one would remain.
            case AnonymousObjectCreationExpressionSyntax or BaseObjectCreationExpressionSyntax or TupleExpressionSyntax:
                return finding.Sources.Count == 1 ? new[] { Replace(finding.Sources[0].Written, call) } : null;
            // Encoding is kept, because the formatter returns plain text.
            case var _ when finding.Sources.Any(source => IsEncoded(source.Written, argument)):
                return finding.Sources.Count == 1 ? new[] { Replace(finding.Sources[0].Written, call) } : null;
            default:
                return new[] { new TextChange(argument.Span, IsTemplate(finding) && IsFirstText(argument) ? $"\"{{OAuthError}}\", {call}" : call) };
        }
    }

    /// <summary>Replaces a value; a member that is named after its value keeps its name.</summary>
    private static TextChange Replace(ExpressionSyntax value, string call)
    {
        if (value.Parent is AnonymousObjectMemberDeclaratorSyntax { NameEquals: null } && NameOf(value) is { } name)
        {
            return new TextChange(value.Span, $"{name} = {call}");
        }

        // The call never returns null.
        return new TextChange(value.Parent is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } forgiven
            ? forgiven.Span
            : value.Span, call);
    }

    private static string? NameOf(ExpressionSyntax value) => value switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>Replaces only the value, because the rest of the URL is the target of the redirect.</summary>
    private static TextChange[]? InUrl(ErrorMessageFinding finding, string call, string uri)
    {
        if (finding.Sources.Count != 1
            || finding.Sources[0].Written is not { } value
            || (value is IdentifierNameSyntax && finding.Sources[0].Value != value && LocalIsEncoded(finding.Sources[0])))
        {
            return null;
        }

        var isEscaped = value.Ancestors().TakeWhile(node => node != finding.Sink).OfType<InvocationExpressionSyntax>().Any(TextCalls.IsEncoding);
        var isValueOfObject = value.Ancestors()
            .TakeWhile(node => node != finding.Sink)
            .Any(static node => node is AnonymousObjectMemberDeclaratorSyntax or InitializerExpressionSyntax);
        return new[] { Replace(value, isEscaped || isValueOfObject ? call : $"{uri}.EscapeDataString({call})") };
    }

    private static bool IsEncoded(ExpressionSyntax value, ExpressionSyntax message) =>
        message.Span.Contains(value.Span)
            && value.Ancestors().TakeWhile(node => node != message.Parent).OfType<InvocationExpressionSyntax>().Any(TextCalls.IsEncoding);

    private static bool LocalIsEncoded(ErrorSource source) =>
        source.Value.Ancestors().TakeWhile(static node => node is not StatementSyntax).OfType<InvocationExpressionSyntax>().Any(TextCalls.IsEncoding);

    /// <summary>
    /// <c>("{Error} - {Description}", error, description)</c>: the call replaces both values, and the second placeholder is removed.
    /// </summary>
    private static TextChange[]? InTemplate(ErrorMessageFinding finding, List<ExpressionSyntax> values, string call)
    {
        if (finding.Sink is not InvocationExpressionSyntax { ArgumentList: var list }
            || list.Arguments
                .Select(static a => a.Expression)
                .OfType<LiteralExpressionSyntax>()
                .FirstOrDefault(static literal => literal.IsKind(SyntaxKind.StringLiteralExpression)) is not { } template)
        {
            return null;
        }

        var parts = list.Arguments.Select(static a => a.Expression).ToList();
        var first = parts.IndexOf(template) + 1;
        var indices = values.Select(value => parts.IndexOf(value) - first).OrderBy(static i => i).ToList();
        var holes = Holes(template.Token.Text);
        if (indices[0] < 0 || indices.Where((index, i) => index != indices[0] + i).Any() || holes.Count != parts.Count - first)
        {
            return null;
        }

        var (from, to) = (holes[indices[0]].End, holes[indices[indices.Count - 1]].End);
        return new[]
        {
            new TextChange(TextSpan.FromBounds(template.SpanStart + from, template.SpanStart + to), string.Empty),
            new TextChange(TextSpan.FromBounds(parts[first + indices[0]].SpanStart, parts[first + indices[indices.Count - 1]].Span.End), call),
        };
    }

    private static List<TextSpan> Holes(string template)
    {
        var holes = new List<TextSpan>();
        for (var start = template.IndexOf('{'); start >= 0; start = template.IndexOf('{', start + 1))
        {
            if (start + 1 < template.Length && template[start + 1] == '{')
            {
                start++;
                continue;
            }

            if (template.IndexOf('}', start) is var end and > 0)
            {
                holes.Add(TextSpan.FromBounds(start, end + 1));
            }
        }

        return holes;
    }

    /// <summary>Recognizes a log template, which must not contain external input.</summary>
    private static bool IsTemplate(ErrorMessageFinding finding) =>
        finding.Sink is InvocationExpressionSyntax call
        && call.CalledName() is "LogError" or "LogWarning" or "LogCritical" or "LogInformation" or "LogDebug" or "LogTrace"
        && finding.Sink.Span.Contains(finding.Message.Span)
        && finding.Message.FirstAncestorOrSelf<ArgumentSyntax>() is { Parent: ArgumentListSyntax list } argument
        && list.Arguments.Last() == argument
        && !list.Arguments.Any(a => a != argument && a.Expression is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression });

    private static bool IsFirstText(ExpressionSyntax argument) => argument.Parent is ArgumentSyntax;
}
