using System.Text;

namespace Atom.OAuth.Tests.TokenResponses;

/// <summary>Responses that contain a token, however malformed they are.</summary>
public static class SuccessSamples
{
    private const string Standard = """{"access_token":"at-1","token_type":"bearer","expires_in":3600,"refresh_token":"rt-1"}""";

    // {"alg":"HS256"}.{"exp":1795437000}: half an hour after the time of the samples, 2026-11-23 12:00 UTC.
    private const string Jwt = "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjE3OTU0MzcwMDB9.c2ln";

    public static IReadOnlyList<TokenResponseSample> All { get; } =
    [
        new("standard", "RFC 6749, section 5.1") { Body = Standard, RefreshToken = "rt-1", ExpiresIn = 3600 },
        new("JSON as text/plain", "n8n-io/n8n#33018 (Jobber)")
        {
            ContentType = "text/plain",
            Body = Standard,
            RefreshToken = "rt-1",
            ExpiresIn = 3600,
        },
        new("JSON as text/javascript", "dart-archive/oauth2#10 (Dropbox)")
        {
            Provider = "Dropbox",
            ContentType = "text/javascript; charset=utf-8",
            Body = Standard,
            RefreshToken = "rt-1",
            ExpiresIn = 3600,
        },
        new("JSON as text/html", "golang/oauth2#542 (Deezer)")
        {
            Provider = "Deezer",
            ContentType = "text/html",
            Body = Standard,
            RefreshToken = "rt-1",
            ExpiresIn = 3600,
        },
        new("JSON without a type", "RFC 9110, section 8.3: a sender should name a type, and need not")
        {
            ContentType = null,
            Body = Standard,
            RefreshToken = "rt-1",
            ExpiresIn = 3600,
        },
        new("JSON as octet-stream", "n8n-io/n8n#33018")
        {
            ContentType = "application/octet-stream",
            Body = Standard,
            RefreshToken = "rt-1",
            ExpiresIn = 3600,
        },
        new("charset utf8", "a common misspelling; .NET throws InvalidOperationException")
        {
            ContentType = "application/json; charset=utf8",
            Body = Standard,
            RefreshToken = "rt-1",
            ExpiresIn = 3600,
        },
        new("charset that does not exist", ".NET throws InvalidOperationException")
        {
            ContentType = "application/json; charset=bogus",
            Body = Standard,
            RefreshToken = "rt-1",
            ExpiresIn = 3600,
        },
        new("byte order mark", "RFC 8259, section 8.1") { Body = "\uFEFF" + Standard, RefreshToken = "rt-1", ExpiresIn = 3600 },
        new("UTF-16 without a charset", "RFC 4627, section 3")
        {
            Bytes = Encoding.Unicode.GetBytes(Standard),
            RefreshToken = "rt-1",
            ExpiresIn = 3600,
        },
        new("white space before and after", "RFC 8259, section 2") { Body = "\r\n\t " + Standard + "\r\n", RefreshToken = "rt-1", ExpiresIn = 3600 },
        new("an analytics comment behind the JSON", "a proxy that adds to every answer")
        {
            Body = Standard + "<!-- 12 ms -->",
            RefreshToken = "rt-1",
            ExpiresIn = 3600,
        },
        new("broken character in a name", "bytes of ISO-8859-1 without a charset")
        {
            Provider = "Notion",
            Bytes = [.. "{\"workspace_name\":\"Caf"u8, 0xE9, .. "\",\"access_token\":\"at-1\"}"u8],
        },
        new("error is an empty string", "dotnet/aspnetcore#53457") { Body = """{"access_token":"at-1","error":""}""" },
        new("error is null", "dotnet/aspnetcore#53457") { Body = """{"access_token":"at-1","error":null,"error_description":null}""" },
        new("error is an empty list", "monday.com answers with errors[]") { Body = """{"access_token":"at-1","error":[]}""" },
        new("expires_in as a string", "OpenIddict.Client.WebIntegration, Exact Online")
        {
            Body = """{"access_token":"at-1","expires_in":"3600"}""",
            ExpiresIn = 3600,
        },
        new("expires_in with a fraction", "RFC 8259, section 6") { Body = """{"access_token":"at-1","expires_in":3600.0}""", ExpiresIn = 3600 },
        new("expires_in is no number", "QwenLM/qwen-code#5510") { Body = """{"access_token":"at-1","expires_in":"3600abc"}""" },
        new("expires_in is negative", "QwenLM/qwen-code#5510") { Body = """{"access_token":"at-1","expires_in":-1}""", ExpiresIn = 0 },
        new("within body", "developer.withings.com, oauth2 - request token")
        {
            Provider = "Withings",
            Body = """{"status":0,"body":{"access_token":"at-1","refresh_token":"rt-1","expires_in":10800}}""",
            RefreshToken = "rt-1",
            ExpiresIn = 10800,
        },
        new("names in camel case", "hand-made servers")
        {
            Provider = "Acme",
            Body = """{"accessToken":"at-1","refreshToken":"rt-1","expireIn":7200}""",
            RefreshToken = "rt-1",
            ExpiresIn = 7200,
        },
        new("expires_in is null", "Notion's older tokens do not end")
        {
            Provider = "Notion",
            Body = """{"access_token":"at-1","expires_in":null,"refresh_token":null}""",
        },
        new("expires_in is a time since 1970", "absurd as a number of seconds")
        {
            Body = """{"access_token":"at-1","expires_in":1795440600}""",
            ExpiresIn = 5400,
        },
        new("expires_in is beyond every number", "absurd") { Body = """{"access_token":"at-1","expires_in":1e999}""" },
        new("no expires_in", "RFC 6749, section 5.1: recommended only") { Body = """{"access_token":"at-1","token_type":"bearer"}""" },
        new("scopes as a list", "Twitch, dev.twitch.tv/docs/authentication")
        {
            Provider = "Twitch",
            Body = """{"access_token":"at-1","scope":["a","b"]}""",
        },
        new("user token only", "NangoHQ/nango, provider.client.ts; the probe of 2026-11-22")
        {
            Body = """{"ok":true,"app_id":"A1","authed_user":{"id":"U1","scope":"chat:write","access_token":"xoxp-1","token_type":"user","refresh_token":"xoxe-1","expires_in":43200},"team":{"id":"T1"}}""",
            AccessToken = "xoxp-1",
            RefreshToken = "xoxe-1",
            ExpiresIn = 43200,
        },
        new("bot and user token", "slack-go/slack#1030")
        {
            Body = """{"ok":true,"access_token":"xoxb-1","token_type":"bot","refresh_token":"xoxe-b","expires_in":43200,"authed_user":{"id":"U1","access_token":"xoxp-1","refresh_token":"xoxe-u"}}""",
            AccessToken = "xoxb-1",
            RefreshToken = "xoxe-b",
            ExpiresIn = 43200,
        },
        new("end in the token", "developer.monday.com/apps/docs/migrating-to-the-new-oauth-flow")
        {
            Provider = "monday.com",
            Body = "{\"access_token\":\"" + Jwt + "\",\"refresh_token\":\"rt-1\",\"token_type\":\"Bearer\",\"scope\":\"me:read\"}",
            AccessToken = Jwt,
            RefreshToken = "rt-1",
            ExpiresIn = 1800,
        },
        new("old Facebook form", "requests-oauthlib, compliance_fixes/facebook.py")
        {
            Provider = "WhatsApp",
            ContentType = "text/plain; charset=UTF-8",
            Body = "access_token=at-1&expires=5183999",
            ExpiresIn = 5183999,
        },
        new("GitHub's form", "agor#2192: without an Accept header")
        {
            Provider = "GitHub",
            ContentType = "application/x-www-form-urlencoded",
            Body = "access_token=at-1&scope=repo%2Cgist&token_type=bearer",
        },
        new("OAuth 1.0a form", "RFC 5849, section 2.3")
        {
            Provider = "Trello",
            ContentType = "text/plain",
            Body = "oauth_token=at-1&oauth_token_secret=ts-1",
        },
        new("Notion", "developers.notion.com/reference/refresh-a-token")
        {
            Provider = "Notion",
            Body = """{"access_token":"at-1","token_type":"bearer","refresh_token":"nrt-1","bot_id":"b","workspace_name":"W","workspace_icon":null,"workspace_id":"w","owner":{"type":"user","user":{"object":"user","id":"u"}},"duplicated_template_id":null,"request_id":"r"}""",
            RefreshToken = "nrt-1",
        },
        new("Asana", "developers.asana.com/docs/oauth")
        {
            Provider = "Asana",
            Body = """{"access_token":"at-1","expires_in":3600,"token_type":"bearer","data":{"id":"4673218951","name":"Greg"},"refresh_token":"rt-1"}""",
            RefreshToken = "rt-1",
            ExpiresIn = 3600,
        },
        new("HubSpot", "developers.hubspot.com, migration guide")
        {
            Provider = "HubSpot",
            Body = """{"token_type":"bearer","refresh_token":"rt-1","access_token":"at-1","expires_in":1800,"hub_id":1}""",
            RefreshToken = "rt-1",
            ExpiresIn = 1800,
        },
        new("Dropbox refresh", "dropbox-sdk-python#544: no new refresh token")
        {
            Provider = "Dropbox",
            Body = """{"access_token":"at-1","token_type":"bearer","expires_in":14400}""",
            ExpiresIn = 14400,
        },
        new("Microsoft", "learn.microsoft.com/entra/identity-platform")
        {
            Provider = "Microsoft Teams",
            Body = """{"token_type":"Bearer","scope":"User.Read","expires_in":3599,"ext_expires_in":3599,"access_token":"at-1","refresh_token":"rt-1","id_token":"it-1"}""",
            RefreshToken = "rt-1",
            ExpiresIn = 3599,
        },
    ];
}
