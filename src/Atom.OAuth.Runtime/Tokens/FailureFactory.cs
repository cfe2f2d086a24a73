using System.Globalization;
using System.Net;
using Atom.OAuth.Errors;
using Atom.OAuth.Inspection;

namespace Atom.OAuth.Tokens;

/// <summary>Makes failures: the one place that decides kind, code, message and what the caller may do.</summary>
internal static class FailureFactory
{
    /// <summary>A response whose body has no error that could be read.</summary>
    public static OAuthFailure OfBody(in ReadContext context, HttpResponseMessage response, in BodyVerdict verdict)
    {
        if (WwwAuthenticate.Error(response) is { } challenge)
        {
            return OfError(context, response, challenge);
        }

        if (IsThrottled(response.StatusCode))
        {
            return Throttled(context, response, details: null);
        }

        OAuthFailureKind kind = verdict.Kind switch
        {
            ResponseBodyKind.Html => OAuthFailureKind.HtmlPage,
            ResponseBodyKind.RedirectedToPage => OAuthFailureKind.RedirectedToPage,
            ResponseBodyKind.NoContent or ResponseBodyKind.Empty => OAuthFailureKind.Empty,
            ResponseBodyKind.TooLarge => OAuthFailureKind.TooLarge,
            _ => OAuthFailureKind.NotJson,
        };

        // Nothing, or half of something, with a status of success: the way broke, not the request.
        bool isBroken = verdict.Kind is ResponseBodyKind.Empty or ResponseBodyKind.MalformedJson && response.IsSuccessStatusCode;
        string message = DisplayText.Cut(SecretRedaction.Redact(ResponseMessages.Create(context.Provider, verdict, response)), ErrorText.LongestMessage);
        return new OAuthFailure(context.Provider, kind, ResponseMessages.Code(verdict.Kind), message)
        {
            StatusCode = response.StatusCode,
            IsRetryable = isBroken || IsTransient(response.StatusCode),
            RetryAfter = RetryAfterReader.Read(response, null, context.Time, isThrottled: false),
            CorrelationId = CorrelationIds.Find(response, null),
        };
    }

    /// <summary>A response that reports an error, or none and has no token either.</summary>
    public static OAuthFailure OfError(in ReadContext context, HttpResponseMessage response, ErrorDetails? details)
    {
        details = details?.Code is null ? WwwAuthenticate.Error(response) ?? details : details;
        if (details is null && response.IsSuccessStatusCode)
        {
            return MissingToken(context, response);
        }

        string code = ErrorText.Code(details?.Code) ?? StatusCode(response);
        ErrorTraits traits = KnownErrors.Traits(code);
        if (IsThrottled(response.StatusCode) || traits.HasFlag(ErrorTraits.RateLimit))
        {
            return Throttled(context, response, details);
        }

        string? description = ErrorText.Description(details?.Code, details?.Description);
        bool isTransient = IsTransient(response.StatusCode);
        return new OAuthFailure(context.Provider, OAuthFailureKind.ProviderError, code, ErrorText.Message(context.Provider, code, description))
        {
            Description = description,
            StatusCode = response.StatusCode,
            IsRetryable = isTransient || details?.IsTransient == true || traits.HasFlag(ErrorTraits.Retryable),
            RetryAfter = RetryAfterReader.Read(response, details?.RetryAfterSeconds, context.Time, isThrottled: false),

            // A server in trouble is no witness: what it says about the grant may be wrong.
            RequiresReauthorization = traits.HasFlag(ErrorTraits.Reauthorize) && !isTransient,
            CorrelationId = CorrelationIds.Find(response, details?.CorrelationId),
            ErrorUri = ErrorText.Link(details?.Uri),
        };
    }

    private static OAuthFailure Throttled(in ReadContext context, HttpResponseMessage response, ErrorDetails? details)
    {
        const string RateLimited = "rate_limited";
        TimeSpan? wait = RetryAfterReader.Read(response, details?.RetryAfterSeconds, context.Time, isThrottled: true);

        // A number says no more than the status does.
        string code = ErrorText.Code(details?.Code) is { } own && own != ErrorText.UnknownCode && !char.IsDigit(own[0]) ? own : RateLimited;
        string description = ErrorText.Description(details?.Code, details?.Description)
            ?? (wait is { } known
                ? $"{context.Provider} asks to wait {Math.Ceiling(known.TotalSeconds).ToString(CultureInfo.InvariantCulture)} seconds before the next request"
                : $"{context.Provider} asks for fewer requests");
        return new OAuthFailure(context.Provider, OAuthFailureKind.RateLimited, code, ErrorText.Message(context.Provider, code, description))
        {
            Description = description,
            StatusCode = response.StatusCode,
            IsRetryable = true,
            RetryAfter = wait,
            CorrelationId = CorrelationIds.Find(response, details?.CorrelationId),
            ErrorUri = ErrorText.Link(details?.Uri),
        };
    }

    private static OAuthFailure MissingToken(in ReadContext context, HttpResponseMessage response)
    {
        const string Missing = "missing_token";
        string description = $"{context.Provider} answered HTTP {((int)response.StatusCode).ToString(CultureInfo.InvariantCulture)} without an access token";
        return new OAuthFailure(context.Provider, OAuthFailureKind.MissingToken, Missing, ErrorText.Message(context.Provider, Missing, description))
        {
            Description = description,
            StatusCode = response.StatusCode,
            RetryAfter = RetryAfterReader.Read(response, null, context.Time, isThrottled: false),
            CorrelationId = CorrelationIds.Find(response, null),
        };
    }

    private static string StatusCode(HttpResponseMessage response)
        => response.IsSuccessStatusCode ? ErrorText.UnknownCode : "http_" + ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture);

    private static bool IsThrottled(HttpStatusCode status) => (int)status == 429;

    /// <summary>Statuses that say nothing about the request: time-outs, servers in trouble, and what Cloudflare adds to them (520 to 527).</summary>
    private static bool IsTransient(HttpStatusCode status)
        => (int)status is 408 or 425 or 500 or 502 or 503 or 504 or (>= 520 and <= 527) or 529;
}
