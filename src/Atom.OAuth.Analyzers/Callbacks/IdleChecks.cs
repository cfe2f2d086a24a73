using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Checks of a state without effect: the exchange takes place whatever their result.</summary>
internal sealed class IdleChecks
{
    private readonly CalledMethods _methods;
    private readonly ExpressionSyntax? _exchange;

    /// <param name="methods">The called methods.</param>
    /// <param name="exchange">The exchange in the callback itself; null if unknown.</param>
    public IdleChecks(CalledMethods methods, ExpressionSyntax? exchange)
    {
        _methods = methods;
        _exchange = exchange;
    }

    /// <param name="found">A possible check.</param>
    /// <param name="flow">The values derived from the state.</param>
    /// <param name="isEntry">Whether it is in the callback itself, which contains the exchange.</param>
    public bool Contain(SyntaxNode found, ValueFlow flow, bool isEntry) =>
        found is ExpressionSyntax check && !MakesConnection(check)
        && (IsAsserted(check) || IsOnlyTold(check) || IsOnlyAddress(check) || IsReplaced(check) || new DroppedChecks(_methods).Contain(check)
            || (isEntry && _exchange is not null
                && (new SkippedChecks(_methods, _exchange).Contain(check, flow) || new CaughtChecks(_methods, _exchange).Contain(check))));

    /// <summary>A call that also takes the code exchanges it after the check, so its result may no longer matter.</summary>
    private bool MakesConnection(ExpressionSyntax check) =>
        (_exchange is not null && check.Span.Contains(_exchange.Span) && check.SyntaxTree == _exchange.SyntaxTree)
        || (check is InvocationExpressionSyntax call && StateComparisons.TakesCode(call));

    /// <summary><c>Debug.Assert(saved == state)</c> is omitted from release builds.</summary>
    private static bool IsAsserted(ExpressionSyntax check) =>
        check.Ancestors().OfType<InvocationExpressionSyntax>().Any(static call =>
            call.Receiver() is { } receiver && Callers.NameOf(receiver)?.Identifier.ValueText == IdleCheckWords.Debug);

    /// <summary><c>if (saved != state) { log.LogWarning("…"); }</c>, <c>ViewData["Ok"] = saved == state;</c></summary>
    private static bool IsOnlyTold(ExpressionSyntax check)
    {
        var outcome = Outcomes.Of(check);
        if (outcome.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var name } variable })
        {
            return IsComparison(check) && Outcomes.FunctionAround(check) is { } function && function.TokensNamed(name)
                .Where(token => token != variable.Identifier)
                .All(static token => token.Parent is IdentifierNameSyntax use && IsTold(Outcomes.Of(use)));
        }

        return IsTold(outcome);
    }

    private static bool IsTold(ExpressionSyntax outcome)
    {
        var condition = Outcomes.ConditionAround(outcome);
        return condition.Parent switch
        {
            IfStatementSyntax test => test.Condition == condition && test.Else is null && Outcomes.OnlyTells(test.Statement),
            AssignmentExpressionSyntax assignment => assignment.Right == condition && Outcomes.IsOfView(assignment.Left),
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => Outcomes.IsLog(call),
            InterpolationSyntax { Parent.Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } => Outcomes.IsLog(call),
            _ => false,
        };
    }

    /// <summary><c>return Redirect($"{OriginOf(state)}/done");</c>: the method chooses an address, and does not throw.</summary>
    private bool IsOnlyAddress(ExpressionSyntax check) =>
        check is InvocationExpressionSyntax call && IsOfAddress(Outcomes.Of(check)) && new DroppedChecks(_methods).TellsNothing(call);

    private bool IsOfAddress(ExpressionSyntax outcome) =>
        outcome.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var name } variable }
            ? Outcomes.FunctionAround(outcome) is { } function && function.TokensNamed(name)
                .Where(token => token != variable.Identifier && token.Parent is IdentifierNameSyntax)
                .ToList() is { Count: > 0 } uses && uses.TrueForAll(token => IsRedirectedTo(token.Parent!))
            : IsRedirectedTo(outcome);

    /// <summary>
    /// Returns true for a part of a text, or an argument, of a redirect or a log. <c>Redirect(IsKnown(state) ? await ConnectAsync(code) : "/")</c>
    /// decides about the exchange.
    /// </summary>
    private bool IsRedirectedTo(SyntaxNode value) =>
        value.Ancestors().FirstOrDefault(static node => !IsPartOfText(node)) is InvocationExpressionSyntax call
        && call.ArgumentList.Span.Contains(value.Span)
        && (Outcomes.IsLog(call) || IdleCheckWords.Redirects.Matches(call.CalledName()))
        && !MakesConnection(call)
        && !call.ArgumentList.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(StateComparisons.TakesCode);

    private static bool IsPartOfText(SyntaxNode node) => node is ArgumentSyntax or ArgumentListSyntax or InterpolationSyntax
        or InterpolatedStringExpressionSyntax or ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax or AwaitExpressionSyntax
        or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression };

    private static bool IsComparison(ExpressionSyntax check) =>
        check is BinaryExpressionSyntax || (check is InvocationExpressionSyntax call && StateCheckWords.Comparisons.Matches(call.CalledName()));

    /// <summary><c>var pending = store.Take(state) ?? new Pending(state);</c> if nothing checks which of them it is.</summary>
    private static bool IsReplaced(ExpressionSyntax check) =>
        Outcomes.Of(check) is { Parent: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } choice } found
        && choice.Left == found
        && choice is { Right: BaseObjectCreationExpressionSyntax, Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } }
        && Outcomes.FunctionAround(check) is { } function && !Outcomes.Decides(function, variable.Identifier.ValueText, except: variable);
}
