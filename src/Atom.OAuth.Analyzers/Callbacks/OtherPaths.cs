using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Branches for other paths in a small server's single method: <c>case "/api/import":</c> besides <c>case "/callback":</c>.</summary>
internal static class OtherPaths
{
    /// <summary>Gets the branches for paths other than those that read the code; empty if the code is read outside of branches.</summary>
    public static IReadOnlyList<SyntaxNode> In(SyntaxNode function, IEnumerable<SyntaxNode> reads)
    {
        var own = reads.Select(read => BranchOf(read, function)).ToList();
        return own.Count == 0 || own.Contains(null)
            ? Array.Empty<SyntaxNode>()
            : function.DescendantNodes()
                .Where(node => IsBranch(node) && !own.Exists(branch => branch!.Contains(node) || node.Contains(branch)))
                .ToList();
    }

    private static SyntaxNode? BranchOf(SyntaxNode read, SyntaxNode function) =>
        read.Ancestors().TakeWhile(node => node != function).FirstOrDefault(IsBranch);

    private static bool IsBranch(SyntaxNode node) => node switch
    {
        SwitchSectionSyntax { Parent: SwitchStatementSyntax choice } section => IsPath(choice.Expression) || section.Labels.Any(HasPath),
        StatementSyntax { Parent: IfStatementSyntax choice } branch => branch == choice.Statement && IsPath(choice.Condition),
        _ => false,
    };

    private static bool IsPath(ExpressionSyntax code) =>
        HasPath(code)
        || ((code.Parent is SwitchStatementSyntax || code.DescendantTokens().Any(static token => token.IsKind(SyntaxKind.StringLiteralToken)))
            && code.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(static name => CallbackWords.Paths.Matches(name.Identifier.ValueText)));

    private static bool HasPath(SyntaxNode code) => code.DescendantTokens()
        .Any(static token => token.IsKind(SyntaxKind.StringLiteralToken) && token.ValueText.StartsWith("/", StringComparison.Ordinal));
}
