using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Sync;

/// <summary>Requests the history from WhatsApp: contacts, then messages. It can be requested once per onboarding.</summary>
internal sealed class WhatsAppHistory(
    IHttpClientFactory clients, LedgerPhones phones, IOptions<WhatsAppHistoryOptions> options) : IHistoricalSyncSource
{
    private static readonly string[] Types = ["smb_app_state_sync", "history"];

    /// <summary>Requests the history.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="isRepeated">Whether a process that crashed may have requested it before; a refusal then means that it had.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="HistoricalSyncException">The request was refused.</exception>
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
                // After the first request is accepted, because its webhooks may arrive before the second one is sent.
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
            // Both were accepted before, by a process that may have crashed before recording it.
            await phones.GiveAsync(phone, connection, cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask<HistoricalSyncPage> FetchAsync(HistoricalSyncPageRequest request, CancellationToken cancellationToken)
        => throw new NotSupportedException("WhatsApp sends its history by webhooks.");
}
