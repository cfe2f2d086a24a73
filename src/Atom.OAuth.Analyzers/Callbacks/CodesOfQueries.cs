using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Codes that an endpoint takes from the query as a whole rather than by key: <c>query.First(pair => pair.Key == "code").Value</c>.
/// </summary>
internal static class CodesOfQueries
{
    /// <summary>Gets the variables that hold such a code.</summary>
    public static IEnumerable<string> In(SyntaxNode endpoint)
    {
        var queries = QueriesOf(endpoint);
        if (queries.Count == 0)
        {
            return Enumerable.Empty<string>();
        }

        return CodeSources.VariablesIn(endpoint)
            .Where(variable => CallbackWords.VariablesOfCodes.Matches(variable.Name) && !ExchangeWords.OtherCodes.Matches(variable.Name)
                && !IsReadByKey(variable.Value) && IsTakenFrom(variable.Value, queries))
            .Select(static variable => variable.Name).Distinct();
    }

    /// <summary>Gets the names of query parameters, loop variables over them, and the request's own query.</summary>
    private static HashSet<string> QueriesOf(SyntaxNode endpoint)
    {
        HashSet<string> queries = new(StringComparer.Ordinal);
        queries.UnionWith(CallbackCandidate.ParametersOf(endpoint).Where(IsQuery).Select(static parameter => parameter.Identifier.ValueText));
        if (CallbackWords.WholeQueries.Any(member => endpoint.Mentions(member)))
        {
            queries.UnionWith(CallbackWords.WholeQueries);
        }

        if (queries.Count == 0 || !endpoint.Mentions("foreach"))
        {
            return queries;
        }

        foreach (var loop in endpoint.DescendantNodes().OfType<ForEachStatementSyntax>())
        {
            if (IsTakenFrom(loop.Expression, queries))
            {
                queries.Add(loop.Identifier.ValueText);
            }
        }

        return queries;
    }

    private static bool IsQuery(ParameterSyntax parameter) =>
        parameter.AttributeLists.HasAttribute(CallbackWords.QueryAttribute)
        && parameter.Type is GenericNameSyntax { Identifier.ValueText: "Dictionary" or "IDictionary" or "IReadOnlyDictionary" };

    /// <summary>It is another value: a read of the code by key is found elsewhere.</summary>
    private static bool IsReadByKey(ExpressionSyntax value) =>
        value.DescendantNodesAndSelf().Any(static node => RequestReads.KeyOf(node) is not null);

    /// <summary>A member of a query, or the result of a call on it: <c>query.First().Value</c>.</summary>
    private static bool IsTakenFrom(ExpressionSyntax value, HashSet<string> queries) =>
        value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => queries.Contains(name.Identifier.ValueText)
            && name.Parent is not (NameColonSyntax or NameEqualsSyntax) && Callers.CallOf(name) is null);
}
