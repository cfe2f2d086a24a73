using System.Globalization;
using Atom.OAuth.Simulation.Api;
using Atom.OAuth.Simulation.OAuth;

namespace Atom.OAuth.Simulation.Providers;

/// <summary>
/// Dropbox: a refresh brings no refresh token, the cursor of a list goes on at another path, and an expired one is a 409 <c>reset</c>.
/// </summary>
internal sealed class Dropbox() : SimulatedProvider(OAuthProviders.Dropbox)
{
    public override TimeSpan AccessTokenLifetime => TimeSpan.FromHours(4);

    public override object Tokens(Grant grant, IssuedTokens tokens, bool isRefresh)
    {
        Dictionary<string, object> body = new()
        {
            ["access_token"] = tokens.AccessToken,
            ["expires_in"] = (int)tokens.Lifetime.TotalSeconds,
            ["token_type"] = "bearer",
        };
        if (!isRefresh)
        {
            body["scope"] = ScopesOf(grant);
            body["uid"] = $"12345{grant.Account}";
            body["account_id"] = $"dbid:AAAA{grant.Account}";
            body["refresh_token"] = tokens.RefreshToken!;
        }

        return body;
    }

    public override ErrorAnswer Refuse(TokenError error, string description)
        => new(StatusCodes.Status400BadRequest, new { error = ErrorAnswer.CodeOf(error), error_description = description });

    public override ErrorAnswer RefuseCall(int status, string message)
    {
        var tag = status switch
        {
            StatusCodes.Status401Unauthorized => "expired_access_token",
            StatusCodes.Status403Forbidden => "missing_scope",
            StatusCodes.Status429TooManyRequests => "too_many_requests",
            StatusCodes.Status409Conflict => "reset",
            _ => string.Empty,
        };
        return tag.Length == 0
            ? new(status, message)
            : new(status, new { error_summary = $"{tag}/...", error = new Dictionary<string, string> { [".tag"] = tag } });
    }

    public override void MapApi(ApiMap api)
    {
        api.Post(
            "https://api.dropboxapi.com/2/users/get_current_account",
            null,
            call => Results.Json(new { account_id = $"dbid:AAAA{call.Grant.Account}", email = $"user{call.Grant.Account}@example.com" }));
        api.Post("https://api.dropboxapi.com/2/files/list_folder", "files.metadata.read", call => List(call, null));
        api.Post(
            "https://api.dropboxapi.com/2/files/list_folder/continue",
            "files.metadata.read",
            call => List(call, call.Body.GetProperty("cursor").GetString()));

        IResult List(ApiCall call, string? cursor)
        {
            var limit = cursor is null && call.Body.TryGetProperty("limit", out var asked) ? asked.GetRawText() : null;
            return call.Page(call.Entries(), cursor, limit, 500, 2_000) is { } page
                ? Results.Json(new
                {
                    entries = page.Items.Select(entry => new Dictionary<string, object>
                    {
                        [".tag"] = "file",
                        ["id"] = string.Create(CultureInfo.InvariantCulture, $"id:{call.Grant.Account}{entry.Number:D8}"),
                        ["name"] = entry.Text + ".txt",
                        ["server_modified"] = entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                    }),
                    cursor = page.Next ?? "end",
                    has_more = page.Next is not null,
                })
                : api.Refuse(StatusCodes.Status409Conflict, "reset");
        }
    }
}
