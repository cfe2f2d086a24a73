using Atom.OAuth.IntegrationHub.Hub;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.IntegrationHub.Integrations;

/// <summary>
/// WhatsApp Business: the history is requested once, within 24 hours of onboarding, and arrives by webhooks: 180 days, in phases. The sync
/// service requests, receives and reads it.
/// </summary>
internal static class WhatsApp
{
    public static void Add(HubBuilder hub)
    {
        hub.AddConnection("whatsapp", "Chats of the last six months", "whatsapp_business_management", "whatsapp_business_messaging");
        hub.Syncs.AddWhatsAppHistory(client: client => hub.Client(client, "whatsapp"));
        hub.Services.AddOptions<WhatsAppHistoryOptions>().Configure<IOptionsMonitor<OAuthIntegrationOptions>, IConfiguration>(static (options, integrations, settings) =>
            (options.AppSecret, options.VerifyToken) = (integrations.Get("whatsapp").ClientSecret, settings["Integrations:whatsapp:VerifyToken"]));
    }
}
