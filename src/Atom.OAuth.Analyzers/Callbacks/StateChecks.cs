using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>How the state is used.</summary>
internal enum StateUse
{
    /// <summary>It is not checked.</summary>
    Unchecked,

    /// <summary>It is checked only after the exchange of the code.</summary>
    CheckedLate,

    /// <summary>It is passed to a method without available source.</summary>
    Unknown,

    /// <summary>It is compared with a stored value, or looked up in a store.</summary>
    Checked,
}

/// <summary>Determines whether a callback checks its state, in its own body or in called methods.</summary>
internal sealed class StateChecks
{
    private const int MaxDepth = 4;

    private readonly CalledMethods _methods;
    private readonly OAuthOptions _options;
    private readonly CancellationToken _cancellationToken;
    private readonly HashSet<SyntaxNode> _visited = new();
    private readonly ExpressionSyntax? _exchange;
    private readonly IEnumerable<(string Name, Trace Trace)> _codes;
    private readonly StateComparisons _comparisons;
    private readonly IdleChecks _idle;
    private bool _isInFilter;

    private StateChecks(
        CallbackCandidate candidate, ExpressionSyntax? exchange, CalledMethods methods, OAuthOptions options, CancellationToken cancellationToken)
    {
        _exchange = IsAwaited(exchange) ? exchange : exchange is null ? SentBy(candidate) : SenderOf(exchange);
        _codes = candidate.KnownCodes;
        _methods = methods;
        _options = options;
        _cancellationToken = cancellationToken;
        _comparisons = new StateComparisons(candidate, methods);
        _idle = new IdleChecks(methods, exchange);
    }

