using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>Finds where a member stores the refresh token of a response, unchanged or with null or empty text as a fallback.</summary>
internal sealed class TokenStores
{
    /// <summary>Prefixes of calls that store their arguments.</summary>
    private static readonly NameTable Saves = new("^Save", "^Update", "^Store", "^Set", "^Persist", "^Upsert", "^Write", "^Add", "^Put",
        "^Insert", "^Replace");

    /// <summary>Prefixes of calls that replace the previous value, if their source is unavailable.</summary>
    private static readonly NameTable Replaces = new("^Save", "^Update", "^Store", "^Set", "^Persist", "^Upsert", "^Write All", "^Replace",
        "^Append $", "^Put");

    /// <summary>Prefixes of calls that overwrite the columns of rows with those of an object in a lambda.</summary>
    private static readonly NameTable UpdatesOfRows = new("^Update", "^Batch Update");

    /// <summary>Parts of the names of calls for a request, a log or a result.</summary>
    private static readonly NameTable Others = new("Header", "Request", "Result", "Status", "Content", "Query", "Form", "Claim", "Bearer", "Log",
        "Exception");

    /// <summary>Calls and types that pass a value to an SQL statement.</summary>
    private static readonly NameTable Parameters = new("Add With Value", "Parameter");

    /// <summary>Calls that return the token in another form.</summary>
    private static readonly NameTable Forms = new("^Encrypt", "^Protect", "^Encode", "^Trim", "^To String", "^To Secure", "^Seal", "^Cipher");

    /// <summary>Calls that convert an object to text.</summary>
    private static readonly NameTable Texts = new("^Serialize", "^To Json");

