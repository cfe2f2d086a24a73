using System.Text.Json;

namespace Atom.OAuth.Sync;

/// <summary>Finds the business phone number of a connection.</summary>
internal static class WhatsAppPhones
{
    /// <summary>Gets the id of the connection's phone number.</summary>
    /// <exception cref="HistoricalSyncException">No account was shared, it has no number, or WhatsApp refused the request.</exception>
    public static async ValueTask<string> FindAsync(
        HttpClient client, WhatsAppHistoryOptions options, HistoricalSyncConnection connection, CancellationToken cancellationToken)
    {
        if (options.PhoneNumberId is { } known)
        {
            return await known(connection, cancellationToken).ConfigureAwait(false);
        }

        if (options.AccessToken is not { } tokens)
        {
            return connection.ConnectionId;
        }

        var token = await tokens(connection, cancellationToken).ConfigureAwait(false);
        var account = await ReadAsync(HttpMethod.Get, $"debug_token?input_token={Uri.EscapeDataString(token)}", SharedAccount).ConfigureAwait(false)
            ?? throw HistoricalSyncException.Gone("No WhatsApp Business account was shared. Connect again and choose one.");
        account = Uri.EscapeDataString(account);
        await ReadAsync(HttpMethod.Post, $"{account}/subscribed_apps", static _ => null).ConfigureAwait(false);
        return await ReadAsync(HttpMethod.Get, $"{account}/phone_numbers", FirstId).ConfigureAwait(false)
            ?? throw HistoricalSyncException.Gone("The WhatsApp Business account has no phone number. Add one, and connect again.");

        async Task<string?> ReadAsync(HttpMethod method, string path, Func<JsonElement, string?> read)
        {
            using HttpRequestMessage request = new(method, new Uri(options.BaseAddress, path));
            using var response = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                throw await WhatsAppFailures.ReadAsync(
                    response, "WhatsApp does not say which phone number was connected", cancellationToken).ConfigureAwait(false);
            }

            using var body = await response.ReadOAuthJsonAsync(
                "WhatsApp", WhatsAppJson.Default.JsonDocument, cancellationToken).ConfigureAwait(false);
            return body is null ? null : read(body.RootElement);
        }
    }

    /// <summary>Gets the account of the first permission that is limited to certain accounts.</summary>
    private static string? SharedAccount(JsonElement answer)
        => Items(Property(answer, "data"), "granular_scopes")
            .SelectMany(static scope => Items(scope, "target_ids"))
            .Select(static id => id.ValueKind == JsonValueKind.String ? id.GetString() : null)
            .FirstOrDefault(static id => !string.IsNullOrEmpty(id));

    private static string? FirstId(JsonElement answer)
        => Items(answer, "data")
            .Select(static number => Property(number, "id") is { ValueKind: JsonValueKind.String } id ? id.GetString() : null)
            .FirstOrDefault(static id => !string.IsNullOrEmpty(id));

    private static JsonElement Property(JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private static List<JsonElement> Items(JsonElement element, string name)
        => Property(element, name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];
}
