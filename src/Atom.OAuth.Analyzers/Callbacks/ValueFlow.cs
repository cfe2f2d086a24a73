using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>What a variable contains of the tracked value, from weakest to strongest.</summary>
internal enum Trace
{
    /// <summary>A value derived from it.</summary>
    Derived,

    /// <summary>A user's profile obtained with it, without a token.</summary>
    Profile,

    /// <summary>Tokens obtained with it.</summary>
    Token,

    /// <summary>An object with the value as a member.</summary>
    Carrier,

    /// <summary>The value itself.</summary>
    Raw,
}

/// <summary>A value in a request, with the keys and members that may hold it.</summary>
internal sealed record RequestValue(WordTable Keys, WordTable Members)
{
    public static readonly RequestValue Code = new(CallbackWords.CodeKeys, CallbackWords.CodeNames);
    public static readonly RequestValue State = new(StateNames.Keys, StateNames.OfCallbacks);

    public bool IsMember(string name) => Members.Matches(name);
}

/// <summary>Tracks a value in a single body by the names of variables: binding would lose values of libraries that cannot be resolved.</summary>
internal sealed class ValueFlow
{
    private readonly RequestValue _value;
    private readonly Dictionary<string, Trace> _traces = new(StringComparer.Ordinal);
    private readonly HashSet<string> _locals = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ownMembers = new(StringComparer.Ordinal);

    /// <summary>Objects of which only these members were set to something derived from the value.</summary>
    private readonly Dictionary<string, HashSet<string>> _setMembers = new(StringComparer.Ordinal);

    /// <summary>Objects that hold the code, and get the tokens for it afterwards: <c>user.AccessToken = tokens.AccessToken</c>.</summary>
    private readonly HashSet<string> _filled = new(StringComparer.Ordinal);

    /// <summary>Objects that exchanged the value while the result was ignored: a member holds the tokens.</summary>
    private readonly HashSet<string> _clients = new(StringComparer.Ordinal);

    /// <summary>Profiles obtained with the code itself, which may hold the tokens in a member.</summary>
    private readonly HashSet<string> _profilesOfCodes = new(StringComparer.Ordinal);

    /// <summary>Requests and clients with a token as their bearer: the response is data of the account, and no token.</summary>
    private readonly HashSet<string> _withBearer = new(StringComparer.Ordinal);

    /// <summary>The body receives tokens but no code, and makes no token request: responses to its requests are data.</summary>
    private readonly bool _hasOnlyTokens;

    /// <summary>Once the traces are complete, the same arguments are asked for again and again.</summary>
    private readonly Dictionary<SyntaxNode, TraceSet>? _uses;

    /// <param name="body">The code to track the value in.</param>
    /// <param name="value">The value to track.</param>
    /// <param name="known">Parameters and members with an initial trace.</param>
    public ValueFlow(SyntaxNode body, RequestValue value, IEnumerable<(string Name, Trace Trace)> known)
    {
        _value = value;
        foreach (var (name, trace) in known)
        {
            _traces[name] = trace;
        }

        _hasOnlyTokens = _traces.Count > 0 && _traces.Values.All(static trace => trace is Trace.Token or Trace.Profile) && !TokenRequest.IsIn(body);
        foreach (var node in body.DescendantNodes())
        {
            Follow(node);
            FollowIntoLambda(node);
            if (node is InvocationExpressionSyntax call && IsExchange(call))
            {
                _clients.Add(call.Receiver()!.Root()!);
            }

            if (node is InvocationExpressionSyntax set && BearerHeaders.RequestWith(set) is { } request && HasTokens(set.ArgumentList))
            {
                _withBearer.Add(request);
            }
        }

        _uses = new();
    }

    public bool IsLocal(string name) => _locals.Contains(name);

    /// <summary>The members of its own type that the body sets to something derived from the value.</summary>
    public IEnumerable<(string Name, Trace Trace)> OwnMembers =>
        _ownMembers.Where(name => _traces.ContainsKey(name) && !_locals.Contains(name)).Select(name => (name, _traces[name]));

    /// <summary>Returns true if the code contains the value or something derived from it.</summary>
    public bool IsFrom(SyntaxNode code) => !Uses(code).IsEmpty;

    /// <summary>Returns true if the code contains more than a profile obtained with the value.</summary>
    public bool HasMoreThanProfile(SyntaxNode code) => Uses(code).HasOtherThan(Trace.Profile);

