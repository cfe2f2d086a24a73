namespace Atom.OAuth.Sync;

/// <summary>Stores the webhooks of the history.</summary>
internal sealed class WhatsAppHistoryInbox(LedgerChunks chunks) : IWhatsAppHistoryInbox
{
    public const string IntegrationId = "whatsapp";

    public const int Largest = 16 << 20;

    public async ValueTask<WhatsAppHistoryReceipt> ReceiveAsync(
        string? tenantId, string connectionId, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionId);
        if (body.Length > Largest)
        {
            throw new ArgumentException($"The webhook has {body.Length:N0} bytes, more than the {Largest:N0} that are taken.", nameof(body));
        }

        if (WhatsAppWebhook.Read(body) is not { } webhook)
        {
            return WhatsAppHistoryReceipt.NotHistory;
        }

        return await chunks.AddAsync(LedgerText.Tenant(tenantId), IntegrationId, connectionId, webhook, body, cancellationToken).ConfigureAwait(false)
            ? WhatsAppHistoryReceipt.Stored
            : WhatsAppHistoryReceipt.Repeated;
    }
}
