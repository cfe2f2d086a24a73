using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// One-time rows: <c>var ticket = await db.Tickets.FindAsync(state); … db.Tickets.Remove(ticket);</c>, or <c>ticket.Consume(…)</c>. A row
/// removed in a callback represents a pending flow, whatever the name of its table.
/// </summary>
internal static class TakenRows
{
    /// <summary>Methods of a row that consume it.</summary>
    private static readonly NameTable Ends = new("^Consume", "^Try Consume", "^Redeem", "^Mark Used", "^Mark Consumed", "^Invalidate");

    /// <summary>Members of a row that mark it as consumed.</summary>
    private static readonly NameTable EndMembers = new(
        "^Consumed", "^Is Consumed", "^Redeemed", "^Is Redeemed", "^Used $", "^Is Used $", "^Used At", "^Used On");

    /// <summary>Calls that remove a row from its table.</summary>
    private static readonly NameTable Removals = new("^Remove", "^Delete");

    /// <summary>Tables whose rows may be removed to reconnect.</summary>
    private static readonly NameTable Others = new(
        "Token", "Credential", "Connection", "Integration", "Link", "Grant", "Installation", "Stores", "Channel", "Subscription", "Source",
        "Mailbox", "Calendar", "Webhook");

    /// <summary>Returns true for a lookup by the state whose row is removed or consumed in the same member.</summary>
    public static bool AreFoundBy(InvocationExpressionSyntax lookup) =>
        StateCheckWords.Lookups.Matches(lookup.CalledName())
        && lookup.Receiver() is { } rows && StateRows.LastName(rows) is { } table
        && (StateRows.AreStates(rows) || !IsKept(table))
        && VariableOf(lookup) is { } row
        && Members.Around(lookup)?.TokensNamed(row).Any(token => token.Parent is IdentifierNameSyntax use && IsTakenAway(use)) == true;

    /// <summary>Returns true if the state is the key, or the only key value in a list: <c>FindAsync([state], cancellationToken)</c>.</summary>
    public static bool HasKey(InvocationExpressionSyntax lookup, ValueFlow flow) =>
        lookup.ArgumentList.Arguments is [{ Expression: var key }, ..] && (flow.IsRaw(key) || key switch
        {
            CollectionExpressionSyntax { Elements: [ExpressionElementSyntax { Expression: var only }] } => flow.IsRaw(only),
            ArrayCreationExpressionSyntax { Initializer.Expressions: [var only] } => flow.IsRaw(only),
            ImplicitArrayCreationExpressionSyntax { Initializer.Expressions: [var only] } => flow.IsRaw(only),
            _ => false,
        });

    private static string? VariableOf(InvocationExpressionSyntax lookup)
    {
        SyntaxNode found = lookup;
        while (found.Parent is AwaitExpressionSyntax or ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax
            or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" }
            || (found.Parent is InvocationExpressionSyntax call && call.CalledName() == "ConfigureAwait"))
        {
            found = found.Parent;
        }

        return found.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => variable.Identifier.ValueText,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax variable } => variable.Identifier.ValueText,
            IsPatternExpressionSyntax { Pattern: var pattern } =>
                pattern.DescendantNodes().OfType<SingleVariableDesignationSyntax>().FirstOrDefault()?.Identifier.ValueText,
            _ => null,
        };
    }

    /// <summary>Returns true for a table of connections or identities, rather than pending flows.</summary>
    private static bool IsKept(string table) => Others.Matches(table) || StateCheckWords.Identities.Matches(table);

    private static bool IsTakenAway(IdentifierNameSyntax row) => row.Parent switch
    {
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } =>
            Removals.Matches(call.CalledName()) && call.Receiver() is { } rows
            && StateRows.LastName(rows) is { } table && (StateRows.AreStates(rows) || !IsKept(table)),
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access => access.Expression == row && Ends.Matches(call.CalledName()),
        MemberAccessExpressionSyntax { Parent: AssignmentExpressionSyntax set } access =>
            set.Left == access && EndMembers.Matches(access.Name.Identifier.ValueText),
        ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax call } => Ends.Matches(call.CalledName()),
        _ => false,
    };
}
