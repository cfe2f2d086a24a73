using Newtonsoft.Json;

namespace LegacyIntegrations;

// GetStringAsync, then parse. Trello answers "invalid token" as plain text.
public class TrelloClient
{
    private const string BaseUrl = "https://api.trello.com/1";

    private readonly HttpClient _http = new HttpClient();

    public async Task<TrelloMember?> GetMemberAsync(string key, string token)
    {
        var json = await _http.GetStringAsync($"{BaseUrl}/members/me?key={key}&token={token}");
        return JsonConvert.DeserializeObject<TrelloMember>(json); // ATOM001
    }

    public async Task<List<TrelloBoard>> GetBoardsAsync(string key, string token) =>
        JsonConvert.DeserializeObject<List<TrelloBoard>>(await _http.GetStringAsync($"{BaseUrl}/members/me/boards?key={key}&token={token}")) ?? []; // ATOM001

    // Guarded: the catch of Newtonsoft's exception ends the path.
    public async Task<TrelloBoard?> GetBoardAsync(string id, string key, string token)
    {
        var json = await _http.GetStringAsync($"{BaseUrl}/boards/{id}?key={key}&token={token}");
        try
        {
            return JsonConvert.DeserializeObject<TrelloBoard>(json);
        }
        catch (JsonReaderException)
        {
            return null;
        }
    }
}

public record TrelloMember(string Id, string Username);

public record TrelloBoard(string Id, string Name);
