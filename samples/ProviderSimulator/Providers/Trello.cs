using System.Globalization;
using Atom.OAuth.Simulation.Api;
using Atom.OAuth.Simulation.OAuth;

namespace Atom.OAuth.Simulation.Providers;

/// <summary>Trello on Atlassian's authorization server: JSON, PKCE, rotation; the API answers a bad token with a line of text.</summary>
internal sealed class Trello() : SimulatedProvider(OAuthProviders.Trello)
{
    private static readonly string[] Boards = ["60d000000000000000000001", "60d000000000000000000002"];

    public override RateLimit? Limit => new(100, TimeSpan.FromSeconds(10), RetryAfterForm.OwnHeader);

    public override object Tokens(Grant grant, IssuedTokens tokens, bool isRefresh)
    {
        Dictionary<string, object> body = new()
        {
            ["access_token"] = tokens.AccessToken,
            ["expires_in"] = (int)tokens.Lifetime.TotalSeconds,
            ["token_type"] = "Bearer",
            ["scope"] = ScopesOf(grant),
        };
        if (tokens.RefreshToken is { } refreshToken && grant.Scopes.Contains("offline_access", StringComparer.Ordinal))
        {
            body["refresh_token"] = refreshToken;
        }

        return body;
    }

    public override ErrorAnswer RefuseCall(int status, string message) => status switch
    {
        StatusCodes.Status401Unauthorized => new(status, "invalid token"),
        StatusCodes.Status429TooManyRequests => new(status, new { error = "API_TOKEN_LIMIT_EXCEEDED", message = "Rate limit exceeded" }),
        _ => new(status, message),
    };

    public override void MapApi(ApiMap api)
    {
        api.Get(
            "https://api.trello.com/1/members/me",
            "read:member:trello",
            call => Results.Json(new { id = $"5f000000000000000000000{call.Grant.Account}", fullName = "Ada", username = "ada" }));
        api.Get(
            "https://api.trello.com/1/members/me/boards",
            "read:board:trello",
            call => Results.Json(Boards.Select(id => new { id, name = "Board" })));
        api.Get("https://api.trello.com/1/boards/{board}/actions", "read:board:trello", call =>
        {
            var board = Array.IndexOf(Boards, call.Route("board"));
            if (board < 0)
            {
                return api.Refuse(StatusCodes.Status404NotFound, "board not found");
            }

            // 'since' and 'before' are a date or the id of an action. Newest first.
            DateTimeOffset since = When(call, board, call["since"]) ?? DateTimeOffset.MinValue, before = When(call, board, call["before"])
                ?? DateTimeOffset.MaxValue;
            var limit = int.TryParse(call["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
                ? Math.Clamp(asked, 1, 1_000)
                : 50;
            var found = call.Entries(board, Boards.Length)
                .Where(entry => entry.At >= since && entry.At < before)
                .Reverse()
                .Take(Math.Min(limit, call.Options.LargestPage ?? 1_000));
            return Results.Json(
                found.Select(entry => new { id = Id(board, entry), type = "commentCard", date = entry.At, data = new { text = entry.Text }, memberCreator = new { fullName = entry.Author } }));
        });
    }

    private static DateTimeOffset? When(ApiCall call, int board, string? text)
        => text is { Length: 24 } && text.StartsWith("61", StringComparison.Ordinal)
            ? call.Entries(board, Boards.Length).FirstOrDefault(entry => Id(board, entry) == text)?.At
            : ApiCall.Time(text);

    private static string Id(int board, Entry entry) => string.Create(CultureInfo.InvariantCulture, $"61{board}{entry.Number:D21}");
}
