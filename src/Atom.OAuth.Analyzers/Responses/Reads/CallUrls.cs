using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Responses.Guards;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>The URL in an HTTP call itself, or in the client and the request used for it.</summary>
internal static class CallUrls
{
    private const int MaxDepth = 5;

    /// <summary>Placeholder for an unknown value in a text.</summary>
    private const string Hole = "{}";

    /// <summary>Suffixes of the names of types that hold a request's content.</summary>
    private static readonly string[] Contents = { "Content", "Dictionary" };

    /// <summary>
    /// Returns true if the call goes to a URL with a known path that OAuth does not use. For a helper that receives its URL or its request, the
    /// calls of the helper decide.
    /// </summary>
    public static bool NameAnotherEndpoint(IOperation call, IReadOnlyList<IInvocationOperation> helperCalls)
    {
        var texts = call is IInvocationOperation invocation ? TextsOf(invocation, helperCalls).ToList() : new List<string>();
        return texts.Exists(static text => HasHostAndPath(text) || HasPathOfBase(text))
            && !texts.Exists(static text => UrlText.IsOAuthEndpoint(WithoutTokens(text)));
    }

    /// <summary>Returns true if a known URL is an OAuth endpoint.</summary>
    public static bool NameOAuthEndpoint(IInvocationOperation call, IReadOnlyList<IInvocationOperation> helperCalls) =>
        TextsOf(call, helperCalls).Any(static text => UrlText.IsOAuthEndpoint(WithoutTokens(text)));

    /// <summary>An access token in the query is valid for any API; the path before it shows which one.</summary>
    private static string WithoutTokens(string text) =>
        text.IndexOf('?') is var query and >= 0 && UrlText.Host(text) is not null ? text.Substring(0, query) : text;

    /// <summary>Returns true for a host followed by at least one known path segment: <c>https://graph.facebook.com/{id}/comments</c>.</summary>
    private static bool HasHostAndPath(string text)
    {
        if (UrlText.Host(text) is not { Length: > 0 } host)
        {
            return false;
        }

        var behind = text.Substring(text.IndexOf(host, StringComparison.Ordinal) + host.Length).Split('?')[0];
        return behind.Split('/').Skip(1).Any(static part => part.Length > 0 && !part.StartsWith(Hole, StringComparison.Ordinal));
    }

    /// <summary>The same with an unknown base address: <c>{baseUrl}/me/accounts</c>, <c>/me</c>, <c>search?q=term</c>.</summary>
    private static bool HasPathOfBase(string text)
    {
        var path = text.StartsWith(Hole, StringComparison.Ordinal) ? text.Substring(Hole.Length) : text;
        return path.Length > 1 && path.IndexOf(' ') < 0 && UrlText.Host(path) is null
            && (path[0] == '/' ? path[1] is not ('{' or '/') : text.Length == path.Length && path.IndexOf('?') > 0);
    }

    /// <summary>Gets the texts passed to a call, including URLs; <c>{}</c> represents an unknown value.</summary>
    public static IEnumerable<string> TextsOf(IInvocationOperation call) => TextsOf(call, Array.Empty<IInvocationOperation>());

    /// <summary>Gets the texts in an argument.</summary>
    public static IEnumerable<string> TextsOf(IArgumentOperation argument) =>
        Texts(argument.Value, Array.Empty<IInvocationOperation>(), MaxDepth);

    private static IEnumerable<string> TextsOf(IInvocationOperation call, IReadOnlyList<IInvocationOperation> helperCalls) =>
        Operands(call).SelectMany(operand => Texts(operand, helperCalls, MaxDepth));

    /// <summary>Gets the arguments of the call, and its client: <c>new RestClient(url).Get(request)</c> has the URL there.</summary>
    private static IEnumerable<IOperation> Operands(IInvocationOperation call) =>
        call.Arguments
            .Select(static argument => argument.Value)
            .Concat(call.Receiver() is { } client ? new[] { client } : Enumerable.Empty<IOperation>());

