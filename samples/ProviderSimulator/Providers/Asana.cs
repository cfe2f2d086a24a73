using System.Globalization;
using Atom.OAuth.Simulation.Api;
using Atom.OAuth.Simulation.OAuth;

namespace Atom.OAuth.Simulation.Providers;

/// <summary>Asana: everything is wrapped in <c>data</c>, at most 100 a page, and the next page comes as an offset.</summary>
internal sealed class Asana() : SimulatedProvider(OAuthProviders.Asana)
{
    private static readonly string[] Workspaces = ["1200000000000001", "1200000000000002"];

    public override RateLimit? Limit => new(150, TimeSpan.FromMinutes(1), RetryAfterForm.Seconds);

    public override object Tokens(Grant grant, IssuedTokens tokens, bool isRefresh)
    {
        Dictionary<string, object> body = new()
        {
            ["access_token"] = tokens.AccessToken,
            ["token_type"] = "bearer",
            ["expires_in"] = (int)tokens.Lifetime.TotalSeconds,
            ["scope"] = ScopesOf(grant),
            ["data"] = new
            {
                id = 4673000 + int.Parse(
                grant.Account, CultureInfo.InvariantCulture),
                gid = $"467300{grant.Account}",
                name = "Ada",
                email = $"user{grant.Account}@example.com"
            },
        };
        if (tokens.RefreshToken is { } refreshToken)
        {
            body["refresh_token"] = refreshToken;
        }

        return body;
    }

    public override ErrorAnswer RefuseCall(int status, string message) =>
        new(status, new { errors = new[] { new { message = status == StatusCodes.Status401Unauthorized ? "Not Authorized" : message } } });

    public override void MapApi(ApiMap api)
    {
        api.Get(
            "https://app.asana.com/api/1.0/users/me",
            null,
            call => Results.Json(new { data = new { gid = $"467300{call.Grant.Account}", name = "Ada" } }));
        api.Get(
            "https://app.asana.com/api/1.0/workspaces",
            "workspaces:read",
            call => Results.Json(new { data = Workspaces.Select(gid => new { gid, resource_type = "workspace" }), next_page = default(object) }));
        api.Get("https://app.asana.com/api/1.0/tasks", "tasks:read", call =>
        {
            var workspace = Array.IndexOf(Workspaces, call["workspace"]);
            if (workspace < 0 || call["assignee"] is null)
            {
                return api.Refuse(
                    StatusCodes.Status400BadRequest,
                    "You should specify one of project, tag, section, user task list, or assignee + workspace");
            }

            var since = ApiCall.Time(call["modified_since"]) ?? DateTimeOffset.MinValue;
            return call.Page(
                call.Entries(workspace, Workspaces.Length).Where(entry => entry.At >= since), call["offset"], call["limit"], 100, 100) is { } page
                ? Results.Json(new
                {
                    data = page.Items.Select(entry => new
                    {
                        gid = string.Create(CultureInfo.InvariantCulture, $"13{workspace}{entry.Number:D6}"),
                        name = entry.Text,
                        resource_type = "task",
                        modified_at = entry.At,
                    }),
                    next_page = page.Next is null ? null : new { offset = page.Next, path = "/tasks", uri = "https://app.asana.com/api/1.0/tasks" },
                })
                : api.Refuse(StatusCodes.Status400BadRequest, "Your pagination token is invalid or has expired.");
        });
    }
}
