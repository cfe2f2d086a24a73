using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Responses.Guards;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>Collects the evidence that a response is a provider's, nearest first, until it is sufficient.</summary>
internal sealed class ResponseMarks
{
    /// <summary>The headers that a client sends with each request.</summary>
    private const string DefaultHeaders = "DefaultRequestHeaders";

    /// <summary>The grant of a client that a user connects; an application's own services use others.</summary>
    private static readonly string[] CodeGrant = { "authorization_code" };

    /// <summary>The maximum number of calls named in a report as evidence that a general helper is a provider's.</summary>
    private const int MaxCallsTold = 8;

    private readonly Compilation _compilation;
    private readonly OAuthSymbols _symbols;
    private readonly OAuthOptions _options;
    private readonly SourceMethods _methods;
    private readonly OwnAttributes _attributes;
    private readonly MarkScanner _scanner;
    private readonly ClientRegistrations _clients;
    private readonly DeclaredRequests _declared;
    private readonly OutsideCallers _outsideCallers;
    private readonly HeldClients _heldClients;
    private readonly ConditionalWeakTable<TypeDeclarationSyntax, IReadOnlyList<string>> _clientNames = new();
    private readonly ConcurrentDictionary<INamedTypeSymbol, AttributeData?> _declaredTypes = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _haveTokenMembers = new(SymbolEqualityComparer.Default);

    public ResponseMarks(Compilation compilation, OAuthSymbols symbols, OAuthOptions options, SourceMethods methods, OwnAttributes attributes)
    {
        _compilation = compilation;
        _symbols = symbols;
        _options = options;
        _methods = methods;
        _attributes = attributes;
        _scanner = new MarkScanner(compilation, methods, options);
        _clients = new ClientRegistrations(compilation);
        _declared = new DeclaredRequests(symbols, _scanner, _clients);
        _outsideCallers = new OutsideCallers(compilation, methods);
        _heldClients = new HeldClients(methods);
    }

    /// <summary>Returns the evidence if it makes the response a provider's, otherwise null.</summary>
    public MarkEvidence? Find(IOperation site, ResponseOrigin origin, IMethodSymbol? reader = null) => Find(site, origin, reader, _options.Scope);

    /// <summary>The same for a given scope.</summary>
    public MarkEvidence? Find(IOperation site, ResponseOrigin origin, IMethodSymbol? reader, ResponseScope scope)
    {
        var evidence = new MarkEvidence();
        if (!Gather(evidence, site, origin, reader, scope) || !StaysWithOwner(evidence, site, origin, reader, scope))
        {
            return null;
        }

        AddName(evidence, site, origin);
        return evidence;
    }

    /// <summary>
    /// Returns false if the client has an address of the application's own. It is asked last, because few clients have one, and few responses get
    /// so far.
    /// </summary>
    private bool StaysWithOwner(MarkEvidence evidence, IOperation site, ResponseOrigin origin, IMethodSymbol? reader, ResponseScope scope)
    {
        if (scope == ResponseScope.All || evidence.Has(Evidence.Declared) || OwnerOf(origin, evidence) is not (var owner and not ClientOwner.Unknown))
        {
            return true;
        }

        evidence.Add(Evidence.RelativeUrl | Evidence.PathNamesProvider);
        return owner == ClientOwner.Developer && Gather(evidence, site, origin, reader, scope);
    }

    /// <summary>Gets the owner of the clients' addresses that the calls use with a relative path.</summary>
    private ClientOwner OwnerOf(ResponseOrigin origin, MarkEvidence evidence)
    {
        var owners = origin.Calls.Select(call => call is IInvocationOperation request && call.Syntax is InvocationExpressionSyntax && IsRelative(request)
            ? OwnerOf(request, evidence)
            : ClientOwner.Unknown);
        return owners.DefaultIfEmpty(ClientOwner.Unknown).Min();
    }

