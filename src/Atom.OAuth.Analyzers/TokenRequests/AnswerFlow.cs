using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>The part of a refresh's response that a value holds.</summary>
internal enum AnswerPart
{
    None,

    /// <summary>The response, its content or its text, not parsed yet.</summary>
    Response,

    /// <summary>The whole parsed response.</summary>
    Whole,

    AccessToken,

    RefreshToken,

    /// <summary>Another part of it.</summary>
    Other,
}

/// <summary>The variables of a member that hold a refresh's response, or parts of it.</summary>
internal sealed class AnswerFlow
{
    private const int MaxRounds = 6;

    /// <summary>Prefixes of calls that parse a response.</summary>
    private static readonly WordTable Reads = new(
        WordMatch.Start,
        StringComparison.Ordinal,
        "Deserialize",
        "Parse",
        "ReadFromJson",
        "ReadAsAsync",
        "GetFromJson",
        "ReceiveJson",
        "GetJson",
        "PostJson",
        "FromJson");

    /// <summary>Members that hold the content of a response, parsed or not.</summary>
    private static readonly string[] BodyWords = { "Body", "Content", "Json" };

    /// <summary>Members that return the same value in another form.</summary>
    private static readonly WordTable SameAgain = new(
        WordMatch.Whole, StringComparison.Ordinal, new[]
        {
            "RootElement", "Data", "Value", "Result", "Model", "Payload", "Token",
            "Tokens", "Response", "Root", "Clone", "ConfigureAwait", "GetAwaiter", "GetResult",
            "AsObject", "Encrypt", "Protect", "GetBytes", "Serialize", "SerializeAsync", "SerializeObject", "SerializeToUtf8Bytes", "ToJson",
            "ToJsonString", "Map", "Adapt", "ToString", "ReadAsStringAsync", "ReadAsStreamAsync", "ReadAsByteArrayAsync", "GetResponseStream",
            "ReadToEnd", "ReadToEndAsync", "downloadHandler", "text", "GetString", "ToObject", "Trim",
        }.Concat(BodyWords).ToArray());

    /// <summary>Suffixes of the members of a project's own response that hold its text.</summary>
    private static readonly WordTable Bodies = new(
        WordMatch.End, StringComparison.Ordinal, BodyWords.Concat(new[] { "Text", "RawResponse" }).ToArray());

    /// <summary>Passes the result of a task to a function.</summary>
    private const string Continuation = "ContinueWith";

    /// <summary>Calls that report a failed refresh.</summary>
    private static readonly NameTable Failures = new("Bad Request", "Status Code", "Problem", "Unauthorized", "Fail", "Failed", "Failure",
        "Error", "Conflict", "Not Found");

    /// <summary>Polly's calls that run a delegate and return its result.</summary>
    public static readonly HashSet<string> PolicyRuns = new(StringComparer.Ordinal)
    {
        "Execute", "ExecuteAsync", "ExecuteAndCapture", "ExecuteAndCaptureAsync", "ExecuteOutcomeAsync",
    };

    /// <summary>The member of RestSharp's response that holds the parsed response.</summary>
    private const string ReadContent = "Data";

    /// <summary>The call of Unity's request, which holds its own response.</summary>
    private const string UnitySend = "SendWebRequest";

    private readonly Dictionary<string, AnswerPart> _variables = new(StringComparer.Ordinal);
    private readonly InvocationExpressionSyntax _origin;
    private readonly AnswerPart _partOfOrigin;
    private readonly List<(string Variable, ExpressionSyntax Value, string? Member, bool IsPart)> _assignments;
    private readonly HashSet<string> _members = new(StringComparer.Ordinal);

