using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>Finds the token requests sent by an HTTP client from a factory.</summary>
internal sealed class ClientRequests
{
    private const string Create = "CreateClient";

    /// <summary>The types that a factory creates and that can send requests.</summary>
    private static readonly HashSet<string> ClientTypes = new(StringComparer.Ordinal) { "HttpClient", "HttpMessageInvoker" };

    private readonly VisibleProjects _projects;
    private readonly Func<SyntaxTree, SemanticModel> _model;
    private readonly RetryingClients _clients;

    public ClientRequests(VisibleProjects projects, Func<SyntaxTree, SemanticModel> model, RetryingClients clients)
    {
        _projects = projects;
        _model = model;
        _clients = clients;
    }

    public IEnumerable<TokenSend> Of(RegisteredClients clients)
    {
        if (clients.IsDefault)
        {
            return OfEveryClient();
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
                    && _clients.NameOf(written) is { } name
                    && names.Contains(name)
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

    /// <summary>Gets the requests of clients that have no resilience of their own.</summary>
    public IEnumerable<TokenSend> OfEveryClient()
    {
        HashSet<InvocationExpressionSyntax> special = new(_clients.Special.SelectMany(Of).Select(static send => send.Call));
        return Trees
            .SelectMany(static tree => UsedOnceIn(tree.GetRoot()))
            .Where(send => !special.Contains(send.Call)
                && (IsSentWithGivenClient(send.Call) || IsSentWithMadeClient(send.Call))
                && (_projects.All[0].ContainsSyntaxTree(send.Call.SyntaxTree) || IsTypeUsed(send.Call)));
    }

    /// <summary>
    /// Returns true if the type that sends a request is registered or created somewhere: a library may contain services that this project does not
    /// use.
    /// </summary>
    private bool IsTypeUsed(InvocationExpressionSyntax send) =>
        send.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { Identifier.ValueText: var type }
        && Trees.Any(tree => tree.GetRoot().TokensNamed(type).Any(static token => token.Parent is IdentifierNameSyntax name && (
            name.FirstAncestorOrSelf<TypeArgumentListSyntax>()?.Parent is GenericNameSyntax generic && Callers.CallOf(generic) is not null
            || name.Parent is TypeOfExpressionSyntax
            || name.Parent is ObjectCreationExpressionSyntax)));

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
            && Definitions.Of(receiver, _model).All(static part => !part.DescendantNodesAndSelf().Any(
                static node => node is BaseObjectCreationExpressionSyntax)
                && !part.Mentions(Create));
    }

    private bool IsSentWithMadeClient(InvocationExpressionSyntax send) =>
        send.Receiver() is { } receiver
        && _model(send.SyntaxTree).GetTypeInfo(receiver).Type is { } type
        && ClientTypes.Contains(type.Name)
        && Definitions.Of(receiver, _model) is var parts
        && parts.Any(static part => part.Mentions(Create))
        && !parts.Any(static part => part.DescendantNodesAndSelf().Any(static node => node is BaseObjectCreationExpressionSyntax));

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
