using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses;

/// <summary>
/// Kiota's readers. Those with a media type parameter trust it: given the media type of the response, they reject an HTML page; given that of
/// JSON, they read it.
/// </summary>
internal static class KiotaReads
{
    /// <summary>Reads JSON, without a media type parameter.</summary>
    private static readonly KnownType OfJson = new("Microsoft.Kiota.Abstractions.Serialization.KiotaJsonSerializer");

    /// <summary>The readers with a media type parameter before the body.</summary>
    private static readonly KnownType[] OfMediaType =
    {
        new("Microsoft.Kiota.Abstractions.Serialization.KiotaSerializer"),
        new("Microsoft.Kiota.Abstractions.Serialization.IParseNodeFactory"),
        new("Microsoft.Kiota.Abstractions.Serialization.ParseNodeFactoryRegistry"),
        new("Microsoft.Kiota.Serialization.Json.JsonParseNodeFactory"),
    };

    /// <summary>Gets the text or stream that the call reads as JSON; null for any other call.</summary>
    public static IOperation? BodyOf(IInvocationOperation call)
    {
        var type = call.TargetMethod.ContainingType;
        var bodies = call.Arguments.Where(static argument => IsBody(argument.Parameter?.Type))
            .OrderBy(static argument => argument.Parameter!.Ordinal)
            .Select(static argument => argument.Value)
            .ToList();
        return type.Is(OfJson) ? bodies.FirstOrDefault()
            : bodies.Count == 2 && Array.Exists(OfMediaType, known => known.Is(type)) && IsJson(bodies[0]) ? bodies[1]
            : null;
    }

    /// <summary>Returns true for a type with methods that read.</summary>
    public static bool Are(ITypeSymbol? type) => type.Is(OfJson) || Array.Exists(OfMediaType, known => known.Is(type));

    private static bool IsBody(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_String } or { Name: "Stream" };

    private static bool IsJson(IOperation mediaType) =>
        Constants.Of(mediaType) is string text && text.IndexOf("json", StringComparison.OrdinalIgnoreCase) >= 0;
}
