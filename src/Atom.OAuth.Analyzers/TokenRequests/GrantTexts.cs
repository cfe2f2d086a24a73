using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>Finds the grants that code requests, by syntax alone: the values of <c>grant_type</c>, in any form of request.</summary>
internal static class GrantTexts
{
    private const string Key = "grant_type";

    /// <summary>Maximum number of tokens between key and value: <c>["grant_type"] = again ? "refresh_token" : "authorization_code"</c>.</summary>
    private const int MaxDistance = 16;

    /// <summary>Maximum number of tokens between the key and a constant that follows it: <c>[Keys.GrantType] = Keys.RefreshToken</c>.</summary>
    private const int MaxDistanceOfConstant = 5;

    /// <summary>The values of <c>grant_type</c>, and constants for them in libraries.</summary>
    private static readonly Dictionary<string, Grants> Values = new(StringComparer.Ordinal)
    {
        ["authorization_code"] = Grants.AuthorizationCode,
        ["AuthorizationCode"] = Grants.AuthorizationCode,
        ["refresh_token"] = Grants.RefreshToken,
        ["RefreshToken"] = Grants.RefreshToken,
        ["client_credentials"] = Grants.Repeatable,
        ["ClientCredentials"] = Grants.Repeatable,
        ["password"] = Grants.Repeatable,
        ["urn:ietf:params:oauth:grant-type:device_code"] = Grants.Repeatable,
        ["device_code"] = Grants.Repeatable,
        ["DeviceCode"] = Grants.Repeatable,
    };

