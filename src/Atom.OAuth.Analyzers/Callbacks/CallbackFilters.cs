using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Finds code that runs before the callback: filters applied by attributes or added to its route, methods of its base types, and middleware.
/// </summary>
internal sealed class CallbackFilters
{
    /// <summary>Methods of filters, controllers and pages that run before the callback.</summary>
    private static readonly WordTable Methods = new(
        WordMatch.Whole,
        StringComparison.Ordinal,
        "OnActionExecuting", "OnActionExecutionAsync", "OnAuthorization", "OnAuthorizationAsync", "OnResourceExecuting", "OnResourceExecutionAsync",
        "OnPageHandlerExecuting", "OnPageHandlerExecutionAsync", "InvokeAsync");

    /// <summary>Methods of middleware.</summary>
    private static readonly WordTable Middleware = new(WordMatch.Whole, StringComparison.Ordinal, "Invoke", "InvokeAsync");

    /// <summary>The parameter type of middleware.</summary>
    private const string Context = "HttpContext";

    /// <summary>The call that adds a filter to a route or a group of routes.</summary>
    private const string Adds = "AddEndpointFilter";

    /// <summary>The types searched, including the type itself: overrides in base controllers run before the action, too.</summary>
    private const int MaxBases = 4;

    /// <summary>The method that validates a model before the callback runs.</summary>
    private const string Validate = "Validate";

    /// <summary>The parameter type of that method.</summary>
    private const string ValidationContext = "ValidationContext";

    /// <summary>How filters access the arguments of the action.</summary>
    private static readonly string[] Arguments = { "ActionArguments", "HandlerArguments", ".Arguments", "GetArgument" };

    private readonly CallbackCandidate _candidate;
    private readonly CalledMethods _methods;
    private readonly SyntaxNode _callback;

    public CallbackFilters(CallbackCandidate candidate, CalledMethods methods)
    {
        _candidate = candidate;
        _callback = candidate.Node;
        _methods = methods;
    }

    /// <summary>Gets the bodies that mention a state.</summary>
    public IEnumerable<SyntaxNode> Bodies() => OfModels().Concat(OfAttributes()).Concat(OfBases()).Concat(OfRoute()).Concat(OfMiddleware())
        .Where(static body => body.MentionsInAnyCase(StateNames.SearchWords)).Distinct();

    /// <summary>Returns true for a filter that reads the action's arguments and names the state, unlike <c>ModelState</c>.</summary>
    public static bool TakesArguments(SyntaxNode filter) =>
        filter.Mentions(Arguments)
        && filter.TokensWithAny(StateNames.SearchWords).Any(static token =>
            (token.IsText() || token.IsKind(SyntaxKind.IdentifierToken)) && RequestValue.State.IsMember(token.ValueText));

    /// <summary>Gets the members of a model that hold the state.</summary>
    public static IEnumerable<(string Name, Trace Trace)> StatesIn(SyntaxNode filter) =>
        filter is MethodDeclarationSyntax { Identifier.ValueText: Validate, Parent: TypeDeclarationSyntax type }
            ? type.Members.OfType<PropertyDeclarationSyntax>().Select(static property => property.Identifier.ValueText)
                .Concat(type.ParameterList?.Parameters.Select(static parameter => parameter.Identifier.ValueText) ?? Enumerable.Empty<string>())
                .Where(RequestValue.State.IsMember).Select(static name => (name, Trace.Raw)).ToList()
            : Array.Empty<(string, Trace)>();

    /// <summary>Gets <c>IValidatableObject.Validate</c> of models that contain the code.</summary>
    private IEnumerable<SyntaxNode> OfModels() => _candidate.Parameters
        .Where(parameter => _candidate.Carriers.Contains(parameter.Identifier.ValueText) && parameter.Type is not null)
        .Select(parameter => Model.GetTypeInfo(parameter.Type!).Type).OfType<INamedTypeSymbol>()
        .SelectMany(static type => type.GetMembers(Validate).OfType<IMethodSymbol>())
        .Where(static method => method.Parameters.Length == 1 && method.Parameters[0].Type.Name == ValidationContext)
        .Select(SourceMethods.Declaration).OfType<SyntaxNode>();

    private SemanticModel Model => _methods.Model(_callback.SyntaxTree);

    /// <summary><c>[RequireState]</c>, <c>[ServiceFilter(typeof(StateFilter))]</c>, on the callback or on its type.</summary>
    private IEnumerable<SyntaxNode> OfAttributes() =>
        _callback.AncestorsAndSelf().OfType<MemberDeclarationSyntax>()
            .Where(static member => member is MethodDeclarationSyntax or TypeDeclarationSyntax)
            .SelectMany(static member => member.AttributeLists).SelectMany(static list => list.Attributes)
            .SelectMany(attribute => attribute.DescendantNodes().OfType<TypeOfExpressionSyntax>().Select(static named => named.Type)
                .Concat((attribute.Name as GenericNameSyntax)?.TypeArgumentList.Arguments ?? Enumerable.Empty<TypeSyntax>())
                .Select(named => Model.GetTypeInfo(named).Type)
                .Append(Model.GetTypeInfo(attribute).Type))
            .OfType<INamedTypeSymbol>()
            .SelectMany(static type => In(type, isOwn: true));

