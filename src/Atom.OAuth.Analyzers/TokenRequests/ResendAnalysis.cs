using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>
/// ATOM008: finds code that sends a code exchange or a refresh again. HTTP client handlers are followed from their registration to the
/// requests of the client; loops, policies and helpers, to the requests that they repeat.
/// </summary>
internal sealed class ResendAnalysis
{
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<bool, TokenReach>> Reaches = new();

    /// <summary>The types of requests that are created but not sent yet.</summary>
    private static readonly HashSet<string> RequestTypes = new(StringComparer.Ordinal) { "HttpRequestMessage", "RestRequest" };

    /// <summary>Words of code that registers services, and may call a method of another project that adds a handler to every client.</summary>
    private static readonly string[] Startups =
    {
        "CreateBuilder", "CreateApplicationBuilder", "CreateDefaultBuilder", "CreateSlimBuilder", "IHostApplicationBuilder", "IServiceCollection",
        "ServiceDefaults",
    };

    /// <summary>A file without one of these sends nothing again.</summary>
    private static readonly string[] SearchWords = AnyCase.Shortest(RetryWords.SearchWords
        .Where(static word => word != "try")
        .Concat(RetryingHandlers.Calls)
        .Concat(new[] { "ExecuteAsync", "ExecuteAndCapture", "policy" })
        .Concat(Startups));

    private readonly SemanticModel _file;
    private readonly TokenReach _reach;
    private readonly SyntaxNode _root;

    private ResendAnalysis(SemanticModel file, TokenReach reach)
    {
        _file = file;
        _reach = reach;
        _root = file.SyntaxTree.GetRoot();
    }

    /// <summary>Searches the text: returns false for a file that has nothing to report.</summary>
    public static bool MayHaveAny(SyntaxNode root) => root.MentionsInAnyCase(SearchWords) || GrantTexts.MayBeIn(root);

    /// <param name="model">The semantic model of the file.</param>
    /// <param name="followReferences">Whether to follow calls and clients into other projects whose source is available.</param>
    public static IReadOnlyList<ResentRequest> Find(SemanticModel model, bool followReferences)
    {
        var reach = Reaches.GetValue(model.Compilation, static _ => new())
            .GetOrAdd(followReferences, follow => new TokenReach(model.Compilation, follow));
        return reach.HasRequests ? new ResendAnalysis(model, reach).Find() : Array.Empty<ResentRequest>();
    }

    private List<ResentRequest> Find()
    {
        List<ResentRequest> found = new();
        found.AddRange(ByHandlers());
        found.AddRange(BySharedHandlers());
        found.AddRange(ByPolicies());
        found.AddRange(ByHelpers());
        found.AddRange(ByRequestHelpers());
        found.AddRange(ByRecursion());
        found.AddRange(ByLoops().Where(loop => !found.Any(known => known.Place.Span.Contains(loop.Place.Span))));
        return found.Where(static resent => !TestCode.Contains(resent.Place))
            .GroupBy(static resent => resent.Place)
            .Select(static group => group.First())
            .ToList();
    }

    /// <summary><c>services.AddHttpClient&lt;SlackClient&gt;().AddStandardResilienceHandler()</c>.</summary>
    private IEnumerable<ResentRequest> ByHandlers()
    {
        foreach (var call in RetryingHandlers.Calls.SelectMany(name => Callers.In(_root, name)))
        {
            if (RetryingHandlers.Resends(call, _reach.Model) && _reach.Clients.SentThrough(call).ToList() is { Count: > 0 } sent)
            {
                var name = call.CalledName();
                yield return new ResentRequest(
                    Callers.NameOf(call.Expression)!, $"'{name}'", sent)
                {
                    StandardHandler = name == RetryingHandlers.Standard ? call : null,
                    IsStandardHandler = name == RetryingHandlers.Standard,
                };
            }
        }
    }

