using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>Finds the token requests sent by an HTTP client from a factory.</summary>
internal sealed class ClientRequests
{
    private const string Create = "CreateClient";

    /// <summary>The maximum number of calls between this project and the method of another one that registers a service.</summary>
    private const int MaxCalls = 3;

    /// <summary>Calls that register a service or create it.</summary>
    private static readonly NameTable Registrations = new("^Add", "^Try Add", "^Register", "^Replace", "^Bind", "^Create Instance $");

    /// <summary>The types that a factory creates and that can send requests.</summary>
    private static readonly HashSet<string> ClientTypes = new(StringComparer.Ordinal) { "HttpClient", "HttpMessageInvoker" };

    private readonly VisibleProjects _projects;
    private readonly Func<SyntaxTree, SemanticModel> _model;
    private readonly RetryingClients _clients;
    private readonly Lazy<IReadOnlyList<TokenSend>> _ofEveryClient;

    public ClientRequests(VisibleProjects projects, Func<SyntaxTree, SemanticModel> model)
    {
        _projects = projects;
        _model = model;
        _clients = new RetryingClients(projects, model);
        _ofEveryClient = new Lazy<IReadOnlyList<TokenSend>>(() => FindOfEveryClient().ToList());
    }

    /// <summary>The requests of clients that do not remove their handlers.</summary>
    private IReadOnlyList<TokenSend> OfEveryClient => _ofEveryClient.Value;

    /// <summary>Gets the requests sent through a handler, given the call that adds it.</summary>
    public IEnumerable<TokenSend> SentThrough(InvocationExpressionSyntax adding) =>
        _clients.Of(adding).Where(clients => !clients.IsDefault || !IsRemoved(adding)).SelectMany(Of);

    /// <summary>Returns true if a handler of all clients is removed again.</summary>
    public bool IsRemoved(InvocationExpressionSyntax adding) => _clients.IsRemoved(adding);

    /// <summary>Gets the requests of registered clients.</summary>
    public IEnumerable<TokenSend> Of(RegisteredClients clients)
    {
        if (clients.IsDefault)
        {
            return OfEveryClient;
        }

        return clients.Types.SelectMany(OfType).Concat(clients.Names.Count == 0 ? Enumerable.Empty<TokenSend>() : OfNames(clients.Names)).Distinct();
    }

    /// <summary>Gets the requests in the code that must not be sent twice.</summary>
    public static IEnumerable<TokenSend> UsedOnceIn(SyntaxNode code) =>
        !GrantTexts.MayBeIn(code)
            ? Enumerable.Empty<TokenSend>()
            : code.DescendantNodesAndSelf()
                .OfType<MemberDeclarationSyntax>()
                .Where(static member => member is not (BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax or GlobalStatementSyntax))
                .Concat(code is CompilationUnitSyntax { Members: var members } && members.Any(static member => member is GlobalStatementSyntax)
                    ? new[] { code }
                    : Array.Empty<SyntaxNode>())
                .SelectMany(TokenSends.In)
                .Where(static send => (send.Grants & Grants.UsedOnce) != 0)
                .Distinct();

    /// <summary>A typed client sends with the client that is injected into it.</summary>
    private IEnumerable<TokenSend> OfType(INamedTypeSymbol type) =>
        Definitions.DeclarationsIn(_projects, type).SelectMany(UsedOnceIn).Where(send => IsSentWithGivenClient(send.Call));

    private IEnumerable<TokenSend> OfNames(IReadOnlyList<string> names)
    {
        foreach (var tree in Trees.Where(static tree => tree.GetRoot().Mentions(Create)))
        {
            foreach (var created in Callers.In(tree.GetRoot(), Create))
            {
                if (created.ArgumentList.Arguments is [{ Expression: var written }]
                    && _clients.NamesOf(written).Any(names.Contains)
                    && created.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type)
                {
                    foreach (var send in UsedOnceIn(type).Where(send => IsSentWith(send.Call, created)))
                    {
                        yield return send;
                    }
                }
            }
        }
    }

    private IEnumerable<SyntaxTree> Trees => _projects.All.SelectMany(static project => project.SyntaxTrees);

    private IEnumerable<TokenSend> FindOfEveryClient()
    {
        HashSet<InvocationExpressionSyntax> removed = new(_clients.WithoutHandlers.SelectMany(Of).Select(static send => send.Call));
        return Trees
            .SelectMany(static tree => UsedOnceIn(tree.GetRoot()))
            .Where(send => !removed.Contains(send.Call)
                && (IsSentWithGivenClient(send.Call) || IsSentWithMadeClient(send.Call))
                && (IsOwn(send.Call) || IsTypeUsed(send.Call)));
    }

