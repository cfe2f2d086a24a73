using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Atom.OAuth.Simulation;

/// <summary>The page and the endpoints by which faults are made, for a person and for another process.</summary>
internal static class ControlEndpoints
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>What a person can pick on the page.</summary>
    private static readonly (string Name, SimulatedFault Fault)[] Choices =
    [
        ("Token endpoint: an error page of nginx, 502", new(FaultKind.ErrorPage, FaultTarget.Token)),
        ("Token endpoint: an error page that says it is JSON, 200", new(FaultKind.ErrorPage, FaultTarget.Token)
        {
            Status = 200,
            ContentType = "application/json",
        }),
        ("Token endpoint: nothing at all", new(FaultKind.EmptyBody, FaultTarget.Token) { Status = 200 }),
        ("Token endpoint: wrong client id or secret", new(FaultKind.InvalidCredentials, FaultTarget.Token)),
        ("Token endpoint: the code is expired", new(FaultKind.ExpiredCode, FaultTarget.Token)),
        ("Token endpoint: the connection breaks", new(FaultKind.CutConnection, FaultTarget.Token)),
        ("Consent: denied", new(FaultKind.ConsentDenied, FaultTarget.Authorization)),
        ("Consent: another state comes back", new(FaultKind.WrongState, FaultTarget.Authorization)),
        ("History: an error page of Varnish, 503, three times", new(FaultKind.ErrorPage, FaultTarget.Api)
        {
            Page = "varnish",
            Status = 503,
            Times = 3,
        }),
        ("History: too many requests, come back in 10 seconds", new(FaultKind.RateLimited, FaultTarget.Api) { Duration = TimeSpan.FromSeconds(10) }),
        ("History: the access token is refused, and so is the refresh token", new(FaultKind.TokenRefused, FaultTarget.Api) { Times = null }),
    ];

    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/_simulator");
        group.MapGet("/", (ProviderSimulator simulator) => Results.Text(Page(simulator), "text/html"));
        group.MapGet("/simulator.css", () => Results.Text(Style, "text/css"));
        group.MapGet("/faults", (ProviderSimulator simulator) => Results.Json(simulator.Faults, Json));
        group.MapDelete("/faults", (ProviderSimulator simulator) =>
        {
            simulator.Heal();
            return Results.NoContent();
        });
        group.MapPost("/faults", AddAsync);
    }

    private static async Task<IResult> AddAsync(HttpContext http, ProviderSimulator simulator)
    {
        if (http.Request.HasFormContentType)
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            var provider = form["provider"].ToString();
            if (form["heal"].Count > 0)
            {
                simulator.Heal();
            }
            else if (int.TryParse(form["fault"], out var choice) && choice >= 0 && choice < Choices.Length)
            {
                simulator.Fail(Choices[choice].Fault with { Provider = provider.Length == 0 ? null : provider });
                if (Choices[choice].Fault.Kind == FaultKind.TokenRefused)
                {
                    simulator.Fail(new SimulatedFault(
                        FaultKind.RefreshReuse, FaultTarget.Token)
                    { Provider = provider.Length == 0 ? null : provider });
                }
            }

            return Results.Redirect("/_simulator/");
        }

        try
        {
            var fault = await http.Request.ReadFromJsonAsync<SimulatedFault>(Json, http.RequestAborted)
                ?? throw new JsonException("There is no fault in the body.");
            simulator.Fail(fault);
            return Results.Json(fault, Json, statusCode: StatusCodes.Status201Created);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return Results.BadRequest(exception.Message);
        }
    }

    private static string Page(ProviderSimulator simulator)
    {
        StringBuilder page = new();
        page.Append(
            """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Simulated providers</title><link rel="stylesheet" href="/_simulator/simulator.css"></head>
            <body><main>
            <h1>Simulated providers</h1>
            <p>Choose what goes wrong next, then go back to the application and see what it makes of it.</p>
            <form method="post" action="/_simulator/faults">
            <p><label for="provider">Provider</label> <select id="provider" name="provider"><option value="">All</option>
            """);
        page.AppendJoin(
            '\n',
            OAuthProviders.All.Select(provider => $"<option value=\"{provider.Id}\">{WebUtility.HtmlEncode(provider.Name)}</option>"));
        page.Append("</select></p>\n<p><label for=\"fault\">Fault</label> <select id=\"fault\" name=\"fault\">\n");
        page.AppendJoin('\n', Choices.Select((choice, i) => $"<option value=\"{i}\">{WebUtility.HtmlEncode(choice.Name)}</option>"));
        page.Append(
            """
            </select></p>
            <p class="buttons"><button>Add the fault</button> <button name="heal" value="1" class="plain">Take all away</button></p>
            </form>
            <h2>To come</h2>
            <ul>
            """);
        page.AppendJoin(
            '\n',
            simulator.Faults.Select(
                fault => $"<li>{WebUtility.HtmlEncode(fault.Provider ?? "all")}: {fault.Target}, {fault.Kind}, {fault.Times?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "every"} time(s)</li>"));
        page.Append("</ul>\n<p class=\"note\">The error pages were recorded from ")
            .AppendJoin(", ", ProxyPages.Programs.Select(WebUtility.HtmlEncode))
            .Append(".</p>\n");
        return page.Append("</main></body></html>\n").ToString();
    }

    private const string Style =
        """
        :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
        body { margin: 0; background: light-dark(#f6f4ef, #16181d); color: light-dark(#1d2129, #e8e6e1); }
        main { max-width: 38rem; margin: 3rem auto; padding: 0 1.25rem; }
        .note { color: light-dark(#5a5f6b, #a3a8b4); border-left: .25rem solid #b4690e; padding-left: .75rem; }
        label { font-weight: 600; margin-right: .5rem; }
        select { font: inherit; padding: .4rem; max-width: 100%; }
        button { font: inherit; padding: .55rem 1.1rem; border-radius: .4rem; border: 1px solid #1a5d4b; background: #1a5d4b; color: #fff; cursor: pointer; }
        button.plain { background: transparent; color: inherit; border-color: currentColor; }
        .buttons { display: flex; flex-wrap: wrap; gap: .6rem; }
        """;
}