    /// <summary>
    /// <c>builder.AddServiceDefaults()</c>: a method of another project adds the handler to every client, or to named ones. Requests that are
    /// reported in that project are left out.
    /// </summary>
    private IEnumerable<ResentRequest> BySharedHandlers()
    {
        foreach (var (call, shared) in _reach.Shared.CallsIn(_root))
        {
            if (!(RetryingHandlers.HasOptions(shared.Adding) && _reach.AdjustsOptions)
                && !_reach.Clients.IsRemoved(shared.Adding)
                && _reach.SentThrough(shared) is { Count: > 0 } sent)
            {
                yield return new ResentRequest(Callers.NameOf(call.Expression)!, $"'{call.CalledName()}'", sent)
                {
                    IsStandardHandler = shared.IsStandard,
                };
            }
        }
    }

    /// <summary>
    /// <c>client.ExecuteWithRetry(request)</c>: a method of another type passes the request to a policy or a loop. In the same type, the report is
    /// there.
    /// </summary>
    private IEnumerable<ResentRequest> ByRequestHelpers()
    {
        if (!_reach.Helpers.MayBeCalledIn(_root))
        {
            yield break;
        }

        foreach (var sent in _reach.SentIn(_root))
        {
            if (sent.Call.SyntaxTree == _root.SyntaxTree
                && (sent.Grants & Grants.UsedOnce) != 0
                && _reach.Called(sent.Call) is [{ Body: MethodDeclarationSyntax helper }]
                && helper.Parent != sent.Call.FirstAncestorOrSelf<TypeDeclarationSyntax>()
                && _reach.Helpers.Contains(helper)
                && _reach.Symbol(sent.Call) is { } method
                && !IsToldToRunOnce(sent.Call, method))
            {
                yield return new ResentRequest(Callers.NameOf(sent.Call.Expression) ?? (SyntaxNode)sent.Call, $"'{method.Name}'", new[] { sent });
            }
        }
    }

    /// <summary><c>policy.ExecuteAsync(() => http.PostAsync(…))</c>.</summary>
    private IEnumerable<ResentRequest> ByPolicies()
    {
        foreach (var call in AnswerFlow.PolicyRuns.SelectMany(name => Callers.In(_root, name)))
        {
            if (call.Receiver() is { } policy && SentBy(call) is { } sent && RetryWords.ResendsByPolicy(Definitions.Of(policy, _reach.Model)))
            {
                yield return new ResentRequest(Callers.NameOf(call.Expression)!, "the retry policy", new[] { sent });
            }
        }
    }

    /// <summary>
    /// <c>RetryAsync(() => RefreshAsync(token), 3)</c>, <c>SendWithRetryAsync(() => new HttpRequestMessage(…))</c>: a method of the project that
    /// runs a delegate until it succeeds.
    /// </summary>
    private IEnumerable<ResentRequest> ByHelpers()
    {
        foreach (var token in _root.TokensWithAny(RetryWords.SearchWords))
        {
            if (token.IsKind(SyntaxKind.IdentifierToken)
                && RetryWords.Names.Matches(token.ValueText)
                && (Callers.CallOf(token.Parent) ?? CallOn(token.Parent)) is { } call
                && (SentBy(call) ?? MadeFor(call)) is { } sent
                && _file.GetSymbolInfo(call).Symbol is IMethodSymbol method
                && RunsAgain(method)
                && !IsToldToRunOnce(call, method))
            {
                yield return new ResentRequest(Callers.NameOf(call.Expression) ?? token.Parent!, $"'{method.Name}'", new[] { sent });
            }
        }
    }

