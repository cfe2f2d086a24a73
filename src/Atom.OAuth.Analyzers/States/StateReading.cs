using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.States;

/// <summary>A state that is parsed by hand.</summary>
/// <param name="Place">The first place.</param>
/// <param name="How">How it is parsed.</param>
/// <param name="Others">Further places.</param>
internal sealed record TakenState(SyntaxNode Place, string How, IReadOnlyList<SyntaxNode> Others);

/// <summary>Finds callbacks that take their state apart, decode it, or trust its content.</summary>
internal static class StateReading
{
    /// <summary>A file without one of these words does not read an OAuth state.</summary>
    private static readonly string[] ReaderWords = { "OAuth", "Oauth", "oauth", "client_id", "redirect_uri", "authorization_code" };

    /// <summary>Parts of the names of functions that read a packed state.</summary>
    private static readonly string[] ReaderVerbs = { "Decode", "Parse", "Unpack", "Extract", "Deserialize", "Split" };

    /// <summary>Functions that find a code as well as a state, in the address of the redirect or in what a user pastes.</summary>
    private static readonly NameTable Answers = new("Code");

    /// <summary>Types that create and read states: OAuthStateCodec, StateService.</summary>
    private static readonly NameTable StateTypes = new("State");

    /// <summary>Types that hold what a callback receives: a State inside a Token belongs to the request for it.</summary>
    private static readonly NameTable TokenTypes = new("Token");

    /// <summary>Calls that take a state apart.</summary>
    private static readonly HashSet<string> TakesApart = new(StringComparer.Ordinal) { "Split", "IndexOf", "Contains", "StartsWith", "EndsWith" };

    /// <summary>Calls that decode a state.</summary>
    private static readonly HashSet<string> Decodes = new(StringComparer.Ordinal)
    {
        "FromBase64String", "TryFromBase64String", "FromHexString", "Base64UrlDecode", "Base64Decode", "DecodeBase64", "DecodeBytes",
        "Base64UrlDecodeString", "Deserialize", "DeserializeObject", "ParseQueryString", "ParseQuery", "ReadJwtToken", "DecodeFromChars",
        "DecodeFromUtf8",
    };

    /// <summary>Calls that parse a state as a value.</summary>
    private static readonly HashSet<string> Parses = new(StringComparer.Ordinal)
    {
        "Match", "Parse", "TryParse", "ParseExact", "TryParseExact", "ToInt32", "ToInt64", "ToGuid", "TryCreate",
    };

    /// <summary>Types whose constructors parse a text.</summary>
    private static readonly HashSet<string> ParsedTypes = new(StringComparer.Ordinal)
    {
        "Guid", "Uri", "UriBuilder", "JwtSecurityToken", "JsonWebToken", "ObjectId",
    };

    /// <summary>Calls that act on the content of a state.</summary>
    private static readonly HashSet<string> Trusts = new(StringComparer.Ordinal)
    {
        "Redirect", "LocalRedirect", "RedirectPermanent", "FindByIdAsync", "FindById", "FindByNameAsync", "FindByEmailAsync", "NavigateTo",
    };

    /// <summary>Parts of the names of variables and members that a state is trusted as.</summary>
    private static readonly string[] TrustedNames = { "user", "account", "tenant", "url", "uri", "path", "redirect", "customer", "member", "owner", "session", "email" };

    /// <summary>Ends of the names of variables and members that hold a key, which a state is trusted as.</summary>
    private static readonly NameTable Keys = new("Id $", "Code $");

    /// <summary>Types of keys that a state may be bound to.</summary>
    private static readonly HashSet<string> BoundKeys = new(StringComparer.Ordinal) { "int", "long", "Guid" };

    /// <summary>What people have and share: it exists before the flow. The key of anything else may be one that was issued for the flow.</summary>
    private static readonly NameTable KeptThings = new(
        "Guild", "Room", "Party", "Team", "Group", "Workspace", "Channel", "Chat", "Company", "Organization", "Organisation", "Project", "Shop", "Site",
        "Employee", "Player", "Contact", "Playlist", "App", "Application");

    /// <summary>Types whose methods parse a text.</summary>
    private static readonly HashSet<string> DataTypes = new(StringComparer.Ordinal)
    {
        "Guid", "int", "long", "Int32", "Int64", "Convert", "Enum", "System.Guid", "JObject", "JsonDocument", "JsonNode", "JToken",
        "ObjectId", "Regex", "Uri",
    };

