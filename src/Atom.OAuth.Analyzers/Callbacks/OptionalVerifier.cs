using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// A PKCE verifier that is sent if it exists, but not required: <c>if (verifiers.TryRemove(state, out var verifier))
/// form["code_verifier"] = verifier;</c>. For a state that was never issued, the exchange proceeds without it.
/// </summary>
internal static class OptionalVerifier
{
    /// <summary>Calls that add something to a form.</summary>
    private static readonly WordTable Puts = new(
        WordMatch.Whole, StringComparison.Ordinal, "Add", "TryAdd", "Append", "AddParameter", "Set");

    public static bool IsFoundBy(InvocationExpressionSyntax lookup)
    {
        var found = lookup.ArgumentList.Arguments.Select(static argument => argument.Expression)
            .OfType<DeclarationExpressionSyntax>().Select(static declared => declared.Designation)
            .OfType<SingleVariableDesignationSyntax>().FirstOrDefault();
        if (found is null
            || !StateCheckWords.Verifiers.Matches(found.Identifier.ValueText)
            || lookup.FirstAncestorOrSelf<BlockSyntax>() is not { } block)
        {
            return false;
        }

        var name = found.Identifier.ValueText;
        var tests = block.DescendantNodes().OfType<IfStatementSyntax>().Where(test => test.Condition.TokensNamed(name).Any()).ToList();
        return tests.Count > 0 && tests.TrueForAll(IsOptional) && !IsInsistedOn(block, name);
    }

    private static bool IsOptional(IfStatementSyntax test) =>
        test.Else is null
        && (test.Statement is BlockSyntax block ? block.Statements.All(OnlyPuts) : OnlyPuts(test.Statement));

    private static bool OnlyPuts(StatementSyntax statement) =>
        statement is ExpressionStatementSyntax { Expression: var expression } && expression switch
        {
            AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax } => true,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } =>
                Puts.Matches(name),
            _ => false,
        };

    /// <summary><c>verifier ?? throw …</c>, <c>ThrowIfNull(verifier)</c></summary>
    private static bool IsInsistedOn(SyntaxNode block, string name) => block.DescendantNodes().Any(node => node switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Right: ThrowExpressionSyntax } coalesce =>
            coalesce.Left.TokensNamed(name).Any(),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var called } } call =>
            called.StartsWith("ThrowIf", StringComparison.Ordinal) && call.ArgumentList.TokensNamed(name).Any(),
        _ => false,
    });
}