    /// <summary>Gets the trace that an argument passes to a method; null if it has nothing to do with the value.</summary>
    public Trace? Passes(ExpressionSyntax argument) =>
        IsRaw(argument) ? Trace.Raw
        : IsCarrier(argument) && !(argument is BaseObjectCreationExpressionSyntax && HandsOnTokens(argument)) ? Trace.Carrier
        : HasTokens(argument) ? Trace.Token
        : Uses(argument) is { IsEmpty: false } uses ? uses.HasOtherThan(Trace.Profile) ? Trace.Derived : Trace.Profile
        : null;

    /// <summary>Returns true for the unchanged value, and for a string that contains it.</summary>
    public bool IsRaw(ExpressionSyntax code) => code switch
    {
        IdentifierNameSyntax name => _traces.TryGetValue(name.Identifier.ValueText, out var trace) && trace == Trace.Raw,
        ParenthesizedExpressionSyntax inner => IsRaw(inner.Expression),
        PostfixUnaryExpressionSyntax inner => IsRaw(inner.Operand),
        CastExpressionSyntax cast => IsRaw(cast.Expression),
        AwaitExpressionSyntax wait => IsRaw(wait.Expression),
        BinaryExpressionSyntax binary when binary.Kind() is SyntaxKind.CoalesceExpression or SyntaxKind.AddExpression =>
            IsRaw(binary.Left) || IsRaw(binary.Right),
        InterpolatedStringExpressionSyntax text => text.Contents.OfType<InterpolationSyntax>().Any(part => IsRaw(part.Expression)),
        MemberAccessExpressionSyntax access => IsCarried(access)
            || (access.Name.Identifier.ValueText is "Value" or "Result" && IsRaw(access.Expression))
            || (access.Expression is ThisExpressionSyntax && IsRaw(access.Name)),
        ConditionalAccessExpressionSyntax access => IsKeyRead(access) || IsRaw(access.Expression) || IsRaw(access.WhenNotNull)
            || TraceOf(access.Expression) == Trace.Carrier,
        ElementAccessExpressionSyntax access =>
            IsKeyRead(access)
                || (access.ArgumentList.Arguments is [{ Expression: LiteralExpressionSyntax { Token.ValueText: "0" } }]
                    && IsKeyRead(access.Expression)),
        InvocationExpressionSyntax call => IsKeyRead(call)
            || (call is { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetString" } json }
                && IsRaw(json.Expression))
            || (call.ArgumentList.Arguments.Count == 0 && SaveWords.Choices.Matches(call.CalledName()) && call.Receiver() is { } several && IsRaw(several))
            || (SaveWords.Texts.Matches(call.CalledName())
                && (call.ArgumentList.Arguments.Any(argument => IsRaw(argument.Expression)) || (call.Receiver() is { } receiver && IsRaw(receiver)))),
        _ => false,
    };

    /// <summary>
    /// Returns true if the code contains tokens obtained with the value, by the variables it uses, by name, or as the result of a call.
    /// </summary>
    public bool HasTokens(SyntaxNode code) => HasNamedTokens(code) || (HasCall(code) && IsFrom(code) && Kind(code) == Trace.Token);

    private bool HasNamedTokens(SyntaxNode code)
    {
        var uses = Uses(code);
        return uses.HasOtherThan(Trace.Profile) && (uses.Contains(Trace.Token) || code.DescendantTokens().Any(NamesToken)
            || (_filled.Count > 0 && code.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(IsFilled)));
    }

    /// <summary>Returns true for the whole object, not for a member such as the code.</summary>
    private bool IsFilled(IdentifierNameSyntax name) =>
        _filled.Contains(name.Identifier.ValueText) && name.Parent is not MemberAccessExpressionSyntax;

    /// <summary>Returns true for the whole token object, not for a member of it.</summary>
    private bool IsTokens(ArgumentSyntax argument) => argument.Expression is IdentifierNameSyntax && HasNamedTokens(argument);

    private static bool HasCall(SyntaxNode code) => code.DescendantNodesAndSelf().Any(static node => node is InvocationExpressionSyntax);

    /// <summary>Returns true for an object that contains the value, whole or newly created, and for its member with the request body.</summary>
    public bool IsCarrier(ExpressionSyntax code) =>
        (code is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax whole, Name.Identifier.ValueText: var part }
            && CallbackWords.BoundBodies.Matches(part) && IsCarrier(whole))
        || (code is IdentifierNameSyntax name && _traces.TryGetValue(name.Identifier.ValueText, out var trace) && trace == Trace.Carrier)
        || IsMapped(code)
        || (code is BaseObjectCreationExpressionSyntax && Uses(code).HasOtherThan(Trace.Profile));

