using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.States;

/// <summary>A callback's state that is taken apart, read as data, or taken at its word.</summary>
internal static class StateReading
{
    /// <summary>A file without one of these reads no state of OAuth.</summary>
    private static readonly string[] ReaderWords = { "OAuth", "Oauth", "oauth", "client_id", "redirect_uri", "authorization_code" };

    /// <summary>Calls that take a state apart.</summary>
    private static readonly HashSet<string> TakesApart = new(StringComparer.Ordinal) { "Split", "IndexOf", "Contains", "StartsWith", "EndsWith" };

    /// <summary>Calls that read a state as data.</summary>
    private static readonly HashSet<string> Decodes = new(StringComparer.Ordinal)
    {
        "FromBase64String", "TryFromBase64String", "FromHexString", "Base64UrlDecode", "Base64Decode", "DecodeBase64", "DecodeBytes", "Base64UrlDecodeString", "Deserialize", "DeserializeObject", "ParseQueryString", "ParseQuery",
        "ReadJwtToken",
    };

    /// <summary>Calls that read a state as a value.</summary>
    private static readonly HashSet<string> Parses = new(StringComparer.Ordinal) { "Parse", "TryParse", "ParseExact", "TryParseExact", "ToInt32", "ToInt64", "ToGuid" };

    /// <summary>Calls that act on what a state says.</summary>
    private static readonly HashSet<string> Trusts = new(StringComparer.Ordinal) { "Redirect", "LocalRedirect", "RedirectPermanent", "FindByIdAsync", "FindById", "FindByNameAsync", "FindByEmailAsync", "NavigateTo" };

    /// <summary>What is in the name of a call that acts on what a state says.</summary>
    private static readonly string[] TrustedNames = { "user", "account", "tenant", "url", "uri", "path", "redirect", "customer", "member", "owner" };

    /// <summary>Types that a text is read into, as whose member that is called.</summary>
    private static readonly HashSet<string> DataTypes = new(StringComparer.Ordinal) { "Guid", "int", "long", "Int32", "Int64", "Convert", "Enum", "System.Guid", "JObject", "JsonDocument", "JsonNode", "JToken", "ObjectId" };

    /// <summary>Parameters that take at its word what a state says.</summary>
    private static readonly HashSet<string> TrustedParameters = new(StringComparer.Ordinal) { "userId", "username", "userName", "tenantId", "accountId", "returnUrl", "redirectUrl", "customerId" };

    /// <summary>What is in the code that reads a value from a query or form.</summary>
    private static readonly string[] Sources = { "Query", "query", "Form", "Param", "param" };

    /// <summary>What is in the names that a callback of OAuth uses, and no other code that takes a code.</summary>
    private static readonly string[] ExchangeNames = { "token", "Exchange", "OAuth" };