    /// <summary>Parts of the names of variables and members that hold the grant type.</summary>
    private static readonly WordTable KeyNames = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "grant");

    /// <summary>Prefixes of calls that add a parameter to a request.</summary>
    private static readonly WordTable Givers = new(WordMatch.Start, StringComparison.Ordinal, "Add", "Append", "Set", "TryAdd", "With");

    /// <summary>Code without one of these requests no tokens.</summary>
    public static readonly string[] SearchWords = { Key, "GrantType", "client_secret", "RequestRefreshToken", "RequestAuthorizationCode" };

    /// <summary>Text that may indicate a grant.</summary>
    private static readonly string[] ValueWords =
    {
        Key, "authorization_code", "AuthorizationCode", "refresh_token", "RefreshToken", "client_credentials", "ClientCredentials",
        "password", "device_code", "DeviceCode",
    };

    public static bool MayBeIn(SyntaxNode code) => code.Mentions(SearchWords);

    public static Grants In(SyntaxNode code)
    {
        var grants = Grants.None;
        foreach (var token in code.TokensWithAny(ValueWords, StringComparison.Ordinal))
        {
            grants |= token.IsText() ? OfText(token) : OfConstant(token);
        }

        return grants != Grants.None ? grants : OfParameters(code);
    }

    /// <summary>Gets the grant for a literal, or a constant of a library.</summary>
    public static Grants OfValue(ExpressionSyntax value) =>
        (value is LiteralExpressionSyntax literal ? literal.Token.ValueText : Callers.NameOf(value)?.Identifier.ValueText) is { } text
        && Values.TryGetValue(text, out var grant)
            ? grant
            : Grants.None;

    /// <summary>
    /// Gets the grant passed directly to a helper: <c>RequestAsync("refresh_token", stored.RefreshToken)</c>. The parameter is named after the
    /// grant, or the refresh token is the next argument.
    /// </summary>
    public static Grants OfArguments(InvocationExpressionSyntax call)
    {
        var arguments = call.ArgumentList.Arguments;
        var grants = Grants.None;
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].Expression is LiteralExpressionSyntax { Token: var token } && token.IsText()
                && Values.TryGetValue(token.ValueText, out var grant)
                && ((arguments[i].ParameterName(ParametersBeside(call, i)) is { } name && KeyNames.Matches(name)) || (grant == Grants.RefreshToken
                    && arguments.Skip(i + 1).Take(1).Any(static beside => IsRefreshToken(beside.Expression)))))
            {
                grants |= grant;
            }
        }

        return grants;
    }

    private static bool IsRefreshToken(ExpressionSyntax value) => Callers.NameOf(value)?.Identifier.ValueText is { } name
        && TokenNames.IsRefresh(name);

    /// <summary>Gets the parameters of the called method in the same type, if it has more than <paramref name="ordinal"/>.</summary>
    private static List<string> ParametersBeside(InvocationExpressionSyntax call, int ordinal) =>
        (call.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Members ?? default).OfType<MethodDeclarationSyntax>()
            .Where(method => method.Identifier.ValueText == call.CalledName() && method.ParameterList.Parameters.Count > ordinal)
            .Take(1)
            .SelectMany(static method => method.ParameterList.Parameters)
            .Select(static parameter => parameter.Identifier.ValueText)
            .ToList();

    /// <summary>Returns true if the literal is the name of a request parameter that is being set.</summary>
    private static bool IsGiven(SyntaxToken token) => token.Parent?.Parent switch
    {
        ArgumentSyntax { Parent: BracketedArgumentListSyntax { Parent: { Parent: AssignmentExpressionSyntax assignment } element } } =>
            assignment.Left == element,
        ArgumentSyntax { Parent: TupleExpressionSyntax tuple } argument => tuple.Arguments[0] == argument,
        ArgumentSyntax { Parent: ArgumentListSyntax { Arguments: { Count: > 1 } arguments, Parent: var call } } argument => arguments[0] == argument
            && call is BaseObjectCreationExpressionSyntax or InvocationExpressionSyntax
                && (call is not InvocationExpressionSyntax invocation || Givers.Matches(invocation.CalledName())),
        InitializerExpressionSyntax { Expressions: { Count: 2 } pair } => pair[0] == token.Parent,
        _ => false,
    };

    private static Grants OfText(SyntaxToken token)
    {
        var text = token.ValueText;
        var key = text.IndexOf(Key, StringComparison.Ordinal);
        if (key >= 0)
        {
            return OfQuery(text, key + Key.Length);
        }

        return Values.TryGetValue(text, out var grant) && !IsCompared(token.Parent) && !IsGiven(token)
            && IsValueOfKey(token, MaxDistance) ? grant : Grants.None;
    }

    /// <summary><c>grant_type=refresh_token</c> in a query or form, <c>"grant_type":"refresh_token"</c> in JSON.</summary>
    private static Grants OfQuery(string text, int start)
    {
        while (start < text.Length && text[start] is '=' or '"' or ':' or ' ' or '\\' or '\'')
        {
            start++;
        }

        foreach (var value in Values)
        {
            if (string.CompareOrdinal(text, start, value.Key, 0, value.Key.Length) == 0)
            {
                return value.Value;
            }
        }

        return Grants.None;
    }

    private static bool IsValueOfKey(SyntaxToken token, int distance)
    {
        var before = token.GetPreviousToken();
        for (var left = distance; left > 0 && !before.IsKind(SyntaxKind.SemicolonToken) && !before.IsKind(SyntaxKind.CloseBraceToken)
            && !before.IsKind(SyntaxKind.CloseParenToken); left--)
        {
            // Code that compares a grant does not request it.
            if ((before.IsText() || before.IsKind(SyntaxKind.IdentifierToken)) && KeyNames.Matches(before.ValueText)
                && before.GetNextToken().Kind() is not (SyntaxKind.EqualsEqualsToken or SyntaxKind.ExclamationEqualsToken))
            {
                return true;
            }

            before = before.GetPreviousToken();
        }

        return false;
    }

    /// <summary><c>GrantTypes.RefreshToken</c>.</summary>
    private static Grants OfConstant(SyntaxToken token) =>
        token.Parent is SimpleNameSyntax { Parent: MemberAccessExpressionSyntax access } name
        && access.Name == name
        && Values.TryGetValue(token.ValueText, out var grant)
        && Callers.NameOf(access.Expression)?.Identifier.ValueText is { } type
        && (type.IndexOf("Grant", StringComparison.Ordinal) >= 0 || IsValueOfKey(token, MaxDistanceOfConstant))
        && !IsCompared(access)
            ? grant
            : Grants.None;

    /// <summary>An authorization server compares the grant type, while a client sets it.</summary>
    private static bool IsCompared(SyntaxNode? value) => value?.Parent
        is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression }
        or ConstantPatternSyntax or CaseSwitchLabelSyntax;

    /// <summary>If the grant type is set elsewhere, or missing as with Slack, GitHub and Shopify, the other parameters indicate it.</summary>
    private static Grants OfParameters(SyntaxNode code)
    {
        if (code.Mentions(Key) && HasParameter(code, "refresh_token"))
        {
            return Grants.RefreshToken;
        }

        return code.Mentions("client_secret") && !code.Mentions(Key) && HasParameter(code, "code") ? Grants.AuthorizationCode : Grants.None;
    }

    private static bool HasParameter(SyntaxNode code, string name)
    {
        foreach (var token in code.TokensWith(name))
        {
            if (token.IsText() && token.ValueText == name
                ? IsGiven(token)
                : token.Parent is NameSyntax { Parent: NameEqualsSyntax { Parent: AnonymousObjectMemberDeclaratorSyntax } }
                    && token.ValueText == name)
            {
                return true;
            }

            if (token.IsKind(SyntaxKind.InterpolatedStringTextToken) && IsQueryParameter(token.ValueText, name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsQueryParameter(string text, string name)
    {
        var at = text.IndexOf(name + "=", StringComparison.Ordinal);
        return at == 0 || (at > 0 && text[at - 1] is '&' or '?');
    }
}
