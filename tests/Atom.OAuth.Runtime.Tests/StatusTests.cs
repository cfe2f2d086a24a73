using System.Net;
using Atom.OAuth.Tests.Support;

namespace Atom.OAuth.Tests;

/// <summary>Results that depend on the status, before the body is read.</summary>
public class StatusTests
{
    [Theory]
    [InlineData(HttpStatusCode.NoContent)]
    [InlineData(HttpStatusCode.ResetContent)]
    [InlineData(HttpStatusCode.NotModified)]
    public async Task NoContentStatus_IsNoContentAndTouchesNothing(HttpStatusCode status)
    {
        using ForwardStream stream = new(Respond.Bytes("<html>"));
        using var response = Respond.With(stream, "text/html", status);
        var content = response.Content;

        Assert.Equal(ResponseBodyKind.NoContent, (await response.CheckHtmlResponseAsync()).Kind);
        var result = response.CheckHtmlResponse();

        Assert.Equal(ResponseBodyKind.NoContent, result.Kind);
        Assert.False(result.IsHtml);
        Assert.Equal(status, result.StatusCode);
        Assert.Equal(0, stream.Taken);
        Assert.Same(content, response.Content);
    }

    [Fact]
    public void Head_IsNoContent()
    {
        using var response = Respond.With(string.Empty, "text/html");
        response.RequestMessage = new HttpRequestMessage(HttpMethod.Head, "https://slack.com/");
        response.Content.Headers.ContentLength = 4711;

        Assert.Equal(ResponseBodyKind.NoContent, response.CheckHtmlResponse().Kind);
    }

    [Theory]
    [InlineData(HttpStatusCode.MultipleChoices)]
    [InlineData(HttpStatusCode.MovedPermanently)]
    [InlineData(HttpStatusCode.Found)]
    [InlineData(HttpStatusCode.SeeOther)]
    [InlineData(HttpStatusCode.TemporaryRedirect)]
    [InlineData(HttpStatusCode.PermanentRedirect)]
    public async Task RedirectWithLocation_IsARedirectToAPage(HttpStatusCode status)
    {
        using var response = Respond.With("{}", "application/json", Delivery.Streamed, status);
        response.Headers.Location = new Uri("https://login.microsoftonline.com/common/oauth2/authorize?client_id=1");

        var (isHtml, htmlError) = await response.CheckHtmlResponseAsync("Teams");

        Assert.True(isHtml);
        Assert.Equal(
            $"Teams OAuth failed: redirected_to_page - Teams redirected to a login or consent page (HTTP {(int)status} {response.ReasonPhrase}) instead of returning JSON.",
            htmlError);
        Assert.Equal(ResponseBodyKind.RedirectedToPage, response.CheckHtmlResponse().Kind);
    }

    [Fact]
    public void RedirectWithoutLocation_IsDecidedByItsBody()
    {
        using var json = Respond.With("{}", status: HttpStatusCode.Found);
        using var page = Respond.With("<html>", status: HttpStatusCode.Found);

        Assert.Equal(ResponseBodyKind.Json, json.CheckHtmlResponse().Kind);
        Assert.Equal(ResponseBodyKind.Html, page.CheckHtmlResponse().Kind);
    }

    [Fact]
    public void LocationOfACreatedResource_IsNoRedirect()
    {
        using var response = Respond.With("{}", status: HttpStatusCode.Created);
        response.Headers.Location = new Uri("https://api.notion.com/v1/pages/1");

        Assert.Equal(ResponseBodyKind.Json, response.CheckHtmlResponse().Kind);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public void JsonOfAFailedRequest_IsJson(HttpStatusCode status)
    {
        using var response = Respond.With("""{"error":"invalid_grant"}""", status: status);

        var result = response.CheckHtmlResponse();

        Assert.Equal(ResponseBodyKind.Json, result.Kind);
        Assert.Equal(status, result.StatusCode);
    }
}