    private bool IsOwn(SyntaxNode code) => _projects.All[0].ContainsSyntaxTree(code.SyntaxTree);

    /// <summary>
    /// Returns true if this project registers or creates the type that sends a request, itself or by calling a method of a library that does: the
    /// library may contain services that this project does not use.
    /// </summary>
    private bool IsTypeUsed(InvocationExpressionSyntax send) =>
        send.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { Identifier.ValueText: var type }
        && Trees.SelectMany(tree => tree.GetRoot().TokensNamed(type)).Any(token =>
            token.Parent is IdentifierNameSyntax name && IsUse(name) && IsRun(name, MaxCalls, new HashSet<SyntaxNode>()));

    private static bool IsUse(IdentifierNameSyntax type) =>
        type.Parent is ObjectCreationExpressionSyntax
        || (type.Parent is TypeOfExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } }
            && Registrations.Matches(call.CalledName()))
        || (type.FirstAncestorOrSelf<TypeArgumentListSyntax>()?.Parent is GenericNameSyntax generic
            && Registrations.Matches(generic.Identifier.ValueText) && Callers.CallOf(generic) is not null);

    /// <summary>Returns true for code of this project, and for code of a method of another one that this project calls.</summary>
    private bool IsRun(SyntaxNode code, int callsLeft, HashSet<SyntaxNode> seen) =>
        IsOwn(code)
        || (callsLeft > 0
            && CarriedGrants.Member(code) is MethodDeclarationSyntax method
            && seen.Add(method)
            && _clients.CallsOf(method).Any(call => IsRun(call, callsLeft - 1, seen)));

    private bool IsSentWithGivenClient(InvocationExpressionSyntax send)
    {
        if (send.Receiver() is not { } receiver)
        {
            return false;
        }

        var model = _model(send.SyntaxTree);
        return model.GetTypeInfo(receiver).Type is { } type
            && ClientTypes.Contains(type.Name)
            && model.GetSymbolInfo(receiver).Symbol is IFieldSymbol or IPropertySymbol or IParameterSymbol
            && Definitions.Of(receiver, _model).All(static part => !CreatesObject(part) && !part.Mentions(Create));
    }

    private bool IsSentWithMadeClient(InvocationExpressionSyntax send) =>
        send.Receiver() is { } receiver
        && _model(send.SyntaxTree).GetTypeInfo(receiver).Type is { } type
        && ClientTypes.Contains(type.Name)
        && Definitions.Of(receiver, _model) is var parts
        && parts.Any(static part => part.Mentions(Create))
        && !parts.Any(CreatesObject);

    /// <summary>An exception in <c>client ?? throw new ArgumentNullException(…)</c> is no client.</summary>
    private static bool CreatesObject(SyntaxNode part) =>
        part.DescendantNodesAndSelf(static node => node is not (ThrowExpressionSyntax or ThrowStatementSyntax))
            .Any(static node => node is BaseObjectCreationExpressionSyntax);

    /// <summary>Compares the variable or member that holds the client, or looks in the same chain.</summary>
    private static bool IsSentWith(InvocationExpressionSyntax send, InvocationExpressionSyntax created)
    {
        if (send.Span.Contains(created.Span) && send.Receiver() is { } chain && chain.Span.Contains(created.Span))
        {
            return true;
        }

        var holder = created.Ancestors()
            .TakeWhile(static node => node is not (StatementSyntax or MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax))
            .LastOrDefault(static node => node is AssignmentExpressionSyntax or VariableDeclaratorSyntax);
        var (name, scope) = holder switch
        {
            VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax field } variable =>
                (variable.Identifier.ValueText, (SyntaxNode?)field.Parent),
            VariableDeclaratorSyntax variable => (variable.Identifier.ValueText, CarriedGrants.Member(created)),
            AssignmentExpressionSyntax { Left: var left } => (left.Root(), created.FirstAncestorOrSelf<TypeDeclarationSyntax>()),
            _ => (ReturningMember(created), created.FirstAncestorOrSelf<TypeDeclarationSyntax>()),
        };
        return name is not null
            && scope?.Span.Contains(send.Span) == true
            && send.Receiver() is { } receiver
            && (receiver.Root() ?? CalledHelper(receiver)) == name;
    }

    /// <summary><c>HttpClient Client() => factory.CreateClient("slack")</c>.</summary>
    private static string? ReturningMember(InvocationExpressionSyntax created) =>
        created.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax ? Functions.NameOf(CarriedGrants.Member(created)) : null;

    private static string? CalledHelper(ExpressionSyntax receiver) => (receiver as InvocationExpressionSyntax)?.CalledName();
}
