using Atom.OAuth.Errors;
using Atom.OAuth.Tokens;

namespace Atom.OAuth;

/// <summary>Words OAuth errors the same way everywhere: <c>Slack OAuth failed: access_denied - User denied access</c>.</summary>
/// <remarks>
/// Messages are one line of at most 400 characters without control and invisible characters, markup, tokens or secrets, whatever the
/// provider or the caller of a callback wrote. They are plain text: encode them for HTML where you render them.
/// They do not depend on the culture.
/// </remarks>
public static class OAuthErrorMessage
{
    /// <summary>The message for a callback that nobody asked for: nothing of it may be echoed.</summary>
    private const string Unsolicited = "The sign-in could not be matched to a request from this browser. Please start again.";

    /// <summary>Words an error.</summary>
    /// <param name="provider">The provider's id or name; <see langword="null"/> reads as "The provider".</param>
    /// <param name="error">The error code (<c>error</c>, RFC 6749, sections 4.1.2.1 and 5.2). At most 64 characters out of letters, digits and
    /// <c>. _ : -</c>; another reads as <c>unknown_error</c>.</param>
    /// <param name="errorDescription">The explanation (<c>error_description</c>), of which 300 characters are kept. Without one, a known code
    /// explains itself.</param>
    /// <param name="secrets">The secrets of the request, which are then in no part of the message, in no form.</param>
    /// <returns>The message, for example <c>Slack OAuth failed: access_denied - User denied access</c>.</returns>
    public static string Format(string? provider, string? error, string? errorDescription = null, OAuthSecrets? secrets = null)
        => ErrorText.Message(
            ErrorText.ProviderName(provider),
            ErrorText.Code(error, secrets) ?? ErrorText.UnknownCode,
            ErrorText.Description(error, errorDescription, secrets));

    /// <summary>Words a failure.</summary>
    /// <param name="failure">The failure.</param>
    /// <returns>Its <see cref="OAuthFailure.Message"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="failure"/> is <see langword="null"/>.</exception>
    public static string Format(OAuthFailure failure) => (failure ?? throw new ArgumentNullException(nameof(failure))).Message;

    /// <summary>
    /// Words the error of a callback whose <c>state</c> was valid. Without a valid state, show <see cref="ForUnsolicitedCallback"/> instead.
    /// </summary>
    /// <param name="provider">The provider's id or name; <see langword="null"/> reads as "The provider".</param>
    /// <param name="parameters">The query's (or form's) parameters, decoded. Code and state among them are not shown.</param>
    /// <param name="secrets">Further secrets, which are then in no part of the message, in no form.</param>
    /// <returns>The message, or <see langword="null"/> when the callback reports no error.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="parameters"/> is <see langword="null"/>.</exception>
    public static string? FromCallback(string? provider, IEnumerable<KeyValuePair<string, string?>> parameters, OAuthSecrets? secrets = null)
        => CallbackParameters.Error(parameters ?? throw new ArgumentNullException(nameof(parameters)), out var own) is var (code, description)
            ? Format(provider, code, description, secrets?.And(own) ?? own)
            : null;

    /// <summary>Words the body of a failed response, where only its text is at hand.</summary>
    /// <remarks>
    /// The error is found in the shapes that providers use, in JSON or a form. Of a page its title is told, of any other body what it
    /// is, and of none its text. Where the response is at hand,
    /// <see cref="OAuthTokenResponse.ReadAsync(HttpResponseMessage, string, CancellationToken)"/>
    /// knows more: the status, and whether to try again.
    /// </remarks>
    /// <param name="provider">The provider's id or name; <see langword="null"/> reads as "The provider".</param>
    /// <param name="body">The body; <see langword="null"/> counts as empty.</param>
    /// <param name="secrets">The secrets of the request, which are then in no part of the message, in no form.</param>
    /// <returns>The message, for example <c>Slack OAuth failed: invalid_code - The authorization code is invalid or expired</c>.</returns>
    public static string FromBody(string? provider, string? body, OAuthSecrets? secrets = null) => ErrorBody.Message(provider, body, secrets);

    /// <summary>Words an exception, without its own text unless this library wrote it: exceptions name URLs, headers and bodies.</summary>
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
    /// The fixed text for a callback without a valid <c>state</c>. It echoes nothing: whoever can make a user open a link writes the rest of
    /// the query.
    /// </summary>
    public static string ForUnsolicitedCallback => Unsolicited;
}
