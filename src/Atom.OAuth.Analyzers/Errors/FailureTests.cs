using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Errors;

/// <summary>
/// Whether code runs only where a request failed. A body is worded as an error there; elsewhere it may be tokens, and that is
/// another matter.
/// </summary>
internal static class FailureTests
{
    /// <summary>Words of a message that tells of a failure.</summary>
    private static readonly WordTable FailureWords = new(
        WordMatch.Part,
        StringComparison.OrdinalIgnoreCase,
        "error", "fail", "denied", "invalid", "unable", "could not", "cannot", "can't", "unexpected", "exception", "rejected",
        "wrong", "did not", "no access", "missing", "fehl", "échec", "erreur", "erro", "не удал", "ошиб", "失败", "错误", "失敗");

    /// <summary>What is in the name of an outcome that is a failure.</summary>
    private static readonly WordTable NamesOfFailure = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "IsError", "HasError", "Failed");

    /// <summary>What is in the name of an outcome that is a success.</summary>
    private static readonly WordTable NamesOfSuccess = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "Success", "Succeeded");

    /// <summary>How the name of an outcome that is a success ends.</summary>
    private static readonly WordTable EndsOfSuccess = new(WordMatch.End, StringComparison.OrdinalIgnoreCase, ".Ok");

    /// <summary>What is in the name of a status.</summary>
    private static readonly WordTable StatusWords = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "Status");

    /// <summary>How a status that is a success is written.</summary>
    private static readonly WordTable StatusesOfSuccess = new(WordMatch.End, StringComparison.OrdinalIgnoreCase, ".OK", ".Created", "Completed");

    /// <summary>What is in the name of an error: where there is one, the request failed.</summary>
    private static readonly WordTable ErrorWords = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "error");

    /// <summary>Calls that ask whether there is a text.</summary>
    private static readonly string[] NullTests = { "IsNullOrEmpty", "IsNullOrWhiteSpace" };

    /// <summary>Calls that ask whether an answer has a key, or its text a word.</summary>
    private static readonly string[] KeyTests = { "ContainsKey", "TryGetProperty", "TryGetValue", "Contains" };

    /// <summary>How the keys start that an answer has on failure, and the codes of errors (RFC 6749, section 5.2; RFC 8628, section 3.5).</summary>
    private static readonly WordTable KeysOfFailure = new(
        WordMatch.Part,
        StringComparison.Ordinal,
        "\"error", "\"invalid_grant", "\"invalid_client", "\"invalid_request", "\"invalid_scope", "\"unauthorized_client",
        "\"unsupported_grant_type", "\"access_denied", "\"expired_token");

    /// <summary>The keys that an answer has on success, in the answer's text with their own quotes or without.</summary>
    private static readonly WordTable KeysOfSuccess = new(
        WordMatch.Part, StringComparison.Ordinal, "\"access_token\"", "\"access_token\\\"");

    /// <summary>What is in the name of a token that an answer has on success.</summary>
    private static readonly WordTable TokenWords = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "AccessToken", "access_token");

    /// <summary>The keyword of a branch that is taken when something failed.</summary>
    private static readonly WordTable Catch = new(WordMatch.Whole, StringComparison.Ordinal, "catch");

    /// <summary>Code that none of these matches says nothing of a failure.</summary>
    public static readonly WordTable[] Tables =
    {
        FailureWords, NamesOfFailure, NamesOfSuccess, EndsOfSuccess, StatusWords, ErrorWords, KeysOfFailure, KeysOfSuccess, TokenWords, Catch,
    };

    /// <summary>True when the texts in the message speak of a failure.</summary>
    public static bool AreTold(SyntaxNode sink) =>
        sink.DescendantTokens().Any(static token =>
            token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken
                or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            && FailureWords.Matches(token.ValueText));

    /// <summary>True in a branch that is taken on failure, and after one that leaves on success.</summary>
    public static bool Surround(SyntaxNode node)
    {
        for (var current = node; current.Parent is { } parent
            and not (BaseMethodDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax); current = parent)
        {
            if (IsOnFailure(current, parent))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when a function asks whether its parameter has a value, and does nothing else with it.</summary>
    public static bool OnlyAskFor(ParameterSyntax parameter, SyntaxNode function)
    {
        var uses = function.DescendantNodes()
            .OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == parameter.Identifier.ValueText)
            .ToList();
        return uses.Count > 0 && uses.TrueForAll(static name => name.Parent switch
        {
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => NullTests.Contains(call.CalledName()),
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } => true,
            IsPatternExpressionSyntax test => !test.Pattern.DescendantNodesAndSelf().Any(static part => part is VariableDesignationSyntax),
            _ => false,
        });
    }

    private static bool IsOnFailure(SyntaxNode node, SyntaxNode parent) => (node, parent) switch
    {
        (CatchClauseSyntax, _) => true,
        (StatementSyntax branch, IfStatementSyntax test) when branch == test.Statement =>
            Outcome(test.Condition) == false || (IsWithoutToken(test.Condition) && Leaves(branch)),
        (ElseClauseSyntax, IfStatementSyntax test) => Outcome(test.Condition) == true,
        (ExpressionSyntax branch, ConditionalExpressionSyntax test) =>
            (branch == test.WhenTrue && Outcome(test.Condition) == false) || (branch == test.WhenFalse && Outcome(test.Condition) == true),
        (StatementSyntax statement, BlockSyntax block) =>
            block.Statements
                .TakeWhile(s => s != statement)
                .OfType<IfStatementSyntax>()
                .Any(static test => Outcome(test.Condition) == true && Leaves(test.Statement)),
        _ => false,
    };

    /// <summary>No token came: where the code leaves then, the answer was no success; where it goes on, it may fetch one.</summary>
    private static bool IsWithoutToken(ExpressionSyntax condition) => condition.Inner() switch
    {
        InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var token }, ..] } call when NullTests.Contains(call.CalledName()) =>
            IsToken(token),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } either => IsWithoutToken(either.Left) || IsWithoutToken(either.Right),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression, Right.RawKind: (int)SyntaxKind.NullLiteralExpression } comparison =>
            IsToken(comparison.Left),
        IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.NullLiteralExpression } } test =>
            IsToken(test.Expression),
        _ => false,
    };

    private static bool IsToken(ExpressionSyntax expression) => TokenWords.Matches(expression.ToString());

    private static bool Leaves(StatementSyntax branch) =>
        (branch is BlockSyntax block ? block.Statements.LastOrDefault() : branch) is ReturnStatementSyntax
            or ThrowStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax;

    /// <summary>What the condition says when it holds: true for success, false for failure, null for neither.</summary>
    private static bool? Outcome(ExpressionSyntax condition)
    {
        switch (condition.Inner())
        {
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not:
                return !Outcome(not.Operand);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } both:
                return Outcome(both.Left) ?? Outcome(both.Right);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } comparison:
                var equal = comparison.IsKind(SyntaxKind.EqualsExpression);
                return comparison.Right.Kind() switch
                {
                    SyntaxKind.FalseLiteralExpression => Outcome(comparison.Left) is { } outcome ? outcome != equal : null,
                    SyntaxKind.TrueLiteralExpression => Outcome(comparison.Left) is { } outcome ? outcome == equal : null,
                    SyntaxKind.NullLiteralExpression => IsErrorName(comparison.Left) ? equal : null,
                    _ => OfStatus(comparison, equal),
                };
            case BinaryExpressionSyntax
            {
                RawKind: (int)SyntaxKind.GreaterThanOrEqualExpression
                or (int)SyntaxKind.GreaterThanExpression
            } comparison when StatusWords.Matches(comparison.Left.ToString()):
                return false;
            case IsPatternExpressionSyntax { Pattern: var pattern } test when IsErrorName(test.Expression):
                return pattern is ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.NullLiteralExpression };
            case IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax { Expression: var constant } } test:
                return constant.IsKind(SyntaxKind.FalseLiteralExpression)
                    ? !Outcome(test.Expression)
                    : constant.IsKind(SyntaxKind.TrueLiteralExpression) ? Outcome(test.Expression) : null;
            case InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var argument }, ..] } call
                when NullTests.Contains(call.CalledName()):
                return IsErrorName(argument) ? true : null;
            case InvocationExpressionSyntax call when KeyTests.Contains(call.CalledName()):
                return KeysOfFailure.Matches(call.ToString()) ? false : KeysOfSuccess.Matches(call.ToString()) ? true : null;
            case var name:
                return OfName(name.ToString());
        }
    }

    private static bool? OfStatus(BinaryExpressionSyntax comparison, bool equal)
    {
        var (left, right) = (comparison.Left.ToString(), comparison.Right.ToString());
        if (!StatusWords.Matches(left))
        {
            return null;
        }

        return StatusesOfSuccess.Matches(right) || right is "200" ? equal : equal ? false : null;
    }

    private static bool? OfName(string name) =>
        NamesOfFailure.Matches(name) ? false
        : NamesOfSuccess.Matches(name) || EndsOfSuccess.Matches(name) ? true
        : null;

    private static bool IsErrorName(ExpressionSyntax expression) =>
        ErrorWords.Matches(expression.ToString()) && expression is not InvocationExpressionSyntax { ArgumentList.Arguments.Count: > 1 };
}
