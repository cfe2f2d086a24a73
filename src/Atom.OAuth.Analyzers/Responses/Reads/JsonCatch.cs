using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>
/// A catch of the exception that the reading library throws is a guard if it reports something of its own. A catch of Exception is not, and
/// a catch of another library's exception has no effect. <c>docs/libraries.md</c> lists what each library throws.
/// </summary>
internal static class JsonCatch
{
    /// <summary>Parts of the names of exceptions that count here.</summary>
    private static readonly WordTable Exceptions = new(WordMatch.Part, StringComparison.Ordinal, "Json", "Flurl", "Serialization", "ApiException");

    private const string Status = "StatusCode";

    public static bool Surrounds(IOperation read, OAuthSymbols symbols) => Surrounds(read, ThrownOnPages.By(read, symbols));

    /// <summary>The same around a call that lets the exception through to its caller.</summary>
    public static bool Surrounds(IOperation site, ThrownOnPages thrown)
    {
        for (var (child, parent) = (site, site.Parent); parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent is ITryOperation attempt && attempt.Body == child && attempt.Catches.Any(c => Handles(c, thrown)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The same, decided by the text without binding.</summary>
    public static bool MaySurround(SyntaxNode read) =>
        read.Ancestors().OfType<TryStatementSyntax>().Any(static attempt => attempt.Catches.Any(static c =>
            (c.Declaration is { } declaration && Exceptions.Matches(declaration.Type.ToString()))
            || (c.Filter is { } filter && Exceptions.Matches(filter.ToString()))));

    private static bool Handles(ICatchClauseOperation clause, ThrownOnPages thrown) =>
        !MerelyRethrows(clause)
        && ((thrown.Include(clause.ExceptionType) && !(thrown.HasStatus && IsForStatus(clause.Filter))) || Filters(clause.Filter, thrown));

    private static bool Filters(IOperation? filter, ThrownOnPages thrown) =>
        filter is not null && filter.DescendantsAndSelf().Any(operation => operation switch
        {
            ITypePatternOperation pattern => thrown.Include(pattern.MatchedType),
            IDeclarationPatternOperation pattern => thrown.Include(pattern.MatchedType),
            IRecursivePatternOperation pattern => thrown.Include(pattern.MatchedType),
            IIsTypeOperation test => thrown.Include(test.TypeOperand),
            _ => false,
        });

    /// <summary><c>when (e.StatusCode == HttpStatusCode.NotFound)</c>: an HTML page comes with a status of success.</summary>
    private static bool IsForStatus(IOperation? filter) =>
        filter is not null && filter.DescendantsAndSelf().Any(static operation =>
            operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } or IIsPatternOperation { Pattern: not INegatedPatternOperation }
            && operation.ChildOperations.Any(static child => child.Unwrap() is IPropertyReferenceOperation { Property.Name: Status }));

    private static bool MerelyRethrows(ICatchClauseOperation clause) =>
        clause.Handler.Operations.Length == 1
        && clause.Handler.Operations[0] is IExpressionStatementOperation { Operation: IThrowOperation { Exception: null } }
            or IThrowOperation { Exception: null };
}
