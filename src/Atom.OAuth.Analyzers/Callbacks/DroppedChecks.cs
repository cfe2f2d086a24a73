using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Checks whose result is discarded and that do not throw: <c>Matches(state);</c>, <c>var (_, user) = box.Open(state);</c>. Methods without
/// available source may throw.
/// </summary>
internal sealed class DroppedChecks
{
    private const int MaxDepth = 3;

    private readonly CalledMethods _methods;

    public DroppedChecks(CalledMethods methods) => _methods = methods;

    public bool Contain(ExpressionSyntax check)
    {
        if (check is not InvocationExpressionSyntax call)
        {
            return false;
        }

        var outcome = Outcomes.Of(check);
        return outcome.Parent switch
        {
            ExpressionStatementSyntax => TellsByAnswer(call),
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } dropped =>
                dropped.Right == outcome && (TellsByAnswer(call) || IsNotAwaited(call, outcome)),
            AssignmentExpressionSyntax { Left: DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax parts } } =>
                DropsFlag(call, parts) && TellsByAnswer(call) && !AreAsked(parts, check),
            _ => false,
        };
    }

    /// <summary>Returns true for a method of the project that neither throws nor sets anything that tells of a failure.</summary>
    public bool TellsNothing(InvocationExpressionSyntax call) =>
        _methods.RunBy(call) is { Count: > 0 } targets && targets.All(target => !MayTell(target.Body, new HashSet<SyntaxNode>(), depth: 0));

    /// <summary>Returns true if the method reports failure by its result only.</summary>
    private bool TellsByAnswer(InvocationExpressionSyntax call) =>
        _methods.Symbol(call) is { } method && Answer(method) is not null && !HasOtherAnswer(call)
        && (StateCheckWords.Comparisons.Matches(call.CalledName())
            || TellsNothing(call));

    /// <summary>Uses of an <c>out</c> variable are not followed.</summary>
    private static bool HasOtherAnswer(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Any(static argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None));

    /// <summary>The task's exception is lost along with its result.</summary>
    private bool IsNotAwaited(InvocationExpressionSyntax call, ExpressionSyntax outcome) =>
        outcome == call && _methods.Symbol(call) is { ReturnType.Name: "Task" or "ValueTask" };

    private bool DropsFlag(InvocationExpressionSyntax call, ParenthesizedVariableDesignationSyntax parts) =>
        _methods.Symbol(call) is { } method && Answer(method) is INamedTypeSymbol { IsTupleType: true } tuple
        && tuple.TupleElements.Length == parts.Variables.Count
        && parts.Variables.Where((part, i) => part is DiscardDesignationSyntax && tuple.TupleElements[i].Type.SpecialType == SpecialType.System_Boolean).Any();

    private static bool AreAsked(ParenthesizedVariableDesignationSyntax parts, ExpressionSyntax check) =>
        Outcomes.FunctionAround(check) is not { } function
        || parts.Variables.OfType<SingleVariableDesignationSyntax>().Any(part => Outcomes.Decides(function, part.Identifier.ValueText, except: parts));

    /// <summary>Gets the return type, unwrapped from a task; null for none.</summary>
    private static ITypeSymbol? Answer(IMethodSymbol method) =>
        method.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask" } task
            ? task.TypeArguments.FirstOrDefault()
            : method.ReturnsVoid ? null : method.ReturnType;

    /// <summary>Returns true if it throws outside a catch, ends the response itself, sets a member, or calls something that may do so.</summary>
    private bool MayTell(SyntaxNode body, HashSet<SyntaxNode> visited, int depth) => visited.Add(body) && (depth > MaxDepth
        || body.DescendantNodes().Any(node => node switch
        {
            ThrowStatementSyntax or ThrowExpressionSyntax => !IsCaught(node, body),
            IdentifierNameSyntax name => IdleCheckWords.Tells.Matches(name.Identifier.ValueText),
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax or MemberAccessExpressionSyntax } set => IsOfMember(set.Left),
            InvocationExpressionSyntax call => !IsCaught(call, body)
                && (IdleCheckWords.Throwing.Matches(call.CalledName())
                    || _methods.RunBy(call).Any(target => MayTell(target.Body, visited, depth + 1))),
            _ => false,
        }));

    /// <summary><c>_failed = true</c>, <c>context.Result = …</c>: the caller can check it, unlike a local.</summary>
    private bool IsOfMember(ExpressionSyntax left)
    {
        var root = left;
        while (root is MemberAccessExpressionSyntax access)
        {
            root = access.Expression;
        }

        return root is ThisExpressionSyntax or BaseExpressionSyntax
            || (root is IdentifierNameSyntax && _methods.Model(root.SyntaxTree).GetSymbolInfo(root).Symbol is { } symbol
                && (symbol is IFieldSymbol or IPropertySymbol || (symbol is IParameterSymbol && root != left)));
    }

    /// <summary>Returns true if the exception is caught by a clause that returns instead.</summary>
    private static bool IsCaught(SyntaxNode node, SyntaxNode body) =>
        node.Ancestors().TakeWhile(around => around != body).OfType<TryStatementSyntax>().Any(attempt => attempt.Block.Span.Contains(node.Span)
            && attempt.Catches.Any(static clause => clause.Block.DescendantNodes().Any(static inner => inner is ReturnStatementSyntax)));
}
