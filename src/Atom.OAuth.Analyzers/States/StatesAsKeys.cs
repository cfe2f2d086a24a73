using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.States;

/// <summary>
/// Finds people by the state: <c>users.GetByIdAsync(state)</c>, <c>db.Users.First(user =&gt; user.Id == state)</c>. Whoever writes another id into the
/// state is taken for somebody else. A member that holds the state of a user's flow, <c>user.OAuthState == state</c>, is no key.
/// </summary>
internal static class StatesAsKeys
{
    /// <summary>Names of what holds people, or those who pay for them.</summary>
    public static readonly NameTable People = new(
        "^Users $", "User Repository $", "User Repo $", "User Service $", "User Store $", "User Manager $", "^Customers $", "Customer Repository $",
        "Customer Service $", "^Tenants $", "Tenant Repository $", "Tenant Service $", "^Members $", "Member Repository $");

    /// <summary>Calls on it that take a key.</summary>
    public static readonly NameTable Lookups = new("^Get $", "^Find $", "^Load $", "By Id $", "By Email $", "By Name $", "By Username $");

    /// <summary>Members that are a person's key.</summary>
    public static readonly NameTable Keys = new("^Id $", "^User Id $", "^Email $", "^User Name $", "^Username $");

    public static bool AreTakenBy(InvocationExpressionSyntax call, ArgumentSyntax state) =>
        Lookups.Matches(call.CalledName()) && call.ArgumentList.Arguments[0] == state && IsOfPeople(call);

    /// <summary><c>user.Id == state</c>, in a lambda of a call on people.</summary>
    public static bool AreComparedIn(BinaryExpressionSyntax comparison, ExpressionSyntax state) =>
        comparison.IsKind(SyntaxKind.EqualsExpression)
        && KeyIn(comparison.Left == state ? comparison.Right : comparison.Left) is { } key && Keys.Matches(key)
        && comparison.FirstAncestorOrSelf<LambdaExpressionSyntax>() is { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } }
        && IsOfPeople(call);

    /// <summary>Gets the member that rows are found by: <c>db.Settings.Where(row =&gt; row.AppId == state)</c>.</summary>
    public static string? KeyComparedIn(BinaryExpressionSyntax comparison, ExpressionSyntax state) =>
        comparison.IsKind(SyntaxKind.EqualsExpression)
        && comparison.FirstAncestorOrSelf<LambdaExpressionSyntax>() is { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax } }
            ? KeyIn(comparison.Left == state ? comparison.Right : comparison.Left)
            : null;

    private static string? KeyIn(ExpressionSyntax other) => other switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax own, Name.Identifier.ValueText: "ToString" } } =>
            own.Name.Identifier.ValueText,
        _ => null,
    };

    /// <summary><c>db.Users.AsNoTracking().First(…)</c>: what people are stored in may be narrowed before.</summary>
    private static bool IsOfPeople(InvocationExpressionSyntax call)
    {
        var people = call.Receiver();
        while (people is InvocationExpressionSyntax narrowed)
        {
            people = narrowed.Receiver();
        }

        return people is not null && Callers.NameOf(people) is { Identifier.ValueText: var name } && People.Matches(name.TrimStart('_'));
    }
}
