using System.Text.Json;

namespace Atom.OAuth;

/// <summary>One thing from the history: a message, a meeting, a file.</summary>
public sealed class HistoricalSyncRecord
{
    /// <summary>Initializes a new instance of the <see cref="HistoricalSyncRecord"/> class.</summary>
    /// <param name="id">The provider's id. A sink that replaces what it has under this id is safe against repeats.</param>
    /// <param name="data">The record as the provider sent it. Clone it when its document is disposed of.</param>
    /// <param name="occurredAt">When it happened, where the provider says so.</param>
    /// <param name="type">What it is, for example <c>message</c>, where a source gives several types.</param>
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

    /// <summary>Gets when it happened, or <see langword="null"/> where that is not known.</summary>
    public DateTimeOffset? OccurredAt { get; }

    /// <summary>Gets what it is, or <see langword="null"/> where a source gives one type only.</summary>
    public string? Type { get; }
}
