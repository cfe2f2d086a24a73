using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>
/// Requests that an access token opens (RFC 6750, section 2.1). One that only gets something is made of an API, wherever its URL comes
/// from: what asks for tokens has none yet, and posts. Of OAuth's own endpoints the one that tells the user is opened so, too.
/// </summary>
internal static class OpenedRequests
{
    /// <summary>How the names of calls start that get something.</summary>
    private static readonly WordTable Gets = new(WordMatch.Start, StringComparison.Ordinal, "Get");

    /// <summary>How a request names the method that gets something: <c>HttpMethod.Get</c>, <c>Method.GET</c>.</summary>
    private static readonly WordTable GetMethods = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "Method.Get");

    /// <summary>The member and the header that say who asks.</summary>
    private static readonly WordTable Headers = new(WordMatch.Whole, StringComparison.OrdinalIgnoreCase, "Authorization");

    /// <summary>How the members end that have all headers of a request or a client.</summary>
    private static readonly WordTable HeaderLists = new(WordMatch.End, StringComparison.Ordinal, "Headers");

    /// <summary>What is in a header's value that is an access token.</summary>
    private static readonly WordTable Tokens = new(
        WordMatch.Part, StringComparison.OrdinalIgnoreCase, "\"Bearer", "access_token", "accessToken");

    /// <summary>True when the call gets something with an access token, and nothing names an endpoint of OAuth.</summary>
    public static bool AskApi(IOperation call, IReadOnlyList<IInvocationOperation> helperCalls)
    {
        if (call is not IInvocationOperation { Syntax: InvocationExpressionSyntax syntax } invocation
            || CallUrls.NameOAuthEndpoint(invocation, helperCalls))
        {
            return false;
        }

        var member = ResponseMarks.Member(syntax);
        var operands = OperandsOf(syntax).ToList();
        var values = operands.Concat(ValuesOf(operands, member, syntax, depth: 3)).ToList();
        return (Gets.Matches(invocation.TargetMethod.Name) || values.Exists(static value => GetMethods.Matches(value.ToString())))
            && !values.Exists(NamesOAuthEndpoint)
            && (((SyntaxNode?)HeaderCreatedWith(values) ?? LastHeader(operands, member, syntax)) is { } header && Tokens.Matches(header.ToString()));
    }

    /// <summary>The client that the call is made on, and what it is given.</summary>
    private static IEnumerable<ExpressionSyntax> OperandsOf(InvocationExpressionSyntax call)
    {
        if (call.Receiver() is { } client)
        {
            yield return client;
        }

        foreach (var argument in call.ArgumentList.Arguments)
        {
            yield return argument.Expression;
        }
    }

    /// <summary>What the variables that stand in them were declared with: the request, and its URL.</summary>
    private static IEnumerable<ExpressionSyntax> ValuesOf(IReadOnlyList<ExpressionSyntax> used, SyntaxNode member, SyntaxNode call, int depth)
    {
        var names = new HashSet<string>(used
            .SelectMany(static value => value.DescendantNodesAndSelf())
            .OfType<IdentifierNameSyntax>()
            .Select(static name => name.Identifier.ValueText));
        var values = depth == 0 ? new List<ExpressionSyntax>() : member.DescendantNodes()
            .OfType<VariableDeclaratorSyntax>()
            .Where(variable => variable.Span.End < call.SpanStart && names.Contains(variable.Identifier.ValueText))
            .Select(static variable => variable.Initializer?.Value)
            .OfType<ExpressionSyntax>()
            .ToList();
        return values.Count == 0 ? values : values.Concat(ValuesOf(values, member, call, depth - 1));
    }

    /// <summary>A request that is created with its header: <c>new HttpRequestMessage { Headers = { Authorization = … } }</c>.</summary>
    private static AssignmentExpressionSyntax? HeaderCreatedWith(IEnumerable<ExpressionSyntax> values) =>
        values.OfType<BaseObjectCreationExpressionSyntax>()
            .SelectMany(static created => created.Initializer?.DescendantNodes() ?? Enumerable.Empty<SyntaxNode>())
            .OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(static member => member.Left is IdentifierNameSyntax name && Headers.Matches(name.Identifier.ValueText));

    private static bool NamesOAuthEndpoint(ExpressionSyntax operand) =>
        operand.DescendantTokens().Any(static token => NameMarks.IsEndpointProperty(token.ValueText));

    /// <summary>Where the header is set that the call is made with, on the client or the request; the last one before the call counts.</summary>
    private static SyntaxNode? LastHeader(IReadOnlyList<ExpressionSyntax> operands, SyntaxNode member, SyntaxNode call) =>
        member.DescendantNodes().LastOrDefault(node => node.Span.End <= call.SpanStart
            && HeadersSetBy(node) is { } headers
            && operands.Any(operand => SyntaxFactory.AreEquivalent(operand, RootOf(headers))));

    /// <summary>What is written to: by <c>client.DefaultRequestHeaders.Authorization = …</c>, <c>request.Headers.Add("Authorization", …)</c>.</summary>
    private static ExpressionSyntax? HeadersSetBy(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax target } when Headers.Matches(target.Name.Identifier.ValueText) =>
            target.Expression,
        InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax { Token.Value: string header } }, _] } call
            when Headers.Matches(header) => call.Receiver(),
        _ => null,
    };

    /// <summary>The client or the request that has the headers: <c>client.DefaultRequestHeaders</c>, <c>request.Headers</c>, or itself.</summary>
    private static ExpressionSyntax RootOf(ExpressionSyntax headers) =>
        headers is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name, Expression: var owner } && HeaderLists.Matches(name)
            ? owner
            : headers;
}
