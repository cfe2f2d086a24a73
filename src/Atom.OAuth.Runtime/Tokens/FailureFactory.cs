using System.Globalization;
using System.Net;
using Atom.OAuth.Errors;
using Atom.OAuth.Inspection;

namespace Atom.OAuth.Tokens;

/// <summary>Creates failures: decides kind, code, message and what the caller can do.</summary>
internal static class FailureFactory
{
    /// <summary>Creates the failure for a response without a readable error.</summary>
    /// <param name="context">The context of the read.</param>
    /// <param name="response">The response.</param>
    /// <param name="verdict">The verdict on its body.</param>
    /// <param name="text">The body, if it is a short text.</param>
    public static OAuthFailure OfBody(in ReadContext context, HttpResponseMessage response, in BodyVerdict verdict, string? text = null)
    {
        if (WwwAuthenticate.Error(response) is { } challenge)
        {
            return OfError(context, response, challenge);
        }

        if (IsThrottled((int)response.StatusCode))
        {
            return Throttled(context, response, details: null);
        }

        var kind = verdict.Kind switch
        {
            ResponseBodyKind.Html => OAuthFailureKind.HtmlPage,
            ResponseBodyKind.RedirectedToPage => OAuthFailureKind.RedirectedToPage,
            ResponseBodyKind.NoContent or ResponseBodyKind.Empty => OAuthFailureKind.Empty,
            ResponseBodyKind.TooLarge => OAuthFailureKind.TooLarge,
            _ => OAuthFailureKind.NotJson,
        };

        // An empty or incomplete body with a success status: the transfer failed, not the request.
        var isBroken = verdict.Kind is ResponseBodyKind.Empty or ResponseBodyKind.MalformedJson && response.IsSuccessStatusCode;
        var secrets = RequestSecrets.For(context, response);
        var description = text is null ? null : ErrorText.Description(code: null, text, secrets);
        var message = ResponseMessages.Create(context.Provider, verdict.Shown(secrets), response, description);
        return new OAuthFailure(
            context.Provider,
            kind,
            ResponseMessages.Code(verdict.Kind, response),
            DisplayText.Cut(ErrorText.Redact(message, secrets), ErrorText.LongestMessage))
        {
            Description = description,
            StatusCode = response.StatusCode,
            IsRetryable = isBroken || StatusTraits.IsTransient((int)response.StatusCode),
            RetryAfter = RetryAfterReader.Read(response, null, context.Time, isThrottled: false),

            // Trello responds in plain text: expired token.
            RequiresReauthorization = response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest
                && KnownErrors.OfWords(text) is { } code && KnownErrors.Traits(code).HasFlag(ErrorTraits.Reauthorize),
            CorrelationId = CorrelationIds.Find(response, null, secrets),
        };
    }

    /// <summary>Creates the failure for a response that reports an error, or has neither an error nor a token.</summary>
    public static OAuthFailure OfError(in ReadContext context, HttpResponseMessage response, ErrorDetails? details)
    {
        details = details?.Code is null ? WwwAuthenticate.Error(response) ?? details : details;
        if (details is null && response.IsSuccessStatusCode)
        {
            return MissingToken(context, response);
        }

        var secrets = RequestSecrets.For(context, response);
        var status = Status(response, details);
        var code = Code(response, details, status, secrets);
        var traits = KnownErrors.Traits(code) | (details?.Traits ?? ErrorTraits.None);
        if (IsThrottled(status) || traits.HasFlag(ErrorTraits.RateLimit))
        {
            return Throttled(context, response, details);
        }

        var description = ErrorText.Description(details?.Code, details?.Description, secrets)
            ?? KnownErrors.Description(code) ?? Unexplained(context, code, response);
        if (code == "unauthorized_client" && details?.Description is null && status is 401 or 403)
        {
            // The standard code would be invalid_client, and the status confirms that this is meant.
            description = "The client id or the client secret is wrong, or the client may not use this grant type";
        }

        var isRetryable = StatusTraits.IsTransient(status) || details?.IsTransient == true || traits.HasFlag(ErrorTraits.Retryable);
        return new OAuthFailure(context.Provider, OAuthFailureKind.ProviderError, code, ErrorText.Message(context.Provider, code, description))
        {
            Description = description,
            StatusCode = response.StatusCode,
            IsRetryable = isRetryable,
            RetryAfter = RetryAfterReader.Read(response, details?.RetryAfterSeconds, context.Time, isThrottled: false),

            // A server with problems is not reliable: what it says about the grant may be wrong.
            RequiresReauthorization = traits.HasFlag(ErrorTraits.Reauthorize) && !isRetryable,
            CorrelationId = CorrelationIds.Find(response, details?.CorrelationId, secrets),
            ErrorUri = ErrorText.Link(details?.Uri, secrets),
        };
    }

