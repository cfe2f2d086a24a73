namespace Atom.OAuth;

/// <summary>Takes the webhooks by which WhatsApp sends the history: stores them and returns, the work comes later.</summary>
public interface IWhatsAppHistoryInbox
{
    /// <summary>Stores a webhook. Verify its <c>X-Hub-Signature-256</c> before, and answer 200 only when this has returned.</summary>
    /// <param name="tenantId">The tenant; <see langword="null"/> in an application without tenants.</param>
    /// <param name="connectionId">The connection that the phone number of the webhook belongs to.</param>
    /// <param name="body">The body as it came, at most 16 MiB.</param>
    /// <param name="cancellationToken">Stops it; then the webhook has to be taken for not received.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="ArgumentException">The body is too large.</exception>
    ValueTask<WhatsAppHistoryReceipt> ReceiveAsync(
        string? tenantId, string connectionId, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default);
}

/// <summary>What became of a webhook.</summary>
public enum WhatsAppHistoryReceipt
{
    /// <summary>It is stored and will be worked on.</summary>
    Stored,

    /// <summary>It came before, as webhooks do.</summary>
    Repeated,

    /// <summary>It has nothing to do with the history, for example a new message: it is yours.</summary>
    NotHistory,
}
