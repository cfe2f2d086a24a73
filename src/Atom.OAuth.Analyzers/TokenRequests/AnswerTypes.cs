using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>Types that token responses are read as.</summary>
internal static class AnswerTypes
{
    /// <summary>Attributes of members that a response must have.</summary>
    private static readonly HashSet<string> RequiredAttributes = new(StringComparer.Ordinal) { "JsonRequiredAttribute" };

    /// <summary>Attributes of members that take what no other member does.</summary>
    private static readonly HashSet<string> RestAttributes = new(StringComparer.Ordinal) { "JsonExtensionDataAttribute" };

    /// <summary>Types that have whatever came.</summary>
    private static readonly WordTable OpenTypes = new(WordMatch.Whole, StringComparison.Ordinal, "Dictionary", "IDictionary", "JObject",
        "JsonObject", "JsonNode");

    public static bool HasRefreshToken(INamedTypeSymbol type) =>
        Members(type).Any(static member => TokenNames.IsRefresh(member.Name) || Named(member, TokenNames.IsRefresh));

    /// <summary>True for a type that is read also where the answer has no refresh token, and then has none.</summary>
    public static bool MayLackValue(INamedTypeSymbol type) =>
        OpenTypes.Matches(type.Name)
        || Members(type).Any(static member => (TokenNames.IsRefresh(member.Name) || Named(member, TokenNames.IsRefresh))
            && !(member is IPropertySymbol property && IsRequired(property)));

    /// <summary>True for a type that has both tokens, itself or in what it is the outcome of: <c>Result&lt;Tokens&gt;</c>.</summary>
    public static bool HasBothTokens(INamedTypeSymbol type) =>
        (HasRefreshToken(type) && HasAccessToken(type))
            || type.TypeArguments.Any(static inner => inner is INamedTypeSymbol named && HasRefreshToken(named) && HasAccessToken(named));

    /// <summary>True for a type of the project's own that has an access token and no room for another one.</summary>
    public static bool LacksRefreshToken(INamedTypeSymbol type) =>
        type.SpecialType == SpecialType.None
        && type.DeclaringSyntaxReferences.Length > 0
        && HasAccessToken(type)
        && !HasRefreshToken(type)
        && !Members(type).Any(static member => Has(member, RestAttributes))
        && type.BaseType is null or { SpecialType: SpecialType.System_Object or SpecialType.System_ValueType }
            or { DeclaringSyntaxReferences.Length: > 0 };

    /// <summary>A member that an answer without it cannot be read into.</summary>
    public static bool IsRequired(IPropertySymbol property) => property.IsRequired || Has(property, RequiredAttributes);

    private static bool HasAccessToken(INamedTypeSymbol type) =>
        Members(type).Any(static member => TokenNames.IsAccess(member.Name) || Named(member, TokenNames.IsAccess));

    private static IEnumerable<ISymbol> Members(INamedTypeSymbol type)
    {
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (var member in current.GetMembers().Where(static member => member is IPropertySymbol or IFieldSymbol))
            {
                yield return member;
            }
        }
    }

    private static bool Named(ISymbol member, Func<string, bool> isName) =>
        member.GetAttributes().Any(attribute => attribute.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Primitive, Value: string name }
            && isName(name));

    private static bool Has(ISymbol member, HashSet<string> attributes) =>
        member.GetAttributes().Any(attribute => attribute.AttributeClass is { } type && attributes.Contains(type.Name));
}
