using System.Globalization;
using System.Text.Json;
using Atom.OAuth.Simulation.Api;
using Atom.OAuth.Simulation.OAuth;

namespace Atom.OAuth.Simulation.Providers;

/// <summary>HubSpot: the dated paths, errors in two wordings at once, and a search that ends at 10,000 results.</summary>
internal sealed class HubSpot() : SimulatedProvider(OAuthProviders.HubSpot)
{
    private const int SearchEnd = 10_000;

    public override TimeSpan AccessTokenLifetime => TimeSpan.FromMinutes(30);

    public override RateLimit? Limit => new(190, TimeSpan.FromSeconds(10), RetryAfterForm.OwnHeader);

    public override object Tokens(Grant grant, IssuedTokens tokens, bool isRefresh)
    {
        Dictionary<string, object> body = new()
        {
            ["token_type"] = "bearer",
            ["access_token"] = tokens.AccessToken,
            ["hub_id"] = 62_515 + int.Parse(grant.Account, CultureInfo.InvariantCulture),
            ["user_id"] = 123_456,
            ["scopes"] = grant.Scopes,
            ["expires_in"] = (int)tokens.Lifetime.TotalSeconds,
        };
        if (tokens.RefreshToken is { } refreshToken)
        {
            body["refresh_token"] = refreshToken;
        }

        return body;
    }

    public override ErrorAnswer Refuse(TokenError error, string description) => new(StatusCodes.Status400BadRequest, new
    {
        status = error switch
        {
            TokenError.InvalidClient => "BAD_CLIENT_ID",
            TokenError.InvalidGrant when description.Contains("refresh", StringComparison.Ordinal) => "BAD_REFRESH_TOKEN",
            TokenError.InvalidGrant => "BAD_AUTH_CODE",
            _ => "BAD_REQUEST",
        },
        message = description,
        correlationId = Guid.NewGuid(),
        error = ErrorAnswer.CodeOf(error),
        error_description = description,
    });

    public override ErrorAnswer RefuseCall(int status, string message) => new(status, new
    {
        status = "error",
        message,
        correlationId = Guid.NewGuid(),
        category = status switch
        {
            StatusCodes.Status401Unauthorized => "EXPIRED_AUTHENTICATION",
            StatusCodes.Status403Forbidden => "MISSING_SCOPES",
            StatusCodes.Status429TooManyRequests => "RATE_LIMITS",
            _ => "VALIDATION_ERROR",
        },
    });

    public override void MapApi(ApiMap api) =>
        api.Post("https://api.hubapi.com/crm/objects/2026-09/contacts/search", "crm.objects.contacts.read", call =>
    {
        (var from, var to) = Range(call.Body);
        Entry[] found = [.. call.Entries().Where(entry => entry.At >= from && entry.At < to)];
        var limit = call.Body.TryGetProperty("limit", out var asked) ? asked.GetRawText() : null;
        var after = call.Body.TryGetProperty("after", out var cursor) && cursor.ValueKind == JsonValueKind.String ? cursor.GetString() : null;
        if (call.Page(found.Take(SearchEnd), after, limit, 10, 200) is not { } page)
        {
            return api.Refuse(StatusCodes.Status400BadRequest, "Invalid paging");
        }

        Dictionary<string, object> body = new()
        {
            ["total"] = found.Length,
            ["results"] = page.Items.Select(entry => new
            {
                id = (100_000 + entry.Number).ToString(CultureInfo.InvariantCulture),
                properties = new { firstname = entry.Author, lastmodifieddate = entry.At },
                updatedAt = entry.At,
            }),
        };
        if (page.Next is { } next)
        {
            body["paging"] = new { next = new { after = next } };
        }

        return Results.Json(body);
    });

    /// <summary>Reads the filters GTE and LT on <c>lastmodifieddate</c>, in milliseconds.</summary>
    private static (DateTimeOffset From, DateTimeOffset To) Range(JsonElement body)
    {
        (var from, var to) = (DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        foreach (var filter in body.GetProperty("filterGroups").EnumerateArray().SelectMany(group => group.GetProperty("filters").EnumerateArray()))
        {
            var value = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(filter.GetProperty("value").ToString(), CultureInfo.InvariantCulture));
            (from, to) = filter.GetProperty("operator").GetString() == "GTE" ? (value, to) : (from, value);
        }

        return (from, to);
    }
}
