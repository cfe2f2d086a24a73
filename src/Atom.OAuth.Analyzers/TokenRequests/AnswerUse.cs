using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>What a member does with a refresh's answer.</summary>
internal sealed class AnswerUse
{
    /// <summary>Calls that look at a value and keep nothing of it.</summary>
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

    /// <summary>Calls whose argument is tested.</summary>
    private static readonly WordTable Tests = new(
        WordMatch.Start, StringComparison.Ordinal, "IsNullOr", "ThrowIf", "TryGet", "ContainsKey", "HasValue", "NotNull", "NotEmpty");

    /// <summary>How the calls start that put a whole answer into the place of the one before: a row that is added takes no place.</summary>
    private static readonly NameTable SavesOfWhole = new(
        "^Save", "^Update", "^Store", "^Set", "^Persist", "^Upsert", "^Write All", "^Replace", "^Cache", "^Insert Or Update");

    /// <summary>Calls that make another object or a text of an answer, or, where nobody takes that, put it somewhere.</summary>
    private static readonly NameTable Serializes = new("^Serialize", "^Map $");

    /// <summary>Calls that put a text into the place of what a file had.</summary>
    private static readonly NameTable Writes = new("^Write All Text");

    /// <summary>Calls that read a file.</summary>
    private static readonly string[] ReadsOfFiles = { "ReadAllText", "ReadAllTextAsync" };

    /// <summary>What is asked of a response to know whether it is an answer.</summary>
    private static readonly string[] SuccessTests = { "IsSuccess", "StatusCode" };

    /// <summary>Calls that start like those, and hand a value to whoever waits for it, or answer a request.</summary>
    private static readonly WordTable Results = new(
        WordMatch.Start, StringComparison.Ordinal, "SetResult", "SetException", "SetStatus", "SetContent", "SetBearer");

    /// <summary>How the helpers start that make another object of a whole answer.</summary>
    private static readonly NameTable Mappers = new("^To", "^Map", "^From", "^Convert", "^Create", "^Build");

    /// <summary>What the objects are called that settings are read of.</summary>
    private static readonly WordTable Settings = new(
        WordMatch.Part, StringComparison.OrdinalIgnoreCase, "settings", "options", "config", "Environment");

    /// <summary>JSON objects that answer null for a member which is not there.</summary>
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
        _stores = new TokenStores(flow.Member, model);

