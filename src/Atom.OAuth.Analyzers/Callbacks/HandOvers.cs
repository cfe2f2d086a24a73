using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Refresh tokens that are handed to something which cannot be looked into, and that gives nothing back for them:
/// <c>await connector.ActivateAsync(userId, token.AccessToken, token.RefreshToken)</c>. Who calls an API needs the access token alone, so
/// they are kept there.
/// </summary>
internal static class HandOvers
{
    /// <param name="call">A call that takes something of the code's, and that cannot be looked into.</param>
    /// <param name="name">What it calls.</param>
    /// <param name="flow">What is made of the code.</param>
    /// <param name="methods">What is called.</param>
    public static bool AreMadeBy(InvocationExpressionSyntax call, string name, ValueFlow flow, CalledMethods methods) =>
        call.Receiver() is { } receiver
        && call.ArgumentList.Arguments.Any(argument => IsRefreshToken(argument, flow, methods))
        && !SaveWords.Uses.Matches(name)
        && !SaveFacts.IsVolatile(receiver)
        && ConnectFacts.IsDropped(call)
        && !ConnectFacts.SpeaksOfSignIn(call)
        && !call.ArgumentList.Arguments.Any(argument => !IsExchange(argument.Expression, flow) && argument.Mentions(ExchangeWords.Texts))
        && (SaveWords.Posts.Matches(name) || (IsService(receiver, flow) && !methods.IsOfFramework(call)));

    /// <summary>The token itself, an object that was made with it, or the whole of what came for the code.</summary>
    private static bool IsRefreshToken(ArgumentSyntax argument, ValueFlow flow, CalledMethods methods) =>
        flow.HasTokens(argument.Expression)
        && (SaveFacts.MentionsRefreshToken(argument)
            || HasRefreshToken(methods.TypeOf(argument.Expression))
            || (argument.Expression is IdentifierNameSyntax { Identifier.ValueText: var name } && Members.Around(argument) is { } member
                && CodeSources.VariablesIn(member).Any(variable => variable.Name == name
                    && variable.Value is BaseObjectCreationExpressionSyntax or AnonymousObjectCreationExpressionSyntax
                    && SaveFacts.MentionsRefreshToken(variable.Value))));

    /// <summary><c>SaveAsync(userId, await RedeemAsync("https://contoso.com/oauth/token", code))</c>: the inner call makes the request.</summary>
    private static bool IsExchange(ExpressionSyntax given, ValueFlow flow) =>
        (given is AwaitExpressionSyntax wait ? wait.Expression : given) is InvocationExpressionSyntax inner
        && inner.ArgumentList.Arguments.Any(argument => flow.IsRaw(argument.Expression));

    /// <summary>One of the members is the refresh token.</summary>
    private static bool HasRefreshToken(ITypeSymbol? tokens)
    {
        for (var type = tokens; type is INamedTypeSymbol { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            if (type.GetMembers().Any(static member => member is IPropertySymbol && SaveWords.RefreshTokenMembers.Matches(member.Name)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>It was there before: what the method made is gone with it, and a client uses the tokens.</summary>
    private static bool IsService(ExpressionSyntax receiver, ValueFlow flow) =>
        receiver is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }
        && receiver.Root() is { } root && !flow.IsLocal(root)
        && !StoreFacts.Names(receiver).Any(static name => SaveWords.Users.Matches(name.TrimStart('_')) || name.StartsWith("Log", StringComparison.OrdinalIgnoreCase));
}
