using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>A read of the code from the query of a redirect: <c>var code = context.Request.QueryString["code"]</c>.</summary>
/// <param name="Whole">The read.</param>
/// <param name="State">The state, read in the same way.</param>
/// <param name="IsAsked">Whether the function tests if there is a code, or returns it unchanged.</param>
/// <param name="Statement">The statement that assigns the code to a variable; null if it is used in another way.</param>
/// <param name="Test">The enclosing condition that tests for a code; null if there is none.</param>
internal sealed record RedirectRead(ExpressionSyntax Whole, string State, bool IsAsked, StatementSyntax? Statement, ExpressionSyntax? Test)
{
    private const string Code = "code";
    private const string Length = nameof(string.Length);
    private const string Queries = "NameValueCollection";

    /// <summary>Finds all reads in a function, without nested functions.</summary>
    public static List<RedirectRead> AllIn(SyntaxNode function, SemanticModel model) =>
        Functions.TokensWith(function, Code)
            .Where(static token => token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText == Code && !IsInTest(token))
            .Select(token => Of(token, function, model))
            .OfType<RedirectRead>()
            .ToList();

    /// <summary>Gets the change that makes the code null unless a condition is true.</summary>
    public TextChange Only(string condition)
    {
        var choice = $"{condition} ? {Whole} : null";
        return new TextChange(Whole.Span, Whole.Parent is EqualsValueClauseSyntax or AssignmentExpressionSyntax or ReturnStatementSyntax ? choice : $"({choice})");
    }

    /// <summary>Gets the change that adds a condition to a test.</summary>
    public static TextChange And(ExpressionSyntax test, string condition) => new(
        test.Span, BindsAsTightly(test) ? $"{test} && {condition}" : $"({test}) && {condition}");

    /// <summary>Returns true if a condition needs no parentheses before <c>&amp;&amp;</c>, unlike <c>??</c>, <c>?:</c> and <c>||</c>.</summary>
    private static bool BindsAsTightly(ExpressionSyntax test) =>
        test is InvocationExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax or ParenthesizedExpressionSyntax or IsPatternExpressionSyntax
        || test.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression or SyntaxKind.LogicalAndExpression
            or SyntaxKind.LogicalNotExpression or SyntaxKind.IsExpression;

    /// <summary>Recognizes <c>if (query["code"] != null)</c>: a test, and not a read.</summary>
    private static bool IsInTest(SyntaxToken key) => key.Parent!.Ancestors().OfType<IfStatementSyntax>().Any(test => test.Condition.Span.Contains(key.Span));

    /// <summary>Gets the innermost condition around a read that tests for the code.</summary>
    private static ExpressionSyntax? TestOf(SyntaxNode read, SyntaxNode function) =>
        read.Ancestors().TakeWhile(node => node != function).OfType<IfStatementSyntax>()
            .Where(test => test.Statement.Span.Contains(read.Span))
            .Select(static test => test.Condition)
            .FirstOrDefault(static test => test.DescendantTokens().Any(static token => token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText == Code));

    private static RedirectRead? Of(SyntaxToken key, SyntaxNode function, SemanticModel model)
    {
        // query["code"], query.Get("code")
        var (query, read) = key.Parent?.Parent?.Parent?.Parent switch
        {
            ElementAccessExpressionSyntax { ArgumentList.Arguments.Count: 1 } element => (element.Expression, element),
            InvocationExpressionSyntax { ArgumentList.Arguments.Count: 1, Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Get" } get } call =>
                (get.Expression, call),
            _ => ((ExpressionSyntax?)null, (ExpressionSyntax?)null),
        };
        if (query is null || read is null || !RepeatableExpression.Is(query) || !IsQuery(model.GetTypeInfo(query).Type))
        {
            return null;
        }

        var state = read.TextWith(key.Parent!, "\"state\"");
        SyntaxNode whole = read;
        while (whole.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax
            or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression }
            || IsChecked(whole))
        {
            whole = whole.Parent!;
        }

        return whole.Parent switch
        {
            _ when TestOf(read, function) is { } test => new RedirectRead(read, state, IsAsked: true, Statement: null, test),
            ReturnStatementSyntax => new RedirectRead(read, state, IsAsked: true, Statement: null, Test: null),
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax statement } variable } =>
                new RedirectRead(read, state, Asks(function, variable.Identifier.ValueText, read), statement, Test: null),
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax variable, Parent: ExpressionStatementSyntax statement } =>
                new RedirectRead(read, state, Asks(function, variable.Identifier.ValueText, read), statement, Test: null),
            _ => new RedirectRead(read, state, IsAsked: false, Statement: null, Test: null),
        };
    }

    /// <summary>Recognizes a code that the fix of another flow has made conditional: <c>state?.Matches(received) != false ? code : null</c>.</summary>
    private static bool IsChecked(SyntaxNode code) =>
        code.Parent is ConditionalExpressionSyntax { WhenFalse.RawKind: (int)SyntaxKind.NullLiteralExpression } choice
        && choice.WhenTrue == code
        && choice.Condition.DescendantNodes().OfType<SimpleNameSyntax>().Any(static name => name.Identifier.ValueText == "Matches");

    /// <summary>Recognizes a collection that returns null for a missing key.</summary>
    private static bool IsQuery(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type is { Name: Queries, ContainingNamespace: { Name: "Specialized", ContainingNamespace.Name: "Collections" } })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Returns true if the function later tests whether the variable has a value. One that hands it over as the result of a task does not: the code
    /// that waits for the task may not expect null.
    /// </summary>
    private static bool Asks(SyntaxNode function, string variable, SyntaxNode read) =>
        Functions.TokensWith(function, variable).Any(token =>
            token.ValueText == variable
            && token.SpanStart > read.Span.End
            && token.Parent is IdentifierNameSyntax name
            && IsTest(name));

    private static bool IsTest(IdentifierNameSyntax name) => name.Parent switch
    {
        // code.Length > 0, code?.Length > 0
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: Length, Parent: BinaryExpressionSyntax both } access when access.Expression == name =>
            IsComparison(both),
        ConditionalAccessExpressionSyntax
        {
            WhenNotNull: MemberBindingExpressionSyntax { Name.Identifier.ValueText: Length }, Parent: BinaryExpressionSyntax both,
        } => IsComparison(both),
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => call.CalledName() is "IsNullOrEmpty" or "IsNullOrWhiteSpace",
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression } both =>
            both.Left.IsKind(SyntaxKind.NullLiteralExpression) || both.Right.IsKind(SyntaxKind.NullLiteralExpression),
        IsPatternExpressionSyntax { Pattern: var pattern } => pattern.ToString() is "null" or "not null" or "{ Length: > 0 }" or "not { Length: > 0 }",
        _ => false,
    };

    private static bool IsComparison(BinaryExpressionSyntax both) =>
        both.Kind() is SyntaxKind.GreaterThanExpression or SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression
        && both.Right is LiteralExpressionSyntax { Token.Value: 0 };
}
