using Atom.OAuth.Errors;
using Atom.OAuth.Tokens;

namespace Atom.OAuth;

/// <summary>Formats OAuth errors consistently: <c>Slack OAuth failed: access_denied - User denied access</c>.</summary>
/// <remarks>
/// A message is a single line of at most 400 characters, without control or invisible characters, markup, tokens or secrets, whatever the
/// provider or the caller of the callback sent. Messages are plain text: encode them where you render them as HTML.
/// They do not depend on the culture.
/// </remarks>
public static class OAuthErrorMessage
{
    /// <summary>The message for a callback that matches no request of ours: nothing from it may be echoed.</summary>
    private const string Unsolicited = "The sign-in could not be matched to a request from this browser. Please start again.";

    /// <summary>Formats an error.</summary>
    /// <param name="provider">The provider's id or name; <see langword="null"/> reads as "The provider".</param>
    /// <param name="error">The error code (<c>error</c>, RFC 6749, sections 4.1.2.1 and 5.2): at most 64 letters, digits and <c>. _ : -</c>.
    /// Anything else is shown as <c>unknown_error</c>.</param>
    /// <param name="errorDescription">The explanation (<c>error_description</c>), cut after 300 characters. Without one, known codes get a
    /// standard explanation.</param>
    /// <param name="secrets">The secrets of the request; they are removed from the message in every form.</param>
    /// <returns>The message, for example <c>Slack OAuth failed: access_denied - User denied access</c>.</returns>
    public static string Format(string? provider, string? error, string? errorDescription = null, OAuthSecrets? secrets = null)
        => ErrorText.Message(
            ErrorText.ProviderName(provider),
            ErrorText.Code(error, secrets) ?? ErrorText.UnknownCode,
            ErrorText.Description(error, errorDescription, secrets));

    /// <summary>Formats a failure.</summary>
    /// <param name="failure">The failure.</param>
    /// <returns>Its <see cref="OAuthFailure.Message"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="failure"/> is <see langword="null"/>.</exception>
    public static string Format(OAuthFailure failure) => (failure ?? throw new ArgumentNullException(nameof(failure))).Message;

    /// <summary>
    /// Formats the error of a callback whose <c>state</c> was valid. Without a valid state, show <see cref="ForUnsolicitedCallback"/> instead.
    /// </summary>
    /// <param name="provider">The provider's id or name; <see langword="null"/> reads as "The provider".</param>
    /// <param name="parameters">The decoded query or form parameters. The code and the state are not shown.</param>
    /// <param name="secrets">Further secrets; they are removed from the message in every form.</param>
    /// <returns>The message, or <see langword="null"/> when the callback reports no error.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is <see langword="null"/>.</exception>
    public static string? FromCallback(string? provider, IEnumerable<KeyValuePair<string, string?>> parameters, OAuthSecrets? secrets = null)
        => CallbackParameters.Error(parameters ?? throw new ArgumentNullException(nameof(parameters)), out var own) is var (code, description)
            ? Format(provider, code, description, secrets?.And(own) ?? own)
            : null;

    /// <summary>Formats the body of a failed response when only its text is available.</summary>
    /// <remarks>
    /// Finds the error in the shapes that providers use, in JSON or form-encoded. For a web page the message has the title, for any other body
    /// only its kind, never its text. If you have the response, prefer
    /// <see cref="OAuthTokenResponse.ReadAsync(HttpResponseMessage, string, CancellationToken)"/>: it also knows the status and whether to retry.
    /// </remarks>
    /// <param name="provider">The provider's id or name; <see langword="null"/> reads as "The provider".</param>
    /// <param name="body">The body; <see langword="null"/> is treated as empty.</param>
    /// <param name="secrets">The secrets of the request; they are removed from the message in every form.</param>
    /// <returns>The message, for example <c>Slack OAuth failed: invalid_code - The authorization code is invalid or expired</c>.</returns>
    public static string FromBody(string? provider, string? body, OAuthSecrets? secrets = null) => ErrorBody.Message(provider, body, secrets);

    /// <summary>Formats an exception. Its own text is used only if this library wrote it: exceptions may contain URLs, headers and bodies.</summary>
    /// <param name="provider">The provider's id or name; <see langword="null"/> reads as "The provider".</param>
    /// <param name="exception">The exception.</param>
    /// <exception cref="ArgumentNullException"><paramref name="exception"/> is <see langword="null"/>.</exception>
    public static string FromException(string? provider, Exception exception)
    {
        var name = ErrorText.ProviderName(provider);
        return (exception ?? throw new ArgumentNullException(nameof(exception))) switch
        {
            OAuthResponseException response => response.Message,
            OAuthFailureException failed => failed.Message,
            OperationCanceledException or TimeoutException => TransportFailure.TimedOut(name),
            HttpRequestException or IOException => TransportFailure.Disconnected(name, exception),
            System.Text.Json.JsonException => Format(name, "malformed_json", $"{name} returned something that could not be read"),
            _ => Format(name, "internal_error", "The connection could not be completed because of an internal error"),
        };
    }

    /// <summary>
    /// The fixed message for a callback without a valid <c>state</c>. It echoes nothing, because anyone who can make a user open a link controls
    /// the rest of the query.
    /// </summary>
    public static string ForUnsolicitedCallback => Unsolicited;
}
