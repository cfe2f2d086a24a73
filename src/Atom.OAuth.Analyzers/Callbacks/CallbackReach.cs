using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Follows the authorization code through a callback and the methods it calls.</summary>
internal sealed class CallbackReach
{
    private const int MaxDepth = 4;
    private const int MaxBodies = 40;
    private const int MaxPlainDepth = 3;
    private const int MaxPlainBodies = 40;

    private readonly CalledMethods _methods;
    private readonly OAuthOptions _options;
    private readonly bool _inContext;
    private readonly CancellationToken _cancellationToken;
    private readonly HashSet<SyntaxNode> _visited = new();
    private readonly HashSet<SyntaxNode> _visitedPlain = new();
    private readonly List<InvocationExpressionSyntax> _otherCalls = new();
    private readonly List<ExpressionSyntax> _creations = new();
    private readonly SyncEvents _events;
    private readonly Notifications _notifications;
    private bool _isOfTokens;
    private bool _isNamedByState;
    private bool _savesRefreshToken;
    private bool _savesConnection;

    private CallbackReach(CalledMethods methods, OAuthOptions options, bool inContext, CancellationToken cancellationToken)
    {
        _methods = methods;
        _events = new SyncEvents(methods);
        _notifications = new Notifications(methods);
        _options = options;
        _inContext = inContext;
        _cancellationToken = cancellationToken;
    }

    /// <summary>The bodies that were visited, in the order of the calls.</summary>
    public IEnumerable<SyntaxNode> Visited => _visited;

    public bool Exchanges { get; private set; }

    public ExpressionSyntax? Exchange { get; private set; }

    public ExpressionSyntax? Save { get; private set; }

    public bool Syncs { get; private set; }

    public bool SignsIn { get; private set; }

    /// <summary>
    /// Signs a user in and stores no refresh token that could be used to fetch history; if it opens a session, none in a store of connections.
    /// </summary>
    public bool OnlySignsIn => (OpensSession && !_savesConnection) || (SignsIn && !_savesRefreshToken);

    private bool OpensSession { get; set; }

    public static CallbackReach Of(
        CallbackCandidate candidate, CalledMethods methods, OAuthOptions options, bool inContext, CancellationToken cancellationToken)
    {
        CallbackReach reach = new(methods, options, inContext, cancellationToken)
        {
            Exchanges = candidate.IsImplicit,
            SignsIn = SignInWords.Callbacks.Matches(candidate.Name),
            _isOfTokens = candidate.Tokens.Count > 0,
            _isNamedByState = candidate.IsNamedByState,
        };
        reach.OpensSession = reach.Visit(candidate.Node, candidate.KnownCodes, isEntry: true, depth: 0).OpensSession;
        return reach;
    }

    /// <summary>Visits a body that receives the code, or a value derived from it.</summary>
    private CodeUse Visit(SyntaxNode body, IEnumerable<(string Name, Trace Trace)> known, bool isEntry, int depth)
    {
        if (depth > MaxDepth || _visited.Count > MaxBodies || !_visited.Add(body))
        {
            return default;
        }

        _cancellationToken.ThrowIfCancellationRequested();
        var given = known.ToList();
        ValueFlow flow = new(body, RequestValue.Code, given);
        CodeUses uses = new(TokenRequest.TakesCode(body) && flow.IsFrom(body));
        var others = isEntry ? OtherPaths.In(body, KeyReads.In(body, CallbackWords.CodeKeys)) : Array.Empty<SyntaxNode>();
        var start = isEntry && _isOfTokens ? StartOfTokens(body, given) : body.SpanStart;
        var isCache = isEntry && _isOfTokens && GivesTokens(body, flow) && TestsTokensBefore(start, body);
        foreach (var node in body.DescendantNodes(node => !others.Contains(node)).OfType<ExpressionSyntax>().Where(node => node.Span.End > start))
        {
            var use = node switch
            {
                InvocationExpressionSyntax call => VisitCall(call, flow, depth),
                BaseObjectCreationExpressionSyntax creation => new CodeUse(Exchanges: VisitCreation(creation, flow)),
                AssignmentExpressionSyntax assignment => new CodeUse(
                    Saves: !(isCache && SaveFacts.IsOwn(assignment.Left)) && SaveFacts.IsKept(assignment, flow, body, _methods)),
                _ => default,
            };
            Syncs |= node is AssignmentExpressionSyntax set && SyncOutputs.IsSetBy(set, _methods);
            uses.Add(node, use);
            _savesRefreshToken |= use.Saves && SaveFacts.MentionsRefreshToken(body);
        }

        Exchanges |= uses.All.Exchanges;
        Syncs |= isEntry && SyncOutputs.AreReturnedBy(body);
        if (isEntry)
        {
            (Exchange, Save) = (uses.Exchange, uses.Save);
        }

        return uses.All;
    }

