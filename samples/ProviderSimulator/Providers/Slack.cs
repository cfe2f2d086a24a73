using System.Globalization;
using Atom.OAuth.Simulation.Api;
using Atom.OAuth.Simulation.OAuth;

namespace Atom.OAuth.Simulation.Providers;

/// <summary>
/// Slack: every refusal is a 200 with <c>ok:false</c>, also that of the token endpoint; only the rate limit is a 429. Token rotation is on.
/// </summary>
internal sealed class Slack() : SimulatedProvider(OAuthProviders.Slack)
{
    private static readonly string[] Channels = ["C01GENERAL", "C02RANDOM"];

    public override TimeSpan AccessTokenLifetime => TimeSpan.FromHours(12);

    public override RateLimit? Limit => new(50, TimeSpan.FromMinutes(1), RetryAfterForm.Seconds);

    public override RateLimit? LimitOf(string address, SimulatorOptions options)
        => options.IsSlackAppUnlisted && address.EndsWith("/conversations.history", StringComparison.Ordinal)
            ? new(1, TimeSpan.FromMinutes(1), RetryAfterForm.Seconds)
            : Limit;

    public override object Tokens(Grant grant, IssuedTokens tokens, bool isRefresh) => new
    {
        ok = true,
        access_token = tokens.AccessToken,
        token_type = "bot",
        scope = ScopesOf(grant, ','),
        bot_user_id = "U0BOT",
        app_id = "A0APP",
        expires_in = (int)tokens.Lifetime.TotalSeconds,
        refresh_token = tokens.RefreshToken,
        team = new { name = $"Workspace {grant.Account}", id = $"T0{grant.Account}" },
        enterprise = default(object),
        authed_user = new { id = $"U0{grant.Account}" },
    };

    public override ErrorAnswer Refuse(TokenError error, string description) => new(StatusCodes.Status200OK, new
    {
        ok = false,
        error = error switch
        {
            TokenError.InvalidClient => "bad_client_secret",
            TokenError.InvalidGrant when description.Contains("refresh", StringComparison.Ordinal) => "invalid_refresh_token",
            TokenError.InvalidGrant => "invalid_code",
            _ => "invalid_arguments",
        },
    });

    public override ErrorAnswer RefuseCall(int status, string message) => status switch
    {
        StatusCodes.Status429TooManyRequests => new(status, new { ok = false, error = "ratelimited" }),
        StatusCodes.Status401Unauthorized => new(StatusCodes.Status200OK, new { ok = false, error = "token_expired" }),
        StatusCodes.Status403Forbidden => new(StatusCodes.Status200OK, new { ok = false, error = "missing_scope" }),
        _ => new(StatusCodes.Status200OK, new { ok = false, error = message }),
    };

    public override IResult Revoked(bool isKnown) =>
        Results.Json(isKnown ? new { ok = true, revoked = true } : (object)new { ok = false, error = "invalid_auth" });

    public override void MapApi(ApiMap api)
    {
        api.Get("https://slack.com/api/conversations.list", "channels:read", call => Results.Json(new
        {
            ok = true,
            channels = Channels.Select(id => new { id, name = id[3..], is_member = true }),
            response_metadata = new { next_cursor = string.Empty },
        }));
        api.Get("https://slack.com/api/conversations.history", "channels:history", call =>
        {
            var channel = Array.IndexOf(Channels, call["channel"]);
            if (channel < 0)
            {
                return api.Refuse(StatusCodes.Status404NotFound, "channel_not_found");
            }

            // 'oldest' and 'latest' are exclusive unless 'inclusive' is set. Newest first.
            decimal oldest = Number(call["oldest"]) ?? 0, latest = Number(call["latest"]) ?? decimal.MaxValue;
            var isInclusive = call["inclusive"] is "1" or "true";
            var found = call.Entries(channel, Channels.Length)
                .Where(entry => isInclusive ? Time(entry) >= oldest && Time(entry) <= latest : Time(entry) > oldest && Time(entry) < latest)
                .Reverse();
            return call.Page(
                found,
                call["cursor"],
                call["limit"],
                call.Options.IsSlackAppUnlisted ? 15 : 100,
                call.Options.IsSlackAppUnlisted ? 15 : 999) is { } page
                ? Results.Json(new
                {
                    ok = true,
                    messages = page.Items.Select(entry => new { type = "message", user = entry.Author, text = entry.Text, ts = Text(entry) }),
                    has_more = page.Next is not null,
                    response_metadata = new { next_cursor = page.Next ?? string.Empty },
                })
                : api.Refuse(StatusCodes.Status400BadRequest, "invalid_cursor");
        });
    }

    private static decimal Time(Entry entry) => entry.At.ToUnixTimeSeconds() + (entry.Number / 1_000_000m);

    private static string Text(Entry entry) => Time(entry).ToString("F6", CultureInfo.InvariantCulture);

    private static decimal? Number(string? text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? value : null;
}
