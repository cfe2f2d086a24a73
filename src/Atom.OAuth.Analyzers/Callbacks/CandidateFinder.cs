using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Finds functions in a file that handle requests and take a code, by text and syntax, before anything is bound.</summary>
internal sealed class CandidateFinder
{
    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<bool>> Files = new();

    private readonly SemanticModel _model;
    private readonly CancellationToken _cancellationToken;
    private readonly CodeSources _sources;
    private readonly CodeGivers _givers;
    private readonly HandedCodes _handed;
    private readonly CodeWaits _waits;
    private readonly CodeCarriers _carriers;

    public CandidateFinder(SemanticModel model, CancellationToken cancellationToken)
    {
        _model = model;
        _cancellationToken = cancellationToken;
        _sources = new CodeSources(model, cancellationToken);
        _givers = new CodeGivers(model.Compilation, cancellationToken);
        _handed = new HandedCodes(model, cancellationToken);
        _waits = new CodeWaits(model, cancellationToken);
        _carriers = new CodeCarriers(model, cancellationToken);
    }

    /// <summary>A text search, cached per file because two rules need it.</summary>
    public static bool MayHaveAny(SyntaxNode root) => Files.GetValue(root.SyntaxTree, static tree =>
        new StrongBox<bool>(tree.GetRoot().Mentions(CallbackWords.CodeWords)
            && (tree.GetRoot().Mentions(CallbackWords.OAuthWords) || tree.GetRoot().Mentions(CallbackWords.ComponentAttribute)))).Value;

    public IEnumerable<CallbackCandidate> Find(SyntaxNode root)
    {
        HashSet<SyntaxNode> seen = new();
        foreach (var node in FunctionsIn(root))
        {
            if (seen.Add(node) && At(node) is { } candidate)
            {
                yield return candidate;
            }
        }
    }

    /// <summary>Gets the function as a candidate that takes a code, whoever calls it; null if it takes none.</summary>
    public CallbackCandidate? At(SyntaxNode node)
    {
        List<string> codes = new(), carriers = new(), states = new();
        var parameters = CallbackCandidate.ParametersOf(node).ToList();
        if (parameters.Exists(static parameter => CallbackWords.ServerNames.Matches(parameter.Identifier.ValueText)))
        {
            return null;
        }

        var code = AddParameters(parameters, codes, states, out var isVerifier, out var isImplicit);
        if (codes.Count == 0)
        {
            AddBoundProperties(node, codes, states);
            code = codes.Count > 0 ? SyntaxFactory.IdentifierName(codes[0]) : _carriers.AddTo(parameters, node, carriers);
        }

        var readsCode = codes.Count + carriers.Count == 0 && KeyReads.ReadsCode(node);
        if (codes.Count + carriers.Count == 0 && !readsCode)
        {
            codes.AddRange(SentCodes.In(node));
            code ??= codes.Count > 0 ? SyntaxFactory.IdentifierName(codes[0]) : null;
        }

        if (codes.Count + carriers.Count == 0)
        {
            codes.AddRange(KeyReads.GivenTo(node));
            codes.AddRange(PairedCodes.In(node));
        }

        var waits = codes.Count + carriers.Count == 0 ? CodeWaits.In(node).ToList() : new List<InvocationExpressionSyntax>();
        if (waits.Count > 0)
        {
            codes.AddRange(waits.Select(_waits.CodeOf).OfType<string>());
            carriers.AddRange(waits.Select(_waits.CarrierOf).OfType<string>());
        }

        var isCut = false;
        if (codes.Count + carriers.Count == 0 && !readsCode)
        {
            codes.AddRange(_sources.CodesIn(node));
            isCut = codes.Count > 0 && !AreListenedFor(codes, node);
            codes.AddRange(CodesOfQueries.In(node));
            carriers.AddRange(_sources.CarriersIn(node));
        }

        var handed = codes.Count + carriers.Count == 0 && !readsCode
            ? _handed.Of(node).ToList()
            : new List<(string Name, bool IsCarrier, bool HasState)>();
        foreach (var (name, isCarrier, _) in handed)
        {
            (isCarrier ? carriers : codes).Add(name);
        }

        var promised = codes.Count + carriers.Count == 0 ? PromisedCodes.In(node).ToList() : new List<(string Name, bool HasState)>();
        codes.AddRange(promised.Select(static code => code.Name));

        if (codes.Count + carriers.Count == 0 && !readsCode)
        {
            return null;
        }

        var read = KeyReads.FirstIn(node, CallbackWords.CodeKeys);
        return new CallbackCandidate(node, Endpoints.NameOf(node), Endpoints.LocationOf(node, PlaceIn(node)), codes, carriers, states, code ?? read)
        {
            Stateless = parameters.Where(parameter => carriers.Contains(parameter.Identifier.ValueText) && _carriers.HasNoStateMember(parameter))
                .Select(static parameter => parameter.Identifier.ValueText)
                .Concat(carriers.Where(carrier => _carriers.HasNoStateMember(carrier, node))).ToList(),
            HasNoState = isVerifier || isImplicit || isCut || IsTold(node, codes, carriers) || IsPasted(node)
                || Endpoints.IsOfGrpc(node) || waits.Exists(_waits.ChecksState)
                || promised.Exists(static code => code.HasState) || handed.Exists(static code => code.HasState)
                || (codes.Count + carriers.Count == 0 && read is not null && IsVerifier(RequestReads.KeyOf(read)!)),
            IsImplicit = isImplicit && codes.Count == 1,
            IsAnyCode = states.Count == 0 && (code ?? read) is { } known && CallbackWords.AnyCodes.Matches(known.GetLastToken().ValueText)
                && !parameters.Exists(static parameter => CallbackWords.CodeKeys.Matches(BoundNames.Of(parameter))),
            IsNamedByState = parameters.Exists(parameter => IsBesideState(BoundNames.Of(parameter), parameters)),
        };
    }

