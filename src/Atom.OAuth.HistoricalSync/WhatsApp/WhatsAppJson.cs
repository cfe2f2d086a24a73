using System.Text.Json;
using System.Text.Json.Serialization;

namespace Atom.OAuth.Sync;

/// <summary>The body of <c>POST /{phone-number-id}/smb_app_data</c>.</summary>
internal sealed record SmbAppData(
    [property: JsonPropertyName("messaging_product")] string MessagingProduct,
    [property: JsonPropertyName("sync_type")] string SyncType);

[JsonSerializable(typeof(SmbAppData))]
[JsonSerializable(typeof(JsonDocument))]
internal sealed partial class WhatsAppJson : JsonSerializerContext;
