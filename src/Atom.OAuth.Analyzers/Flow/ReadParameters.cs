using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Flow;

/// <summary>
/// Which names of a method may hold what it reads as JSON, told by its text alone: from what a read takes, back through the variables
/// to the parameters. Most methods that read JSON fetched it themselves, and their callers need not be looked at.
/// </summary>
internal sealed class ReadParameters
{
    private readonly SyntaxNode _method;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Queue<string> _open = new();

    private ReadParameters(SyntaxNode method) => _method = method;

    /// <summary>The names of the parameters that a read may take, and of variables beside them.</summary>
    public static ICollection<string> NamesIn(SyntaxNode method)
    {
        var found = new ReadParameters(method);
        foreach (var read in JsonReads.In(method))
        {
            found.Add(read.ArgumentList);
            found.Add(read.Expression);
        }

        if (found._names.Count > 0)
        {
            found.FollowAll();
        }

        return found._names;
    }

    /// <summary>The names in code whose value goes on. What a request is made with does not come back in its answer.</summary>
    private void Add(SyntaxNode code)
    {
        foreach (var node in code.DescendantNodesAndSelf(static n => !IsRequest(n)))
        {
            if (node is IdentifierNameSyntax { Identifier.ValueText: var name } reference && !IsContentOfMessage(reference) && _names.Add(name))
            {
                _open.Enqueue(name);
            }
        }
    }

    private static bool IsRequest(SyntaxNode node) =>
        node is InvocationExpressionSyntax call && Callers.NameOf(call.Expression) is { } name && HttpSources.NamesRequest(name.Identifier.ValueText);

    /// <summary>The one that is read is a response's, and the one that is set is a request's.</summary>
    private static bool IsContentOfMessage(IdentifierNameSyntax name) => name is { Identifier.ValueText: "Content", Parent: MemberAccessExpressionSyntax access } && access.Name == name;

    private void FollowAll()
    {
        var values = Values();
        while (_open.Count > 0)
        {
            foreach (var value in values[_open.Dequeue()])
            {
                Add(value);
            }
        }
    }

    /// <summary>What the variables and members get in the method, by their names: found in one pass.</summary>
    private ILookup<string, SyntaxNode> Values() =>
        _method.DescendantNodes().SelectMany(Targets).ToLookup(static target => target.Key, static target => target.Value, StringComparer.Ordinal);

    // By kind first: most nodes set nothing.
    private IEnumerable<KeyValuePair<string, SyntaxNode>> Targets(SyntaxNode node) => node.Kind() switch
    {
        SyntaxKind.VariableDeclarator when node is VariableDeclaratorSyntax { Initializer.Value: { } value } variable => Target(variable.Identifier, value),
        SyntaxKind.SimpleAssignmentExpression or SyntaxKind.CoalesceAssignmentExpression or SyntaxKind.AddAssignmentExpression => TargetsOf((AssignmentExpressionSyntax)node),
        SyntaxKind.ForEachStatement when node is ForEachStatementSyntax loop => Target(loop.Identifier, loop.Expression),
        SyntaxKind.Argument when node is ArgumentSyntax { RefKindKeyword.RawKind: not 0, Expression: IdentifierNameSyntax variable, Parent.Parent: { } call } => Target(variable.Identifier, call),

        // A variable of a pattern, of an out argument, of a lambda or of a query: whatever stands around may go into it.
        SyntaxKind.SingleVariableDesignation => Target(((SingleVariableDesignationSyntax)node).Identifier, Around(node)),
        SyntaxKind.Parameter when node.Parent?.Parent != _method => Target(((ParameterSyntax)node).Identifier, Around(node)),
        SyntaxKind.FromClause => Target(((FromClauseSyntax)node).Identifier, Around(node)),
        SyntaxKind.LetClause => Target(((LetClauseSyntax)node).Identifier, Around(node)),
        SyntaxKind.JoinClause => Target(((JoinClauseSyntax)node).Identifier, Around(node)),
        SyntaxKind.QueryContinuation => Target(((QueryContinuationSyntax)node).Identifier, Around(node)),
        _ => Enumerable.Empty<KeyValuePair<string, SyntaxNode>>(),
    };

    private static KeyValuePair<string, SyntaxNode>[] Target(SyntaxToken name, SyntaxNode value) => new[] { new KeyValuePair<string, SyntaxNode>(name.ValueText, value) };

    /// <summary>The names at the end of what is assigned to; those of declarations are found as such.</summary>
    private static IEnumerable<KeyValuePair<string, SyntaxNode>> TargetsOf(AssignmentExpressionSyntax assignment) =>
        (assignment.Left is TupleExpressionSyntax tuple ? tuple.Arguments.Select(static element => element.Expression) : new[] { assignment.Left })
            .Select(Callers.NameOf).OfType<SimpleNameSyntax>().SelectMany(name => Target(name.Identifier, assignment.Right));

    private SyntaxNode Around(SyntaxNode variable) => variable.FirstAncestorOrSelf<StatementSyntax>() is { } statement and not LocalFunctionStatementSyntax ? statement : _method;
}
