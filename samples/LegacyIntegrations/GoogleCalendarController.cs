using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace LegacyIntegrations;

// A controller with a primary constructor: the user's id in base64 serves as state, and comes back from whoever calls.
[ApiController]
[Authorize]
[Route("api/google-calendar")]
public class GoogleCalendarController(
    GoogleCalendarService calendar,
    GoogleOptions options,
    ConnectionStore connections,
    ILogger<GoogleCalendarController> logger) : ControllerBase
{
    [HttpGet("url")]
    public async Task<IActionResult> GetAuthorizationUrl(string tenantId)
    {
        var userId = User.FindFirstValue(ClaimTypes.NameIdentifier)!;
        var known = await connections.FindAsync(userId, "google_calendar");

        var state = Convert.ToBase64String(Encoding.UTF8.GetBytes(userId + ":" + tenantId));
        var url = "https://accounts.google.com/o/oauth2/v2/auth"
            + "?response_type=code"
            + "&access_type=offline"
            + "&client_id=" + options.ClientId
            + "&redirect_uri=" + Uri.EscapeDataString(options.RedirectUri)
            + "&scope=" + Uri.EscapeDataString("https://www.googleapis.com/auth/calendar.readonly")
            + "&state=" + state; // ATOM003

        return Ok(new { url, connected = known is not null });
    }

    [HttpGet("callback")]
    public async Task<IActionResult> Callback([FromQuery] string? code, [FromQuery] string? state, [FromQuery] string? error) // ATOM002, ATOM005
    {
        if (error != null)
        {
            logger.LogWarning("Google Calendar authorization failed: {Error}", error); // ATOM004
            return BadRequest("Google Calendar authorization failed: " + error); // ATOM004
        }

        var userId = User.FindFirstValue(ClaimTypes.NameIdentifier)!;
        var token = await calendar.ExchangeCodeAsync(code!);
        await connections.SaveAsync(new Connection(userId, "google_calendar", token.AccessToken!, token.RefreshToken));

        return Redirect("/integrations?connected=google_calendar&returned=" + state);
    }
}