    /// <summary>Part of the names of places for a refresh token.</summary>
    private static readonly WordTable Places = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "refresh");

    /// <summary>SQL functions that keep the value of a column.</summary>
    private static readonly string[] SqlFallbacks = { "coalesce", "isnull", "ifnull" };

    /// <summary>The maximum number of variables between a stored token and the request.</summary>
    private const int MaxVariables = 4;

    private readonly SyntaxNode _member;
    private readonly SemanticModel _model;
    private readonly InvocationExpressionSyntax? _sent;

    /// <param name="member">The member that receives the response.</param>
    /// <param name="model">The semantic model of its file.</param>
    /// <param name="sent">The request in the member; null if it is sent elsewhere.</param>
    public TokenStores(SyntaxNode member, SemanticModel model, InvocationExpressionSyntax? sent = null)
    {
        _member = member;
        _model = model;
        _sent = sent;
    }

    /// <summary>Returns true for code with SQL that keeps the stored value if it is passed null.</summary>
    public static bool KeepsInSql(SyntaxNode code) => code.MentionsInAnyCase(SqlFallbacks);

    /// <summary>Gets the place that overwrites a stored refresh token with the one read here; null if nothing is stored for certain.</summary>
    /// <param name="read">The read of the token, or a variable that holds it.</param>
    /// <param name="absent">Determines what a called method does if it is passed none.</param>
    public RotationFinding? Overwritten(SyntaxNode read, Func<InvocationExpressionSyntax, int, AbsentValue> absent)
    {
        switch (Sink(read))
        {
            case AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { Parent: var created } } member
                when Places.Matches(LastName(member.Left)) && IsKept(created):
                return new RotationFinding(member, RotationLoss.Overwritten);
            case AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax } assignment
                when (Places.Matches(LastName(assignment.Left)) || WasSent(assignment.Left)) && !IsVariable(assignment.Left)
                    && !SetterTests(assignment.Left):
                return new RotationFinding(assignment, RotationLoss.Overwritten) { Assignment = assignment };
            case ArgumentSyntax { Parent: TupleExpressionSyntax } part when TargetOf(part) is { } target
                && Places.Matches(LastName(target)) && !IsVariable(target):
                return new RotationFinding(part, RotationLoss.Overwritten);
            case AnonymousObjectMemberDeclaratorSyntax { Parent: AnonymousObjectCreationExpressionSyntax created } member when IsRow(created):
                return new RotationFinding(member, RotationLoss.Overwritten);
            case ArgumentSyntax { Parent: ArgumentListSyntax { Parent: BaseObjectCreationExpressionSyntax created } } argument
                when IsKept(created) || IsParameter(created):
                return new RotationFinding(argument, RotationLoss.Overwritten);
            case ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } list } argument
                when absent(call, list.Arguments.IndexOf(argument)) is var value && IsStore(call, value):
                return new RotationFinding(argument, value == AbsentValue.Ignored ? RotationLoss.Dropped : RotationLoss.Overwritten);
            default:
                return null;
        }
    }

    /// <summary>Returns true if a new object, or its text, is passed to a call that saves, or is assigned to a member.</summary>
    public bool IsKept(SyntaxNode? value, bool mayBeVariable = true)
    {
        while (value is { Parent: { } around } && (around is ParenthesizedExpressionSyntax or WithExpressionSyntax or PostfixUnaryExpressionSyntax
            or AwaitExpressionSyntax || IsMadeText(around)))
        {
            value = around is ArgumentSyntax ? around.Parent!.Parent : around;
        }

        return value?.Parent switch
        {
            ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } } => Saves.Matches(call.CalledName())
                && !Others.Matches(call.CalledName()),

            // table.UpdateAsync(row => new Row { RefreshToken = token })
            LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } =>
                UpdatesOfRows.Matches(call.CalledName()) && !Others.Matches(call.CalledName()),
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax variable } again when again.Right == value && IsVariable(variable) =>
                mayBeVariable && IsVariableKept(variable.Identifier.ValueText, again.Span.End),
            AssignmentExpressionSyntax assignment => assignment.Right == value && !IsVariable(assignment.Left)
                && assignment.Parent is not InitializerExpressionSyntax,
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } =>
                mayBeVariable && IsVariableKept(variable.Identifier.ValueText, variable.Span.End),
            _ => false,
        };
    }

    /// <summary>Returns true if a variable's value is stored later.</summary>
    private bool IsVariableKept(string variable, int start) =>
        _member.TokensNamed(variable).Any(token => token.SpanStart >= start
            && token.Parent is IdentifierNameSyntax use
            && IsKept(use, mayBeVariable: false));

    /// <summary>Gets the target of an assigned tuple element: <c>(account.AccessToken, account.RefreshToken) = (access, refresh)</c>.</summary>
    private static ExpressionSyntax? TargetOf(ArgumentSyntax part) =>
        part.Parent is TupleExpressionSyntax { Parent: AssignmentExpressionSyntax { Left: TupleExpressionSyntax targets } assignment } values
        && assignment.Right == values
        && values.Arguments.IndexOf(part) is var ordinal
        && ordinal < targets.Arguments.Count
            ? targets.Arguments[ordinal].Expression
            : null;

    private static bool IsMadeText(SyntaxNode given) =>
        given is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } && Texts.Matches(call.CalledName())
            && call.Parent is not ExpressionStatementSyntax;

    public bool IsVariable(ExpressionSyntax left) => left is IdentifierNameSyntax
        && _model.GetSymbolInfo(left).Symbol is ILocalSymbol or IParameterSymbol or null;

    /// <summary>Gets the name or key that identifies a place: <c>settings["refresh_token"].Value</c>.</summary>
    public static string LastName(ExpressionSyntax expression) => expression switch
    {
        ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax literal }] } => literal.Token.ValueText,
        ImplicitElementAccessSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax literal }] } => literal.Token.ValueText,
        PostfixUnaryExpressionSyntax postfix => LastName(postfix.Operand),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value", Expression: ElementAccessExpressionSyntax element } => LastName(element),
        _ => Callers.NameOf(expression)?.Identifier.ValueText ?? "",
    };

    /// <summary>Gets the destination of a value that is used unchanged, or with null or empty text as a fallback.</summary>
    public static SyntaxNode? Sink(SyntaxNode read)
    {
        var child = WithNothing(read);
        for (var node = child.Parent; node is not null; child = node, node = node.Parent)
        {
            switch (node)
            {
                case AssignmentExpressionSyntax assignment when assignment.Right == child
                    && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression):
                    return assignment;
                case ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax form } }
                    when Forms.Matches(form.CalledName()) && form.Parent is not ExpressionStatementSyntax:
                    node = form;
                    break;
                case ArgumentSyntax or EqualsValueClauseSyntax or AnonymousObjectMemberDeclaratorSyntax:
                    return node;
                case CastExpressionSyntax or ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax or ConditionalAccessExpressionSyntax
                    or MemberAccessExpressionSyntax or AwaitExpressionSyntax:
                case InvocationExpressionSyntax { Expression: var called } when called == child:
                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } choice
                    when choice.Left == child && IsNothing(choice.Right):
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>
    /// Gets the read, or the conditional that tests it if the alternative is null or empty: <c>json.TryGetProperty("refresh_token", out var token) ?
    /// token.GetString() : null</c>.
    /// </summary>
    public static SyntaxNode WithNothing(SyntaxNode read) =>
        read.Ancestors().TakeWhile(static node => node is not StatementSyntax).OfType<ConditionalExpressionSyntax>()
            .FirstOrDefault(choice => choice.Condition.Span.Contains(read.Span) && HasNothing(choice)) ?? read;

    public static bool HasNothing(ConditionalExpressionSyntax choice) => IsNothing(choice.WhenFalse) || IsNothing(choice.WhenTrue);

    /// <summary>Returns true for null or an empty string.</summary>
    public static bool IsNothing(ExpressionSyntax value) => value switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText is "" or "null",
        CastExpressionSyntax cast => IsNothing(cast.Expression),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" } => true,
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "DBNull" } } => true,
        _ => false,
    };

    /// <summary>Returns true for <c>""</c> and <c>string.Empty</c>.</summary>
    public static bool IsEmptyText(ExpressionSyntax value) => IsNothing(value) && !value.IsKind(SyntaxKind.NullLiteralExpression)
        && value is not (CastExpressionSyntax or MemberAccessExpressionSyntax { Name.Identifier.ValueText: not "Empty" });

    private bool IsStore(InvocationExpressionSyntax call, AbsentValue absent)
    {
        var name = call.CalledName();
        return Parameters.Matches(name) ? WritesSql() : absent switch
        {
            AbsentValue.Kept => false,
            AbsentValue.Stored => true,
            AbsentValue.Used or AbsentValue.Ignored => Saves.Matches(name),
            _ => Replaces.Matches(name) && !Others.Matches(name)
                && !(call.Receiver() is { } receiver && Others.Matches(Callers.NameOf(receiver)?.Identifier.ValueText ?? "")),
        };
    }

    /// <summary>Returns true for a property of the project whose setter decides what to keep.</summary>
    private bool SetterTests(ExpressionSyntax place) =>
        _model.GetSymbolInfo(place).Symbol is IPropertySymbol { SetMethod.DeclaringSyntaxReferences: [var setter, ..] }
        && setter.GetSyntax() is AccessorDeclarationSyntax accessor
        && accessor.DescendantNodes().Any(static node => node is IfStatementSyntax or ConditionalExpressionSyntax
            or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression });

    /// <summary>Returns true if the request was sent with the token in this place, whatever its name: <c>user.BearerToken</c>.</summary>
    public bool WasSent(ExpressionSyntax place) =>
        place is MemberAccessExpressionSyntax
        && _sent is { Span.End: var end }
        && _member.TokensNamed(LastName(place)).Any(token => token.Span.End <= end
            && token.Parent?.Parent is MemberAccessExpressionSyntax read
            && read.IsEquivalentTo(place, topLevel: false)
            && IsGiven(read)
            && Reaches(read, end, MaxVariables));

    /// <summary>Returns true if the request takes the value, or a variable that is made from it: a log line before the request is no part of it.</summary>
    private bool Reaches(ExpressionSyntax value, int end, int variablesLeft) =>
        _sent!.Span.Contains(value.Span)
        || (variablesLeft > 0 && VariablesMadeFrom(value).Any(variable => _member.TokensNamed(variable).Any(token =>
            token.SpanStart > value.Span.End && token.Span.End <= end
            && token.Parent is IdentifierNameSyntax use && Reaches(use, end, variablesLeft - 1))));

    /// <summary>
    /// Gets the variables that get a value, or something made from it: <c>var tokens = Parse(value)</c>, <c>form.Add("refresh_token", value)</c>,
    /// <c>TryParse(value, out var tokens)</c>.
    /// </summary>
    private static IEnumerable<string> VariablesMadeFrom(ExpressionSyntax value)
    {
        foreach (var around in value.Ancestors().TakeWhile(static node => node is not (StatementSyntax or AnonymousFunctionExpressionSyntax)))
        {
            var variable = around switch
            {
                VariableDeclaratorSyntax declared => declared.Identifier.ValueText,
                AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax } set when set.Right.Span.Contains(value.Span) => set.Left.Root(),
                InvocationExpressionSyntax { Parent: ExpressionStatementSyntax } call when call.ArgumentList.Span.Contains(value.Span) =>
                    call.Receiver()?.Root(),
                _ => null,
            };
            if (variable is not null && variable != value.Root())
            {
                yield return variable;
            }

            foreach (var declared in around is IsPatternExpressionSyntax or InvocationExpressionSyntax
                ? around.DescendantNodes().OfType<SingleVariableDesignationSyntax>()
                : Enumerable.Empty<SingleVariableDesignationSyntax>())
            {
                yield return declared.Identifier.ValueText;
            }
        }
    }

    /// <summary>Returns true for a value in a form, a URL or an argument.</summary>
    private static bool IsGiven(ExpressionSyntax value) =>
        value.Ancestors().TakeWhile(static node => node is not (StatementSyntax or AnonymousFunctionExpressionSyntax)).Any(static node =>
            node is ArgumentSyntax or InitializerExpressionSyntax or InterpolationSyntax);

    /// <summary>Gets the assignment of a method's parameter, unchanged, to a member for a refresh token.</summary>
    public AssignmentExpressionSyntax? AssignmentOf(string parameter) =>
        _member.TokensNamed(parameter).Select(static token => token.Parent is IdentifierNameSyntax use ? Sink(use) : null)
            .OfType<AssignmentExpressionSyntax>()
            .FirstOrDefault(assignment => assignment.Parent is not InitializerExpressionSyntax
                && Places.Matches(LastName(assignment.Left))
                && !IsVariable(assignment.Left));

    /// <summary><c>connection.ExecuteAsync("UPDATE …", new { token })</c>, <c>table.Update(id, new { token })</c>.</summary>
    private bool IsRow(AnonymousObjectCreationExpressionSyntax created) =>
        created.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
        && (SaveWords.Runs.Matches(call.CalledName()) ? WritesSql() : Replaces.Matches(call.CalledName()) && !Others.Matches(call.CalledName()));

    private bool IsParameter(BaseObjectCreationExpressionSyntax created) =>
        created is ObjectCreationExpressionSyntax { Type: var type } && Parameters.Matches(type.ToString()) && WritesSql();

    private bool WritesSql() => _member.Mentions(SaveWords.Statements) && !KeepsInSql(_member);
}
