using System.IO.Compression;
using System.Net;
using System.Text;

namespace Atom.OAuth.Tests.TokenResponses;

/// <summary>Responses without a token.</summary>
public static class FailureSamples
{
    private const string Page =
        "<!DOCTYPE html><html><head><title>Service Unavailable</title></head><body>client_secret=hunter22 <script>alert(1)</script></body></html>";
    private const string Challenge = "<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>";
    private const string Probe = "measured on 2026-11-22 against OAuthHandler, Duende.IdentityModel and OpenIddict";

    public static IReadOnlyList<TokenResponseSample> All { get; } = [.. Pages, .. Bodies, .. Errors, .. Throttling];

    private static TokenResponseSample[] Pages =>
    [
        new("200 HTML", Probe) { ContentType = "text/html", Body = Page, Kind = OAuthFailureKind.HtmlPage, Code = "unexpected_html" },
        new("200 HTML labelled JSON", Probe) { Body = Page, Kind = OAuthFailureKind.HtmlPage, Code = "unexpected_html" },
        new("200 HTML without a type", "googleapis/google-api-nodejs-client#293")
        {
            Provider = "Google Chat",
            ContentType = null,
            Body = Page,
            Kind = OAuthFailureKind.HtmlPage,
            Code = "unexpected_html",
        },
        new("200 login page", "MicrosoftDocs/azure-docs#59693")
        {
            Provider = "Microsoft Teams",
            ContentType = "text/html; charset=utf-8",
            Body = "\r\n<html dir=\"ltr\"><head><title>Sign in to your account</title>",
            Kind = OAuthFailureKind.HtmlPage,
            Code = "unexpected_html",
        },
        new("400 HTML", Probe)
        {
            Status = HttpStatusCode.BadRequest,
            ContentType = "text/html",
            Body = Page,
            Kind = OAuthFailureKind.HtmlPage,
            Code = "unexpected_html",
        },
        new("400 HTML from Asana", "pandemicsyn/asana#27")
        {
            Provider = "Asana",
            Status = HttpStatusCode.BadRequest,
            ContentType = "text/html",
            Body = "<html><body>error</body></html>",
            Kind = OAuthFailureKind.HtmlPage,
            Code = "unexpected_html",
        },
        new("403 HTML of a content network", "aspnet-contrib/AspNet.Security.OAuth.Providers#752")
        {
            Status = HttpStatusCode.Forbidden,
            ContentType = "text/html",
            Body = Page,
            Kind = OAuthFailureKind.HtmlPage,
            Code = "unexpected_html",
        },
        new("403 Cloudflare challenge", "KickEngineering/KickDevDocs#148")
        {
            Provider = "Discord",
            Status = HttpStatusCode.Forbidden,
            ContentType = "text/html; charset=UTF-8",
            Body = Challenge,
            Headers = [("cf-ray", "8f1a2b3c4d5e6f70-FRA")],
            Kind = OAuthFailureKind.HtmlPage,
            Code = "unexpected_html",
            CorrelationId = "8f1a2b3c4d5e6f70-FRA",
        },
        new("404 HTML", "MSAL-android#1331")
        {
            Provider = "Microsoft Teams",
            Status = HttpStatusCode.NotFound,
            ContentType = "text/html",
            Body = Page,
            Kind = OAuthFailureKind.HtmlPage,
            Code = "unexpected_html",
        },
        new("500 HTML on a bad code", "mattermost/mattermost#10924")
        {
            Provider = "Mattermost",
            Status = HttpStatusCode.InternalServerError,
            ContentType = "text/html",
            Body = Page,
            Kind = OAuthFailureKind.HtmlPage,
            Code = "unexpected_html",
            Retryable = true,
        },
        new("502 HTML", "airbytehq/airbyte#15729")
        {
            Provider = "HubSpot",
            Status = HttpStatusCode.BadGateway,
            ContentType = "text/html",
            Body = Page,
            Kind = OAuthFailureKind.HtmlPage,
            Code = "unexpected_html",
            Retryable = true,
        },
        new("502 HTML from Google", "googleapis/google-auth-library-python#1260")
        {
            Provider = "Google Calendar",
            Status = HttpStatusCode.BadGateway,
            ContentType = "text/html; charset=UTF-8",
            Body = Page,
            Kind = OAuthFailureKind.HtmlPage,
            Code = "unexpected_html",
            Retryable = true,
        },
        new("503 HTML with Retry-After", "dropbox-sdk-python#360")
        {
            Provider = "Dropbox",
            Status = HttpStatusCode.ServiceUnavailable,
            ContentType = "text/html",
            Body = Page,
            Headers = [("Retry-After", "15")],
            Kind = OAuthFailureKind.HtmlPage,
            Code = "unexpected_html",
            Retryable = true,
            RetryAfter = 15,
        },
        new("520 Cloudflare", "developers.cloudflare.com/support, 5xx errors")
        {
            Status = (HttpStatusCode)520,
            ContentType = "text/html",
            Body = Page,
            Kind = OAuthFailureKind.HtmlPage,
            Code = "unexpected_html",
            Retryable = true,
        },
        new("page without tags", "WHATWG MIME Sniffing: only the label tells")
        {
            ContentType = "text/html",
            Body = "Sorry, something went wrong.",
            Provider = "WhatsApp",
            Kind = OAuthFailureKind.HtmlPage,
            Code = "unexpected_html",
        },
        new("XHTML behind a declaration", "WHATWG MIME Sniffing")
        {
            ContentType = "application/xml",
            Body = "<?xml version=\"1.0\"?>\n<!DOCTYPE html><html xmlns=\"http://www.w3.org/1999/xhtml\"><head/></html>",
            Kind = OAuthFailureKind.HtmlPage,
            Code = "unexpected_html",
        },
        new("302 to a login page", "googleapis/google-api-php-client#501")
        {
            Provider = "Google Chat",
            Status = HttpStatusCode.Found,
            ContentType = "text/html",
            Body = "<HTML><HEAD>",
            Headers = [("Location", "https://www.google.com/sorry/index")],
            Kind = OAuthFailureKind.RedirectedToPage,
            Code = "redirected_to_page",
        },
        new("307 elsewhere", "RFC 9110, section 15.4.8")
        {
            Status = HttpStatusCode.TemporaryRedirect,
            ContentType = null,
            Headers = [("Location", "/login")],
            Kind = OAuthFailureKind.RedirectedToPage,
            Code = "redirected_to_page",
        },
    ];

