using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Atom.OAuth.IntegrationHub.Hub;
using Atom.OAuth.Simulation;

namespace Atom.OAuth.IntegrationHub.Integrations;

/// <summary>
/// Discord: the user adds the app's bot to a server, and the bot reads its text channels with its own token: 100 messages per page, by
/// snowflake, 50 calls per second for the whole app. The message content requires the privileged intent MESSAGE_CONTENT.
/// </summary>
internal sealed class Discord(HttpClient http, IConfiguration settings) : HistorySource(http, "Discord")
{
    private const string Api = "https://discord.com/api/v10";

    private readonly AuthenticationHeaderValue _bot = new("Bot", settings["Integrations:discord:BotToken"] ?? SimulatorOptions.DiscordBotToken);

    public static void Add(HubBuilder hub)
        => hub.AddConnection("discord", "Messages of your servers’ text channels", "identify", "guilds", "bot").AddHistory<Discord>("discord");

    protected override async Task<IReadOnlyList<string>> ContainersAsync(HistoryCall call)
    {
        List<string> channels = [];
        foreach (var guild in (await call.GetAsync($"{Api}/users/@me/guilds")).Items().Where(guild => guild.Is("owner")).Ids("id"))
        {
            channels.AddRange((await call.GetAsync($"{Api}/guilds/{guild}/channels", _bot)).Items().Where(channel => channel.Text("type") == "0").Ids("id"));
        }

        return channels;
    }

    protected override async Task<HistoricalSyncPage> PageAsync(HistoryCall call)
    {
        var before = call.Cursor ?? ((call.Window.To.ToUnixTimeMilliseconds() - 1_420_070_400_000) << 22).ToString(CultureInfo.InvariantCulture);
        JsonElement[] page = [.. (await call.GetAsync($"{Api}/channels/{call.Container}/messages?limit=100&before={before}", _bot)).Items()];
        var records = call.Page(page, "id", "timestamp", null);
        return records.Records.Count == 0 || records.Records.Count < page.Length ? records : call.Page(page, "id", "timestamp", page[^1].Text("id"));
    }
}
