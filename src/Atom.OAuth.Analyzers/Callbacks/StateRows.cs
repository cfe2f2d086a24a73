using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Rows of a database or list created when a flow starts, with the state as their key.</summary>
internal static class StateRows
{
    /// <summary>Returns true for a store of states, by the name of the call or its receiver.</summary>
    public static bool IsStore(string name, ExpressionSyntax? receiver) => StateCheckWords.Stores.Matches(name) || IsStore(receiver);

    /// <summary>Returns true for a store of states, by the name of the receiver.</summary>
    public static bool IsStore(ExpressionSyntax? receiver) =>
        receiver?.DescendantNodesAndSelf().OfType<SimpleNameSyntax>()
            .Any(static part => StateCheckWords.Stores.Matches(part.Identifier.ValueText.TrimStart('_'))) == true;

    /// <summary><c>db.OAuthSessions.First(row => row.Key == state)</c>: the key of a row for a state, rather than a person's.</summary>
    public static bool IsKeyOf(ExpressionSyntax member) =>
        member is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var row }, Name.Identifier.ValueText: var key }
        && IsPlainKey(key)
        && RowsOf(member, row) is { } rows
        && (AreStates(rows) || (member.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { } lookup && TakenRows.AreFoundBy(lookup)));

    /// <summary>Returns true for rows that represent flows, by name; a table named after an identity contains identities.</summary>
    public static bool AreStates(ExpressionSyntax rows) =>
        LastName(rows) is { } name && StateCheckWords.Rows.Matches(name) && !StateCheckWords.Identities.Matches(name);

    /// <summary>Gets the name of a set of rows: <c>_db.Tickets</c>, <c>db.Set&lt;Ticket&gt;()</c>.</summary>
    public static string? LastName(ExpressionSyntax rows)
    {
        while (rows is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: not GenericNameSyntax } call })
        {
            // db.Logins.AsTracking().Where(…)
            rows = call.Expression;
        }

        return rows switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax set } } =>
                set.TypeArgumentList.Arguments is [SimpleNameSyntax only] ? only.Identifier.ValueText : null,
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            IdentifierNameSyntax name => name.Identifier.ValueText.TrimStart('_'),
            _ => null,
        };
    }

    /// <summary>Returns true for <c>Key</c>, <c>SessionId</c>; not for <c>UserId</c>.</summary>
    private static bool IsPlainKey(string key) =>
        StateCheckWords.Keys.Matches(key)
        && NameTable.Words(key) is var words
        && !StateCheckWords.Identities.Matches(string.Concat(words.Take(words.Count - 1)));

    /// <summary>Gets the rows that a lambda's parameter or a query's range variable stands for.</summary>
    private static ExpressionSyntax? RowsOf(SyntaxNode use, string row)
    {
        foreach (var around in use.Ancestors())
        {
            switch (around)
            {
                case LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax lookup } } lambda
                    when CallbackCandidate.ParametersOf(lambda).Any(parameter => parameter.Identifier.ValueText == row):
                    return StateCheckWords.Lookups.Matches(lookup.CalledName()) || StateCheckWords.Checks.Matches(lookup.CalledName())
                        ? lookup.Receiver()
                        : null;
                case QueryExpressionSyntax { FromClause: var from } when from.Identifier.ValueText == row:
                    return from.Expression;
                case StatementSyntax:
                    return null;
            }
        }

        return null;
    }
}
