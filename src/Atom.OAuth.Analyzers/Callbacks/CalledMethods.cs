using System.Collections.Concurrent;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Finds the bodies of called methods and the names of their parameters, including implementations of interfaces and handlers of mediator
/// requests.
/// </summary>
internal sealed class CalledMethods
{
    private const int MaxImplementations = 6;

    /// <summary>Methods that handle a mediator's requests.</summary>
    private static readonly WordTable HandlerNames = new(WordMatch.Whole, StringComparison.Ordinal, "Handle", "HandleAsync", "Consume");

    /// <summary>Calls that pass a request to a mediator.</summary>
    private static readonly WordTable MediatorCalls = new(
        WordMatch.Whole,
        StringComparison.Ordinal,
        "Send", "SendAsync", "SendCommand", "SendCommandAsync", "Publish", "InvokeAsync", "Dispatch", "DispatchAsync", "ExecuteAsync", "Handle");

    /// <summary>How a bus finds the handler of a request.</summary>
    private static readonly string[] Lookups = { "GetService", "GetRequiredService", "GetKeyedService", "MakeGenericType", "IServiceProvider" };

    /// <summary>Interfaces that a mediator runs before the handler of each request.</summary>
    private static readonly WordTable Pipelines = new(
        WordMatch.Whole, StringComparison.Ordinal, "IPipelineBehavior", "IPipelineBehaviour", "IRequestPreProcessor");

    /// <summary>Root namespaces whose methods exchange no code.</summary>
    private static readonly WordTable FrameworkNamespaces = new(WordMatch.Whole, StringComparison.Ordinal, "System", "Newtonsoft");

    /// <summary>Prefixes of assemblies whose methods exchange no code.</summary>
    private static readonly WordTable FrameworkAssemblies = new(
        WordMatch.Start, StringComparison.Ordinal, "Microsoft.AspNetCore.", "Microsoft.Extensions.");

    private readonly Compilation _compilation;
    private readonly VisibleProjects _projects;
    private readonly ConcurrentDictionary<InvocationExpressionSyntax, IMethodSymbol?> _symbols = new();
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = new();
    private readonly ConcurrentDictionary<IMethodSymbol, IReadOnlyList<IMethodSymbol>> _implementations = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, IReadOnlyList<INamedTypeSymbol>> _implementers = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, IReadOnlyList<SyntaxNode>> _ownHandlers = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<string, bool> _mentioned = new(StringComparer.Ordinal);
    private readonly Lazy<IReadOnlyList<IMethodSymbol>> _handlers;
    private readonly Lazy<HashSet<string>> _perRequest;
    private readonly Lazy<bool> _writesTokenCaches;
    private readonly Lazy<bool> _startsProgram;
    private readonly Lazy<IReadOnlyList<ClientRegistrations>> _clients;

    /// <param name="compilation">The project.</param>
    /// <param name="followReferences">Whether to follow calls into other projects whose source is available.</param>
    public CalledMethods(Compilation compilation, bool followReferences)
    {
        _compilation = compilation;
        _projects = new VisibleProjects(compilation, followReferences);
        _handlers = new Lazy<IReadOnlyList<IMethodSymbol>>(() => Named(HandlerNames).Where(static method => method.Parameters.Length > 0).ToList());
        _perRequest = new Lazy<HashSet<string>>(() => new HashSet<string>(
            _projects.All.SelectMany(static project => project.SyntaxTrees).SelectMany(static tree => TypesMadePerRequest(tree.GetRoot())),
            StringComparer.Ordinal));
        _clients = new Lazy<IReadOnlyList<ClientRegistrations>>(() => _projects.All.Select(static project => new ClientRegistrations(project)).ToList());
        _startsProgram = new Lazy<bool>(() => StartsProgram(compilation));
        _writesTokenCaches = new Lazy<bool>(() => TokenCaches.AreWrittenIn(_projects.All.SelectMany(static project => project.SyntaxTrees)));
    }

    /// <summary>Caches models, so that a body is bound only once; only what a callback reaches is requested.</summary>
    public SemanticModel Model(SyntaxTree tree) =>
        _models.GetOrAdd(tree, asked => SourceMethods.ModelOf(asked, _projects.Of(asked) ?? _compilation));

