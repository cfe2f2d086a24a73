using System.Text.RegularExpressions;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>SQL that looks up a state: <c>delete from logins where state = @state</c>.</summary>
internal static class StateStatements
{
    private static readonly string[] Where = { "where" };

    /// <summary>Calls that execute a statement or set its parameters.</summary>
    private static readonly NameTable Runs = new("Query", "Execute", "Parameter", "^Add", "From Sql", "Sql Query");

    /// <summary>Calls that execute a statement and return only the number of affected rows.</summary>
    private static readonly NameTable Executes = new("^Execute");

    /// <summary>Statements that change rows and return none.</summary>
    private static readonly Regex Changes = new(@"^\s*(?:delete|update)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>A column compared with a parameter or an appended value: <c>state = @state</c>, not <c>state = 'active'</c>.</summary>
    private static readonly Regex Columns = new(
        @"(?<![@:$\w])(\w+)[\]""`]?\s*=\s*(?:\w+\()*\s*'?(?:[@:?$%{]|\z)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>Returns true if the call can run a statement or set its values, and one in its member selects rows by a state column.</summary>
    public static bool Take(InvocationExpressionSyntax call) =>
        Runs.Matches(call.CalledName())
        && Members.Around(call)?.TokensWithAny(Where)
            .Any(token => token.IsText() && AsksForState(token.ValueText) && !(Changes.IsMatch(token.ValueText) && IsDropped(call))) == true;

    /// <summary>Returns true for a column in the <c>where</c> clause, not for a parameter.</summary>
    private static bool AsksForState(string statement) =>
        Columns.Matches(statement.Substring(statement.IndexOf(Where[0], StringComparison.OrdinalIgnoreCase) + Where[0].Length)).Cast<Match>()
            .Select(static match => match.Groups[1].Value)
            .Any(static column => StateNames.IsPlainStateName(column) || StateCheckWords.Nonces.Matches(column));

    /// <summary>Returns true if the number of affected rows is discarded, here or where the statement with this parameter is executed.</summary>
    private static bool IsDropped(InvocationExpressionSyntax call)
    {
        var runs = Executes.Matches(call.CalledName())
            ? new List<InvocationExpressionSyntax> { call }
            : Members.Around(call)?.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(static run => Executes.Matches(run.CalledName())).ToList();
        return runs is { Count: > 0 } && runs.TrueForAll(static run => Outcomes.Of(run).Parent is ExpressionStatementSyntax
            or AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } });
    }
}
