namespace Atom.OAuth;

public static partial class OAuthProviders
{
    /// <summary>Gets WhatsApp Business, which is connected through Meta's platform.</summary>
    public static OAuthProvider WhatsApp { get; } = new("whatsapp", "WhatsApp")
    {
        Hosts = ["graph.facebook.com", "www.facebook.com", "graph.whatsapp.com"],
        Protocol = new(OAuthProtocol.OAuth2, FactSources.SocialCore + "/facebook.py"),
        Endpoints =
        [
            new(OAuthEndpointKind.Authorization, "https://www.facebook.com/{version}/dialog/oauth", FactSources.Nango),
            new(OAuthEndpointKind.Token, "https://graph.facebook.com/{version}/oauth/access_token", "developers.facebook.com, business-messaging/whatsapp/embedded-signup/onboarding-customers-as-a-tech-provider, step 1"),
            new(OAuthEndpointKind.Api, "https://graph.facebook.com/{version}", FactSources.Nango),
        ],
        ClientAuthentication = new(OAuthClientAuthentication.Query | OAuthClientAuthentication.Body, FactSources.SocialCore + "/facebook.py (ACCESS_TOKEN_METHOD = GET); " + FactSources.OpenIddict + " posts a form"),
        RequestEncoding = new(OAuthRequestEncoding.Query | OAuthRequestEncoding.Form, FactSources.SocialCore + "/facebook.py; " + FactSources.OpenIddict),
        ScopeSeparator = new(',', FactSources.SocialCore + "/facebook.py"),
        OfflineAccess = new(null, FactSources.SocialCore + "/facebook.py: there is no refresh token, a token is extended with grant_type=fb_exchange_token"),
        ErrorShapes = new(OAuthErrorShapes.NestedObject, "stackoverflow.com/questions/14575477"),
        Refresh = new(OAuthRefreshBehavior.None, FactSources.SocialCore + "/facebook.py"),
        SendsForms = new(true, "requests/requests-oauthlib, compliance_fixes/facebook.py: old API versions, as text/plain"),
        StateLimit = new(null, FactSources.NoneFound),
        History = new(OAuthHistoryAccess.PushOnly, "docs.360dialog.com, coexistence-webhooks"),
        HistoryLimit = new(null, FactSources.NotDocumented),
        RetryAfter = new(OAuthRetryAfterForms.None, FactSources.NotDocumented),
        Limitations =
        [
            new("There is no API to pull message history: coexistence onboarding pushes 'history' webhooks, and the business may decline to share.", "docs.360dialog.com, coexistence-webhooks"),
            new("The documented token request is a GET with the client secret in the query: whatever logs URLs logs the secret.", FactSources.SocialCore + "/facebook.py"),
        ],
    };
}
