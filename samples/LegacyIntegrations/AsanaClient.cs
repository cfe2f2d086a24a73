using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace LegacyIntegrations;

// Streams: DeserializeAsync, ParseAsync, and a Newtonsoft reader.
public class AsanaClient
{
    private readonly IHttpClientFactory _clients;

    public AsanaClient(IHttpClientFactory clients)
    {
        _clients = clients;
    }

    public async Task<AsanaToken?> ExchangeCodeAsync(string code, string clientId, string clientSecret, CancellationToken cancellationToken)
    {
        var form = new List<KeyValuePair<string, string>>();
        form.Add(new KeyValuePair<string, string>("grant_type", "authorization_code"));
        form.Add(new KeyValuePair<string, string>("client_id", clientId));
        form.Add(new KeyValuePair<string, string>("client_secret", clientSecret));
        form.Add(new KeyValuePair<string, string>("code", code));

        using var request = new HttpRequestMessage(HttpMethod.Post, "https://app.asana.com/-/oauth_token");
        request.Content = new FormUrlEncodedContent(form);

        using var response = await _clients.CreateClient("asana").SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);

        return await JsonSerializer.DeserializeAsync<AsanaToken>(stream, cancellationToken: cancellationToken); // ATOM001
    }

    public async Task<string?> GetWorkspaceAsync(string accessToken)
    {
        var client = _clients.CreateClient("asana");
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {accessToken}");

        using var stream = await client.GetStreamAsync("https://app.asana.com/api/1.0/workspaces");
        using var document = await JsonDocument.ParseAsync(stream); // ATOM001

        return document.RootElement.GetProperty("data")[0].GetProperty("gid").GetString();
    }

    public async Task<JToken> GetTasksAsync(string accessToken, string project)
    {
        var client = _clients.CreateClient("asana");
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {accessToken}");

        var response = await client.GetAsync($"https://app.asana.com/api/1.0/projects/{project}/tasks");
        using var text = new StreamReader(await response.Content.ReadAsStreamAsync());
        using var reader = new Newtonsoft.Json.JsonTextReader(text);

        return await JToken.LoadAsync(reader); // ATOM001
    }
}

public record AsanaToken(string access_token, string refresh_token, int expires_in);
