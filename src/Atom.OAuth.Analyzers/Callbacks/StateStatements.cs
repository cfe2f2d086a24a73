using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>SQL that looks a state up: <c>delete from logins where state = @state</c>.</summary>
internal static class StateStatements
{
    private static readonly string[] Where = { "where" };

    /// <summary>Calls that run a statement, or give it its values.</summary>
    private static readonly NameTable Runs = new("Query", "Execute", "Parameter", "^Add", "From Sql", "Sql Query");

    /// <summary>The call takes something of a state, and a statement in its function asks for rows by a column of that name.</summary>
    public static bool Take(InvocationExpressionSyntax call) =>
        Runs.Matches(call.CalledName())
        && Members.Around(call)?.TokensWithAny(Where).Any(static token => IsText(token) && AsksForState(token.ValueText)) == true;

    private static bool IsText(SyntaxToken token) => token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken
        or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken;

    /// <summary>A column behind the word <c>where</c>, and no parameter.</summary>
    private static bool AsksForState(string statement)
    {
        var words = statement.Substring(statement.IndexOf(Where[0], StringComparison.OrdinalIgnoreCase) + Where[0].Length)
            .Split(' ', '\t', '\r', '\n', '(', '=', '.', '"', '[', ']', '`');
        return Array.Exists(words, static word => StateNames.IsPlainStateName(word) || StateCheckWords.Nonces.Matches(word));
    }
}
