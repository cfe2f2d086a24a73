using System.Globalization;
using System.Text.Json;
using Atom.OAuth.Simulation.Api;
using Atom.OAuth.Simulation.OAuth;

namespace Atom.OAuth.Simulation.Providers;

/// <summary>monday.com: JWTs without <c>expires_in</c>, GraphQL, and errors in a 200.</summary>
internal sealed class Monday() : SimulatedProvider(OAuthProviders.Monday)
{
    private static readonly string[] Boards = ["5000000001", "5000000002"];

    public override RateLimit? Limit => new(200, TimeSpan.FromDays(1), RetryAfterForm.BodySeconds);

    public override object Tokens(Grant grant, IssuedTokens tokens, bool isRefresh)
        => new { access_token = tokens.AccessToken, refresh_token = tokens.RefreshToken, token_type = "Bearer", scope = ScopesOf(grant) };

    public override ErrorAnswer RefuseCall(int status, string message) => status switch
    {
        StatusCodes.Status401Unauthorized => new(status, new { errors = new[] { new { message = "Not Authenticated" } } }),
        _ => new(StatusCodes.Status200OK, new { errors = new[] { new { message, extensions = new { code = "InvalidArgumentException" } } } }),
    };

    public override ErrorAnswer RefuseRate(TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        object[] errors = [new { message = "Daily limit exceeded", extensions = new { code = "DAILY_LIMIT_EXCEEDED", retry_in_seconds = seconds } }];
        return new(StatusCodes.Status429TooManyRequests, new { errors });
    }

    public override void MapApi(ApiMap api) => api.Post("https://api.monday.com/v2", "boards:read", call =>
    {
        var query = call.Body.TryGetProperty("query", out var text) ? text.GetString() ?? string.Empty : string.Empty;
        var variables = call.Body.TryGetProperty("variables", out var given) ? given : default;
        if (query.Contains("next_items_page", StringComparison.Ordinal))
        {
            var cursor = $"{Variable(variables, "cursor")}".Split('-', 2);
            return Items(cursor[0], cursor[^1]) is { } next
                ? Results.Json(new { data = new { next_items_page = next } })
                : api.Refuse(StatusCodes.Status400BadRequest, "The cursor is invalid or expired");
        }

        if (query.Contains("items_page", StringComparison.Ordinal))
        {
            var board = $"{Variable(variables, "board")}";
            return Results.Json(new
            {
                data = new
                {
                    boards = Items(board, null) is { } first
                ? [new { items_page = first }]
                : Array.Empty<object>()
                }
            });
        }

        return query.Contains("boards", StringComparison.Ordinal)
            ? Results.Json(new { data = new { boards = Boards.Select(id => new { id }) } })
            : api.Refuse(StatusCodes.Status400BadRequest, "The query is not one of those that are simulated");

        object? Items(string board, string? cursor)
        {
            var number = Array.IndexOf(Boards, board);
            if (number < 0 || call.Page(call.Entries(number, Boards.Length), cursor, "500", 25, 500) is not { } page)
            {
                return null;
            }

            return new
            {
                cursor = page.Next is null ? null : $"{board}-{page.Next}",
                items = page.Items.Select(entry => new
                {
                    id = string.Create(CultureInfo.InvariantCulture, $"7{number}{entry.Number:D8}"),
                    name = entry.Text,
                    created_at = entry.At,
                    updated_at = entry.At,
                }),
            };
        }
    });

    private static string? Variable(JsonElement variables, string name)
        => variables.ValueKind == JsonValueKind.Object && variables.TryGetProperty(name, out var value) ? value.ToString() : null;
}