    /// <summary>Finds methods that handle requests, mapped lambdas, and anything that reads a code from a query or form.</summary>
    private IEnumerable<SyntaxNode> FunctionsIn(SyntaxNode root) =>
        Members.MethodsIn(root).Where(TakesRequests)
            .Concat(Endpoints.MappedIn(root))
            .Concat(KeyReads.ReadersIn(root))
            .Concat(PairedCodes.FunctionsIn(root))
            .Concat(CodeWaits.In(root).Where(wait => (_waits.CodeOf(wait) ?? _waits.CarrierOf(wait)) is not null)
                .Concat(_sources.In(root).Concat(PromisedCodes.WaitsIn(root)).Concat(_handed.In(root)))
                .Select(Endpoints.Around)
                .OfType<SyntaxNode>());

    private bool TakesRequests(MethodDeclarationSyntax method) =>
        (method.Body ?? (SyntaxNode?)method.ExpressionBody) is not null && MayTakeCode(method)
            && (Endpoints.IsEndpoint(method) || HandlerGroups.Has(method) || IsPasted(method) || MappedMethods.Contain(method, _model.Compilation));

    /// <summary>A text search: the method names the code, or its name or a parameter's type suggests an object that contains one.</summary>
    private static bool MayTakeCode(MethodDeclarationSyntax method) =>
        method.MentionsInAnyCase(CallbackWords.SearchWordsOfCodes) || CallbackWords.Context.Matches(method.Identifier.ValueText)
        || method.ParameterList.Parameters.Any(CodeCarriers.IsNamedAfterConnection) || IsOfPageWithCode(method);

    /// <summary><c>[SupplyParameterFromQuery(Name = "code")] string? Ticket</c>: only the attribute names the code.</summary>
    private static bool IsOfPageWithCode(MethodDeclarationSyntax method) =>
        (CallbackWords.ComponentMethods.Matches(method.Identifier.ValueText) || CallbackWords.PageMethods.Matches(method.Identifier.ValueText))
        && method.Parent is TypeDeclarationSyntax page && page.Mentions(CallbackWords.BoundPropertyAttributes)
        && page.TokensQuoting(ExchangeWords.Code).Any();

