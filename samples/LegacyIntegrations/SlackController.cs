using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LegacyIntegrations;

// A controller with an ordinary constructor: a random state that nobody looks at again, no history after the connection, words of its own.
[Authorize]
[Route("integrations/slack")]
public class SlackController : Controller
{
    private readonly SlackClient _slack;
    private readonly ConnectionStore _connections;
    private readonly IConfiguration _configuration;

    public SlackController(SlackClient slack, ConnectionStore connections, IConfiguration configuration)
    {
        _slack = slack;
        _connections = connections;
        _configuration = configuration;
    }

    private string RedirectUri => Url.ActionLink(nameof(Callback))!;

    [HttpGet("connect")]
    public async Task<IActionResult> Connect(CancellationToken cancellationToken)
    {
        var userId = User.FindFirstValue(ClaimTypes.NameIdentifier)!;
        if (await _connections.FindAsync(userId, "slack") is not null)
        {
            return LocalRedirect("/integrations");
        }

        var state = Guid.NewGuid().ToString("N");
        return Redirect($"https://slack.com/oauth/v2/authorize?client_id={_configuration["Slack:ClientId"]}&scope=channels:history&redirect_uri={Uri.EscapeDataString(RedirectUri)}&state={state}"); // ATOM003
    }

    [HttpGet("callback")]
    public async Task<IActionResult> Callback(string? code, string? error, string? error_description, CancellationToken cancellationToken) // ATOM002, ATOM005
    {
        if (error is not null)
        {
            return BadRequest($"Slack says: {error} ({error_description})"); // ATOM004
        }

        var userId = User.FindFirstValue(ClaimTypes.NameIdentifier)!;
        var token = await _slack.ExchangeCodeAsync(code!, RedirectUri, cancellationToken);
        await _connections.SaveAsync(new Connection(userId, "slack", token.AccessToken!, null));

        return LocalRedirect("/integrations");
    }
}
