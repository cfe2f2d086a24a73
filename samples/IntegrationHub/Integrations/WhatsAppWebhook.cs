using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Atom.OAuth.IntegrationHub.Hub;
using Atom.OAuth.IntegrationHub.Security;
using Atom.OAuth.Storage;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.IntegrationHub.Integrations;

/// <summary>Takes WhatsApp's webhooks: whoever signs with the app's secret is believed, and what is stored is confirmed.</summary>
internal static class WhatsAppWebhook
{
    public static void MapWhatsAppWebhook(this IEndpointRouteBuilder endpoints, string path)
    {
        endpoints.MapGet(path, Verify);
        endpoints.MapPost(path, ReceiveAsync).WithMetadata(new CalledByServer());
    }

    /// <summary>Meta asks once whether the address is ours: developers.facebook.com/docs/graph-api/webhooks/getting-started.</summary>
    private static IResult Verify(HttpRequest request, IConfiguration settings)
        => settings["Integrations:whatsapp:VerifyToken"] is { Length: > 0 } token && request.Query["hub.verify_token"] == token ? Results.Text(request.Query["hub.challenge"]) : Results.Forbid();

    private static async Task<IResult> ReceiveAsync(
        HttpRequest request, IOptionsMonitor<OAuthIntegrationOptions> options, OAuthDatabase database, IWhatsAppHistoryInbox inbox, CancellationToken cancellationToken)
    {
        using MemoryStream body = new();
        await request.Body.CopyToAsync(body, cancellationToken);
        byte[] signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.Get(WhatsApp.Id).ClientSecret!), body.ToArray());
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes("sha256=" + Convert.ToHexStringLower(signature)), Encoding.ASCII.GetBytes(request.Headers["X-Hub-Signature-256"].ToString())))
        {
            return Results.Unauthorized();
        }

        using JsonDocument document = JsonDocument.Parse(body.ToArray());
        string? phone = document.RootElement.Text("entry/0/changes/0/value/metadata/phone_number_id");
        await using System.Data.Common.DbConnection connection = await database.OpenAsync(cancellationToken);
        IReadOnlyList<(string Tenant, string Connection)> owner = await connection.QueryAsync(
            null, "SELECT tenant_id, connection_id FROM hub_phones WHERE phone_id = @phone", static row => (row.GetString(0), row.GetString(1)), cancellationToken, ("phone", phone ?? string.Empty));
        if (owner.Count > 0)
        {
            await inbox.ReceiveAsync(owner[0].Tenant.Length == 0 ? null : owner[0].Tenant, owner[0].Connection, body.ToArray(), cancellationToken);
        }

        return Results.Ok();
    }
}
