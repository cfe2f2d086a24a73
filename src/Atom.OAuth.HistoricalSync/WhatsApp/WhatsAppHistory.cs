using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Sync;

/// <summary>Asks WhatsApp to send the history: contacts, then messages. It may be asked once for each onboarding.</summary>
internal sealed class WhatsAppHistory(
    IHttpClientFactory clients, LedgerPhones phones, IOptions<WhatsAppHistoryOptions> options) : IHistoricalSyncSource
{
    private static readonly string[] Types = ["smb_app_state_sync", "history"];

    /// <summary>Asks for the history.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="isRepeated">Whether it may have been asked before, by a process that died then: a refusal says that it was.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="HistoricalSyncException">It was refused.</exception>
    public async Task RequestAsync(HistoricalSyncConnection connection, bool isRepeated, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(WhatsAppHistoryOptions.HttpClientName);
        var phone = await WhatsAppPhones.FindAsync(client, options.Value, connection, cancellationToken).ConfigureAwait(false);
        await phones.NoteAsync(phone, connection, cancellationToken).ConfigureAwait(false);
        Uri address = new(options.Value.BaseAddress, $"{Uri.EscapeDataString(phone)}/smb_app_data");
        foreach (var type in Types)
        {
            using var response = await client.PostAsJsonAsync(
                address, new SmbAppData("whatsapp", type), WhatsAppJson.Default.SmbAppData, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                // With the first that is accepted: its webhooks may come before the second is asked for.
                await phones.GiveAsync(phone, connection, cancellationToken).ConfigureAwait(false);
            }
            else if (!isRepeated || response.StatusCode != HttpStatusCode.BadRequest)
            {
                var failure = await WhatsAppFailures.ReadAsync(
                    response, "WhatsApp does not send the history", cancellationToken).ConfigureAwait(false);
                await phones.LeaveAsync(phone, cancellationToken).ConfigureAwait(false);
                throw failure;
            }
        }

        if (isRepeated)
        {
            // Both were accepted before, by a process that may have died before it could note it.
            await phones.GiveAsync(phone, connection, cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask<HistoricalSyncPage> FetchAsync(HistoricalSyncPageRequest request, CancellationToken cancellationToken)
        => throw new NotSupportedException("WhatsApp sends its history by webhooks.");
}
