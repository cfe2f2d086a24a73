using System.Text.RegularExpressions;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>SQL that looks a state up: <c>delete from logins where state = @state</c>.</summary>
internal static class StateStatements
{
    private static readonly string[] Where = { "where" };

    /// <summary>Calls that run a statement, or give it its values.</summary>
    private static readonly NameTable Runs = new("Query", "Execute", "Parameter", "^Add", "From Sql", "Sql Query");

    /// <summary>Calls that run a statement, and tell no more than how many rows it has changed.</summary>
    private static readonly NameTable Executes = new("^Execute");

    /// <summary>Statements that change rows, and give none back.</summary>
    private static readonly Regex Changes = new(@"^\s*(?:delete|update)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>A column that equals a parameter, or what follows the text: <c>state = @state</c>, not <c>state = 'active'</c>.</summary>
    private static readonly Regex Columns = new(
        @"(?<![@:$\w])(\w+)[\]""`]?\s*=\s*(?:\w+\()*\s*'?(?:[@:?$%{]|\z)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>The call takes something of a state, and a statement in its function asks for rows by a column of that name.</summary>
    public static bool Take(InvocationExpressionSyntax call) =>
        Runs.Matches(call.CalledName())
        && Members.Around(call)?.TokensWithAny(Where)
            .Any(token => token.IsText() && AsksForState(token.ValueText) && !(Changes.IsMatch(token.ValueText) && IsDropped(call))) == true;

    /// <summary>A column behind the word <c>where</c>, and no parameter.</summary>
    private static bool AsksForState(string statement) =>
        Columns.Matches(statement.Substring(statement.IndexOf(Where[0], StringComparison.OrdinalIgnoreCase) + Where[0].Length)).Cast<Match>()
            .Select(static match => match.Groups[1].Value)
            .Any(static column => StateNames.IsPlainStateName(column) || StateCheckWords.Nonces.Matches(column));

    /// <summary>Nobody asks how many rows were changed, neither here nor where the statement is run that is given a value here.</summary>
    private static bool IsDropped(InvocationExpressionSyntax call)
    {
        var runs = Executes.Matches(call.CalledName())
            ? new List<InvocationExpressionSyntax> { call }
            : Members.Around(call)?.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(static run => Executes.Matches(run.CalledName())).ToList();
        return runs is { Count: > 0 } && runs.TrueForAll(static run => Outcomes.Of(run).Parent is ExpressionStatementSyntax
            or AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } });
    }
}