    /// <summary>
    /// <c>mapper.Map&lt;TokenRequest&gt;(model)</c>, <c>model.ToCommand()</c>, <c>BuildParameters(code)</c>: an object of another type that also
    /// contains the value.
    /// </summary>
    private bool IsMapped(ExpressionSyntax code) =>
        code is InvocationExpressionSyntax call
        && ((call.ArgumentList.Arguments is [{ Expression: var mapped }] && SaveWords.Mappings.Matches(call.CalledName()) && IsCarrier(mapped))
            || (call.Receiver() is { } own && SaveWords.OwnMappings.Matches(call.CalledName()) && IsCarrier(own))
            || (ExchangeWords.FormMakers.Matches(call.CalledName()) && call.ArgumentList.Arguments.Any(argument => IsRaw(argument.Expression))));

    /// <summary><c>Request.Query["code"]</c>, <c>query.Get("code")</c>, <c>Request.Query.TryGetValue("code", …)</c>, …</summary>
    public bool IsKeyRead(SyntaxNode node) => RequestReads.KeyOf(node) is { } key && _value.Keys.Matches(key);

    private TraceSet Uses(SyntaxNode code)
    {
        // Most arguments are a name or a literal, which has no descendants to enumerate.
        var value = code is ArgumentSyntax { NameColon: null } argument ? argument.Expression : code;
        if (value is IdentifierNameSyntax or LiteralExpressionSyntax)
        {
            return TraceSet.Empty.With(TraceOf(value));
        }

        if (_uses is not null && _uses.TryGetValue(value, out var known))
        {
            return known;
        }

        var uses = TraceSet.Empty;
        foreach (var node in value.DescendantNodesAndSelf())
        {
            uses = uses.With(TraceOf(node));
        }

        _uses?.Add(value, uses);
        return uses;
    }

    private static bool NamesToken(SyntaxToken token) =>
        token.Kind() is SyntaxKind.IdentifierToken or SyntaxKind.StringLiteralToken
        && token.ValueText.Length is > 4 and < 60
        && token.ValueText.IndexOf("ancellation", StringComparison.Ordinal) < 0
        && AnyCase.ContainsAny(token.ValueText, SaveWords.TokenWords)
        && SaveWords.TokenNames.Matches(token.ValueText);

