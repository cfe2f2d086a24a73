using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>
/// Parameters that a method sends as the code of its own token request, whatever their names: <c>["code"] = accessKey</c> beside the grant type
/// <c>authorization_code</c>.
/// </summary>
internal static class SentCodes
{
    public static IEnumerable<string> In(SyntaxNode node)
    {
        var parameters = CallbackCandidate.ParametersOf(node).Select(static parameter => parameter.Identifier.ValueText).ToList();
        return parameters.Count > 0 && node.Mentions(ExchangeWords.Grants)
            ? node.TokensQuoting(ExchangeWords.Code).Where(static token => token.IsText())
                .Select(static token => ValueOf(token.Parent!)).OfType<IdentifierNameSyntax>()
                .Select(static value => value.Identifier.ValueText).Where(parameters.Contains).Distinct()
            : Enumerable.Empty<string>();
    }

    private static ExpressionSyntax? ValueOf(SyntaxNode key) => key.Parent switch
    {
        ArgumentSyntax { Parent: ArgumentListSyntax { Arguments: [var first, var value] } } argument when first == argument => value.Expression,
        ArgumentSyntax { Parent: BracketedArgumentListSyntax { Parent.Parent: AssignmentExpressionSyntax { Right: var value } } } => value,
        InitializerExpressionSyntax { Expressions: [var first, var value] } when first == key => value,
        _ => null,
    };
}
