using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>
/// An application that knows no users has one account for each integration: the sync finds it by a constant. Only a program whose code never
/// mentions a user, a tenant or a sign-in is one.
/// </summary>
internal static class OnlyAccount
{
    /// <summary>The constant, as the documentation names it.</summary>
    public const string User = "\"app\"";

    /// <summary>Words of applications with users or tenants.</summary>
    private static readonly string[] Words =
    {
        "userid", "user_id", "username", "currentuser", "usermanager", "getuser", "authorize]", "[authorize", "requireauthorization", "addauthentication",
        "claimtypes", "claimsprincipal", "user.identity", "tenant", "organization", "customerid", "companyid", "accountid", "shopid", "guildid",
    };

    private static readonly ConditionalWeakTable<Compilation, StrongBox<bool>> Known = new();

    /// <summary>
    /// Returns true if the save is given tokens or the code and nothing else, so that another account would replace this one, and the application
    /// knows no users.
    /// </summary>
    public static bool IsSavedBy(ExpressionSyntax save, CallbackSite site) =>
        save is InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments }
        && arguments.All(argument => IsOfTokens(argument.Expression, site))
        && IsIn(site.Model.Compilation);

    private static bool IsOfTokens(ExpressionSyntax given, CallbackSite site) =>
        given is LiteralExpressionSyntax
        || given.ToString() == site.Callback.Code?.ToString()
        || (given is IdentifierNameSyntax { Identifier.ValueText: var name } && RequestValue.Code.IsMember(name))
        || site.Model.GetTypeInfo(given).Type is { Name: nameof(CancellationToken) }
        || (given is IdentifierNameSyntax or MemberAccessExpressionSyntax && SaveWords.TokenNames.Matches(given.GetLastToken().ValueText));

    private static bool IsIn(Compilation compilation) => Known.GetValue(compilation, static asked => new StrongBox<bool>(
        StartsProgram(asked) && !asked.SyntaxTrees.Any(static tree => tree.GetRoot().MentionsInAnyCase(Words)))).Value;

    /// <summary>Users of another project would be known to the project that starts the program, so a library does not count.</summary>
    private static bool StartsProgram(Compilation compilation) =>
        !compilation.References.OfType<CompilationReference>().Any()
        && (compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication
            || compilation.SyntaxTrees.Any(static tree => tree.GetRoot() is CompilationUnitSyntax root
                && root.Members.Any(SyntaxKind.GlobalStatement)));
}