    /// <summary>Parameters that trust the content of a state.</summary>
    private static readonly HashSet<string> TrustedParameters = new(StringComparer.Ordinal)
    {
        "userId", "username", "userName", "tenantId", "accountId", "returnUrl", "redirectUrl", "customerId",
    };

    /// <summary>Words in code that reads a value from a query or form.</summary>
    private static readonly string[] Sources = { "Query", "query", "Form", "Param", "param" };

    /// <summary>The code as a member of a record that is named after the query parameters.</summary>
    private const string CodeMember = "code";

    /// <summary>Words in the identifiers of OAuth callbacks, but not of other code that takes a code.</summary>
    private static readonly string[] ExchangeNames = { "token", "Exchange", "OAuth" };

    /// <summary>Gets the place where a callback, or its helper, parses its state; null if there is none.</summary>
    public static TakenState? In(SyntaxNode function, StateTracer tracer, StateCallers callers)
    {
        var names = NamesOfState(function);
        var reads = ReadsOfState(function).ToList();
        if (names.Count + reads.Count == 0)
        {
            return null;
        }

        var takesCode = TakesCode(function);
        var isHelper = !takesCode && IsHelper(function);
        if (!takesCode && !isHelper && !MayBeReader(function))
        {
            return null;
        }

        var found = StateSteps.In(function, names, reads).Select(state => How(state, tracer)).OfType<(SyntaxNode Place, string How)>()
            .Where(place => takesCode || isHelper || IsDecoding(place.Place)).OrderBy(static place => place.Place.SpanStart).ToList();
        return found.Count > 0 && (takesCode || (isHelper && callers.AnyCallback(function)) || IsReader(function, callers))
            ? new TakenState(found[0].Place, found[0].How, OthersOf(function, found.ConvertAll(static place => place.Place), tracer))
            : null;
    }

    /// <summary>Gets the places after the first, and those where the results are parsed further.</summary>
    private static List<SyntaxNode> OthersOf(SyntaxNode function, List<SyntaxNode> places, StateTracer tracer) => places.Skip(1)
        .Concat(StateSteps.After(function, places.Where(IsDecoding), step => How(step, tracer) is var (place, _) && IsDecoding(place) ? place
            : StateSteps.IsText(step) ? step
            : null))
        .Where(place => place != places[0]).Distinct().OrderBy(static place => place.SpanStart).ToList();

