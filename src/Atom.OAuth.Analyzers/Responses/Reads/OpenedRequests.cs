using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>
/// Requests authorized by an access token (RFC 6750, section 2.1). A GET request with one goes to an API, wherever its URL comes from: a
/// token request has no access token yet, and is a POST. Of OAuth's own endpoints, only the userinfo endpoint is used the same way.
/// </summary>
internal static class OpenedRequests
{
    /// <summary>Prefixes of the calls that send a GET request.</summary>
    private static readonly WordTable Gets = new(WordMatch.Start, StringComparison.Ordinal, "Get");

    /// <summary>How a request specifies the GET method: <c>HttpMethod.Get</c>, <c>Method.GET</c>.</summary>
    private static readonly WordTable GetMethods = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "Method.Get");

    /// <summary>The member and the header with the credentials.</summary>
    private static readonly WordTable Headers = new(WordMatch.Whole, StringComparison.OrdinalIgnoreCase, "Authorization");

    /// <summary>Suffixes of the members that hold all headers of a request or a client.</summary>
    private static readonly WordTable HeaderLists = new(WordMatch.End, StringComparison.Ordinal, "Headers");

    /// <summary>Parts of header values that are access tokens.</summary>
    private static readonly WordTable Tokens = new(
        WordMatch.Part, StringComparison.OrdinalIgnoreCase, "\"Bearer", "access_token", "accessToken");

    /// <summary>Returns true if the call is a GET request with an access token, and nothing names an OAuth endpoint.</summary>
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
            && (HeaderOf(operands, values, member, syntax) ?? HeaderSetByMaker(values, invocation.SemanticModel)) is { } header
            && Tokens.Matches(header.ToString());
    }

    private static SyntaxNode? HeaderOf(
        IReadOnlyList<ExpressionSyntax> operands, IReadOnlyList<ExpressionSyntax> values, SyntaxNode member, SyntaxNode use) =>
        (SyntaxNode?)HeaderCreatedWith(values) ?? LastHeader(operands, member, use);

    /// <summary>Finds the header that a method gives the client or the request that it makes: <c>var client = CreateClient(accessToken)</c>.</summary>
    private static SyntaxNode? HeaderSetByMaker(IEnumerable<ExpressionSyntax> values, SemanticModel? model) =>
        values.Select(static value => value.Inner())
            .OfType<InvocationExpressionSyntax>()
            .Select(call => model?.GetSymbolInfo(call).Symbol is IMethodSymbol maker ? SourceMethods.Declaration(maker) : null)
            .OfType<SyntaxNode>()
            .SelectMany(static maker => Functions.Returned(maker).Select(made =>
                HeaderOf(new[] { made }, ValuesOf(new[] { made }, maker, made, depth: 1).Append(made).ToList(), maker, made)))
            .FirstOrDefault(static header => header is not null);

    /// <summary>Gets the client of the call, and its arguments.</summary>
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

    /// <summary>Gets the initializers of the variables in them: the request, and its URL.</summary>
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

    /// <summary>Finds a request created with its header: <c>new HttpRequestMessage { Headers = { Authorization = … } }</c>.</summary>
    private static AssignmentExpressionSyntax? HeaderCreatedWith(IEnumerable<ExpressionSyntax> values) =>
        values.OfType<BaseObjectCreationExpressionSyntax>()
            .SelectMany(static created => created.Initializer?.DescendantNodes() ?? Enumerable.Empty<SyntaxNode>())
            .OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(static member => member.Left is IdentifierNameSyntax name && Headers.Matches(name.Identifier.ValueText));

    private static bool NamesOAuthEndpoint(ExpressionSyntax operand) =>
        operand.DescendantTokens().Any(static token => NameMarks.IsEndpointProperty(token.ValueText));

    /// <summary>Finds where the header for the call is set, on the client or the request; the last place before the call counts.</summary>
    private static SyntaxNode? LastHeader(IReadOnlyList<ExpressionSyntax> operands, SyntaxNode member, SyntaxNode call) =>
        member.DescendantNodes().LastOrDefault(node => node.Span.End <= call.SpanStart
            && HeadersSetBy(node) is { } headers
            && operands.Any(operand => SyntaxFactory.AreEquivalent(operand, RootOf(headers))));

    /// <summary>Gets the headers set by <c>client.DefaultRequestHeaders.Authorization = …</c> or <c>request.Headers.Add(…)</c>.</summary>
    private static ExpressionSyntax? HeadersSetBy(SyntaxNode node) => node switch
    {
        AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax target } when Headers.Matches(target.Name.Identifier.ValueText) =>
            target.Expression,
        InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax { Token.Value: string header } }, _] } call
            when Headers.Matches(header) => call.Receiver(),
        _ => null,
    };

    /// <summary>Gets the client or the request with the headers: <c>client.DefaultRequestHeaders</c>, <c>request.Headers</c>, or itself.</summary>
    private static ExpressionSyntax RootOf(ExpressionSyntax headers) =>
        headers is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name, Expression: var owner } && HeaderLists.Matches(name)
            ? owner
            : headers;
}
