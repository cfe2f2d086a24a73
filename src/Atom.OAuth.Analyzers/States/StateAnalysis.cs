using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.States;

/// <summary>Finds where a file creates, parses or omits a state by hand.</summary>
internal sealed class StateAnalysis
{
    private static readonly ConditionalWeakTable<Compilation, SourceMethods> Bodies = new();

    private readonly SemanticModel _model;
    private readonly SyntaxNode _root;
    private readonly SourceMethods _methods;
    private readonly OAuthOptions _options;
    private readonly StateTracer _tracer;
    private readonly StateCallers _callers;
    private readonly Dictionary<SyntaxNode, FunctionRequests> _requests = new();
    private readonly List<StateFinding> _findings = new();

    private StateAnalysis(SemanticModel model, OAuthOptions options, CancellationToken cancellationToken)
    {
        _model = model;
        _options = options;
        _root = model.SyntaxTree.GetRoot(cancellationToken);
        _methods = Bodies.GetValue(model.Compilation, static compilation => new SourceMethods(compilation));
        _tracer = new StateTracer(_methods, options);
        _callers = new StateCallers(model.Compilation, _methods, _tracer);
    }

    /// <summary>Gets the findings of a file, in source order.</summary>
    public static IReadOnlyList<StateFinding> Find(SemanticModel model, OAuthOptions options, CancellationToken cancellationToken) =>
        new StateAnalysis(model, options, cancellationToken).Find(cancellationToken);

    /// <summary>Searches the text: most files have neither the parameters of a request nor a state in code that uses OAuth.</summary>
    public static bool MayHaveAny(SyntaxNode root) =>
        root.Mentions(RequestNames.RequestWords)
        || LibraryRequests.MayBeIn(root)
        || (root.Mentions(RequestNames.Members) && root.Mentions(RequestNames.OAuthWords));

    /// <summary>Searches the text for calls with a state: without such words, a file is not analyzed for them.</summary>
    public static bool MayPassAny(SyntaxNode root) => root.Mentions(RequestNames.Members) && MayHaveAny(root);

    private StateFinding[] Find(CancellationToken cancellationToken)
    {
        var functions = new HashSet<SyntaxNode>();
        foreach (var token in _root.TokensWithAny(RequestNames.SearchWords))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (token.Parent is null || !MayTell(token) || token.Parent.FirstAncestorOrSelf<AttributeListSyntax>() is not null)
            {
                continue;
            }

            var function = Functions.Around(token.Parent);
            if (functions.Add(function) && IsRead(function))
            {
                FindIn(function);
            }
        }

        FindCalls(cancellationToken);
        foreach (var request in LibraryRequests.WithoutStateIn(_root, _model).Where(request => IsRead(request) && !IsPutOnByCallers(request)))
        {
            _findings.Add(new StateFinding(
                StateProblem.LeftOut, request, Functions.Around(request), null, LibraryRequests.Provider, "", ImmutableArray<Location>.Empty));
        }

        foreach (var function in functions)
        {
            if (IsRead(function) && !_findings.Any(finding => finding.Function == function && finding.Problem == StateProblem.MadeByHand))
            {
                FindMakers(function);
            }
        }