    /// <summary>Before it gets the tokens of a login, a method may use older ones, with the same members.</summary>
    private static int StartOfTokens(SyntaxNode body, List<(string Name, Trace Trace)> tokens) =>
        tokens.SelectMany(token => body.TokensNamed(token.Name)).Select(static token => token.SpanStart).DefaultIfEmpty(body.SpanStart).Min();

    /// <summary>
    /// <c>if (_token is not null)</c>, <c>if (HasValidToken())</c>, <c>return _token</c>, <c>_token ??= …</c>: the method logs in only when it has no
    /// token.
    /// </summary>
    private static bool TestsTokensBefore(int start, SyntaxNode body)
    {
        var kept = body.DescendantNodes().OfType<AssignmentExpressionSyntax>().Where(static set => SaveFacts.IsOwn(set.Left))
            .Select(static set => set.Left.GetLastToken().ValueText).ToList();
        return body.DescendantNodes().Where(node => node.SpanStart <= start).Any(node => node switch
        {
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression } set => SaveFacts.IsOwn(set.Left),
            ReturnStatementSyntax { Expression: { } given } => Names(given, kept),
            ExpressionSyntax { Parent: IfStatementSyntax or ConditionalExpressionSyntax or WhileStatementSyntax } test =>
                test.Parent!.ChildNodes().First() == test
                && (Names(test, kept) || OwnMembersIn(test).Any(member => Names(member, kept))),
            _ => false,
        });
    }

    private static bool Names(SyntaxNode code, List<string> members) => members.Exists(member => code.TokensNamed(member).Any());

    /// <summary>Gets the methods and properties of the own type that a test asks.</summary>
    private static IEnumerable<SyntaxNode> OwnMembersIn(ExpressionSyntax test) =>
        test.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Members.Where(member =>
            (member is MethodDeclarationSyntax method ? method.Identifier : (member as PropertyDeclarationSyntax)?.Identifier) is { } name
            && test.TokensNamed(name.ValueText).Any())
        ?? Enumerable.Empty<SyntaxNode>();

    /// <summary><c>_token = tokens.AccessToken; return _token;</c>: a source of tokens for API calls, which logs in when it has none.</summary>
    private static bool GivesTokens(SyntaxNode body, ValueFlow flow) =>
        body.DescendantNodes().OfType<ReturnStatementSyntax>().Any(given => given.Expression is { } value && flow.HasTokens(value));

    /// <summary>
    /// Visits calls that receive nothing derived from the code, constructors, and the subscribers and services that visited bodies trigger. They can
    /// start the sync, and are only bound if that matters.
    /// </summary>
    public void FollowOthers()
    {
        foreach (var target in _otherCalls.SelectMany(call => TargetsOf(call, call.CalledName())).Select(static target => target.Body)
            .Concat(_creations.Select(_methods.Named).OfType<SyntaxNode>())
            .Concat(_visited.ToList().SelectMany(RunBecauseOf)))
        {
            if (Syncs)
            {
                return;
            }

            VisitPlain(target, depth: 1);
        }
    }

    private IEnumerable<SyntaxNode> RunBecauseOf(SyntaxNode body) => _events.SubscribersTo(body).Concat(_events.WokenBy(body));

    private CodeUse VisitCall(InvocationExpressionSyntax call, ValueFlow flow, int depth)
    {
        var name = call.CalledName();
        var takesCode = call.ArgumentList.Arguments.Any(argument => flow.Passes(argument.Expression) is Trace.Raw or Trace.Carrier);
        var isRecord = Records.AreAddedBy(call, name, _methods);
        Syncs |= (!isRecord && Starts(call, name, takesCode)) || SyncFacts.IsImportLoop(call, flow)
            || SyncFacts.IsBulkImport(call, name, flow) || IsTrigger(call);
        CodeUse use = new(
            Saves: SaveFacts.KeepsItself(call, name, flow),
            OpensSession: SignInWords.Sessions.Matches(name) && !takesCode && call.ArgumentList.Arguments.Count > 1);
        if (!call.ArgumentList.Arguments.Any(argument => flow.IsFrom(argument.Expression)))
        {
            use |= VisitHandlersOfReceiver(call, flow, depth);

            // Waiting for the code happens before there are tokens, so nothing in it is the sync; notifications start no sync either.
            if (!isRecord && !CallbackWords.Waits.Matches(name) && !SyncFacts.IsNotice(call, name))
            {
                _otherCalls.Add(call);
            }

            return use | VisitOwn(call, flow, depth) | new CodeUse(Saves: SaveFacts.IsCommit(call, name, flow, _methods));
        }

        SignsIn |= (SignInWords.Calls.Matches(name) && !SignInWords.Reads.Matches(name) && !(takesCode && IsForProvider(name)))
            || (SignInWords.Checks.Matches(name) && !takesCode
                && call.Parent is not (ExpressionStatementSyntax or AwaitExpressionSyntax { Parent: ExpressionStatementSyntax }));
        var saves = SaveFacts.IsSave(call, name, flow, _methods) && !_methods.IsFactory(call);
        _savesConnection |= saves && SaveFacts.IsSaveOfConnection(call, flow, _methods);
        use |= new CodeUse(Saves: saves);
        if (isRecord)
        {
            return use;
        }

        var targets = TargetsOf(call, name);
        foreach (var (target, parameters) in targets)
        {
            use |= Visit(target, Passed(call, parameters, flow), isEntry: false, depth + 1);
        }

        return targets.Count > 0 || _notifications.HandlersOf(call, name) is not null ? use
            : takesCode ? use | InAnotherProject(call, name)
            : use | new CodeUse(Saves: HandOvers.AreMadeBy(call, name, flow, _methods));
    }

    /// <summary>Gets the called bodies; for a notification only its handlers, because the bus that passes it on does not tell them apart.</summary>
    private IReadOnlyList<(SyntaxNode Body, IReadOnlyList<string> Parameters)> TargetsOf(InvocationExpressionSyntax call, string name) =>
        _notifications.HandlersOf(call, name)?.Select(static handler =>
            (handler, (IReadOnlyList<string>)CallbackCandidate.ParametersOf(handler).Select(static parameter => parameter.Identifier.ValueText).ToList()))
            .ToList() ?? _methods.RunBy(call);

    private CodeUse InAnotherProject(InvocationExpressionSyntax call, string name)
    {
        if (_isNamedByState && !ExchangeWords.Calls.Matches(name))
        {
            return default;
        }

        var isExchange = IsExchange(call, name);
        var isConnection = ConnectFacts.IsMadeElsewhere(call, name, isExchange, _methods);
        return new CodeUse(
            Exchanges: isExchange || isConnection,
            Saves: isConnection || (isExchange && TokenCaches.AreFilledBy(call, name, _methods)));
    }

    /// <summary><c>_code = code; await ExchangeAsync();</c>: another method of the type gets the value from a member.</summary>
    private CodeUse VisitOwn(InvocationExpressionSyntax call, ValueFlow flow, int depth)
    {
        if (!call.IsOwn()
            || flow.OwnMembers.ToList() is not { Count: > 0 } known
            || Members.Around(call) is not { } around)
        {
            return default;
        }

        var parameters = CallbackCandidate.ParametersOf(around).Select(static parameter => parameter.Identifier.ValueText).ToList();
        known.RemoveAll(member => parameters.Contains(member.Name));
        CodeUse use = default;
        foreach (var (target, _) in known.Count > 0 ? _methods.Of(call) : Array.Empty<(SyntaxNode, IReadOnlyList<string>)>())
        {
            if (known.Exists(member => target.TokensNamed(member.Name).Any()))
            {
                use |= Visit(target, known, isEntry: false, depth + 1);
            }
        }

        return use;
    }

    /// <summary><c>await new LinkAccount(code).ExecuteAsync()</c>.</summary>
    private CodeUse VisitHandlersOfReceiver(InvocationExpressionSyntax call, ValueFlow flow, int depth)
    {
        CodeUse use = default;
        if (call.Receiver() is not { } request || !flow.IsCarrier(request))
        {
            return use;
        }

        foreach (var handler in _methods.HandlersOfReceiver(call))
        {
            if (CallbackCandidate.ParametersOf(handler).FirstOrDefault()?.Identifier.ValueText is { } name)
            {
                use |= Visit(handler, new[] { (name, Trace.Carrier) }, isEntry: false, depth + 1);
            }
        }

        return use;
    }

    private bool VisitCreation(BaseObjectCreationExpressionSyntax creation, ValueFlow flow)
    {
        var name = (creation as ObjectCreationExpressionSyntax)?.Type
            .DescendantNodesAndSelf()
            .OfType<SimpleNameSyntax>()
            .LastOrDefault()?.Identifier.ValueText ?? "";
        Syncs |= SyncFacts.IsWork(name) && !SyncRows.IsMadeBy(creation, name, _methods);
        SignsIn |= SignInWords.Types.Matches(name) && flow.IsFrom(creation);
        _creations.Add(creation);
        return flow.IsFrom(creation) && (ExchangeWords.Types.Matches(name) || IsOwnRequest(creation, flow));
    }

    /// <summary><c>new ContosoTokenRequest(config, code)</c>, if that type contains the grant type.</summary>
    private bool IsOwnRequest(BaseObjectCreationExpressionSyntax creation, ValueFlow flow) =>
        creation.ArgumentList?.Arguments.Any(argument => flow.IsRaw(argument.Expression)) == true
        && _methods.TypeOf(creation)?.DeclaringSyntaxReferences
            .Any(declared => TokenRequest.IsIn(declared.GetSyntax(_cancellationToken))) == true;

    /// <summary>Visits a body that receives nothing derived from the code, only to see whether it starts the sync.</summary>
    private void VisitPlain(SyntaxNode body, int depth)
    {
        if (depth > MaxPlainDepth || Syncs || _visitedPlain.Count > MaxPlainBodies || _visited.Contains(body) || !_visitedPlain.Add(body))
        {
            return;
        }

        foreach (var node in body.DescendantNodes(node => node == body || !LaterWork.IsIn(node)))
        {
            if (node is ObjectCreationExpressionSyntax creation)
            {
                var name = (creation.Type as SimpleNameSyntax)?.Identifier.ValueText ?? "";
                Syncs |= SyncFacts.IsWork(name) && !SyncRows.IsMadeBy(creation, name, _methods);
            }
            else if (node is AssignmentExpressionSyntax assignment)
            {
                Syncs |= SyncOutputs.IsSetBy(assignment, _methods);
            }
            else if (node is InvocationExpressionSyntax call && call.CalledName() is var called && !Records.AreAddedBy(call, called, _methods))
            {
                Syncs |= Starts(call, called, takesCode: false) || IsTrigger(call);
                foreach (var (target, _) in TargetsOf(call, called))
                {
                    VisitPlain(target, depth + 1);
                }
            }
        }

        foreach (var other in Syncs ? Enumerable.Empty<SyntaxNode>() : RunBecauseOf(body))
        {
            VisitPlain(other, depth + 1);
        }
    }

    /// <summary>
    /// Excludes in-memory lists of work for later in the same method, calls that write text, and measurements: <c>Queue&lt;T&gt;.Enqueue</c>,
    /// <c>StreamWriter.WriteAsync</c>, <c>Stopwatch.StartNew</c>.
    /// </summary>
    private bool Starts(InvocationExpressionSyntax call, string name, bool takesCode) =>
        StartsByEvent(call, name) ?? ((StartsByName(call, name) || (!takesCode && SyncHandOvers.IsMadeBy(call, name, _methods))) && !LaterWork.IsOfUserInterface(call)
            && !(_methods.Symbol(call)?.ContainingType is { } type && type.RootNamespace() == "System"
            && (type.ContainingNamespace.Name is "IO" or "Diagnostics" || (name == SyncWords.Enqueue && type.Name is "Queue" or "PriorityQueue"))));

    private bool StartsByName(InvocationExpressionSyntax call, string name) =>
        SyncFacts.Starts(call, name) && !SyncsInMemory.AreRunBy(call, _methods) && !SyncHandOvers.IsToOwnWriter(call, name, _methods);

    /// <summary>
    /// <c>RaiseDomainEvent(new AccountLinked(Id))</c>: an event of this project, or a mediator's notification, starts the sync only if one of its
    /// handlers does.
    /// </summary>
    private bool? StartsByEvent(InvocationExpressionSyntax call, string name)
    {
        if ((_events.HandlersOf(call, name) ?? _notifications.HandlersOf(call, name)) is not { } handlers)
        {
            return null;
        }

        foreach (var handler in handlers)
        {
            VisitPlain(handler, depth: 1);
            Syncs |= _events.HandsOn(handler);
        }

        return Syncs;
    }

    private bool IsTrigger(InvocationExpressionSyntax call) =>
        !_options.SyncTriggerMethods.IsEmpty && _methods.Symbol(call) is { } method && _options.SyncTriggerMethods.Contains(method);

    private bool IsExchange(InvocationExpressionSyntax call, string name) =>
        !ExchangeWords.OtherCodes.Matches(name) && !IsOfOtherTaker(call)
        && (ExchangeWords.Calls.Matches(name) || (_inContext && (ExchangeWords.CallsInContext.Matches(name) || ExchangeWords.SignIns.Matches(name)))
            || (ExchangeWords.Verbs.Matches(name) && IsOfTaker(call)))
        && !_methods.IsOfFramework(call);

    /// <summary>Returns true if the call gets a provider's tokens, <c>GenerateSlackToken(code)</c>, rather than the application's own.</summary>
    private static bool IsForProvider(string name) =>
        ExchangeWords.Calls.Matches(name) || (SignInWords.Tokens.Matches(name) && KnownProviders.NameInIdentifier(name) is not null);

    private static bool IsOfOtherTaker(InvocationExpressionSyntax call) =>
        call.Receiver()?.DescendantNodesAndSelf().OfType<SimpleNameSyntax>()
            .Any(static receiver => ExchangeWords.OtherTakers.Matches(receiver.Identifier.ValueText)) == true;

    /// <summary>Checks the containing type, or the name of the receiver.</summary>
    private bool IsOfTaker(InvocationExpressionSyntax call) =>
        ExchangeWords.Takers.Matches(_methods.Symbol(call)?.ContainingType?.Name ?? "")
        || (call.Receiver() switch
        {
            IdentifierNameSyntax receiver => ExchangeWords.Takers.Matches(receiver.Identifier.ValueText.TrimStart('_')),
            MemberAccessExpressionSyntax receiver => ExchangeWords.Takers.Matches(receiver.Name.Identifier.ValueText),
            _ => false,
        });

    /// <summary>Gets the parameters of the called method that receive the value or something derived from it.</summary>
    public static List<(string Name, Trace Trace)> Passed(InvocationExpressionSyntax call, IReadOnlyList<string> parameters, ValueFlow flow)
    {
        List<(string, Trace)> passed = new();
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (argument.ParameterName(parameters) is { } name && flow.Passes(argument.Expression) is { } trace)
            {
                passed.Add((name, trace));
            }
        }

        return passed;
    }
}