    private bool IsRelative(IInvocationOperation request) =>
        request.Arguments.Any(argument => PathIn(argument) is not null);

    private string? PathIn(IArgumentOperation argument) => RelativePath(argument.Value) ?? PathGiven(argument.Value);

    private ClientOwner OwnerOf(IInvocationOperation request, MarkEvidence evidence)
    {
        if (request.Receiver()?.Unwrap() is ILocalReferenceOperation { Local.Name: var client }
            && OwnClients.OwnerOf(client, Member(request.Syntax)) is var owner and not ClientOwner.Unknown)
        {
            return owner;
        }

        if (request.Syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
        {
            return ClientOwner.Unknown;
        }

        var registrations = _clientNames.GetValue(type, ClientNames).Select(_clients.Find).OfType<SyntaxNode>().ToList();
        if (registrations.Count == 0 && IsTypedClient(type) && MayShareClient(type, evidence) && _clients.Default is { } shared)
        {
            registrations.Add(shared);
        }

        return registrations.Select(OwnClients.OwnerIn).DefaultIfEmpty(ClientOwner.Unknown).Min();
    }

    /// <summary>
    /// A type that is given a client, or an address, of its own does not use the client that the others share; nor does a request that only a
    /// provider is sent.
    /// </summary>
    private bool MayShareClient(TypeDeclarationSyntax type, MarkEvidence evidence) =>
        !evidence.Has(Evidence.KnownHost | Evidence.GrantKey | Evidence.ClientSecret)
        && !type.TokensNamed(OwnClients.BaseAddress).Any()
        && !_clients.IsCreated(type.Identifier.ValueText);

    /// <summary>Gets the path that a private helper is given, if all its callers give it one of the application's own API.</summary>
    private string? PathGiven(IOperation value)
    {
        if (value.Unwrap() is not IParameterReferenceOperation
            {
                Parameter: { ContainingSymbol: IMethodSymbol { DeclaredAccessibility: Accessibility.Private } helper } parameter,
            })
        {
            return null;
        }

        var paths = Callers.Of(helper)
            .Select(call => _methods.Operation(call))
            .OfType<IInvocationOperation>()
            .Where(call => OutsideCallers.Calls(call.TargetMethod, helper))
            .Select(call => call.ArgumentOf(parameter.Ordinal) is { } given ? RelativePath(given) : null)
            .ToList();
        return paths.Count > 0 && paths.TrueForAll(static path => path is not null && UrlText.IsBelowApi(path)) ? paths[0] : null;
    }

    /// <summary>Gets the places of the evidence, for a report.</summary>
    public IReadOnlyList<ReportEvidence> Explain(IOperation site, ResponseOrigin origin, IMethodSymbol? reader = null)
    {
        var evidence = MarkEvidence.Recording();
        Gather(evidence, site, origin, reader, _options.Scope);
        return MarkWords.Of(evidence, _options.Scope, _compilation).Concat(evidence.Calls).ToList();
    }

    /// <summary>Gets the evidence in the member around a node and in the names of its types; the provider's name comes from the whole type.</summary>
    public MarkEvidence Around(SyntaxNode site)
    {
        var evidence = new MarkEvidence();
        AddMember(evidence, Member(site));
        AddName(evidence, site);
        return evidence;
    }

    /// <summary>Collects evidence, the nearest and cheapest first, until there is enough; returns false if there is not.</summary>
    private bool Gather(MarkEvidence evidence, IOperation site, ResponseOrigin origin, IMethodSymbol? reader, ResponseScope scope)
    {
        bool IsEnough() => ProviderMarks.IsProvider(evidence, scope);

        AddReadTypes(evidence, site);
        AddCalls(evidence, origin);
        AddMember(evidence, Member(site.Syntax));
        if (IsEnough())
        {
            return true;
        }

        foreach (var helper in origin.Helpers)
        {
            if (AddBody(evidence, helper) && IsEnough())
            {
                return true;
            }
        }

        if (reader is not null && AddBody(evidence, reader) && IsEnough())
        {
            return true;
        }

        foreach (var call in origin.Calls)
        {
            AddMember(evidence, Member(call.Syntax));
            if (IsEnough())
            {
                return true;
            }
        }

        foreach (var builder in RequestBuilders.Of(origin, _symbols))
        {
            if (AddBody(evidence, builder) && IsEnough())
            {
                return true;
            }
        }

        return (AddType(evidence, site.Syntax) && IsEnough())
            || (AddConstructors(evidence, site.Syntax) && IsEnough())
            || (AddCallers(evidence, Member(site.Syntax)) && IsEnough())
            || (AddRegistrations(evidence, site.Syntax) && IsEnough())
            || (AddAuthServices(evidence, site.Syntax) && IsEnough())
            || (AddDeclared(evidence, site, origin) && IsEnough())
            || (AddClients(evidence, origin) && IsEnough())
            || (AddHandlers(evidence, site.Syntax, origin) && IsEnough())
            || AddTypesOfCalls(evidence, site.Syntax, origin, IsEnough)
            || (AddOutsideCallers(evidence, Member(site.Syntax)) && IsEnough());
    }

    /// <summary>Gets the member that contains the node; for top-level statements the lambda around it, or the file.</summary>
    public static SyntaxNode Member(SyntaxNode node)
    {
        SyntaxNode? lambda = null;
        for (var current = node; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case AnonymousFunctionExpressionSyntax:
                    lambda = current;
                    break;
                case GlobalStatementSyntax:
                    return lambda ?? current.Parent!;
                case BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or BaseFieldDeclarationSyntax:
                    return current;
            }
        }

        return lambda ?? node;
    }

