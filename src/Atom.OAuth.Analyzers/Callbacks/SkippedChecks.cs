using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Checks that are skipped if there is nothing to compare: <c>if (saved != null &amp;&amp; saved != state) return BadRequest();</c>. A browser
/// that has not started a flow has no saved state, and an attacker can omit the state from the link.
/// </summary>
internal sealed class SkippedChecks
{
    private readonly CalledMethods _methods;
    private readonly ExpressionSyntax _exchange;

    /// <param name="methods">The called methods.</param>
    /// <param name="exchange">The exchange in the callback itself.</param>
    public SkippedChecks(CalledMethods methods, ExpressionSyntax exchange)
    {
        _methods = methods;
        _exchange = exchange;
    }

    public bool Contain(ExpressionSyntax check, ValueFlow flow)
    {
        foreach (var around in check.Ancestors())
        {
            if (around is AnonymousFunctionExpressionSyntax or MemberDeclarationSyntax)
            {
                break;
            }

            if (around is IfStatementSyntax { Else: null } test && _exchange.SpanStart > test.Span.End && Rejects(test)
                && Operands(test.Condition).Where(operand => !operand.Span.Contains(check.Span)).Select(Presence.TestedBy).OfType<string>()
                    .Any(tested => IsMissedByNobody(tested, test, check, flow)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Rejects(IfStatementSyntax test) =>
        test.Statement.DescendantNodesAndSelf().Any(static node => node is ReturnStatementSyntax or ThrowStatementSyntax)
        && !test.Statement.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(static set => set.Left is IdentifierNameSyntax);

    private static IEnumerable<ExpressionSyntax> Operands(ExpressionSyntax condition) => condition switch
    {
        ParenthesizedExpressionSyntax inner => Operands(inner.Expression),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => Operands(both.Left).Concat(Operands(both.Right)),
        _ => new[] { condition },
    };

    /// <summary>Returns true if the check is about the tested value, and no other statement requires it.</summary>
    private bool IsMissedByNobody(string tested, IfStatementSyntax test, ExpressionSyntax check, ValueFlow flow)
    {
        if (Outcomes.FunctionAround(check) is not { } function || !Reads(check, tested).Any())
        {
            return false;
        }

        var subject = Reads(check, tested).First();
        return (flow.IsRaw(subject) ? MayBeLeftOut(subject) : !flow.IsFrom(subject) && IsKept(subject, check))
            && Reads(function, tested).All(read => test.Span.Contains(read.Span) || IsPassing(read));
    }

    /// <summary>Returns true for one of the two values compared.</summary>
    private static bool IsKept(ExpressionSyntax subject, ExpressionSyntax check) =>
        check is BinaryExpressionSyntax || (check is InvocationExpressionSyntax call && StateCheckWords.Comparisons.Matches(call.CalledName())
            && call.Span.Contains(subject.Span));

    private static IEnumerable<ExpressionSyntax> Reads(SyntaxNode code, string text) =>
        code.DescendantNodesAndSelf().OfType<ExpressionSyntax>().Where(read => read.Span.Length == text.Length && read.ToString() == text);

    /// <summary>Returns true if the value is set, removed or logged, which works without a value, too.</summary>
    private static bool IsPassing(ExpressionSyntax read) =>
        (read.Parent is AssignmentExpressionSyntax assignment && assignment.Left == read)
        || (read.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
            && (Outcomes.IsLog(call) || IdleCheckWords.Removals.Matches(call.CalledName())))
        || read.Parent is ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.OutKeyword };

    /// <summary>Returns false for a required parameter, because the framework validates it.</summary>
    private bool MayBeLeftOut(ExpressionSyntax state) =>
        state is IdentifierNameSyntax { Identifier.ValueText: var name }
        && (state.Ancestors().SelectMany(CallbackCandidate.ParametersOf).FirstOrDefault(given => given.Identifier.ValueText == name) is not { } parameter
            || (!parameter.AttributeLists.HasAttribute(IdleCheckWords.Required)
                && (parameter.Type is NullableTypeSyntax || parameter.Default is not null
                    || !_methods.Model(state.SyntaxTree).GetNullableContext(parameter.SpanStart).AnnotationsEnabled())));
}
