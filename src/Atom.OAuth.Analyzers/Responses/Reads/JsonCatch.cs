using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>A catch of the parser's exception that says something of its own is a guard; a catch of Exception is none.</summary>
internal static class JsonCatch
{
    public static bool Surrounds(IOperation read, OAuthSymbols symbols)
    {
        for (var (child, parent) = (read, read.Parent); parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent is ITryOperation attempt && attempt.Body == child && attempt.Catches.Any(c => Handles(c, symbols)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The same question to the text, before anything is bound.</summary>
    public static bool MaySurround(SyntaxNode read) =>
        read.Ancestors().OfType<TryStatementSyntax>().Any(static attempt => attempt.Catches.Any(static c =>
            (c.Declaration?.Type.ToString().Contains("Json") ?? false) || (c.Filter?.ToString().Contains("Json") ?? false)));

    private static bool Handles(ICatchClauseOperation clause, OAuthSymbols symbols) =>
        !MerelyRethrows(clause) && (IsJsonException(clause.ExceptionType, symbols) || FiltersJsonException(clause.Filter, symbols));

    private static bool FiltersJsonException(IOperation? filter, OAuthSymbols symbols) =>
        filter is not null && filter.DescendantsAndSelf().Any(operation => operation switch
        {
            ITypePatternOperation pattern => IsJsonException(pattern.MatchedType, symbols),
            IDeclarationPatternOperation pattern => IsJsonException(pattern.MatchedType, symbols),
            IRecursivePatternOperation pattern => IsJsonException(pattern.MatchedType, symbols),
            IIsTypeOperation test => IsJsonException(test.TypeOperand, symbols),
            _ => false,
        });

    private static bool IsJsonException(ITypeSymbol? type, OAuthSymbols symbols) =>
        type.IsOrInheritsFrom(symbols.JsonException) || type.IsOrInheritsFrom(symbols.NewtonsoftException);

    private static bool MerelyRethrows(ICatchClauseOperation clause) =>
        clause.Handler.Operations.Length == 1
        && clause.Handler.Operations[0] is IExpressionStatementOperation { Operation: IThrowOperation { Exception: null } } or IThrowOperation { Exception: null };
}
