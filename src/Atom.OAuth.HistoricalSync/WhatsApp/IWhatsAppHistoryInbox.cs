namespace Atom.OAuth;

/// <summary>Receives the webhooks with which WhatsApp sends the history. They are only stored here, and processed later.</summary>
public interface IWhatsAppHistoryInbox
{
    /// <summary>Stores a webhook. Verify its <c>X-Hub-Signature-256</c> first, and respond with 200 only after this method has returned.</summary>
    /// <param name="tenantId">The tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="connectionId">The connection that the phone number of the webhook belongs to.</param>
    /// <param name="body">The raw body, at most 16 MiB.</param>
    /// <param name="cancellationToken">Cancels the call; the webhook must then be treated as not received.</param>
    /// <returns>What was done with it.</returns>
    /// <exception cref="ArgumentException">The body is too large.</exception>
    ValueTask<WhatsAppHistoryReceipt> ReceiveAsync(
        string? tenantId, string connectionId, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default);
}

/// <summary>What was done with a webhook.</summary>
public enum WhatsAppHistoryReceipt
{
    /// <summary>It was stored and will be processed.</summary>
    Stored,

    /// <summary>It was already received: webhooks may be sent repeatedly.</summary>
    Repeated,

    /// <summary>It does not belong to the history, for example a new message: handle it yourself.</summary>
    NotHistory,
}
