using System.Globalization;
using Atom.OAuth.Simulation.Api;
using Atom.OAuth.Simulation.OAuth;

namespace Atom.OAuth.Simulation.Providers;

/// <summary>
/// Microsoft Teams: Entra's numbered errors, and Graph's delta of channel messages, eight months back, at most 50 a page, by full links.
/// </summary>
internal sealed class MicrosoftTeams() : SimulatedProvider(OAuthProviders.MicrosoftTeams)
{
    private const string Team = "11111111-2222-3333-4444-555555555555";

    private static readonly string[] Channels = ["19:general@thread.tacv2", "19:launch@thread.tacv2"];

    public override RateLimit? Limit => new(200, TimeSpan.FromSeconds(1), RetryAfterForm.Seconds);

    public override object Tokens(Grant grant, IssuedTokens tokens, bool isRefresh)
    {
        Dictionary<string, object> body = new()
        {
            ["token_type"] = "Bearer",
            ["scope"] = ScopesOf(grant),
            ["expires_in"] = (int)tokens.Lifetime.TotalSeconds,
            ["ext_expires_in"] = (int)tokens.Lifetime.TotalSeconds,
            ["access_token"] = tokens.AccessToken,
        };
        if (tokens.RefreshToken is { } refreshToken && grant.Scopes.Contains("offline_access", StringComparer.Ordinal))
        {
            body["refresh_token"] = refreshToken;
        }

        return body;
    }

    public override ErrorAnswer Refuse(TokenError error, string description)
    {
        (var status, var number) = error switch
        {
            TokenError.InvalidClient => (StatusCodes.Status401Unauthorized, 7000215),
            TokenError.InvalidGrant when description.Contains("refresh", StringComparison.Ordinal) => (StatusCodes.Status400BadRequest, 700082),
            TokenError.InvalidGrant => (StatusCodes.Status400BadRequest, 70008),
            _ => (StatusCodes.Status400BadRequest, 900144),
        };
        string trace = Guid.NewGuid().ToString(), time = "2026-11-28 20:00:00Z";
        return new(status, new
        {
            error = ErrorAnswer.CodeOf(error),
            error_description = string.Create(
                CultureInfo.InvariantCulture,
                $"AADSTS{number}: {description}\r\nTrace ID: {trace}\r\nCorrelation ID: {trace}\r\nTimestamp: {time}"),
            error_codes = new[] { number },
            timestamp = time,
            trace_id = trace,
            correlation_id = trace,
            error_uri = string.Create(CultureInfo.InvariantCulture, $"https://login.microsoftonline.com/error?code={number}"),
        });
    }

    public override ErrorAnswer RefuseCall(int status, string message) => new(status, new
    {
        error = new
        {
            code = status switch
            {
                StatusCodes.Status401Unauthorized => "InvalidAuthenticationToken",
                StatusCodes.Status403Forbidden => "Forbidden",
                StatusCodes.Status429TooManyRequests => "TooManyRequests",
                _ => "BadRequest",
            },
            message,
        },
    });

    public override IEnumerable<(string Name, string? Value)> Denied()
        => [
            ("error", "access_denied"),
            ("error_subcode", "cancel"),
            ("error_description", "AADSTS65004: User declined to consent to access the app."),
        ];

    public override void MapApi(ApiMap api)
    {
        api.Get(
            "https://graph.microsoft.com/v1.0/me/joinedTeams",
            "Team.ReadBasic.All",
            call => Results.Json(new { value = new[] { new { id = Team, displayName = "Engineering" } } }));
        api.Get(
            "https://graph.microsoft.com/v1.0/teams/{team}/channels",
            "Channel.ReadBasic.All",
            call => Results.Json(new { value = Channels.Select(id => new { id, displayName = id[3..10] }) }));
        api.Get("https://graph.microsoft.com/v1.0/teams/{team}/channels/{channel}/messages/delta", "ChannelMessage.Read.All", call =>
        {
            var id = Uri.UnescapeDataString(call.Route("channel"));
            var channel = Array.IndexOf(Channels, id);

            // The one filter that there is; it reaches back eight months at most.
            var text = (call["$filter"] ?? call["$skiptoken"]?.Split('|')[0])?.Replace(
                "lastModifiedDateTime gt ", string.Empty, StringComparison.Ordinal);
            var after = ApiCall.Time(text);
            if (channel < 0 || (text is not null && after is null))
            {
                return api.Refuse(channel < 0 ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest, "Invalid channel or filter");
            }

            var cursor = call["$skiptoken"]?.Split('|')[^1];
            if (call.Page(
                call.Entries(channel, Channels.Length).Where(entry => entry.At > (after ?? DateTimeOffset.MinValue)),
                cursor,
                call["$top"],
                20,
                50) is not { } page)
            {
                return api.Refuse(StatusCodes.Status400BadRequest, "Invalid skip token");
            }

            var link = $"https://graph.microsoft.com/v1.0/teams/{Team}/channels/{Uri.EscapeDataString(id)}/messages/delta?";
            Dictionary<string, object> body = new()
            {
                ["value"] = page.Items.Select(entry => new
                {
                    id = entry.At.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
                    messageType = "message",
                    createdDateTime = entry.At,
                    lastModifiedDateTime = entry.At,
                    body = new { contentType = "text", content = entry.Text },
                    from = new { user = new { displayName = entry.Author } },
                }),
            };
            body[page.Next is null ? "@odata.deltaLink" : "@odata.nextLink"] = page.Next is null
                ? link + "$deltatoken=end"
                : $"{link}$top={call["$top"] ?? "20"}&$skiptoken={Uri.EscapeDataString($"{text}|{page.Next}")}";
            return Results.Json(body);
        });
    }
}
