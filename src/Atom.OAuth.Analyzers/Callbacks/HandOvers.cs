using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Refresh tokens passed to a method without available source that returns nothing for them:
/// <c>await connector.ActivateAsync(userId, token.AccessToken, token.RefreshToken)</c>. Calling an API needs only the access token, so
/// they are stored there.
/// </summary>
internal static class HandOvers
{
    /// <param name="call">A call that takes a value derived from the code and has no available source.</param>
    /// <param name="name">The name of the called method.</param>
    /// <param name="flow">The values derived from the code.</param>
    /// <param name="methods">The called methods.</param>
    public static bool AreMadeBy(InvocationExpressionSyntax call, string name, ValueFlow flow, CalledMethods methods) =>
        call.Receiver() is { } receiver
        && call.ArgumentList.Arguments.Any(argument => IsRefreshToken(argument, flow, methods)
            || (SaveWords.RowAdditions.Matches(name) && !SaveWords.Makes.Matches(name) && IsRow(argument, flow, methods)
                && !(methods.TypeOf(receiver) is { } table && SaveWords.OtherTables.Matches(table.Name))))
        && !SaveWords.Uses.Matches(name)
        && !SaveFacts.IsVolatile(receiver)
        && ConnectFacts.IsDropped(call)
        && !ConnectFacts.SpeaksOfSignIn(call)
        && !call.ArgumentList.Arguments.Any(argument => !IsExchange(argument.Expression, flow) && argument.Mentions(ExchangeWords.Texts))
        && (SaveWords.Posts.Matches(name) || (IsService(receiver, flow) && !methods.IsOfFramework(call)));

    /// <summary>The token itself, an object created with it, or the whole token response.</summary>
    private static bool IsRefreshToken(ArgumentSyntax argument, ValueFlow flow, CalledMethods methods) =>
        flow.HasTokens(argument.Expression)
        && (SaveFacts.MentionsRefreshToken(argument)
            || HasRefreshToken(methods.TypeOf(argument.Expression))
            || (argument.Expression is IdentifierNameSyntax { Identifier.ValueText: var name } && Members.Around(argument) is { } member
                && CodeSources.VariablesIn(member).Any(variable => variable.Name == name
                    && (variable.Value is BaseObjectCreationExpressionSyntax or AnonymousObjectCreationExpressionSyntax
                        || (variable.Value is InvocationExpressionSyntax made && methods.IsFactory(made)))
                    && SaveFacts.MentionsRefreshToken(variable.Value))));

    /// <summary><c>mailboxes.AddAsync(new Mailbox { AccessToken = token })</c>: a row of the application, whose type it declares.</summary>
    private static bool IsRow(ArgumentSyntax argument, ValueFlow flow, CalledMethods methods) =>
        argument.Expression is ObjectCreationExpressionSyntax { Initializer: { } members }
        && members.Expressions.OfType<AssignmentExpressionSyntax>().Any(set => flow.HasTokens(set.Right)
            && (SaveWords.TokenNames.Matches(set.Left.GetLastToken().ValueText) || SaveWords.TokenNames.Matches(set.Right.GetLastToken().ValueText)))
        && methods.TypeOf(argument.Expression) is { DeclaringSyntaxReferences.Length: > 0 };

    /// <summary><c>SaveAsync(userId, await RedeemAsync("https://contoso.com/oauth/token", code))</c>: the inner call sends the request.</summary>
    private static bool IsExchange(ExpressionSyntax given, ValueFlow flow) =>
        (given is AwaitExpressionSyntax wait ? wait.Expression : given) is InvocationExpressionSyntax inner
        && inner.ArgumentList.Arguments.Any(argument => flow.IsRaw(argument.Expression));

    /// <summary>Returns true if a member is the refresh token.</summary>
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

    /// <summary>Excludes objects created in the method, which do not outlive it, and clients, which use the tokens.</summary>
    private static bool IsService(ExpressionSyntax receiver, ValueFlow flow) =>
        receiver is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }
            or InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax } }
        && receiver.Root() is { } root && !flow.IsLocal(root)
        && !StoreFacts.Names(receiver).Any(static name => SaveWords.Users.Matches(name.TrimStart('_')) || name.StartsWith("Log", StringComparison.OrdinalIgnoreCase));
}
