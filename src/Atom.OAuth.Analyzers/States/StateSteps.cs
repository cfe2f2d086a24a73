using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.States;

/// <summary>Finds the expressions that still represent the state: around its name, and around variables that it is copied to.</summary>
internal static class StateSteps
{
    /// <summary>Encoding.UTF8.GetString(bytes), which converts the state to text.</summary>
    private const string BytesToText = "GetString";

    /// <summary>Returns true for a call that converts the bytes of a decoded state to text.</summary>
    public static bool IsText(ExpressionSyntax step) => step is InvocationExpressionSyntax call && call.CalledName() == BytesToText;

    /// <summary>Gets each expression in a function that represents the state, under any of its names or read from the request.</summary>
    public static IEnumerable<ExpressionSyntax> In(SyntaxNode function, IReadOnlyCollection<string> names, IEnumerable<ExpressionSyntax> reads)
    {
        var known = new HashSet<string>(names, StringComparer.Ordinal);
        var waiting = new Queue<string>(known);
        foreach (var read in reads.Select(Whole))
        {
            if (CopyOf(read) is { } copy && known.Add(copy))
            {
                waiting.Enqueue(copy);
            }

            yield return read;
        }

        while (waiting.Count > 0)
        {
            var next = waiting.Dequeue();
            foreach (var token in Functions.TokensWith(function, next))
            {
                if (token.ValueText != next || token.Parent is not IdentifierNameSyntax name)
                {
                    continue;
                }

                var whole = Whole(name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name);
                if (CopyOf(whole) is { } copy && known.Add(copy))
                {
                    waiting.Enqueue(copy);
                }

                yield return whole;
            }
        }
    }

    /// <summary>Gets the places where the results are parsed further: a variable that holds the decoded text is read as JSON.</summary>
    public static IEnumerable<SyntaxNode> After(SyntaxNode function, IEnumerable<SyntaxNode> places, Func<ExpressionSyntax, SyntaxNode?> takenApart)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<SyntaxNode>(places);
        while (waiting.Count > 0)
        {
            if (VariableOf(waiting.Dequeue()) is not { } variable || !known.Add(variable))
            {
                continue;
            }

            foreach (var step in In(function, new[] { variable }, Enumerable.Empty<ExpressionSyntax>()))
            {
                if (takenApart(step) is { } next)
                {
                    yield return next;
                    waiting.Enqueue(next);
                }
            }
        }
    }

    /// <summary>Gets the variable that is set to the result at a place.</summary>
    private static string? VariableOf(SyntaxNode place) =>
        place.Ancestors().TakeWhile(static node => node is not (StatementSyntax or AnonymousFunctionExpressionSyntax)).Select(static node => node switch
        {
            VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: IdentifierNameSyntax target } => target.Identifier.ValueText,
            _ => null,
        }).FirstOrDefault(static name => name is not null);

    private static string? CopyOf(ExpressionSyntax whole) => whole.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => variable.Identifier.ValueText,
        ConditionalExpressionSyntax { WhenTrue: var first, WhenFalse: var second } choice
            when choice.Condition != whole && IsMissing(first == whole ? second : first) => CopyOf(choice),
        _ => null,
    };

    /// <summary>Recognizes the default of a missing state: <c>query.TryGetValue("state", out var value) ? value.ToString() : null</c>.</summary>
    private static bool IsMissing(ExpressionSyntax other) =>
        other is LiteralExpressionSyntax { Token.ValueText: "" or "null" or "default" }
            or DefaultExpressionSyntax
            or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" };

    /// <summary>Gets the whole expression that represents the state, including encodings around it and a default for a missing one.</summary>
    private static ExpressionSyntax Whole(ExpressionSyntax read)
    {
        while (true)
        {
            switch (read.Parent)
            {
                case ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax or CastExpressionSyntax:
                    read = (ExpressionSyntax)read.Parent;
                    break;
                case BinaryExpressionSyntax coalesce when coalesce.IsKind(SyntaxKind.CoalesceExpression) && coalesce.Left == read:
                    read = coalesce;
                    break;
                case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call, Name.Identifier.ValueText: var method }
                    when RequestNames.IsReshaping(method):
                    read = call;
                    break;
                case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
                    when FunctionRequests.LastName(call.Expression) is var called
                    && (called == BytesToText || (RequestNames.IsWrapper(called) && !AnyCase.Contains(call.Expression.ToString(), "base64"))):
                    read = call;
                    break;
                default:
                    return read;
            }
        }
    }
}
