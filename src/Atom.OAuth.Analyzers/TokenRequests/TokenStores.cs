using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>Where a member keeps the refresh token of an answer, as it is or with nothing in its place.</summary>
internal sealed class TokenStores
{
    /// <summary>How the calls start that keep what they are handed.</summary>
    private static readonly NameTable Saves = new("^Save", "^Update", "^Store", "^Set", "^Persist", "^Upsert", "^Write", "^Add", "^Put",
        "^Insert", "^Replace");

    /// <summary>How the calls start that put a value into the place of the one before, where their code cannot be seen.</summary>
    private static readonly NameTable Replaces = new("^Save", "^Update", "^Store", "^Set", "^Persist", "^Upsert", "^Write All", "^Replace",
        "^Append $", "^Put");

    /// <summary>Those that give a request, a log or a result something.</summary>
    private static readonly NameTable Others = new("Header", "Request", "Result", "Status", "Content", "Query", "Form", "Claim", "Bearer", "Log",
        "Exception");

    /// <summary>Calls and types that hand a value to a statement of SQL.</summary>
    private static readonly NameTable Parameters = new("Add With Value", "Parameter");

    /// <summary>Calls that give back the token in another form.</summary>
    private static readonly NameTable Forms = new("^Encrypt", "^Protect", "^Encode", "^Trim", "^To String", "^To Secure", "^Seal", "^Cipher");

    /// <summary>Calls that make a text of an object.</summary>
    private static readonly NameTable Texts = new("^Serialize", "^To Json");

    /// <summary>What the name of a place has that is for a refresh token.</summary>
    private static readonly WordTable Places = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "refresh");

    /// <summary>What an SQL statement keeps a column's value with.</summary>
    private static readonly string[] SqlFallbacks = { "coalesce", "isnull", "ifnull" };

    private readonly SyntaxNode _member;
    private readonly SemanticModel _model;

    public TokenStores(SyntaxNode member, SemanticModel model)
    {
        _member = member;
        _model = model;
    }

    /// <summary>True for code that writes SQL which keeps what is stored where it is handed nothing.</summary>
    public static bool KeepsInSql(SyntaxNode code) => code.MentionsInAnyCase(SqlFallbacks);

    /// <summary>The place that overwrites a stored refresh token with what is read here; null where nothing is stored, or not for sure.</summary>
    /// <param name="read">Where the token is read, or a variable that has it.</param>
    /// <param name="keepsAbsent">Whether a method keeps what it has when it is handed nothing; null where its code cannot be seen.</param>
    public RotationFinding? Overwritten(SyntaxNode read, Func<InvocationExpressionSyntax, int, bool?> keepsAbsent)
    {
        switch (Sink(read))
        {
            case AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { Parent: var created } } member
                when Places.Matches(LastName(member.Left)) && IsKept(created):
                return new RotationFinding(member, RotationLoss.Overwritten);
            case AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax } assignment
                when Places.Matches(LastName(assignment.Left)) && !IsVariable(assignment.Left):
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
                when IsStore(call, keepsAbsent(call, list.Arguments.IndexOf(argument))):
                return new RotationFinding(argument, RotationLoss.Overwritten);
            default:
                return null;
        }
    }

    /// <summary>A new object, or its text, is kept where it is handed to a call that saves, or becomes a member's value.</summary>
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
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax variable } again when again.Right == value && IsVariable(variable) =>
                mayBeVariable && IsVariableKept(variable.Identifier.ValueText, again.Span.End),
            AssignmentExpressionSyntax assignment => assignment.Right == value && !IsVariable(assignment.Left)
                && assignment.Parent is not InitializerExpressionSyntax,
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } =>
                mayBeVariable && IsVariableKept(variable.Identifier.ValueText, variable.Span.End),
            _ => false,
        };
    }

    /// <summary>What a variable got is kept further down.</summary>
    private bool IsVariableKept(string variable, int start) =>
        _member.TokensNamed(variable).Any(token => token.SpanStart >= start
            && token.Parent is IdentifierNameSyntax use
            && IsKept(use, mayBeVariable: false));

    /// <summary>Where a part of a tuple goes that is assigned: <c>(account.AccessToken, account.RefreshToken) = (access, refresh)</c>.</summary>
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

    /// <summary>The name, or the key, that tells what a place is for: <c>settings["refresh_token"].Value</c>.</summary>
    public static string LastName(ExpressionSyntax expression) => expression switch
    {
        ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax literal }] } => literal.Token.ValueText,
        ImplicitElementAccessSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax literal }] } => literal.Token.ValueText,
        PostfixUnaryExpressionSyntax postfix => LastName(postfix.Operand),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Value", Expression: ElementAccessExpressionSyntax element } => LastName(element),
        _ => Callers.NameOf(expression)?.Identifier.ValueText ?? "",
    };

    /// <summary>Where the value goes as it is, or with nothing in its place.</summary>
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
    /// The read with the choice that it decides, where that has nothing else to offer: <c>json.TryGetProperty("refresh_token", out var token) ?
    /// token.GetString() : null</c>.
    /// </summary>
    public static SyntaxNode WithNothing(SyntaxNode read) =>
        read.Ancestors().TakeWhile(static node => node is not StatementSyntax).OfType<ConditionalExpressionSyntax>()
            .FirstOrDefault(choice => choice.Condition.Span.Contains(read.Span) && HasNothing(choice)) ?? read;

    public static bool HasNothing(ConditionalExpressionSyntax choice) => IsNothing(choice.WhenFalse) || IsNothing(choice.WhenTrue);

    /// <summary>The empty text, or null.</summary>
    public static bool IsNothing(ExpressionSyntax value) => value switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText is "" or "null",
        CastExpressionSyntax cast => IsNothing(cast.Expression),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Empty" } => true,
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "DBNull" } } => true,
        _ => false,
    };

    private bool IsStore(InvocationExpressionSyntax call, bool? keepsAbsent)
    {
        var name = call.CalledName();
        return Parameters.Matches(name) ? WritesSql()
            : keepsAbsent is { } keeps ? Saves.Matches(name) && !keeps
            : Replaces.Matches(name) && !Others.Matches(name)
                && !(call.Receiver() is { } receiver && Others.Matches(Callers.NameOf(receiver)?.Identifier.ValueText ?? ""));
    }

    /// <summary><c>connection.ExecuteAsync("UPDATE …", new { token })</c>, <c>table.Update(id, new { token })</c>.</summary>
    private bool IsRow(AnonymousObjectCreationExpressionSyntax created) =>
        created.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call }
        && (SaveWords.Runs.Matches(call.CalledName()) ? WritesSql() : Replaces.Matches(call.CalledName()) && !Others.Matches(call.CalledName()));

    private bool IsParameter(BaseObjectCreationExpressionSyntax created) =>
        created is ObjectCreationExpressionSyntax { Type: var type } && Parameters.Matches(type.ToString()) && WritesSql();

    private bool WritesSql() => _member.Mentions(SaveWords.Statements) && !KeepsInSql(_member);
}