    private static TokenResponseSample[] Bodies =>
    [
        new("200 empty", Probe) { Kind = OAuthFailureKind.Empty, Code = "empty_response", Retryable = true },
        new("200 white space", "moodle-mod_zoom#589")
        {
            Provider = "Zoom",
            Body = " \r\n",
            Kind = OAuthFailureKind.Empty,
            Code = "empty_response",
            Retryable = true,
        },
        new("204", "RFC 9110, section 15.3.5")
        {
            Status = HttpStatusCode.NoContent,
            ContentType = null,
            Kind = OAuthFailureKind.Empty,
            Code = "no_content",
        },
        new("401 empty", "RFC 9110, section 15.5.2")
        {
            Status = HttpStatusCode.Unauthorized,
            ContentType = null,
            Kind = OAuthFailureKind.Empty,
            Code = "empty_response",
        },
        new("200 []", Probe) { Body = "[]", Kind = OAuthFailureKind.MissingToken, Code = "missing_token" },
        new("200 null", Probe) { Body = "null", Kind = OAuthFailureKind.MissingToken, Code = "missing_token" },
        new("200 {}", Probe) { Body = "{}", Kind = OAuthFailureKind.MissingToken, Code = "missing_token" },
        new("200 ok without a token", Probe)
        {
            Body = """{"ok":true,"authed_user":{"id":"U1"}}""",
            Kind = OAuthFailureKind.MissingToken,
            Code = "missing_token",
        },
        new("access_token is null", "requests/requests-oauthlib#562")
        {
            Body = """{"access_token":null,"token_type":"bearer"}""",
            Kind = OAuthFailureKind.MissingToken,
            Code = "missing_token",
        },
        new("access_token is empty", "requests/requests-oauthlib#562")
        {
            Body = """{"access_token":"","token_type":"bearer"}""",
            Kind = OAuthFailureKind.MissingToken,
            Code = "missing_token",
        },
        new("access_token is an object", "QwenLM/qwen-code#5510")
        {
            Body = """{"access_token":{"value":"x"}}""",
            Kind = OAuthFailureKind.MissingToken,
            Code = "missing_token",
        },
        new("200 text", "upstream proxies")
        {
            ContentType = "text/plain",
            Body = "upstream connect error or disconnect/reset before headers",
            Kind = OAuthFailureKind.NotJson,
            Code = "unexpected_text",
        },
        new("502 text", "upstream proxies")
        {
            Status = HttpStatusCode.BadGateway,
            ContentType = "text/plain",
            Body = "502 Bad Gateway",
            Kind = OAuthFailureKind.NotJson,
            Code = "unexpected_text",
            Retryable = true,
        },
        new("401 text", "gatsby-source-trello#8")
        {
            Provider = "Trello",
            Status = HttpStatusCode.Unauthorized,
            ContentType = "text/plain",
            Body = "invalid token",
            Kind = OAuthFailureKind.NotJson,
            Code = "unexpected_text",
        },
        new("400 text", "developers.dropbox.com/error-handling-guide")
        {
            Provider = "Dropbox",
            Status = HttpStatusCode.BadRequest,
            ContentType = "text/plain; charset=utf-8",
            Body = "Error in call to API function",
            Kind = OAuthFailureKind.NotJson,
            Code = "unexpected_text",
        },
        new("XML", "S3 and SOAP gateways")
        {
            Status = HttpStatusCode.Forbidden,
            ContentType = "application/xml",
            Body = "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>",
            Kind = OAuthFailureKind.NotJson,
            Code = "unexpected_xml",
        },
        new("cut off", "a connection that closed early")
        {
            Body = """{"access_token":"at-1","refresh_to""",
            Kind = OAuthFailureKind.NotJson,
            Code = "malformed_json",
            Retryable = true,
        },
        new("single quotes", "hand-made servers") { Body = "{'access_token':'at-1'}", Kind = OAuthFailureKind.NotJson, Code = "unexpected_text" },
        new("guarded", "Google's older APIs") { Body = ")]}'\n{\"access_token\":\"at-1\"}", Kind = OAuthFailureKind.NotJson, Code = "guarded_json" },
        new("JSONP", "RFC 8259 allows none")
        {
            ContentType = "text/javascript",
            Body = "callback({\"access_token\":\"at-1\"})",
            Kind = OAuthFailureKind.NotJson,
            Code = "unexpected_script",
        },
        new("gzip without a coding", "a proxy that drops Content-Encoding")
        {
            Bytes = Gzip("{\"access_token\":\"at-1\"}"),
            Kind = OAuthFailureKind.NotJson,
            Code = "undecoded_compression",
        },
        new("more than a mebibyte", "a server that answers with something else")
        {
            Body = "{\"x\":\"" + new string('x', 1 << 20) + "\"}",
            Kind = OAuthFailureKind.TooLarge,
            Code = "response_too_large",
        },
    ];

