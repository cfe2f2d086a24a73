using System.Text.Json;
using Atom.OAuth.IntegrationHub.Hub;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.IntegrationHub.Integrations;

/// <summary>
/// WhatsApp Business: the history is asked for once, within 24 hours of the onboarding, and comes by webhooks: 180 days, in phases. Asking,
/// receiving and reading is the sync's; here is which phone number a connection is about.
/// </summary>
internal sealed class WhatsApp(IHttpClientFactory clients, IOAuthConnections connections)
{
    public const string Id = "whatsapp";

    private const string Graph = "https://graph.facebook.com/v26.0/";

    public static void Add(HubBuilder hub)
    {
        hub.AddConnection("whatsapp", "Chats of the last six months", "whatsapp_business_management", "whatsapp_business_messaging");
        hub.Services.AddSingleton<WhatsApp>();
        hub.Syncs.AddWhatsAppHistory(options => options.BaseAddress = new Uri(Graph), client => hub.Client(client, Id));
        hub.Services.AddOptions<WhatsAppHistoryOptions>().Configure<WhatsApp, IOptionsMonitor<OAuthIntegrationOptions>, IConfiguration>((options, phones, integrations, settings)
            => (options.PhoneNumberId, options.AppSecret, options.VerifyToken) = (phones.PhoneAsync, integrations.Get(Id).ClientSecret, settings["Integrations:whatsapp:VerifyToken"]));
    }

    /// <summary>Finds the phone number of a connection, and has the app told of its webhooks.</summary>
    private async ValueTask<string> PhoneAsync(HistoricalSyncConnection connection, CancellationToken cancellationToken)
    {
        using HttpClient http = clients.CreateClient(WhatsAppHistoryOptions.HttpClientName);
        OAuthAccessToken token = await connections.GetAccessTokenAsync(connection.TenantId, connection.ConnectionId, cancellationToken: cancellationToken);
        JsonElement about = await SendAsync(HttpMethod.Get, $"debug_token?input_token={Uri.EscapeDataString(token.Value)}");
        string account = about.Find("data/granular_scopes/0/target_ids/0")?.GetString() ?? throw HistoricalSyncException.Gone("No WhatsApp Business account was shared. Connect again and choose one.");
        await SendAsync(HttpMethod.Post, $"{account}/subscribed_apps");
        return (await SendAsync(HttpMethod.Get, $"{account}/phone_numbers")).Text("data/0/id") ?? throw HistoricalSyncException.Gone("The WhatsApp Business account has no phone number.");

        async Task<JsonElement> SendAsync(HttpMethod method, string path)
        {
            using HttpRequestMessage request = new(method, Graph + path);
            using HttpResponseMessage response = await http.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode && (await OAuthTokenResponse.ReadAsync(response, "whatsapp", cancellationToken)).Failure is { } failure)
            {
                throw new OAuthFailureException(failure);
            }

            return await response.ReadOAuthJsonAsync<JsonElement>("WhatsApp", cancellationToken);
        }
    }
}
