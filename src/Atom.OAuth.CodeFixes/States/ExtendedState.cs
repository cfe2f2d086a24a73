using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.States;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>
/// A state to which a method adds something before or while it writes it into the URL: <c>$"&amp;state={id}:{state}"</c>. The text is split into
/// its parts, whether it is interpolated, added or formatted.
/// </summary>
internal static class ExtendedState
{
    private const string Key = "state=";

    private static readonly char[] Separators = { '&', '?', '#' };

    /// <summary>Returns true if a method adds something to the state in one of its parameters.</summary>
    /// <param name="method">The method.</param>
    /// <param name="parameter">The parameter's name.</param>
    public static bool IsIn(SyntaxNode method, string parameter) =>
        method.TokensNamed(parameter).Select(static token => token.Parent).OfType<IdentifierNameSyntax>().Any(IsExtended);

    private static bool IsExtended(IdentifierNameSyntax state)
    {
        if (state.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression } added && added.Left == state)
        {
            return true;
        }

        var text = TextAround(state);
        var parts = Parts(text).Where(static part => part.Text != string.Empty).ToList();
        var at = parts.FindIndex(part => part.Value == state);
        if (at < 0 || parts.Count == 1)
        {
            return false;
        }

        var isExtendedBehind = at + 1 < parts.Count && parts[at + 1].Text is not (['&' or '#', ..]);
        for (var before = at - 1; before >= 0; before--)
        {
            if (parts[before].Text is { } written
                && written.Substring(written.LastIndexOfAny(Separators) + 1) is var last
                && (last.Length < written.Length || last.StartsWith(Key, StringComparison.OrdinalIgnoreCase)))
            {
                return last.StartsWith(Key, StringComparison.OrdinalIgnoreCase) && (isExtendedBehind || before < at - 1 || last.Length > Key.Length);
            }
        }

        return IsNamedState(text);
    }

    /// <summary>Recognizes the value of a variable, which may go into a URL later, or of a member or pair that is named as a state.</summary>
    private static bool IsNamedState(ExpressionSyntax text) => text.Parent switch
    {
        EqualsValueClauseSyntax => true,
        AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { ArgumentList: var key } } => IsKey(key.Arguments[0].Expression),
        AssignmentExpressionSyntax { Left: ImplicitElementAccessSyntax { ArgumentList: var key } } => IsKey(key.Arguments[0].Expression),
        AssignmentExpressionSyntax { Left: var target } => StateNames.IsStateName(FunctionRequests.LastName(target)),
        ArgumentSyntax { Parent: ArgumentListSyntax { Arguments: [{ Expression: var key }, ..] } } => IsKey(key),
        InitializerExpressionSyntax { Expressions: [var key, _] } => IsKey(key),
        _ => false,
    };

    private static bool IsKey(ExpressionSyntax key) => key is LiteralExpressionSyntax { Token.ValueText: StateNames.State };

    /// <summary>Gets the largest text of which a value is a part.</summary>
    private static ExpressionSyntax TextAround(ExpressionSyntax value)
    {
        while (true)
        {
            switch (value.Parent)
            {
                case InterpolationSyntax { Parent: InterpolatedStringExpressionSyntax text }:
                    value = text;
                    break;
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } or ParenthesizedExpressionSyntax:
                    value = (ExpressionSyntax)value.Parent;
                    break;
                case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } when IsOfText(call):
                    value = call;
                    break;
                default:
                    return value;
            }
        }
    }

    private static bool IsOfText(InvocationExpressionSyntax call) =>
        call.CalledName() is var name && (name is nameof(string.Format) or nameof(string.Concat) or nameof(string.Join) || RequestNames.IsWrapper(name));

    /// <summary>Gets the parts in their order: texts, and values whose text is unknown.</summary>
    private static IEnumerable<(string? Text, ExpressionSyntax? Value)> Parts(ExpressionSyntax whole) => whole switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => Parts(sum.Left).Concat(Parts(sum.Right)),
        ParenthesizedExpressionSyntax inner => Parts(inner.Expression),
        LiteralExpressionSyntax literal => Text(literal.Token.ValueText),
        InterpolatedStringExpressionSyntax text => text.Contents.SelectMany(static part => part switch
        {
            InterpolationSyntax hole => Parts(hole.Expression),
            InterpolatedStringTextSyntax written => Text(written.TextToken.ValueText),
            _ => Text(null),
        }),
        InvocationExpressionSyntax call when call.CalledName() == nameof(string.Format)
            && FormattedStates.Arguments(call) is [LiteralExpressionSyntax format, ..] values =>
            Formatted(format.Token.ValueText, values),
        InvocationExpressionSyntax { ArgumentList.Arguments: var parts } call when IsOfText(call) =>
            parts.SelectMany(static part => Parts(part.Expression)),
        _ => new (string?, ExpressionSyntax?)[] { (null, whole) },
    };

    private static (string? Text, ExpressionSyntax? Value)[] Text(string? written) => new (string?, ExpressionSyntax?)[] { (written, null) };

    /// <summary>Gets the parts of a format: <c>"&amp;state={0}:{1}"</c>.</summary>
    private static IEnumerable<(string? Text, ExpressionSyntax? Value)> Formatted(string format, ExpressionSyntax[] values) =>
        format.Split('{', '}').SelectMany((part, index) => index % 2 == 0 ? Text(part)
            : int.TryParse(part, out var at) && at + 1 < values.Length ? Parts(values[at + 1])
            : Text(null));
}