    /// <summary>The first place in a callback that takes its state apart, and how; else null.</summary>
    public static (SyntaxNode Place, string How)? In(SyntaxNode function, StateTracer tracer)
    {
        var names = NamesOfState(function);
        if (names.Count == 0)
        {
            return null;
        }

        var takesCode = TakesCode(function);
        if (!takesCode && !IsReader(function))
        {
            return null;
        }

        foreach (var token in Functions.TokensWith(function, "tate"))
        {
            if (token.IsKind(SyntaxKind.IdentifierToken) && names.Contains(token.ValueText) && token.Parent is IdentifierNameSyntax name && Read(name) is { } read && How(read, tracer) is { } found
                && (takesCode || IsDecoding(found.Place)))
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The variables that hold the state that came with the callback.</summary>
    private static HashSet<string> NamesOfState(SyntaxNode function)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in Functions.Parameters(function))
        {
            if (StateNames.IsStateName(parameter.Identifier.ValueText) && RequestNames.IsText(parameter.Type))
            {
                names.Add(parameter.Identifier.ValueText);
            }
        }

        foreach (var token in Functions.TokensWith(function, "tate"))
        {
            if (token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText == StateNames.State && VariableReadInto(token.Parent!) is { } variable)
            {
                names.Add(variable);
            }
            else if (token.ValueText == "State" && token.Parent is IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: var receiver } } access } name && access.Name == name
                && access.Parent is not AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax } && Functions.Parameters(function).Any(p => p.Identifier.ValueText == receiver))
            {
                names.Add("State");
            }
        }

        return names;
    }

    /// <summary><c>var state = request.Query["state"]…</c>, <c>TryGetValue("state", out var state)</c>.</summary>
    private static string? VariableReadInto(SyntaxNode key)
    {
        if (key.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Arguments: [_, { Expression: DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax designation } }] } })
        {
            return designation.Identifier.ValueText;
        }

        if (key.Parent is not ArgumentSyntax { Parent.Parent: ElementAccessExpressionSyntax or InvocationExpressionSyntax } argument
            || !argument.Parent!.Parent!.Mentions(Sources))
        {
            return null;
        }

        return argument.FirstAncestorOrSelf<EqualsValueClauseSyntax>()?.Parent is VariableDeclaratorSyntax variable && StateNames.IsStateName(variable.Identifier.ValueText) ? variable.Identifier.ValueText : null;
    }

    /// <summary>It takes an authorization code as well as a state.</summary>
    private static bool TakesCode(SyntaxNode function) =>
        Functions.Parameters(function).Any(static p => RequestValue.Code.IsMember(p.Identifier.ValueText) && RequestNames.IsText(p.Type))
            ? IsOAuthText(function, Functions.NameOf(function), Functions.TypeNameOf(function))
            : RequestValue.Code.Keys.Any(key => HasKey(function, key))
                || Functions.TokensWith(function, "Code").Any(static token => token.ValueText == "Code" && token.Parent is IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax });

    private static bool HasKey(SyntaxNode function, string key) =>
        Functions.TokensWith(function, key).Any(token => token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText == key);

    /// <summary>DecodeState(state) in a file about OAuth belongs to a callback.</summary>
    private static bool IsReader(SyntaxNode function) =>
        AnyCase.Contains(Functions.NameOf(function), StateNames.State)
        && Functions.Parameters(function).Any(static p => StateNames.IsStateName(p.Identifier.ValueText))
        && (RequestNames.IsOAuthName(Functions.TypeNameOf(function)) || function.SyntaxTree.GetRoot().Mentions(ReaderWords));

    private static bool IsDecoding(SyntaxNode place) =>
        place is InvocationExpressionSyntax { Expression: var called } && FunctionRequests.LastName(called) is var name && (name == "Split" || Decodes.Contains(name) || Parses.Contains(name));

    private static bool IsOAuthText(SyntaxNode function, string name, string type) =>
        RequestNames.IsOAuthName(type) || RequestNames.IsOAuthName(name) || AnyCase.Contains(name, "Callback")
        || Functions.Tokens(function).Any(static token => token.IsKind(SyntaxKind.IdentifierToken)
            && !AnyCase.Contains(token.ValueText, "cancellation") && AnyCase.ContainsAny(token.ValueText, ExchangeNames));

    /// <summary>The whole expression that is the state: with its receiver, and the encodings around it.</summary>
    private static ExpressionSyntax? Read(IdentifierNameSyntax name)
    {
        ExpressionSyntax read = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
        while (true)
        {
            switch (read.Parent)
            {
                case ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax or CastExpressionSyntax:
                    read = (ExpressionSyntax)read.Parent;
                    break;
                case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call, Name.Identifier.ValueText: var method } when RequestNames.IsReshaping(method):
                    read = call;
                    break;
                case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } when RequestNames.IsWrapper(FunctionRequests.LastName(call.Expression)):
                    read = call;
                    break;
                default:
                    return read;
            }
        }
    }

    private static (SyntaxNode Place, string How)? How(ExpressionSyntax state, StateTracer tracer)
    {
        switch (state.Parent)
        {
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: var method, Parent: InvocationExpressionSyntax call } when TakesApart.Contains(method):
                return (call, $"'{method}'");
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Equals", Parent: InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var other }, ..] } call } when IsText(other):
                return (call, "a comparison with a constant");
            case ConditionalAccessExpressionSyntax access when access.Expression == state && FirstMember(access.WhenNotNull) is { } method && TakesApart.Contains(method):
                return (access, $"'{method}'");
            case BinaryExpressionSyntax comparison when comparison.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression:
                return IsText(comparison.Left == state ? comparison.Right : comparison.Left) ? (comparison, "a comparison with a constant") : null;
            case IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax { Expression: var constant } } pattern when IsText(constant):
                return (pattern, "a comparison with a constant");
            case SwitchExpressionSyntax choice when choice.Arms.Any(static arm => arm.Pattern is ConstantPatternSyntax { Expression: var text } && IsText(text)):
                return (choice.GoverningExpression, "a comparison with constants");
            case SwitchStatementSyntax choice when choice.Expression == state:
                return (state, "a comparison with constants");
            case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } argument:
                return OfArgument(call, argument, tracer);
            case AssignmentExpressionSyntax { Left: var target } assignment when assignment.Right == state && IsTrusted(FunctionRequests.LastName(target)):
                return (assignment, $"as '{FunctionRequests.LastName(target)}'");
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var variable } } when IsTrusted(variable):
                return (state, $"as '{variable}'");
            case ConditionalExpressionSyntax choice when choice.Condition != state && choice.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var variable } } && IsTrusted(variable):
                return (state, $"as '{variable}'");
            default:
                return null;
        }
    }

    /// <summary>Split, in <c>?.Split('|')[0].Trim()</c>.</summary>
    private static string? FirstMember(ExpressionSyntax afterDot) => afterDot switch
    {
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        InvocationExpressionSyntax call => FirstMember(call.Expression),
        ElementAccessExpressionSyntax element => FirstMember(element.Expression),
        MemberAccessExpressionSyntax access => FirstMember(access.Expression),
        _ => null,
    };

    private static (SyntaxNode Place, string How)? OfArgument(InvocationExpressionSyntax call, ArgumentSyntax argument, StateTracer tracer)
    {
        var name = FunctionRequests.LastName(call.Expression);
        if (Decodes.Contains(name) || (Trusts.Contains(name) && argument.Parent is ArgumentListSyntax { Arguments: var arguments } && arguments[0] == argument))
        {
            return (call, $"'{name}'");
        }

        if (Parses.Contains(name) && call.Expression is MemberAccessExpressionSyntax { Expression: var type } && call.ArgumentList.Arguments[0] == argument)
        {
            return DataTypes.Contains(type.ToString()) ? (call, $"'{type}.{name}'") : null;
        }

        if (name == "Equals")
        {
            return call.ArgumentList.Arguments.Any(static a => IsText(a.Expression)) ? (call, "a comparison with a constant") : null;
        }

        return (argument.NameColon?.Name.Identifier.ValueText ?? tracer.ParameterOf(argument)?.Name) is { } parameter && TrustedParameters.Contains(parameter)
            ? (call, $"as '{parameter}'")
            : null;
    }

    private static bool IsText(ExpressionSyntax expression) => expression is LiteralExpressionSyntax { Token: { Value: string { Length: > 0 } } };

    private static bool IsTrusted(string name) => !StateNames.IsStateName(name) && AnyCase.ContainsAny(name, TrustedNames);
}
