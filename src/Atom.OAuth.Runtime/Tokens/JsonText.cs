using System.Text;
using System.Text.Json;

namespace Atom.OAuth.Tokens;

/// <summary>Reads strings from JSON whose text may be damaged: a broken character in a workspace's name must not cost the token.</summary>
internal static class JsonText
{
    /// <summary>Reads the string at the reader; a damaged one comes with replacement characters.</summary>
    public static string? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return null;
        }

        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // Bytes that are no UTF-8, or half a surrogate pair.
            return Encoding.UTF8.GetString(reader.ValueSpan.ToArray());
        }
    }

    /// <summary>Reads a member of an object as text; numbers and literals as they are written. Nothing else has a text.</summary>
    public static string? Member(JsonElement json, string name)
        => TryGet(json, name, out var value) ? Of(value) : null;

    /// <summary>Reads the first member that has a text which is not blank.</summary>
    public static string? Member(JsonElement json, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Member(json, name) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>Finds a member, also beside one whose name is damaged; of anything but an object there are none.</summary>
    public static bool TryGet(JsonElement json, string name, out JsonElement value)
    {
        value = default;
        try
        {
            return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out value);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair in some name. The search ends there, and what is searched for may stand in front of it.
            return TryGetAmongDamaged(json, name, out value);
        }
    }

    /// <summary>Reads the name of a member; a damaged one has none.</summary>
    public static string? Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Reads a string or a number as text, or gives <see langword="null"/>.</summary>
    public static string? Of(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null,
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool TryGetAmongDamaged(JsonElement json, string name, out JsonElement value)
    {
        foreach (var property in json.EnumerateObject())
        {
            try
            {
                if (property.NameEquals(name))
                {
                    value = property.Value;
                    return true;
                }
            }
            catch (InvalidOperationException)
            {
                // This one is the damaged name.
            }
        }

        value = default;
        return false;
    }
}
