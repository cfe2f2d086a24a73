using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Methods that exchange a code which users copy from their browser into a window or console, or into a bot's command.</summary>
internal static class PastedCodes
{
    /// <summary>The member of a control that returns its input.</summary>
    private const string Typed = "Text";

    /// <summary>The member of a bot's event with what a user wrote.</summary>
    private const string Written = "Message";

    /// <param name="method">A method that does not handle requests.</param>
    /// <param name="compilation">Searched for callers, by name and only if the method makes a token request.</param>
    public static bool AreTakenBy(MethodDeclarationSyntax method, Compilation compilation)
    {
        var at = IndexOfCode(method);
        return ((at >= 0 || IsInParameter(method))
                && method.AttributeLists.HasAttribute(CallbackWords.CommandAttributes) && (SpeaksOfConnecting(method) || TokenRequest.IsIn(method)))
            || (at >= 0 && TokenRequest.IsIn(method)
                && Callers.In(compilation, method.Identifier.ValueText)
                    .Any(call => call.ArgumentList.Arguments.Count > at && call.ArgumentList.Arguments[at].Expression is var given
                        && IsAskedFor(given) && !(given.Mentions(Written) && (IsOfOtherCode(method) || IsOfOtherCode(call)))));
    }

    /// <summary><c>form.Code</c>: a member of a parameter.</summary>
    private static bool IsInParameter(MethodDeclarationSyntax method) =>
        CallbackWords.CodeMembers.Any(member => method.Mentions(member))
        && method.ParameterList.Parameters.Any(parameter => method.TokensNamed(parameter.Identifier.ValueText).Any(static token =>
            token.Parent is IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax { Parent: not InvocationExpressionSyntax } read } form
            && read.Expression == form && RequestValue.Code.IsMember(read.Name.Identifier.ValueText)));

    /// <summary>A user also sends a bot the code of a text message: the method, its type or one of their users is named after that.</summary>
    private static bool IsOfOtherCode(SyntaxNode code) =>
        code.AncestorsAndSelf().Any(static around => around switch
        {
            MethodDeclarationSyntax method => ExchangeWords.OtherCodes.Matches(method.Identifier.ValueText),
            TypeDeclarationSyntax type => ExchangeWords.OtherCodes.Matches(type.Identifier.ValueText),
            _ => false,
        });

    /// <summary>Members of a server redeem gift codes as well: the command, its method or type is named after the connection.</summary>
    private static bool SpeaksOfConnecting(MethodDeclarationSyntax method) =>
        CallbackWords.Context.Matches(method.Identifier.ValueText)
        || (method.Parent is TypeDeclarationSyntax type && CallbackWords.Context.Matches(type.Identifier.ValueText))
        || method.AttributeLists.SelectMany(static list => list.DescendantTokens())
            .Any(static token => token.IsText() && CallbackWords.Context.Matches(token.ValueText.Replace(' ', '_')));

    private static int IndexOfCode(MethodDeclarationSyntax method) =>
        method.ParameterList.Parameters.IndexOf(static parameter => RequestValue.Code.IsMember(parameter.Identifier.ValueText));

    /// <summary>
    /// <c>Console.ReadLine()</c>, <c>codeBox.Text</c>, or a variable set to one of them. If a prompt sets a variable named like a code, the
    /// caller is the callback itself.
    /// </summary>
    private static bool IsAskedFor(ExpressionSyntax value) =>
        IsAsked(value)
        || (value.Root() is { } name && Members.Around(value) is { } member
            && CodeSources.VariablesIn(member).Any(variable => variable.Name == name && IsAsked(variable.Value)
                && !(RequestValue.Code.IsMember(name) && IsAnswer(variable.Value))));

    private static bool IsAnswer(ExpressionSyntax value) =>
        value.DescendantNodesAndSelf().Any(static node => node is InvocationExpressionSyntax call && CallbackWords.Askers.Matches(call.CalledName()));

    private static bool IsAsked(ExpressionSyntax value) => value.DescendantNodesAndSelf().Any(static node => node switch
    {
        InvocationExpressionSyntax call => CallbackWords.Askers.Matches(call.CalledName()),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: Typed, Expression: var control } =>
            control is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } || IsMessage(control),
        MemberBindingExpressionSyntax { Name.Identifier.ValueText: Typed, Parent: ConditionalAccessExpressionSyntax { Expression: var message } } =>
            IsMessage(message),
        _ => false,
    });

    /// <summary><c>update.Message.Text</c>: what a user wrote to a bot.</summary>
    private static bool IsMessage(ExpressionSyntax control) => control.GetLastToken() is var last
        && (last.IsKind(SyntaxKind.ExclamationToken) ? last.GetPreviousToken() : last).ValueText == Written;
}
