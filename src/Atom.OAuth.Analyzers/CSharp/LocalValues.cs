using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>A value of a variable, and the name of the element if it comes from a deconstruction.</summary>
internal readonly record struct LocalValue(ExpressionSyntax Value, string? Element);

/// <summary>
/// The values of a member's variables, by syntax: a message involves few of them, so nothing is bound before its parts are known.
/// </summary>
internal sealed class LocalValues
{
    private readonly Lazy<Dictionary<string, List<Assignment>>> _byName;

    /// <param name="assignments">The member's nodes for which <see cref="MayAssign"/> returns true, in source order.</param>
    public LocalValues(IEnumerable<SyntaxNode> assignments) => _byName = new(() => ByName(assignments));

    /// <summary>Checks the kind first, because most nodes assign nothing.</summary>
    public static bool MayAssign(SyntaxNode node) => node.Kind() switch
    {
        SyntaxKind.VariableDeclarator or SyntaxKind.SimpleAssignmentExpression
            or SyntaxKind.CoalesceAssignmentExpression or SyntaxKind.AddAssignmentExpression or SyntaxKind.IsPatternExpression
            or SyntaxKind.SwitchExpressionArm or SyntaxKind.CasePatternSwitchLabel => true,
        SyntaxKind.Argument => ((ArgumentSyntax)node).RefKindKeyword.IsKind(SyntaxKind.OutKeyword),
        _ => false,
    };

    /// <summary>Gets the parameter with that name in scope, or null.</summary>
    public static ParameterSyntax? Parameter(IdentifierNameSyntax name)
    {
        for (var ancestor = name.Parent; ancestor is not null; ancestor = ancestor.Parent)
        {
            if (TakesParameters(ancestor))
            {
                foreach (var parameter in ParametersOf(ancestor))
                {
                    if (parameter.Identifier.ValueText == name.Identifier.ValueText)
                    {
                        return parameter;
                    }
                }
            }
        }

        return null;
    }

    private static bool TakesParameters(SyntaxNode node) =>
        node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or TypeDeclarationSyntax;

    public static IEnumerable<ParameterSyntax> ParametersOf(SyntaxNode function) => function switch
    {
        SimpleLambdaExpressionSyntax lambda => new[] { lambda.Parameter },
        ParenthesizedLambdaExpressionSyntax lambda => lambda.ParameterList.Parameters,
        LocalFunctionStatementSyntax local => local.ParameterList.Parameters,
        BaseMethodDeclarationSyntax method => method.ParameterList.Parameters,
        TypeDeclarationSyntax { ParameterList: { } list } => list.Parameters,
        _ => Enumerable.Empty<ParameterSyntax>(),
    };

    /// <summary>Gets the values that the variable may have at a read; empty if it is not a variable of the member, or no value is known.</summary>
    public IReadOnlyList<LocalValue> Of(IdentifierNameSyntax name)
    {
        if (!_byName.Value.TryGetValue(name.Identifier.ValueText, out var all)
            || DeclarationOf(all, name.SpanStart) is not { } declaration)
        {
            return Array.Empty<LocalValue>();
        }

        var values = new List<LocalValue>();
        foreach (var a in all)
        {
            if ((a.Declares ? a.At != declaration.At : !declaration.Scope.Span.Contains(a.At.SpanStart))
                || a.At.SpanStart < declaration.At.SpanStart
                || a.At.Span.End > name.SpanStart
                || a.Value is null)
            {
                continue;
            }

            // A value assigned on every path to the read replaces the earlier ones.
            if (IsOnEveryWay(a.At, name))
            {
                values.Clear();
            }

            values.Add(new LocalValue(a.Value, a.Element));
        }

        return values;
    }

    /// <summary>Gets the last declaration whose scope contains the position.</summary>
    private static Assignment? DeclarationOf(List<Assignment> all, int position)
    {
        for (var i = all.Count - 1; i >= 0; i--)
        {
            if (all[i].Declares && all[i].Scope.Span.Contains(position))
            {
                return all[i];
            }
        }

        return null;
    }

    private static bool IsOnEveryWay(SyntaxNode assigned, SyntaxNode read) =>
        assigned.FirstAncestorOrSelf<StatementSyntax>() is { Parent: { } list } && list.Span.Contains(read.SpanStart);

    private static Dictionary<string, List<Assignment>> ByName(IEnumerable<SyntaxNode> assignments)
    {
        var byName = new Dictionary<string, List<Assignment>>(StringComparer.Ordinal);
        foreach (var assignment in assignments.SelectMany(Assigned))
        {
            if (!byName.TryGetValue(assignment.Name, out var values))
            {
                byName.Add(assignment.Name, values = new List<Assignment>());
            }

            values.Add(assignment);
        }

        return byName;
    }

