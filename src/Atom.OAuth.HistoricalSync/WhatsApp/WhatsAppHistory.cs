using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Atom.OAuth.Sync;

/// <summary>Asks WhatsApp to send the history: contacts, then messages. It may be asked once for each onboarding.</summary>
internal sealed class WhatsAppHistory(IHttpClientFactory clients, LedgerPhones phones, IOptions<WhatsAppHistoryOptions> options) : IHistoricalSyncSource
{
    private static readonly string[] Types = ["smb_app_state_sync", "history"];

    /// <summary>Asks for the history.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="isRepeated">Whether it may have been asked before, by a process that died then: a refusal says that it was.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="HistoricalSyncException">It was refused.</exception>
    public async Task RequestAsync(HistoricalSyncConnection connection, bool isRepeated, CancellationToken cancellationToken)
    {
        using HttpClient client = clients.CreateClient(WhatsAppHistoryOptions.HttpClientName);
        string phone = await options.Value.PhoneNumberId(connection, cancellationToken).ConfigureAwait(false);
        await phones.NoteAsync(phone, connection, cancellationToken).ConfigureAwait(false);
        Uri address = new(options.Value.BaseAddress, $"{Uri.EscapeDataString(phone)}/smb_app_data");
        foreach (string type in Types)
        {
            using HttpResponseMessage response = await client.PostAsJsonAsync(
                address, new SmbAppData("whatsapp", type), WhatsAppJson.Default.SmbAppData, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode && !(isRepeated && response.StatusCode == HttpStatusCode.BadRequest))
            {
                throw await FailureAsync(response, cancellationToken).ConfigureAwait(false);
            }
        }

        await phones.GiveAsync(phone, connection, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<HistoricalSyncPage> FetchAsync(HistoricalSyncPageRequest request, CancellationToken cancellationToken)
        => throw new NotSupportedException("WhatsApp sends its history by webhooks.");

    private static async Task<Exception> FailureAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        // Codes of the Graph API: developers.facebook.com/docs/graph-api/guides/error-handling.
        int code = await ReadCodeAsync(response, cancellationToken).ConfigureAwait(false);
        return (response.StatusCode, code) switch
        {
            (HttpStatusCode.Unauthorized, _) or (_, 190) => HistoricalSyncException.NeedsReauthorization(),
            (HttpStatusCode.TooManyRequests, _) or (_, 4 or 80007 or 130429)
                => HistoricalSyncException.RateLimited(response.Headers.RetryAfter?.Delta),
            (HttpStatusCode.BadRequest or HttpStatusCode.Forbidden, _) => new HistoricalSyncException(
                HistoricalSyncFailureKind.Refused, $"WhatsApp does not send the history (error {code}). Connect again, and agree to share it."),
            _ => new HttpRequestException("WhatsApp could not be asked for the history.", null, response.StatusCode),
        };
    }

    private static async Task<int> ReadCodeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        (bool isHtml, _) = await response.CheckHtmlResponseAsync("WhatsApp", cancellationToken).ConfigureAwait(false);
        if (isHtml)
        {
            return 0;
        }

        try
        {
            using JsonDocument? body = await response.Content.ReadFromJsonAsync(
                WhatsAppJson.Default.JsonDocument, cancellationToken).ConfigureAwait(false);
            return body is not null && body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty(
                "error", out JsonElement error)
                && error.ValueKind == JsonValueKind.Object && error.TryGetProperty(
                    "code", out JsonElement code) && code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out int number)
                    ? number
                    : 0;
        }
        catch (JsonException)
        {
            return 0;
        }
    }
}
