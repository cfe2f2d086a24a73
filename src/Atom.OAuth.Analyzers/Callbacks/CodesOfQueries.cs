using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Codes that an endpoint takes out of the whole query, and not by their key: <c>query.First(pair => pair.Key == "code").Value</c>.
/// </summary>
internal static class CodesOfQueries
{
    /// <summary>The variables that hold such a code.</summary>
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

    /// <summary>The query as a parameter, what a loop over it gives, and the request's own.</summary>
    private static HashSet<string> QueriesOf(SyntaxNode endpoint)
    {
        HashSet<string> queries = new(StringComparer.Ordinal);
        queries.UnionWith(CallbackCandidate.ParametersOf(endpoint).Where(IsQuery).Select(static parameter => parameter.Identifier.ValueText));
        if (CallbackWords.WholeQueries.Any(member => endpoint.Mentions(member)))
        {
            queries.UnionWith(CallbackWords.WholeQueries);
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

    /// <summary>Another value: the code's own key would have told.</summary>
    private static bool IsReadByKey(ExpressionSyntax value) =>
        value.DescendantNodesAndSelf().Any(static node => RequestReads.KeyOf(node) is not null);

    /// <summary>A member of a query, or what a call on it gives: <c>query.First().Value</c>.</summary>
    private static bool IsTakenFrom(ExpressionSyntax value, HashSet<string> queries) =>
        value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => queries.Contains(name.Identifier.ValueText)
            && name.Parent is not (NameColonSyntax or NameEqualsSyntax) && Callers.CallOf(name) is null);
}
