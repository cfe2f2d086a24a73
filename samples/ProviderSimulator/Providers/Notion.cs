using System.Globalization;
using System.Text.Json;
using Atom.OAuth.Simulation.Api;
using Atom.OAuth.Simulation.OAuth;

namespace Atom.OAuth.Simulation.Providers;

/// <summary>Notion: data sources since 2025-09-03; a query ends silently at 10,000 rows and says so in <c>request_status</c> only.</summary>
internal sealed class Notion() : SimulatedProvider(OAuthProviders.Notion)
{
    private static readonly string[] Sources = ["a1a1a1a1-0000-4000-8000-000000000001", "a1a1a1a1-0000-4000-8000-000000000002"];

    public override RateLimit? Limit => new(15, TimeSpan.FromSeconds(5), RetryAfterForm.Seconds);

    public override object Tokens(Grant grant, IssuedTokens tokens, bool isRefresh) => new
    {
        access_token = tokens.AccessToken,
        token_type = "bearer",
        refresh_token = tokens.RefreshToken,
        bot_id = $"b0b0b0b0-0000-4000-8000-00000000000{grant.Account}",
        workspace_id = $"c0c0c0c0-0000-4000-8000-00000000000{grant.Account}",
        workspace_name = $"Workspace {grant.Account}",
        workspace_icon = default(string),
        duplicated_template_id = default(string),
        owner = new { type = "user", user = new { @object = "user", id = $"d0d0d0d0-0000-4000-8000-00000000000{grant.Account}" } },
        request_id = Guid.NewGuid(),
    };

    public override ErrorAnswer RefuseCall(int status, string message) => new(status, new
    {
        @object = "error",
        status,
        code = status switch
        {
            StatusCodes.Status401Unauthorized => "unauthorized",
            StatusCodes.Status403Forbidden => "restricted_resource",
            StatusCodes.Status404NotFound => "object_not_found",
            StatusCodes.Status429TooManyRequests => "rate_limited",
            _ => "validation_error",
        },
        message,
    });

    public override void MapApi(ApiMap api)
    {
        api.Get(
            "https://api.notion.com/v1/users/me",
            null,
            call => Results.Json(new { @object = "user", id = $"b0b0b0b0-0000-4000-8000-00000000000{call.Grant.Account}", type = "bot" }));
        api.Post("https://api.notion.com/v1/search", null, call => Results.Json(new
        {
            @object = "list",
            results = Sources.Select(id => new { @object = "data_source", id }),
            next_cursor = default(string),
            has_more = false,
        }));
        api.Post("https://api.notion.com/v1/data_sources/{source}/query", null, call =>
        {
            var source = Array.IndexOf(Sources, call.Route("source"));
            if (source < 0)
            {
                return api.Refuse(StatusCodes.Status404NotFound, "Could not find data source");
            }

            (var after, var before) = Range(call.Body);
            Entry[] all = [.. call.Entries(source, Sources.Length).Where(entry => entry.At >= after && entry.At < before)];
            var given = all.Take(call.Options.NotionRowLimit);
            var size = call.Body.TryGetProperty("page_size", out var asked) ? asked.GetRawText() : null;
            var cursor = call.Body.TryGetProperty("start_cursor", out var start) ? start.GetString() : null;
            if (call.Page(given, cursor, size, 100, 100) is not { } page)
            {
                return api.Refuse(StatusCodes.Status400BadRequest, "start_cursor is invalid");
            }

            var isIncomplete = page.Next is null && all.Length > call.Options.NotionRowLimit;
            return Results.Json(new
            {
                @object = "list",
                results = page.Items.Select(entry => new
                {
                    @object = "page",
                    id = string.Create(CultureInfo.InvariantCulture, $"e{source}e0e0e0-0000-4000-8000-{entry.Number:D12}"),
                    created_time = entry.At,
                    last_edited_time = entry.At,
                    properties = new { Name = new { type = "title", title = new[] { new { plain_text = entry.Text } } } },
                }),
                next_cursor = page.Next,
                has_more = page.Next is not null,
                request_status = new { type = isIncomplete ? "incomplete" : "complete" },
            });
        });
    }

    /// <summary>Reads <c>{"and":[{"timestamp":"created_time","created_time":{"on_or_after":…}},{…{"before":…}}]}</c>.</summary>
    private static (DateTimeOffset After, DateTimeOffset Before) Range(JsonElement body)
    {
        (var after, var before) = (DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        if (body.TryGetProperty("filter", out var filter) && filter.TryGetProperty("and", out var conditions))
        {
            foreach (var time in conditions.EnumerateArray().Select(condition => condition.GetProperty("created_time")))
            {
                after = time.TryGetProperty("on_or_after", out var least) ? least.GetDateTimeOffset() : after;
                before = time.TryGetProperty("before", out var most) ? most.GetDateTimeOffset() : before;
            }
        }

        return (after, before);
    }
}