        // A variable may have held the stored tokens before: what was asked about those, or done to them, says nothing of the answer.
        _start = flow.Member.SyntaxTree == flow.Origin.SyntaxTree && flow.Member.Span.Contains(flow.Origin.Span) ? flow.Origin.SpanStart : 0;
        _reads = flow.TokensRead().Where(token => token.SpanStart > _start).ToList();
    }

    private IEnumerable<SyntaxToken> RefreshReads => _reads.Where(static token => TokenNames.IsRefresh(token.ValueText) && !IsWritten(token));

    /// <summary>The refresh token is read out of the answer, for whatever it is.</summary>
    public bool ReadsRefreshToken => RefreshReads.Any() || ReadsByVariable;

    private bool ReadsByVariable =>
        TokenNames.In(_flow.Member).Any(token => token.IsKind(SyntaxKind.IdentifierToken)
            && token.Parent is SingleVariableDesignationSyntax
            && TokenNames.IsRefresh(token.ValueText));

    /// <summary>The refresh token of the answer is tested, or another one takes its place in the answer.</summary>
    public bool IsLookedAfter =>
        _reads.Exists(static token => TokenNames.IsRefresh(token.ValueText) && IsWritten(token))
            || RefreshReads.Concat(UsesOfRefreshVariables()).Any(IsTested);

    /// <summary>True for code that takes another refresh token where an answer has none.</summary>
    public static bool HasFallback(SyntaxNode code) =>
        TokenNames.In(code).Any(static token => TokenNames.IsRefresh(token.ValueText)
            && (token.IsKind(SyntaxKind.IdentifierToken) || TokenNames.OwnerOf(token) is not null)
            && TokenNames.ReadOf(token).Ancestors().TakeWhile(static node => node is not (StatementSyntax or InitializerExpressionSyntax))
                .Any(static node => node is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Right: var right }
                    && !TokenStores.IsNothing(right) && right is not ThrowExpressionSyntax
                    || node is ConditionalExpressionSyntax choice && !TokenStores.HasNothing(choice)));

    /// <summary>The answer as a whole, with what it is handed to; a part of it that is still text counts where it is written to a file.</summary>
    public IEnumerable<(ArgumentSyntax Argument, InvocationExpressionSyntax Call, AnswerPart Part)> GivenToCalls() =>
        from expression in Handed()
        where expression.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax } }
        let argument = (ArgumentSyntax)expression.Parent!
        select (argument, (InvocationExpressionSyntax)argument.Parent!.Parent!, _flow.Part(expression));

    /// <summary>True where a call whose code cannot be seen keeps what it is handed, and that may be an answer without a refresh token.</summary>
    public bool IsSavedWhole(ArgumentSyntax argument, InvocationExpressionSyntax call) =>
        (SavesOfWhole.Matches(call.CalledName()) || (Serializes.Matches(call.CalledName()) && IsDiscarded(call)))
        && !Results.Matches(call.CalledName())
        && _model.GetTypeInfo(argument.Expression).Type is { } type
        && (type.SpecialType == SpecialType.System_String
            ? MayLackValue(argument.Expression)
            : type is INamedTypeSymbol named && AnswerTypes.MayLackValue(named));

    /// <summary>Text that is made of an answer may be one of a type that must have the token; what was never read may lack it.</summary>
    private bool MayLackValue(ExpressionSyntax text) =>
        _flow.Part(text) == AnswerPart.Response
        || (text.DescendantNodesAndSelf()
            .OfType<IdentifierNameSyntax>()
            .FirstOrDefault(name => _flow.Of(name.Identifier.ValueText) == AnswerPart.Whole) is { } answer
            && (_model.GetTypeInfo(answer).Type is not INamedTypeSymbol { SpecialType: SpecialType.None } named || AnswerTypes.MayLackValue(named)));

    /// <summary>
    /// The parts of a new object or tuple that is handed back and that take the refresh token as it is:
    /// <c>return new Tokens { RefreshToken = answer.RefreshToken };</c>.
    /// </summary>
    public IEnumerable<SyntaxNode> Mapped() =>
        IsLookedAfter
            ? Enumerable.Empty<SyntaxNode>()
            : RefreshReads.Select(TokenNames.ReadOf).Where(MayBeNull).Concat(UsesOfNullableVariables()).Select(TokenStores.Sink)
                .OfType<SyntaxNode>().Where(sink => sink switch
            {
                AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax created } } member =>
                    TokenNames.IsRefresh(TokenStores.LastName(member.Left)) && IsReturned(created),
                ArgumentSyntax { Parent: ArgumentListSyntax { Parent: BaseObjectCreationExpressionSyntax created } } => IsReturned(created),
                ArgumentSyntax { Parent: TupleExpressionSyntax tuple } => IsReturned(tuple),
                _ => false,
            });

    /// <summary>
    /// The text of the response is written over the file that the type reads the tokens of, while the test is about what is read of that text:
    /// <c>if (json.TryGetProperty("refresh_token", out var token)) { … } File.WriteAllText(Tokens, text);</c>.
    /// </summary>
    public ArgumentSyntax? TextBesideTest() =>
        GivenToCalls()
            .Where(given => given.Part == AnswerPart.Response
                && Writes.Matches(given.Call.CalledName())
                && !IsBehindTest(given.Argument)
                && IsReadAgain(given.Call))
            .Select(static given => given.Argument)
            .FirstOrDefault();

    /// <summary>The file that a call writes is read in the same type.</summary>
    private bool IsReadAgain(InvocationExpressionSyntax write) =>
        write.ArgumentList.Arguments is [{ Expression: var file }, ..]
        && _flow.Member.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type
        && ReadsOfFiles.Any(name => Callers.In(type, name).Exists(read => read.ArgumentList.Arguments is [{ Expression: var other }, ..]
            && other.IsEquivalentTo(file, topLevel: false)));

    /// <summary>What a call makes of the answer is kept.</summary>
    public bool IsKept(InvocationExpressionSyntax made) => _stores.IsKept(made);

    /// <summary>The whole answer takes the place of what the type holds.</summary>
    public AssignmentExpressionSyntax? Held() =>
        Stored().FirstOrDefault(stored => _model.GetTypeInfo(stored.Right).Type is INamedTypeSymbol type && AnswerTypes.MayLackValue(type));

    /// <summary>
    /// The whole answer is held, and its refresh token never asked for: each refresh is made with the one of the settings.
    /// </summary>
    public SyntaxNode? HeldInVain() =>
        SourcesOfRequest().Any(static owner => Settings.Matches(owner))
            ? Stored().FirstOrDefault(stored => !AsksFor(stored.Left)
                && _model.GetTypeInfo(stored.Right).Type is INamedTypeSymbol type
                && AnswerTypes.HasRefreshToken(type))
            : null;

    /// <summary>An access token of the answer that takes the place of the one in the object whose refresh token the request was made with.</summary>
    public bool TakesPlaceOfOld =>
        _flow.Origin.ArgumentList
            .DescendantTokens()
            .Where(static token => TokenNames.IsRefresh(token.ValueText))
            .Select(TokenNames.OwnerOf)
            .OfType<ExpressionSyntax>()
            .Select(static owner => owner.ToString())
            .ToList() is { Count: > 0 } owners
        && _reads.Where(static token => TokenNames.IsAccess(token.ValueText)).Select(TokenNames.ReadOf).Select(TokenStores.Sink)
            .OfType<AssignmentExpressionSyntax>()
            .Any(written => written.Left is MemberAccessExpressionSyntax access && owners.Contains(access.Expression.ToString()));

    /// <summary>An access token of the answer that goes somewhere.</summary>
    public SyntaxNode? KeptAccessToken =>
        _reads.Where(static token => TokenNames.IsAccess(token.ValueText))
            .Select(TokenNames.ReadOf)
            .FirstOrDefault(static read => !IsCondition(read) && !IsLookedAt(read));

    /// <summary>The whole answer goes to somebody else, who may keep all of it.</summary>
    public bool HandsOnWhole => Handed().Any();

    /// <summary>The whole answer is returned, and nothing is done to it before.</summary>
    public bool OnlyReturns
    {
        get
        {
            var handed = Handed().Where(part => !PassesThroughField(part)).ToList();
            return handed.Count > 0
                && handed.All(static part => part.FirstAncestorOrSelf<StatementSyntax>() is ReturnStatementSyntax or null
                    || part.Ancestors().Any(static node => node is ArrowExpressionClauseSyntax))
                && !_reads.Exists(static token => TokenNames.IsRefresh(token.ValueText));
        }
    }

    /// <summary><c>_response = await _http.PostAsync(…)</c>, which is read in the same member.</summary>
    private bool PassesThroughField(ExpressionSyntax part) =>
        part.Parent is AssignmentExpressionSyntax { Left: IdentifierNameSyntax field } && _flow.Of(field.Identifier.ValueText) == AnswerPart.Response;

    /// <summary>
    /// The refresh token, or the whole answer, takes the place of the stored one without a test that it is there.
    /// </summary>
    public RotationFinding? Overwrite(Func<InvocationExpressionSyntax, int, bool?> keepsAbsent)
    {
        // Where it is written, the old one was put in its place.
        if (IsLookedAfter)
        {
            return null;
        }

        return RefreshReads.Select(TokenNames.ReadOf).Where(MayBeNull).Concat(UsesOfNullableVariables())
            .Select(read => _stores.Overwritten(read, keepsAbsent)).OfType<RotationFinding>()
            .OrderBy(static finding => finding.Place is ArgumentSyntax)
            .ThenBy(static finding => IsOfNewObject(finding.Place))
            .FirstOrDefault() ?? WholeStored();
    }

    /// <summary>A row that is made for who has none yet loses nothing: what is overwritten beside it does.</summary>
    private static bool IsOfNewObject(SyntaxNode place) =>
        place.Parent is InitializerExpressionSyntax
        || (place is AssignmentExpressionSyntax { Left: var written } && written.Root() is { } root
            && place.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>()?.TokensNamed(root).Any(static token =>
                token.Parent is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax }) == true);

    /// <summary>The old refresh token stands where the answer's belongs.</summary>
    public SyntaxNode? OldKept()
    {
        var aliases = Stored().Select(static assignment => assignment.Left.ToString()).ToList();
        foreach (var token in TokenNames.In(_flow.Member).Where(static token => TokenNames.IsRefresh(token.ValueText)))
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

    /// <summary><c>account.RefreshToken = account.RefreshToken ?? answer.RefreshToken</c>, and the same by <c>??=</c>: the old one is always there.</summary>
    private SyntaxNode? OldPreferred() =>
        RefreshReads.Select(TokenNames.ReadOf).Select(static read => read.Parent).FirstOrDefault(static choice => choice switch
        {
            AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceAssignmentExpression, Left: MemberAccessExpressionSyntax target } =>
                TokenNames.IsRefresh(TokenStores.LastName(target)),
            BinaryExpressionSyntax
            {
                RawKind: (int)SyntaxKind.CoalesceExpression, Left: MemberAccessExpressionSyntax old,
                Parent: AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } written,
            } => TokenNames.IsRefresh(TokenStores.LastName(old)) && written.Left.IsEquivalentTo(old, topLevel: false),
            _ => false,
        });

    /// <summary>Only where the answer has no refresh token; what was tested before the request says nothing of it.</summary>
    private bool IsBehindTest(SyntaxNode written) =>
        written.Ancestors().TakeWhile(node => node != _flow.Member).OfType<IfStatementSyntax>()
            .Any(choice => choice.SpanStart > _flow.Origin.SpanStart
                && TokenNames.In(choice.Condition).Any(static tested => TokenNames.IsRefresh(tested.ValueText)));

    /// <summary>
    /// An old refresh token that is handed on beside the new access token: <c>new Tokens(AccessToken: access, RefreshToken: old)</c>.
    /// </summary>
    public SyntaxNode? OldBesideNew() =>
        _flow.Member.DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>()
            .Where(created => created.DescendantNodes()
                .OfType<IdentifierNameSyntax>()
                .Any(name => _flow.Of(name.Identifier.ValueText) == AnswerPart.AccessToken)
                || _reads.Exists(token => TokenNames.IsAccess(token.ValueText) && created.Span.Contains(token.Span)))
            .SelectMany(static created => created.DescendantNodes())
            .FirstOrDefault(node => node switch
            {
                ArgumentSyntax { NameColon.Name.Identifier.ValueText: var name } argument => TokenNames.IsRefresh(name) && IsOld(argument.Expression),
                AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax, Left: IdentifierNameSyntax name } member =>
                    TokenNames.IsRefresh(name.Identifier.ValueText) && IsOld(member.Right),
                _ => false,
            });

    /// <summary>The answer is returned as a type that has no room for a refresh token.</summary>
    public SyntaxNode? ReadAsTypeWithoutRefreshToken() =>
        Handed()
            .Select(part => (part, type: _model.GetTypeInfo(part).Type))
            .FirstOrDefault(static handed => handed.type is INamedTypeSymbol type && AnswerTypes.LacksRefreshToken(type)).part;

    private bool IsOld(ExpressionSyntax value) => _flow.Part(value) == AnswerPart.None
        && value is IdentifierNameSyntax or MemberAccessExpressionSyntax && TokenNames.IsRefresh(TokenStores.LastName(value));

    /// <summary><c>account.Token = answer</c>, where the request was made with <c>account.Token.RefreshToken</c>.</summary>
    private RotationFinding? WholeStored() =>
        !_reads.Exists(static token => TokenNames.IsRefresh(token.ValueText))
        && OldKept() is null
        && Stored().FirstOrDefault(IsSourceOfRequest) is { } stored
            ? new RotationFinding(stored, RotationLoss.Overwritten) { IsWhole = true }
            : null;

    private bool IsSourceOfRequest(AssignmentExpressionSyntax stored) =>
        TokenNames.In(_flow.Member).Any(token => TokenNames.IsRefresh(token.ValueText)
            && token.SpanStart < stored.Span.End
            && TokenNames.OwnerOf(token) is { } owner
            && Plain(owner) == Plain(stored.Left))
        && _model.GetTypeInfo(stored.Right).Type is INamedTypeSymbol type && AnswerTypes.MayLackValue(type);

    /// <summary>What the refresh token of the request is read of.</summary>
    private IEnumerable<string> SourcesOfRequest() =>
        TokenNames.In(_flow.Member)
            .Where(token => TokenNames.IsRefresh(token.ValueText) && token.SpanStart < _flow.Origin.Span.End)
            .Select(TokenNames.OwnerOf)
            .OfType<ExpressionSyntax>()
            .Select(static owner => owner.ToString());

    /// <summary>The type reads the refresh token of what it holds.</summary>
    private bool AsksFor(ExpressionSyntax held) =>
        _flow.Member.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type
        || TokenNames.In(type).Any(token => TokenNames.IsRefresh(token.ValueText)
            && TokenNames.OwnerOf(token) is { } owner
            && Plain(owner) == Plain(held))
        || type.TokensNamed(Plain(held)).Any(static token => token.Parent?.Parent is ArgumentSyntax
            or ReturnStatementSyntax or ArrowExpressionClauseSyntax);

    private static string Plain(ExpressionSyntax held) =>
        held is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } own ? own.Name.ToString() : held.ToString();

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

    /// <summary>The places at which the answer, or its text, leaves as a whole.</summary>
    private IReadOnlyList<ExpressionSyntax> Handed() =>
        _handed ??= _flow.Member.DescendantNodes().OfType<ExpressionSyntax>()
            .Where(expression => expression.Span.End > _start && IsOutermost(expression) && MayLeave(expression.Parent)
                && _flow.Part(expression) is var part && part is AnswerPart.Whole or AnswerPart.Response
                && Leaves(expression) && !(part == AnswerPart.Response && IsOfFailure(expression)))
            .ToList();

    private static bool IsDenial(ExpressionSyntax condition) =>
        condition is PrefixUnaryExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression };

    /// <summary>The text of a response that is no answer.</summary>
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

    /// <summary>By the place alone, before anything is asked about the value.</summary>
    private static bool MayLeave(SyntaxNode? place) =>
        place is ArgumentSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax
            or YieldStatementSyntax or AnonymousFunctionExpressionSyntax or AssignmentExpressionSyntax
            or InitializerExpressionSyntax or WithExpressionSyntax or AnonymousObjectMemberDeclaratorSyntax;

    /// <summary>Not a part of a larger expression that is the same value.</summary>
    private static bool IsOutermost(ExpressionSyntax expression) => expression.Parent is not ExpressionSyntax around
        || around is AssignmentExpressionSyntax or TupleExpressionSyntax
            or InitializerExpressionSyntax or WithExpressionSyntax or InterpolatedStringExpressionSyntax;

    private bool Leaves(ExpressionSyntax expression) => expression.Parent switch
    {
        ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } } =>
            (!Looks.Matches(call.CalledName()) || SavesOfWhole.Matches(call.CalledName()))
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

    /// <summary>What runs the function gives its answer on: <c>var response = await policy.ExecuteAsync(() => http.PostAsync(…))</c>.</summary>
    private bool IsRunHere(AnonymousFunctionExpressionSyntax function) =>
        function.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } }
        && _flow.Part(call) != AnswerPart.None
        && !IsDiscarded(call);

    /// <summary>A helper that gives nothing back has not read the answer for this member.</summary>
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

    /// <summary>Where a variable is used that got the token as it is: <c>var token = answer.RefreshToken;</c></summary>
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

    /// <summary>False where a missing token throws, or where something takes its place.</summary>
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
