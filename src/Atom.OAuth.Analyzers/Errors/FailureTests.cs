using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Errors;

/// <summary>
/// Determines whether code runs only after a failed request. There, a response body is an error message; elsewhere it may contain tokens,
/// which is a different problem.
/// </summary>
internal static class FailureTests
{
    /// <summary>Words in a message about a failure.</summary>
    private static readonly WordTable FailureWords = new(
        WordMatch.Part,
        StringComparison.OrdinalIgnoreCase,
        "error", "fail", "denied", "invalid", "unable", "could not", "cannot", "can't", "unexpected", "exception", "rejected",
        "wrong", "did not", "no access", "missing", "fehl", "échec", "erreur", "erro", "не удал", "ошиб", "失败", "错误", "失敗");

    /// <summary>Parts of names that indicate a failure.</summary>
    private static readonly WordTable NamesOfFailure = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "IsError", "HasError", "Failed");

    /// <summary>Parts of names that indicate success.</summary>
    private static readonly WordTable NamesOfSuccess = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "Success", "Succeeded");

    /// <summary>Suffix of names that indicate success.</summary>
    private static readonly WordTable EndsOfSuccess = new(WordMatch.End, StringComparison.OrdinalIgnoreCase, ".Ok");

    /// <summary>Parts of the names of statuses.</summary>
    private static readonly WordTable StatusWords = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "Status");

    /// <summary>Suffixes of the statuses that indicate success.</summary>
    private static readonly WordTable StatusesOfSuccess = new(WordMatch.End, StringComparison.OrdinalIgnoreCase, ".OK", ".Created", "Completed");

    /// <summary>Parts of the names of errors: if there is one, the request failed.</summary>
    private static readonly WordTable ErrorWords = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "error");

    /// <summary>Calls that check whether a text is empty.</summary>
    private static readonly string[] NullTests = { "IsNullOrEmpty", "IsNullOrWhiteSpace" };

    /// <summary>Calls that check for a key in a response, or for a word in its text.</summary>
    private static readonly string[] KeyTests = { "ContainsKey", "TryGetProperty", "TryGetValue", "Contains" };

    /// <summary>Prefixes of the keys in an error response, and error codes (RFC 6749, section 5.2; RFC 8628, section 3.5).</summary>
    private static readonly WordTable KeysOfFailure = new(
        WordMatch.Part,
        StringComparison.Ordinal,
        "\"error", "\"invalid_grant", "\"invalid_client", "\"invalid_request", "\"invalid_scope", "\"unauthorized_client",
        "\"unsupported_grant_type", "\"access_denied", "\"expired_token");

    /// <summary>The keys in a success response; in the response body, their quotes may be escaped.</summary>
    private static readonly WordTable KeysOfSuccess = new(
        WordMatch.Part, StringComparison.Ordinal, "\"access_token\"", "\"access_token\\\"");

    /// <summary>Parts of the names of tokens in a success response.</summary>
    private static readonly WordTable TokenWords = new(WordMatch.Part, StringComparison.OrdinalIgnoreCase, "AccessToken", "access_token");

    /// <summary>The keyword of a branch that handles a failure.</summary>
    private static readonly WordTable Catch = new(WordMatch.Whole, StringComparison.Ordinal, "catch");

    /// <summary>Code that matches none of these mentions no failure.</summary>
    public static readonly WordTable[] Tables =
    {
        FailureWords, NamesOfFailure, NamesOfSuccess, EndsOfSuccess, StatusWords, ErrorWords, KeysOfFailure, KeysOfSuccess, TokenWords, Catch,
    };

    /// <summary>Returns true if the texts in the message mention a failure.</summary>
    public static bool AreTold(SyntaxNode sink) =>
        sink.DescendantTokens().Any(static token =>
            token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken
                or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            && FailureWords.Matches(token.ValueText));

    /// <summary>Returns true in a branch for failure, and after a branch that exits on success.</summary>
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

    /// <summary>Returns true if a function only checks whether its parameter has a value.</summary>
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

    /// <summary>Returns true if no token was received: code that exits then handles a failure, while other code may go on to fetch one.</summary>
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

    /// <summary>Gets what the condition implies: true for success, false for failure, null for neither.</summary>
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