    /// <summary>Adds the evidence in a member, in its name, and in the names of the types around it.</summary>
    private void AddMember(MarkEvidence evidence, SyntaxNode member)
    {
        _scanner.AddMember(evidence, member);
        if (NameOf(member) is { } method && NameMarks.IsOAuthName(method))
        {
            evidence.Add(Evidence.MethodName);
            evidence.Note(Evidence.MethodName, NameTokenOf(member), method);
        }

        for (var around = member.Parent; around is not null; around = around.Parent)
        {
            if (around is BaseTypeDeclarationSyntax type)
            {
                AddTypeName(evidence, type.Identifier.ValueText, type.Identifier);
                foreach (var ancestor in type.BaseList?.Types ?? default)
                {
                    var name = ancestor.Type.ToString();
                    var at = ancestor.Type.GetFirstToken();
                    AddTypeName(evidence, name, at);

                    // An authentication handler named after OAuth; the type's own interface does not count, because it only repeats the type's name.
                    if (IsOAuth(type.Identifier.ValueText)
                        && NameMarks.IsOAuthTypeName(name)
                        && !name.EndsWith(type.Identifier.ValueText, StringComparison.Ordinal))
                    {
                        evidence.Add(Evidence.OAuthName);
                        evidence.Note(Evidence.OAuthName, at, name);
                    }
                }
            }
        }
    }

    /// <summary>The same for the member that contains a method; returns false if it is in another assembly.</summary>
    private bool AddBody(MarkEvidence evidence, IMethodSymbol method)
    {
        if (SourceMethods.Declaration(method) is not { } declaration)
        {
            return false;
        }

        AddMember(evidence, Member(declaration));
        return true;
    }

    private static bool IsOAuth(string name) => AnyCase.Contains(name, "OAuth");

    private static void AddTypeName(MarkEvidence evidence, string name, SyntaxToken at)
    {
        if (NameMarks.IsOAuthTypeName(name))
        {
            evidence.Add(IsOAuth(name) ? Evidence.TypeName | Evidence.OAuthTypeName : Evidence.TypeName);
        }

        if (KnownProviders.NameInIdentifier(name) is { } provider)
        {
            evidence.Add(Evidence.ProviderInName, provider);
            evidence.Note(Evidence.ProviderInName, at, name);
        }

        if (evidence.IsRecording && NameMarks.IsOAuthTypeName(name))
        {
            evidence.Note(Evidence.TypeName, at, name);
        }
    }