    /// <summary>Adds the parameters that are codes or states by name.</summary>
    /// <returns>The first code; an access token does not count.</returns>
    private static ExpressionSyntax? AddParameters(
        List<ParameterSyntax> parameters, List<string> codes, List<string> states, out bool isVerifier, out bool isImplicit)
    {
        ExpressionSyntax? code = null;
        (isVerifier, isImplicit) = (false, false);
        foreach (var parameter in parameters)
        {
            var name = parameter.Identifier.ValueText;
            var bound = BoundNames.Of(parameter);
            if (RequestValue.Code.IsMember(bound) || CallbackWords.CodeKeys.Matches(bound) || IsBesideState(bound, parameters))
            {
                codes.Add(name);
                isVerifier |= IsVerifier(bound);
                code ??= SyntaxFactory.IdentifierName(name);
            }
            else if (RequestValue.State.IsMember(bound))
            {
                states.Add(name);
            }
            else if (bound == CallbackWords.ImplicitToken
                && parameters.Exists(static beside => CallbackWords.BesideImplicitToken.Matches(beside.Identifier.ValueText)))
            {
                codes.Add(name);
                isImplicit = true;
            }
        }

        return code;
    }

    private static bool IsBesideState(string name, List<ParameterSyntax> parameters) =>
        CallbackWords.CodesBesideState.Matches(name) && !ExchangeWords.OtherCodes.Matches(name)
        && parameters.Exists(static beside => RequestValue.State.IsMember(BoundNames.Of(beside)))
        && !parameters.Exists(static beside => RequestValue.Code.IsMember(BoundNames.Of(beside)));

    private static void AddBoundProperties(SyntaxNode node, List<string> codes, List<string> states)
    {
        if (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type || !type.Mentions(CallbackWords.BoundPropertyAttributes))
        {
            return;
        }

        foreach (var property in type.Members
            .OfType<PropertyDeclarationSyntax>()
            .Where(static property => property.AttributeLists.HasAttribute(CallbackWords.BoundPropertyAttributes)))
        {
            var name = property.Identifier.ValueText;
            if (!node.Mentions(name))
            {
                continue;
            }

            var bound = BoundNames.Of(property);
            if (RequestValue.Code.IsMember(name) || CallbackWords.CodeKeys.Matches(bound))
            {
                codes.Add(name);
            }
            else if (RequestValue.State.IsMember(name) || RequestValue.State.IsMember(bound))
            {
                states.Add(name);
            }
        }
    }

    /// <summary>Returns true if all codes come from methods that read a query but no state, although it would be in the same query.</summary>
    private bool AreListenedFor(List<string> codes, SyntaxNode node)
    {
        var calls = _sources.GivingCallsIn(node).ToList();
        return calls.Count == codes.Count && calls.TrueForAll(call => !call.ArgumentList.MentionsInAnyCase(StateNames.SearchWords)
            && _givers.MethodsOf(call).OfType<MethodDeclarationSyntax>().ToList() is var givers
            && givers.Exists(KeyReads.GivesCode) && givers.TrueForAll(static giver => !KeyReads.MentionsStateKey(giver)));
    }

    /// <summary>The listener passes the code and reads the state from the same request, unless it leaves the state to this handler.</summary>
    private bool IsTold(SyntaxNode node, List<string> codes, List<string> carriers) =>
        codes.Count + carriers.Count > 0 && node is MethodDeclarationSyntax method && HandlerGroups.Has(method)
        && !(carriers is [var carrier] && method.ParameterList.Parameters.FirstOrDefault(given => given.Identifier.ValueText == carrier) is { } told
            && HandlerGroups.LeavesStateTo(told, _model, _cancellationToken));

    /// <summary>The user pastes the code and nothing else, so there is no state.</summary>
    private bool IsPasted(SyntaxNode node) =>
        node is MethodDeclarationSyntax method && !Endpoints.IsEndpoint(method) && PastedCodes.AreTakenBy(method, _model.Compilation);

    /// <summary>Gets where top-level statements obtain the code, because they have no name to report.</summary>
    private SyntaxNode? PlaceIn(SyntaxNode node) =>
        node is CompilationUnitSyntax
            ? KeyReads.In(node, CallbackWords.CodeKeys).Concat<SyntaxNode>(CodeWaits.In(node)).Concat(_sources.In(node))
                .FirstOrDefault(source => Endpoints.Around(source) == node)
            : null;

    /// <summary>OAuth 1.0 passes a verifier instead of a code.</summary>
    private static bool IsVerifier(string name) => name.EndsWith("verifier", StringComparison.OrdinalIgnoreCase);
}
