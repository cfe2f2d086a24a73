using Atom.OAuth.Simulation.Api;
using Atom.OAuth.Simulation.OAuth;

namespace Atom.OAuth.Simulation.Providers;

/// <summary>
/// WhatsApp Business: no refresh tokens, errors of the Graph API, and a history that is pushed once it was asked for: within a day, once.
/// </summary>
internal sealed class WhatsApp(WhatsAppPush push, TimeProvider time) : SimulatedProvider(OAuthProviders.WhatsApp)
{
    private const string Version = "https://graph.facebook.com/{version}";

    private readonly HashSet<(string Grant, string Type)> _asked = [];

    public override TimeSpan AccessTokenLifetime => TimeSpan.FromDays(60);

    public override object Tokens(Grant grant, IssuedTokens tokens, bool isRefresh)
        => new { access_token = tokens.AccessToken, token_type = "bearer", expires_in = (int)tokens.Lifetime.TotalSeconds };

    public override ErrorAnswer Refuse(TokenError error, string description)
        => Error(
            StatusCodes.Status400BadRequest,
            error == TokenError.InvalidClient ? "Error validating client secret." : description,
            error == TokenError.InvalidClient ? 1 : 100);

    public override ErrorAnswer RefuseCall(int status, string message) => status switch
    {
        StatusCodes.Status401Unauthorized => Error(status, "Error validating access token: the session has expired.", 190),
        StatusCodes.Status403Forbidden => Error(status, message, 10),
        StatusCodes.Status429TooManyRequests => Error(StatusCodes.Status400BadRequest, "Application request limit reached", 4),
        _ => Error(status, message, 100),
    };

    public override IEnumerable<(string Name, string? Value)> Denied()
        => [("error", "access_denied"), ("error_code", "200"), ("error_reason", "user_denied"), ("error_description", "Permissions error")];

    public override void MapApi(ApiMap api)
    {
        api.Get(Version + "/debug_token", null, call => Results.Json(new
        {
            data = new
            {
                is_valid = true,
                user_id = $"7000{call.Grant.Account}",
                granular_scopes = new[] { new { scope = "whatsapp_business_management", target_ids = new[] { $"2000{call.Grant.Account}" } } },
            },
        }));
        api.Get(Version + "/{waba}/phone_numbers", "whatsapp_business_management", call => Results.Json(new
        {
            data = new[] { new { id = Phone(call), display_phone_number = "+1 555 0100", verified_name = "Contoso" } },
        }));
        api.Post(Version + "/{waba}/subscribed_apps", "whatsapp_business_management", call => Results.Json(new { success = true }));
        api.Post(Version + "/{phone}/smb_app_data", "whatsapp_business_messaging", call =>
        {
            var type = call.Body.TryGetProperty("sync_type", out var asked) ? asked.GetString() ?? string.Empty : string.Empty;
            if (call.Route("phone") != Phone(call) || type is not ("smb_app_state_sync" or "history"))
            {
                return api.Refuse(StatusCodes.Status400BadRequest, "Unsupported post request");
            }

            bool isFirst;
            lock (_asked)
            {
                isFirst = time.GetUtcNow() - call.Grant.CreatedAt < TimeSpan.FromHours(24) && _asked.Add((call.Grant.Id, type));
            }

            if (!isFirst)
            {
                return api.Refuse(StatusCodes.Status400BadRequest, "The history can be asked for once, within 24 hours of the onboarding");
            }

            push.Begin(Phone(call), type, call.Entries());
            return Results.Json(new { messaging_product = "whatsapp", request_id = Guid.NewGuid().ToString("N") });
        });
    }

    private static string Phone(ApiCall call) => $"3000{call.Grant.Account}";

    private static ErrorAnswer Error(int status, string message, int code) =>
        new(status, new { error = new { message, type = "OAuthException", code, fbtrace_id = "AbCdEfGhIjK" } });
}