    public IReadOnlyList<(SyntaxNode Body, IReadOnlyList<string> Parameters)> Of(InvocationExpressionSyntax call)
    {
        // Skips over a mediator: its own implementation handles nothing.
        return Handlers(call) is { Count: > 0 } handlers ? handlers : BodiesOf(call);
    }

    /// <summary>
    /// Gets what a call in a callback runs: the same bodies, and the handlers of the request that it gives to a bus of the application, if the
    /// source of the bus is not available, or only looks them up.
    /// </summary>
    public IReadOnlyList<(SyntaxNode Body, IReadOnlyList<string> Parameters)> RunBy(InvocationExpressionSyntax call)
    {
        var called = Of(call);
        return called.All(static body => body.Body.Mentions(Lookups)) && OwnHandlers(call) is { Count: > 0 } own
            ? own.Concat(called).Distinct().ToList()
            : called;
    }

    /// <summary>Gets the bodies of the called method itself, whether or not it passes a request to a handler.</summary>
    public IReadOnlyList<(SyntaxNode Body, IReadOnlyList<string> Parameters)> BodiesOf(InvocationExpressionSyntax call)
    {
        List<(SyntaxNode, IReadOnlyList<string>)> found = new();
        if (Symbol(call) is not { } method)
        {
            return found;
        }

        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return HeldFunctions.Of(call)
                .Select(function => function is AnonymousFunctionExpressionSyntax ? function : Named(function)).OfType<SyntaxNode>()
                .Select(static function => (function, (IReadOnlyList<string>)CallbackCandidate.ParametersOf(function)
                    .Select(static parameter => parameter.Identifier.ValueText).ToList()))
                .ToList();
        }

        foreach (var target in method.IsAbstract ? _implementations.GetOrAdd(method.OriginalDefinition, FindImplementations) : new[] { method })
        {
            if (SourceMethods.Declaration(target) is { } declaration && _projects.Of(declaration.SyntaxTree) is not null)
            {
                found.Add((declaration, method.Parameters
                    .Select((parameter, i) => i < target.Parameters.Length ? target.Parameters[i].Name : parameter.Name)
                    .ToList()));
            }
        }

