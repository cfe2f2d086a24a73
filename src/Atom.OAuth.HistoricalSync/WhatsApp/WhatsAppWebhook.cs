using System.Buffers;
using System.Text.Json;

namespace Atom.OAuth.Sync;

/// <summary>A webhook of the history, as documented in developers.facebook.com/docs/whatsapp, webhooks/reference/history (2026-05-21).</summary>
/// <param name="Phase">0 for contacts, then 1 to 3 for the phases of the history: the last day, up to 90 days, up to 180 days.</param>
/// <param name="Order">The number of the chunk within its phase.</param>
/// <param name="Progress">How much of the history has been sent including this webhook, in percent.</param>
/// <param name="IsRefused">Whether the business has refused to share its history.</param>
/// <param name="Records">Contacts and messages.</param>
internal sealed record WhatsAppWebhook(int Phase, int Order, int Progress, bool IsRefused, IReadOnlyList<HistoricalSyncRecord> Records)
{
    /// <summary>"History sync is turned off by the business from the WhatsApp Business App."</summary>
    private const int Refusal = 2593109;

    /// <summary>Reads a webhook.</summary>
    /// <returns>The part about the history, or <see langword="null"/> if there is none.</returns>
    public static WhatsAppWebhook? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// Splits a body by phone number: a request may be about several businesses, each of which may see only its own data.
    /// </summary>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    public static (IReadOnlyList<(string? Phone, ReadOnlyMemory<byte> Body)> Parts, bool IsMore) Split(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        JsonElement[] changes = [.. Items(document.RootElement, "entry").SelectMany(entry => Items(entry, "changes"))];
        IGrouping<string?, JsonElement>[] history = [.. changes.Where(IsHistory).GroupBy(PhoneOf, StringComparer.Ordinal)];
        var isMore = !changes.All(IsHistory) || changes.Length == 0;
        return (
            history.Length == 1 && !isMore ? [(history[0].Key, body)] : [.. history.Select(group => (group.Key, Write(group)))],
            isMore);
    }

    private static bool IsHistory(JsonElement change) => Text(change, "field") is "history" or "smb_app_state_sync";

    private static string? PhoneOf(JsonElement change)
        => Member(change, "value") is { } value && Member(value, "metadata") is { } metadata ? Text(metadata, "phone_number_id") : null;

    private static ReadOnlyMemory<byte> Write(IEnumerable<JsonElement> changes)
    {
        ArrayBufferWriter<byte> body = new();
        using Utf8JsonWriter writer = new(body);
        writer.WriteStartObject();
        writer.WriteStartArray("entry");
        writer.WriteStartObject();
        writer.WriteStartArray("changes");
        foreach (var change in changes)
        {
            change.WriteTo(writer);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return body.WrittenMemory;
    }

    private static WhatsAppWebhook? Read(JsonElement root)
    {
        WhatsAppWebhook? found = null;
        foreach (var change in Items(root, "entry").SelectMany(entry => Items(entry, "changes")))
        {
            var value = Member(change, "value") ?? default;
            var read = Text(change, "field") switch
            {
                "history" => History(value),
                "smb_app_state_sync" => new(0, 0, 0, false, [.. Items(value, "state_sync").Select(Contact).OfType<HistoricalSyncRecord>()]),
                _ => null,
            };
            found = found is null || read is null ? found ?? read : Merge(found, read);
        }

        return found;
    }

    private static WhatsAppWebhook History(JsonElement value)
    {
        int phase = 1, order = 0, progress = 0;
        var isRefused = Items(value, "errors").Any(IsRefusal);
        List<HistoricalSyncRecord> records = [];
        foreach (var part in Items(value, "history"))
        {
            var metadata = Member(part, "metadata") ?? default;
            phase = Math.Max(phase, 1 + Number(metadata, "phase"));
            order = Math.Max(order, Number(metadata, "chunk_order"));
            progress = Math.Max(progress, Number(metadata, "progress"));
            isRefused |= Items(part, "errors").Any(IsRefusal);
            records.AddRange(Items(part, "threads").SelectMany(thread => Items(thread, "messages")).Select(Message).OfType<HistoricalSyncRecord>());
        }

        return new(phase, order, Math.Clamp(progress, 0, 100), isRefused, records);
    }

    private static WhatsAppWebhook Merge(WhatsAppWebhook a, WhatsAppWebhook b)
        => new(
            Math.Max(a.Phase, b.Phase),
            Math.Max(a.Order, b.Order),
            Math.Max(a.Progress, b.Progress),
            a.IsRefused || b.IsRefused,
            [.. a.Records, .. b.Records]);

    private static HistoricalSyncRecord? Message(JsonElement message)
        => Text(message, "id") is { Length: > 0 } id ? new(id, message.Clone(), Time(Text(message, "timestamp")), "message") : null;

    private static DateTimeOffset? Time(string? text)
        => long.TryParse(text, out var seconds) && seconds is > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private static HistoricalSyncRecord? Contact(JsonElement state)
        => Member(state, "contact") is { } contact && Text(contact, "phone_number") is { Length: > 0 } phone ? new(
            phone, state.Clone(), null, "contact") : null;

    private static bool IsRefusal(JsonElement error) => Number(error, "code") == Refusal;

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name)
        => Member(element, name) is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : default;

    private static JsonElement? Member(JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement element, string name)
        => Member(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static int Number(JsonElement element, string name)
        => Member(element, name) is { } number && ((number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var value))
            || (number.ValueKind == JsonValueKind.String && int.TryParse(number.GetString(), out value))) ? value : 0;
}
