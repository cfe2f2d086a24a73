using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Detects code that makes a token request itself.</summary>
internal static class TokenRequest
{
    /// <summary>The maximum number of variables between a part of the request and the call that sends it.</summary>
    private const int MaxVariables = 3;

    /// <summary>What stands between the keys of a query.</summary>
    private static readonly char[] SplitsKeys = { '?', '&', '=' };

    /// <summary>Code without any of these makes no token request.</summary>
    private static readonly string[] Words = { "secret", "authorizationcode", "token", "exchange" };

    public static bool IsIn(SyntaxNode body) => HasParts(body) && !IsRevocation(body);

    /// <summary>Returns true if the request contains a code: a request with a refresh token (RFC 6749, section 6) contains none.</summary>
    public static bool TakesCode(SyntaxNode body) => IsIn(body) && !IsRefresh(body);

    /// <summary>
    /// Returns true if a call, or what its arguments were made of, has parts of such a request: a question about the code,
    /// <c>cache.GetStringAsync("used:" + code)</c>, has none.
    /// </summary>
    public static bool IsSentBy(InvocationExpressionSyntax call, SyntaxNode body) => TakesCode(call) || IsMadeFor(call.ArgumentList, body, MaxVariables);

    private static bool IsMadeFor(SyntaxNode value, SyntaxNode body, int variablesLeft) =>
        variablesLeft > 0
        && value.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(variable => body.TokensNamed(variable.Identifier.ValueText)
            .Where(token => token.SpanStart < value.SpanStart)
            .Select(MakerOf)
            .Any(made => made is not null && (TakesCode(made) || IsMadeFor(made, body, variablesLeft - 1))));

    /// <summary>Gets what gives a variable its value, or fills the object in it: <c>form.Add("grant_type", "authorization_code")</c>.</summary>
    private static SyntaxNode? MakerOf(SyntaxToken variable) => variable.Parent switch
    {
        VariableDeclaratorSyntax { Initializer: { } value } => value,
        IdentifierNameSyntax use when use.FirstAncestorOrSelf<StatementSyntax>() is ExpressionStatementSyntax { Expression: var changed }
            && (changed is AssignmentExpressionSyntax set ? set.Left.Root() : (changed as InvocationExpressionSyntax)?.Receiver()?.Root())
                == variable.ValueText => changed,
        _ => null,
    };

    private static bool HasParts(SyntaxNode body)
    {
        if (body.TokensWithAny(ExchangeWords.Secrets).Any(static token => token.IsText() && IsWholeKey(token.ValueText)) && SendsCode(body))
        {
            return true;
        }

        foreach (var token in body.TokensWithAny(ExchangeWords.Texts))
        {
            if (token.IsText() && !IsCompared(token) && !IsAuthorizeUrl(token))
            {
                return true;
            }

            // A member of an anonymous object, or a library's constant.
            if (token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText is "client_secret" && !ShownModels.Take(token))
            {
                return true;
            }
        }

        // The name of a function is not part of a request: GetAuthorizationTokenFromUrl.
        return body.TokensWithAny(Words).Any(token => token.IsKind(SyntaxKind.IdentifierToken)
            && token.Parent is not (MethodDeclarationSyntax or LocalFunctionStatementSyntax)
            && ExchangeWords.Names.Matches(token.ValueText)
            && !IsCompared(token)
            && !IsCodeItself(token)
            && !(ExchangeWords.CodeNames.Matches(token.ValueText) && IsForOwnServer(token))
            && !ShownModels.Take(token));
    }

    /// <summary><c>appsecret_proof</c>, <c>Sms:AppSecret</c>: other keys, which go with calls of any API.</summary>
    private static bool IsWholeKey(string text) => text.Split(SplitsKeys).Any(static key => Array.IndexOf(ExchangeWords.Secrets, key) >= 0);

    private static bool SendsCode(SyntaxNode body) =>
        body.TokensWith(ExchangeWords.Code).Any(static token => token.IsText()
            && token.ValueText.Split(SplitsKeys).Any(static key => CallbackWords.CodeKeys.Matches(key)));

    /// <summary>The token is revoked (RFC 7009), whatever the name of its parameter.</summary>
    private static bool IsRevocation(SyntaxNode body) =>
        body.TokensWithAny(ExchangeWords.Revocations).Any(TextSearch.IsText) && !body.Mentions(ExchangeWords.Grants)
        && !body.TokensWithAny(ExchangeWords.Addresses).Any(TextSearch.IsText);

