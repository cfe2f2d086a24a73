using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>What a variable has of the value that is followed; the later the stronger.</summary>
internal enum Trace
{
    /// <summary>Something was made of it.</summary>
    Derived,

    /// <summary>A person's data that came for it, and no token.</summary>
    Profile,

    /// <summary>Tokens that came for it.</summary>
    Token,

    /// <summary>An object that has it as a member.</summary>
    Carrier,

    /// <summary>The value itself.</summary>
    Raw,
}

/// <summary>A value that a request brings: the keys and the members under which it comes.</summary>
internal sealed record RequestValue(WordTable Keys, WordTable Members)
{
    public static readonly RequestValue Code = new(CallbackWords.CodeKeys, CallbackWords.CodeNames);
    public static readonly RequestValue State = new(StateNames.Keys, StateNames.OfCallbacks);

    public bool IsMember(string name) => Members.Matches(name);
}

/// <summary>
/// What is made of a value in one body, by the names of variables: binding would lose the values of libraries that are missing.
/// </summary>
internal sealed class ValueFlow
{
    private readonly RequestValue _value;
    private readonly Dictionary<string, Trace> _traces = new(StringComparer.Ordinal);
    private readonly HashSet<string> _locals = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ownMembers = new(StringComparer.Ordinal);

    /// <summary>Objects of which nothing but these members was set to something of the value.</summary>
    private readonly Dictionary<string, HashSet<string>> _setMembers = new(StringComparer.Ordinal);

    /// <summary>Objects that exchanged the value and were not asked for the tokens: they have them in a member.</summary>
    private readonly HashSet<string> _clients = new(StringComparer.Ordinal);

    /// <summary>Objects with a person's data that came for the code itself: what was exchanged for it may be a member of theirs.</summary>
    private readonly HashSet<string> _profilesOfCodes = new(StringComparer.Ordinal);

    /// <summary>The body gets tokens and no code, and asks for no others: what its requests are answered with is data.</summary>
    private readonly bool _hasOnlyTokens;

