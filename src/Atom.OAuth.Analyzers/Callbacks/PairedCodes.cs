using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Codes that a function finds while it goes through the pairs of a query: <c>if (pair[0] == "code") code = pair[1];</c>,
/// <c>case "code": code = pair.Value; break;</c>.
/// </summary>
internal static class PairedCodes
{
    /// <summary>The key of the code in a query.</summary>
    private const string Key = "code";

    /// <summary>Names of the key in a pair, or of a variable for it.</summary>
    private static readonly NameTable Keys = new("^Key $", "^Name $", "^K $", "^Param $", "^Param Name $", "^Parameter Name $", "^Field $");

    /// <summary>Found in code that takes a query apart.</summary>
    private static readonly string[] Queries = { "'&'", "\"&\"", "Query", "query", "Fragment" };

    /// <summary>Found where code goes through the members of an object in JSON.</summary>
    private static readonly string[] Json = { "EnumerateObject", "Properties()", "Json", "JObject" };

    /// <summary>Finds the functions of a file that do so.</summary>
    public static IEnumerable<SyntaxNode> FunctionsIn(SyntaxNode root) =>
        Found(root).Select(static found => Endpoints.Around(found.Set)).OfType<SyntaxNode>();

    /// <summary>Gets the variables of a function that hold such a code.</summary>
    public static IEnumerable<string> In(SyntaxNode function) => Found(function).Select(static found => found.Name).Distinct();

    private static IEnumerable<(string Name, SyntaxNode Set)> Found(SyntaxNode code) =>
        from key in code.TokensQuoting(Key)
        let branch = BranchFor(key.Parent)
        where branch is not null
        from set in branch.DescendantNodes().OfType<AssignmentExpressionSyntax>()
        where set.Left is IdentifierNameSyntax { Identifier.ValueText: var name } && CallbackWords.VariablesOfCodes.Matches(name)
            && !ExchangeWords.OtherCodes.Matches(name)
            && set.Right is not LiteralExpressionSyntax && IsInQuery(branch)
        select (((IdentifierNameSyntax)set.Left).Identifier.ValueText, (SyntaxNode)set);

    /// <summary>The members of an answer in JSON are pairs as well, and its code is that of an error or of a country.</summary>
    private static bool IsInQuery(SyntaxNode branch) =>
        Endpoints.Around(branch) is { } function && function.Mentions(Queries)
        && !branch.Ancestors().OfType<ForEachStatementSyntax>().Any(static loop => loop.Expression.Mentions(Json));

    /// <summary>Gets what runs if a key is that of the code.</summary>
    private static SyntaxNode? BranchFor(SyntaxNode? text) => text?.Parent switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } test => IsKey(test.Left == text ? test.Right : test.Left) ? BranchOf(test) : null,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Equals" } equals } test } =>
            IsKey(equals.Expression) ? BranchOf(test) : null,
        CaseSwitchLabelSyntax { Parent: SwitchSectionSyntax { Parent: SwitchStatementSyntax choice } section } => IsKey(choice.Expression) ? section : null,
        _ => null,
    };

    private static StatementSyntax? BranchOf(SyntaxNode test) => test.FirstAncestorOrSelf<StatementSyntax>() is IfStatementSyntax branch ? branch.Statement : null;

    /// <summary><c>pair[0]</c>, <c>pair.Key</c>, <c>key</c>, in lower case or not.</summary>
    private static bool IsKey(ExpressionSyntax value) => value switch
    {
        InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax changed } => IsKey(changed.Expression),
        ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax { Token.Value: 0 } }] } => true,
        MemberAccessExpressionSyntax member => Keys.Matches(member.Name.Identifier.ValueText),
        IdentifierNameSyntax name => Keys.Matches(name.Identifier.ValueText),
        _ => false,
    };
}
