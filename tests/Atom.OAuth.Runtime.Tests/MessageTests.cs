using System.Net;
using Atom.OAuth.Inspection;
using Atom.OAuth.Tests.Support;

namespace Atom.OAuth.Tests;

/// <summary>Messages for users and developers.</summary>
public class MessageTests
{
    [Fact]
    public void Message_NamesProviderStatusKindAndTitle()
    {
        using var response = Respond.With("<html><title>Oops</title><p>secret</p>", status: HttpStatusCode.ServiceUnavailable);

        Assert.Equal(
            """Slack OAuth failed: unexpected_html - Slack returned a web page (HTTP 503, "Oops") instead of JSON. The provider is overloaded or under maintenance: try again later.""",
            response.CheckHtmlResponse("Slack").Error);
    }

    [Fact]
    public void Message_WithoutTitle_NamesTheReasonOfTheStatus()
    {
        using var response = Respond.With("<html>", status: HttpStatusCode.ServiceUnavailable);

        Assert.Equal(
            "Slack OAuth failed: unexpected_html - Slack returned a web page (HTTP 503 Service Unavailable) instead of JSON. The provider is overloaded or under maintenance: try again later.",
            response.CheckHtmlResponse("Slack").Error);
    }

    [Fact]
    public void Message_WithAReasonOfTheServersOwn_CleansIt()
    {
        using var response = Respond.With("<html>", status: (HttpStatusCode)520);
        Assert.Contains("(HTTP 520)", response.CheckHtmlResponse().Error, StringComparison.Ordinal);

        response.ReasonPhrase = "Web <b>Server</b>\tReturned an Unknown Error " + new string('x', 100);
        Assert.Contains(
            "(HTTP 520 Web Server Returned an Unknown Error xxxxxxxxxxxxxxxxxxxxxxx…)",
            response.CheckHtmlResponse().Error,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ResponseBodyKind.Html, "unexpected_html - Acme returned a web page instead of JSON.")]
    [InlineData(ResponseBodyKind.RedirectedToPage, "redirected_to_page - Acme redirected to a login or consent page instead of returning JSON.")]
    [InlineData(ResponseBodyKind.NoContent, "no_content - Acme returned no content instead of JSON.")]
    [InlineData(ResponseBodyKind.Empty, "empty_response - Acme returned an empty body instead of JSON.")]
    [InlineData(ResponseBodyKind.Xml, "unexpected_xml - Acme returned XML instead of JSON.")]
    [InlineData(ResponseBodyKind.Form, "unexpected_form - Acme returned form-encoded pairs instead of JSON.")]
    [InlineData(ResponseBodyKind.Text, "unexpected_text - Acme returned plain text instead of JSON.")]
    [InlineData(ResponseBodyKind.Jsonp, "unexpected_script - Acme returned a script instead of JSON.")]
    [InlineData(ResponseBodyKind.JsonGuarded, "guarded_json - Acme returned JSON behind a guard against scripts.")]
    [InlineData(ResponseBodyKind.MalformedJson, "malformed_json - Acme returned JSON that is damaged or cut off.")]
    [InlineData(ResponseBodyKind.UnexpectedJson, "unexpected_json - Acme returned JSON of an unexpected shape.")]
    [InlineData(ResponseBodyKind.TooLarge, "response_too_large - Acme returned JSON of more than 1 MiB.")]
    [InlineData(ResponseBodyKind.Compressed, "undecoded_compression - Acme returned compressed bytes that cannot be decoded.")]
    [InlineData(ResponseBodyKind.Unknown, "unexpected_content - Acme returned unknown content instead of JSON.")]
    public void Message_OfEachKind_SaysWhatCame(ResponseBodyKind kind, string message)
        => Assert.Equal($"Acme OAuth failed: {message}", ResponseMessages.Create("Acme", new BodyVerdict(kind), response: null));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  \t")]
    [InlineData("\u202E")]
    public void Message_WithoutProvider_SaysTheProvider(string? provider)
    {
        Assert.Equal(
            "OAuth failed: unexpected_html - The provider returned a web page (\"Oops\") instead of JSON.",
            HtmlResponse.CheckText("<html><title>Oops</title>", provider).Error);
    }

    [Fact]
    public void Message_OfATextWithoutTitle_IsShort()
    {
        Assert.Equal(
            "Zoom OAuth failed: unexpected_html - Zoom returned a web page instead of JSON.",
            HtmlResponse.CheckText("<html>", "Zoom").Error);
    }