        return found;
    }

    /// <summary><c>new LinkAccount(code).ExecuteAsync()</c>: gets the handlers of a request that a library's extension method passes to them.</summary>
    public IReadOnlyList<SyntaxNode> HandlersOfReceiver(InvocationExpressionSyntax call) =>
        MediatorCalls.Matches(call.CalledName()) && call.Receiver() is (BaseObjectCreationExpressionSyntax or IdentifierNameSyntax) and var request
        && TypeOf(request) is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } type && _projects.Contain(type.ContainingAssembly)
        && BodiesOf(call).Count == 0
            ? OwnHandlersOf(type)
            : Array.Empty<SyntaxNode>();

    /// <summary>Gets what a mediator runs before a request's handler, with the name of the request parameter.</summary>
    public IEnumerable<(SyntaxNode Body, string Request)> RunBefore(InvocationExpressionSyntax call)
    {
        if (!MediatorCalls.Matches(call.CalledName())
            || call.ArgumentList.Arguments is not [{ Expression: var request }, ..]
            || TypeOf(request) is not INamedTypeSymbol { TypeKind: not TypeKind.Error } type)
        {
            yield break;
        }

        foreach (var handler in _handlers.Value.Where(static handler => handler.Parameters[0].Type.TypeKind == TypeKind.TypeParameter))
        {
            if (SourceMethods.Declaration(handler) is MethodDeclarationSyntax { Parent: TypeDeclarationSyntax pipeline } body
                && BaseTypes.NamesOf(pipeline).Any(Pipelines.Matches)
                && IsFor(type, handler.Parameters[0], body))
            {
                yield return (body, handler.Parameters[0].Name);
            }
        }
    }

    /// <summary>Returns true if it reads the state of requests of that type; <c>request is IHasState</c> skips others.</summary>
    private bool IsFor(INamedTypeSymbol type, IParameterSymbol request, SyntaxNode body) =>
        body.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(static access => RequestValue.State.IsMember(access.Name.Identifier.ValueText))
        && ((ITypeParameterSymbol)request.Type).ConstraintTypes.All(wanted => MayBe(type, wanted))
        && body.DescendantNodes().OfType<IsPatternExpressionSyntax>()
            .Where(test => test.Expression is IdentifierNameSyntax { Identifier.ValueText: var name } && name == request.Name)
            .Select(static test => test.Pattern switch
            {
                DeclarationPatternSyntax declared => declared.Type,
                RecursivePatternSyntax { Type: { } declared } => declared,
                _ => null,
            })
            .OfType<TypeSyntax>()
            .All(wanted => TypeOf(wanted) is { } asked && MayBe(type, asked));

    private static bool MayBe(INamedTypeSymbol type, ITypeSymbol wanted) =>
        wanted is not INamedTypeSymbol { IsGenericType: false } named
        || type.IsSame(named) || type.BaseType?.IsSame(named) == true || type.AllInterfaces.Any(implemented => implemented.IsSame(named));

    /// <summary>Returns true if a file mentions a word, in any case.</summary>
    public bool Mention(string word) => _mentioned.GetOrAdd(word, asked => _projects.All.SelectMany(static project => project.SyntaxTrees)
        .Any(tree => tree.GetRoot().MentionsInAnyCase(asked)));

    /// <summary>Gets the files that mention a word.</summary>
    public IEnumerable<SyntaxNode> RootsWith(string word) =>
        _projects.All.SelectMany(static project => project.SyntaxTrees).Select(static tree => tree.GetRoot()).Where(root => root.Mentions(word));

    /// <summary>Gets the methods with one of the names. Asked name by name: a predicate would visit every member of every project.</summary>
    public IEnumerable<IMethodSymbol> Named(IEnumerable<string> names) =>
        from project in _projects.All
        from name in names
        from method in project.GetSymbolsWithName(name, SymbolFilter.Member).OfType<IMethodSymbol>()
        select method;

    public IMethodSymbol? Symbol(InvocationExpressionSyntax call) => _symbols.GetOrAdd(call, Bind);

    /// <summary>Gets the type of an expression; null if its file is not in a visible project.</summary>
    public ITypeSymbol? TypeOf(ExpressionSyntax code) => _projects.Of(code.SyntaxTree) is null ? null : Model(code.SyntaxTree).GetTypeInfo(code).Type;

    /// <summary>Gets the value of a constant string; null if it is known only at run time.</summary>
    public string? ConstantOf(ExpressionSyntax code) =>
        _projects.Of(code.SyntaxTree) is not null && Model(code.SyntaxTree).GetConstantValue(code) is { HasValue: true, Value: string text } ? text : null;

    /// <summary>Finds the <c>AddHttpClient</c> registrations of a client by the type that it is injected into.</summary>
    public IEnumerable<SyntaxNode> RegistrationsOf(string client) => _clients.Value.Select(project => project.Find(client)).OfType<SyntaxNode>();

    /// <summary>
    /// Gets the handlers of an event, either itself or wrapped. Null if an invisible project may handle it: this one neither declares the event nor
    /// starts the program, which refers to all handlers.
    /// </summary>
    public IReadOnlyList<SyntaxNode>? HandlersOfEvent(ExpressionSyntax raised) =>
        TypeOf(raised) is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } type
        && (IsOwn(type) || (StartProgram && _projects.Contain(type.ContainingAssembly)))
            ? HandlersTaking(type).ToList()
            : null;

    /// <summary>Gets the visible handlers that take an object of the type, either itself or wrapped.</summary>
    public IEnumerable<SyntaxNode> HandlersTaking(INamedTypeSymbol type) =>
        _handlers.Value.Where(handler => handler.Parameters[0].Type is INamedTypeSymbol handled
                && (handled.IsSame(type) || handled.TypeArguments.Any(wrapped => wrapped.IsSame(type))))
            .Concat(HandlersByBaseType(type))
            .Select(SourceMethods.Declaration).OfType<SyntaxNode>();

    /// <summary>Finds a name in the visible projects.</summary>
    public IEnumerable<SyntaxToken> TokensNamed(string name) =>
        _projects.All.SelectMany(static project => project.SyntaxTrees).SelectMany(tree => tree.GetRoot().TokensNamed(name));

    /// <summary>Gets the method that a delegate refers to, or the constructor called; null if its source is not available.</summary>
    public SyntaxNode? Named(ExpressionSyntax code) =>
        _projects.Of(code.SyntaxTree) is not null && Model(code.SyntaxTree).GetSymbolInfo(code).Symbol is IMethodSymbol method
        && SourceMethods.Declaration(method) is { } declaration && _projects.Of(declaration.SyntaxTree) is not null
            ? declaration
            : null;

    /// <summary>Returns true for a method of .NET or ASP.NET Core, which exchanges no code.</summary>
    public bool IsOfFramework(InvocationExpressionSyntax call) =>
        (Symbol(call).RootNamespace() is { } outermost && FrameworkNamespaces.Matches(outermost))
        || (Symbol(call)?.ContainingAssembly?.Name is { } assembly
            && FrameworkAssemblies.Matches(assembly));

    /// <summary><c>TokenData.Create(accessToken)</c>: a static factory method only makes an object.</summary>
    public bool IsFactory(InvocationExpressionSyntax call) =>
        Symbol(call) is { IsStatic: true, IsExtensionMethod: false } method
        && method.ReturnType.OriginalDefinition.Is(method.ContainingType.OriginalDefinition);

    /// <summary>Returns true for a call that passes a request to a mediator or to its handler.</summary>
    public static bool TakesRequest(string name) => MediatorCalls.Matches(name) || HandlerNames.Matches(name);

    /// <summary>Returns true for a symbol of this project: without a visible body, it has none.</summary>
    public bool IsOwn(ISymbol symbol) => symbol.ContainingAssembly is not { } assembly || assembly.Is(_compilation.Assembly);

    /// <summary><c>services.AddScoped&lt;ITokenService, TokenService&gt;()</c>: members of such an object last no longer than the request.</summary>
    public bool IsMadePerRequest(string type) => _perRequest.Value.Contains(type);

    /// <summary>Returns true if MSAL's tokens are stored outside the process.</summary>
    public bool WriteTokenCaches => _writesTokenCaches.Value;

    /// <summary>Returns true if the project starts the program: no other project refers to it, and it refers to all that run in the program.</summary>
    public bool StartProgram => _startsProgram.Value;

    private static bool StartsProgram(Compilation compilation) =>
        compilation.SyntaxTrees.Any(static tree => tree.GetRoot() is CompilationUnitSyntax root && root.Members.Any(SyntaxKind.GlobalStatement))
        || compilation.GetSymbolsWithName(WellKnownMemberNames.EntryPointMethodName, SymbolFilter.Member)
            .Any(static member => member is IMethodSymbol { IsStatic: true });

    private static IEnumerable<string> TypesMadePerRequest(SyntaxNode root) =>
        root.TokensWithAny(SaveWords.PerRequestWords, StringComparison.Ordinal)
            .Select(static token => token.Parent)
            .OfType<GenericNameSyntax>()
            .Where(static registration => SaveWords.PerRequest.Matches(registration.Identifier.ValueText))
            .Select(static registration => registration.TypeArgumentList.Arguments.LastOrDefault())
            .OfType<SimpleNameSyntax>()
            .Select(static made => made.Identifier.ValueText);

    /// <summary><c>class Fetcher : IReactTo&lt;AccountLinked&gt;</c>: gets its methods that take the event, whatever their names.</summary>
    private IEnumerable<IMethodSymbol> HandlersByBaseType(INamedTypeSymbol type) =>
        TokensNamed(type.Name)
            .Select(static token => token.Parent?.FirstAncestorOrSelf<BaseListSyntax>()?.Parent)
            .OfType<TypeDeclarationSyntax>()
            .Select(declaration => Model(declaration.SyntaxTree).GetDeclaredSymbol(declaration))
            .OfType<INamedTypeSymbol>()
            .SelectMany(static handler => handler.GetMembers().OfType<IMethodSymbol>())
            .Where(method => method.Parameters.Length > 0 && method.Parameters[0].Type.IsSame(type));

    private IMethodSymbol? Bind(InvocationExpressionSyntax call)
    {
        if (_projects.Of(call.SyntaxTree) is null)
        {
            return null;
        }

        var info = Model(call.SyntaxTree).GetSymbolInfo(call);
        return info.Symbol as IMethodSymbol ?? (info.CandidateSymbols is [IMethodSymbol only] ? only : OfLookup(call));
    }

    /// <summary>
    /// <c>actors.GetGrain&lt;IOwner&gt;(id).AcceptAsync(code)</c>: the library that looks the object up may not be resolved, but its type is written
    /// there.
    /// </summary>
    private IMethodSymbol? OfLookup(InvocationExpressionSyntax call)
    {
        var found = call.Receiver() switch
        {
            InvocationExpressionSyntax lookup => lookup,
            IdentifierNameSyntax { Identifier.ValueText: var name } when Members.Around(call) is { } member =>
                Awaiting.Awaited(member.TokensNamed(name).Select(static token => token.Parent).OfType<VariableDeclaratorSyntax>()
                    .FirstOrDefault()?.Initializer?.Value!) as InvocationExpressionSyntax,
            _ => null,
        };
        return found is not null
            && Callers.NameOf(found.Expression) is GenericNameSyntax { TypeArgumentList.Arguments: [var asked] }
            && Model(call.SyntaxTree).GetTypeInfo(asked).Type is INamedTypeSymbol type && _projects.Contain(type.ContainingAssembly)
            && type.GetMembers(call.CalledName()).OfType<IMethodSymbol>()
                .Where(method => method.Parameters.Length >= call.ArgumentList.Arguments.Count).ToList() is [var only]
                ? only
                : null;
    }

    /// <summary>Finds the implementations of an interface method or abstract method.</summary>
    private IReadOnlyList<IMethodSymbol> FindImplementations(IMethodSymbol method)
    {
        List<IMethodSymbol> found = new();
        foreach (var type in _implementers.GetOrAdd(method.ContainingType.OriginalDefinition, FindImplementers))
        {
            for (var declaring = type; declaring is { SpecialType: SpecialType.None }; declaring = declaring.BaseType)
            {
                if (declaring.GetMembers(method.Name)
                    .OfType<IMethodSymbol>()
                    .FirstOrDefault(member => !member.IsAbstract && member.Parameters.Length == method.Parameters.Length) is { } implementation)
                {
                    found.Add(implementation);
                    break;
                }
            }
        }

        return found;
    }

    /// <summary>Looks for the conventional name first because that is fast, then for the name in base lists.</summary>
    private IReadOnlyList<INamedTypeSymbol> FindImplementers(INamedTypeSymbol type)
    {
        if (!_projects.Contain(type.ContainingAssembly))
        {
            return Array.Empty<INamedTypeSymbol>();
        }

        if (type.TypeKind == TypeKind.Interface && type.Name.Length > 1)
        {
            var usual = _projects.All.SelectMany(project => project.GetSymbolsWithName(type.Name.Substring(1), SymbolFilter.Type))
                .OfType<INamedTypeSymbol>()
                .Where(candidate => Implements(candidate, type))
                .ToList();
            if (usual.Count > 0)
            {
                return usual;
            }
        }

        return _projects.All
            .SelectMany(static project => project.SyntaxTrees)
            .SelectMany(tree => tree.GetRoot().TokensNamed(type.Name))
            .Select(static token => token.Parent?.FirstAncestorOrSelf<BaseListSyntax>()?.Parent)
            .OfType<TypeDeclarationSyntax>()
            .Select(declaration => Model(declaration.SyntaxTree).GetDeclaredSymbol(declaration))
            .OfType<INamedTypeSymbol>()
            .Where(candidate => Implements(candidate, type))
            .Take(MaxImplementations)
            .ToList();
    }

    private static bool Implements(INamedTypeSymbol candidate, INamedTypeSymbol type) =>
        candidate.TypeKind == TypeKind.Class
        && (candidate.AllInterfaces.Any(implemented => implemented.OriginalDefinition.IsSame(type))
            || candidate.BaseType?.OriginalDefinition.IsSame(type) == true);

    /// <summary>
    /// <c>commands.RunAsync(new LinkAccount(code))</c>: a bus of the application takes any request, and <c>LinkAccountUseCase : IUseCase&lt;LinkAccount&gt;</c>
    /// handles this one, whatever the names of the methods. A store takes any row as well, but by its name, or as a type for that row alone.
    /// </summary>
    private IReadOnlyList<(SyntaxNode Body, IReadOnlyList<string> Parameters)> OwnHandlers(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments is [{ Expression: BaseObjectCreationExpressionSyntax or IdentifierNameSyntax } given, ..]
        && Symbol(call) is { OriginalDefinition.Parameters: [var taken, ..] } method
        && (taken.Type is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method } or { TypeKind: TypeKind.Interface }
            || taken.Type.SpecialType == SpecialType.System_Object)
        && !SaveWords.Calls.Matches(method.Name) && !SaveWords.CallsOnStores.Matches(method.Name)
        && _projects.Contain(method.ContainingAssembly)
        && TypeOf(given.Expression) is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } type && _projects.Contain(type.ContainingAssembly)
            ? OwnHandlersOf(type)
                .Where(handler => !IsPartOf(handler, method.ContainingType))
                .Select(static handler => (handler, (IReadOnlyList<string>)CallbackCandidate.ParametersOf(handler)
                    .Select(static parameter => parameter.Identifier.ValueText).ToList()))
                .ToList()
            : Array.Empty<(SyntaxNode, IReadOnlyList<string>)>();

    private IReadOnlyList<SyntaxNode> OwnHandlersOf(INamedTypeSymbol request) =>
        _ownHandlers.GetOrAdd(request, asked => HandlersByBaseType(asked).GroupBy(static method => method.ContainingType, SymbolEqualityComparer.Default)
            .Select(static methods => OnlyHandlerIn(methods.Distinct<IMethodSymbol>(SymbolEqualityComparer.Default).ToList()))
            .OfType<IMethodSymbol>()
            .Select(SourceMethods.Declaration).OfType<SyntaxNode>().ToList());

    /// <summary>A type handles a request in one method: of several that take it, the one that its base type asks for.</summary>
    private static IMethodSymbol? OnlyHandlerIn(List<IMethodSymbol> methods) =>
        methods is [var only] ? only : methods.FindAll(static method => method.IsOverride || ImplementsInterface(method)) is [var asked] ? asked : null;

    private static bool ImplementsInterface(IMethodSymbol method) =>
        method.ContainingType.AllInterfaces.SelectMany(static asked => asked.GetMembers().OfType<IMethodSymbol>())
            .Any(asked => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(asked), method));

    /// <summary>Returns true for a method of the bus itself, or of another implementation of it.</summary>
    private bool IsPartOf(SyntaxNode handler, INamedTypeSymbol bus) =>
        handler.Parent is TypeDeclarationSyntax declared && Model(declared.SyntaxTree).GetDeclaredSymbol(declared) is INamedTypeSymbol type
        && (type.IsSame(bus) || Implements(type, bus.OriginalDefinition));

    /// <summary><c>mediator.Send(new ConnectCommand(code, state))</c>: gets the handlers of that request type.</summary>
    private IReadOnlyList<(SyntaxNode Body, IReadOnlyList<string> Parameters)> Handlers(InvocationExpressionSyntax call)
    {
        if (!MediatorCalls.Matches(call.CalledName())
            || call.ArgumentList.Arguments is not [{ Expression: var request }, ..]
            || _projects.Of(call.SyntaxTree) is null
            || Model(call.SyntaxTree).GetTypeInfo(request).Type is not INamedTypeSymbol { TypeKind: not TypeKind.Error } type
            || !_projects.Contain(type.ContainingAssembly))
        {
            return Array.Empty<(SyntaxNode, IReadOnlyList<string>)>();
        }

        return _handlers.Value
            .Where(handler => handler.Parameters[0].Type.IsSame(type))
            .Select(static handler => (Declaration: SourceMethods.Declaration(handler), handler))
            .Where(static found => found.Declaration is not null)
            .Select(static found => (found.Declaration!, (IReadOnlyList<string>)found.handler.Parameters
                .Select(static parameter => parameter.Name)
                .ToList()))
            .ToList();
    }
}
