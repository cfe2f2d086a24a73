using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Reads of a query or form by key.</summary>
internal static class RequestReads
{
    /// <summary>Gets the key of <c>Request.Query["key"]</c>, <c>query?["key"]</c>, <c>query.Get("key")</c>,
    /// <c>Request.Form.TryGetValue("key", …)</c>, or of the type's own method, <c>GetQueryString("key")</c>; else null.</summary>
    public static string? KeyOf(SyntaxNode node)
    {
        if (OwnKeyOf(node) is { } own)
        {
            return own;
        }

        var (receiver, arguments) = node switch
        {
            ElementAccessExpressionSyntax access when !IsTarget(access) => (access.Expression, access.ArgumentList.Arguments),
            ConditionalAccessExpressionSyntax { WhenNotNull: ElementBindingExpressionSyntax binding } access =>
                (access.Expression, binding.ArgumentList.Arguments),
            InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax }, ..] } call
                when CallbackWords.QueryReads.Matches(call.CalledName()) =>
                (call.Receiver(), call.ArgumentList.Arguments),
            _ => default,
        };
        return receiver is not null
            && arguments is [{ Expression: LiteralExpressionSyntax { Token.Value: string key } }, ..]
            && IsQuery(receiver, mayLookUp: true)
            ? key
            : null;
    }

    /// <summary>
    /// Gets the key of unambiguous calls: <c>context.GetArgument&lt;string&gt;("key")</c>, <c>Query&lt;string&gt;("key")</c>, and the type's own
    /// methods, <c>GetQueryString("key")</c>.
    /// </summary>
    private static string? OwnKeyOf(SyntaxNode node) => node is not InvocationExpressionSyntax call ? null
        : Callers.NameOf(call.Expression) is GenericNameSyntax
            && CallbackWords.OwnReads.TryGetValue(call.CalledName(), out var isQualified) && (call.Receiver() is not null) == isQualified
            ? TextOf(call.ArgumentList.Arguments.FirstOrDefault())
        : call.CalledName() == CallbackWords.GetQueryParameter
            ? IsLinkBack(call) ? TextOf(call.ArgumentList.Arguments.FirstOrDefault()) : null
        : call.Expression is SimpleNameSyntax && (CallbackWords.OwnQueryReads.Matches(call.CalledName()) || TakesQuery(call))
            ? TextOf(call.ArgumentList.Arguments.LastOrDefault())
        : null;

    /// <summary>
    /// A link that opens an application may bring a gift: the one of a login is read where a state or a term of OAuth is, or its path says so.
    /// </summary>
    private static bool IsLinkBack(SyntaxNode read) =>
        Members.Around(read) is { } member
        && (member.MentionsInAnyCase(CallbackWords.WordsOfLinks)
            || member.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.TokensWithAny(CallbackWords.PathsOfLinks).Any(TextSearch.IsText) == true);

    /// <summary><c>ValueOf(query, "code")</c>: a small server's own method that takes the query and the key.</summary>
    private static bool TakesQuery(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments is [{ Expression: IdentifierNameSyntax { Identifier.ValueText: var query } }, { Expression: LiteralExpressionSyntax }]
        && CallbackWords.TakenQueries.Matches(query) && !CallbackWords.OtherQueryCalls.Matches(call.CalledName());

    private static string? TextOf(ArgumentSyntax? argument) => (argument?.Expression as LiteralExpressionSyntax)?.Token.Value as string;

    /// <summary>Returns true for syntax that can be a read by key.</summary>
    public static bool IsForm(SyntaxNode node) =>
        node is ElementAccessExpressionSyntax or InvocationExpressionSyntax
            or ConditionalAccessExpressionSyntax { WhenNotNull: ElementBindingExpressionSyntax };

    /// <summary><c>await listener.WaitForCallbackAsync(…)</c>, <c>await browser.AuthorizeAsync(url)</c>: gets the call.</summary>
    public static InvocationExpressionSyntax? Wait(ExpressionSyntax? value) =>
        (value is AwaitExpressionSyntax { Expression: var awaited } ? awaited : value) is InvocationExpressionSyntax call
        && (CallbackWords.Waits.Matches(call.CalledName()) || CallbackWords.Givers.Matches(call.CalledName())) ? call : null;

    private static bool IsTarget(ElementAccessExpressionSyntax access) =>
        access.Parent is AssignmentExpressionSyntax assignment && assignment.Left == access;

    private static bool IsQuery(ExpressionSyntax receiver, bool mayLookUp)
    {
        if (receiver is InvocationExpressionSyntax copy && CallbackWords.Copies.Matches(copy.CalledName()) && copy.Receiver() is { } copied)
        {
            return IsQuery(copied, mayLookUp);
        }

        var name = receiver switch
        {
            IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
            InvocationExpressionSyntax call => call.CalledName(),
            ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax binding } => binding.Name.Identifier.ValueText,
            AwaitExpressionSyntax { Expression: InvocationExpressionSyntax call } => call.CalledName(),
            ParenthesizedExpressionSyntax { Expression: AwaitExpressionSyntax { Expression: InvocationExpressionSyntax call } } => call.CalledName(),
            _ => "",
        };
        return CallbackWords.QueryNames.Matches(name) || (mayLookUp && receiver.Root() is { } root && IsRequest(receiver, root));
    }

    /// <summary>A query in a variable, or a request body without a type of its own: <c>[FromBody] JsonElement body</c>.</summary>
    private static bool IsRequest(ExpressionSyntax receiver, string root)
    {
        var parameters = receiver.Ancestors().SelectMany(CallbackCandidate.ParametersOf);
        if (parameters.FirstOrDefault(parameter => parameter.Identifier.ValueText == root) is { } given)
        {
            return given.AttributeLists.HasAttribute(CallbackWords.BodyAttribute);
        }

        return InitializerOf(receiver, root) is { } value
            && (value.Mentions(CallbackWords.Bodies)
                || (receiver is IdentifierNameSyntax && (IsQuery(value, mayLookUp: false) || Wait(value) is not null)));
    }

    private static ExpressionSyntax? InitializerOf(SyntaxNode use, string name) =>
        Members.Around(use) is { } member ? Members.VariablesNamed(name, member).FirstOrDefault()?.Initializer?.Value : null;
}
