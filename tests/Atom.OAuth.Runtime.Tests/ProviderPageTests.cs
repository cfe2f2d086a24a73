using System.Net;
using Atom.OAuth.Tests.Support;

namespace Atom.OAuth.Tests;

/// <summary>
/// Pages that providers actually sent instead of JSON, and JSON that they sent with a wrong content type, as reported in
/// public issues; shortened to the relevant parts.
/// </summary>
public class ProviderPageTests
{
    private static readonly Dictionary<string, (string Provider, HttpStatusCode Status, string ContentType, string Body, string Title)> Pages = new()
    {
        ["Slack, outage (slack-ruby-client#358)"] = (
            "Slack", HttpStatusCode.InternalServerError, "text/html; charset=utf-8",
            "<!DOCTYPE html>\n<html lang=\"en\">\n  <head>\n    <meta charset=\"utf-8\">\n    <title>Server Error | Slack</title>\n    <meta name=\"author\" content=\"Slack\">\n  </head>\n  <body></body>\n</html>\n",
            "Server Error | Slack"),
        ["Google, token host (google-auth-library-python#1260)"] = (
            "Google Calendar", HttpStatusCode.BadGateway, "text/html; charset=UTF-8",
            "<!DOCTYPE html>\n<html lang=en>\n  <meta charset=utf-8>\n  <meta name=viewport content=\"initial-scale=1, minimum-scale=1, width=device-width\">\n  <title>Error 502 (Server Error)!!1</title>\n  <style>\n    *{margin:0;padding:0}html,code{font:15px/22px arial,sans-serif}\n  </style>",
            "Error 502 (Server Error)!!1"),
        ["Google, refused refresh (gapi-google-analytics-php-interface#98)"] = (
            "Google Chat", HttpStatusCode.BadRequest, "text/html",
            "<HTML>\n<HEAD>\n<TITLE>Error processing OAuth 2 request</TITLE>\n</HEAD>\n<BODY BGCOLOR=\"#FFFFFF\" TEXT=\"#000000\">\n<H1>Error processing OAuth 2 request</H1>\n<H2>Error 400</H2>\n</BODY>\n</HTML>\n",
            "Error processing OAuth 2 request"),
        ["Google, sorry page (google-api-php-client#501)"] = (
            "Google Chat", HttpStatusCode.OK, "text/html; charset=utf-8",
            "<html><head><meta http-equiv=\"content-type\" content=\"text/html; charset=utf-8\"/><title>Sorry...</title><style> body { font-family: verdana }</style></head><body><div><table>",
            "Sorry..."),
        ["QuickBooks, nginx (quickbooks-ruby#423)"] = (
            "QuickBooks", HttpStatusCode.BadGateway, "application/json",
            "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body bgcolor=\"white\">\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n",
            "502 Bad Gateway"),
        ["Cloudflare challenge on a token endpoint (KickDevDocs#148)"] = (
            "Kick", HttpStatusCode.Forbidden, "text/html; charset=UTF-8",
            "<!DOCTYPE html><html lang=\"en-US\"><head><title>Just a moment...</title><meta http-equiv=\"Content-Type\" content=\"text/html; charset=UTF-8\">",
            "Just a moment..."),
        ["Cloudflare block"] = (
            "Discord", HttpStatusCode.Forbidden, "text/html",
            "<!doctype html> <html class=\"no-js\" lang=\"en-US\"> <head> <title>Access denied | discord.com used Cloudflare to restrict access</title>",
            "Access denied | discord.com used Cloudflare to restrict access"),
        ["SoundCloud, CloudFront (soundcloud/api#489)"] = (
            "SoundCloud", HttpStatusCode.Forbidden, "text/html",
            "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\" \"http://www.w3.org/TR/html4/loose.dtd\">\n<HTML><HEAD><META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=iso-8859-1\">\n<TITLE>ERROR: The request could not be satisfied</TITLE>\n</HEAD><BODY>",
            "ERROR: The request could not be satisfied"),
        ["Microsoft, login page with status 200 (azure-docs#59693)"] = (
            "Microsoft Teams", HttpStatusCode.OK, "text/html; charset=utf-8",
            "\r\n\r\n<!-- Copyright (C) Microsoft Corporation. All rights reserved. -->\r\n<!DOCTYPE html>\r\n<html dir=\"ltr\" class=\"\" lang=\"en\">\r\n<head>\r\n    <title>Sign in to your account</title>\r\n",
            "Sign in to your account"),
        ["Microsoft, page without script"] = (
            "Microsoft Teams", HttpStatusCode.OK, "text/html",
            "<html><head><noscript>JavaScript required to sign in<meta http-equiv=\"Refresh\" content=\"0; URL=https://login.live.com/jsDisabled.srf\"/></noscript><title>Continue</title><script type=\"text/javascript\">",
            "Continue"),
        ["Dropbox (dropbox-api-command#34)"] = (
            "Dropbox", HttpStatusCode.RequestEntityTooLarge, "text/html",
            "<!DOCTYPE html>\n<html>\n<head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">\n<title>Dropbox - 4xx</title>\n<link href=\"https://www.dropbox.com/static/css/error.css\" rel=\"stylesheet\" type=\"text/css\"/>",
            "Dropbox - 4xx"),
        ["Jetty (vonage-ruby-sdk#4)"] = (
            "Vonage", HttpStatusCode.InternalServerError, "text/html;charset=ISO-8859-1",
            "<html>\n<head>\n<meta http-equiv=\"Content-Type\" content=\"text/html;charset=ISO-8859-1\"/>\n<title>Error 500 Server Error</title>\n</head>\n<body>\n<h2>HTTP ERROR: 500</h2>",
            "Error 500 Server Error"),
        ["IIS"] = (
            "HubSpot", HttpStatusCode.NotFound, "text/html",
            "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd\">\r\n<html xmlns=\"http://www.w3.org/1999/xhtml\">\r\n<head>\r\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=iso-8859-1\"/>\r\n<title>404 - File or directory not found.</title>\r\n",
            "404 - File or directory not found."),
    };

