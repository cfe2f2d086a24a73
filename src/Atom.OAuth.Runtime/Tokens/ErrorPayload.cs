using System.Globalization;
using System.Text.Json;

namespace Atom.OAuth.Tokens;

/// <summary>Finds code and description in the formats in which providers report errors: one method per format; the first match wins.</summary>
internal static class ErrorPayload
{
    private static readonly string[] DescriptionNames =
    [
        "error_description", "error_message", "message", "reason", "error_summary", "errorSummary", "errorMessage", "faultstring", "errmsg",
        "error_msg", "errorMsg", "msg", "detail", "title",
    ];

    private static readonly string[] CorrelationNames = [
        "correlation_id", "correlationId", "request_id", "requestId", "request-id", "fbtrace_id", "trace_id",
    ];

    private static readonly string[] Types = ["error_type", "errorType"];

    private static readonly string[] StatusNames = ["status", "statusCode", "status_code"];

    private static readonly string[] RetryNames = ["retry_after", "retry_in_seconds"];

    /// <summary>Reads the error of a response.</summary>
    /// <param name="json">The body.</param>
    /// <param name="isMessageAnError">Whether a code or message counts without any sign of failure.</param>
    /// <returns>The error, or <see langword="null"/> if the response reports none.</returns>
    public static ErrorDetails? Read(JsonElement json, bool isMessageAnError)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            // Salesforce: [{"errorCode":"…","message":"…"}]
            return json.GetArrayLength() > 0 ? Listed(json, json[0]) : null;
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        return (JsonText.TryGet(json, "error", out var error) ? Error(json, error) : null)
            ?? (JsonText.TryGet(json, "errors", out var errors) ? List(json, errors) : null)
            ?? (JsonText.TryGet(json, "fault", out var fault) ? Fault(json, fault) : null)
            ?? (isMessageAnError ? Flat(json) ?? Fields(json) : null)
            ?? (JsonText.TryGet(json, "ok", out var ok) && ok.ValueKind == JsonValueKind.False ? Of(json, json, code: null) : null);
    }

    private static ErrorDetails? Error(JsonElement root, JsonElement error) => error.ValueKind switch
    {
        JsonValueKind.Object => Nested(root, error),
        JsonValueKind.Array => List(root, error),
        _ => JsonText.Member(root, "error") is { } code && code != "0"
            ? Of(root, root, code)
            : error.ValueKind == JsonValueKind.True ? Of(root, root, code: null) : null,
    };

    /// <summary>Meta, Google, Microsoft Graph, Stripe, Dropbox: an object; names are preferred to numbers.</summary>
    private static ErrorDetails? Nested(JsonElement root, JsonElement error)
    {
        var code = JsonText.TryGet(error, "code", out var value) && value.ValueKind == JsonValueKind.String ? JsonText.Member(error, "code") : null;
        code ??= JsonText.Member(error, ["status", "type", ".tag", "code", "name"]);
        var traits = ErrorTraits.None;
        if (code == MetaErrors.Type && JsonText.Member(error, "code") is { } number && !IsStatus(number))
        {
            // Meta reports nearly every error as an OAuthException: the number says which one.
            code = number;
            traits = MetaErrors.Traits(number, JsonText.Member(error, "error_subcode"));
        }

        var details = Of(root, error, code, traits: traits);
        return details.Code is null && details.Description is null ? null : details;
    }

    /// <summary>A list of errors, of which the first is used: monday.com, Asana, HubSpot, JSON:API.</summary>
    private static ErrorDetails? List(JsonElement root, JsonElement errors)
        => errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() > 0 ? Listed(root, errors[0])
            : errors.ValueKind == JsonValueKind.String ? Of(root, root, code: null, JsonText.Member(root, "errors"))
            : null;

    private static ErrorDetails? Listed(JsonElement root, JsonElement first)
    {
        if (first.ValueKind == JsonValueKind.String)
        {
            return Of(root, root, JsonText.Of(first));
        }

        if (first.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var code = JsonText.Member(first, ["code", "errorCode", "error_code", "errorType", "error_type", "type", "error"]);
        if (code is null && JsonText.TryGet(first, "extensions", out var extensions))
        {
            // GraphQL: {"message":"…","extensions":{"code":"…"}}
            code = JsonText.Member(extensions, "code");
        }

        var details = Of(root, first, code);
        return details.Code is null && details.Description is null ? null : details;
    }

    /// <summary>Intuit: {"fault":{"error":[{"message":"…","code":"…"}]}}. Apigee: {"fault":{"faultstring":"…","detail":{"errorcode":"…"}}}.</summary>
    private static ErrorDetails? Fault(JsonElement root, JsonElement fault)
    {
        if (JsonText.TryGet(fault, "error", out var errors))
        {
            return List(root, errors);
        }

        var code = JsonText.TryGet(fault, "detail", out var detail) ? JsonText.Member(detail, ["errorcode", "errorCode"]) : null;
        return code is null && JsonText.Member(fault, "faultstring") is null ? null : Of(root, fault, code);
    }

    /// <summary>Discord, Django: {"client_id":["…"]}, a list of errors per field. The first is used.</summary>
    private static ErrorDetails? Fields(JsonElement json)
    {
        foreach (var field in json.EnumerateObject())
        {
            if (field.Value.ValueKind == JsonValueKind.Array && field.Value.GetArrayLength() > 0
                && field.Value[0].ValueKind == JsonValueKind.String
                    && JsonText.Of(field.Value[0]) is { } complaint
                    && JsonText.Name(field) is { } name)
            {
                return Of(json, json, code: null, $"{name}: {complaint}");
            }
        }

        return null;
    }

    /// <summary>Code and message at the top level: HubSpot, Discord, Notion, Zoom, Okta, Facebook's callback, problem details.</summary>
    private static ErrorDetails? Flat(JsonElement json)
    {
        var code = JsonText.Member(json, ["code", "errorCode", "error_code", "errcode"]);
        var traits = JsonText.TryGet(json, "errcode", out _) ? WeChatErrors.Traits(code) : ErrorTraits.None;
        if (code is null || (IsStatus(code) && JsonText.Member(json, Types) is not null))
        {
            // Instagram repeats the status next to the meaningful type.
            code = JsonText.Member(json, Types);
        }

        if (code is null && JsonText.Member(json, "status") is { } status && !string.Equals(status, "error", StringComparison.OrdinalIgnoreCase))
        {
            // HubSpot's status is a word; in problem details (RFC 9457) it repeats the number.
            code = char.IsDigit(status[0]) ? null : status;
        }

        code ??= JsonText.Member(json, ["category", "reason"]);
        return code is null && JsonText.Member(json, DescriptionNames) is null ? null : Of(json, json, code, traits: traits);
    }

    private static bool IsStatus(string code) => code.Length == 3 && code[0] is '4' or '5' && char.IsDigit(code[1]) && char.IsDigit(code[2]);

    private static ErrorDetails Of(
        JsonElement root, JsonElement error, string? code, string? description = null, ErrorTraits traits = ErrorTraits.None)
    {
        description ??= JsonText.Member(error, DescriptionNames) ?? JsonText.Member(root, DescriptionNames);
        return new ErrorDetails
        {
            Code = code,
            Description = string.Equals(description, code, StringComparison.Ordinal) ? null : description,
            Uri = JsonText.Member(root, "error_uri"),
            CorrelationId = JsonText.Member(root, CorrelationNames) ?? JsonText.Member(error, CorrelationNames) ?? InnerCorrelation(error),
            RetryAfterSeconds = JsonText.Member(root, RetryNames) ?? JsonText.Member(error, RetryNames) ?? Extension(error, RetryNames),
            Traits = traits,
            Status = JsonText.Member(root, StatusNames) is { } status && IsStatus(status) ? int.Parse(status, CultureInfo.InvariantCulture) : 0,
            IsTransient = JsonText.TryGet(error, "is_transient", out var transient) && transient.ValueKind == JsonValueKind.True,
        };
    }

    /// <summary>Microsoft Graph: {"error":{"innerError":{"request-id":"…"}}}.</summary>
    private static string? InnerCorrelation(JsonElement error)
        => (JsonText.TryGet(error, "innerError", out var inner) || JsonText.TryGet(error, "innererror", out inner))
                ? JsonText.Member(inner, CorrelationNames)
                : null;

    /// <summary>monday.com: {"errors":[{"extensions":{"retry_in_seconds":30}}]}.</summary>
    private static string? Extension(JsonElement error, string[] names)
        => JsonText.TryGet(error, "extensions", out var extensions)
            ? JsonText.Member(extensions, names)
            : null;
}
