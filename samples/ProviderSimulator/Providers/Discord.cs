using System.Globalization;
using Atom.OAuth.Simulation.Api;
using Atom.OAuth.Simulation.OAuth;

namespace Atom.OAuth.Simulation.Providers;

/// <summary>Discord: the person adds the application's bot to a guild; messages are read with the bot's own token, by snowflake.</summary>
internal sealed class Discord() : SimulatedProvider(OAuthProviders.Discord)
{
    private const long Epoch = 1_420_070_400_000;
    private const string Guild = "900000000000000001";

    private static readonly string[] Channels = ["910000000000000001", "910000000000000002"];

    public override TimeSpan AccessTokenLifetime => TimeSpan.FromDays(7);

    public override RateLimit? Limit => new(50, TimeSpan.FromSeconds(1), RetryAfterForm.Seconds);

    public override object Tokens(Grant grant, IssuedTokens tokens, bool isRefresh) => new
    {
        token_type = "Bearer",
        access_token = tokens.AccessToken,
        expires_in = (int)tokens.Lifetime.TotalSeconds,
        refresh_token = tokens.RefreshToken ?? string.Empty,
        scope = ScopesOf(grant),
        guild = new { id = Guild, name = "Engineering" },
    };

    public override ErrorAnswer RefuseRate(TimeSpan wait)
        => new(
            StatusCodes.Status429TooManyRequests,
            new { message = "You are being rate limited.", retry_after = Math.Round(wait.TotalSeconds, 3), global = false });

    public override ErrorAnswer RefuseCall(int status, string message)
        => new(status, new { message = status == StatusCodes.Status401Unauthorized ? "401: Unauthorized" : message, code = 0 });

    public override void MapApi(ApiMap api)
    {
        api.Get(
            "https://discord.com/api/v10/users/@me",
            "identify",
            call => Results.Json(new { id = $"80000000000000000{call.Grant.Account}", username = $"user{call.Grant.Account}" }));
        api.Get(
            "https://discord.com/api/v10/users/@me/guilds",
            "guilds",
            call => Results.Json(new[] { new { id = Guild, name = "Engineering", owner = true } }));
        api.Get(
            "https://discord.com/api/v10/guilds/{guild}/channels",
            "bot",
            call => Results.Json(Channels.Select((id, i) => new { id, type = 0, name = $"channel-{i}" })));
        api.Get("https://discord.com/api/v10/channels/{channel}/messages", "bot", call =>
        {
            var channel = Array.IndexOf(Channels, call.Route("channel"));
            if (channel < 0)
            {
                return api.Refuse(StatusCodes.Status404NotFound, "Unknown Channel");
            }

            // Newest first; 'before' and 'after' are exclusive.
            long before = Number(call["before"]) ?? long.MaxValue, after = Number(call["after"]) ?? 0;
            var limit = (int)Math.Clamp(Number(call["limit"]) ?? 50, 1, Math.Min(100, call.Options.LargestPage ?? 100));
            var found = call.Entries(channel, Channels.Length)
                .Where(entry => Snowflake(entry) < before && Snowflake(entry) > after)
                .Reverse()
                .Take(limit);
            return Results.Json(found.Select(entry => new
            {
                id = Snowflake(entry).ToString(CultureInfo.InvariantCulture),
                channel_id = Channels[channel],
                content = entry.Text,
                timestamp = entry.At,
                author = new { id = "1", username = entry.Author },
            }));
        });
    }

    private static long Snowflake(Entry entry) => ((entry.At.ToUnixTimeMilliseconds() - Epoch) << 22) + entry.Number;

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
