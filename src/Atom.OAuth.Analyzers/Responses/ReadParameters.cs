using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Responses;

/// <summary>
/// Finds the names in a method that may hold what it reads as JSON, by its text alone: from the operands of reads, back through the variables
/// to the parameters. Most methods that read JSON fetch it themselves, so their callers need not be examined.
/// </summary>
internal sealed class ReadParameters
{
    private readonly SyntaxNode _method;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Queue<string> _open = new();

    private ReadParameters(SyntaxNode method) => _method = method;

    /// <summary>Gets the names of the parameters that may be read, and of variables on the way.</summary>
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

    /// <summary>Adds the names in code whose value flows on. The inputs of a request do not come back in its response.</summary>
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

    /// <summary>If it is read, it is the content of a response; if it is set, that of a request.</summary>
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

    /// <summary>Gets the value assigned to a variable or a member at its name; null if nothing is assigned.</summary>
    private SyntaxNode? ValueGivenTo(SyntaxToken name) => name.Parent switch
    {
        VariableDeclaratorSyntax variable => variable.Initializer?.Value,
        ForEachStatementSyntax loop => loop.Expression,
        SimpleNameSyntax used => GivenValues.To(used),
        ParameterSyntax own when own.Parent?.Parent == _method => null,

        // A variable of a pattern, an out argument, a lambda or a query: anything around it may flow into it.
        SingleVariableDesignationSyntax or ParameterSyntax or FromClauseSyntax or LetClauseSyntax or JoinClauseSyntax or QueryContinuationSyntax =>
            Around(name.Parent),
        _ => null,
    };

    private SyntaxNode Around(SyntaxNode variable) =>
        variable.FirstAncestorOrSelf<StatementSyntax>() is { } statement and not LocalFunctionStatementSyntax ? statement : _method;
}