    /// <summary>Creates the failure for a response from another server than the one requested.</summary>
    public static OAuthFailure Redirected(in ReadContext context, HttpResponseMessage response, string description)
    {
        const string Redirected = "redirected";
        return new OAuthFailure(
            context.Provider,
            OAuthFailureKind.RedirectedToPage,
            Redirected,
            ErrorText.Message(context.Provider, Redirected, description))
        {
            Description = description,
            StatusCode = response.StatusCode,
        };
    }

    private static OAuthFailure Throttled(in ReadContext context, HttpResponseMessage response, ErrorDetails? details)
    {
        const string RateLimited = "rate_limited";
        var secrets = RequestSecrets.For(context, response);
        var wait = RetryAfterReader.Read(response, details?.RetryAfterSeconds, context.Time, isThrottled: true);

        // A number says no more than the status.
        var code = Own(details?.Code, secrets) is { } own && own != ErrorText.UnknownCode && !char.IsDigit(own[0]) ? own : RateLimited;
        var description = ErrorText.Description(details?.Code, details?.Description, secrets)
            ?? (wait is { } known
                ? $"{context.Provider} asks to wait {Math.Ceiling(known.TotalSeconds).ToString(CultureInfo.InvariantCulture)} seconds before the next request"
                : $"{context.Provider} asks for fewer requests");
        return new OAuthFailure(context.Provider, OAuthFailureKind.RateLimited, code, ErrorText.Message(context.Provider, code, description))
        {
            Description = description,
            StatusCode = response.StatusCode,
            IsRetryable = true,
            RetryAfter = wait,
            CorrelationId = CorrelationIds.Find(response, details?.CorrelationId, secrets),
            ErrorUri = ErrorText.Link(details?.Uri, secrets),
        };
    }

    private static OAuthFailure MissingToken(in ReadContext context, HttpResponseMessage response)
    {
        const string Missing = "missing_token";
        var description = $"{context.Provider} answered HTTP {((int)response.StatusCode).ToString(CultureInfo.InvariantCulture)} without an access token";
        return new OAuthFailure(context.Provider, OAuthFailureKind.MissingToken, Missing, ErrorText.Message(context.Provider, Missing, description))
        {
            Description = description,
            StatusCode = response.StatusCode,
            RetryAfter = RetryAfterReader.Read(response, null, context.Time, isThrottled: false),
            CorrelationId = CorrelationIds.Find(response, null, RequestSecrets.For(context, response)),
        };
    }

    /// <summary>Gets the status of the error: that of the response, or the one in a body with a success status.</summary>
    private static int Status(HttpResponseMessage response, ErrorDetails? details)
        => response.IsSuccessStatusCode && details is { Status: not 0 } ? details.Status : (int)response.StatusCode;

    /// <summary>Gets the code: the provider's, the one that its words stand for, or the status.</summary>
    private static string Code(HttpResponseMessage response, ErrorDetails? details, int status, OAuthSecrets secrets)
    {
        var own = Own(details?.Code, secrets);
        var hasStatus = !response.IsSuccessStatusCode || status != (int)response.StatusCode;
        return own is null || (own == ErrorText.UnknownCode && hasStatus)
            ? (hasStatus ? "http_" + status.ToString(CultureInfo.InvariantCulture) : ErrorText.UnknownCode)
            : own;
    }

    /// <summary>Gets the provider's code, or the one that its words stand for.</summary>
    private static string? Own(string? code, OAuthSecrets secrets)
    {
        var own = ErrorText.Code(code, secrets);
        return own == ErrorText.UnknownCode ? KnownErrors.OfWords(code) ?? own : own;
    }

    /// <summary>Describes an error number without an explanation.</summary>
    private static string? Unexplained(in ReadContext context, string code, HttpResponseMessage response)
        => code.Length > 0 && int.TryParse(code, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
            ? $"{context.Provider} gives the number of an error and no explanation (HTTP {((int)response.StatusCode).ToString(CultureInfo.InvariantCulture)})"
            : null;

    private static bool IsThrottled(int status) => status == 429;
}
