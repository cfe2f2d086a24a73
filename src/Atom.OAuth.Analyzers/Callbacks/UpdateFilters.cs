using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Filters of a document database that only select what an update changes:
/// <c>rooms.UpdateOneAsync(Builders&lt;Room&gt;.Filter.Eq(room => room.Key, state), update)</c>. Storing the tokens where the state says checks
/// nothing.
/// </summary>
internal static class UpdateFilters
{
    /// <summary>The call that compares a member, and the builder of filters.</summary>
    private const string Equal = "Eq", Builder = "Filter";

    public static bool AreMadeBy(InvocationExpressionSyntax call, string name) =>
        name == Equal
        && call.Receiver() is { } builder && Callers.NameOf(builder) is { Identifier.ValueText: Builder }
        && call.ArgumentList.Arguments is [{ Expression: var member }, ..] && !NamesState(member)
        && UsersOf(call) is { Count: > 0 } users && users.TrueForAll(IsUpdate);

    /// <summary><c>row => row.State</c>: the row was created for a flow.</summary>
    private static bool NamesState(ExpressionSyntax member) =>
        StoreFacts.Names(member).Any(static name => StateNames.IsStateName(name) || StateCheckWords.Nonces.Matches(name))
        || member.MentionsInAnyCase(StateNames.SearchWords);

    private static List<SyntaxNode> UsersOf(InvocationExpressionSyntax filter) =>
        GivenValues.VariableSetBy(filter.Parent) is { } variable && Members.Around(filter) is { } member
            ? member.TokensNamed(variable).Select(static token => token.Parent).OfType<IdentifierNameSyntax>().Select(static use => use.Parent!).ToList()
            : new List<SyntaxNode> { filter.Parent! };

    private static bool IsUpdate(SyntaxNode user) =>
        user is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax update } }
        && update.CalledName() is var name && StateCheckWords.Updates.Matches(name) && !StateRows.IsStore(name, update.Receiver())
        && Awaiting.UserOf(update) is ExpressionStatementSyntax;
}
