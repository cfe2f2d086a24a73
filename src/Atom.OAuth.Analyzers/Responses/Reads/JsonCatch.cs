using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>
/// A catch of the exception that the reading library throws, and that says something of its own, is a guard; a catch of Exception is none, and
/// one of another library's exception catches nothing. <c>docs/libraries.md</c> says what each library throws.
/// </summary>
internal static class JsonCatch
{
    /// <summary>What is in the name of an exception that is caught here.</summary>
    private static readonly WordTable Exceptions = new(WordMatch.Part, StringComparison.Ordinal, "Json", "Flurl", "Serialization");

    public static bool Surrounds(IOperation read, OAuthSymbols symbols)
    {
        var thrown = ThrownBy(read, symbols);
        for (var (child, parent) = (read, read.Parent); parent is not null; child = parent, parent = parent.Parent)
        {
            if (parent is ITryOperation attempt && attempt.Body == child && attempt.Catches.Any(c => Handles(c, thrown)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The same question to the text, before anything is bound.</summary>
    public static bool MaySurround(SyntaxNode read) =>
        read.Ancestors().OfType<TryStatementSyntax>().Any(static attempt => attempt.Catches.Any(static c =>
            (c.Declaration is { } declaration && Exceptions.Matches(declaration.Type.ToString()))
            || (c.Filter is { } filter && Exceptions.Matches(filter.ToString()))));

    /// <summary>What a library throws on a page. RestSharp reads a page as XML, and that exception is not one of a parser.</summary>
    private static KnownType[] ThrownBy(IOperation read, OAuthSymbols symbols)
    {
        var type = (read as IInvocationOperation)?.TargetMethod.ContainingType;
        return type.RootNamespace() switch
        {
            "Newtonsoft" => new[] { symbols.NewtonsoftException },
            "Flurl" => new[] { symbols.FlurlException },
            "RestSharp" => Array.Empty<KnownType>(),
            "System" when type.Is(symbols.DataContractJsonSerializer) => new[] { symbols.SerializationException },
            "System" when !type.Is(symbols.HttpContentExtensions) => new[] { symbols.JsonException },
            _ => new[] { symbols.JsonException, symbols.NewtonsoftException, symbols.FlurlException },
        };
    }

    private static bool Handles(ICatchClauseOperation clause, KnownType[] thrown) =>
        !MerelyRethrows(clause) && (IsAny(thrown, clause.ExceptionType) || Filters(clause.Filter, thrown));

    private static bool Filters(IOperation? filter, KnownType[] thrown) =>
        filter is not null && filter.DescendantsAndSelf().Any(operation => operation switch
        {
            ITypePatternOperation pattern => IsAny(thrown, pattern.MatchedType),
            IDeclarationPatternOperation pattern => IsAny(thrown, pattern.MatchedType),
            IRecursivePatternOperation pattern => IsAny(thrown, pattern.MatchedType),
            IIsTypeOperation test => IsAny(thrown, test.TypeOperand),
            _ => false,
        });

    private static bool IsAny(KnownType[] exceptions, ITypeSymbol? type) => Array.Exists(exceptions, known => type.IsOrInheritsFrom(known));

    private static bool MerelyRethrows(ICatchClauseOperation clause) =>
        clause.Handler.Operations.Length == 1
        && clause.Handler.Operations[0] is IExpressionStatementOperation { Operation: IThrowOperation { Exception: null } }
            or IThrowOperation { Exception: null };
}
