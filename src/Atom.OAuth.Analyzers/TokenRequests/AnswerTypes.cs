using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.TokenRequests;

/// <summary>Types that token responses are deserialized to.</summary>
internal static class AnswerTypes
{
    /// <summary>Attributes of members that a response must contain.</summary>
    private static readonly HashSet<string> RequiredAttributes = new(StringComparer.Ordinal) { "JsonRequiredAttribute" };

    /// <summary>Attributes of members for all properties without a member of their own.</summary>
    private static readonly HashSet<string> RestAttributes = new(StringComparer.Ordinal) { "JsonExtensionDataAttribute" };

    /// <summary>Types that hold any response.</summary>
    private static readonly WordTable OpenTypes = new(WordMatch.Whole, StringComparison.Ordinal, "Dictionary", "IDictionary", "JObject",
        "JsonObject", "JsonNode");

    public static bool HasRefreshToken(INamedTypeSymbol type) =>
        Members(type).Any(IsRefreshToken);

    /// <summary>Returns true for a type that can be deserialized without a refresh token, and then has none.</summary>
    public static bool MayLackValue(INamedTypeSymbol type) =>
        OpenTypes.Matches(type.Name)
        || Members(type).Any(static member => IsRefreshToken(member)
            && !(member is IPropertySymbol property && IsRequired(property)));

    /// <summary>Returns true for a type that has both tokens, itself or in a type argument: <c>Result&lt;Tokens&gt;</c>.</summary>
    public static bool HasBothTokens(INamedTypeSymbol type) =>
        (HasRefreshToken(type) && HasAccessToken(type))
            || type.TypeArguments.Any(static inner => inner is INamedTypeSymbol named && HasRefreshToken(named) && HasAccessToken(named));

    /// <summary>Returns true for a type of the project that has an access token, but cannot hold a refresh token.</summary>
    public static bool LacksRefreshToken(INamedTypeSymbol type) =>
        type.SpecialType == SpecialType.None
        && type.DeclaringSyntaxReferences.Length > 0
        && HasAccessToken(type)
        && !HasRefreshToken(type)
        && !Members(type).Any(static member => Has(member, RestAttributes))
        && type.BaseType is null or { SpecialType: SpecialType.System_Object or SpecialType.System_ValueType }
            or { DeclaringSyntaxReferences.Length: > 0 };

    /// <summary>Returns true for a type of the project that holds the text of any response, but no tokens.</summary>
    public static bool IsTransport(INamedTypeSymbol type) =>
        type is { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct, IsGenericType: false, DeclaringSyntaxReferences.Length: > 0 }
        && !HasAccessToken(type)
        && !HasRefreshToken(type)
        && Members(type).Any(static member => AnswerFlow.IsBody(member.Name) && IsText(member));

    /// <summary>Returns true for a member without which a response cannot be deserialized.</summary>
    public static bool IsRequired(IPropertySymbol property) => property.IsRequired || Has(property, RequiredAttributes);

    /// <summary>Returns true for <c>string RefreshToken { get; set; } = "";</c>.</summary>
    public static bool DefaultsToEmpty(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.Any(static reference => reference.GetSyntax() is PropertyDeclarationSyntax { Initializer.Value: var value }
            && TokenStores.IsEmptyText(value));

    private static bool HasAccessToken(INamedTypeSymbol type) =>
        Members(type).Any(static member => TokenNames.IsAccess(member.Name) || Named(member, TokenNames.IsAccess)
            || (TokenNames.IsAccessMember(member.Name) && IsText(member)));

    private static bool IsRefreshToken(ISymbol member) =>
        TokenNames.IsRefresh(member.Name) || Named(member, TokenNames.IsRefresh) || (TokenNames.IsRefreshMember(member.Name) && IsText(member));

    private static bool IsText(ISymbol member) =>
        member is IPropertySymbol { Type.SpecialType: SpecialType.System_String } or IFieldSymbol { Type.SpecialType: SpecialType.System_String };

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
