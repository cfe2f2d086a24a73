using System.Text.Json;

namespace Atom.OAuth;

/// <summary>An item of the history: a message, a meeting, a file.</summary>
public sealed class HistoricalSyncRecord
{
    /// <summary>Initializes a new instance of the <see cref="HistoricalSyncRecord"/> class.</summary>
    /// <param name="id">The provider's id. A sink that overwrites what it has under this id handles repeats correctly.</param>
    /// <param name="data">The record as the provider sent it. Clone it if its document gets disposed.</param>
    /// <param name="occurredAt">When it happened, if the provider says so.</param>
    /// <param name="type">The type of record, for example <c>message</c>, if a source returns several.</param>
    /// <exception cref="ArgumentException"><paramref name="id"/> is <see langword="null"/> or blank.</exception>
    public HistoricalSyncRecord(string id, JsonElement data, DateTimeOffset? occurredAt = null, string? type = null)
    {
        Id = string.IsNullOrWhiteSpace(id)
            ? throw new ArgumentException("Pass the provider's id of the record: repeats are recognized by it.", nameof(id))
            : id;
        Data = data;
        OccurredAt = occurredAt;
        Type = type;
    }

    /// <summary>Gets the provider's id.</summary>
    public string Id { get; }

    /// <summary>Gets the record as the provider sent it.</summary>
    public JsonElement Data { get; }

    /// <summary>Gets when it happened, or <see langword="null"/> if unknown.</summary>
    public DateTimeOffset? OccurredAt { get; }

    /// <summary>Gets the type of record, or <see langword="null"/> if a source returns only one.</summary>
    public string? Type { get; }
}
