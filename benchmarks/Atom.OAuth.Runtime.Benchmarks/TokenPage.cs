using System.Text.Json.Serialization;

namespace Atom.OAuth.Runtime.Benchmarks;

/// <summary>A response of the usual shape: a token, and as many records as the wanted size takes.</summary>
public sealed record TokenPage(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonPropertyName("scope")] string Scope,
    [property: JsonPropertyName("items")] IReadOnlyList<TokenPageItem> Items);

/// <summary>A record.</summary>
public sealed record TokenPageItem(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("updated")] long Updated);

/// <summary>What an integration takes from a token response.</summary>
public sealed record TokenDto(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string? TokenType,
    [property: JsonPropertyName("expires_in")] int? ExpiresIn,
    [property: JsonPropertyName("refresh_token")] string? RefreshToken,
    [property: JsonPropertyName("scope")] string? Scope,
    [property: JsonPropertyName("id_token")] string? IdToken,
    [property: JsonPropertyName("error")] string? Error);

/// <summary>The contracts of the types above, made at compile time.</summary>
[JsonSerializable(typeof(TokenPage))]
[JsonSerializable(typeof(TokenDto))]
public sealed partial class BenchmarkJsonContext : JsonSerializerContext;