    private static TokenResponseSample[] Errors =>
    [
        new("Apigee, faultstring", "cloud.google.com/apigee, OAuth HTTP status code reference")
        {
            Provider = "Acme",
            Status = HttpStatusCode.BadRequest,
            Body = """{"fault":{"faultstring":"Invalid refresh token","detail":{"errorcode":"keymanagement.service.invalid_refresh_token"}}}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "keymanagement.service.invalid_refresh_token",
            Description = "Invalid refresh token",
            Reauthorize = true,
        },
        new("Fitbit, errorType", "dev.fitbit.com, authorization errors")
        {
            Provider = "Fitbit",
            Status = HttpStatusCode.BadRequest,
            Body = """{"errors":[{"errorType":"invalid_grant","message":"Refresh token invalid."}],"success":false}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "invalid_grant",
            Description = "Refresh token invalid.",
            Reauthorize = true,
        },
        new("WeChat, errcode with 200", "developers.weixin.qq.com, global return codes")
        {
            Provider = "WeChat",
            Body = """{"errcode":40163,"errmsg":"code been used"}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "40163",
            Description = "code been used",
            Reauthorize = true,
        },
        new("Withings, 601 with 200", "developer.withings.com, response status")
        {
            Provider = "Withings",
            Body = """{"status":601,"body":{},"error":"Too Many Requests"}""",
            Kind = OAuthFailureKind.RateLimited,
            Code = "too_many_requests",
            Description = "Too Many Requests",
            Retryable = true,
        },
        new("Instagram, the status as a code", "developers.facebook.com, Instagram platform")
        {
            Provider = "Instagram",
            Status = HttpStatusCode.BadRequest,
            Body = """{"error_type":"OAuthException","code":400,"error_message":"This authorization code has been used"}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "OAuthException",
            Description = "This authorization code has been used",
        },
        new("Meta, expired session", "developers.facebook.com/docs/graph-api/guides/error-handling")
        {
            Provider = "WhatsApp",
            Status = HttpStatusCode.BadRequest,
            Body = """{"error":{"message":"Error validating access token: Session has expired on Monday.","type":"OAuthException","code":190,"error_subcode":463}}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "190",
            Description = "Error validating access token: Session has expired on Monday.",
            Reauthorize = true,
        },
        new("400 standard", "RFC 6749, section 5.2")
        {
            Status = HttpStatusCode.BadRequest,
            Body = """{"error":"invalid_grant","error_description":"Expired"}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "invalid_grant",
            Description = "Expired",
            Reauthorize = true,
        },
        new("400 standard without a description", "RFC 6749, section 5.2")
        {
            Status = HttpStatusCode.BadRequest,
            Body = """{"error":"invalid_client"}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "invalid_client",
            Description = "The client id or the client secret is wrong",
        },
        new("200 ok:false", Probe)
        {
            Body = """{"ok":false,"error":"invalid_code"}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "invalid_code",
            Description = "The authorization code is invalid or expired",
            Reauthorize = true,
        },
        new("200 ok:false without an error", "slackapi/python-slack-sdk#718")
        {
            Body = """{"ok":false}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "unknown_error",
        },
        new("ok:false beside a token", "an answer that contradicts itself is no success")
        {
            Body = """{"ok":false,"access_token":"at-1","error":"account_inactive"}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "account_inactive",
            Description = "The account or workspace is no longer active",
            Reauthorize = true,
        },
        new("200 GitHub", "docs.github.com, troubleshooting OAuth app access token request errors")
        {
            Provider = "GitHub",
            Body = """{"error":"bad_verification_code","error_description":"The code passed is incorrect or expired.","error_uri":"https://docs.github.com/apps/troubleshooting"}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "bad_verification_code",
            Description = "The code passed is incorrect or expired.",
            Reauthorize = true,
        },
        new("200 form", "agor#2198")
        {
            Provider = "GitHub",
            ContentType = "application/x-www-form-urlencoded; charset=utf-8",
            Body = "error=incorrect_client_credentials&error_description=The+client_id+is+incorrect.",
            Kind = OAuthFailureKind.ProviderError,
            Code = "incorrect_client_credentials",
            Description = "The client_id is incorrect.",
        },
        new("400 Meta", "stackoverflow.com/questions/14575477")
        {
            Provider = "WhatsApp",
            Status = HttpStatusCode.BadRequest,
            ContentType = "text/javascript; charset=UTF-8",
            Body = """{"error":{"message":"This authorization code has been used.","type":"OAuthException","code":100,"fbtrace_id":"AbC1"}}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "100",
            Description = "This authorization code has been used.",
            CorrelationId = "AbC1",
        },
        new("400 Meta, transient", "developers.facebook.com/docs/graph-api/guides/error-handling")
        {
            Provider = "WhatsApp",
            Status = HttpStatusCode.BadRequest,
            Body = """{"error":{"message":"Please retry later.","type":"OAuthException","is_transient":true,"code":2}}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "2",
            Description = "Please retry later.",
            Retryable = true,
        },
        new("400 HubSpot, old", Probe)
        {
            Provider = "HubSpot",
            Status = HttpStatusCode.BadRequest,
            Body = """{"status":"BAD_REFRESH_TOKEN","message":"missing or invalid refresh token","correlationId":"0f2c-1"}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "BAD_REFRESH_TOKEN",
            Description = "missing or invalid refresh token",
            Reauthorize = true,
            CorrelationId = "0f2c-1",
        },
        new("400 HubSpot, since 2026", "developers.hubspot.com/changelog/new-oauth-v3-api-endpoints-and-standardized-error-responses")
        {
            Provider = "HubSpot",
            Status = HttpStatusCode.BadRequest,
            Body = """{"error":"invalid_grant","error_description":"missing or invalid refresh token","status":"BAD_REFRESH_TOKEN","message":"missing or invalid refresh token"}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "invalid_grant",
            Description = "missing or invalid refresh token",
            Reauthorize = true,
        },
        new("401 HubSpot API", "apis.io, HubSpot error example")
        {
            Provider = "HubSpot",
            Status = HttpStatusCode.Unauthorized,
            Body = """{"status":"error","message":"The OAuth token is expired","correlationId":"c-1","category":"EXPIRED_AUTHENTICATION"}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "EXPIRED_AUTHENTICATION",
            Description = "The OAuth token is expired",
            CorrelationId = "c-1",
        },
        new("400 Zoom", "zoom/server-to-server-oauth-token#3")
        {
            Provider = "Zoom",
            Status = HttpStatusCode.BadRequest,
            Body = """{"reason":"unsupported grant type","error":"unsupported_grant_type"}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "unsupported_grant_type",
            Description = "unsupported grant type",
        },
        new("401 Zoom", "tl-its-umich-edu/remote-office-hours-queue#363")
        {
            Provider = "Zoom",
            Status = HttpStatusCode.Unauthorized,
            Body = """{"reason":"Invalid Token!","error":"invalid_grant"}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "invalid_grant",
            Description = "Invalid Token!",
            Reauthorize = true,
        },
        new("401 Zoom API", "devforum.zoom.us/t/18928")
        {
            Provider = "Zoom",
            Status = HttpStatusCode.Unauthorized,
            Body = """{"code":124,"message":"Invalid access token."}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "124",
            Description = "Invalid access token.",
        },
        new("Discord API", "discord/discord-api-docs#6473")
        {
            Provider = "Discord",
            Status = HttpStatusCode.Forbidden,
            Body = """{"message":"internal network error","code":40333}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "40333",
            Description = "internal network error",
        },
        new("400 Notion", "nango.dev/blog/notion-oauth-refresh-token-invalid-grant")
        {
            Provider = "Notion",
            Status = HttpStatusCode.BadRequest,
            Body = """{"error":"invalid_grant","error_description":"Invalid refresh token.","request_id":"7c9d"}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "invalid_grant",
            Description = "Invalid refresh token.",
            Reauthorize = true,
            CorrelationId = "7c9d",
        },
        new("Notion API", "developers.notion.com/reference/status-codes")
        {
            Provider = "Notion",
            Status = HttpStatusCode.Unauthorized,
            Body = """{"object":"error","status":401,"code":"unauthorized","message":"API token is invalid."}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "unauthorized",
            Description = "API token is invalid.",
        },
        new("Asana API", "developers.asana.com/docs/rate-limits")
        {
            Provider = "Asana",
            Status = HttpStatusCode.BadRequest,
            Body = """{"errors":[{"message":"Missing input: code"}]}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "http_400",
            Description = "Missing input: code",
        },
        new("400 Dropbox", "dropbox/dropbox-sdk-dotnet#373")
        {
            Provider = "Dropbox",
            Status = HttpStatusCode.BadRequest,
            Body = """{"error":"invalid_grant","error_description":"refresh token is invalid or revoked"}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "invalid_grant",
            Description = "refresh token is invalid or revoked",
            Reauthorize = true,
        },
        new("Dropbox API", "developers.dropbox.com/error-handling-guide")
        {
            Provider = "Dropbox",
            Status = HttpStatusCode.Unauthorized,
            Body = """{"error_summary":"expired_access_token/..","error":{".tag":"expired_access_token"}}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "expired_access_token",
            Description = "expired_access_token/..",
        },
        new("400 monday.com", "activepieces/activepieces#3499")
        {
            Provider = "monday.com",
            Status = HttpStatusCode.BadRequest,
            Body = """{"error":"invalid_scope","error_description":"Invalid scope param"}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "invalid_scope",
            Description = "Invalid scope param",
        },
        new("monday.com, 200 with errors", "estuary/connectors#3083")
        {
            Provider = "monday.com",
            Body = """{"errors":[{"message":"Not authenticated","extensions":{"code":"UNAUTHENTICATED"}}],"account_id":1}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "UNAUTHENTICATED",
            Description = "Not authenticated",
        },
        new("400 Microsoft", "learn.microsoft.com/entra/identity-platform/reference-error-codes")
        {
            Provider = "Microsoft Teams",
            Status = HttpStatusCode.BadRequest,
            Body = """{"error":"invalid_scope","error_description":"AADSTS70011: The provided value for the input parameter 'scope' isn't valid.\r\nTrace ID: 255d1aef\r\nTimestamp: 2016-01-09 02:02:12Z","error_codes":[70011],"timestamp":"2016-01-09 02:02:12Z","trace_id":"255d1aef","correlation_id":"fb3d2015"}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "invalid_scope",
            Description = "AADSTS70011: The provided value for the input parameter 'scope' isn't valid.",
            CorrelationId = "fb3d2015",
        },
        new("Microsoft Graph", "learn.microsoft.com/graph/errors")
        {
            Provider = "Microsoft Teams",
            Status = HttpStatusCode.Unauthorized,
            Body = """{"error":{"code":"InvalidAuthenticationToken","message":"Access token has expired.","innerError":{"request-id":"e5a6"}}}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "InvalidAuthenticationToken",
            Description = "Access token has expired.",
            CorrelationId = "e5a6",
        },
        new("Google API", "google.aip.dev/193")
        {
            Provider = "Google Calendar",
            Status = HttpStatusCode.Unauthorized,
            Body = """{"error":{"code":401,"message":"Request had invalid authentication credentials.","status":"UNAUTHENTICATED"}}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "UNAUTHENTICATED",
            Description = "Request had invalid authentication credentials.",
        },
        new("Google, invalid_rapt", "unified.to/blog/why_google_oauth_returns")
        {
            Provider = "Google Chat",
            Status = HttpStatusCode.BadRequest,
            Body = """{"error":"invalid_grant","error_description":"reauth related error (invalid_rapt)","error_subtype":"invalid_rapt"}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "invalid_grant",
            Description = "reauth related error (invalid_rapt)",
            Reauthorize = true,
        },
        new("Salesforce", "developer.salesforce.com, REST API error responses")
        {
            Provider = "Salesforce",
            Status = HttpStatusCode.BadRequest,
            Body = """[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "INVALID_SESSION_ID",
            Description = "Session expired or invalid",
        },
        new("Okta", "developer.okta.com/docs/reference/error-codes")
        {
            Provider = "Okta",
            Status = HttpStatusCode.Unauthorized,
            Body = """{"errorCode":"E0000011","errorSummary":"Invalid token provided"}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "E0000011",
            Description = "Invalid token provided",
        },
        new("Intuit", "developer.intuit.com, error codes")
        {
            Provider = "QuickBooks",
            Status = HttpStatusCode.Unauthorized,
            Body = """{"fault":{"error":[{"message":"AuthenticationFailed","detail":"Token expired","code":"3200"}],"type":"AUTHENTICATION"}}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "3200",
            Description = "AuthenticationFailed",
        },
        new("problem details", "RFC 9457")
        {
            Provider = "Contoso",
            Status = HttpStatusCode.Forbidden,
            ContentType = "application/problem+json",
            Body = """{"type":"about:blank","title":"Forbidden","status":403}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "http_403",
            Description = "Forbidden",
        },
        new("error is a number", "QwenLM/qwen-code#5510")
        {
            Status = HttpStatusCode.BadRequest,
            Body = """{"error":4001,"error_description":"no"}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "4001",
            Description = "no",
        },
        new("error is a list", "oauthlib's compliance fixes")
        {
            Status = HttpStatusCode.BadRequest,
            Body = """{"error":["invalid_grant"]}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "invalid_grant",
            Description = "The authorization code or refresh token is invalid or expired",
            Reauthorize = true,
        },
        new("error is a sentence", "hand-made servers")
        {
            Status = HttpStatusCode.BadRequest,
            Body = """{"error":"Something <b>bad</b> happened"}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "http_400",
            Description = "Something bad happened",
        },
        new("secret in the description", "servers that echo the request")
        {
            Status = HttpStatusCode.BadRequest,
            Body = """{"error":"invalid_request","error_description":"bad client_secret=hunter22 for xoxb-1234567890-abcdef"}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "invalid_request",
            Description = "bad client_secret=[redacted] for [redacted]",
        },
        new("only a header", "RFC 6750, section 3")
        {
            Status = HttpStatusCode.Unauthorized,
            ContentType = null,
            Headers = [("WWW-Authenticate", "Bearer realm=\"a, b\", error=\"invalid_token\", error_description=\"expired, sorry\"")],
            Kind = OAuthFailureKind.ProviderError,
            Code = "invalid_token",
            Description = "expired, sorry",
        },
        new("500 with invalid_grant", "a server in trouble is no witness")
        {
            Status = HttpStatusCode.InternalServerError,
            Body = """{"error":"invalid_grant"}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "invalid_grant",
            Description = "The authorization code or refresh token is invalid or expired",
            Retryable = true,
        },
        new("503 standard", "RFC 6749, section 4.1.2.1")
        {
            Status = HttpStatusCode.ServiceUnavailable,
            Body = """{"error":"temporarily_unavailable"}""",
            Headers = [("Retry-After", "Mon, 23 Nov 2026 12:02:00 GMT")],
            Kind = OAuthFailureKind.ProviderError,
            Code = "temporarily_unavailable",
            Description = "The provider is temporarily unavailable",
            Retryable = true,
            RetryAfter = 120,
        },
        new("400 with a token", "a status of failure is no success")
        {
            Status = HttpStatusCode.BadRequest,
            Body = """{"access_token":"at-1"}""",
            Kind = OAuthFailureKind.ProviderError,
            Code = "http_400",
        },
    ];

    private static TokenResponseSample[] Throttling =>
    [
        new("429 text", "slackhq/slack-api-docs#69")
        {
            Status = HttpStatusCode.TooManyRequests,
            ContentType = "text/plain",
            Body = "You are sending too many requests. Please relax.",
            Headers = [("Retry-After", "30")],
            Kind = OAuthFailureKind.RateLimited,
            Code = "rate_limited",
            Description = "Slack asks to wait 30 seconds before the next request",
            Retryable = true,
            RetryAfter = 30,
        },
        new("429 HTML", "SwiftyDropbox#267")
        {
            Provider = "Dropbox",
            Status = HttpStatusCode.TooManyRequests,
            ContentType = "text/html",
            Body = Page,
            Kind = OAuthFailureKind.RateLimited,
            Code = "rate_limited",
            Description = "Dropbox asks for fewer requests",
            Retryable = true,
        },
        new("429 Cloudflare 1015", "discord/discord-api-docs#1771")
        {
            Provider = "Discord",
            Status = HttpStatusCode.TooManyRequests,
            ContentType = "text/html",
            Body = "<!doctype html><title>Access denied | discord.com used Cloudflare to restrict access</title>",
            Headers = [("Retry-After", "3600")],
            Kind = OAuthFailureKind.RateLimited,
            Code = "rate_limited",
            Description = "Discord asks to wait 3600 seconds before the next request",
            Retryable = true,
            RetryAfter = 3600,
        },
        new("429 Discord", "discord-api-docs, topics/rate-limits")
        {
            Provider = "Discord",
            Status = HttpStatusCode.TooManyRequests,
            Body = """{"message":"You are being rate limited.","retry_after":64.5,"global":false}""",
            Kind = OAuthFailureKind.RateLimited,
            Code = "rate_limited",
            Description = "You are being rate limited.",
            Retryable = true,
            RetryAfter = 64.5,
        },
        new("429 Zoom", "devforum.zoom.us/t/18928")
        {
            Provider = "Zoom",
            Status = HttpStatusCode.TooManyRequests,
            Body = """{"code":429,"message":"You have reached the maximum per-second rate limit for this API."}""",
            Headers = [("Retry-After", "2026-11-23T13:00:00Z")],
            Kind = OAuthFailureKind.RateLimited,
            Code = "rate_limited",
            Description = "You have reached the maximum per-second rate limit for this API.",
            Retryable = true,
            RetryAfter = 3600,
        },
        new("429 Notion", "developers.notion.com/reference/request-limits")
        {
            Provider = "Notion",
            Status = HttpStatusCode.TooManyRequests,
            Body = """{"object":"error","status":429,"code":"rate_limited","message":"You have been rate limited."}""",
            Headers = [("Retry-After", "5")],
            Kind = OAuthFailureKind.RateLimited,
            Code = "rate_limited",
            Description = "You have been rate limited.",
            Retryable = true,
            RetryAfter = 5,
        },
        new("429 Trello", "developer.atlassian.com/cloud/trello/guides/rest-api/rate-limits")
        {
            Provider = "Trello",
            Status = HttpStatusCode.TooManyRequests,
            Body = """{"error":"API_TOKEN_LIMIT_EXCEEDED","message":"Rate limit exceeded"}""",
            Headers = [("x-rate-limit-api-token-interval-ms", "10000")],
            Kind = OAuthFailureKind.RateLimited,
            Code = "API_TOKEN_LIMIT_EXCEEDED",
            Description = "Rate limit exceeded",
            Retryable = true,
            RetryAfter = 10,
        },
        new("429 HubSpot", "developers.hubspot.com, usage guidelines")
        {
            Provider = "HubSpot",
            Status = HttpStatusCode.TooManyRequests,
            Body = """{"status":"error","message":"You have reached your ten_secondly_rolling limit.","errorType":"RATE_LIMIT","correlationId":"c-2"}""",
            Headers = [("X-HubSpot-RateLimit-Interval-Milliseconds", "10000")],
            Kind = OAuthFailureKind.RateLimited,
            Code = "RATE_LIMIT",
            Description = "You have reached your ten_secondly_rolling limit.",
            Retryable = true,
            RetryAfter = 10,
            CorrelationId = "c-2",
        },
        new("200 Slack", "api.slack.com/methods/oauth.v2.access")
        {
            Body = """{"ok":false,"error":"ratelimited"}""",
            Headers = [("Retry-After", "10")],
            Kind = OAuthFailureKind.RateLimited,
            Code = "ratelimited",
            Description = "Slack asks to wait 10 seconds before the next request",
            Retryable = true,
            RetryAfter = 10,
        },
        new("429 monday.com", "estuary/connectors#3083")
        {
            Provider = "monday.com",
            Status = HttpStatusCode.TooManyRequests,
            Body = """{"errors":[{"message":"Minute limit rate exceeded","extensions":{"code":"minute_limit_exceeded","retry_in_seconds":28}}]}""",
            Kind = OAuthFailureKind.RateLimited,
            Code = "minute_limit_exceeded",
            Description = "Minute limit rate exceeded",
            Retryable = true,
            RetryAfter = 28,
        },
        new("Google quota", "google.aip.dev/193")
        {
            Provider = "Google Chat",
            Status = HttpStatusCode.Forbidden,
            Body = """{"error":{"code":429,"message":"Quota exceeded","status":"RESOURCE_EXHAUSTED"}}""",
            Kind = OAuthFailureKind.RateLimited,
            Code = "RESOURCE_EXHAUSTED",
            Description = "Quota exceeded",
            Retryable = true,
        },
        new("slow_down", "RFC 8628, section 3.5")
        {
            Provider = "GitHub",
            Body = """{"error":"slow_down","interval":10}""",
            Kind = OAuthFailureKind.RateLimited,
            Code = "slow_down",
            Description = "GitHub asks for fewer requests",
            Retryable = true,
        },
        new("429 with an absurd wait", "a number that no one waits for")
        {
            Status = HttpStatusCode.TooManyRequests,
            Headers = [("Retry-After", "99999999999")],
            ContentType = null,
            Kind = OAuthFailureKind.RateLimited,
            Code = "rate_limited",
            Description = "Slack asks for fewer requests",
            Retryable = true,
        },
        new("429 with a wait in the past", "clocks differ")
        {
            Status = HttpStatusCode.TooManyRequests,
            Headers = [("Retry-After", "Mon, 23 Nov 2026 11:00:00 GMT")],
            ContentType = null,
            Kind = OAuthFailureKind.RateLimited,
            Code = "rate_limited",
            Description = "Slack asks to wait 0 seconds before the next request",
            Retryable = true,
            RetryAfter = 0,
        },
    ];

    private static byte[] Gzip(string text)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return compressed.ToArray();
    }
}