    private static IEnumerable<string> Texts(IOperation value, IReadOnlyList<IInvocationOperation> helperCalls, int depth)
    {
        if (depth-- == 0)
        {
            return Enumerable.Empty<string>();
        }

        switch (value.Unwrap())
        {
            case { ConstantValue: { HasValue: true, Value: string text } }:
                return new[] { text };
            case IInterpolatedStringOperation interpolated:
                return new[] { string.Concat(interpolated.Parts.Select(part => TextOf(part, helperCalls, depth))) };
            case IBinaryOperation sum:
                return new[] { First(sum.LeftOperand, helperCalls, depth) + First(sum.RightOperand, helperCalls, depth) };
            case IObjectCreationOperation { Type: { } type } when HoldsNoUrl(type):
                return Enumerable.Empty<string>();
            case IObjectCreationOperation creation:
                return creation.Arguments.Select(static argument => argument.Value)
                    .Concat(creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>().Select(static member => member.Value)
                        ?? Enumerable.Empty<IOperation>())
                    .SelectMany(part => Texts(part, helperCalls, depth));
            case ILocalReferenceOperation request when HandedRequests.IsRequest(request):
                return HandedRequests.OriginsOf(request).SelectMany(origin => Texts(origin, helperCalls, depth));
            case ILocalReferenceOperation local:
                return BodyFacts.Of(local).ValuesOf(local.Local).SelectMany(assigned => Texts(assigned.Value, helperCalls, depth));
            case IConditionalOperation { WhenFalse: { } otherwise } choice:
                return Texts(choice.WhenTrue, helperCalls, depth).Concat(Texts(otherwise, helperCalls, depth));
            case ISwitchExpressionOperation choice:
                return choice.Arms.SelectMany(arm => Texts(arm.Value, helperCalls, depth));
            case IParameterReferenceOperation { Parameter: var parameter }:
                return helperCalls.Where(call => (call.TargetMethod.ReducedFrom
                    ?? call.TargetMethod).OriginalDefinition.Is(parameter.ContainingSymbol.OriginalDefinition))
                    .Select(call => call.ArgumentOf(parameter.Ordinal))
                    .SelectMany(given => given is null ? Enumerable.Empty<string>() : Texts(given, helperCalls, depth));
            case IFieldReferenceOperation field when Initializer(field.Field) is { } text:
                return new[] { text };
            case IInvocationOperation configured when HandedRequests.RequestOf(configured) is not null:
                return HandedRequests.OriginsOf(configured).SelectMany(origin => Texts(origin, helperCalls, depth));
            case IInvocationOperation { TargetMethod.DeclaringSyntaxReferences: [var declared] }:
                return Returned(declared.GetSyntax());
            default:
                return Enumerable.Empty<string>();
        }
    }

    /// <summary>Recognises the content of a request: an address in it, such as the redirect URI, is not the request's target.</summary>
    private static bool HoldsNoUrl(ITypeSymbol type) => Array.Exists(Contents, end => type.Name.EndsWith(end, StringComparison.Ordinal));

    private static string TextOf(IInterpolatedStringContentOperation part, IReadOnlyList<IInvocationOperation> helperCalls, int depth) => part switch
    {
        IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true, Value: string text } } => text,
        IInterpolationOperation { Expression: var inner } => First(inner, helperCalls, depth),
        _ => Hole,
    };

    private static string First(IOperation value, IReadOnlyList<IInvocationOperation> helperCalls, int depth) =>
        Texts(value, helperCalls, depth).FirstOrDefault() ?? Hole;

    /// <summary>What a method gives back that puts a URL together: <c>return $"https://api.contoso.com/items{query}";</c>.</summary>
    private static IEnumerable<string> Returned(SyntaxNode method) =>
        TextsReturned(method).ToList() is var texts && texts.TrueForAll(static text => text is not null && HasWholePath(text))
            ? texts.OfType<string>()
            : Enumerable.Empty<string>();

    /// <summary>Returns true unless a part of the path may come from the caller: <c>https://api.contoso.com/v1/{path}</c>.</summary>
    private static bool HasWholePath(string text) =>
        UrlText.Host(text) is not null && text.IndexOf("/" + Hole, StringComparison.Ordinal) < 0;

    private static IEnumerable<string?> TextsReturned(SyntaxNode method) =>
        Functions.Returned(method).Select(static value => value switch
        {
            LiteralExpressionSyntax { Token.Value: string text } => text,
            InterpolatedStringExpressionSyntax text => string.Concat(text.Contents.Select(static part =>
                part is InterpolatedStringTextSyntax written ? written.TextToken.ValueText : Hole)),
            _ => null,
        });

    /// <summary>Gets the text that a field is initialized with.</summary>
    private static string? Initializer(IFieldSymbol field) =>
        field.DeclaringSyntaxReferences is [var declaration]
            && declaration.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: LiteralExpressionSyntax { Token.Value: string text } }
            ? text
            : null;
}