    private static string? NameOf(SyntaxNode member) => NameTokenOf(member) is { RawKind: not 0 } name ? name.ValueText : null;

    private static SyntaxToken NameTokenOf(SyntaxNode member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier,
        PropertyDeclarationSyntax property => property.Identifier,
        BaseFieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier,
        _ => default,
    };

    private void AddReadTypes(MarkEvidence evidence, IOperation site)
    {
        if (site is IInvocationOperation call)
        {
            foreach (var type in call.TargetMethod.TypeArguments)
            {
                AddReadType(evidence, type);
            }

            if (DeclaredClients.Declare(call.TargetMethod, _symbols) && DeclaredClients.ReadType(call.TargetMethod, _symbols) is { } read)
            {
                AddReadType(evidence, read);
            }
        }

        if (site.Parent is IConversionOperation { Type: { } converted })
        {
            AddReadType(evidence, converted);
        }
    }

    private void AddReadType(MarkEvidence evidence, ITypeSymbol type)
    {
        if ((type is INamedTypeSymbol { TypeArguments: [var element] }
            ? element
            : type) is not INamedTypeSymbol { SpecialType: SpecialType.None } read)
        {
            return;
        }

        if (_haveTokenMembers.GetOrAdd(read, NameMarks.HasTokenMembers))
        {
            evidence.Add(Evidence.TokenMembers);
            evidence.Note(Evidence.TokenMembers, read.Locations.FirstOrDefault(), read.Name);
        }

        if (NameMarks.IsOAuthName(read.Name) && read.Name != "JToken")
        {
            evidence.Add(Evidence.ReadTypeName);
            evidence.Note(Evidence.ReadTypeName, read.Locations.FirstOrDefault(), read.Name);
        }

        if (KnownProviders.NameInIdentifier(read.Name) is { } provider)
        {
            evidence.Add(Evidence.ProviderInName, provider);
            evidence.Note(Evidence.ProviderInName, read.Locations.FirstOrDefault(), read.Name);
        }
    }

    /// <summary>Adds a visible relative path in the call: the server is that of the client's base address.</summary>
    private void AddCalls(MarkEvidence evidence, ResponseOrigin origin)
    {
        foreach (var call in origin.Calls.OfType<IInvocationOperation>())
        {
            if (_declared.Add(evidence, call))
            {
                continue;
            }

            var fetches = HttpSources.EffectOf(call.TargetMethod, _symbols) == CallEffect.Fetches || OpaqueFetches.IsOfOwnClient(call);
            if (fetches && call.Arguments.Any(static argument => OwnHosts.StartsWithOwnServer(argument.Value)))
            {
                evidence.Add(Evidence.RelativeUrl | Evidence.PathNamesProvider);
            }
            else if (fetches && call.Arguments.Select(PathIn).OfType<string>().FirstOrDefault() is { } path)
            {
                AddPath(evidence, path);
            }
            else if (OpaqueFetches.IsOfProvider(call))
            {
                evidence.Add(Evidence.Bearer | Evidence.ProviderInName, KnownProviders.NameInIdentifier(call.TargetMethod.ContainingType.Name));
                evidence.Note(Evidence.ProviderInName, call.Syntax.GetFirstToken(), call.TargetMethod.ContainingType.Name);
            }
        }

        // A call that does not bind still shows its path.
        foreach (var call in origin.Calls.OfType<IInvalidOperation>())
        {
            if (call.ChildOperations.Select(static part => RelativePath(part)).OfType<string>().FirstOrDefault() is { } path)
            {
                AddPath(evidence, path);
            }
        }
    }

