using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Atom.OAuth.IntegrationHub.Hub;

/// <summary>The request for a page: calls the provider, and converts the responses to records.</summary>
internal sealed class HistoryCall(HttpClient http, string provider, HistoricalSyncPageRequest request, CancellationToken cancellationToken)
{
    private const int UsualPage = 100;

    private static readonly JsonSerializerOptions WithoutNulls =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Gets the container of the records, for example a channel; empty if there is none.</summary>
    public string Container { get; init; } = string.Empty;

    /// <summary>Gets the provider's own cursor within the container; <see langword="null"/> for the first page.</summary>
    public string? Cursor { get; init; }

    public HistoricalSyncWindow Window => request.Window;

    public int PageSize => request.PageSize ?? UsualPage;

    /// <summary>Gets the start of the window in ISO 8601, escaped for a query.</summary>
    public string From => Time(Window.From);

    /// <summary>Gets the end of the window in ISO 8601, escaped for a query.</summary>
    public string To => Time(Window.To);

    public Task<JsonElement> GetAsync(string address, AuthenticationHeaderValue? authorization = null) =>
        SendAsync(HttpMethod.Get, address, null, authorization);

    public Task<JsonElement> PostAsync(string address, object body) => SendAsync(HttpMethod.Post, address, body, null);

    /// <summary>Fetches a complete list: lists of containers rarely have more than a few pages.</summary>
    public Task<IReadOnlyList<JsonElement>> ListAsync(string address, string items, string next, Func<string, string> following)
        => ListAsync(cursor => GetAsync(cursor is null ? address : following(Uri.EscapeDataString(cursor))), items, next);

    /// <summary>Fetches a complete list, page by page.</summary>
    /// <param name="fetch">Fetches the page at a cursor, which is <see langword="null"/> for the first page.</param>
    /// <param name="items">The path of the items.</param>
    /// <param name="next">The path of the cursor of the next page.</param>
    public static async Task<IReadOnlyList<JsonElement>> ListAsync(Func<string?, Task<JsonElement>> fetch, string items, string next)
    {
        List<JsonElement> all = [];
        string? cursor = null;
        do
        {
            var page = await fetch(cursor);
            all.AddRange(page.Items(items));
            cursor = page.Text(next);
        }
        while (cursor is not null);

        return all;
    }

    /// <summary>Converts the provider's items to records, without those that belong to another window.</summary>
    /// <param name="items">The items.</param>
    /// <param name="id">The path of a record's id, which is unique within the container.</param>
    /// <param name="time">The path of its time: ISO 8601, or a Unix time in seconds.</param>
    /// <param name="next">The cursor of the next page.</param>
    /// <param name="isTruncated">Whether the provider stopped before the end of the window.</param>
    public HistoricalSyncPage Page(IEnumerable<JsonElement> items, string id, string time, string? next, bool isTruncated = false)
    {
        var records =
            from item in items
            let at = TimeOf(item.Text(time))
            where at is not null && Window.Contains(at.Value)
            select new HistoricalSyncRecord(Container.Length == 0 ? item.Text(id)! : $"{Container}/{item.Text(id)}", item, at);
        return new HistoricalSyncPage([.. records], next) { IsTruncated = isTruncated };
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string address, object? body, AuthenticationHeaderValue? authorization)
    {
        using HttpRequestMessage message = new(method, address) { Content = body is null ? null : JsonContent.Create(body, options: WithoutNulls) };
        message.Headers.Authorization = authorization;
        if (OAuthProviders.Find(request.Connection.IntegrationId)?.ApiVersionHeader is { } version)
        {
            message.Headers.Add(version.Name, version.Value);
        }

        using var response = await http.SendAsync(message, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw await FailureAsync(response);
        }

        var answer = await response.ReadOAuthJsonAsync<JsonElement>(provider, cancellationToken);
        return answer.Find("ok")?.ValueKind == JsonValueKind.False ? throw FailureOf(answer.Text("error"))
            : answer.Find("errors/0") is { } error ? throw FailureOf(error.Text("extensions/code"))
            : answer;
    }

    /// <summary>Uses the runtime to read errors and retry delays, in all formats that the provider uses.</summary>
    private async Task<Exception> FailureAsync(HttpResponseMessage response)
    {
        var failure = (await OAuthTokenResponse.ReadAsync(response, provider, cancellationToken)).Failure;
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => HistoricalSyncException.NeedsReauthorization(),
            HttpStatusCode.Forbidden => MissingPermission(),
            HttpStatusCode.Gone or HttpStatusCode.Conflict => HistoricalSyncException.CursorExpired(),

            // Without the cursor, the same request was valid.
            HttpStatusCode.BadRequest when Cursor is not null => HistoricalSyncException.CursorExpired(),
            HttpStatusCode.NotFound => HistoricalSyncException.Gone($"{provider} no longer has what was to be read."),
            HttpStatusCode.TooManyRequests => HistoricalSyncException.RateLimited(failure?.RetryAfter),
            _ when failure is { RetryAfter: { } wait } => HistoricalSyncException.RateLimited(wait),
            _ => new HistoricalSyncException(
                HistoricalSyncFailureKind.Transient, failure?.Message ?? OAuthErrorMessage.Format(provider, "unexpected_answer", null)),
        };
    }

    /// <summary>Errors with a success status: Slack's <c>ok:false</c>, and GraphQL errors.</summary>
    private HistoricalSyncException FailureOf(string? code) => code switch
    {
        "token_expired" or "token_revoked" or "invalid_auth" or "not_authed" or "account_inactive" => HistoricalSyncException.NeedsReauthorization(),
        "missing_scope" or "no_permission" or "UserUnauthorizedException" => MissingPermission(),
        "ratelimited" or "DAILY_LIMIT_EXCEEDED" or "ComplexityException" => HistoricalSyncException.RateLimited(null),
        "invalid_cursor" or "CursorException" => HistoricalSyncException.CursorExpired(),
        "InvalidArgumentException" when Cursor is not null => HistoricalSyncException.CursorExpired(),
        _ => new HistoricalSyncException(HistoricalSyncFailureKind.Transient, OAuthErrorMessage.Format(provider, code, null)),
    };

    private HistoricalSyncException MissingPermission()
        => new(
            HistoricalSyncFailureKind.NeedsReauthorization,
            $"{provider} did not give all the permissions that the history needs. Connect again and allow all of them.");

    private static DateTimeOffset? TimeOf(string? text)
        => text is null ? null
            : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
                ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000))
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
