using System.Collections.Concurrent;
using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>Finds the token requests that a piece of code sends each time it runs, itself or in called methods.</summary>
internal sealed class TokenReach
{
    private const int MaxCalls = 3;

    private readonly CalledMethods _methods;
    private readonly Lazy<bool> _hasRequests;
    private readonly Lazy<bool> _adjustsOptions;
    private readonly Lazy<RequestMakers> _makers;
    private readonly Lazy<SharedHandlers> _shared;
    private readonly Lazy<ResendingHelpers> _helpers;
    private readonly ConcurrentDictionary<Compilation, ClientRequests> _clientsOf = new();
    private readonly ConcurrentDictionary<InvocationExpressionSyntax, IReadOnlyList<TokenSend>> _sentThrough = new();

    /// <param name="compilation">The project.</param>
    /// <param name="followReferences">Whether to follow calls and clients into other projects whose source is available.</param>
    public TokenReach(Compilation compilation, bool followReferences)
    {
        Projects = new VisibleProjects(compilation, followReferences);
        _methods = new CalledMethods(compilation, followReferences);
        _hasRequests = new Lazy<bool>(() => Projects.All
            .SelectMany(static project => project.SyntaxTrees)
            .Any(static tree => GrantTexts.MayBeIn(tree.GetRoot())));
        _makers = new Lazy<RequestMakers>(() => new RequestMakers(Projects, _methods));
        _shared = new Lazy<SharedHandlers>(() => new SharedHandlers(Projects, _methods));
        _helpers = new Lazy<ResendingHelpers>(() => new ResendingHelpers(Projects, Model));
        _adjustsOptions = new Lazy<bool>(() => compilation.SyntaxTrees.Any(static tree => RetryingHandlers.AdjustsOptions(tree.GetRoot())));
        Clients = new ClientRequests(Projects, Model);
    }

    /// <summary>The projects whose source is searched.</summary>
    public VisibleProjects Projects { get; }

    /// <summary>The handlers that other projects add to every client, or to named ones.</summary>
    public SharedHandlers Shared => _shared.Value;

    /// <summary>The requests of clients from a factory.</summary>
    public ClientRequests Clients { get; }

    /// <summary>The methods that send again what they are given.</summary>
    public ResendingHelpers Helpers => _helpers.Value;

    /// <summary>Returns true if the project adjusts the options of the standard handlers.</summary>
    public bool AdjustsOptions => _adjustsOptions.Value;

    /// <summary>Gets the requests sent through a handler of another project, without those that are reported in that project.</summary>
    public IReadOnlyList<TokenSend> SentThrough(SharedHandler shared) => _sentThrough.GetOrAdd(shared.Adding, adding =>
    {
        var there = _clientsOf.GetOrAdd(shared.Project, project => new ClientRequests(new VisibleProjects(project, followReferences: true), Model));
        HashSet<InvocationExpressionSyntax> reported = new(there.SentThrough(adding).Select(static send => send.Call));
        return shared.Clients.SelectMany(Clients.Of).Distinct().Where(send => !reported.Contains(send.Call)).ToList();
    });

    /// <summary>Gets the requests that a file sends, including those whose form is created in another type.</summary>
    public IEnumerable<TokenSend> SentIn(SyntaxNode root) =>
        ClientRequests.UsedOnceIn(root).Concat(_makers.Value.RequestsIn(root).Select(static request => request.Send));

    /// <summary>Gets the called method; if its parameters are of missing types, the only one with that name.</summary>
    public IMethodSymbol? Symbol(InvocationExpressionSyntax call) => _methods.Symbol(call);

    /// <summary>Gets the bodies of a called method, and the names of their parameters.</summary>
    public IReadOnlyList<(SyntaxNode Body, IReadOnlyList<string> Parameters)> Called(InvocationExpressionSyntax call) => _methods.Of(call);

    /// <summary>
    /// False if neither the project nor one that it references requests tokens. Searches the text of their files, the project's own first, until one
    /// may.
    /// </summary>
    public bool HasRequests => _hasRequests.Value;

    public SemanticModel Model(SyntaxTree tree) => _methods.Model(tree);

    /// <summary>Gets a request that must not be sent twice; null if not every run of the code sends one.</summary>
    public TokenSend? In(SyntaxNode code) => In(code, MaxCalls, new HashSet<SyntaxNode>());

    /// <summary>Gets the requests that a loop repeats: the one that every run sends, or those that a switch chooses in every run the same way.</summary>
    public IReadOnlyList<TokenSend> InLoop(StatementSyntax loop)
    {
        var body = RetryLoops.BodyOf(loop);
        return In(body) is { } sent ? new[] { sent } : Steps.ChosenIn(loop, body).Select(In).OfType<TokenSend>().Distinct().ToList();
    }

    private TokenSend? In(SyntaxNode code, int callsLeft, HashSet<SyntaxNode> open)
    {
        if (!open.Add(code))
        {
            return null;
        }

        var sent = TokenSends.In(CarriedGrants.Member(code));
        foreach (var call in CallsIn(code))
        {
            if (sent.FirstOrDefault(send => send.Call == call) is { } send)
            {
                // A grant chosen where it is sent may be a repeatable one.
                if ((send.Grants & Grants.UsedOnce) != 0 && Steps.AlwaysReach(code, call))
                {
                    return send;
                }
            }
            else if (callsLeft > 0 && Steps.AlwaysReach(code, call) && Called(call, callsLeft - 1, open) is { } called)
            {
                return called;
            }
        }

        return null;
    }

    /// <summary>A helper sends a token request if the helper itself, or this call of it, specifies the grant.</summary>
    private TokenSend? Called(InvocationExpressionSyntax call, int callsLeft, HashSet<SyntaxNode> open) =>
        _methods.Of(call) is [var only]
        && In(only.Body, callsLeft, open) is { } sent
        && (!only.Body.Contains(sent.Call)
            || (CarriedGrants.OfMemberAlone(sent.Call) & Grants.UsedOnce) != 0
            || (CarriedGrants.Of(call) & Grants.UsedOnce) != 0)
            ? sent
            : null;

    private static IEnumerable<InvocationExpressionSyntax> CallsIn(SyntaxNode code) =>
        code.DescendantNodesAndSelf(node => node == code
            || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<InvocationExpressionSyntax>();
}
