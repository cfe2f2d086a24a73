using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.States;

/// <summary>What stays the state: the expression around its name, and the variables that it is put into as it is.</summary>
internal static class StateSteps
{
    /// <summary>Each place where a function has the state in its hands, under any of its names or read from the request there.</summary>
    public static IEnumerable<ExpressionSyntax> In(SyntaxNode function, IReadOnlyCollection<string> names, IEnumerable<ExpressionSyntax> reads)
    {
        var known = new HashSet<string>(names, StringComparer.Ordinal);
        var waiting = new Queue<string>(known);
        foreach (var read in reads.Select(Whole))
        {
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
                if (whole.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var copy } }
                    && known.Add(copy))
                {
                    waiting.Enqueue(copy);
                }

                yield return whole;
            }
        }
    }

    /// <summary>The whole expression that is the state: with the encodings around it, and what stands in for a missing one.</summary>
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
                    when RequestNames.IsWrapper(FunctionRequests.LastName(call.Expression))
                    && !AnyCase.Contains(call.Expression.ToString(), "base64"):
                    read = call;
                    break;
                default:
                    return read;
            }
        }
    }
}