    private static readonly Dictionary<string, (string ContentType, string Body)> MislabelledJson = new()
    {
        ["Deezer, token (golang/oauth2#542)"] = ("text/html; charset=utf-8", """{"access_token":"fr1","expires":3600}"""),
        ["Wikimedia, user"] = ("text/html", """{"sub":"1","username":"Ada"}"""),
        ["Jobber, token (n8n#33018)"] = ("text/plain", """{"access_token":"a","refresh_token":"b"}"""),
        ["Dropbox, token of old (dart-archive/oauth2#10)"] = ("text/javascript", """{"access_token": "a", "token_type": "bearer"}"""),
        ["PHP server (oauth2-demo-php#11)"] = ("text/html; charset=ISO-8859-1", "\n{\"error\":\"invalid_client\"}"),
    };

    public static TheoryData<string> PageNames => [.. Pages.Keys];

    public static TheoryData<string> JsonNames => [.. MislabelledJson.Keys];

    [Theory]
    [MemberData(nameof(PageNames))]
    public async Task Page_IsToldAndNamed(string name)
    {
        var (provider, status, contentType, body, title) = Pages[name];
        foreach (var delivery in Respond.Deliveries)
        {
            using var response = Respond.With(body, contentType, delivery, status);

            var result = await response.CheckHtmlResponseAsync(provider);
            var exception = await Assert.ThrowsAsync<OAuthResponseException>(() => response.ReadOAuthJsonAsync<SampleToken>(provider));

            Assert.Equal((ResponseBodyKind.Html, title, status), (result.Kind, result.Title, result.StatusCode));
            Assert.StartsWith(
                $"{provider} OAuth failed: unexpected_html - {provider} returned a web page (HTTP {(int)status}, \"{title}\") instead of JSON.",
                result.Error,
                StringComparison.Ordinal);
            Assert.Equal(result.Error, exception.Message);
            Assert.Equal(title, exception.Title);
        }
    }

    [Theory]
    [MemberData(nameof(JsonNames))]
    public async Task MislabelledJson_IsReadAllTheSame(string name)
    {
        var (contentType, body) = MislabelledJson[name];

        Assert.Equal(ResponseBodyKind.Json, (await Checks.EveryWayAsync(Respond.Bytes(body), contentType)).Kind);
        using var response = Respond.With(body, contentType);
        Assert.NotNull(await response.ReadOAuthJsonAsync<SampleToken>());
    }

    [Fact]
    public async Task RateLimitAsText_IsText()
    {
        // slack-api-docs#69
        using var response = Respond.With("You are sending too many requests. Please relax.", "text/plain", status: HttpStatusCode.TooManyRequests);

        var exception = await Assert.ThrowsAsync<OAuthResponseException>(() => response.ReadOAuthJsonAsync<SampleToken>("Slack"));

        Assert.Equal(
            "Slack OAuth failed: unexpected_text - Slack returned plain text (HTTP 429 Too Many Requests) instead of JSON. The provider limits the rate of requests: wait before the next one.",
            exception.Message);
    }

    [Fact]
    public async Task FormEncodedToken_IsAForm()
    {
        // GitHub without an Accept header, and formerly Facebook as text/plain
        using var response = Respond.With("access_token=gho_1&scope=repo&token_type=bearer", "text/plain");

        var exception = await Assert.ThrowsAsync<OAuthResponseException>(() => response.ReadOAuthJsonAsync<SampleToken>("GitHub"));

        Assert.Equal(ResponseBodyKind.Form, exception.Kind);
        Assert.DoesNotContain("gho_1", exception.ToString(), StringComparison.Ordinal);
    }
}