    [Theory]
    [InlineData("Sla\r\nck", "Sla ck")]
    [InlineData("  Google   Chat ", "Google Chat")]
    [InlineData("<script>alert(1)</script>Slack", "alert(1) Slack")]
    [InlineData("\"Slack\"", "'Slack'")]
    [InlineData("Slack\u202Egnp.exe", "Slackgnp.exe")]
    public void Message_CleansTheProvidersName(string provider, string shown)
    {
        Assert.StartsWith(
            $"{shown} OAuth failed: unexpected_html - {shown} returned",
            HtmlResponse.CheckText("<html>", provider).Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Message_CutsTheProvidersName()
    {
        string name = new('x', 100);

        Assert.StartsWith($"{name[..60]}… OAuth failed", HtmlResponse.CheckText("<html>", name).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Just a moment...", "firewall")]
    [InlineData("Attention Required! | Cloudflare", "firewall")]
    [InlineData("Access denied | example.com used Cloudflare to restrict access", "firewall")]
    [InlineData("ERROR: The request could not be satisfied", "firewall")]
    [InlineData("Sign in to your account", "login page")]
    [InlineData("Log into Facebook", "login page")]
    [InlineData("LOGIN", "login page")]
    [InlineData("ngrok - tunnel offline", "ngrok")]
    [InlineData("502 Bad Gateway", "try again later")]
    [InlineData("504 Gateway Time-out", "try again later")]
    [InlineData("503 Service Temporarily Unavailable", "try again later")]
    [InlineData("Error 502 (Server Error)!!1", "try again later")]
    [InlineData("429 Too Many Requests", "rate of requests")]
    [InlineData("IIS Windows Server", "Check the URL")]
    [InlineData("404 - File or directory not found.", "Check the URL")]
    [InlineData("Network Authentication Required", "captive portal")]
    public void Message_ExplainsWellKnownPages(string title, string hint)
    {
        var result = HtmlResponse.CheckText($"<html><title>{title}</title>", "Slack");

        Assert.Equal(title, result.Title);
        Assert.Contains($"(\"{title}\") instead of JSON. ", result.Error, StringComparison.Ordinal);
        Assert.Contains(hint, result.Error, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith(".", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "nothing of the provider's API answers there")]
    [InlineData(410, "nothing of the provider's API answers there")]
    [InlineData(421, "nothing of the provider's API answers there")]
    [InlineData(405, "a token endpoint takes a POST")]
    [InlineData(408, "waited for the request for too long: try again later")]
    [InlineData(413, "larger than the server, or a proxy in front of it, takes")]
    [InlineData(414, "send the parameters in the body")]
    [InlineData(415, "most token endpoints take a form")]
    [InlineData(425, "does not take the request this early: try again later")]
    [InlineData(429, "limits the rate of requests")]
    [InlineData(431, "headers of the request are too large")]
    [InlineData(500, "internal error: try again later")]
    [InlineData(501, "does not know the method")]
    [InlineData(504, "got no answer from it: try again later")]
    [InlineData(511, "sign in to the network first")]
    [InlineData(522, "got no good answer from the provider: try again later")]
    public void Message_ExplainsTheStatus(int status, string hint)
    {
        using var response = Respond.With("<html>", "text/html", status: (HttpStatusCode)status);

        Assert.Contains(hint, response.CheckHtmlResponse("Slack").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Result_OfNoPage_HasNoError()
    {
        var result = HtmlResponse.CheckText("{}", "Slack");
        var (isHtml, htmlError) = result;

        Assert.False(isHtml);
        Assert.Equal(string.Empty, htmlError);
        Assert.Null(result.Error);
        Assert.Null(result.Title);
        Assert.Null(result.StatusCode);
        Assert.Equal(ResponseBodyKind.Json, result.Kind);
    }

    [Fact]
    public void Result_OfNothing_IsEmpty()
    {
        Assert.Equal(ResponseBodyKind.Empty, HtmlResponse.CheckText(null).Kind);
        Assert.Equal(ResponseBodyKind.Empty, HtmlResponse.CheckText(string.Empty).Kind);
        Assert.Equal(ResponseBodyKind.Empty, HtmlResponse.CheckBytes([]).Kind);
    }

    [Fact]
    public void Result_OfAPage_HasItsError()
    {
        var (isHtml, htmlError) = HtmlResponse.CheckText("<html>", "Slack");

        Assert.True(isHtml);
        Assert.StartsWith("Slack OAuth failed: unexpected_html", htmlError, StringComparison.Ordinal);
    }

    [Fact]
    public void Result_ThatNobodyMade_IsNoPage()
    {
        HtmlCheckResult result = default;

        Assert.False(result.IsHtml);
        Assert.Equal(ResponseBodyKind.Unknown, result.Kind);
    }
}