    /// <summary>Gets the call on a type or variable with a name: <c>Retries.RunAsync(…)</c>.</summary>
    private static InvocationExpressionSyntax? CallOn(SyntaxNode? name) =>
        name is IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access }
        && access.Expression == name && call.Expression == access
            ? call
            : null;

    /// <summary><c>catch (HttpRequestException) when (left > 0) { return await RefreshAsync(token, left - 1); }</c></summary>
    private IEnumerable<ResentRequest> ByRecursion()
    {
        foreach (var (method, tried) in Recursions.In(_root))
        {
            if (_reach.In(tried) is { } sent && method.Span.Contains(sent.Call.Span) && sent.Call.SyntaxTree == _root.SyntaxTree)
            {
                yield return new ResentRequest(Callers.NameOf(sent.Call.Expression) ?? (SyntaxNode)sent.Call, "the recursion", new[] { sent });
            }
        }
    }

    private IEnumerable<ResentRequest> ByLoops()
    {
        foreach (var loop in RetryLoops.In(_root))
        {
            if (_reach.InLoop(loop) is [var first, ..] sent && CallTowards(RetryLoops.BodyOf(loop), first) is { } place)
            {
                yield return new ResentRequest(Callers.NameOf(place.Expression) ?? (SyntaxNode)place, "this loop", sent);
            }
        }
    }

    /// <summary>
    /// Gets the call in the loop that sends the request or leads to it; of a call and its arguments, the innermost one. Null if there is none.
    /// </summary>
    private InvocationExpressionSyntax? CallTowards(StatementSyntax body, TokenSend sent)
    {
        var calls = body.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .OfType<InvocationExpressionSyntax>()
            .Where(call => call == sent.Call || _reach.In(call)?.Call == sent.Call)
            .ToList();
        return calls.Contains(sent.Call) ? sent.Call : calls.LastOrDefault(call => calls[0].Span.Contains(call.Span));
    }

    /// <summary>Gets the request sent by a delegate passed to a call.</summary>
    private TokenSend? SentBy(InvocationExpressionSyntax call)
    {
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (argument.Expression is AnonymousFunctionExpressionSyntax { Body: var body } && _reach.In(body) is { } sent)
            {
                return sent;
            }
        }

        return null;
    }

    /// <summary>Gets the request created by a delegate, which the call sends.</summary>
    private TokenSend? MadeFor(InvocationExpressionSyntax call)
    {
        var grants = call.ArgumentList.Arguments
            .Select(static argument => argument.Expression)
            .OfType<AnonymousFunctionExpressionSyntax>()
            .Where(GivesRequest)
            .Aggregate(Grants.None, static (found, function) => found | GrantsOf(function));
        return (grants & Grants.UsedOnce) != 0 ? new TokenSend(call, grants) : null;
    }

    /// <summary>
    /// Gets the grants that a function puts into its request, itself or through methods of its type that create a part of it. Methods that send a
    /// request only provide input for this one, such as its access token.
    /// </summary>
    private static Grants GrantsOf(AnonymousFunctionExpressionSyntax function)
    {
        var called = function.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(static call => call.IsOwn())
            .Select(static call => call.CalledName())
            .ToList();
        return (function.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Members ?? default).OfType<MethodDeclarationSyntax>()
            .Where(method => called.Contains(method.Identifier.ValueText) && !TokenSends.SendsItself(method))
            .Aggregate(GrantTexts.In(function), static (found, method) => found | GrantTexts.In(method));
    }

    private bool GivesRequest(AnonymousFunctionExpressionSyntax function) =>
        _file.GetTypeInfo(function).ConvertedType is INamedTypeSymbol { DelegateInvokeMethod.ReturnType: INamedTypeSymbol made }
        && (RequestTypes.Contains(made.Name) || made.TypeArguments.Any(static inner => RequestTypes.Contains(inner.Name)));

    /// <summary><c>SendWithRetryAsync(…, maxAttempts: 1)</c>, <c>SendWithRetryAsync(…, retries: 0)</c>.</summary>
    private static bool IsToldToRunOnce(InvocationExpressionSyntax call, IMethodSymbol method) =>
        call.ArgumentList.Arguments.Any(argument => argument.Expression is LiteralExpressionSyntax { Token.Value: int times }
            && argument.ParameterName(method) is { } name
            && RetryWords.Names.Matches(name)
            && times <= (RetryWords.Runs.Matches(name) ? 1 : 0));

    private static bool RunsAgain(IMethodSymbol method)
    {
        if (SourceMethods.Declaration(method) is not { } declaration)
        {
            return false;
        }

        var functions = method.Parameters
            .Where(static parameter => parameter.Type.TypeKind == TypeKind.Delegate)
            .Select(static parameter => parameter.Name)
            .ToList();
        return functions.Exists(function => Callers.In(declaration, function).Any(RetryLoops.Repeat));
    }
}