    /// <param name="body">The code to follow the value in.</param>
    /// <param name="value">What is followed.</param>
    /// <param name="known">Parameters and members that have something of it from the start.</param>
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
        }
    }

    public bool IsLocal(string name) => _locals.Contains(name);

    /// <summary>What the body sets members of its own type to, as far as that has something of the value.</summary>
    public IEnumerable<(string Name, Trace Trace)> OwnMembers =>
        _ownMembers.Where(name => _traces.ContainsKey(name) && !_locals.Contains(name)).Select(name => (name, _traces[name]));

    /// <summary>True when the code is, or is made of, the value.</summary>
    public bool IsFrom(SyntaxNode code) => code.DescendantNodesAndSelf().Any(node => TraceOf(node) is not null);

    /// <summary>True when more than a person's data comes from the value.</summary>
    public bool HasMoreThanProfile(SyntaxNode code) => Uses(code).Any(static trace => trace != Trace.Profile);

    /// <summary>What a call hands over in an argument; null when that has nothing of the value.</summary>
    public Trace? Passes(ExpressionSyntax argument) =>
        IsRaw(argument) ? Trace.Raw
        : IsCarrier(argument) && !(argument is BaseObjectCreationExpressionSyntax && HandsOnTokens(argument)) ? Trace.Carrier
        : HasTokens(argument) ? Trace.Token
        : !IsFrom(argument) ? null
        : Uses(argument).All(static trace => trace == Trace.Profile) ? Trace.Profile
        : Trace.Derived;

    /// <summary>True for the value itself, as it came, and for a text that it is a part of.</summary>
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
    /// True when tokens that came for the value are in the code, by what it is made of, by what it is called, or as the answer to it.
    /// </summary>
    public bool HasTokens(SyntaxNode code) => HasNamedTokens(code) || (HasCall(code) && IsFrom(code) && Kind(code) == Trace.Token);

    private bool HasNamedTokens(SyntaxNode code)
    {
        var uses = Uses(code).Where(static trace => trace != Trace.Profile).ToList();
        return uses.Count > 0 && (uses.Contains(Trace.Token) || code.DescendantTokens().Any(NamesToken));
    }

    /// <summary>All of them, and not one that was taken out.</summary>
    private bool IsTokens(ArgumentSyntax argument) => argument.Expression is IdentifierNameSyntax && HasNamedTokens(argument);

    private static bool HasCall(SyntaxNode code) => code.DescendantNodesAndSelf().Any(static node => node is InvocationExpressionSyntax);

    /// <summary>The object that carries the value, handed over whole or newly made, and what it got from the body of the request.</summary>
    public bool IsCarrier(ExpressionSyntax code) =>
        (code is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax whole, Name.Identifier.ValueText: var part }
            && CallbackWords.BoundBodies.Matches(part) && IsCarrier(whole))
        || (code is IdentifierNameSyntax name && _traces.TryGetValue(name.Identifier.ValueText, out var trace) && trace == Trace.Carrier)
        || IsMapped(code)
        || (code is BaseObjectCreationExpressionSyntax && Uses(code).Any(static trace => trace != Trace.Profile));

    /// <summary><c>mapper.Map&lt;TokenRequest&gt;(model)</c>: an object of another type that has the value as well.</summary>
    private bool IsMapped(ExpressionSyntax code) =>
        code is InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var mapped }] } call
        && SaveWords.Mappings.Matches(call.CalledName()) && IsCarrier(mapped);

    /// <summary><c>Request.Query["code"]</c>, <c>query.Get("code")</c>, <c>Request.Query.TryGetValue("code", …)</c>, …</summary>
    public bool IsKeyRead(SyntaxNode node) => RequestReads.KeyOf(node) is { } key && _value.Keys.Matches(key);

    private IEnumerable<Trace> Uses(SyntaxNode code) => code.DescendantNodesAndSelf().Select(TraceOf).OfType<Trace>();

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
            && (trace != Trace.Carrier || IsUseOfCarrier(name)) => trace,
        ElementAccessExpressionSyntax or InvocationExpressionSyntax or ConditionalAccessExpressionSyntax when IsKeyRead(node) => Trace.Raw,
        _ => null,
    };

    /// <summary>Of an object that has the value, only the value counts, and the object as a whole.</summary>
    private bool IsUseOfCarrier(IdentifierNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => _value.IsMember(access.Name.Identifier.ValueText)
            || (access.Parent is InvocationExpressionSyntax && ExchangeWords.Forms.Matches(access.Name.Identifier.ValueText))
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

    /// <summary><c>session.Tokens = …; Use(session.Hmac)</c>: a member beside those that were set.</summary>
    private bool IsOtherMember(IdentifierNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax { Parent: not InvocationExpressionSyntax } access
        && access.Expression == name
        && _setMembers.TryGetValue(name.Identifier.ValueText, out var members)
        && !members.Contains(access.Name.Identifier.ValueText);

    /// <summary>No name of a member, an argument or an initializer.</summary>
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
                    Set(designation.Identifier.ValueText, source);
                }

                break;
            case AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax } assignment:
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
                && call.ArgumentList.Arguments.Any(argument => IsFrom(argument)):
                // request.AddParameter("code", code)
                Set(root, call.ArgumentList, isWhole: false);
                break;
            case ArgumentSyntax { RefKindKeyword.RawKind: not 0, Expression: IdentifierNameSyntax output, Parent.Parent: InvocationExpressionSyntax call }:
                Set(output.Identifier.ValueText, call);
                break;
        }
    }

    /// <summary><c>answer.Match(token => …, error => …)</c>: what a call is made on is handed to the functions that it takes.</summary>
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

    /// <summary>What a variable of a pattern, of an out argument or of a deconstruction is taken from.</summary>
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

    /// <summary>What one variable of a deconstruction is set to: <c>var (code, state) = (request.Code, request.State)</c>.</summary>
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

        if (trace == Trace.Profile && isWhole && _value == RequestValue.Code
            && value.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>()
                .Any(call => call.ArgumentList.Arguments.Any(argument => Passes(argument.Expression) is Trace.Raw or Trace.Carrier)))
        {
            _profilesOfCodes.Add(name);
        }

        // An object that got a token keeps it; a variable that is set anew has what it is set to.
        if (isWhole || !_traces.TryGetValue(name, out var known) || known < trace)
        {
            _traces[name] = trace;
        }
    }

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

    /// <summary>A new object that gets the value itself and no tokens, whatever its type and the members beside it are called.</summary>
    private bool Carries(ExpressionSyntax made) =>
        made is BaseObjectCreationExpressionSyntax creation && !Uses(made).Contains(Trace.Token)
        && ((creation.ArgumentList?.Arguments.Any(argument => IsRaw(argument.Expression)) ?? false)
            || (creation.Initializer?.Expressions
                .OfType<AssignmentExpressionSyntax>()
                .Any(member => member.Left is IdentifierNameSyntax { Identifier.ValueText: var name } && _value.IsMember(name) && IsRaw(member.Right))
                    ?? false));

    /// <summary><c>client.PostAsync("https://api.contoso.com/oauth2/verify", form)</c>: who the token belongs to.</summary>
    private bool AsksForAPerson(InvocationExpressionSyntax call) =>
        ExchangeWords.Sends.Matches(call.CalledName())
        && call.ArgumentList.Arguments.Any(argument => IsFrom(argument))
        && !call.ArgumentList.Arguments.Any(argument => IsRaw(argument.Expression))
        && call.ArgumentList.Arguments is [{ Expression: var url }, ..] && url.Mentions(SaveWords.UrlsOfPeople);

    private Trace Kind(SyntaxNode value)
    {
        // A token that is made for a person is our own.
        if (Uses(value).All(static trace => trace == Trace.Profile))
        {
            return Trace.Profile;
        }

        foreach (var call in value.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>())
        {
            var called = call.CalledName();
            if (SaveWords.TokenNames.Matches(called)
                || (SaveWords.Conversions.Matches(called) && call.ArgumentList.Arguments.Any(IsTokens)))
            {
                return Trace.Token;
            }

            if ((SaveWords.Profiles.Matches(called) || (_hasOnlyTokens && ExchangeWords.Sends.Matches(called)))
                && call.ArgumentList.Arguments.Any(argument => IsFrom(argument)))
            {
                return Trace.Profile;
            }

            if (AsksForAPerson(call))
            {
                return Trace.Profile;
            }

            // What comes for the code itself, or as the answer to a request that was made with it, is tokens.
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