    private static IEnumerable<Assignment> Assigned(SyntaxNode node)
    {
        switch (node)
        {
            case VariableDeclaratorSyntax variable:
                yield return new Assignment(variable.Identifier.ValueText, node, variable.Initializer?.Value, null, true);
                break;
            case AssignmentExpressionSyntax { Left: IdentifierNameSyntax target, Parent: not InitializerExpressionSyntax } assignment:
                yield return new Assignment(target.Identifier.ValueText, node, assignment.Right, null, false);
                break;
            case AssignmentExpressionSyntax { Left: TupleExpressionSyntax tuple } assignment:
                for (var i = 0; i < tuple.Arguments.Count; i++)
                {
                    var element = tuple.Arguments[i];
                    var name = element.Expression is DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax declared }
                        ? declared.Identifier.ValueText
                        : (element.Expression as IdentifierNameSyntax)?.Identifier.ValueText;
                    if (name is not null)
                    {
                        yield return ElementOf(assignment, i, name, tuple.Arguments.Count, element.Expression is DeclarationExpressionSyntax);
                    }
                }

                break;
            case AssignmentExpressionSyntax { Left: DeclarationExpressionSyntax { Designation: ParenthesizedVariableDesignationSyntax designations } } assignment:
                for (var i = 0; i < designations.Variables.Count; i++)
                {
                    if (designations.Variables[i] is SingleVariableDesignationSyntax element)
                    {
                        yield return ElementOf(assignment, i, element.Identifier.ValueText, designations.Variables.Count, declares: true);
                    }
                }

                break;
            case ArgumentSyntax
            {
                Expression: DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax variable },
                Parent.Parent: InvocationExpressionSyntax call,
            }:
                yield return new Assignment(variable.Identifier.ValueText, node, call, null, true);
                break;
            case ArgumentSyntax
            {
                RefKindKeyword.RawKind: (int)SyntaxKind.OutKeyword,
                Expression: IdentifierNameSyntax variable,
                Parent.Parent: InvocationExpressionSyntax call,
            }:
                yield return new Assignment(variable.Identifier.ValueText, node, call, null, false);
                break;
            case IsPatternExpressionSyntax { Pattern: var pattern } test when DesignationOf(pattern) is { } variable:
                yield return new Assignment(variable.Identifier.ValueText, node, test.Expression, null, true);
                break;
            case SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice } arm when DesignationOf(arm.Pattern) is { } variable:
                yield return new Assignment(variable.Identifier.ValueText, arm.Pattern, choice.GoverningExpression, null, true);
                break;
            case CasePatternSwitchLabelSyntax { Parent.Parent: SwitchStatementSyntax choice } label when DesignationOf(label.Pattern) is { } variable:
                yield return new Assignment(variable.Identifier.ValueText, label.Pattern, choice.Expression, null, true);
                break;
        }
    }

    /// <summary>An element of a deconstructed tuple; if the right side is a tuple literal, the element's value.</summary>
    private static Assignment ElementOf(AssignmentExpressionSyntax assignment, int index, string name, int count, bool declares) =>
        assignment.Right is TupleExpressionSyntax { Arguments: var values } && values.Count == count
            ? new Assignment(name, assignment, values[index].Expression, null, declares)
            : new Assignment(name, assignment, assignment.Right, name, declares);

    private static SingleVariableDesignationSyntax? DesignationOf(PatternSyntax pattern) => pattern switch
    {
        DeclarationPatternSyntax { Designation: SingleVariableDesignationSyntax variable } => variable,
        RecursivePatternSyntax { Designation: SingleVariableDesignationSyntax variable } => variable,
        VarPatternSyntax { Designation: SingleVariableDesignationSyntax variable } => variable,
        UnaryPatternSyntax negated => DesignationOf(negated.Pattern),
        _ => null,
    };

    /// <summary>Gets the scope of a variable declared here.</summary>
    private static SyntaxNode ScopeOf(SyntaxNode node)
    {
        for (var ancestor = node.Parent; ancestor is not null; ancestor = ancestor.Parent)
        {
            if (ancestor is BlockSyntax or SwitchSectionSyntax or AnonymousFunctionExpressionSyntax
                or CompilationUnitSyntax or BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax
                or ForStatementSyntax or ForEachStatementSyntax or UsingStatementSyntax)
            {
                return ancestor;
            }
        }

        return node;
    }

    private sealed record Assignment(string Name, SyntaxNode At, ExpressionSyntax? Value, string? Element, bool Declares)
    {
        /// <summary>The scope of a variable declared here.</summary>
        public SyntaxNode Scope { get; } = ScopeOf(At);
    }
}
