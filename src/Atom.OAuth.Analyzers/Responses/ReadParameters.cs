using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Responses;

/// <summary>
/// Which names of a method may hold what it reads as JSON, found by its text alone: from what a read takes, back through the variables
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
    private static bool IsContentOfMessage(IdentifierNameSyntax name) =>
        name is { Identifier.ValueText: "Content", Parent: MemberAccessExpressionSyntax access } && access.Name == name;

    private void FollowAll()
    {
        while (_open.Count > 0)
        {
            foreach (var name in _method.TokensNamed(_open.Dequeue()))
            {
                if (ValueGivenTo(name) is { } value)
                {
                    Add(value);
                }
            }
        }
    }

    /// <summary>What a variable or a member gets where its name stands; null where it gets nothing.</summary>
    private SyntaxNode? ValueGivenTo(SyntaxToken name) => name.Parent switch
    {
        VariableDeclaratorSyntax variable => variable.Initializer?.Value,
        ForEachStatementSyntax loop => loop.Expression,
        SimpleNameSyntax used => GivenValues.To(used),
        ParameterSyntax own when own.Parent?.Parent == _method => null,

        // A variable of a pattern, of an out argument, of a lambda or of a query: whatever stands around may go into it.
        SingleVariableDesignationSyntax or ParameterSyntax or FromClauseSyntax or LetClauseSyntax or JoinClauseSyntax or QueryContinuationSyntax =>
            Around(name.Parent),
        _ => null,
    };

    private SyntaxNode Around(SyntaxNode variable) =>
        variable.FirstAncestorOrSelf<StatementSyntax>() is { } statement and not LocalFunctionStatementSyntax ? statement : _method;
}