    /// <param name="member">The member that receives the response.</param>
    /// <param name="origin">The call that returns it.</param>
    /// <param name="partOfOrigin">The part that the call returns.</param>
    /// <param name="handlers">The parameters of functions that the call passes the response to, with the part that they hold.</param>
    public AnswerFlow(SyntaxNode member, InvocationExpressionSyntax origin, AnswerPart partOfOrigin,
        IEnumerable<(string Parameter, AnswerPart Part)>? handlers = null)
        : this(member, origin)
    {
        _partOfOrigin = partOfOrigin;
        foreach (var (parameter, part) in handlers ?? Enumerable.Empty<(string, AnswerPart)>())
        {
            _variables[parameter] = part;
        }

        if (KeepsItsResponse(origin) && origin.Receiver()?.Root() is { } request)
        {
            _variables.Add(request, AnswerPart.Response);
        }

        Spread();
    }

    /// <param name="member">A method that takes the whole response.</param>
    /// <param name="origin">The call that passes it.</param>
    /// <param name="parameter">The parameter that receives it.</param>
    /// <param name="partOfParameter">The part that the parameter holds.</param>
    public AnswerFlow(SyntaxNode member, InvocationExpressionSyntax origin, string parameter, AnswerPart partOfParameter)
        : this(member, origin)
    {
        _variables.Add(parameter, partOfParameter);
        Spread();
    }

    private AnswerFlow(SyntaxNode member, InvocationExpressionSyntax origin)
    {
        Member = member;
        _origin = origin;
        _assignments = Assignments().ToList();
    }

    /// <summary>Returns true for a call whose response is read from its receiver.</summary>
    public static bool KeepsItsResponse(InvocationExpressionSyntax call) => call.CalledName() == UnitySend;

    /// <summary>Returns true for the name of a member that holds the text of a response.</summary>
    public static bool IsBody(string member) => Bodies.Matches(member);

    /// <summary>Returns true for the name of a call that parses a response.</summary>
    public static bool Parses(string call) => Reads.Matches(call);

    /// <summary>Returns true for a call that reports a failed refresh.</summary>
    public static bool TellsOfFailure(InvocationExpressionSyntax call) => Failures.Matches(call.CalledName());

    public SyntaxNode Member { get; }

    /// <summary>A local function, which may be declared before the request, receives the response.</summary>
    public bool ContinuesInFunction { get; private set; }

    /// <summary>The member itself parses the response.</summary>
    public bool HasReadHere => _partOfOrigin == AnswerPart.Response;

    /// <summary>The call that returns the response.</summary>
    public InvocationExpressionSyntax Origin => _origin;

    /// <summary>Gets the variables named after tokens that a tuple is deconstructed into.</summary>
    public IEnumerable<string> PartsOfTuples => _assignments.Where(static assignment => assignment.IsPart)
        .Select(static assignment => assignment.Variable);

    /// <summary>Gets the variables that hold a part of the response.</summary>
    public IEnumerable<string> VariablesWith(AnswerPart part) =>
        _variables.Where(variable => variable.Value == part).Select(static variable => variable.Key);

    public AnswerPart Of(string variable) => _variables.TryGetValue(variable, out var part) ? part : AnswerPart.None;

    /// <summary>Gets the tokens that are read from the response, in source order.</summary>
    public IEnumerable<SyntaxToken> TokensRead() => TokenNames.In(Member).Where(IsOfAnswer);

    /// <summary>Returns true for a name or literal that reads a token from the response.</summary>
    public bool IsOfAnswer(SyntaxToken token) =>
        (TokenNames.OwnerOf(token) is { } owner && IsAnswer(owner))
            || (token.IsText()
                && token.Parent?.Parent is ArgumentSyntax { Parent: ArgumentListSyntax arguments }
                && arguments.Arguments.Any(argument => argument.Expression is IdentifierNameSyntax name
                    && Of(name.Identifier.ValueText) == AnswerPart.Whole));

    public bool IsAnswer(ExpressionSyntax owner) => Part(owner) == AnswerPart.Whole;

