using System.Globalization;
using Atom.OAuth.Simulation.Api;
using Atom.OAuth.Simulation.OAuth;

namespace Atom.OAuth.Simulation.Providers;

/// <summary>Zoom: recordings of at most a month a call, by days that both count; errors have a <c>reason</c>, and Retry-After is a time.</summary>
internal sealed class Zoom() : SimulatedProvider(OAuthProviders.Zoom)
{
    public override TimeSpan CodeLifetime => TimeSpan.FromMinutes(5);

    public override RateLimit? Limit => new(10, TimeSpan.FromSeconds(1), RetryAfterForm.IsoTime);

    public override object Tokens(Grant grant, IssuedTokens tokens, bool isRefresh) => new
    {
        access_token = tokens.AccessToken,
        token_type = "bearer",
        refresh_token = tokens.RefreshToken,
        expires_in = (int)tokens.Lifetime.TotalSeconds - 1,
        scope = ScopesOf(grant),
        api_url = "https://api.zoom.us",
    };

    public override ErrorAnswer Refuse(TokenError error, string description)
        => new(
            error == TokenError.InvalidClient ? StatusCodes.Status401Unauthorized : StatusCodes.Status400BadRequest,
            new { reason = description, error = ErrorAnswer.CodeOf(error) });

    public override ErrorAnswer RefuseCall(int status, string message)
        => new(status, new
        {
            code = status switch
            {
                StatusCodes.Status401Unauthorized =>
            124,
                StatusCodes.Status403Forbidden => 4711,
                StatusCodes.Status400BadRequest => 300,
                _ => status
            },
            message
        });

    public override void MapApi(ApiMap api)
    {
        api.Get(
            "https://api.zoom.us/v2/users/me",
            null,
            call => Results.Json(
                new { id = $"zoom-user-{call.Grant.Account}", email = $"user{call.Grant.Account}@example.com", display_name = "Ada" }));
        api.Get("https://api.zoom.us/v2/users/me/recordings", "cloud_recording:read:list_user_recordings", call =>
        {
            if (ApiCall.Time(call["from"]) is not { } from || ApiCall.Time(call["to"]) is not { } to || to - from > TimeSpan.FromDays(31))
            {
                return api.Refuse(StatusCodes.Status400BadRequest, "The date range is at most one month");
            }

            Entry[] found = [.. call.Entries()
                .Where(entry => entry.At.UtcDateTime.Date >= from.UtcDateTime.Date && entry.At.UtcDateTime.Date <= to.UtcDateTime.Date)
                .Reverse()];
            return call.Page(found, call["next_page_token"], call["page_size"], 30, 300) is { } page
                ? Results.Json(new
                {
                    from = call["from"],
                    to = call["to"],
                    page_size = page.Items.Count,
                    total_records = found.Length,
                    next_page_token = page.Next ?? string.Empty,
                    meetings = page.Items.Select(entry => new
                    {
                        uuid = $"zoom-{call.Grant.Account}-{entry.Number.ToString(CultureInfo.InvariantCulture)}==",
                        id = 80_000_000_000 + entry.Number,
                        topic = entry.Text,
                        start_time = entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                        duration = 30,
                    }),
                })
                : api.Refuse(StatusCodes.Status400BadRequest, "The next page token is invalid or expired");
        });
    }
}
