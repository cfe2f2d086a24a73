using System.Globalization;
using Atom.OAuth.Simulation.Api;
using Atom.OAuth.Simulation.OAuth;

namespace Atom.OAuth.Simulation.Providers;

/// <summary>Google's authorization server: <c>iss</c> in the callback (RFC 9207), a refresh token with the consent, granular scopes.</summary>
internal abstract class Google(OAuthProvider facts) : SimulatedProvider(facts)
{
    public override object Tokens(Grant grant, IssuedTokens tokens, bool isRefresh)
    {
        Dictionary<string, object> body = new()
        {
            ["access_token"] = tokens.AccessToken,
            ["expires_in"] = (int)tokens.Lifetime.TotalSeconds - 1,
            ["scope"] = ScopesOf(grant),
            ["token_type"] = "Bearer",
        };
        if (tokens.RefreshToken is { } refreshToken)
        {
            body["refresh_token"] = refreshToken;
        }

        return body;
    }

    public override ErrorAnswer RefuseCall(int status, string message) => new(status, new
    {
        error = new
        {
            code = status,
            message,
            status = status switch
            {
                StatusCodes.Status401Unauthorized => "UNAUTHENTICATED",
                StatusCodes.Status403Forbidden => "PERMISSION_DENIED",
                StatusCodes.Status429TooManyRequests => "RESOURCE_EXHAUSTED",
                StatusCodes.Status410Gone => "GONE",
                _ => "INVALID_ARGUMENT",
            },
        },
    });

    public override IEnumerable<(string Name, string? Value)> Also(Grant grant)
        => [("iss", Facts.CallbackIssuer.Value), ("scope", ScopesOf(grant)), ("authuser", "0"), ("prompt", "consent")];

    public override void MapApi(ApiMap api)
        => api.Get(
            "https://openidconnect.googleapis.com/v1/userinfo",
            null,
            call => Results.Json(new { sub = $"1000{call.Grant.Account}", email = $"user{call.Grant.Account}@example.com" }));
}

/// <summary>Google Calendar: at most 2,500 events a page; a sync token, with the last page only.</summary>
internal sealed class GoogleCalendar() : Google(OAuthProviders.GoogleCalendar)
{
    public override RateLimit? Limit => new(600, TimeSpan.FromMinutes(1), RetryAfterForm.None);

    public override void MapApi(ApiMap api)
    {
        base.MapApi(api);
        api.Get("https://www.googleapis.com/calendar/v3/calendars/primary/events", "https://www.googleapis.com/auth/calendar.readonly", call =>
        {
            if (call["syncToken"] is not null)
            {
                // 410: the client has to begin anew with timeMin.
                return call["timeMin"] is null && call["timeMax"] is null
                    ? api.Refuse(StatusCodes.Status410Gone, "Sync token is no longer valid, a full sync is required.")
                    : api.Refuse(StatusCodes.Status400BadRequest, "A sync token cannot be combined with timeMin or timeMax.");
            }

            // An event that has ended before timeMin, or begins at timeMax or later, is not in the answer. Each lasts half an hour.
            DateTimeOffset min = ApiCall.Time(call["timeMin"])
                ?? DateTimeOffset.MinValue, max = ApiCall.Time(call["timeMax"]) ?? DateTimeOffset.MaxValue;
            var found = call.Entries().Where(entry => entry.At.AddMinutes(30) > min && entry.At < max);
            if (call.Page(found, call["pageToken"], call["maxResults"], 250, 2_500) is not { } page)
            {
                return api.Refuse(StatusCodes.Status400BadRequest, "Invalid page token.");
            }

            Dictionary<string, object> body = new()
            {
                ["kind"] = "calendar#events",
                ["summary"] = "Calendar",
                ["items"] = page.Items.Select(entry => new
                {
                    kind = "calendar#event",
                    id = string.Create(CultureInfo.InvariantCulture, $"event{call.Grant.Account}{entry.Number:D6}"),
                    status = "confirmed",
                    summary = entry.Text,
                    start = new { dateTime = entry.At },
                    end = new { dateTime = entry.At.AddMinutes(30) },
                }),
            };
            body[page.Next is null ? "nextSyncToken" : "nextPageToken"] = page.Next ?? "sync-token";
            return Results.Json(body);
        });
    }
}

/// <summary>Google Chat: spaces, and the messages of a space, filtered by time.</summary>
internal sealed class GoogleChat() : Google(OAuthProviders.GoogleChat)
{
    private static readonly string[] Spaces = ["spaces/AAAAteam", "spaces/BBBBlaunch"];

    public override RateLimit? Limit => new(900, TimeSpan.FromMinutes(1), RetryAfterForm.None);

    public override void MapApi(ApiMap api)
    {
        base.MapApi(api);
        api.Get("https://chat.googleapis.com/v1/spaces", "https://www.googleapis.com/auth/chat.spaces.readonly", call => Results.Json(new
        {
            spaces = Spaces.Select(name => new { name, spaceType = "SPACE", displayName = name[11..] }),
        }));
        api.Get("https://chat.googleapis.com/v1/spaces/{space}/messages", "https://www.googleapis.com/auth/chat.messages.readonly", call =>
        {
            var space = Array.IndexOf(Spaces, "spaces/" + call.Route("space"));
            if (space < 0 || !TryReadFilter(call["filter"], out var after, out var before))
            {
                return api.Refuse(space < 0 ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest, "Invalid space or filter");
            }

            var found = call.Entries(space, Spaces.Length).Where(entry => entry.At > after && entry.At < before);
            return call.Page(found, call["pageToken"], call["pageSize"], 25, 1_000) is { } page
                ? Results.Json(new
                {
                    messages = page.Items.Select(entry => new
                    {
                        name = string.Create(CultureInfo.InvariantCulture, $"{Spaces[space]}/messages/{entry.Number:D6}"),
                        createTime = entry.At,
                        text = entry.Text,
                        sender = new { name = $"users/{entry.Author}", type = "HUMAN" },
                    }),
                    nextPageToken = page.Next ?? string.Empty,
                })
                : api.Refuse(StatusCodes.Status400BadRequest, "Invalid page token");
        });
    }

    /// <summary>Reads <c>createTime &gt; "…" AND createTime &lt; "…"</c>.</summary>
    private static bool TryReadFilter(string? filter, out DateTimeOffset after, out DateTimeOffset before)
    {
        (after, before) = (DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        foreach (var condition in (filter ?? string.Empty).Split(" AND ", StringSplitOptions.RemoveEmptyEntries))
        {
            var words = condition.Split(' ', 3);
            if (words is not ["createTime", ">" or "<", var quoted] || ApiCall.Time(quoted.Trim('"')) is not { } time)
            {
                return false;
            }

            (after, before) = words[1] == ">" ? (time, before) : (after, time);
        }

        return true;
    }
}
