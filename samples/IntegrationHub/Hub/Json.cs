using System.Text.Json;

namespace Atom.OAuth.IntegrationHub.Hub;

/// <summary>Reads optional values by a path such as <c>paging/next/after</c>.</summary>
internal static class Json
{
    public static JsonElement? Find(this JsonElement element, string path)
    {
        foreach (var name in path.Split('/'))
        {
            if (element.ValueKind == JsonValueKind.Array && int.TryParse(name, out var index) && index < element.GetArrayLength())
            {
                element = element[index];
            }
            else if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element;
    }

    /// <summary>Gets a string or number as text; <see langword="null"/> if it is missing or empty.</summary>
    public static string? Text(this JsonElement element, string path) => element.Find(path) is { } found
        ? found.ValueKind switch
        {
            JsonValueKind.String when found.GetString() is { Length: > 0 } text => text,
            JsonValueKind.Number => found.GetRawText(),
            _ => null,
        }
        : null;

    public static bool Is(this JsonElement element, string path) => element.Find(path)?.ValueKind == JsonValueKind.True;

    public static IEnumerable<JsonElement> Items(this JsonElement element, string path = "")
        => (path.Length == 0 ? element : element.Find(path)) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    public static IReadOnlyList<string> Ids(this IEnumerable<JsonElement> items, string path) =>
        [.. items.Select(item => item.Text(path)).OfType<string>()];
}