    /// <summary>Gets the part of the response that an expression holds.</summary>
    public AnswerPart Part(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case AwaitExpressionSyntax inner:
                return Part(inner.Expression);
            case ParenthesizedExpressionSyntax inner:
                return Part(inner.Expression);
            case CastExpressionSyntax inner:
                return Part(inner.Expression);
            case PostfixUnaryExpressionSyntax inner:
                return Part(inner.Operand);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } choice:
                return Part(choice.Left);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AsExpression } cast:
                return Part(cast.Left);
            case ConditionalExpressionSyntax choice:
                return Part(choice.WhenTrue) is var part and not AnswerPart.None ? part : Part(choice.WhenFalse);

            // With a refresh token of its own, it is no longer the response.
            case WithExpressionSyntax copy:
                return copy.Initializer.Expressions.Any(SetsRefreshToken) ? AnswerPart.None : Part(copy.Expression);
            case IdentifierNameSyntax name:
                return Of(name.Identifier.ValueText);
            case MemberAccessExpressionSyntax access:
                return OfMember(Part(access.Expression), access.Name.Identifier.ValueText);
            case ConditionalAccessExpressionSyntax access:
                return Part(access.Expression) is var owner && owner is AnswerPart.Whole or AnswerPart.Response
                    ? OfNames(owner, access.WhenNotNull)
                    : owner;
            case ElementAccessExpressionSyntax access:
                return Part(access.Expression) is AnswerPart.Whole ? OfText(access.ArgumentList.Arguments) : AnswerPart.None;
            case InvocationExpressionSyntax call:
                return OfCall(call);
            case BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: var arguments }:
                return arguments.Any(argument => Part(argument.Expression) == AnswerPart.Response) ? AnswerPart.Response : AnswerPart.None;
            default:
                return AnswerPart.None;
        }
    }

    /// <summary><c>answer with { RefreshToken = stored }</c>.</summary>
    private static bool SetsRefreshToken(ExpressionSyntax member) =>
        member is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: var name } } && TokenNames.IsRefreshMember(name);

    private AnswerPart OfCall(InvocationExpressionSyntax call)
    {
        if (call == _origin)
        {
            return _partOfOrigin;
        }

        var name = call.CalledName();
        if (PolicyRuns.Contains(name) && call.ArgumentList.Arguments.Any(static argument => argument.Expression is AnonymousFunctionExpressionSyntax))
        {
            return call.ArgumentList.Arguments.Select(argument => OfFunction(argument.Expression))
                .FirstOrDefault(static part => part != AnswerPart.None);
        }

        // A helper that also takes the old refresh token may return that one: its result is no longer the provider's response.
        if (call.ArgumentList.Arguments.Any(IsOldToken))
        {
            return AnswerPart.None;
        }

        var given = call.ArgumentList.Arguments.Select(argument => Part(argument.Expression)).FirstOrDefault(static part => part != AnswerPart.None);
        var receiver = call.Receiver() is { } on ? Part(on) : AnswerPart.None;
        var part = receiver != AnswerPart.None ? receiver : given;
        return part switch
        {
            AnswerPart.Response when Reads.Matches(name) => AnswerPart.Whole,

            // A helper of the project parses it.
            AnswerPart.Response when !SameAgain.Matches(name) && !TellsOfFailure(call)
                && (receiver == AnswerPart.None || IsToldType(call)) => AnswerPart.Whole,
            AnswerPart.Response => SameAgain.Matches(name) ? AnswerPart.Response : AnswerPart.Other,
            AnswerPart.Whole when OfText(call.ArgumentList.Arguments) is var text and not AnswerPart.Other => text,
            AnswerPart.Whole => SameAgain.Matches(name) || Reads.Matches(name) ? AnswerPart.Whole : AnswerPart.Other,
            _ => part,
        };
    }

    /// <summary>Gets the part that a function run by a policy returns.</summary>
    private AnswerPart OfFunction(ExpressionSyntax given) => given switch
    {
        AnonymousFunctionExpressionSyntax { ExpressionBody: { } body } => Part(body),
        AnonymousFunctionExpressionSyntax { Block: { } block } =>
            block.DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
                .OfType<ReturnStatementSyntax>()
                .Select(returned => returned.Expression is { } value ? Part(value) : AnswerPart.None)
                .FirstOrDefault(static part => part != AnswerPart.None),
        _ => AnswerPart.None,
    };

    /// <summary>Returns true for a refresh token that is neither a constant nor part of the response.</summary>
    private bool IsOldToken(ArgumentSyntax argument) =>
        argument.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax
        && TokenNames.IsRefreshValue(argument.Expression)
        && argument.Expression.Root() is { Length: > 0 } root && !char.IsUpper(root[0])
        && Part(argument.Expression) == AnswerPart.None;

    /// <summary><c>response.ContentAs&lt;Answer&gt;()</c> names the type that it parses.</summary>
    private static bool IsToldType(InvocationExpressionSyntax call) =>
        Callers.NameOf(call.Expression) is GenericNameSyntax { TypeArgumentList.Arguments.Count: 1 };

    private static AnswerPart OfMember(AnswerPart owner, string name) => owner switch
    {
        AnswerPart.Whole when TokenNames.IsRefreshMember(name) => AnswerPart.RefreshToken,
        AnswerPart.Whole when TokenNames.IsAccessMember(name) => AnswerPart.AccessToken,
        AnswerPart.Response when name == ReadContent => AnswerPart.Whole,
        AnswerPart.Response when Bodies.Matches(name) => AnswerPart.Response,
        AnswerPart.Whole or AnswerPart.Response => SameAgain.Matches(name) ? owner : AnswerPart.Other,
        _ => owner,
    };

    /// <summary>A key has its name from the provider, so the short names of members mean something else.</summary>
    private static AnswerPart OfKey(AnswerPart owner, string key) =>
        TokenNames.IsShort(key) ? AnswerPart.Other : OfMember(owner, key);

    /// <summary>Follows the names after <c>?.</c>.</summary>
    private static AnswerPart OfNames(AnswerPart part, ExpressionSyntax rest)
    {
        foreach (var token in rest.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken) || token.IsText())
            {
                part = (token.IsText() ? OfKey(part, token.ValueText) : OfMember(part, token.ValueText)) is var next
                    && next == AnswerPart.Other
                    && token.Parent?.Parent is ElementBindingExpressionSyntax
                    ? AnswerPart.Other
                    : next;
                if (part is not (AnswerPart.Whole or AnswerPart.Response))
                {
                    return part;
                }
            }
        }

        return part;
    }

    private static AnswerPart OfText(SeparatedSyntaxList<ArgumentSyntax> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument.Expression is LiteralExpressionSyntax literal && literal.Token.IsText())
            {
                return OfKey(AnswerPart.Whole, literal.Token.ValueText) is var part && part == AnswerPart.Whole ? AnswerPart.Other : part;
            }
        }

        return AnswerPart.Other;
    }

    /// <summary>Propagates parts of the response along assignments until nothing is added.</summary>
    private void Spread()
    {
        for (var (round, isChanged) = (0, true); round < MaxRounds && isChanged; round++)
        {
            isChanged = false;
            foreach (var (variable, value, member, _) in _assignments)
            {
                isChanged |= Add(variable, value, member);
            }
        }
    }

    /// <summary>
    /// Gets the values of the member's variables, or the deconstructed tuple. The kind is checked first, because most nodes assign nothing.
    /// </summary>
    private IEnumerable<(string Variable, ExpressionSyntax Value, string? Member, bool IsPart)> Assignments()
    {
        foreach (var node in Member.DescendantNodes())
        {
            switch (node.Kind())
            {
                case SyntaxKind.VariableDeclarator when node is VariableDeclaratorSyntax { Initializer.Value: var value } variable:
                    yield return (variable.Identifier.ValueText, value, null, false);
                    break;
                case SyntaxKind.SimpleAssignmentExpression or SyntaxKind.CoalesceAssignmentExpression
                    when node is AssignmentExpressionSyntax { Left: IdentifierNameSyntax name, Parent: not InitializerExpressionSyntax } assignment:
                    if (!IsLocal(name))
                    {
                        _members.Add(name.Identifier.ValueText);
                    }

                    yield return (name.Identifier.ValueText, assignment.Right, null, false);
                    break;
                case SyntaxKind.SimpleAssignmentExpression
                    when node is AssignmentExpressionSyntax { Left: DeclarationExpressionSyntax or TupleExpressionSyntax } parts:
                    foreach (var variable in TokenNames.In(parts.Left))
                    {
                        yield return (variable.ValueText, parts.Right, variable.ValueText, true);
                    }

                    break;
                case SyntaxKind.IsPatternExpression:
                    var test = (IsPatternExpressionSyntax)node;
                    foreach (var variable in test.Pattern.DescendantNodesAndSelf().OfType<SingleVariableDesignationSyntax>())
                    {
                        yield return (variable.Identifier.ValueText, test.Expression, MemberOf(variable), false);
                    }

                    break;
                case SyntaxKind.Argument
                    when node is ArgumentSyntax
                    {
                        Expression: DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax variable },
                        Parent.Parent: InvocationExpressionSyntax call,
                    }:
                    yield return (variable.Identifier.ValueText, call, null, false);
                    break;
                case SyntaxKind.InvocationExpression
                    when node is InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var function }, ..] } next
                        && next.CalledName() == Continuation && next.Receiver() is { } task && ParameterOf(function) is { } result:
                    ContinuesInFunction |= function is IdentifierNameSyntax;
                    yield return (result, task, null, false);
                    break;
            }
        }
    }

    /// <summary>Gets the member that a variable of a pattern holds: <c>answer is { RefreshToken: { Length: > 0 } token }</c>.</summary>
    private static string? MemberOf(SingleVariableDesignationSyntax variable) =>
        variable.FirstAncestorOrSelf<SubpatternSyntax>()?.NameColon?.Name.Identifier.ValueText;

    /// <summary>Gets the first parameter of a lambda, or of a local function of this member.</summary>
    private string? ParameterOf(ExpressionSyntax function) => function switch
    {
        SimpleLambdaExpressionSyntax lambda => lambda.Parameter.Identifier.ValueText,
        ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters: [var parameter, ..] } => parameter.Identifier.ValueText,
        IdentifierNameSyntax name => Member.TokensNamed(name.Identifier.ValueText)
            .Select(static token => token.Parent is LocalFunctionStatementSyntax { ParameterList.Parameters: [var parameter, ..] }
                ? parameter.Identifier.ValueText
                : null)
            .FirstOrDefault(static parameter => parameter is not null),
        _ => null,
    };

    private bool Add(string variable, ExpressionSyntax value, string? member)
    {
        // A nested function may call the parsed response like the one that it is read from.
        if (_variables.TryGetValue(variable, out var known) && known == AnswerPart.Response && value.Parent?.Parent is VariableDeclaratorSyntax
            && Part(value) == AnswerPart.Whole)
        {
            _variables[variable] = AnswerPart.Whole;
            return true;
        }

        // A parsed response is stored in a field; an unread response only passes through it.
        if (!_variables.ContainsKey(variable) && Part(value) is var part and not AnswerPart.None
            && (part == AnswerPart.Response || !_members.Contains(variable)))
        {
            _variables.Add(variable, member is not null ? OfMember(part, member) : part);
            return true;
        }

        return false;
    }

    private bool IsLocal(IdentifierNameSyntax name) =>
        Member.TokensNamed(name.Identifier.ValueText).Any(
            static token => token.Parent is VariableDeclaratorSyntax { Parent.Parent: not BaseFieldDeclarationSyntax });
}
