namespace Atom.OAuth;

public static partial class OAuthProviders
{
    private const string GraphChangelog = "https://developers.facebook.com/docs/graph-api/changelog";
    private const string FacebookBackend = FactSources.SocialCore + "facebook.py (2026-08-07)";
    private const string WhatsAppOnboarding =
        "https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/onboarding-customers-as-a-tech-provider";
    private const string WhatsAppHistory =
        "https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/history (2026-05-21)";
    private const string Coexistence = "https://docs.360dialog.com/partner/waba-management/whatsapp-coexistence/coexistence-webhooks";

    /// <summary>Gets WhatsApp Business, which is connected through Meta's platform.</summary>
    public static OAuthProvider WhatsApp { get; } = new("whatsapp", "WhatsApp")
    {
        Hosts = ["graph.facebook.com", "www.facebook.com", "graph.whatsapp.com"],
        Protocol = new(OAuthProtocol.OAuth2, WhatsAppOnboarding),
        Endpoints =
        [
            new(OAuthEndpointKind.Authorization, "https://www.facebook.com/{version}/dialog/oauth", FactSources.Nango),
            new(OAuthEndpointKind.Token, "https://graph.facebook.com/{version}/oauth/access_token", WhatsAppOnboarding + ", step 1"),
            new(OAuthEndpointKind.Api, "https://graph.facebook.com/{version}", FactSources.Nango),
        ],
        UrlVersion = new("v26.0", GraphChangelog + ": since 2026-07-29"),
        ClientAuthentication = new(
            OAuthClientAuthentication.Query | OAuthClientAuthentication.Body,
            FacebookBackend + " sends a GET; " + FactSources.OpenIddict + " posts a form"),
        PreferredClientAuthentication = new(OAuthClientAuthentication.Body, FactSources.OpenIddict + ": a form, which keeps the secret out of URLs"),
        RequestEncoding = new(OAuthRequestEncoding.Query | OAuthRequestEncoding.Form, FacebookBackend + "; " + FactSources.OpenIddict),
        PreferredRequestEncoding = new(OAuthRequestEncoding.Form, FactSources.OpenIddict),
        Pkce = new(OAuthPkceSupport.None, WhatsAppOnboarding + ": its token request has no code_verifier"),
        ScopeSeparator = new(',', FacebookBackend),
        ErrorShapes = new(OAuthErrorShapes.NestedObject, "https://stackoverflow.com/questions/14575477"),
        Refresh = new(OAuthRefreshBehavior.None, FacebookBackend + ": a token is extended with grant_type=fb_exchange_token"),
        RefreshTokenLifetime = new(null, FacebookBackend),
        SendsForms = new(
            true,
            "https://github.com/requests/requests-oauthlib/blob/master/requests_oauthlib/compliance_fixes/facebook.py: old API versions, as text/plain"),
        StateLimit = new(null, WhatsAppOnboarding + " gives none"),
        History = new(OAuthHistoryAccess.PushOnly, WhatsAppHistory),
        HistoryLimit = new("180 days before the onboarding, in phases 0, 1 and 2; no group chats, media ids of the last 14 days.", WhatsAppHistory),
        HistoryRequestWindow = new(TimeSpan.FromHours(24), "https://github.com/facebook/openapi (2025-11); " + Coexistence),
        RetryAfter = new(OAuthRetryAfterForms.None, WhatsAppOnboarding + " gives none"),
        Limitations =
        [
            new(
                "There is no API to pull message bodies: the 'history' webhooks push them, once they are asked for, and the business may decline to share.",
                WhatsAppHistory + "; " + Coexistence),
            new(
                "The push has to be asked for within 24 hours of the onboarding, once: POST /{phone-number-id}/smb_app_data with sync_type "
                + "smb_app_state_sync, then history. Missed means: onboard again.",
                Coexistence),
            new("The documented token request is a GET with the client secret in the query: whatever logs URLs logs the secret.", FacebookBackend),
        ],
    };
}
