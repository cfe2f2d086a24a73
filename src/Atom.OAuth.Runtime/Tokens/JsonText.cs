using System.Text;
using System.Text.Json;

namespace Atom.OAuth.Tokens;

/// <summary>Reads strings from JSON that may be invalid Unicode: a bad character in a workspace's name must not lose the token.</summary>
internal static class JsonText
{
    /// <summary>Reads the current string; invalid bytes become replacement characters.</summary>
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
            // Invalid UTF-8, or an unpaired surrogate.
            return Encoding.UTF8.GetString(reader.ValueSpan.ToArray());
        }
    }

    /// <summary>Reads a member of an object as text: strings and numbers; anything else is <see langword="null"/>.</summary>
    public static string? Member(JsonElement json, string name)
        => TryGet(json, name, out var value) ? Of(value) : null;

    /// <summary>Reads the first member whose text is not blank.</summary>
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

    /// <summary>Finds a member, even next to one with an invalid name; anything but an object has none.</summary>
    public static bool TryGet(JsonElement json, string name, out JsonElement value)
    {
        value = default;
        try
        {
            return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out value);
        }
        catch (InvalidOperationException)
        {
            // An unpaired surrogate in some name ends the search, but the member may precede it.
            return TryGetAmongDamaged(json, name, out value);
        }
    }

    /// <summary>Reads the name of a member; <see langword="null"/> if it is invalid.</summary>
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

    /// <summary>Reads a string or a number as text; anything else is <see langword="null"/>.</summary>
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
                // The invalid name.
            }
        }

        value = default;
        return false;
    }
}
