using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>Analyzes how a member uses a refresh's response.</summary>
internal sealed class AnswerUse
{
    /// <summary>Calls that inspect a value without storing it.</summary>
    private static readonly WordTable Looks = new(
        WordMatch.Start,
        StringComparison.Ordinal,
        "Log",
        "Write",
        "Debug",
        "Info",
        "Warn",
        "Error",
        "Trace",
        "IsNullOr",
        "ThrowIf",
        "Deserialize",
        "Parse",
        "Contains",
        "StartsWith",
        "Concat",
        "Format");

    /// <summary>Calls that test their argument.</summary>
    private static readonly WordTable Tests = new(
        WordMatch.Start, StringComparison.Ordinal, "IsNullOr", "ThrowIf", "TryGet", "ContainsKey", "HasValue", "NotNull", "NotEmpty");

    /// <summary>Prefixes of calls that replace the previous response with a whole new one; inserting a row replaces nothing.</summary>
    private static readonly NameTable SavesOfWhole = new(
        "^Save", "^Update", "^Store", "^Set", "^Persist", "^Upsert", "^Write All", "^Replace", "^Cache", "^Insert Or Update");

    /// <summary>Calls that convert a response to another object or a text or, if their result is discarded, write it somewhere.</summary>
    private static readonly NameTable Serializes = new("^Serialize", "^Map $");

    /// <summary>Calls that replace the content of a file with a text.</summary>
    private static readonly NameTable Writes = new("^Write All Text");

    /// <summary>Calls that read a file.</summary>
    private static readonly string[] ReadsOfFiles = { "ReadAllText", "ReadAllTextAsync" };

    /// <summary>Members of a response that indicate success.</summary>
    private static readonly string[] SuccessTests = { "IsSuccess", "StatusCode" };

    /// <summary>Calls with the same prefixes that pass a value to whoever awaits it, or set up a request or response.</summary>
    private static readonly WordTable Results = new(
        WordMatch.Start, StringComparison.Ordinal, "SetResult", "SetException", "SetStatus", "SetContent", "SetBearer");

    /// <summary>Prefixes of helpers that convert a whole response to another object.</summary>
    private static readonly NameTable Mappers = new("^To", "^Map", "^From", "^Convert", "^Create", "^Build");

    /// <summary>Parts of the names of objects that settings are read from.</summary>
    private static readonly WordTable Settings = new(
        WordMatch.Part, StringComparison.OrdinalIgnoreCase, "settings", "options", "config", "Environment");

    /// <summary>JSON objects that return null for a missing member.</summary>
    private static readonly WordTable LenientTypes = new(WordMatch.Whole, StringComparison.Ordinal, "JObject", "JToken", "JsonNode", "JsonObject");

    private readonly AnswerFlow _flow;
    private readonly SemanticModel _model;
    private readonly TokenStores _stores;
    private readonly List<SyntaxToken> _reads;
    private readonly int _start;
    private IReadOnlyList<ExpressionSyntax>? _handed;

    public AnswerUse(AnswerFlow flow, SemanticModel model)
    {
        _flow = flow;
        _model = model;
        var isSentHere = flow.Member.SyntaxTree == flow.Origin.SyntaxTree && flow.Member.Span.Contains(flow.Origin.Span);
        _stores = new TokenStores(flow.Member, model, isSentHere ? flow.Origin : null);

        // A variable may have held the stored tokens before: tests and changes of those do not apply to the response.
        _start = isSentHere && !flow.ContinuesInFunction ? flow.Origin.SpanStart : 0;
        _reads = flow.TokensRead().Where(token => token.SpanStart > _start
            && (!TokenNames.IsShort(token.ValueText) || MayBeText(TokenNames.ReadOf(token)))).ToList();
    }

    private IEnumerable<SyntaxToken> RefreshReads => _reads.Where(static token => TokenNames.IsRefresh(token) && !IsWritten(token));

    /// <summary>The refresh token is read from the response, for any purpose.</summary>
    public bool ReadsRefreshToken => RefreshReads.Any() || ReadsByVariable;

    private bool ReadsByVariable =>
        TokenNames.In(_flow.Member).Any(token => token.IsKind(SyntaxKind.IdentifierToken)
            && token.Parent is SingleVariableDesignationSyntax
            && TokenNames.IsRefresh(token));

    /// <summary>The refresh token of the response is tested, or replaced in the response by another one.</summary>
    public bool IsLookedAfter =>
        _reads.Exists(static token => TokenNames.IsRefresh(token) && IsWritten(token))
            || RefreshReads.Concat(UsesOfRefreshVariables()).Any(IsTested);