    /// <summary>Gets the variables that hold the state received by the callback.</summary>
    private static HashSet<string> NamesOfState(SyntaxNode function)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var parameter in Functions.Parameters(function))
        {
            if (StateNames.IsStateName(parameter.Identifier.ValueText) && (RequestNames.IsText(parameter.Type) || IsBoundKey(parameter.Type)))
            {
                names.Add(parameter.Identifier.ValueText);
            }
        }

        if (names.Count == 0
            && IsReaderName(Functions.NameOf(function))
            && !Answers.Matches(Functions.NameOf(function))
            && Functions.Parameters(function).FirstOrDefault(static p => p.Type is not null && RequestNames.IsText(p.Type)) is { } packed)
        {
            names.Add(packed.Identifier.ValueText);
        }

        foreach (var token in Functions.TokensWith(function, "tate"))
        {
            if (token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText == StateNames.State && VariableReadInto(token.Parent!) is { } variable)
            {
                names.Add(variable);
            }
            else if (RequestNames.Members.Contains(token.ValueText) && IsReadOfParameter(token, function))
            {
                names.Add(token.ValueText);
            }
        }

        return names;
    }

    /// <summary>Returns true for a state that is bound to the type of a key.</summary>
    private static bool IsBoundKey(TypeSyntax? type) => type is not null && BoundKeys.Contains(type.ToString().TrimEnd('?'));

    /// <summary>Returns true for a read of <c>request.State</c>, of a parameter such as a command.</summary>
    private static bool IsReadOfParameter(SyntaxToken member, SyntaxNode function) =>
        member.Parent is IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax access } name
        && access is { Expression: IdentifierNameSyntax { Identifier.ValueText: var receiver } }
        && access.Name == name
        && access.Parent is not AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax }
        && Functions.Parameters(function).Any(p => p.Identifier.ValueText == receiver);

    /// <summary>Gets the variable of <c>var state = request.Query["state"]…</c> or <c>TryGetValue("state", out var state)</c>.</summary>
    private static string? VariableReadInto(SyntaxNode key)
    {
        if (key.Parent is ArgumentSyntax
            {
                Parent: ArgumentListSyntax
                {
                    Arguments: [_, { Expression: DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax designation } }],
                },
            })
        {
            return designation.Identifier.ValueText;
        }

        if (key.Parent is not ArgumentSyntax { Parent.Parent: ElementAccessExpressionSyntax or InvocationExpressionSyntax } argument
            || !ReadsRequest(argument.Parent!.Parent!))
        {
            return null;
        }

        return argument.FirstAncestorOrSelf<EqualsValueClauseSyntax>()?.Parent is VariableDeclaratorSyntax variable
            && StateNames.IsStateName(variable.Identifier.ValueText)
            ? variable.Identifier.ValueText
            : null;
    }

    /// <summary>Gets the reads of the state from a request: <c>Request.Query["state"]</c>.</summary>
    private static IEnumerable<ExpressionSyntax> ReadsOfState(SyntaxNode function) =>
        Functions.TokensWith(function, StateNames.State)
            .Where(static token => token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText == StateNames.State)
            .Select(static token => token.Parent?.Parent is ArgumentSyntax { Parent: BaseArgumentListSyntax { Arguments.Count: 1 } list } ? list.Parent : null)
            .OfType<ExpressionSyntax>()
            .Where(static read => read is ElementAccessExpressionSyntax or InvocationExpressionSyntax)
            .Where(static read => ReadsRequest(read) && read.Parent is not AssignmentExpressionSyntax);

    /// <summary>
    /// Determines whether a query or form is read, or a variable that holds one: <c>var q = request.Query; q["state"]</c>,
    /// <c>var q = HttpUtility.ParseQueryString(url); q.Get("state")</c>.
    /// </summary>
    private static bool ReadsRequest(SyntaxNode read) =>
        read.Mentions(Sources)
        || (KeptIn(read) is { } kept
            && Functions.TokensWith(Functions.Around(read), kept).Any(token => token.ValueText == kept
                && token.Parent is VariableDeclaratorSyntax { Initializer.Value: var value }
                && NameOfSource(value)?.Mentions(Sources) == true));

    private static string? KeptIn(SyntaxNode read) => read switch
    {
        ElementAccessExpressionSyntax { Expression: IdentifierNameSyntax kept } => kept.Identifier.ValueText,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax kept } } => kept.Identifier.ValueText,
        _ => null,
    };

    /// <summary>Gets the member or call that a query comes from.</summary>
    private static SyntaxNode? NameOfSource(ExpressionSyntax value) => value switch
    {
        AwaitExpressionSyntax awaited => NameOfSource(awaited.Expression),
        MemberAccessExpressionSyntax access => access.Name,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: not "Format" } access } => access.Name,
        _ => null,
    };

    /// <summary>Determines whether a function receives an authorization code.</summary>
    public static bool TakesCode(SyntaxNode function) =>
        Functions.Parameters(function).Any(static p => RequestValue.Code.IsMember(p.Identifier.ValueText) && RequestNames.IsText(p.Type))
            ? IsOAuthText(function, Functions.NameOf(function), Functions.TypeNameOf(function))
            : RequestValue.Code.Keys.Any(key => HasKey(function, key))
                || Functions.TokensWith(function, "Code").Any(static token => token.ValueText == "Code"
                    && token.Parent is IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax })
                || Functions.TokensWith(function, CodeMember).Any(token => token.ValueText == CodeMember && IsReadOfParameter(token, function));

    private static bool HasKey(SyntaxNode function, string key) =>
        Functions.TokensWith(function, key).Any(token => token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText == key);

    /// <summary>Returns true for DecodeState(state), or a method of a codec: the name of the method or of its type mentions a state.</summary>
    private static bool MayBeReader(SyntaxNode function) =>
        AnyCase.Contains(Functions.NameOf(function), StateNames.State) || StateTypes.Matches(Functions.TypeNameOf(function));

    /// <summary>Recognizes a private method that takes a state, in a file that uses OAuth: part of the callback if a callback calls it.</summary>
    private static bool IsHelper(SyntaxNode function) =>
        function is MethodDeclarationSyntax { Modifiers: var modifiers } method
        && !modifiers.Any(static modifier => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword)
        && method.ParameterList.Parameters.Any(static p => StateNames.OfCallbacks.Matches(p.Identifier.ValueText) && RequestNames.IsText(p.Type))
        && function.SyntaxTree.GetRoot().Mentions(ReaderWords);

    /// <summary>Recognizes a reader of OAuth states: in code that deals with OAuth, or called by a callback.</summary>
    private static bool IsReader(SyntaxNode function, StateCallers callers) =>
        Functions.TypeNamesOf(function).Any(static type => RequestNames.IsOAuthName(type) || TokenTypes.Matches(type))
        || (AnyCase.Contains(Functions.NameOf(function), StateNames.State) && function.SyntaxTree.GetRoot().Mentions(ReaderWords))
        || callers.AnyCallback(function);

    /// <summary>Returns true for DecodeState: a function that reads a packed state, whatever the name of its parameter.</summary>
    public static bool IsReaderName(string name) => name.EndsWith("State", StringComparison.Ordinal) && AnyCase.ContainsAny(name, ReaderVerbs);

    /// <summary>Returns true for a place that decodes or parses the state.</summary>
    public static bool IsDecoding(SyntaxNode place) =>
        place is ElementAccessExpressionSyntax or ObjectCreationExpressionSyntax
        || (place is InvocationExpressionSyntax { Expression: var called }
            && FunctionRequests.LastName(called) is var name
            && (name is "Split" or "Substring" || IsDecoder(called) || Parses.Contains(name)));

    /// <summary>Decode(…) counts too, on a type or helper with base64 in its name.</summary>
    public static bool IsDecoder(ExpressionSyntax called) =>
        FunctionRequests.LastName(called) is var name
        && (Decodes.Contains(name)
            || (AnyCase.Contains(called.ToString(), "base64")
                && (name.StartsWith("From", StringComparison.Ordinal) || AnyCase.Contains(name, "decode"))));

    private static bool IsOAuthText(SyntaxNode function, string name, string type) =>
        RequestNames.IsOAuthName(type) || RequestNames.IsOAuthName(name) || AnyCase.Contains(name, "Callback")
        || Functions.Tokens(function).Any(static token => token.IsKind(SyntaxKind.IdentifierToken)
            && !AnyCase.Contains(token.ValueText, "cancellation") && AnyCase.ContainsAny(token.ValueText, ExchangeNames));

    private static (SyntaxNode Place, string How)? How(ExpressionSyntax state, StateTracer tracer)
    {
        switch (state.Parent)
        {
            case MemberAccessExpressionSyntax
            {
                Name.Identifier.ValueText: "Substring"
                or "AsSpan", Parent: InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } part } call
            }:
                return IsAbbreviation(part[part.Count - 1].Expression) || IsTold(call)
                    ? null
                    : (call, $"'{FunctionRequests.LastName(call.Expression)}'");
            case ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: RangeExpressionSyntax range }] } slice:
                return IsAbbreviation(range.RightOperand) || IsTold(slice) ? null : (slice, "a slice");
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: var method, Parent: InvocationExpressionSyntax call }
                when TakesApart.Contains(method):
                return (call, $"'{method}'");
            case MemberAccessExpressionSyntax
            {
                Name.Identifier.ValueText: "Equals",
                Parent: InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var other }, ..] } call,
            }
                when tracer.IsConstantText(other):
                return (call, "a comparison with a constant");
            case ConditionalAccessExpressionSyntax access
                when access.Expression == state && FirstMember(access.WhenNotNull) is { } method && TakesApart.Contains(method):
                return (access, $"'{method}'");
            case BinaryExpressionSyntax comparison when StatesAsKeys.AreComparedIn(comparison, state):
                return (comparison, "as the key of a person");
            case BinaryExpressionSyntax comparison when StatesAsKeys.KeyComparedIn(comparison, state) is { } key && IsKey(key):
                return (comparison, $"as '{key}'");
            case BinaryExpressionSyntax comparison when comparison.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression:
                return tracer.IsConstantText(comparison.Left == state ? comparison.Right : comparison.Left) ? (comparison, "a comparison with a constant") : null;
            case IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax { Expression: var constant } } pattern when tracer.IsConstantText(constant):
                return (pattern, "a comparison with a constant");
            case SwitchExpressionSyntax choice
                when choice.Arms.Any(arm => arm.Pattern is ConstantPatternSyntax { Expression: var text } && tracer.IsConstantText(text)):
                return (choice.GoverningExpression, "a comparison with constants");
            case SwitchStatementSyntax choice when choice.Expression == state && choice.Sections.SelectMany(static section => section.Labels)
                .Any(label => label is CaseSwitchLabelSyntax { Value: var text } && tracer.IsConstantText(text)):
                return (state, "a comparison with constants");
            case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } argument:
                return OfArgument(call, argument, tracer);
            case ArgumentSyntax { Parent: ArgumentListSyntax { Parent: ObjectCreationExpressionSyntax { Type: var type } created } list } argument
                when list.Arguments[0] == argument && ParsedTypes.Contains(type.LastName()):
                return (created, $"'new {type.LastName()}'");
            case AssignmentExpressionSyntax { Left: var target } assignment
                when assignment.Right == state && IsTrusted(FunctionRequests.LastName(target)):
                return (assignment, $"as '{FunctionRequests.LastName(target)}'");
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var variable } } when IsTrusted(variable):
                return (state, $"as '{variable}'");
            case ConditionalExpressionSyntax choice when choice.Condition != state
                && choice.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var variable } }
                && IsTrusted(variable):
                return (state, $"as '{variable}'");
            default:
                return null;
        }
    }

    /// <summary>Returns true for the length of a short prefix, as displayed to people.</summary>
    private static bool IsAbbreviation(ExpressionSyntax? length) => length is LiteralExpressionSyntax { Token.Value: int and < 16 };

    /// <summary>Returns true if it goes into a log or an exception.</summary>
    private static bool IsTold(SyntaxNode part) =>
        part.Ancestors()
            .TakeWhile(static node => node is not StatementSyntax)
            .Any(static node => node is InvocationExpressionSyntax call && LogCalls.Contains(call.CalledName()))
        || part.FirstAncestorOrSelf<StatementSyntax>() is ThrowStatementSyntax;

    /// <summary>Gets Split from <c>?.Split('|')[0].Trim()</c>.</summary>
    private static string? FirstMember(ExpressionSyntax afterDot) => afterDot switch
    {
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        InvocationExpressionSyntax call => FirstMember(call.Expression),
        ElementAccessExpressionSyntax element => FirstMember(element.Expression),
        MemberAccessExpressionSyntax access => FirstMember(access.Expression),
        _ => null,
    };

    private static (SyntaxNode Place, string How)? OfArgument(InvocationExpressionSyntax call, ArgumentSyntax argument, StateTracer tracer)
    {
        var name = FunctionRequests.LastName(call.Expression);
        if (IsDecoder(call.Expression))
        {
            return IsUnprotected(call) ? null : (call, $"'{name}'");
        }

        if (Trusts.Contains(name) && argument.Parent is ArgumentListSyntax { Arguments: var arguments } && arguments[0] == argument)
        {
            return (call, $"'{name}'");
        }

        if (StatesAsKeys.AreTakenBy(call, argument))
        {
            return (call, $"'{name}'");
        }

        if (Parses.Contains(name)
            && call.Expression is MemberAccessExpressionSyntax { Expression: var type }
            && call.ArgumentList.Arguments[0] == argument)
        {
            return DataTypes.Contains(type.ToString()) || DataTypes.Contains(FunctionRequests.LastName(type)) ? (call, $"'{type}.{name}'") : null;
        }

        if (name == "Equals")
        {
            return call.ArgumentList.Arguments.Any(a => tracer.IsConstantText(a.Expression)) ? (call, "a comparison with a constant") : null;
        }

        return (argument.NameColon?.Name.Identifier.ValueText ?? tracer.ParameterOf(argument)?.Name) is { } parameter
            && TrustedParameters.Contains(parameter)
            ? (call, $"as '{parameter}'")
            : null;
    }

    /// <summary><c>protector.Unprotect(FromBase64(state))</c>: the decoded bytes are what a protector has encrypted.</summary>
    private static bool IsUnprotected(InvocationExpressionSyntax decoded) =>
        IsTakenByProtector(decoded)
        || (decoded.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var bytes } }
            && Functions.TokensWith(Functions.Around(decoded), bytes)
                .Where(use => use.ValueText == bytes && use.Parent is IdentifierNameSyntax)
                .Select(static use => (IdentifierNameSyntax)use.Parent!)
                .ToList() is { Count: > 0 } uses
            && uses.TrueForAll(IsTakenByProtector));

    private static bool IsTakenByProtector(ExpressionSyntax bytes) =>
        bytes.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax protector } && ProtectedStates.IsNamed(protector);

    private static bool IsTrusted(string name) => !StateNames.IsStateName(name) && (AnyCase.ContainsAny(name, TrustedNames) || IsKey(name));

    /// <summary><c>var roomCode = state</c>: the key of something else than the flow itself.</summary>
    private static bool IsKey(string name) => Keys.Matches(name) && KeptThings.Matches(name) && !StateCheckWords.Rows.Matches(name);
}
