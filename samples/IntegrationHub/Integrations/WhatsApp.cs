using System.Text.Json;
using Atom.OAuth.IntegrationHub.Hub;
using Atom.OAuth.Storage;

namespace Atom.OAuth.IntegrationHub.Integrations;

/// <summary>
/// WhatsApp Business: the history is asked for once, within 24 hours of the onboarding, and comes by webhooks: 180 days, in phases. Asking and
/// reading is the sync's; here is whose phone number a webhook speaks of.
/// </summary>
internal sealed class WhatsApp(IHttpClientFactory clients, IOAuthConnections connections, OAuthDatabase database)
{
    public const string Id = "whatsapp";

    private const string Graph = "https://graph.facebook.com/v26.0/";

    public static void Add(HubBuilder hub)
    {
        hub.AddConnection("whatsapp", "Chats of the last six months", "whatsapp_business_management", "whatsapp_business_messaging");
        hub.Services.AddSingleton<WhatsApp>();
        hub.Syncs.AddWhatsAppHistory(options => options.BaseAddress = new Uri(Graph), client => hub.Client(client, Id));
        hub.Services.AddOptions<WhatsAppHistoryOptions>().Configure<WhatsApp>((options, phones) => options.PhoneNumberId = phones.PhoneAsync);
    }

    /// <summary>Finds the phone number of a connection, has the app told of its webhooks, and remembers whose it is.</summary>
    private async ValueTask<string> PhoneAsync(HistoricalSyncConnection connection, CancellationToken cancellationToken)
    {
        using HttpClient http = clients.CreateClient(WhatsAppHistoryOptions.HttpClientName);
        OAuthAccessToken token = await connections.GetAccessTokenAsync(connection.TenantId, connection.ConnectionId, cancellationToken: cancellationToken);
        JsonElement about = await SendAsync(HttpMethod.Get, $"debug_token?input_token={Uri.EscapeDataString(token.Value)}");
        string account = about.Find("data/granular_scopes/0/target_ids/0")?.GetString() ?? throw HistoricalSyncException.Gone("No WhatsApp Business account was shared. Connect again and choose one.");
        await SendAsync(HttpMethod.Post, $"{account}/subscribed_apps");
        string phone = (await SendAsync(HttpMethod.Get, $"{account}/phone_numbers")).Text("data/0/id") ?? throw HistoricalSyncException.Gone("The WhatsApp Business account has no phone number.");
        await database.InTransactionAsync(
            (transaction, stop) => transaction.ExecuteAsync(
                "INSERT INTO hub_phones (phone_id, tenant_id, connection_id) VALUES (@phone, @tenant, @connection) "
                + "ON CONFLICT (phone_id) DO UPDATE SET tenant_id = excluded.tenant_id, connection_id = excluded.connection_id",
                stop,
                ("phone", phone),
                ("tenant", connection.TenantId ?? string.Empty),
                ("connection", connection.ConnectionId)),
            cancellationToken);
        return phone;

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