    private static void AddPath(MarkEvidence evidence, string path) =>
        evidence.Add(UrlText.NamesProviderBelowApi(path) ? Evidence.RelativeUrl | Evidence.PathNamesProvider : Evidence.RelativeUrl);

    /// <summary>Gets the path relative to the client's base address, as far as it is known; null for anything else.</summary>
    public static string? RelativePath(IOperation value) => RelativePath(value, depth: 4);

    private static string? RelativePath(IOperation value, int depth)
    {
        if (depth == 0)
        {
            return null;
        }

        switch (value.Unwrap())
        {
            case { Type.SpecialType: SpecialType.System_String, ConstantValue: { HasValue: true, Value: string text } }:
                return text.Length > 0 && text.IndexOf(' ') < 0 ? OwnPath(text) : null;
            case IInterpolatedStringOperation interpolated when OwnHosts.PathIn(interpolated) is { } path:
                return path;
            case IInterpolatedStringOperation { Parts: { Length: > 0 } parts }:
                return parts[0] is IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true, Value: string start } }
                    && UrlText.Host(start) is null
                    && start != "https://"
                    && start != "http://" ? start : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                return RelativePath(sum.LeftOperand, depth - 1);
            case IObjectCreationOperation { Type.Name: "Uri" or "HttpRequestMessage" } creation:
                return creation.Arguments.Select(argument => RelativePath(argument.Value, depth - 1)).FirstOrDefault(static path => path is not null);
            case ILocalReferenceOperation local:
                return BodyFacts.Of(local).ValuesOf(local.Local) is { Count: > 0 } values
                    && values.All(v => RelativePath(v.Value, depth - 1) is not null) ? RelativePath(values[0].Value, depth - 1) : null;
            default:
                return null;
        }
    }

    /// <summary>Gets the path, or everything after the scheme of a localhost URL.</summary>
    private static string? OwnPath(string text) => UrlText.Host(text) switch
    {
        null => text,
        "localhost" => text.Substring(text.IndexOf("localhost", StringComparison.OrdinalIgnoreCase)),
        _ => null,
    };

    /// <summary>This method and the following ones return false if there is nothing new.</summary>
    private bool AddType(MarkEvidence evidence, SyntaxNode site)
    {
        if (site.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration
            && _methods.Model(site.SyntaxTree).GetDeclaredSymbol(declaration) is { } type
            && _scanner.Type(type) is { } known
            && known.Has(MarkScanner.KnowsProvider))
        {
            evidence.Add(Evidence.TypeKnowsProvider, known.Provider);
            if (evidence.IsRecording)
            {
                foreach (var place in _scanner.PlacesIn(type).Where(static place => (place.Evidence & MarkScanner.KnowsProvider) != 0))
                {
                    evidence.Note(Evidence.TypeKnowsProvider, place.Location, place.Word);
                }
            }

            return true;
        }

        return false;
    }

    /// <summary>
    /// Adds what a held service of the same name knows: <c>ZoomClient</c> gets its tokens from <c>ZoomAuthService</c>, which exchanges the code.
    /// </summary>
    private bool AddAuthServices(MarkEvidence evidence, SyntaxNode site)
    {
        if (!evidence.Has(Evidence.Bearer)
            || site.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration
            || _methods.Model(site.SyntaxTree).GetDeclaredSymbol(declaration) is not { } type
            || IsNamedAfterProject(type))
        {
            return false;
        }

        foreach (var service in HeldTypes(type).SelectMany(held => ServicesOf(held, type.Name)).Where(held => NameMarks.ShareName(held.Name, type.Name)))
        {
            if (service.DeclaringSyntaxReferences.Any(static part => part.GetSyntax().Mentions(CodeGrant)) && _scanner.Type(service) is { } known
                && known.Has(MarkScanner.KnowsProvider))
            {
                evidence.Add(Evidence.TypeKnowsProvider, known.Provider);
                evidence.Note(Evidence.TypeKnowsProvider, declaration.Identifier, service.Name);
                return true;
            }
        }

        return false;
    }

    /// <summary>A service that is held by its interface: <c>IZoomTokenProvider</c>, which <c>ZoomAuthService</c> implements.</summary>
    private IEnumerable<INamedTypeSymbol> ServicesOf(INamedTypeSymbol held, string holder) => held switch
    {
        { TypeKind: not TypeKind.Interface } => new[] { held },
        _ when NameMarks.IsOAuthTypeName(held.Name) && NameMarks.ShareName(held.Name.Substring(1), holder)
            && held.GetMembers().OfType<IMethodSymbol>().FirstOrDefault() is { } method =>
            SourceMethods.ImplementationsOf(method, _compilation, CancellationToken.None).Select(static found => found.ContainingType),
        _ => Enumerable.Empty<INamedTypeSymbol>(),
    };

    /// <summary>A company's own services may all start with its name, as its assemblies and namespaces do.</summary>
    private static bool IsNamedAfterProject(INamedTypeSymbol type) =>
        NameMarks.ShareName(type.ContainingAssembly.Name, type.Name) || NameMarks.ShareName(type.RootNamespace() ?? string.Empty, type.Name);

    private static IEnumerable<INamedTypeSymbol> HeldTypes(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IFieldSymbol>().Select(static field => field.Type)
            .Concat(type.InstanceConstructors.SelectMany(static constructor => constructor.Parameters).Select(static parameter => parameter.Type))
            .OfType<INamedTypeSymbol>();

    /// <summary>Adds the token that a constructor sets on the type's client.</summary>
    private bool AddConstructors(MarkEvidence evidence, SyntaxNode site)
    {
        var found = false;
        foreach (var constructor in site.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Members.OfType<ConstructorDeclarationSyntax>()
            ?? Enumerable.Empty<ConstructorDeclarationSyntax>())
        {
            if (constructor.Mentions(DefaultHeaders))
            {
                var said = evidence.IsRecording ? MarkEvidence.Recording() : new MarkEvidence();
                _scanner.AddMember(said, constructor);
                found |= said.Has(Evidence.Bearer);
                evidence.Add(said, Evidence.Bearer);
            }
        }

        return found;
    }

    /// <summary>Adds the address that the type gives to the client of the call, if the call itself names no other.</summary>
    private bool AddClients(MarkEvidence evidence, ResponseOrigin origin)
    {
        var found = false;
        foreach (var (address, isAuthorized) in origin.Calls.OfType<IInvocationOperation>().SelectMany(_heldClients.AddressesFor))
        {
            var said = evidence.IsRecording ? MarkEvidence.Recording() : new MarkEvidence();
            _scanner.AddMember(said, address);
            evidence.Add(said, isAuthorized ? Evidence.KnownHost | Evidence.ApiUrl : Evidence.KnownHost);
            evidence.Add(Evidence.None, said.Provider);
            found = true;
        }

        return found;
    }

    /// <summary>Adds the token that a message handler gives to the requests of the client, which the type creates or is injected with.</summary>
    private bool AddHandlers(MarkEvidence evidence, SyntaxNode site, ResponseOrigin origin)
    {
        var clients = origin.Calls.OfType<IInvocationOperation>().SelectMany(_heldClients.AddressesFor).Select(static client => client.Address);
        var registrations = site.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
            ? _clientNames.GetValue(type, ClientNames).Select(_clients.Find).OfType<SyntaxNode>()
            : Enumerable.Empty<SyntaxNode>();
        return !evidence.Has(Evidence.Bearer)
            && clients.Concat(registrations).Any(code => TokenHandlers.AddTo(evidence, code, _methods, _scanner));
    }

    /// <summary>
    /// A response that a method of another type returns: what counts for a read in that type also counts for a read of the returned response.
    /// </summary>
    private bool AddTypesOfCalls(MarkEvidence evidence, SyntaxNode site, ResponseOrigin origin, Func<bool> isEnough)
    {
        var seen = new HashSet<SyntaxNode?> { site.FirstAncestorOrSelf<TypeDeclarationSyntax>() };
        foreach (var call in origin.Calls.Select(static call => call.Syntax))
        {
            if (seen.Add(call.FirstAncestorOrSelf<TypeDeclarationSyntax>())
                && _methods.Contains(call.SyntaxTree)
                && ((AddType(evidence, call) && isEnough())
                    || (AddConstructors(evidence, call) && isEnough())
                    || (AddRegistrations(evidence, call) && isEnough())))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A general helper (<c>GetAsync&lt;T&gt;(url)</c>) is a provider's if a caller in its type makes it one.</summary>
    private bool AddCallers(MarkEvidence evidence, SyntaxNode member) => MethodOf(member) is { } method && AddMembers(evidence, Callers.Of(method));

    /// <summary>The same if a caller elsewhere passes the URL to it, or to a method of the type that calls it.</summary>
    private bool AddOutsideCallers(MarkEvidence evidence, SyntaxNode member)
    {
        var calls = EntriesOf(member, depth: 3).SelectMany(_outsideCallers.Of).ToList();
        if (evidence.IsRecording)
        {
            evidence.Calls.AddRange(calls.Take(MaxCallsTold).Select(static call => new ReportEvidence(call.GetLocation(), "called for a provider's response")));
        }

        foreach (var provider in calls.Select(OutsideCallers.ProviderGivenTo).OfType<string>())
        {
            evidence.Add(Evidence.ProviderInName, provider);
        }

        foreach (var call in calls.Select(_methods.Operation).OfType<IInvocationOperation>().Where(OutsideCallers.ReadsToken))
        {
            AddReadTypes(evidence, call);
        }

        return AddMembers(evidence, calls);
    }

    /// <summary>Gets the methods through which other types reach a member: itself or, if it is private, those of its type that call it.</summary>
    private IEnumerable<IMethodSymbol> EntriesOf(SyntaxNode member, int depth)
    {
        if (depth == 0 || MethodOf(member) is not { } method)
        {
            return Enumerable.Empty<IMethodSymbol>();
        }

        return method.DeclaredAccessibility == Accessibility.Private
            ? Callers.Of(method).Select(static call => Member(call)).Where(caller => caller != member).Distinct()
                .SelectMany(caller => EntriesOf(caller, depth - 1))
            : new[] { method };
    }

    private IMethodSymbol? MethodOf(SyntaxNode member) => _methods.Model(member.SyntaxTree).GetDeclaredSymbol(member) as IMethodSymbol;

    private bool AddMembers(MarkEvidence evidence, IEnumerable<SyntaxNode> callers)
    {
        var found = false;
        foreach (var caller in callers)
        {
            _scanner.AddMember(evidence, Member(caller));
            found = true;
        }

        return found;
    }

    /// <summary>Adds the registration of the client that the type is injected with or requests by name.</summary>
    private bool AddRegistrations(MarkEvidence evidence, SyntaxNode site)
    {
        if (site.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type)
        {
            return false;
        }

        var found = false;
        foreach (var name in _clientNames.GetValue(type, ClientNames))
        {
            if (_clients.Find(name) is { } registration)
            {
                _scanner.AddMember(evidence, registration);
                found = true;
            }
        }

        return found;
    }

    /// <summary>Gets the names under which a type's clients may be registered.</summary>
    private static IReadOnlyList<string> ClientNames(TypeDeclarationSyntax type)
    {
        var clients = Callers.In(type, "CreateClient")
            .Select(static call => call.ArgumentList.Arguments is [{ Expression: var argument }] ? ClientRegistrations.NameOf(argument) : null);
        return clients.Append(IsTypedClient(type) ? type.Identifier.ValueText : null).OfType<string>().ToList();
    }

    /// <summary>Returns true if a client is injected into the type's constructor.</summary>
    private static bool IsTypedClient(TypeDeclarationSyntax type) => type.TokensNamed("HttpClient").Any(token =>
        token.Parent?.FirstAncestorOrSelf<TypeSyntax>(
            static name => name.Parent is not QualifiedNameSyntax) is { Parent: ParameterSyntax { Parent: ParameterListSyntax { Parent: var taker } } } client
        && client.ToString() is "HttpClient" or "System.Net.Http.HttpClient"
        && (taker == type || (taker is ConstructorDeclarationSyntax && taker.Parent == type)));

    private bool AddDeclared(MarkEvidence evidence, IOperation site, ResponseOrigin origin)
    {
        if (FindDeclaration(site, origin) is not { } declaration)
        {
            return false;
        }

        evidence.Add(Evidence.Declared);
        evidence.Note(Evidence.Declared, evidence.IsRecording ? declaration.ApplicationSyntaxReference?.GetSyntax().GetLocation() : null);
        return true;
    }

    private string? DeclaredName(IOperation site, ResponseOrigin origin) =>
        FindDeclaration(site, origin)?.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive, Value: string name }] ? name : null;

    /// <summary>Finds [OAuthProvider] on what holds the response, on what fetches it, or on the code around it.</summary>
    private AttributeData? FindDeclaration(IOperation site, ResponseOrigin origin)
    {
        AttributeData? found = null;
        foreach (var carrier in origin.Carriers)
        {
            found ??= DeclarationOn(carrier);
        }

        foreach (var helper in origin.Helpers)
        {
            found ??= DeclarationOn(helper);
        }

        foreach (var call in origin.Calls)
        {
            found ??= DeclarationOn((call as IInvocationOperation)?.TargetMethod);
        }

        foreach (var call in origin.Calls)
        {
            found ??= DeclarationOn((call as IInvocationOperation)?.Receiver()?.Unwrap().VariableOrProperty());
        }

        return found ?? (_attributes.MayBeAround(site.Syntax)
            ? DeclarationOn(_methods.Model(site.Syntax.SyntaxTree).GetEnclosingSymbol(site.Syntax.SpanStart))
            : null);
    }

    private AttributeData? DeclarationOn(ISymbol? symbol)
    {
        for (var current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
        {
            // There are many members, but few types.
            if (current is INamedTypeSymbol type)
            {
                return _declaredTypes.GetOrAdd(type.OriginalDefinition, DeclarationAround);
            }

            if (_attributes.Find(current, _symbols.OAuthProviderAttribute) is { } declaration)
            {
                return declaration;
            }
        }

        return null;
    }

    private AttributeData? DeclarationAround(INamedTypeSymbol type) =>
        _attributes.Find(type, _symbols.OAuthProviderAttribute) ?? DeclarationOn(type.ContainingType);

    /// <summary>Adds the provider's name: the attribute's first; if no host identified it, from the names around or the rest of the type.</summary>
    private void AddName(MarkEvidence evidence, IOperation site, ResponseOrigin origin)
    {
        if (DeclaredName(site, origin) is { } declared)
        {
            evidence.Rename(declared);
        }

        AddName(evidence, site.Syntax);
    }

    private void AddName(MarkEvidence evidence, SyntaxNode site)
    {
        AddName(evidence, NameOf(Member(site)));
        for (var around = site.Parent; around is not null; around = around.Parent)
        {
            AddName(evidence, (around as BaseTypeDeclarationSyntax)?.Identifier.ValueText);
        }

        if (evidence.Provider is null)
        {
            AddType(evidence, site);
        }
    }

    private static void AddName(MarkEvidence evidence, string? name)
    {
        if (name is not null && evidence.Provider is null)
        {
            evidence.Add(Evidence.None, KnownProviders.NameInIdentifier(name));
        }
    }
}
