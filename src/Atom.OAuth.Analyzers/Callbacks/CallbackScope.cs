using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>The values available in a callback. A fix uses only these in the code it inserts.</summary>
internal sealed class CallbackScope
{
    /// <summary>Names of variables that hold the user's id, most likely first.</summary>
    private static readonly WordTable UserNames = new(
        WordMatch.Whole, StringComparison.Ordinal, "userId", "UserId", "user_id", "currentUserId", "uid", "ownerId", "OwnerId");

    /// <summary>Names of variables that hold the tenant's id, most likely first.</summary>
    private static readonly WordTable TenantNames = new(
        WordMatch.Whole,
        StringComparison.Ordinal,
        "tenantId", "TenantId", "tenant_id", "organizationId", "OrganizationId", "companyId", "CompanyId", "workspaceId");

    private readonly CallbackCandidate _candidate;
    private readonly ExpressionSyntax? _save;

    public CallbackScope(CallbackCandidate candidate, ExpressionSyntax? save)
    {
        _candidate = candidate;
        _save = save;
    }

    public ExpressionSyntax? State => (_candidate.States.Count > 0 ? SyntaxFactory.IdentifierName(_candidate.States[0]) : null) ?? Read("state");

    public ExpressionSyntax? Error => Read("error");

    public ExpressionSyntax? ErrorDescription => Read("error_description") ?? Parameter("errorDescription");

    public ExpressionSyntax? User => Named(UserNames);

    public ExpressionSyntax? Tenant => Named(TenantNames);

    private ExpressionSyntax? Read(string key) => Parameter(key) ?? KeyReads.FirstIn(_candidate.Node, new[] { key });

    private IdentifierNameSyntax? Parameter(string name) =>
        _candidate.Parameters.FirstOrDefault(parameter => parameter.Identifier.ValueText == name) is { } found
            ? SyntaxFactory.IdentifierName(found.Identifier)
            : null;

    /// <summary>Gets a parameter, a local in scope at the save, or the value that the callback assigns to a member of that name.</summary>
    private ExpressionSyntax? Named(WordTable names)
    {
        foreach (var name in names)
        {
            if (Parameter(name) is { } parameter)
            {
                return parameter;
            }
        }

        if (_save is null)
        {
            return null;
        }

        var local = _candidate.Node.DescendantNodes().OfType<VariableDeclaratorSyntax>()
            .FirstOrDefault(variable => names.Matches(variable.Identifier.ValueText)
                && variable.SpanStart < _save.SpanStart
                && IsInScope(variable));
        if (local is not null)
        {
            return SyntaxFactory.IdentifierName(local.Identifier);
        }

        return _candidate.Node.DescendantNodes().Where(node => node.SpanStart < _save.Span.End)
            .Select(node => node switch
            {
                AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Parent.Parent: InitializerExpressionSyntax } name } assignment
                    when names.Matches(name.Identifier.ValueText) =>
                    assignment.Right,
                AnonymousObjectMemberDeclaratorSyntax { NameEquals.Name.Identifier.ValueText: var name } member
                    when names.Matches(name) =>
                    member.Expression,
                _ => null,
            })
            .OfType<ExpressionSyntax>()
            .FirstOrDefault(IsSimple);
    }

    private bool IsInScope(VariableDeclaratorSyntax variable) =>
        variable.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>()?.Parent is { } block && _save!.Ancestors().Contains(block);

    private bool IsSimple(ExpressionSyntax value) =>
        value is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax }
            or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression }
        && value.DescendantNodesAndSelf()
            .OfType<IdentifierNameSyntax>()
            .All(name => _candidate.Node
                .DescendantNodes()
                .OfType<VariableDeclaratorSyntax>()
                .All(variable => variable.Identifier.ValueText != name.Identifier.ValueText || IsInScope(variable)));
}