    /// <param name="candidate">The callback.</param>
    /// <param name="exchange">The first use of the code in the callback itself that leads to the exchange.</param>
    /// <param name="methods">The called methods.</param>
    /// <param name="options">The options.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public static StateUse Of(
        CallbackCandidate candidate,
        ExpressionSyntax? exchange,
        CalledMethods methods,
        OAuthOptions options,
        CancellationToken cancellationToken)
    {
        StateChecks checks = new(candidate, exchange, methods, options, cancellationToken);
        var use = checks.Visit(candidate.Node, candidate.KnownStates, depth: 0);
        return use is StateUse.Unchecked or StateUse.CheckedLate ? checks.VisitFilters(candidate, use) : use;
    }

    /// <summary>Visits code that runs before the callback, only if nothing else checks the state.</summary>
    private StateUse VisitFilters(CallbackCandidate candidate, StateUse use)
    {
        CallbackFilters filters = new(candidate, _methods);
        _isInFilter = true;
        foreach (var filter in filters.Bodies())
        {
            // The arguments of an action that has not run yet are not followed.
            var found = CallbackFilters.TakesArguments(filter) ? StateUse.Unknown : Visit(filter, CallbackFilters.StatesIn(filter), depth: 1);
            use = found > use ? found : use;
        }

        return use;
    }

    private StateUse Visit(SyntaxNode body, IEnumerable<(string Name, Trace Trace)> known, int depth)
    {
        if (depth > MaxDepth || !_visited.Add(body))
        {
            return StateUse.Unchecked;
        }

        _cancellationToken.ThrowIfCancellationRequested();
        ValueFlow flow = new(body, RequestValue.State, known);
        ValueFlow? tokens = null;
        var use = StateUse.Unchecked;
        foreach (var node in body.DescendantNodes())
        {
            var found = node switch
            {
                BinaryExpressionSyntax binary when binary.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression =>
                    _comparisons.IsCheck(binary.Left, binary.Right, flow) || _comparisons.IsCheck(binary.Right, binary.Left, flow)
                        ? StateUse.Checked
                        : StateUse.Unchecked,
                BinaryExpressionSyntax { RawKind: (int)SyntaxKind.ExclusiveOrExpression } binary when Compared(binary) is var (left, right) =>
                    _comparisons.IsCheck(left, right, flow) || _comparisons.IsCheck(right, left, flow) ? StateUse.Checked : StateUse.Unchecked,
                ElementAccessExpressionSyntax access => IsLookup(access, flow) ? StateUse.Checked : StateUse.Unchecked,
                InvocationExpressionSyntax call => VisitCall(call, flow, depth),
                BaseObjectCreationExpressionSyntax made => GivesBack(made, flow) ? StateUse.Unknown : StateUse.Unchecked,
                _ => StateUse.Unchecked,
            };
            if (found == StateUse.Checked
                && ((node is InvocationExpressionSyntax lookup && OptionalVerifier.IsFoundBy(lookup)) || _idle.Contain(node, flow, isEntry: depth == 0)))
            {
                found = StateUse.Unchecked;
            }

            if (IsAfterExchange(node))
            {
                // Unseen code that takes the state only now is too late, unless it takes the tokens as well: it may refuse to keep them.
                found = found switch
                {
                    StateUse.Checked => StateUse.CheckedLate,
                    StateUse.Unknown when node is InvocationExpressionSyntax call && Outcomes.Of(call).Parent is ExpressionStatementSyntax
                        && !(tokens ??= new ValueFlow(body, RequestValue.Code, _codes)).IsFrom(call) => StateUse.CheckedLate,
                    _ => found,
                };
            }

            use = found > use ? found : use;
            if (use == StateUse.Checked)
            {
                break;
            }
        }

        return use;
    }

    /// <summary><c>difference |= a[i] ^ b[i]</c>: a comparison in constant time, which collects the differences at equal indexes.</summary>
    private static (ExpressionSyntax Left, ExpressionSyntax Right)? Compared(BinaryExpressionSyntax difference)
    {
        SyntaxNode whole = difference;
        while (whole.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax)
        {
            whole = whole.Parent;
        }

        return whole.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.OrAssignmentExpression }
                or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.BitwiseOrExpression }
            && difference is { Left: ElementAccessExpressionSyntax left, Right: ElementAccessExpressionSyntax right }
            && SyntaxFactory.AreEquivalent(left.ArgumentList, right.ArgumentList)
                ? (left.Expression, right.Expression)
                : null;
    }

    /// <summary>Creating a request is not the exchange yet, so its result must be awaited.</summary>
    private static bool IsAwaited(ExpressionSyntax? exchange)
    {
        var user = exchange?.Parent;
        while (user is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" or "GetAwaiter" } or InvocationExpressionSyntax)
        {
            user = user.Parent;
        }

        return exchange is InvocationExpressionSyntax
            && user is AwaitExpressionSyntax or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result" or "GetResult" };
    }

    /// <summary>Gets the request by which the callback itself exchanges the code: <c>await http.PostAsync(url, form)</c>.</summary>
    private static InvocationExpressionSyntax? SentBy(CallbackCandidate candidate)
    {
        if (!TokenRequest.TakesCode(candidate.Node))
        {
            return null;
        }

        ValueFlow flow = new(candidate.Node, RequestValue.Code, candidate.KnownCodes);
        return candidate.Node.DescendantNodes().OfType<InvocationExpressionSyntax>().FirstOrDefault(call =>
                ExchangeWords.Sends.Matches(call.CalledName())
                && call.ArgumentList.Arguments.Any(given => flow.IsFrom(given.Expression))
                && TokenRequest.IsSentBy(call, candidate.Node)) is { } sent
            && IsAwaited(sent)
                ? sent
                : null;
    }

    /// <summary>Gets the awaited call that sends a form built elsewhere: <c>await http.PostAsync(url, BuildForm(code))</c>.</summary>
    private static InvocationExpressionSyntax? SenderOf(ExpressionSyntax form)
    {
        var variable = (form.Parent as EqualsValueClauseSyntax)?.Parent as VariableDeclaratorSyntax;
        var senders = Members.Around(form)?.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(call =>
            IsAwaited(call)
            && ExchangeWords.Sends.Matches(call.CalledName())
            && call.ArgumentList.Arguments.Any(given => given.Expression == form
                || (given.Expression is IdentifierNameSyntax name && name.Identifier.ValueText == variable?.Identifier.ValueText))).ToList();
        return senders is [var only] ? only : null;
    }

    /// <summary>Returns true if the check follows in the same block; other paths are ignored.</summary>
    private bool IsAfterExchange(SyntaxNode check) =>
        _exchange is not null && check.SpanStart > _exchange.Span.End
        && _exchange.FirstAncestorOrSelf<StatementSyntax>()?.Parent is { } block && block.Contains(check);

    /// <summary><c>return new Authorization { Token = token, State = state }</c>: the caller gets the state back and may check it.</summary>
    private static bool GivesBack(BaseObjectCreationExpressionSyntax made, ValueFlow flow) =>
        made.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax
        && !((made as ObjectCreationExpressionSyntax)?.Type.ToString().EndsWith("Result", StringComparison.Ordinal) ?? false)
        && made.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>()
            .Any(member => flow.IsRaw(member.Right) && member.Left.MentionsInAnyCase(StateNames.SearchWords)) == true;

    private static bool IsLookup(ElementAccessExpressionSyntax access, ValueFlow flow) =>
        access.ArgumentList.Arguments is [{ Expression: var key }]
            && flow.IsRaw(key)
            && !(access.Parent is AssignmentExpressionSyntax assignment && assignment.Left == access);

    private StateUse VisitCall(InvocationExpressionSyntax call, ValueFlow flow, int depth)
    {
        var name = call.CalledName();
        if (name == StateCheckWords.NameOf)
        {
            return StateUse.Unchecked;
        }

        var takesState = call.ArgumentList.Arguments.Any(given =>
            flow.IsRaw(given.Expression) || flow.IsFrom(given.Expression) || flow.IsCarrier(given.Expression));

        // A filter may check a form's anti-forgery token, which is unrelated to the callback's state.
        if (StateCheckWords.Named.Matches(name)
            && (!_isInFilter || takesState || name.IndexOf(StateNames.State, StringComparison.OrdinalIgnoreCase) >= 0))
        {
            return StateUse.Checked;
        }

        if (!takesState)
        {
            return IsCheckOfReceiver(call, name, flow) ? StateUse.Checked : StateUse.Unchecked;
        }

        if (IsOwn(call) is { } isUsed)
        {
            return isUsed ? StateUse.Checked : StateUse.Unchecked;
        }

        if (!_options.StateMethods.IsEmpty && _methods.Symbol(call) is { } method && _options.StateMethods.Contains(method))
        {
            return StateUse.Checked;
        }

        var targets = _methods.RunBy(call);
        if (targets.Count == 0)
        {
            return VisitUnseen(call, name, flow);
        }

        // Storing the tokens for the user named in the state checks nothing, whatever it looks up to do so.
        if (StateCheckWords.Keeps.Matches(name) && !StateComparisons.TakesCode(call))
        {
            return StateUse.Unchecked;
        }

        var use = targets.Select(target => Visit(target.Body, CallbackReach.Passed(call, target.Parameters, flow), depth + 1)).Max();
        foreach (var (body, request) in use == StateUse.Unchecked ? _methods.RunBefore(call) : Array.Empty<(SyntaxNode, string)>())
        {
            var found = Visit(body, new[] { (request, Trace.Carrier) }, depth + 1);
            use = found > use ? found : use;
        }

        return use == StateUse.Unchecked && MayBeCheckedInside(call, name, flow) && targets.Any(static target => AsksAnything(target.Body))
            ? StateUse.Unknown
            : use;
    }

    /// <summary>Returns false for a method that only tests the text: <c>bool IsEmailFlow(string state) =&gt; state.StartsWith("email:")</c>.</summary>
    private static bool AsksAnything(SyntaxNode body) =>
        body is not MethodDeclarationSyntax { ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.BoolKeyword } }
        || body.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(static call => !StateCheckWords.Harmless.Matches(call.CalledName()));

    /// <summary>In a store for states, a database query may look up the state without a visible comparison.</summary>
    private static bool MayBeCheckedInside(InvocationExpressionSyntax call, string name, ValueFlow flow) =>
        StateRows.IsStore(name, call.Receiver())
        && !StateCheckWords.Uses.Matches(name) && !StateCheckWords.Harmless.Matches(name)
        && call.ArgumentList.Arguments.Any(given => flow.IsRaw(given.Expression));

    /// <summary>Returns true for calls on the state, or on an object created from it, that check it without taking it as an argument.</summary>
    private static bool IsCheckOfReceiver(InvocationExpressionSyntax call, string name, ValueFlow flow) =>
        call.Receiver() is { } receiver
        && (flow.IsRaw(receiver)
            ? StateCheckWords.Comparisons.Matches(name) && call.ArgumentList.Arguments is [{ Expression: var compared }, ..] && !StateComparisons.IsConstant(compared)
            : flow.IsFrom(receiver) && StateCheckWords.Validations.Matches(name));

    /// <summary>Judges a call that takes the state and has no available source by its name.</summary>
    private StateUse VisitUnseen(InvocationExpressionSyntax call, string name, ValueFlow flow)
    {
        var arguments = call.ArgumentList.Arguments;
        var receiver = call.Receiver();
        if (StateCheckWords.Comparisons.Matches(name))
        {
            return _comparisons.IsCheck(call, flow) ? StateUse.Checked : StateUse.Unchecked;
        }

        if (StateStatements.Take(call) || IsOneTimeRow(call, name, flow))
        {
            return StateUse.Checked;
        }

        // Of calls on the state itself, only a comparison is a check.
        if ((receiver is not null && flow.IsFrom(receiver))
            || (StateCheckWords.Harmless.Matches(name) && !StateCheckWords.Checks.Matches(name) && !IsTextOfStore(name, receiver)))
        {
            return StateUse.Unchecked;
        }

        if (IsOfForm(call, name, flow))
        {
            return StateUse.Unchecked;
        }

        var isStore = StateRows.IsStore(name, receiver);
        if (!arguments.Any(given => flow.IsRaw(given.Expression) || (flow.IsCarrier(given.Expression) && !CarriesPeople(given.Expression, flow))))
        {
            return IsCheckOfPart(arguments, name, isStore, flow) ? StateUse.Checked : StateUse.Unchecked;
        }

        if (StateCheckWords.Checks.Matches(name) && (isStore || !StateCheckWords.Identities.Matches(name)))
        {
            return StateUse.Checked;
        }

        if (StateCheckWords.Lookups.Matches(name))
        {
            return isStore
                ? StateUse.Checked
                : StateCheckWords.Identities.Matches(name) || StateCheckWords.KeyLookups.Matches(name) || _methods.IsOfFramework(call)
                    ? StateUse.Unchecked
                    : StateUse.Unknown;
        }

        return _methods.IsOfFramework(call) || (StateCheckWords.Uses.Matches(name) && !StateComparisons.TakesCode(call)) || IsUserOfFlow(call, name, flow)
            || IsAudience(call, name) || UpdateFilters.AreMadeBy(call, name) || TakesItForAPerson(call, flow)
            ? StateUse.Unchecked
            : StateUse.Unknown;
    }

    /// <summary>Returns true for a row with the state as key that was created for a single flow.</summary>
    private static bool IsOneTimeRow(InvocationExpressionSyntax call, string name, ValueFlow flow) =>
        StateCheckWords.KeyLookups.Matches(name) && call.Receiver() is { } rows && TakenRows.HasKey(call, flow)
        && (StateRows.AreStates(rows) || TakenRows.AreFoundBy(call));

    /// <summary><c>validator.ValidateAndThrowAsync(request)</c> validates that there is a state and how long it is.</summary>
    private bool IsOfForm(InvocationExpressionSyntax call, string name, ValueFlow flow) =>
        call.ArgumentList.Arguments.Any(given => flow.IsCarrier(given.Expression))
        && (StateCheckWords.Forms.Matches(name)
            || (call.Receiver() is { } receiver
                && _methods.Model(call.SyntaxTree).GetTypeInfo(receiver).Type?.Name == StateCheckWords.FormValidator));

    /// <summary><c>Session.GetString($"state_{state}")</c>: a string from a store, rather than bytes converted to a string.</summary>
    private static bool IsTextOfStore(string name, ExpressionSyntax? receiver) => StateCheckWords.Lookups.Matches(name) && StateRows.IsStore(receiver);

    /// <summary><c>new LinkedAccount(accountId)</c>: an object that receives only an identity from the state.</summary>
    private static bool CarriesPeople(ExpressionSyntax made, ValueFlow flow) =>
        made is BaseObjectCreationExpressionSyntax { ArgumentList: { } list, Initializer: null }
        && list.Arguments.All(given => !flow.IsFrom(given.Expression)
            || (given.Expression is IdentifierNameSyntax { Identifier.ValueText: var name } && !flow.IsRaw(given.Expression)
                && StateCheckWords.Identities.Matches(name)));

    /// <summary>Returns true if the call checks a part of the state, or an object created from it, but not its length.</summary>
    private static bool IsCheckOfPart(SeparatedSyntaxList<ArgumentSyntax> arguments, string name, bool isStore, ValueFlow flow)
    {
        var takesMade = arguments.Any(given => given.Expression is IdentifierNameSyntax && flow.IsFrom(given.Expression));
        return (takesMade && (StateCheckWords.Unprotects.Matches(name) || StateCheckWords.Validations.Matches(name)))
            || (isStore
                && (StateCheckWords.Checks.Matches(name) || StateCheckWords.Lookups.Matches(name))
                && arguments.Any(given => flow.IsFrom(given.Expression) && IsNonce(given.Expression)));
    }

    /// <summary><c>flow.ExchangeCodeForTokenAsync(state, code, …)</c>: a library's flow takes the user and checks nothing.</summary>
    private static bool IsUserOfFlow(InvocationExpressionSyntax call, string name, ValueFlow flow) =>
        StateCheckWords.Flows.Matches(name) && call.ArgumentList.Arguments is [{ Expression: var user }, _, _, ..] && flow.IsRaw(user)
        && call.Receiver()?.Root() is { } library && StateCheckWords.NamesOfFlows.Matches(library.TrimStart('_'));

    private static bool IsAudience(InvocationExpressionSyntax call, string name) =>
        StateCheckWords.Audiences.Matches(name)
        && call.Receiver() is MemberAccessExpressionSyntax { Name.Identifier.ValueText: StateCheckWords.Listeners }
            or IdentifierNameSyntax { Identifier.ValueText: StateCheckWords.Listeners };

    /// <summary><c>HandleCallbackAsync(string code, string userId)</c>: a method that takes the state as an identity does not check it.</summary>
    private bool TakesItForAPerson(InvocationExpressionSyntax call, ValueFlow flow) =>
        _methods.Symbol(call) is { } method
        && CallbackReach.Passed(call, method.Parameters.Select(static parameter => parameter.Name).ToList(), flow) is { Count: > 0 } passed
        && passed.TrueForAll(static given => given.Trace == Trace.Raw
            && StateCheckWords.Identities.Matches(given.Name) && !StateCheckWords.Kept.Matches(given.Name) && !StateCheckWords.Stores.Matches(given.Name));

    /// <summary>Named like a nonce, or created from one in its declaration: <c>var key = $"oauth:{nonce}"</c>.</summary>
    private static bool IsNonce(ExpressionSyntax part) =>
        NamesNonce(part)
        || (part is IdentifierNameSyntax { Identifier.ValueText: var name }
            && Members.Around(part) is { } member && Members.VariablesNamed(name, member).FirstOrDefault()?.Initializer is { } made && NamesNonce(made));

    private static bool NamesNonce(SyntaxNode code) =>
        code.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(static name => StateCheckWords.Nonces.Matches(name.Identifier.ValueText));

    /// <summary>Determines whether the result of Atom.OAuth's own parser is used; null for any other call.</summary>
    private bool? IsOwn(InvocationExpressionSyntax call)
    {
        if (!StateCheckWords.ParserMethods.Matches(call.CalledName())
            || !StateCheckWords.Parsers.Matches(_methods.Symbol(call)?.ContainingType?.Name ?? ""))
        {
            return null;
        }

        var user = call.Parent;
        while (user is AwaitExpressionSyntax or ParenthesizedExpressionSyntax
            or MemberAccessExpressionSyntax or InvocationExpressionSyntax { ArgumentList.Arguments.Count: <= 1 })
        {
            user = user.Parent;
        }

        return user switch
        {
            ExpressionStatementSyntax => false,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } } => false,
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => variable.FirstAncestorOrSelf<BlockSyntax>() is not { } block
                || block.TokensNamed(variable.Identifier.ValueText).Any(static token => token.Parent is IdentifierNameSyntax),
            _ => true,
        };
    }
}