    private static bool IsRefresh(SyntaxNode body) =>
        !body.Mentions(ExchangeWords.Grants)
        && !body.TokensWith(ExchangeWords.Code).Any(static token => token.IsText() && token.ValueText == ExchangeWords.Code
            && token.Parent?.Parent is not CaseSwitchLabelSyntax)
        && body.TokensWith(ExchangeWords.Refresh).Any(static token => token.IsText()
            && (token.ValueText == ExchangeWords.Refresh ? IsValueOfGrant(token) : token.ValueText.Contains($"{ExchangeWords.Grant}={ExchangeWords.Refresh}")));

    /// <summary><c>("grant_type", "refresh_token")</c>, <c>["grant_type"] = "refresh_token"</c>, <c>grant_type = "refresh_token"</c>.</summary>
    private static bool IsValueOfGrant(SyntaxToken value)
    {
        var key = value.GetPreviousToken().GetPreviousToken();
        return (key.IsKind(SyntaxKind.CloseBracketToken) ? key.GetPreviousToken() : key).ValueText == ExchangeWords.Grant;
    }

    /// <summary>
    /// <c>cache.Get&lt;AuthorizationCode&gt;(code)</c>, <c>db.AuthorizationCodes.Find(code)</c>, <c>var authorizationCode = query["code"]</c>: a row, a
    /// table or a variable for a code, rather than the name of a grant.
    /// </summary>
    private static bool IsCodeItself(SyntaxToken token) =>
        ExchangeWords.CodeNames.Matches(token.ValueText)
        && token.Parent switch
        {
            VariableDeclaratorSyntax or ParameterSyntax or SingleVariableDesignationSyntax => true,
            IdentifierNameSyntax { Parent: TypeArgumentListSyntax or DeclarationPatternSyntax or VariableDeclarationSyntax or NullableTypeSyntax } => true,
            IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax access } name => access.Expression == name || IsSearched(access),
            IdentifierNameSyntax name when IsSetHere(name) => true,
            IdentifierNameSyntax { Parent: not (NameColonSyntax or NameEqualsSyntax or AssignmentExpressionSyntax) } => char.IsLower(token.ValueText[0]),
            _ => false,
        };

    /// <summary><c>AuthorizationCode = query["code"];</c>: a member of the own type that holds the code.</summary>
    private static bool IsSetHere(IdentifierNameSyntax name) =>
        Members.Around(name)?.TokensNamed(name.Identifier.ValueText).Any(static token =>
            token.Parent is IdentifierNameSyntax { Parent: AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax } set } target
            && set.Left == target) == true;

    /// <summary>Returns true for a table: <c>db.AuthorizationCodes.Find(code)</c>, in contrast to <c>GrantType.AuthorizationCode.ToString()</c>.</summary>
    private static bool IsSearched(MemberAccessExpressionSyntax rows) =>
        rows.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: > 0 } } of && of.Expression == rows;

    /// <summary>
    /// <c>http.PostAsync("/api/connect", new { AuthorizationCode = code })</c>: a page gives the code to the server of the same application, which
    /// exchanges it.
    /// </summary>
    private static bool IsForOwnServer(SyntaxToken code) =>
        !IsGrant(code)
        && code.Parent?.AncestorsAndSelf().TakeWhile(static node => node is not AnonymousFunctionExpressionSyntax)
            .OfType<InvocationExpressionSyntax>().FirstOrDefault() is { } sent
        && ExchangeWords.Sends.Matches(sent.CalledName())
        && sent.ArgumentList.Arguments.Any(given => !given.Span.Contains(code.Span) && IsOwnAddress(given));

    /// <summary><c>GrantType.AuthorizationCode</c>: never the code itself.</summary>
    private static bool IsGrant(SyntaxToken name) =>
        name.Parent?.Parent is MemberAccessExpressionSyntax { Expression: var type }
        && type.GetLastToken().ValueText.StartsWith("Grant", StringComparison.Ordinal);

    private static bool IsOwnAddress(ArgumentSyntax given) =>
        given.DescendantTokens().Any(static token => token.IsText()
            && token.ValueText.TrimStart('/').StartsWith(ExchangeWords.OwnServer, StringComparison.Ordinal));

    private static bool IsAuthorizeUrl(SyntaxToken token) => token.ValueText.IndexOf("response_type=", StringComparison.Ordinal) >= 0;

    /// <summary>Only an authorization server compares the grant type.</summary>
    private static bool IsCompared(SyntaxToken token) =>
        token.Parent?.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression };
}