    private Trace? TraceOf(SyntaxNode node) => node switch
    {
        IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax { Parent: not InvocationExpressionSyntax } access } name
            when access.Expression == name
                && (_clients.Contains(name.Identifier.ValueText)
                    || (_profilesOfCodes.Contains(name.Identifier.ValueText) && SaveWords.TokenMembers.Matches(access.Name.Identifier.ValueText))) => Trace.Token,
        IdentifierNameSyntax name when _traces.TryGetValue(name.Identifier.ValueText, out var trace)
            && IsValue(name)
            && !IsOtherMember(name)
            && (trace != Trace.Carrier || IsUseOfCarrier(name)) => trace == Trace.Token && (IsGivenAsId(name) || IsFailure(name)) ? Trace.Profile : trace,
        ElementAccessExpressionSyntax or InvocationExpressionSyntax or ConditionalAccessExpressionSyntax when IsKeyRead(node) => Trace.Raw,
        _ => null,
    };

    /// <summary><c>new LoginRow { UserId = account.Id }</c>: the member holds an id; <c>Id = tokens.AccessToken</c> would be a token.</summary>
    private static bool IsGivenAsId(IdentifierNameSyntax name)
    {
        ExpressionSyntax whole = name;
        while (whole.Parent is MemberAccessExpressionSyntax access && access.Expression == whole)
        {
            whole = access;
        }

        return whole.Parent is AssignmentExpressionSyntax
        {
            Parent: InitializerExpressionSyntax, Left: IdentifierNameSyntax { Identifier.ValueText: var member },
        } set
            && set.Right == whole && SaveWords.Ids.Matches(member) && !SaveWords.TokenNames.Matches(member)
            && !whole.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(static part => SaveWords.TokenNames.Matches(part.Identifier.ValueText));
    }

    /// <summary><c>notes.Add(answer.Error)</c>: the result has tokens, or says why it has none.</summary>
    private static bool IsFailure(IdentifierNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } access && access.Expression == name
        && SaveWords.Failures.Matches(member);

    /// <summary>For an object that contains the value, only uses of the value and of the whole object count.</summary>
    private bool IsUseOfCarrier(IdentifierNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => _value.IsMember(access.Name.Identifier.ValueText)
            || (access.Parent is InvocationExpressionSyntax
                && (ExchangeWords.Forms.Matches(access.Name.Identifier.ValueText) || SaveWords.OwnMappings.Matches(access.Name.Identifier.ValueText)))
            || (access.Parent is MemberAccessExpressionSyntax inner && _value.IsMember(inner.Name.Identifier.ValueText)),
        ConditionalAccessExpressionSyntax access =>
            access.WhenNotNull.DescendantNodesAndSelf().OfType<MemberBindingExpressionSyntax>().FirstOrDefault() is { } member
                && _value.IsMember(member.Name.Identifier.ValueText),
        PostfixUnaryExpressionSyntax { Parent: MemberAccessExpressionSyntax access } => _value.IsMember(access.Name.Identifier.ValueText),
        ArgumentSyntax or EqualsValueClauseSyntax or InitializerExpressionSyntax or ExpressionElementSyntax or CastExpressionSyntax => true,
        IsPatternExpressionSyntax { Pattern: DeclarationPatternSyntax } => true,
        AssignmentExpressionSyntax assignment => assignment.Right == name,
        _ => false,
    };

    /// <summary><c>session.Tokens = …; Use(session.Hmac)</c>: a member other than those that were set.</summary>
    private bool IsOtherMember(IdentifierNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax { Parent: not InvocationExpressionSyntax } access
        && access.Expression == name
        && _setMembers.TryGetValue(name.Identifier.ValueText, out var members)
        && !members.Contains(access.Name.Identifier.ValueText);

    /// <summary>Excludes names of members, named arguments and initialized members.</summary>
    private static bool IsValue(IdentifierNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Name != name || access.Expression is ThisExpressionSyntax,
        NameColonSyntax or NameEqualsSyntax or MemberBindingExpressionSyntax => false,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment => assignment.Left != name,
        _ => true,
    };

    private bool IsCarried(MemberAccessExpressionSyntax access) =>
        access.Expression.Root() is { } root && _traces.TryGetValue(root, out var trace) && trace == Trace.Carrier
        && access.Expression is IdentifierNameSyntax or PostfixUnaryExpressionSyntax { Operand: IdentifierNameSyntax }
            or MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax }
        && _value.IsMember(access.Name.Identifier.ValueText);

    private void Follow(SyntaxNode node)
    {
        switch (node)
        {
            case VariableDeclaratorSyntax variable:
                _locals.Add(variable.Identifier.ValueText);
                if (variable.Initializer is { Value: var value })
                {
                    Set(variable.Identifier.ValueText, value);
                }

                break;
            case SingleVariableDesignationSyntax designation:
                _locals.Add(designation.Identifier.ValueText);
                if (Source(designation) is { } source)
                {
                    SetPart(designation, source);
                }

                break;
            case AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax } assignment:
                if (BearerHeaders.RequestWith(assignment) is { } request && HasTokens(assignment.Right))
                {
                    _withBearer.Add(request);
                }

                var isOwn = assignment.Left is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax };
                foreach (var target in Targets(assignment.Left))
                {
                    if (isOwn || assignment.Left is IdentifierNameSyntax)
                    {
                        _ownMembers.Add(target);
                    }

                    Set(
                        target,
                        assignment.Right,
                        isWhole: isOwn || assignment.Left is IdentifierNameSyntax or TupleExpressionSyntax,
                        member: assignment.Left as MemberAccessExpressionSyntax);
                }

                break;
            case ForEachStatementSyntax loop:
                _locals.Add(loop.Identifier.ValueText);
                Set(loop.Identifier.ValueText, loop.Expression);
                break;
            case InvocationExpressionSyntax { Parent: not ArgumentSyntax } call when _value == RequestValue.Code
                && call.Receiver()?.Root() is { } root
                && _locals.Contains(root)
                && call.ArgumentList.Arguments.Any(argument => IsFrom(argument))
                && !AsksForAProfile(call):
                // request.AddParameter("code", code)
                Set(root, call.ArgumentList, isWhole: false);
                break;
            case ArgumentSyntax { RefKindKeyword.RawKind: not 0, Expression: IdentifierNameSyntax output, Parent.Parent: InvocationExpressionSyntax call }:
                Set(output.Identifier.ValueText, call);
                break;
        }
    }

    /// <summary><c>answer.Match(token => …, error => …)</c>: the receiver is passed to the lambda's first parameter.</summary>
    private void FollowIntoLambda(SyntaxNode node)
    {
        if (_value == RequestValue.Code
            && node is LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } lambda
            && CallbackCandidate.ParametersOf(lambda).FirstOrDefault() is { } given
            && call.Receiver() is { } receiver && IsFrom(receiver))
        {
            _locals.Add(given.Identifier.ValueText);
            Set(given.Identifier.ValueText, receiver);
        }
    }

    private bool IsExchange(InvocationExpressionSyntax call) =>
        call.Parent is ExpressionStatementSyntax or AwaitExpressionSyntax { Parent: ExpressionStatementSyntax }
        && _value == RequestValue.Code && call.Receiver()?.Root() is not null
        && ExchangeWords.Calls.Matches(call.CalledName()) && call.ArgumentList.Arguments.Any(argument => IsRaw(argument.Expression));

    /// <summary>Gets the source of a variable declared in a pattern, <c>out</c> argument or deconstruction.</summary>
    private static ExpressionSyntax? Source(SingleVariableDesignationSyntax designation) =>
        designation.FirstAncestorOrSelf<SyntaxNode>(static node => node is ArgumentSyntax
            or IsPatternExpressionSyntax or SwitchExpressionArmSyntax or AssignmentExpressionSyntax or StatementSyntax) switch
        {
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => call,
            ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } all } part =>
                PartOf(assignment.Right, all.Arguments.IndexOf(part), all.Arguments.Count),
            IsPatternExpressionSyntax pattern => pattern.Expression,
            SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice } => choice.GoverningExpression,
            SwitchStatementSyntax choice => choice.Expression,
            AssignmentExpressionSyntax assignment when designation.Parent is ParenthesizedVariableDesignationSyntax all =>
                PartOf(assignment.Right, all.Variables.IndexOf(designation), all.Variables.Count),
            AssignmentExpressionSyntax assignment => assignment.Right,
            _ => null,
        };

    /// <summary>Gets the value of a variable in a deconstruction: <c>var (code, state) = (request.Code, request.State)</c>.</summary>
    private static ExpressionSyntax PartOf(ExpressionSyntax value, int index, int count) =>
        value is TupleExpressionSyntax tuple && tuple.Arguments.Count == count ? tuple.Arguments[index].Expression : value;

    private static IEnumerable<string> Targets(ExpressionSyntax target) => target switch
    {
        TupleExpressionSyntax tuple => tuple.Arguments.Select(static argument => argument.Expression.Root()).OfType<string>(),
        _ when target.Root() is { } root => new[] { root },
        _ => Enumerable.Empty<string>(),
    };

    private void Set(string name, SyntaxNode value, bool isWhole = true, MemberAccessExpressionSyntax? member = null)
    {
        if (isWhole)
        {
            _withBearer.Remove(name);
        }

        if (!IsFrom(value))
        {
            return;
        }

        NoteMember(name, isWhole || member is not { Expression: IdentifierNameSyntax } ? null : member.Name.Identifier.ValueText);

        var trace = isWhole && value is ExpressionSyntax whole && IsRaw(whole) ? Trace.Raw
            : isWhole && value is ExpressionSyntax made && IsCarrier(made) && !HandsOnTokens(made) ? Trace.Carrier
            : Kind(value);
        if (trace == Trace.Derived
            && (SaveWords.TokenNames.Matches(name) || (member is not null && SaveWords.TokenNames.Matches(member.Name.Identifier.ValueText))))
        {
            trace = Trace.Token;
        }

        if (trace == Trace.Token && isWhole && _value == RequestValue.Code && SignInWords.People.Matches(name) && SignsIn(value))
        {
            trace = Trace.Profile;
        }

        if (trace == Trace.Profile && isWhole && _value == RequestValue.Code
            && value.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>()
                .Any(call => call.ArgumentList.Arguments.Any(argument => Passes(argument.Expression) is Trace.Raw or Trace.Carrier)))
        {
            _profilesOfCodes.Add(name);
        }

        // Setting a member of an object keeps a stronger trace; setting the variable itself replaces it.
        if (isWhole || !_traces.TryGetValue(name, out var known) || known < trace)
        {
            _traces[name] = trace;
        }
        else if (known == Trace.Carrier && trace == Trace.Token && _locals.Contains(name))
        {
            _filled.Add(name);
        }
    }

    /// <summary><c>await handler.HandleCallbackAsync(code)</c>: takes the code, and its name mentions no token.</summary>
    private bool SignsIn(SyntaxNode value) =>
        !Uses(value).Contains(Trace.Token)
        && value.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Select(static call => call.CalledName()).ToList() is var called
        && called.Exists(SignInWords.CallsForPeople.Matches) && !called.Exists(SaveWords.TokenNames.Matches);

    /// <summary><c>var (code, state) = request;</c>: of the parts of an object that contains the value, one is the value.</summary>
    private void SetPart(SingleVariableDesignationSyntax part, ExpressionSyntax source)
    {
        var name = part.Identifier.ValueText;
        if (source is not IdentifierNameSyntax || !IsCarrier(source) || !PartsWith(part).Any(_value.IsMember))
        {
            Set(name, source);
        }
        else if (_value.IsMember(name))
        {
            _traces[name] = Trace.Raw;
        }
    }

    /// <summary>The variables of <c>var (code, state) = …</c>, or of <c>(var code, var state) = …</c>.</summary>
    private static IEnumerable<string> PartsWith(SingleVariableDesignationSyntax part) => part.Parent switch
    {
        ParenthesizedVariableDesignationSyntax all => NamesIn(all),
        DeclarationExpressionSyntax { Parent: ArgumentSyntax { Parent: TupleExpressionSyntax all } } => NamesIn(all),
        _ => Enumerable.Empty<string>(),
    };

    private static IEnumerable<string> NamesIn(SyntaxNode parts) =>
        parts.DescendantNodes().OfType<SingleVariableDesignationSyntax>().Select(static part => part.Identifier.ValueText);

    private void NoteMember(string name, string? member)
    {
        if (member is null)
        {
            _setMembers.Remove(name);
        }
        else if (_setMembers.TryGetValue(name, out var members))
        {
            members.Add(member);
        }
        else if (!_traces.ContainsKey(name))
        {
            _setMembers[name] = new HashSet<string>(StringComparer.Ordinal) { member };
        }
    }

    private bool HandsOnTokens(ExpressionSyntax made) => HasTokens(made) && !Carries(made) && !IsMapped(made);

    /// <summary>Returns true for a new object with the value itself and no tokens, whatever the names of its type and other members.</summary>
    private bool Carries(ExpressionSyntax made) =>
        made is BaseObjectCreationExpressionSyntax creation && !Uses(made).Contains(Trace.Token)
        && ((creation.ArgumentList?.Arguments.Any(argument => IsRaw(argument.Expression)) ?? false)
            || (creation.Initializer?.Expressions
                .OfType<AssignmentExpressionSyntax>()
                .Any(member => member.Left is IdentifierNameSyntax { Identifier.ValueText: var name } && _value.IsMember(name) && IsRaw(member.Right))
                    ?? false));

    /// <summary><c>var user = await provider.GetUserInfoAsync(tokens)</c>: whoever is asked for a profile does not keep the tokens.</summary>
    private static bool AsksForAProfile(InvocationExpressionSyntax call) =>
        call.CalledName() is var called && SaveWords.Profiles.Matches(called) && !SaveWords.TokenNames.Matches(called)
        && ExchangeWords.Sends.Matches(called) && GivenValues.VariableSetBy(Awaiting.UserOf(call)) is not null;

    /// <summary><c>client.PostAsync("https://api.contoso.com/oauth2/verify", form)</c>: asks for the token's owner.</summary>
    private bool AsksForAPerson(InvocationExpressionSyntax call) =>
        ExchangeWords.Sends.Matches(call.CalledName())
        && call.ArgumentList.Arguments.Any(argument => IsFrom(argument))
        && !call.ArgumentList.Arguments.Any(argument => IsRaw(argument.Expression))
        && call.ArgumentList.Arguments is [{ Expression: var url }, ..] && url.Mentions(SaveWords.UrlsOfPeople);

    /// <summary><c>await discord.GetGuildsAsync(token)</c>: what the token's owner belongs to contains no token.</summary>
    private bool AsksForMemberships(InvocationExpressionSyntax call, string called) =>
        ExchangeWords.Sends.Matches(called) && SaveWords.Memberships.Matches(called) && TakesTokensOnly(call);

    private bool SendsBearer(InvocationExpressionSyntax call, string called) =>
        _withBearer.Count > 0 && ExchangeWords.Sends.Matches(called)
        && (call.ArgumentList.Arguments.Any(argument =>
                argument.Expression is IdentifierNameSyntax { Identifier.ValueText: var request } && _withBearer.Contains(request))
            || (call.Receiver() is IdentifierNameSyntax { Identifier.ValueText: var client } && _withBearer.Contains(client)
                && !TokenRequest.IsIn(call) && !Uses(call.ArgumentList).Contains(Trace.Raw)));

    /// <summary><c>GetUserByToken</c>, <c>UseTokenToGetProfile</c>: the name mentions a token only as the argument of a call for a profile.</summary>
    private static bool NamesTokenOfArgument(string called) =>
        ResultsIn(called).Any(static result => SaveWords.Profiles.Matches(result) && !SaveWords.TokenNames.Matches(result));

    /// <summary>A call that takes the code cannot mean its argument by the token in its name: <c>GetUserInfoWithTokensAsync(code)</c>.</summary>
    private bool TakesTokensOnly(InvocationExpressionSyntax call) => !PassesCode(call);

    /// <summary>Returns true if the call is given the code, or a request that contains it.</summary>
    public bool PassesCode(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Any(argument => IsRaw(argument.Expression) || IsCarrier(argument.Expression));

    /// <summary><c>GoogleJsonWebSignature.ValidateAsync(tokens.IdToken)</c>: an id token says only who the user is.</summary>
    private bool TakesIdToken(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.Where(argument => IsFrom(argument)).ToList() is { Count: > 0 } given
        && given.TrueForAll(static argument =>
            argument.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } && SaveWords.IdTokens.Matches(member));

    private static IEnumerable<string> ResultsIn(string called)
    {
        if (called.IndexOf(SaveWords.BeforeResult, StringComparison.Ordinal) is >= 0 and var result)
        {
            yield return called.Substring(result + SaveWords.BeforeResult.Length);
        }

        foreach (var word in SaveWords.BeforeArguments)
        {
            if (called.IndexOf(word, StringComparison.Ordinal) is > 0 and var end
                && end + word.Length < called.Length && char.IsUpper(called[end + word.Length]))
            {
                yield return called.Substring(0, end);
            }
        }
    }

    private Trace Kind(SyntaxNode value)
    {
        // A token created for a profile is the application's own.
        if (!Uses(value).HasOtherThan(Trace.Profile))
        {
            return Trace.Profile;
        }

        foreach (var call in value.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>())
        {
            var called = call.CalledName();
            if (SendsBearer(call, called))
            {
                return Trace.Profile;
            }

            if (TakesIdToken(call) && !SaveWords.TokenMembers.Matches(called))
            {
                return Trace.Profile;
            }

            if ((SaveWords.TokenNames.Matches(called) && !(NamesTokenOfArgument(called) && TakesTokensOnly(call)))
                || (SaveWords.Conversions.Matches(called) && call.ArgumentList.Arguments.Any(IsTokens)))
            {
                return Trace.Token;
            }

            if ((SaveWords.Profiles.Matches(called) || AsksForMemberships(call, called)
                    || (_hasOnlyTokens && ExchangeWords.Sends.Matches(called) && !SaveWords.Texts.Matches(called)))
                && call.ArgumentList.Arguments.Any(argument => IsFrom(argument)))
            {
                return Trace.Profile;
            }

            if (AsksForAPerson(call))
            {
                return Trace.Profile;
            }

            // The result of a call with the code itself, or of a request made with it, is tokens.
            if (!SaveWords.Texts.Matches(called) && !IsKeyRead(call)
                && call.ArgumentList.Arguments.Any(argument => IsRaw(argument.Expression)
                    || (IsFrom(argument) && ExchangeWords.Sends.Matches(called))))
            {
                return Trace.Token;
            }
        }

        return HasNamedTokens(value) ? Trace.Token : Trace.Derived;
    }
}