    /// <summary>Returns true for code that uses another refresh token if a response has none.</summary>
    public static bool HasFallback(SyntaxNode code) =>
        TokenNames.In(code).Any(static token => TokenNames.IsRefresh(token)
            && (token.IsKind(SyntaxKind.IdentifierToken) || TokenNames.OwnerOf(token) is not null)
            && TokenNames.ReadOf(token).Ancestors().TakeWhile(static node => node is not (StatementSyntax or InitializerExpressionSyntax))
                .Any(static node => node is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Right: var right }
                    && !TokenStores.IsNothing(right) && right is not ThrowExpressionSyntax
                    || node is ConditionalExpressionSyntax choice && !TokenStores.HasNothing(choice)));

    /// <summary>Gets the calls that the whole response is passed to; an unparsed response counts if it is written to a file.</summary>
    public IEnumerable<(ExpressionSyntax Value, InvocationExpressionSyntax Call, AnswerPart Part)> GivenToCalls() =>
        from expression in Handed()
        where expression.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax } }
        select (expression, (InvocationExpressionSyntax)expression.Parent!.Parent!.Parent!, _flow.Part(expression));

    /// <summary>Gets the calls on the whole response, which may be extension methods that convert it: <c>answer.ToAccount()</c>.</summary>
    public IEnumerable<(ExpressionSyntax Value, InvocationExpressionSyntax Call, AnswerPart Part)> CallsOnWhole() =>
        from variable in _flow.VariablesWith(AnswerPart.Whole)
        from token in _flow.Member.TokensNamed(variable)
        let call = token.Parent is IdentifierNameSyntax { Parent: { } around } ? CallOn(around) : null
        where call is not null && call.SpanStart > _start
        select ((ExpressionSyntax)token.Parent!, call, AnswerPart.Whole);

    /// <summary><c>answer.Map()</c>, <c>answer!.Map()</c>, <c>answer?.Map()</c>.</summary>
    private static InvocationExpressionSyntax? CallOn(SyntaxNode around) => around switch
    {
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } => call,
        PostfixUnaryExpressionSyntax { Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } } => call,
        ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax } call } => call,
        _ => null,
    };

    /// <summary>Returns true if the member returns the object that a call creates from the response.</summary>
    public bool IsReturned(InvocationExpressionSyntax made) => IsReturned((ExpressionSyntax)made);

    /// <summary>Returns true if a call, judging by its name, stores its argument, which may be a response without a refresh token.</summary>
    public bool IsSavedWhole(ExpressionSyntax value, InvocationExpressionSyntax call) =>
        (SavesOfWhole.Matches(call.CalledName()) || (Serializes.Matches(call.CalledName()) && IsDiscarded(call)))
        && !Results.Matches(call.CalledName())
        && MayLackToken(value);

    private bool MayLackToken(ExpressionSyntax value) =>
        _model.GetTypeInfo(value).Type is { } type
        && (IsText(type) ? MayLackValue(value) : type is INamedTypeSymbol named && AnswerTypes.MayLackValue(named));

    /// <summary>An interval or a flag has a short name as well: <c>options.Refresh</c>.</summary>
    private bool MayBeText(SyntaxNode value) =>
        _model.GetTypeInfo(value).Type is null or { SpecialType: SpecialType.System_String } or { TypeKind: TypeKind.Error or TypeKind.Dynamic };

    private static bool IsText(ITypeSymbol type) => type.SpecialType == SpecialType.System_String || type is IArrayTypeSymbol;

    /// <summary>Returns true for an unparsed response, or a text serialized from a type that does not require the token.</summary>
    private bool MayLackValue(ExpressionSyntax text) =>
        _flow.Part(text) == AnswerPart.Response
        || (text.DescendantNodesAndSelf()
            .OfType<IdentifierNameSyntax>()
            .FirstOrDefault(name => _flow.Of(name.Identifier.ValueText) == AnswerPart.Whole) is { } answer
            && (_model.GetTypeInfo(answer).Type is not INamedTypeSymbol { SpecialType: SpecialType.None } named || AnswerTypes.MayLackValue(named)));

    /// <summary>
    /// Gets the parts of a returned new object or tuple that take the refresh token unchanged:
    /// <c>return new Tokens { RefreshToken = answer.RefreshToken };</c>.
    /// </summary>
    public IEnumerable<SyntaxNode> Mapped() =>
        IsLookedAfter
            ? Enumerable.Empty<SyntaxNode>()
            : RefreshReads.Select(TokenNames.ReadOf).Where(MayBeNull).Concat(UsesOfNullableVariables()).Select(TokenStores.Sink)
                .OfType<SyntaxNode>().Where(sink => sink switch
            {
                AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax created } } member =>
                    TokenNames.IsRefreshMember(TokenStores.LastName(member.Left)) && IsReturned(created),
                ArgumentSyntax { Parent: ArgumentListSyntax { Parent: BaseObjectCreationExpressionSyntax created } } => IsReturned(created),
                ArgumentSyntax { Parent: TupleExpressionSyntax tuple } => IsReturned(tuple),
                _ => false,
            });

    /// <summary>
    /// Returns true if an object that takes the refresh token is passed to other code, which may store it:
    /// <c>var made = new Tokens(access, refresh); store.Save(JsonSerializer.Serialize(made)); return made;</c>.
    /// </summary>
    public bool PassesOnTaker => RefreshReads
        .Select(static token => TokenNames.ReadOf(token).FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>())
        .Any(taker => taker?.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax made }
            && _flow.Member.TokensNamed(made.Identifier.ValueText).Any(static token =>
                token.Parent is IdentifierNameSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } }
                && !Looks.Matches(call.CalledName())));

    /// <summary>Gets the calls of helpers that parse the response, with the argument that contains it.</summary>
    public IEnumerable<(ExpressionSyntax Value, InvocationExpressionSyntax Call)> Readers() =>
        from call in _flow.Member.DescendantNodes().OfType<InvocationExpressionSyntax>()
        where !AnswerFlow.Parses(call.CalledName())
        from argument in call.ArgumentList.Arguments
        where _flow.Part(argument.Expression) == AnswerPart.Response && _flow.IsAnswer(call)
        select (argument.Expression, call);

    /// <summary>
    /// Gets the text of the response if it overwrites the file that the type reads the tokens from, although the token parsed from it is tested:
    /// <c>if (json.TryGetProperty("refresh_token", out var token)) { … } File.WriteAllText(Tokens, text);</c>.
    /// </summary>
    public SyntaxNode? TextBesideTest() =>
        GivenToCalls()
            .Where(given => given.Part == AnswerPart.Response
                && Writes.Matches(given.Call.CalledName())
                && !IsBehindTest(given.Value)
                && IsReadAgain(given.Call))
            .Select(static given => given.Value.Parent)
            .FirstOrDefault();

    /// <summary>Returns true if the same type reads the file that a call writes.</summary>
    private bool IsReadAgain(InvocationExpressionSyntax write) =>
        write.ArgumentList.Arguments is [{ Expression: var file }, ..]
        && _flow.Member.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
        && ReadsOfFiles.Any(name => Callers.In(type, name).Any(read => read.ArgumentList.Arguments is [{ Expression: var other }, ..]
            && other.IsEquivalentTo(file, topLevel: false)));

    /// <summary>Returns true if the object that a call creates from the response is stored.</summary>
    public bool IsKept(InvocationExpressionSyntax made) => _stores.IsKept(made);

    /// <summary>
    /// Gets the assignment by which the whole response replaces the one that the type holds. Its text may be for anybody, unless the tokens were read
    /// from there.
    /// </summary>
    public AssignmentExpressionSyntax? Held() =>
        Stored().FirstOrDefault(stored => MayLackToken(stored.Right)
            && (_model.GetTypeInfo(stored.Right).Type is not { } type || !IsText(type) || _stores.WasSent(stored.Left) || IsParsedAgain(stored.Left)));

    /// <summary><c>Tokens => JsonSerializer.Deserialize&lt;Tokens&gt;(_json)</c>: the type reads the text that it holds.</summary>
    private bool IsParsedAgain(ExpressionSyntax held) =>
        _flow.Member.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
        && type.TokensNamed(TokenStores.LastName(held)).Any(token =>
            token.Parent?.FirstAncestorOrSelf<ArgumentSyntax>() is { Parent.Parent: InvocationExpressionSyntax call } read
            && AnswerFlow.Parses(call.CalledName()) && Plain(read.Expression) == Plain(held));

    /// <summary>
    /// Gets the assignment if the whole response is held, but its refresh token is never read: each refresh uses the token in the settings.
    /// </summary>
    public SyntaxNode? HeldInVain() =>
        SourcesOfRequest().Any(static owner => Settings.Matches(owner))
            ? Stored().FirstOrDefault(stored => !AsksFor(stored.Left)
                && _model.GetTypeInfo(stored.Right).Type is INamedTypeSymbol type
                && AnswerTypes.HasRefreshToken(type))
            : null;

    /// <summary>An access token of the response replaces that of the object whose refresh token was used for the request.</summary>
    public bool TakesPlaceOfOld =>
        _flow.Origin.ArgumentList
            .DescendantTokens()
            .Where(static token => TokenNames.IsRefresh(token))
            .Select(TokenNames.OwnerOf)
            .OfType<ExpressionSyntax>()
            .Select(static owner => owner.ToString())
            .ToList() is { Count: > 0 } owners
        && _reads.Where(static token => TokenNames.IsAccess(token)).Select(TokenNames.ReadOf).Select(TokenStores.Sink)
            .OfType<AssignmentExpressionSyntax>()
            .Any(written => written.Left is MemberAccessExpressionSyntax access && owners.Contains(access.Expression.ToString()));

    /// <summary>
    /// Gets the place that stores the token of a response if it is null, where a missing one is an empty string:
    /// <c>account.RefreshToken = answer.RefreshToken ?? account.RefreshToken</c>, with <c>string RefreshToken { get; set; } = ""</c>.
    /// </summary>
    /// <param name="isEmpty">Determines whether a missing token is an empty string.</param>
    /// <param name="absent">Determines what a called method does if it is passed none.</param>
    public RotationFinding? EmptyStored(Func<SyntaxNode, bool> isEmpty, Func<InvocationExpressionSyntax, int, AbsentValue> absent) =>
        IsLookedAfter
            ? null
            : RefreshReads.Select(TokenNames.ReadOf).Where(isEmpty)
                .Where(static read => read.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } choice && choice.Left == read)
                .Select(static read => (BinaryExpressionSyntax)read.Parent!)
                .Where(static choice => !TokenStores.IsNothing(choice.Right)
                    && choice.Right is not (ThrowExpressionSyntax or BinaryExpressionSyntax or ConditionalExpressionSyntax))
                .Select(choice => _stores.Overwritten(choice, absent))
                .OfType<RotationFinding>()
                .Select(static finding => finding with { Assignment = null })
                .FirstOrDefault();

    /// <summary>Returns true for a member that is an empty string if the response has none.</summary>
    public bool DefaultsToEmpty(SyntaxNode read) =>
        _flow.HasReadHere
        && _model.GetSymbolInfo(read is ConditionalAccessExpressionSyntax { WhenNotNull: var last } ? last : read).Symbol is IPropertySymbol property
        && AnswerTypes.DefaultsToEmpty(property);

    /// <summary>The converted object that is returned has an empty string if the response has no refresh token.</summary>
    public bool MapsToEmpty => Mapped().Any(static sink => sink.DescendantNodes().Any(static node => node switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Right: var right } => TokenStores.IsEmptyText(right),
        ConditionalExpressionSyntax choice => TokenStores.IsEmptyText(choice.WhenFalse) || TokenStores.IsEmptyText(choice.WhenTrue),
        _ => false,
    }));

    /// <summary>Gets an access token of the response that is used for more than tests and logs.</summary>
    public SyntaxNode? KeptAccessToken =>
        _reads.Where(static token => TokenNames.IsAccess(token))
            .Select(TokenNames.ReadOf)
            .FirstOrDefault(static read => !IsCondition(read) && !IsLookedAt(read));

    /// <summary>The same, if it is assigned to a member.</summary>
    public SyntaxNode? StoredAccessToken =>
        _reads.Where(static token => TokenNames.IsAccess(token))
            .Select(TokenNames.ReadOf)
            .FirstOrDefault(read => TokenStores.Sink(read) is AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax } written
                && !_stores.IsVariable(written.Left)
                && TokenNames.IsAccessMember(TokenStores.LastName(written.Left)));

    /// <summary>The argument that passes the response on, if nothing else does.</summary>
    public ExpressionSyntax? HandedToOneCall => Handed() is [{ Parent: ArgumentSyntax } only] && _flow.IsAnswer(only) ? only : null;

    /// <summary>The whole response is passed on to other code, which may store all of it.</summary>
    public bool HandsOnWhole => Handed().Any();

    /// <summary>The whole response is returned, without any changes.</summary>
    public bool OnlyReturns
    {
        get
        {
            var handed = Handed().Where(part => !PassesThroughField(part)).ToList();
            return handed.Count > 0
                && handed.All(static part => part.FirstAncestorOrSelf<StatementSyntax>() is ReturnStatementSyntax or null
                    || part.Ancestors().Any(static node => node is ArrowExpressionClauseSyntax))
                && !_reads.Exists(static token => TokenNames.IsRefresh(token));
        }
    }

    /// <summary><c>_response = await _http.PostAsync(…)</c>, which is read in the same member.</summary>
    private bool PassesThroughField(ExpressionSyntax part) =>
        part.Parent is AssignmentExpressionSyntax { Left: IdentifierNameSyntax field } && _flow.Of(field.Identifier.ValueText) == AnswerPart.Response;

    /// <summary>Gets the place where the refresh token, or the whole response, replaces the stored one without a test that it exists.</summary>
    public RotationFinding? Overwrite(Func<InvocationExpressionSyntax, int, AbsentValue> absent)
    {
        // If it is assigned, the old one replaced it.
        if (IsLookedAfter)
        {
            return SavedBesideTest(absent);
        }

        return RefreshReads.Select(TokenNames.ReadOf).Where(MayBeNull).Concat(UsesOfNullableVariables())
            .Select(read => _stores.Overwritten(read, absent)).OfType<RotationFinding>()
            .OrderBy(static finding => finding.Place is ArgumentSyntax)
            .ThenBy(static finding => IsOfNewObject(finding.Place))
            .FirstOrDefault() ?? WholeStored();
    }

    /// <summary>
    /// Gets a save outside of the tests, if one of them guards another save of the same variable:
    /// <c>if (token is not null) { options.RefreshToken = token; } await storage.WriteAsync(access, token);</c>.
    /// </summary>
    private RotationFinding? SavedBesideTest(Func<InvocationExpressionSyntax, int, AbsentValue> absent)
    {
        if (_reads.Exists(static token => TokenNames.IsRefresh(token) && (IsWritten(token) || IsTested(token))))
        {
            return null;
        }

        var guards = UsesOfRefreshVariables().Where(IsTested).Select(GuardOf).ToList();
        return guards.Contains(null) || !guards.Exists(guard => UsesOfNullableVariables().Any(use =>
                guard!.Statement.Span.Contains(use.Span) && TokenStores.Sink(use) is AssignmentExpressionSyntax))
            ? null
            : UsesOfNullableVariables()
                .Where(use => use.SpanStart > _start && !guards.Exists(guard => guard!.Span.Contains(use.Span)))
                .Select(use => _stores.Overwritten(use, absent))
                .FirstOrDefault(finding => finding?.Place is ArgumentSyntax
                {
                    Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax save } list
                } argument && absent(save, list.Arguments.IndexOf(argument)) is AbsentValue.Used or AbsentValue.Stored);
    }

    /// <summary>Gets the <c>if</c> whose condition says that the variable has a value; null if the test has other consequences.</summary>
    private IfStatementSyntax? GuardOf(SyntaxToken tested) =>
        tested.Parent?.FirstAncestorOrSelf<IfStatementSyntax>() is { Else: null } choice
        && choice.Condition.Span.Contains(tested.Span)
        && IsPresence(choice.Condition)
        && !choice.Statement.DescendantNodesAndSelf().Any(static node => node is ReturnStatementSyntax or ThrowStatementSyntax
            or ContinueStatementSyntax or BreakStatementSyntax or GotoStatementSyntax)
        && !_flow.Member.TokensNamed(tested.ValueText).Any(static token => token.Parent is IdentifierNameSyntax name
            && SourceMethods.ValueAssignedTo(name) is not null)
            ? choice
            : null;

    /// <summary><c>!string.IsNullOrEmpty(token)</c>, <c>token != null</c>, <c>token is not null</c>.</summary>
    private static bool IsPresence(ExpressionSyntax condition) => condition switch
    {
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not => Steps.IsAbsence(not.Operand),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression } test => test.Right.IsKind(SyntaxKind.NullLiteralExpression),
        IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax { Pattern: ConstantPatternSyntax value } } =>
            value.Expression.IsKind(SyntaxKind.NullLiteralExpression),
        _ => false,
    };

    /// <summary>A new row for a user without one loses nothing, unlike an update in the same member.</summary>
    private static bool IsOfNewObject(SyntaxNode place) =>
        place.Parent is InitializerExpressionSyntax
        || (place is AssignmentExpressionSyntax { Left: var written } && written.Root() is { } root
            && place.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>()?.TokensNamed(root).Any(static token =>
                token.Parent is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax }) == true);

    /// <summary>Gets the assignment by which the old refresh token replaces that of the response.</summary>
    public SyntaxNode? OldKept()
    {
        var aliases = Stored().Select(static assignment => assignment.Left.ToString()).ToList();
        foreach (var token in TokenNames.In(_flow.Member).Where(static token => TokenNames.IsRefresh(token)))
        {
            if (IsWritten(token)
                && TokenNames.OwnerOf(token) is { } owner
                && (_flow.IsAnswer(owner) || aliases.Contains(owner.ToString()))
                && token.Parent!.FirstAncestorOrSelf<AssignmentExpressionSyntax>() is { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Right: var old } written
                && _flow.Part(old) == AnswerPart.None
                && !IsBehindTest(written))
            {
                return written;
            }
        }

        return OldPreferred();
    }

    /// <summary><c>account.RefreshToken = account.RefreshToken ?? answer.RefreshToken</c>, or <c>??=</c>: the old one always exists.</summary>
    private SyntaxNode? OldPreferred() =>
        RefreshReads.Select(TokenNames.ReadOf).Select(static read => read.Parent).FirstOrDefault(static choice => choice switch
        {
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression, Left: MemberAccessExpressionSyntax target } =>
                TokenNames.IsRefreshMember(TokenStores.LastName(target)),
            BinaryExpressionSyntax
            {
                RawKind: (int)SyntaxKind.CoalesceExpression, Left: MemberAccessExpressionSyntax old,
                Parent: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } written,
            } => TokenNames.IsRefreshMember(TokenStores.LastName(old)) && written.Left.IsEquivalentTo(old, topLevel: false),
            _ => false,
        });

    /// <summary>Returns true if the assignment is inside a test of the refresh token; tests before the request do not count.</summary>
    private bool IsBehindTest(SyntaxNode written) =>
        written.Ancestors().TakeWhile(node => node != _flow.Member).OfType<IfStatementSyntax>()
            .Any(choice => choice.SpanStart > _flow.Origin.SpanStart
                && TokenNames.In(choice.Condition).Any(static tested => TokenNames.IsRefresh(tested)));

    /// <summary>Gets an old refresh token passed with the new access token: <c>new Tokens(AccessToken: access, RefreshToken: old)</c>.</summary>
    public SyntaxNode? OldBesideNew() =>
        _flow.Member.DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>()
            .Where(created => created.DescendantNodes()
                .OfType<IdentifierNameSyntax>()
                .Any(name => _flow.Of(name.Identifier.ValueText) == AnswerPart.AccessToken)
                || _reads.Exists(token => TokenNames.IsAccess(token) && created.Span.Contains(token.Span)))
            .SelectMany(static created => created.DescendantNodes())
            .FirstOrDefault(node => node switch
            {
                ArgumentSyntax { NameColon.Name.Identifier.ValueText: var name } argument => TokenNames.IsRefreshMember(name) && IsOld(argument.Expression),
                AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax, Left: IdentifierNameSyntax name } member =>
                    TokenNames.IsRefreshMember(name.Identifier.ValueText) && IsOld(member.Right),
                _ => false,
            });

    /// <summary>Gets the returned response if its type cannot hold a refresh token.</summary>
    public SyntaxNode? ReadAsTypeWithoutRefreshToken() =>
        Handed()
            .Select(part => (part, type: _model.GetTypeInfo(part).Type))
            .FirstOrDefault(static handed => handed.type is INamedTypeSymbol type && AnswerTypes.LacksRefreshToken(type)).part;

    private bool IsOld(ExpressionSyntax value) => _flow.Part(value) == AnswerPart.None
        && value is IdentifierNameSyntax or MemberAccessExpressionSyntax && TokenNames.IsRefreshValue(value) && MayBeText(value);

    /// <summary><c>account.Token = answer</c>, if the request used <c>account.Token.RefreshToken</c>.</summary>
    private RotationFinding? WholeStored() =>
        !_reads.Exists(static token => TokenNames.IsRefresh(token))
        && OldKept() is null
        && Stored().FirstOrDefault(stored => IsSourceOfRequest(stored) || IsTextReadForRequest(stored)) is { } stored
            ? new RotationFinding(stored, RotationLoss.Overwritten) { IsWhole = true }
            : null;

    private bool IsSourceOfRequest(AssignmentExpressionSyntax stored) =>
        TokenNames.In(_flow.Member).Any(token => TokenNames.IsRefresh(token)
            && token.SpanStart < stored.Span.End
            && TokenNames.OwnerOf(token) is { } owner
            && Plain(owner) == Plain(stored.Left))
        && _model.GetTypeInfo(stored.Right).Type is INamedTypeSymbol type && AnswerTypes.MayLackValue(type);

    /// <summary><c>row.Json = Serialize(answer)</c>, if the tokens of the request were read from <c>row.Json</c>.</summary>
    private bool IsTextReadForRequest(AssignmentExpressionSyntax stored) =>
        _model.GetTypeInfo(stored.Right).Type is { } type && IsText(type)
        && _stores.WasSent(stored.Left)
        && MayLackValue(stored.Right);

    /// <summary>Gets the objects that the request's refresh token is read from.</summary>
    private IEnumerable<string> SourcesOfRequest() =>
        TokenNames.In(_flow.Member)
            .Where(token => TokenNames.IsRefresh(token) && token.SpanStart < _flow.Origin.Span.End)
            .Select(TokenNames.OwnerOf)
            .OfType<ExpressionSyntax>()
            .Select(static owner => owner.ToString());

    /// <summary>Returns true if the type reads the refresh token of the response that it holds.</summary>
    private bool AsksFor(ExpressionSyntax held) =>
        _flow.Member.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type
        || TokenNames.In(type).Any(token => TokenNames.IsRefresh(token)
            && TokenNames.OwnerOf(token) is { } owner
            && Plain(owner) == Plain(held))
        || type.TokensNamed(Plain(held)).Any(static token => token.Parent?.Parent is ArgumentSyntax
            or ReturnStatementSyntax or ArrowExpressionClauseSyntax);

    private static string Plain(ExpressionSyntax held) => held switch
    {
        PostfixUnaryExpressionSyntax certain => Plain(certain.Operand),
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } own => own.Name.ToString(),
        _ => held.ToString(),
    };

    private IEnumerable<AssignmentExpressionSyntax> Stored() =>
        _flow.Member.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Where(assignment => assignment.Span.End > _start && assignment.Parent is not InitializerExpressionSyntax
                && assignment.Left is not (DeclarationExpressionSyntax or TupleExpressionSyntax)
                && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) && _flow.IsAnswer(assignment.Right)
                && !_stores.IsVariable(assignment.Left));

    private bool IsReturned(ExpressionSyntax created)
    {
        var value = (SyntaxNode)created;
        while (value.Parent is ArgumentSyntax or ArgumentListSyntax or InvocationExpressionSyntax
            or AwaitExpressionSyntax or WithExpressionSyntax or ParenthesizedExpressionSyntax)
        {
            value = value.Parent;
        }

        return value.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax
            || (value.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable }
                && _flow.Member.TokensNamed(variable.Identifier.ValueText).Any(static token => token.Parent?.Parent is ReturnStatementSyntax));
    }

    /// <summary>Gets the expressions by which the response, or its text, leaves the member as a whole.</summary>
    private IReadOnlyList<ExpressionSyntax> Handed() =>
        _handed ??= _flow.Member.DescendantNodes().OfType<ExpressionSyntax>()
            .Where(expression => expression.Span.End > _start && IsOutermost(expression) && MayLeave(expression.Parent)
                && _flow.Part(expression) is var part && part is AnswerPart.Whole or AnswerPart.Response
                && Leaves(expression) && !(part == AnswerPart.Response && IsOfFailure(expression)))
            .ToList();

    private static bool IsDenial(ExpressionSyntax condition) =>
        condition is PrefixUnaryExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression };

    /// <summary>Returns true for the text of an error response.</summary>
    private static bool IsOfFailure(ExpressionSyntax text)
    {
        SyntaxNode child = text;
        for (var node = text.Parent; node is not null and not MemberDeclarationSyntax; child = node, node = node.Parent)
        {
            switch (node)
            {
                case InvocationExpressionSyntax call when AnswerFlow.TellsOfFailure(call):
                case IfStatementSyntax choice when child == choice.Statement && IsDenial(choice.Condition) && choice.Condition.Mentions(SuccessTests):
                case ElseClauseSyntax { Parent: IfStatementSyntax { Condition: MemberAccessExpressionSyntax success } }
                    when success.Mentions(SuccessTests):
                    return true;
            }
        }

        return false;
    }

    /// <summary>Checks only the syntax, before the value is analyzed.</summary>
    private static bool MayLeave(SyntaxNode? place) =>
        place is ArgumentSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax
            or YieldStatementSyntax or AnonymousFunctionExpressionSyntax or AssignmentExpressionSyntax
            or InitializerExpressionSyntax or WithExpressionSyntax or AnonymousObjectMemberDeclaratorSyntax;

    /// <summary>Returns true unless the expression is part of a larger one with the same value.</summary>
    private static bool IsOutermost(ExpressionSyntax expression) => expression.Parent is not ExpressionSyntax around
        || around is AssignmentExpressionSyntax or TupleExpressionSyntax
            or InitializerExpressionSyntax or WithExpressionSyntax or InterpolatedStringExpressionSyntax;

    private bool Leaves(ExpressionSyntax expression) => expression.Parent switch
    {
        ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } } =>
            (!Looks.Matches(call.CalledName()) || SavesOfWhole.Matches(call.CalledName()) || IsReturnedByOwn(call))
                && !IsException(call)
                && (_flow.Part(call) is AnswerPart.None or AnswerPart.Other || IsDiscarded(call)),
        ArgumentSyntax { Parent: ArgumentListSyntax { Parent: BaseObjectCreationExpressionSyntax created } } =>
            _flow.Part(created) == AnswerPart.None && !IsException(created),
        ArgumentSyntax { Parent: TupleExpressionSyntax } => true,
        ReturnStatementSyntax returned => returned.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is not { } function || !IsRunHere(function),
        ArrowExpressionClauseSyntax or YieldStatementSyntax => true,
        AnonymousFunctionExpressionSyntax function => !IsRunHere(function),
        AssignmentExpressionSyntax assignment => assignment.Right == expression && !_stores.IsVariable(assignment.Left)
            && (_flow.IsAnswer(expression) || assignment.Parent is not InitializerExpressionSyntax),
        InitializerExpressionSyntax or WithExpressionSyntax => true,
        AnonymousObjectMemberDeclaratorSyntax => _flow.IsAnswer(expression),
        _ => false,
    };

    /// <summary><c>return FormatTokens(answer);</c> converts the response, in spite of its name.</summary>
    private static bool IsReturnedByOwn(InvocationExpressionSyntax call) =>
        call.IsOwn() && call.Parent is ReturnStatementSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax;

    /// <summary>
    /// Returns true if the call returns the function's result: <c>var response = await policy.ExecuteAsync(() => http.PostAsync(…))</c>.
    /// </summary>
    private bool IsRunHere(AnonymousFunctionExpressionSyntax function) =>
        function.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } }
        && _flow.Part(call) != AnswerPart.None
        && !IsDiscarded(call);

    /// <summary>A helper whose result is discarded did not parse the response for this member.</summary>
    private static bool IsDiscarded(SyntaxNode call) =>
        Awaiting.UserOf(call, static user => user is MemberAccessExpressionSyntax or ParenthesizedExpressionSyntax) is ExpressionStatementSyntax;

    private static bool IsException(ExpressionSyntax made) =>
        made.FirstAncestorOrSelf<SyntaxNode>(static node => node is StatementSyntax or ThrowExpressionSyntax) is ThrowStatementSyntax
            or ThrowExpressionSyntax;

    private IEnumerable<SyntaxToken> UsesOfRefreshVariables() =>
        _flow.VariablesWith(AnswerPart.RefreshToken)
            .SelectMany(variable => _flow.Member.TokensNamed(variable))
            .Where(static token => token.Parent is IdentifierNameSyntax { Parent: not MemberAccessExpressionSyntax { Expression: not IdentifierNameSyntax } } name
            && !(name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
            && !(name.Parent is AssignmentExpressionSyntax assignment && assignment.Left == name)
            && name.Parent is not (NameColonSyntax or NameEqualsSyntax));

    /// <summary>Gets the uses of variables that hold the unchanged token: <c>var token = answer.RefreshToken;</c></summary>
    private IEnumerable<SyntaxNode> UsesOfNullableVariables()
    {
        var variables = RefreshReads.Select(TokenNames.ReadOf)
            .Where(MayBeNull)
            .Select(TokenStores.Sink)
            .Select(GivenValues.VariableSetBy)
            .Concat(_flow.PartsOfTuples)
            .ToList();
        return UsesOfRefreshVariables().Where(token => variables.Contains(token.ValueText)).Select(static token => token.Parent!);
    }

    private static bool IsWritten(SyntaxToken token) =>
        TokenNames.ReadOf(token) is { Parent: AssignmentExpressionSyntax assignment } read && assignment.Left == read;

    private static bool IsTested(SyntaxToken token) => IsCondition(TokenNames.ReadOf(token));

    private static bool IsCondition(SyntaxNode read)
    {
        var child = TokenStores.WithNothing(read);
        for (var node = child.Parent; node is not null; child = node, node = node.Parent)
        {
            switch (node)
            {
                case IfStatementSyntax choice:
                    return child == choice.Condition;
                case WhileStatementSyntax loop:
                    return child == loop.Condition;
                case ConditionalExpressionSyntax choice when child == choice.Condition:
                case IsPatternExpressionSyntax or SwitchStatementSyntax or SwitchExpressionSyntax:
                case InvocationExpressionSyntax call when Tests.Matches(call.CalledName()):
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression }:
                    return true;
                case StatementSyntax:
                    return false;
            }
        }

        return false;
    }

    private static bool IsLookedAt(SyntaxNode read) =>
        read.Ancestors()
            .TakeWhile(static node => node is not StatementSyntax)
            .OfType<InvocationExpressionSyntax>()
            .Any(static call => Looks.Matches(call.CalledName()));

    /// <summary>Returns false if a missing token throws or is replaced.</summary>
    private bool MayBeNull(SyntaxNode read)
    {
        switch (read)
        {
            case InvocationExpressionSyntax call when call.CalledName() is "GetProperty" or "GetRequiredValue":
                return false;
            case ElementAccessExpressionSyntax element when !IsLenient(element.Expression):
                return false;
            case ElementAccessExpressionSyntax { Parent: MemberAccessExpressionSyntax }:
                return false;
            case ElementAccessExpressionSyntax { Parent: PostfixUnaryExpressionSyntax { Parent: MemberAccessExpressionSyntax } }:
                return false;
        }

        return _model.GetSymbolInfo(read is ConditionalAccessExpressionSyntax { WhenNotNull: var last }
            ? last
            : read).Symbol is not IPropertySymbol property
            || !AnswerTypes.IsRequired(property);
    }

    private bool IsLenient(ExpressionSyntax json) =>
        _model.GetTypeInfo(json).Type is { } type && (type.TypeKind == TypeKind.Dynamic || LenientTypes.Matches(type.Name));
}