        return _findings.Where(finding => !IsCompletedIn(finding))
            .GroupBy(static finding => finding.Site.SpanStart)
            .Select(static same => same.First())
            .OrderBy(static finding => finding.Site.SpanStart)
            .ToArray();
    }

    /// <summary>Returns true for a field that holds only the start of a URL: the code that completes it is reported instead.</summary>
    private bool IsCompletedIn(StateFinding finding) =>
        finding is { Problem: StateProblem.LeftOut, Function: BaseFieldDeclarationSyntax field }
        && field.DescendantTokens().Any(static token => token.IsKind(SyntaxKind.StringLiteralToken)
            && token.ValueText.EndsWith("=", StringComparison.Ordinal))
        && Functions.NameOf(field) is { Length: > 0 } name
        && _findings.Exists(other => other.Problem == StateProblem.LeftOut && other.Function != field && other.Function.Mentions(name));

    /// <summary>Recognizes a parameter of a request, or the name of a state.</summary>
    private static bool MayTell(SyntaxToken token) =>
        token.IsKind(SyntaxKind.IdentifierToken)
            ? StateNames.IsStateName(token.ValueText) || StateReading.IsReaderName(token.ValueText) || RequestNames.IsKey(token.ValueText)
                || FormattedStates.MayFormat(token)
        : token.ValueText.IndexOf('=') >= 0 || RequestNames.IsKey(token.ValueText);

    private void FindIn(SyntaxNode function)
    {
        if (function.Mentions(RequestNames.RequestTexts) && Requests(function) is { IsAuthorization: true } requests)
        {
            FindInRequests(requests);
        }

        foreach (var given in StateObjects.In(function, _tracer).Concat(FormattedStates.In(function, _tracer)))
        {
            AddMade(function, given);
        }

        if (StateReading.In(function, _tracer, _callers) is var (taken, how, others))
        {
            _findings.Add(new StateFinding(
                StateProblem.TakenApart,
                taken,
                function,
                taken as ExpressionSyntax,
                Requests(function).Provider,
                how,
                others.Select(static other => other.GetLocation()).ToImmutableArray()));
        }
    }

    private FunctionRequests Requests(SyntaxNode function)
    {
        if (!_requests.TryGetValue(function, out var requests))
        {
            _requests.Add(function, requests = FunctionRequests.Of(function, _tracer.ConstantOf));
        }

        return requests;
    }

    private void FindInRequests(FunctionRequests requests)
    {
        var (isGiven, isGivenToAll) = (false, false);
        foreach (var parts in requests.All.Where(static parts => parts.IsRequest).Concat(requests.Loose))
        {
            if (parts.Parameters.TryGetValue(StateNames.State, out var state) && AddGiven(requests, parts, state))
            {
                isGiven = true;
                isGivenToAll |= !parts.IsRequest;
            }
        }

        var whole = requests.All.Where(static parts => parts.IsRequest).ToArray();
        if (isGiven && !isGivenToAll)
        {
            // A separate URL in addition to one with a state.
            foreach (var request in whole.Where(static parts => parts is { IsText: true, IsWhole: true }
                && (parts.HasEndpoint || IsResult(parts.Node))
                && !parts.Parameters.ContainsKey(StateNames.State)))
            {
                AddLeftOut(requests, request);
            }
        }

        if (isGiven || StateIsElsewhere(requests))
        {
            return;
        }

        foreach (var request in whole.Where(parts => !IsBegunByCaller(parts, requests.Function)))
        {
            if (!request.Parameters.TryGetValue(StateNames.State, out var state) || IsEmpty(state))
            {
                AddLeftOut(requests, request);
            }
        }

        if (whole.Length == 0
            && requests.Loose.FirstOrDefault(static parts => parts.RequestKeys > 0) is { } loose
            && requests.Loose.Sum(static parts => parts.RequestKeys) >= 2)
        {
            AddLeftOut(requests, loose);
        }
    }

    /// <summary>Returns true if the function returns the text unchanged.</summary>
    private static bool IsResult(SyntaxNode text) => text.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax or SwitchExpressionArmSyntax;

    /// <summary>Returns true if the collection is a parameter: the caller may have added a state.</summary>
    private static bool IsBegunByCaller(RequestParts request, SyntaxNode function) =>
        !request.IsText
        && (request.Node as InvocationExpressionSyntax)?.Receiver()?.Root() is { } collection
        && CallbackCandidate.ParametersOf(function).Any(parameter => parameter.Identifier.ValueText == collection);

    private bool IsEmpty(GivenParameter state) => state.Value is { } value ? _tracer.Trace(value).IsEmpty : state.Text.Length == 0;

    /// <summary>Returns true if there is a state, whatever its origin.</summary>
    private bool AddGiven(FunctionRequests requests, RequestParts parts, GivenParameter state)
    {
        // {1} is a placeholder of string.Format.
        if (state.Value is null && state.Text.Length > 0)
        {
            // A filter in an API's query: /issues?state=open.
            if (parts.IsOtherPath)
            {
                return false;
            }

            if (state.Text[0] is not ('{' or '\0'))
            {
                _findings.Add(new StateFinding(
                    StateProblem.MadeByHand,
                    state.Node,
                    requests.Function,
                    null,
                    requests.Provider,
                    "a constant",
                    ImmutableArray<Location>.Empty));
            }

            return true;
        }

        return state.Value is { } value && AddMade(requests.Function, value);
    }

    /// <summary>Reports a value added to a request, unless a protector created it; false if there is no value.</summary>
    private bool AddMade(SyntaxNode function, ExpressionSyntax value)
    {
        var origin = _tracer.Trace(value);
        if (origin.IsEmpty)
        {
            return false;
        }

        if (origin.IsProtected && !origin.IsMade)
        {
            return true;
        }

        var places = origin.Places;
        if (origin.OwnProperty is { } property && !origin.IsMade)
        {
            // Users of the object set it; a value created in this compilation is reported where it is added to the request.
            places = _callers.SettersOf(property);
            if (places.Count > 0)
            {
                Add(function, value, "it is set from outside", places);
            }

            return true;
        }

        if (origin.Parameter is { } parameter && !origin.IsMade)
        {
            if (_callers.Of(parameter) is not { } made)
            {
                return true;
            }

            places = made;
        }

        Add(function, value, origin.Detail ?? "it comes from the caller", places);
        return true;
    }

    private void Add(SyntaxNode function, ExpressionSyntax value, string detail, IEnumerable<Location> places) =>
        _findings.Add(new StateFinding(
            StateProblem.MadeByHand, value, function, value, Requests(function).Provider, detail,
            places.Where(place => place != value.GetLocation()).Distinct().ToImmutableArray()));

    private void AddLeftOut(FunctionRequests requests, RequestParts request)
    {
        var site = !request.IsText && requests.Endpoint is { } endpoint && endpoint.SyntaxTree == request.Node.SyntaxTree ? endpoint
            : request.Node is ExpressionSyntax whole && request.IsText ? RequestText.Start(whole)
            : request.Node;
        var also = new[] { request.Node, requests.NamedEndpoint, requests.Endpoint, PutTogether(requests, request) }.OfType<SyntaxNode>()
            .Where(node => node.SpanStart != site.SpanStart)
            .Select(static node => node.GetLocation())
            .Distinct()
            .ToImmutableArray();
        _findings.Add(new StateFinding(StateProblem.LeftOut, site, requests.Function, null, requests.Provider, "", also));
    }

    /// <summary>
    /// Gets the expression that uses the variable of the endpoint's URL, such as <c>$"{url}?{query}"</c> or <c>string.Format(url, clientId)</c>,
    /// or a collection of parameters, such as <c>QueryHelpers.AddQueryString(url, parameters)</c>.
    /// </summary>
    private static ExpressionSyntax? PutTogether(FunctionRequests requests, RequestParts request) =>
        new[] { (requests.Endpoint?.Parent?.Parent as VariableDeclaratorSyntax)?.Identifier.ValueText, request.Carrier }
            .OfType<string>().Where(SyntaxFacts.IsValidIdentifier).Distinct()
            .SelectMany(variable => requests.Function.TokensNamed(variable))
            .Select(static token => token.Parent as IdentifierNameSyntax).OfType<IdentifierNameSyntax>()
            .Select(static variable => TextOf(variable) switch
            {
                { Parent: InterpolationSyntax or BinaryExpressionSyntax } part => RequestText.WholeOf(part),
                { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } when RequestNames.PutsTogether(call.CalledName()) => call,
                _ => null,
            }).FirstOrDefault(static whole => whole is not null);

    /// <summary>Gets the variable, or its text: <c>query.ToString()</c>.</summary>
    private static ExpressionSyntax TextOf(IdentifierNameSyntax variable) =>
        variable.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } text } access
        && access.Expression == variable
            ? text
            : variable;

    /// <summary>Returns true if the function, users of its constant, or its callers add a state.</summary>
    private bool StateIsElsewhere(FunctionRequests requests)
    {
        if (requests.Function is BaseFieldDeclarationSyntax or PropertyDeclarationSyntax)
        {
            return _callers.UsersMentionState(requests.Function, Functions.NameOf(requests.Function));
        }

        var empty = requests.All.Where(static parts => parts.IsRequest)
            .Select(static parts => parts.Parameters.TryGetValue(StateNames.State, out var state) ? state.Value : null)
            .OfType<ExpressionSyntax>().Select(FunctionRequests.LastName).ToList();
        return Functions.TokensWith(requests.Function, "tate").Any(token => token.IsKind(SyntaxKind.IdentifierToken)
            && StateNames.IsPlainStateName(token.ValueText)
            && !empty.Contains(token.ValueText)
            && !StateUses.IsIdle(token))
            || IsPutOnByCallers(requests.Function);
    }

    private bool IsPutOnByCallers(SyntaxNode code) =>
        Functions.Around(code) is var function
        && Functions.NameOf(function) is { Length: > 0 } name
        && _callers.CallersPutStateOn(function, name);

    /// <summary>
    /// Finds states that are created here and passed to a method that builds the request. They are reported where they are created, because the
    /// call only passes the variable.
    /// </summary>
    private void FindCalls(CancellationToken cancellationToken)
    {
        if (!MayPassAny(_root))
        {
            return;
        }

        var calls = new HashSet<SyntaxNode>();
        foreach (var token in RequestNames.RequestSubjects.SelectMany(word => _root.TokensWith(word)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (token.IsKind(SyntaxKind.IdentifierToken)
                && RequestNames.IsRequestName(token.ValueText)
                && Callers.CallOf(token.Parent) is { ArgumentList.Arguments.Count: > 0 } call
                && calls.Add(call)
                && IsRead(call)
                && _callers.StateArgument(call) is { } argument
                && _tracer.Trace(argument) is { IsMade: true } origin
                && !IsReportedWhereMade(Functions.Around(call), origin))
            {
                Add(
                    Functions.Around(call),
                    StateTracer.SetterOf(argument) ?? argument,
                    origin.Detail ?? "",
                    origin.Places.Concat(_callers.EntriesOf(call, argument, Requests)));
            }
        }
    }

    /// <summary>Returns true if the state is appended to the result of another call: <c>url = BuildAuthorizeUrl(); url += state;</c>.</summary>
    private static bool IsPutOnRequest(SyntaxNode function, ExpressionSyntax value) =>
        value.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var variable } }
        && StateNames.IsPlainStateName(variable)
        && Functions.TokensWith(function, variable).Any(token => token.ValueText == variable
            && token.Parent?.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { RawKind: (int)SyntaxKind.AddAssignmentExpression, Left: IdentifierNameSyntax address }
            && StateTracer.ValuesSetTo(function, address).Any(static made => RequestNames.IsRequestName(StateObjects.MadeBy(made))));

    private static bool IsRead(SyntaxNode node) => !TestCode.Contains(node) && !ProtectedStates.IsInHandler(node);

    /// <summary>Returns true for a value encoded from bytes, which is not a state created elsewhere.</summary>
    private static bool IsEncoded(ExpressionSyntax value) =>
        value is InvocationExpressionSyntax call && RequestNames.EncodesBytes(call.CalledName());

    /// <summary>Finds a random or encoded state whose destination is not visible in this file.</summary>
    private void FindMakers(SyntaxNode function)
    {
        if (MadeIn(function) is var (value, origin) && !IsReportedWhereMade(function, origin))
        {
            Add(function, value, origin.Detail ?? "", origin.Places);
        }
    }

    private (ExpressionSyntax Value, StateOrigin Origin)? MadeIn(SyntaxNode function)
    {
        var isOAuth = Functions.TypeNamesOf(function).Any(RequestNames.IsOAuthName) || RequestNames.IsOAuthName(Functions.NameOf(function));
        foreach (var (value, type) in StateObjects.Named(function))
        {
            if ((isOAuth || RequestNames.IsOAuthName(type) || IsPutOnRequest(function, value))
                && _tracer.Trace(value) is { IsMade: true } origin
                && (origin.IsRandom || IsEncoded(value) || IsPutOnRequest(function, value)))
            {
                return (value, origin);
            }
        }

        return null;
    }

    /// <summary>
    /// Returns true if the method that creates the state is reported itself: <c>var state = await states.CreateAsync()</c>. Each state is reported
    /// once, regardless of the number of callers.
    /// </summary>
    private bool IsReportedWhereMade(SyntaxNode function, StateOrigin origin) => origin.Places.Exists(place =>
        place.SourceTree is { } tree && _model.Compilation.ContainsSyntaxTree(tree)
        && tree.GetRoot().FindNode(place.SourceSpan) is { } made
        && Functions.Around(made) is var maker && maker != function
        && IsRead(maker)
        && MadeIn(maker) is var (value, _)
        && (value.Span.Contains(place.SourceSpan) || StateObjects.IsKept(value, made, place.SourceSpan)));
}