    private IEnumerable<SyntaxNode> OfBases() =>
        _callback is MethodDeclarationSyntax { Parent: TypeDeclarationSyntax type } && Model.GetDeclaredSymbol(type) is { } declared
            ? In(declared, isOwn: false)
            : Enumerable.Empty<SyntaxNode>();

    private static IEnumerable<SyntaxNode> In(INamedTypeSymbol type, bool isOwn)
    {
        var declaring = type;
        for (var i = 0; declaring is not null && i < MaxBases; i++, declaring = declaring.BaseType)
        {
            foreach (var method in declaring.GetMembers().OfType<IMethodSymbol>().Where(method => Methods.Matches(method.Name)))
            {
                if ((isOwn || method.IsOverride || method.IsVirtual) && SourceMethods.Declaration(method) is { } body)
                {
                    yield return body;
                }
            }
        }
    }

    /// <summary><c>group.MapGet("/callback", Connect).AddEndpointFilter&lt;StateFilter&gt;()</c></summary>
    private IEnumerable<SyntaxNode> OfRoute() => Mappings(Adds).SelectMany(FiltersOf).SelectMany(BodiesOf);

    /// <summary>Gets the calls that map the callback, in files that mention the word.</summary>
    private IEnumerable<InvocationExpressionSyntax> Mappings(string word) => _callback switch
    {
        AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax mapping } } => new[] { mapping },
        MethodDeclarationSyntax { Identifier.ValueText: var name } => MappingsOf(name, word),
        LocalFunctionStatementSyntax { Identifier.ValueText: var name } => MappingsOf(name, word),
        _ => Enumerable.Empty<InvocationExpressionSyntax>(),
    };

    private IEnumerable<InvocationExpressionSyntax> MappingsOf(string name, string word) =>
        _methods.RootsWith(word).SelectMany(root => root.TokensNamed(name))
            .Select(static token => token.Parent is MemberAccessExpressionSyntax access ? access.Parent : (token.Parent as IdentifierNameSyntax)?.Parent)
            .OfType<ArgumentSyntax>()
            .Select(static argument => argument.Parent?.Parent)
            .OfType<InvocationExpressionSyntax>()
            .Where(static mapping => mapping.CalledName().StartsWith(CallbackWords.Mapping, StringComparison.Ordinal));

    /// <summary>Gets the filters added to the mapping, and to the group that it is called on.</summary>
    private static IEnumerable<InvocationExpressionSyntax> FiltersOf(InvocationExpressionSyntax mapping)
    {
        var behind = mapping.Ancestors().TakeWhile(static around => around is MemberAccessExpressionSyntax or InvocationExpressionSyntax);
        var group = mapping.Receiver()?.Root() is { } root && Members.Around(mapping) is { } member
            ? member.TokensNamed(root).Select(static token => token.Parent is VariableDeclaratorSyntax made ? made.Initializer : token.Parent?.Parent?.Parent)
                .OfType<SyntaxNode>().SelectMany(static made => made.DescendantNodesAndSelf())
                .Where(call => !call.Span.Contains(mapping.Span))
            : Enumerable.Empty<SyntaxNode>();
        return behind.Concat(mapping.DescendantNodes()).Concat(group).OfType<InvocationExpressionSyntax>().Where(static call => call.CalledName() == Adds);
    }

    private IEnumerable<SyntaxNode> BodiesOf(InvocationExpressionSyntax filter)
    {
        if (Callers.NameOf(filter.Expression) is GenericNameSyntax { TypeArgumentList.Arguments: var types })
        {
            return _methods.Model(filter.SyntaxTree).GetTypeInfo(types.Last()).Type is INamedTypeSymbol type ? In(type, isOwn: true) : Enumerable.Empty<SyntaxNode>();
        }

        return filter.ArgumentList.Arguments is [{ Expression: var given }]
            ? given is AnonymousFunctionExpressionSyntax
                ? new SyntaxNode[] { given }
                : _methods.TypeOf(given) is INamedTypeSymbol made ? In(made, isOwn: true) : Enumerable.Empty<SyntaxNode>()
            : Enumerable.Empty<SyntaxNode>();
    }

    /// <summary>Gets middleware that handles every request, or a path that is part of the callback's route.</summary>
    private IEnumerable<SyntaxNode> OfMiddleware() =>
        _methods.Named(Middleware)
            .Where(static method => method.Parameters.Length > 0 && method.Parameters[0].Type.Name == Context)
            .Select(SourceMethods.Declaration).OfType<SyntaxNode>()
            .Where(body => PathsIn(body).ToList() is var paths && (paths.Count == 0 || RoutesOf(_callback).Any(route => paths.Exists(route.Contains))));

    private static IEnumerable<string> PathsIn(SyntaxNode body) => body.TokensWith("\"/")
        .Select(static token => token.ValueText.Trim('/')).Where(static path => path.Length > 0);

    /// <summary>Gets the route templates of the callback and its type, and those that it is mapped with.</summary>
    private IEnumerable<string> RoutesOf(SyntaxNode callback) => callback.AncestorsAndSelf().OfType<MemberDeclarationSyntax>()
        .SelectMany(static member => member.AttributeLists)
        .Concat<SyntaxNode>(Mappings(CallbackWords.Mapping).Select(static mapping => mapping.ArgumentList.Arguments.FirstOrDefault()).OfType<SyntaxNode>())
        .SelectMany(static routes => routes.DescendantTokens())
        .Where(static token => token.IsKind(SyntaxKind.StringLiteralToken)).Select(static token => token.ValueText);
}
