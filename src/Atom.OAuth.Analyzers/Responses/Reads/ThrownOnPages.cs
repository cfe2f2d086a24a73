using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses.Reads;

/// <summary>The exceptions that a library throws for an HTML page, as observed by running it: see <c>docs/libraries.md</c>.</summary>
internal sealed class ThrownOnPages
{
    private readonly KnownType[] _types;
    private readonly bool _isExact;

    /// <param name="types">The exceptions.</param>
    /// <param name="isExact">Whether derived ones are thrown for other reasons only.</param>
    private ThrownOnPages(KnownType[] types, bool isExact = false)
    {
        _types = types;
        _isExact = isExact;
    }

    /// <summary>True if Refit throws the exception, whose handlers may be meant for status codes alone.</summary>
    public bool HasStatus => _isExact;

    public static ThrownOnPages By(IOperation read, OAuthSymbols symbols)
    {
        if (read is IInvocationOperation { TargetMethod: var method } && DeclaredClients.MethodOf(method, symbols) is { } declared)
        {
            return ByDeclared(method, declared, symbols);
        }

        var type = (read as IInvocationOperation)?.TargetMethod.ContainingType;
        return new ThrownOnPages(type.RootNamespace() switch
        {
            "Newtonsoft" => new[] { symbols.NewtonsoftException },
            "Flurl" => new[] { symbols.FlurlException },

            // It reads a page as XML, and the exception is not that of a parser.
            "RestSharp" => Array.Empty<KnownType>(),
            "System" when type.Is(symbols.DataContractJsonSerializer) => new[] { symbols.SerializationException },
            "System" when !type.Is(symbols.HttpContentExtensions) => new[] { symbols.JsonException },
            "Microsoft" when KiotaReads.Are(type) => new[] { symbols.JsonException },

            // Depends on the configured reader.
            "Refit" or "RestEase" => OfReaders(symbols),
            _ => new[] { symbols.JsonException, symbols.NewtonsoftException, symbols.FlurlException },
        });
    }

    public bool Include(ITypeSymbol? type) => Array.Exists(_types, known => _isExact ? known.Is(type) : type.IsOrInheritsFrom(known));

    /// <summary>Refit wraps the exceptions of its reader, if it throws at all; RestEase does not.</summary>
    private static ThrownOnPages ByDeclared(IMethodSymbol method, AttributeData declared, OAuthSymbols symbols) =>
        DeclaredClients.IsOfRestEase(declared, symbols) ? new ThrownOnPages(OfReaders(symbols))
            : DeclaredClients.AnswerOf(method, symbols) == DeclaredAnswer.Json
                ? new ThrownOnPages(new[] { DeclaredTypes.RefitException, DeclaredTypes.RefitExceptionBase }, isExact: true)
                : new ThrownOnPages(Array.Empty<KnownType>());

    private static KnownType[] OfReaders(OAuthSymbols symbols) => new[] { symbols.JsonException, symbols.NewtonsoftException };
}
