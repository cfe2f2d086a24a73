using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Atom.OAuth.Inspection;

namespace Atom.OAuth;

/// <summary>The safe read: checks that a provider's response is JSON and deserializes it, in one pass.</summary>
/// <remarks>
/// <para>
/// Reads everything that <c>ReadFromJsonAsync</c> reads, whatever the status, and more: JSON under any content type, with any byte
/// order mark, in UTF-16 and UTF-32 without a charset, in UTF-8 under an unknown or wrong charset, and
/// still compressed (gzip, deflate; br on .NET 8 and later). JSON strings, numbers and <c>null</c> are read only if the content type
/// is JSON.
/// </para>
/// <para>
/// Anything else throws an <see cref="OAuthResponseException"/> whose <see cref="OAuthResponseException.Kind"/> says what was received:
/// a page, nothing, text, damaged JSON, more than 1 MiB (1,048,576 bytes, after decompression). Read errors of the connection
/// (<see cref="IOException"/>, <see cref="HttpRequestException"/>) are not caught, and neither are exceptions that your own types throw
/// during deserialization.
/// </para>
/// <para>Buffered content can be read again afterwards; streamed content is consumed and its connection released.</para>
/// </remarks>
[SuppressMessage("ApiDesign", "RS0026", Justification = "The overloads differ in the type of their third parameter, as those of ReadFromJsonAsync do.")]
[SuppressMessage("ApiDesign", "RS0027", Justification = "The overloads differ in the type of their third parameter, as those of ReadFromJsonAsync do.")]
public static class OAuthJsonExtensions
{
    private const string Reflection =
        "JSON that is read by reflection may need types and code that are trimmed away. Use the overload that takes a JsonTypeInfo.";

    /// <summary>Checks that a provider's response is JSON and deserializes it with <see cref="JsonSerializerDefaults.Web"/>.</summary>
    /// <typeparam name="T">The type to deserialize.</typeparam>
    /// <param name="response">The response.</param>
    /// <param name="provider">The provider's name for the message, for example <c>Slack</c>; <see langword="null"/> reads as "The provider".</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The value; <see langword="null"/> when the body is the JSON literal <c>null</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="response"/> is <see langword="null"/>.</exception>
    /// <exception cref="OAuthResponseException">The response is not readable JSON.</exception>
    /// <exception cref="InvalidOperationException">The content was already read as a stream.</exception>
    /// <exception cref="ObjectDisposedException">The response was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static Task<T?> ReadOAuthJsonAsync<T>(
        this HttpResponseMessage response,
        string? provider = null,
        CancellationToken cancellationToken = default)
        => ReadOAuthJsonAsync<T>(response, provider, options: null, cancellationToken);

    /// <summary>Checks that a provider's response is JSON and deserializes it with the given options.</summary>
    /// <typeparam name="T">The type to deserialize.</typeparam>
    /// <param name="response">The response.</param>
    /// <param name="provider">The provider's name for the message, for example <c>Slack</c>; <see langword="null"/> reads as "The provider".</param>
    /// <param name="options">The serializer's options; <see langword="null"/> means <see cref="JsonSerializerDefaults.Web"/>.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The value; <see langword="null"/> when the body is the JSON literal <c>null</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="response"/> is <see langword="null"/>.</exception>
    /// <exception cref="OAuthResponseException">The response is not readable JSON.</exception>
    /// <exception cref="InvalidOperationException">The content was already read as a stream.</exception>
    /// <exception cref="ObjectDisposedException">The response was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static Task<T?> ReadOAuthJsonAsync<T>(
        this HttpResponseMessage response,
        string? provider,
        JsonSerializerOptions? options,
        CancellationToken cancellationToken = default)
        => JsonBodyReader.ReadAsync(
            response ?? throw new ArgumentNullException(nameof(response)),
            provider,
            JsonBodyReader.TypeInfo<T>(options),
            cancellationToken);

    /// <summary>Checks that a provider's response is JSON and deserializes it without reflection.</summary>
    /// <typeparam name="T">The type to deserialize.</typeparam>
    /// <param name="response">The response.</param>
    /// <param name="provider">The provider's name for the message, for example <c>Slack</c>; <see langword="null"/> reads as "The provider".</param>
    /// <param name="jsonTypeInfo">The metadata of the type, from a source-generated context.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The value; <see langword="null"/> when the body is the JSON literal <c>null</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="response"/> or <paramref name="jsonTypeInfo"/> is <see langword="null"/>.</exception>
    /// <exception cref="OAuthResponseException">The response is not readable JSON.</exception>
    /// <exception cref="InvalidOperationException">The content was already read as a stream.</exception>
    /// <exception cref="ObjectDisposedException">The response was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
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

    /// <summary>Synchronously checks that a provider's response is JSON and deserializes it with the given options.</summary>
    /// <remarks>Blocks the thread while it waits for the connection; it never needs the synchronization context to continue.</remarks>
    /// <typeparam name="T">The type to deserialize.</typeparam>
    /// <param name="response">The response.</param>
    /// <param name="provider">The provider's name for the message, for example <c>Slack</c>; <see langword="null"/> reads as "The provider".</param>
    /// <param name="options">The serializer's options; <see langword="null"/> means <see cref="JsonSerializerDefaults.Web"/>.</param>
    /// <returns>The value; <see langword="null"/> when the body is the JSON literal <c>null</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="response"/> is <see langword="null"/>.</exception>
    /// <exception cref="OAuthResponseException">The response is not readable JSON.</exception>
    /// <exception cref="InvalidOperationException">The content was already read as a stream.</exception>
    /// <exception cref="ObjectDisposedException">The response was disposed.</exception>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static T? ReadOAuthJson<T>(this HttpResponseMessage response, string? provider = null, JsonSerializerOptions? options = null)
        => JsonBodyReader.Read(response ?? throw new ArgumentNullException(nameof(response)), provider, JsonBodyReader.TypeInfo<T>(options));

    /// <summary>Synchronously checks that a provider's response is JSON and deserializes it without reflection.</summary>
    /// <remarks>Blocks the thread while it waits for the connection; it never needs the synchronization context to continue.</remarks>
    /// <typeparam name="T">The type to deserialize.</typeparam>
    /// <param name="response">The response.</param>
    /// <param name="provider">The provider's name for the message, for example <c>Slack</c>; <see langword="null"/> reads as "The provider".</param>
    /// <param name="jsonTypeInfo">The metadata of the type, from a source-generated context.</param>
    /// <returns>The value; <see langword="null"/> when the body is the JSON literal <c>null</c>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="response"/> or <paramref name="jsonTypeInfo"/> is <see langword="null"/>.</exception>
    /// <exception cref="OAuthResponseException">The response is not readable JSON.</exception>
    /// <exception cref="InvalidOperationException">The content was already read as a stream.</exception>
    /// <exception cref="ObjectDisposedException">The response was disposed.</exception>
    public static T? ReadOAuthJson<T>(this HttpResponseMessage response, string? provider, JsonTypeInfo<T> jsonTypeInfo)
        => JsonBodyReader.Read(
            response ?? throw new ArgumentNullException(nameof(response)),
            provider,
            jsonTypeInfo ?? throw new ArgumentNullException(nameof(jsonTypeInfo)));
}
