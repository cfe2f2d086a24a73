using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Atom.OAuth.Inspection;

namespace Atom.OAuth;

/// <summary>The safe read: checks that a provider's response is JSON and reads it, in one pass.</summary>
[SuppressMessage("ApiDesign", "RS0026", Justification = "The overloads differ in the type of their third parameter, as those of ReadFromJsonAsync do.")]
[SuppressMessage("ApiDesign", "RS0027", Justification = "The overloads differ in the type of their third parameter, as those of ReadFromJsonAsync do.")]
public static class OAuthJsonExtensions
{
    private const string Reflection = "JSON that is read by reflection may need types and code that are trimmed away. Use the overload that takes a JsonTypeInfo.";

    /// <summary>Checks that a provider's response is JSON and reads it.</summary>
    /// <typeparam name="T">The type to read.</typeparam>
    /// <param name="response">The response.</param>
    /// <param name="provider">The provider's name for the message; <see langword="null"/> reads as "The provider".</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The value; <see langword="null"/> when the body is the JSON literal <c>null</c>.</returns>
    /// <exception cref="OAuthResponseException">The response is no readable JSON.</exception>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static Task<T?> ReadOAuthJsonAsync<T>(
        this HttpResponseMessage response,
        string? provider = null,
        CancellationToken cancellationToken = default)
        => ReadOAuthJsonAsync<T>(response, provider, options: null, cancellationToken);

    /// <summary>Checks that a provider's response is JSON and reads it with the given options.</summary>
    /// <typeparam name="T">The type to read.</typeparam>
    /// <param name="response">The response.</param>
    /// <param name="provider">The provider's name for the message; <see langword="null"/> reads as "The provider".</param>
    /// <param name="options">The serializer's options; <see langword="null"/> means <see cref="JsonSerializerDefaults.Web"/>.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The value; <see langword="null"/> when the body is the JSON literal <c>null</c>.</returns>
    /// <exception cref="OAuthResponseException">The response is no readable JSON.</exception>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static Task<T?> ReadOAuthJsonAsync<T>(
        this HttpResponseMessage response,
        string? provider,
        JsonSerializerOptions? options,
        CancellationToken cancellationToken = default)
        => JsonBodyReader.ReadAsync(
            response ?? throw new ArgumentNullException(nameof(response)), provider, JsonBodyReader.TypeInfo<T>(options), cancellationToken);

    /// <summary>Checks that a provider's response is JSON and reads it without reflection.</summary>
    /// <typeparam name="T">The type to read.</typeparam>
    /// <param name="response">The response.</param>
    /// <param name="provider">The provider's name for the message; <see langword="null"/> reads as "The provider".</param>
    /// <param name="jsonTypeInfo">The type's contract, from a source-generated context.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The value; <see langword="null"/> when the body is the JSON literal <c>null</c>.</returns>
    /// <exception cref="OAuthResponseException">The response is no readable JSON.</exception>
    public static Task<T?> ReadOAuthJsonAsync<T>(
        this HttpResponseMessage response,
        string? provider,
        JsonTypeInfo<T> jsonTypeInfo,
        CancellationToken cancellationToken = default)
        => JsonBodyReader.ReadAsync(
            response ?? throw new ArgumentNullException(nameof(response)),
            provider,
            jsonTypeInfo ?? throw new ArgumentNullException(nameof(jsonTypeInfo)),
            cancellationToken);

    /// <summary>Checks that a provider's response is JSON and reads it, for synchronous code.</summary>
    /// <typeparam name="T">The type to read.</typeparam>
    /// <param name="response">The response.</param>
    /// <param name="provider">The provider's name for the message; <see langword="null"/> reads as "The provider".</param>
    /// <param name="options">The serializer's options; <see langword="null"/> means <see cref="JsonSerializerDefaults.Web"/>.</param>
    /// <returns>The value; <see langword="null"/> when the body is the JSON literal <c>null</c>.</returns>
    /// <exception cref="OAuthResponseException">The response is no readable JSON.</exception>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static T? ReadOAuthJson<T>(this HttpResponseMessage response, string? provider = null, JsonSerializerOptions? options = null)
        => JsonBodyReader.Read(response ?? throw new ArgumentNullException(nameof(response)), provider, JsonBodyReader.TypeInfo<T>(options));

    /// <summary>Checks that a provider's response is JSON and reads it, for synchronous code.</summary>
    /// <typeparam name="T">The type to read.</typeparam>
    /// <param name="response">The response.</param>
    /// <param name="provider">The provider's name for the message; <see langword="null"/> reads as "The provider".</param>
    /// <param name="jsonTypeInfo">The type's contract, from a source-generated context.</param>
    /// <returns>The value; <see langword="null"/> when the body is the JSON literal <c>null</c>.</returns>
    /// <exception cref="OAuthResponseException">The response is no readable JSON.</exception>
    public static T? ReadOAuthJson<T>(this HttpResponseMessage response, string? provider, JsonTypeInfo<T> jsonTypeInfo)
        => JsonBodyReader.Read(
            response ?? throw new ArgumentNullException(nameof(response)),
            provider,
            jsonTypeInfo ?? throw new ArgumentNullException(nameof(jsonTypeInfo)));
}
